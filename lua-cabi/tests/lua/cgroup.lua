-- Control groups: what a process is in, and the files of a group. On a machine that lets nobody make groups, on plain directories.
local test = require "test"
local S = require "syscall"
local util, cgroup = S.util, S.cgroup

test.isolate "mnt"

test("the groups of a process", function()
  local mine = test.ok(cgroup.cgroups())
  local count = 0
  for id, one in pairs(mine) do
    count = count + 1
    assert(id:find "^%d+$", id)
    test.eq(type(one.name), "string")
    test.eq(one.path:sub(1, 1), "/")
  end
  assert(count > 0 or util.readfile "/proc/self/cgroup" == "")
  test.same(cgroup.cgroups(S.getpid()), mine)
  test.same(cgroup.cgroups "self", mine)
  test.fails("NOENT", cgroup.cgroups(2 ^ 30))
  test.raises("bad argument #1 to 'cgroups' %(pid: ", cgroup.cgroups, {})
  for name in ("cgroups mount open create"):gmatch "%S+" do assert(#S.help("cgroup." .. name) > 20, name) end
end)

test("mount", function()
  test.raises("bad argument #1 to 'mount' %(tab: table expected", cgroup.mount)
  test.raises("bad argument #1 to 'mount' %(tab.target: string expected", cgroup.mount, {})
  test.fails("NOENT", cgroup.mount { target = test.path "nosuch", type = "cgroup2" })
  -- A relative one is below /sys/fs/cgroup.
  test.fails("NOENT", cgroup.mount { target = "no/such/place", type = "cgroup2" })
  test.ok(S.mkdir("v2", "0700"))
  local ok, err = cgroup.mount { target = test.path "v2", type = "cgroup2" }
  if not ok then test.skip("cgroup2 is not mounted here: " .. tostring(err)) end
  local found
  for _, one in ipairs(util.mounts()) do
    if one.target == test.path "v2" then found = one end
  end
  test.eq(found.type, "cgroup2")
  test.eq(found.source, "cgroup2")
  local root = test.ok(cgroup.open("/", test.path "v2"))
  test.eq(type(test.ok(root:get "cgroup.controllers")), "string")
  assert(#test.ok(root:procs()) > 0)
  local group, why = cgroup.create("syscall-test-" .. S.getpid(), test.path "v2")
  if group then
    test.eq(#group:procs(), 0)
    test.child(function()
      test.ok(group:add())
      test.eq(group:procs()[1], S.getpid())
    end)
    test.ok(group:remove())
    test.fails("NOENT", group:remove())
  else
    print("# no group can be made: " .. tostring(why))
  end
  test.ok(S.umount("v2", "detach"))
end)

test("files of a group", function()
  local root = test.path "root"
  test.ok(S.mkdir(root, "0700"))
  local group = test.ok(cgroup.create("/demo", root))
  test.eq(group.path, "/demo")
  test.eq(group.dir, root .. "/demo")
  test.eq(tostring(group), root .. "/demo")
  assert(S.stat(root .. "/demo").isdir)
  test.fails("EXIST", cgroup.create("demo", root))
  test.fails("NOENT", cgroup.create("no/such", root))
  test.fails("NOENT", cgroup.open("nosuch", root))
  test.eq(cgroup.open("demo", root).dir, root .. "/demo")
  for _, name in ipairs { "memory.max", "cgroup.procs", "cgroup.subtree_control", "cpu.max" } do
    test.ok(util.writefile(root .. "/demo/" .. name, "", "0600"))
  end
  test.eq(group:set("memory.max", 2 ^ 20), true)
  test.eq(group:get "memory.max", 1048576)
  test.eq(group:set("cpu.max", "50000 100000"), true)
  test.eq(group:get "cpu.max", "50000 100000")
  test.eq(group:add(12), true)
  test.eq(group:procs()[1], 12)
  test.eq(group:enable("memory", "pids"), true)
  test.eq(util.readfile(root .. "/demo/cgroup.subtree_control"), "+memory +pids")
  test.fails("NOENT", group:set("pids.max", 5))
  test.fails("NOENT", group:get "pids.max")
  test.fails("NOTEMPTY", group:remove())
  test.raises("bad argument #1 to 'set' %(name: ", group.set, group, "../x", 1)
  test.raises("bad argument #1 to 'get' %(name: ", group.get, group, "a/b")
  test.raises("bad argument #1 to 'get' %(name: ", group.get, group)
  test.raises("bad argument #2 to 'set' %(value: string expected", group.set, group, "cpu.max", {})
  test.raises("bad argument #1 to 'add' %(pid: ", group.add, group, "x")
  test.raises("calling 'get' on bad self", group.get, {}, "x")
  test.raises("calling 'remove' on bad self", group.remove)
  test.raises("bad argument #1 to 'create' %(path: string expected", cgroup.create)
  test.raises("bad argument #1 to 'open' %(path: string expected", cgroup.open, {})
end)
