-- Files and directories, processes and accounts of `S.util`.
local test = require "test"
local S = require "syscall"
local c, t, util = S.c, S.t, S.util

local function write(path, text) test.ok(util.writefile(path, text, "0644")) end

local root = S.geteuid() == 0

test("every function of the contract is there", function()
  for name in ([[
    auditarch basename bridge_add bridge_add_interface bridge_del bridge_del_interface bridge_list capget capset cp createfile
    dirname dirtable eventfd_read eventfd_write getgrgid getgrnam getpwnam getpwuid glob if_nametoindex inet_name limits ls mapfile
    mkdtemp mkstemp mount mounts proc ps readfile realpath recvcmsg rm sendcred sendfds signalfd_read timerfd_read touch writefile
  ]]):gmatch "%S+" do
    test.eq(type(util[name]), "function", name)
    assert(#S.help("util." .. name) > 20, name)
  end
end)

test("basename, dirname", function()
  for path, want in pairs {
    ["/usr/lib"] = "lib /usr", ["/usr/"] = "usr /", ["usr"] = "usr .", ["/"] = "/ /", ["//"] = "/ /", [""] = ". .",
    ["."] = ". .", [".."] = ".. .", ["a/b//"] = "b a", ["a//b"] = "b a", ["//a"] = "a /", ["a/b/c"] = "c a/b",
  } do
    test.eq(util.basename(path) .. " " .. util.dirname(path), want, path)
  end
  test.raises("bad argument #1 to 'basename' %(path: string expected, got nil", util.basename)
  test.raises("bad argument #1 to 'dirname' %(path: string expected, got table", util.dirname, {})
end)

test("files whole", function()
  test.eq(util.writefile("f", "hello", "0640"), true)
  test.eq(S.stat("f").mode % 512, tonumber("640", 8))
  test.eq(util.readfile "f", "hello")
  test.eq(util.readfile("f", nil, 2), "he")
  test.eq(util.readfile("f", nil, 0), "")
  test.eq(util.mapfile "f", "hello")
  local buf = t.buffer(16)
  test.eq(util.readfile("f", buf), 5)
  test.eq(buf:string(5), "hello")
  test.eq(util.readfile("f", buf, 16), 5)
  test.eq(util.readfile("f", buf, 3), 3)
  -- Without a mode the file stays, and its end too.
  test.eq(util.writefile("f", "HE"), true)
  test.eq(util.readfile "f", "HEllo")
  test.eq(util.writefile("f", "!", nil, "wronly, append"), true)
  test.eq(util.readfile "f", "HEllo!")
  test.eq(util.writefile("f", t.buffer(3, "abc"), "0600"), true)
  test.eq(util.readfile "f", "abc")
  local long = ("0123456789"):rep(30000)
  write("long", long)
  test.eq(util.readfile "long", long)
  test.eq(util.mapfile "long", long)
  write("empty", "")
  test.eq(util.readfile "empty", "")
  test.eq(util.mapfile "empty", "")
  -- What cannot be mapped can be read to the end.
  assert(#util.readfile "/proc/self/maps" > 4096 or #util.readfile "/proc/self/maps" > 100)
  test.fails("NOENT", util.readfile "nosuch")
  test.fails("NOENT", util.mapfile "nosuch")
  test.fails("NOENT", util.writefile("nosuch", "x"))
  test.fails("ISDIR", util.readfile ".")
  test.fails("ISDIR", util.writefile(".", "x", "0600"))
  test.raises("bad argument #1 to 'readfile' %(path: string expected", util.readfile)
  test.raises("bad argument #2 to 'readfile' %(buf: buffer expected", util.readfile, "f", 5)
  test.raises("bad argument #3 to 'readfile' %(length: ", util.readfile, "f", nil, -1)
  test.raises("bad argument #1 to 'mapfile' %(path: ", util.mapfile, {})
  test.raises("bad argument #2 to 'writefile' %(str: string or buffer expected", util.writefile, "f", nil, "0600")
  test.raises("bad argument #1 to 'writefile' %(path: ", util.writefile, nil, "x")
  test.eq(util.readfile "f", "abc")
end)

test("copies", function()
  local long = ("x"):rep(200000) .. "end"
  write("long", long)
  test.ok(S.chmod("long", "0600"))
  test.eq(util.cp("long", "copy"), true)
  test.eq(util.readfile "copy", long)
  test.eq(S.stat("copy").mode % 512, tonumber("600", 8))
  test.eq(util.cp("long", "other", "0400"), true)
  test.eq(S.stat("other").mode % 512, tonumber("400", 8))
  write("short", "short")
  test.eq(util.cp("short", "copy"), true)
  test.eq(util.readfile "copy", "short")
  -- Onto itself it would lose everything.
  test.ok(S.link("short", "same"))
  test.fails("INVAL", util.cp("short", "same"))
  test.fails("INVAL", util.cp("short", "short"))
  test.eq(util.readfile "short", "short")
  test.eq(util.cp("short", "/dev/null"), true)
  test.fails("NOENT", util.cp("nosuch", "copy"))
  test.fails("NOENT", util.cp("short", "nosuch/copy"))
  test.fails("ISDIR", util.cp("short", "."))
  test.fails("ISDIR", util.cp(".", "copy"))
  test.raises("bad argument #1 to 'cp'", util.cp, {}, "x")
  test.raises("bad argument #2 to 'cp' %(dest: string expected", util.cp, "short")
end)

test("touch, createfile", function()
  test.eq(util.createfile "new", true)
  test.eq(S.stat("new").size, 0)
  test.ok(S.utimes("new", { 100, 200 }))
  test.eq(util.createfile "new", true)
  test.eq(S.stat("new").mtime, 200)
  test.eq(util.touch "new", true)
  assert(S.stat("new").mtime > 1e9)
  test.eq(util.touch "newer", true)
  test.eq(S.stat("newer").size, 0)
  test.ok(S.mkdir("dir", "0700"))
  test.ok(S.utimes("dir", { 100, 200 }))
  test.eq(util.touch "dir", true)
  assert(S.stat("dir").mtime > 1e9)
  test.fails("NOENT", util.touch "nosuch/file")
  test.fails("NOENT", util.createfile "nosuch/file")
  test.raises("bad argument #1 to 'touch'", util.touch)
  test.raises("bad argument #1 to 'createfile'", util.createfile, {})
end)

test("remove", function()
  write("a", "")
  write("b", "")
  test.eq(util.rm("a", "b"), true)
  test.fails("NOENT", util.rm "a")
  test.ok(S.mkdir("kept", "0700"))
  write("kept/file", "")
  test.ok(S.mkdir("tree", "0700"))
  test.ok(S.symlink("../kept", "tree/link"))
  test.ok(S.symlink("nowhere", "tree/broken"))
  test.ok(S.mkdir("tree/inner", "0700"))
  test.ok(S.mkdir("tree/inner/most", "0700"))
  for i = 1, 300 do write("tree/inner/" .. i, "") end
  write("tree/inner/most/file", "")
  test.eq(util.rm "tree/", true)
  test.eq(S.stat "tree", nil)
  test.eq(util.readfile "kept/file", "")
  test.ok(S.symlink("kept", "link"))
  test.eq(util.rm "link", true)
  test.eq(util.readfile "kept/file", "")
  -- What a link with a slash leads to is not removed either.
  test.ok(S.symlink("kept", "link"))
  test.eq((util.rm "link/"), nil)
  test.eq(util.readfile "kept/file", "")
  for _, path in ipairs { ".", "..", "kept/.", "kept/..", "/", "//", "kept/./" } do test.fails("INVAL", util.rm(path)) end
  test.eq(util.readfile "kept/file", "")
  test.raises("bad argument #1 to 'rm' %(path: string expected, got nil", util.rm)
  test.raises("bad argument #2 to 'rm' %(path: string expected, got table", util.rm, "link", {})
end)

test("a tree deeper than descriptors and paths go", function()
  test.ok(S.mkdir("deep", "0700"))
  local fd = test.ok(S.open("deep", "directory, cloexec"))
  for _ = 1, 1500 do
    test.ok(S.mkdirat(fd, "directory", "0700"))
    local below = test.ok(S.openat(fd, "directory", "directory, cloexec"))
    fd:close()
    fd = below
  end
  fd:close()
  test.eq(util.rm "deep", true)
  test.eq(S.stat "deep", nil)
end)

test("what may not be removed", function()
  test.skip_unless(not root, "root may remove everything")
  test.ok(S.mkdir("closed", "0700"))
  test.ok(S.mkdir("closed/inner", "0700"))
  write("closed/inner/file", "")
  test.ok(S.chmod("closed/inner", "0500"))
  test.fails("ACCES", util.rm "closed")
  test.ok(S.chmod("closed/inner", "0700"))
  test.eq(util.rm "closed", true)
end)

test("realpath", function()
  local here = test.ok(S.getcwd())
  test.ok(S.mkdir("real", "0700"))
  write("real/file", "")
  test.ok(S.symlink("real", "to_dir"))
  test.ok(S.symlink("real/../to_dir/file", "to_file"))
  test.ok(S.symlink(here .. "/real/", "absolute"))
  test.ok(S.symlink("loop", "loop"))
  for path, want in pairs {
    ["."] = here, ["real/.."] = here, ["to_dir/file"] = here .. "/real/file", ["to_file"] = here .. "/real/file",
    ["absolute//./file"] = here .. "/real/file", ["/"] = "/", ["/.."] = "/", ["//usr/.."] = "/", [here] = here,
  } do
    test.eq(util.realpath(path), want, path)
  end
  test.fails("NOENT", util.realpath "")
  test.fails("NOENT", util.realpath "real/nosuch")
  test.fails("NOTDIR", util.realpath "real/file/")
  test.fails("NOTDIR", util.realpath "to_file/..")
  test.fails("LOOP", util.realpath "loop")
  test.raises("bad argument #1 to 'realpath'", util.realpath)
end)

test("names that nobody can guess", function()
  local fd, _, path = util.mkstemp(test.path "temp-XXXXXX")
  test.ok(fd)
  assert(path:find "/temp%-%w%w%w%w%w%w$", path)
  test.eq(fd:write "x", 1)
  test.eq(S.stat(path).mode % 512, tonumber("600", 8))
  test.eq(fd:fcntl "getfd", c.FD.CLOEXEC)
  fd:close()
  local dir = test.ok(util.mkdtemp "dirXXXXXX")
  assert(dir:find "^dir%w%w%w%w%w%w$", dir)
  assert(S.stat(dir).isdir)
  test.eq(S.stat(dir).mode % 512, tonumber("700", 8))
  assert(util.mkdtemp "dirXXXXXX" ~= dir)
  test.fails("NOENT", util.mkstemp "nosuch/XXXXXX")
  test.fails("NOENT", util.mkdtemp "nosuch/XXXXXX")
  test.raises("bad argument #1 to 'mkstemp' %(template: six X", util.mkstemp, "XXXXX")
  test.raises("bad argument #1 to 'mkdtemp' %(template: six X", util.mkdtemp, "")
  test.raises("bad argument #1 to 'mkdtemp' %(template: string expected", util.mkdtemp)
end)

test("glob", function()
  test.ok(S.mkdir("glob", "0700"))
  for _, name in ipairs { "a.c", "b.c", "ab.h", ".hidden", "x[y]", "star*", "d-e" } do write("glob/" .. name, "") end
  test.ok(S.mkdir("glob/dir", "0700"))
  write("glob/dir/a.c", "")
  test.ok(S.symlink("nowhere", "glob/broken"))
  local function list(pattern) return (table.concat(test.ok(util.glob(pattern)), " "):gsub("glob/", "")) end
  for pattern, want in pairs {
    ["*.c"] = "a.c b.c", ["?.c"] = "a.c b.c", ["a*"] = "a.c ab.h", ["[ab].c"] = "a.c b.c", ["[!a].c"] = "b.c", ["[^a].c"] = "b.c",
    ["[a-z].c"] = "a.c b.c", [".*"] = ".hidden", ["*"] = "a.c ab.h b.c broken d-e dir star* x[y]", ["*/"] = "dir/",
    ["*/*.c"] = "dir/a.c", ["a.c"] = "a.c", ["nosuch"] = "", ["nosuch*"] = "", ["x[[]y]"] = "x[y]", ["x[[]y[]]"] = "x[y]",
    ["star\\*"] = "star*", ["\\a.c"] = "a.c", ["d[-]e"] = "d-e", ["[x"] = "", ["*a*c*"] = "a.c", ["**.c"] = "a.c b.c", ["dir/../a.c"] = "dir/../a.c",
    ["b*"] = "b.c broken", ["a.c/*"] = "", ["a.c/"] = "", ["*.%w"] = "",
  } do
    test.eq(list("glob/" .. pattern), want, pattern)
  end
  test.eq(table.concat(util.glob "glo?", " "), "glob")
  test.eq(tostring(util.glob "glob/*.c"), "glob/a.c\nglob/b.c\n")
  test.eq(#util.glob "", 0)
  test.eq(util.glob("/")[1], "/")
  test.eq(util.glob("/proc/[s]elf/stat")[1], "/proc/self/stat")
  -- No pattern takes for ever.
  write("glob/" .. ("a"):rep(250), "")
  test.eq(#util.glob("glob/" .. ("*a"):rep(100) .. "b"), 0)
  test.raises("bad argument #1 to 'glob'", util.glob)
  test.raises("zero byte", util.glob, "a\0")
end)

test("a process", function()
  local me = util.proc()
  test.eq(me.pid, S.getpid())
  test.eq(me.dir, "/proc/" .. S.getpid() .. "/")
  assert(me.status:find("Pid:\t" .. S.getpid() .. "\n", 1, true))
  test.eq(me.cwd, S.readlink "/proc/self/cwd")
  test.eq(me["ns/mnt"], S.readlink "/proc/self/ns/mnt")
  test.eq(me.fd, nil)
  test.eq(me.nosuch, nil)
  test.eq(me[5], nil)
  test.eq(me["a\0b"], nil)
  assert(tostring(me):find("^" .. S.getpid() .. "  %S"), tostring(me))
  assert(not tostring(me):find "%z")
  test.eq(tostring(util.proc(2 ^ 30)), "1073741824  []")
  test.eq(util.proc(2 ^ 30).status, nil)
  test.raises("bad argument #1 to 'proc' %(pid: ", util.proc, "x")
  local child = util.proc(S.getppid())
  test.eq(child.pid, S.getppid())
end)

test("all processes", function()
  local all = test.ok(util.ps())
  local mine, last
  for i, one in ipairs(all) do
    assert(not last or one.pid > last, i)
    last = one.pid
    if one.pid == S.getpid() then mine = one end
  end
  assert(mine)
  assert(tostring(all):find("\n" .. tostring(mine) .. "\n", 1, true) or tostring(all):find(tostring(mine), 1, true) == 1)
end)

test("mounts", function()
  local all = test.ok(util.mounts())
  local proc
  for _, one in ipairs(all) do
    if one.target == "/proc" then proc = one end
  end
  assert(proc)
  test.eq(proc.type, "proc")
  test.eq(tostring(proc), ("%s on /proc type proc (%s)"):format(proc.source, proc.flags))
  assert(tostring(all):find(tostring(proc) .. "\n", 1, true))
  write("mounts", "/dev/x /a\\040b\\134c ext4 rw,nosuid,relatime 0 1\n\nshort line\n")
  all = util.mounts "mounts"
  test.eq(#all, 1)
  test.eq(all[1].target, "/a b\\c")
  test.eq(all[1].freq .. all[1].passno, "01")
  test.eq(c.MS[all[1].flags], c.MS["nosuid, relatime"])
  test.eq(tostring(all), "/dev/x on /a b\\c type ext4 (rw,nosuid,relatime)\n")
  test.fails("NOENT", util.mounts "nosuch")
  test.raises("bad argument #1 to 'mounts' %(file: ", util.mounts, {})
  test.raises("bad argument #1 to 'mount' %(tab: table expected", util.mount)
  test.raises("'mount' %(target: ", util.mount, {})
end)

test("limits", function()
  test.child(function()
    local limits = test.ok(util.limits())
    limits.soft.core = 0
    test.eq(limits.soft.core, 0)
    test.eq(limits.soft.CORE, 0)
    test.eq(S.getrlimit("core").cur, 0)
    limits.hard.core = 0
    test.eq(S.getrlimit("core").max, 0)
    limits.soft.nofile = 100
    test.eq(util.limits(S.getpid()).soft.nofile, 100)
    assert(tostring(limits.soft):find "nofile = 100\n")
    local ok, why = pcall(function() limits.soft.core = 10 end)
    test.eq(ok, false)
    assert(tostring(why):find "Invalid argument", why)
    test.raises("no limit 'bogus': names are those of c.RLIMIT", function() return limits.soft.bogus end)
    test.raises("no limit 'bogus'", function() limits.hard.bogus = 1 end)
    test.raises("cur", function() limits.soft.core = {} end)
    for _, one in ipairs { limits.soft, limits.hard } do
      pcall(function() one.stack = "infinity" end)
      assert(one.stack == -1 or one.stack > 0)
    end
  end)
  test.fails("SRCH", util.limits(2 ^ 30))
  test.raises("bad argument #1 to 'limits' %(pid: ", util.limits, "x")
end)

test("users and groups", function()
  local text = util.readfile "/etc/passwd"
  test.skip_unless(text and text:find "root:[^:]*:0:", "no /etc/passwd with root")
  local user = test.ok(util.getpwnam "root")
  test.eq(user.uid, 0)
  test.eq(user.gid, 0)
  test.eq(type(user.dir .. user.shell .. user.gecos .. user.passwd), "string")
  test.eq(util.getpwuid(0).name, "root")
  for _, none in ipairs { "", "no such user", "root:" } do test.eq((util.getpwnam(none)), nil) end
  test.eq((util.getpwuid(2 ^ 31 - 7)), nil)
  local group = test.ok(util.getgrgid(0))
  test.eq(group.gid, 0)
  test.eq(type(group.members), "table")
  test.eq(util.getgrnam(group.name).gid, 0)
  test.eq((util.getgrnam "no such group"), nil)
  test.raises("bad argument #1 to 'getpwnam'", util.getpwnam, 0)
  test.raises("bad argument #1 to 'getpwuid'", util.getpwuid, "root")
  test.raises("bad argument #1 to 'getgrnam'", util.getgrnam, {})
  test.raises("bad argument #1 to 'getgrgid'", util.getgrgid, "root")
end)

test("capabilities of files", function()
  write("capable", "")
  test.fails("NODATA", util.capget "capable")
  test.fails("NOENT", util.capget "nosuch")
  test.raises("bad argument #1 to 'capget'", util.capget)
  test.raises("bad argument #2 to 'capset' %(caps: ", util.capset, "capable")
  test.raises("bad argument #2 to 'capset' %(caps: permitted: 'x' are no names", util.capset, "capable", { permitted = "x" })
  test.raises("bad argument #1 to 'capset'", util.capset, {}, { permitted = "kill" })
  local ok, err = util.capset("capable", { permitted = "kill, bpf", inheritable = "chown", effective = "kill" })
  if not ok then test.skip("no capabilities of files here: " .. tostring(err)) end
  local caps = test.ok(util.capget "capable")
  test.eq(tostring(caps.permitted), "KILL,BPF")
  test.eq(tostring(caps.inheritable), "CHOWN")
  test.eq(caps.effective.kill and caps.effective.bpf and caps.effective.chown, true)
  test.fails("EXIST", util.capset("capable", caps, "create"))
  local fd = test.ok(S.open "capable")
  test.eq(util.capset(fd, t.capabilities { permitted = "net_raw" }), true)
  caps = test.ok(util.capget(fd))
  test.eq(tostring(caps.permitted), "NET_RAW")
  test.eq(tostring(caps.effective), "")
  fd:close()
  test.fails("BADF", util.capget(fd))
  test.raises("invalid flag 'bogus'", util.capset, "capable", caps, "bogus")
end)

test("the machine", function() test.integer(util.auditarch()) end)

test("running out of memory", function()
  write("oom", ("x"):rep(10000))
  util.realpath "."
  test.oom(function() return util.readfile "oom" end)
  test.oom(function() return util.cp("oom", "oom2") end)
  test.oom(function() return util.glob "oo*" end)
end)
