-- Landlock: in children, since what is given up does not come back.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local version, why = S.landlock_version()

local function needs(least)
  if not version then
    assert(why.NOSYS or why.OPNOTSUPP, why)
    test.skip("no Landlock here: " .. tostring(why))
  end
  if version < least then test.skip(("Landlock has version %d, not %d"):format(version, least)) end
end

-- Runs a function in a child, and raises what it raised.
local function child(f)
  local r, w = test.ok(S.pipe "cloexec")
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, e = pcall(f)
    if not ok then w:write(tostring(e)) end
    S._exit(ok and 0 or 1)
  end
  w:close()
  local text = r:read(nil, 4096)
  r:close()
  local _, _, status = S.waitpid(pid)
  assert(status.EXITSTATUS == 0, text)
end

test("types", function()
  local attr = t.landlock_ruleset_attr { handled_access_fs = "read_file, write_file", handled_access_net = "bind_tcp", scoped = "signal" }
  test.eq(attr.handled_access_fs, c.LANDLOCK_ACCESS_FS.READ_FILE + c.LANDLOCK_ACCESS_FS.WRITE_FILE)
  test.eq(attr.handled_access_net, c.LANDLOCK_ACCESS_NET.BIND_TCP)
  test.eq(attr.scoped, c.LANDLOCK_SCOPE.SIGNAL)
end)

test("misuse", function()
  test.raises("bad argument #1 to 'landlock_create_ruleset' %(attr.handled_access_fs: invalid flag 'bogus'", S.landlock_create_ruleset, { handled_access_fs = "bogus" })
  test.raises("bad argument #2 to 'landlock_add_rule_path_beneath' %(parent: fd expected, got table", S.landlock_add_rule_path_beneath, 1, {})
  test.raises("bad argument #3 to 'landlock_add_rule_path_beneath' %(allowed_access: invalid flag 'bogus'", S.landlock_add_rule_path_beneath, 1, 1, "bogus")
  test.raises("bad argument #2 to 'landlock_add_rule_net_port' %(port: port number out of range", S.landlock_add_rule_net_port, 1, 65536, 0)
  test.raises("bad argument #2 to 'landlock_restrict_self' %(flags: invalid flag 'bogus'", S.landlock_restrict_self, 1, "bogus")
  test.raises("bad argument #1 to 'landlock' %(rules: table expected, got nil", S.landlock, nil)
  test.raises("bad argument #1 to 'landlock' %(nosuch: an argument of landlock expected", S.landlock, { nosuch = 1 })
  test.raises("bad argument #1 to 'landlock' %(paths: table expected, got string", S.landlock, { paths = "/" })
  test.raises("bad argument #1 to 'landlock' %(paths: string expected, got number", S.landlock, { paths = { 5 } })
  test.raises("bad argument #1 to 'landlock' %(ports: .* expected, got string", S.landlock, { ports = { x = true } })
  test.raises("invalid flag 'bogus'", S.landlock, { paths = { ["/"] = "bogus" } })
  test.raises("invalid flag 'bogus'", S.landlock, { scoped = "bogus" })
end)

test("rules by hand", function()
  needs(1)
  test.integer(version)
  local errata, err = S.landlock_errata()
  if errata then test.integer(errata) else assert(err.INVAL, err) end
  test.fails("INVAL", S.landlock_create_ruleset { handled_access_fs = 2 ^ 50 })
  test.fails("NOMSG", S.landlock_create_ruleset {})
  test.ok(S.mkdir("open", "0700"))
  test.ok(S.creat("open/f", "0600")):close()
  test.ok(S.creat("closed", "0600")):close()
  local rules = test.ok(S.landlock_create_ruleset { handled_access_fs = "read_file, write_file" })
  local dir = test.ok(S.open("open", "path"))
  test.eq(rules:landlock_add_rule_path_beneath(dir, "read_file"), true)
  test.fails("INVAL", rules:landlock_add_rule_path_beneath(dir, "make_dir"))
  test.fails("NOMSG", rules:landlock_add_rule_path_beneath(dir, 0))
  test.fails("BADF", rules:landlock_add_rule_path_beneath(-1, "read_file"))
  dir:close()
  child(function()
    test.ok(S.prctl("set_no_new_privs", true))
    test.eq(rules:landlock_restrict_self(), true)
    test.ok(S.open("open/f", "rdonly")):close()
    test.fails("ACCES", S.open("open/f", "wronly"))
    test.fails("ACCES", S.open("closed", "rdonly"))
    test.ok(S.stat "closed")
  end)
  rules:close()
  test.ok(S.open("closed", "rdonly")):close()
  -- Who may gain privileges still is refused before.
  local ok
  ok, err = S.landlock_restrict_self(-1)
  assert(not ok and (err.BADF or err.PERM), err)
end)

test("ports by hand", function()
  needs(4)
  local rules = test.ok(S.landlock_create_ruleset { handled_access_net = "bind_tcp" })
  local ok, err = rules:landlock_add_rule_net_port(0, "bind_tcp")
  assert(ok == true or err.AFNOSUPPORT, err)
  ok, err = rules:landlock_add_rule_net_port(1, "connect_tcp")
  assert(not ok and (err.INVAL or err.AFNOSUPPORT), err)
  rules:close()
end)

test("in one call", function()
  needs(1)
  test.ok(S.mkdir("mine", "0700"))
  test.ok(S.mkdir("seen", "0700"))
  test.ok(S.creat("seen/f", "0600")):close()
  test.ok(S.creat("single", "0600")):close()
  test.ok(S.creat("other", "0600")):close()
  child(function()
    -- The rights of directories are no error for a file.
    test.eq(S.landlock { paths = { mine = true, seen = "read_file, read_dir", single = "read_file, read_dir" } }, version)
    test.eq(S.prctl "get_no_new_privs", 1)
    test.ok(S.creat("mine/new", "0600")):close()
    test.ok(S.mkdir("mine/dir", "0700"))
    test.ok(S.unlink "mine/new")
    test.ok(S.open("seen/f", "rdonly")):close()
    test.fails("ACCES", S.open("seen/f", "wronly"))
    test.fails("ACCES", S.creat("seen/new", "0600"))
    test.ok(S.open("single", "rdonly")):close()
    test.fails("ACCES", S.open("other", "rdonly"))
    test.fails("ACCES", S.open(".", "rdonly, directory"))
    test.fails("ACCES", S.mkdir("more", "0700"))
    -- A second time there is only less.
    test.eq(S.landlock { paths = {} }, version)
    test.fails("ACCES", S.open("seen/f", "rdonly"))
  end)
  child(function()
    test.eq(S.landlock { handled_access_fs = "make_dir" }, version)
    test.ok(S.creat("other2", "0600")):close()
    test.fails("ACCES", S.mkdir("more", "0700"))
  end)
  -- Nothing is asked for, so nothing is given up.
  test.eq(S.landlock {}, version)
  test.fails("NOENT", S.landlock { paths = { absent = true } })
  test.ok(S.mkdir("more", "0700"))
end)

test("ports and scopes in one call", function()
  needs(1)
  child(function()
    local done, err = S.landlock { ports = { [0] = "connect_tcp" }, scoped = "signal" }
    if not done then
      assert(err.AFNOSUPPORT, err)
      return
    end
    if version >= 4 then
      local socket = S.socket("inet", "stream")
      if socket then test.fails("ACCES", socket:bind(t.sockaddr_in(0, "127.0.0.1"))) end
    end
    if version >= 6 then test.fails("PERM", S.kill(S.getppid(), 0)) end
  end)
end)
