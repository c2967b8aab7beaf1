-- Operations of prctl(2). What changes the process does so in a child.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("names", function()
  test.child(function()
    test.eq(S.prctl("set_name", "worker"), true)
    test.eq(S.prctl "get_name", "worker")
    test.eq(S.prctl(c.PR.SET_NAME, ("x"):rep(40)), true)
    test.eq(S.prctl(c.PR.GET_NAME), ("x"):rep(15))
    test.eq(S.prctl("set_name", ""), true)
    test.eq(S.prctl "get_name", "")
  end)
  test.raises("bad argument #2 to 'prctl' %(arg2: string expected, got nil", S.prctl, "set_name")
  test.raises("arg2: string without a zero byte expected", S.prctl, "set_name", "a\0b")
end)

test("what a process is allowed", function()
  test.child(function()
    test.eq(S.prctl("set_pdeathsig", "term"), true)
    test.eq(S.prctl "get_pdeathsig", c.SIG.TERM)
    test.eq(S.prctl "set_pdeathsig", true)
    test.eq(S.prctl(c.PR.GET_PDEATHSIG), 0)
    test.eq(S.prctl("set_dumpable", false), true)
    test.eq(S.prctl "get_dumpable", 0)
    test.eq(S.prctl("set_dumpable", 1), true)
    test.eq(S.prctl(c.PR.GET_DUMPABLE), 1)
    test.eq(S.prctl("set_keepcaps", true), true)
    test.eq(S.prctl "get_keepcaps", 1)
    test.eq(S.prctl "get_seccomp", 0)
    test.eq(S.prctl "get_timing", c.PR_TIMING.STATISTICAL)
    test.eq(S.prctl("set_timing", "statistical"), true)
    test.integer(S.prctl "get_securebits")
    test.integer(S.prctl "mce_kill_get")
    test.eq(S.prctl("mce_kill", "set", "early"), true)
    test.eq(S.prctl "mce_kill_get", c.PR_MCE_KILL_OPT.EARLY)
    test.eq(S.prctl("mce_kill", "clear"), true)
    test.eq(S.prctl("set_child_subreaper", true), true)
    test.eq(S.prctl "get_child_subreaper", 1)
    test.eq(S.prctl("set_timerslack", 60000), true)
    test.eq(S.prctl "get_timerslack", 60000)
    test.eq(S.prctl("set_thp_disable", 1), true)
    test.eq(S.prctl "get_thp_disable", 1)
    test.eq(S.prctl "get_no_new_privs", 0)
    test.eq(S.prctl("set_no_new_privs", true), true)
    test.eq(S.prctl "get_no_new_privs", 1)
    test.fails("INVAL", S.prctl("set_no_new_privs", 0))
    test.eq(S.prctl("capbset_read", "kill"), S.prctl("capbset_read", c.CAP.KILL))
    test.eq(S.prctl("cap_ambient", "clear_all"), true)
    test.eq(S.prctl("cap_ambient", "is_set", "kill"), 0)
    test.fails("INVAL", S.prctl("capbset_read", 63))
    if S.prctl("capbset_drop", "kill") then test.eq(S.prctl("capbset_read", "kill"), 0) end
  end)
end)

test("filters", function()
  -- One instruction: everything is allowed (SECCOMP_RET_ALLOW); as bytes, in the machine's order.
  local program = t.buffer(8)
  local words = S.abi.le and { 6, 0, 0, 0, 0, 0, 0xff, 0x7f } or { 0, 6, 0, 0, 0x7f, 0xff, 0, 0 }
  for i, byte in ipairs(words) do program[i - 1] = byte end
  test.child(function()
    test.ok(S.prctl("set_no_new_privs", true))
    local ok, err = S.prctl("set_seccomp", "filter", program)
    if not ok then return assert(err.INVAL or err.ACCES, tostring(err)) end -- no such filters here
    test.eq(S.prctl "get_seccomp", 2)
    test.fails("INVAL", S.prctl("set_seccomp", "filter", t.buffer(8)))
  end)
  test.raises("bad argument #3 to 'prctl' %(arg3: buffer expected", S.prctl, "set_seccomp", "filter")
end)

test("memory", function()
  local map = test.ok(S.mmap(nil, 8192, "read, write", "private, anonymous"))
  local ok, err = S.prctl("set_vma", "anon_name", map, nil, "a name")
  if ok then
    assert(test.mapped "[anon:a name]" > 0)
    test.eq(S.prctl("set_vma", "anon_name", map), true)
    test.eq(test.mapped "[anon:a name]", 0)
  else
    assert(err.INVAL, tostring(err))
  end
  S.munmap(map, 8192)
  test.raises("arg3: buffer expected", S.prctl, "set_vma", "anon_name")
  local auxv = t.buffer(1024)
  ok, err = S.prctl("get_auxv", auxv, 1024)
  if ok then test.eq(ok % (S.abi.abi64 and 16 or 8), 0) else assert(err.INVAL, tostring(err)) end
  test.raises("arg2: the buffer is too small", S.prctl, "get_auxv", auxv, 1025)
end)

test("misuse", function()
  test.raises("bad argument #1 to 'prctl' %(option: invalid name 'nosuch': not in c.PR", S.prctl, "nosuch")
  test.raises("bad argument #1 to 'prctl' %(option: name of c.PR or number expected, got nil", S.prctl)
  test.raises("bad argument #1 to 'prctl' %(option: name of c.PR or number expected, got table", S.prctl, {})
  test.raises("bad argument #2 to 'prctl' %(arg2: name of c.SIG or number expected, got string", S.prctl, "set_pdeathsig", "nosuch")
  test.raises("bad argument #3 to 'prctl' %(arg3: number expected, got string", S.prctl, "set_dumpable", 1, "x")
  test.raises("bad argument #2 to 'prctl' %(arg2: number expected, got table", S.prctl, "set_dumpable", {})
  for _, option in ipairs { "set_mm", "get_tid_address", "set_vma", "pac_reset_keys" } do
    test.raises("this option takes what Lua cannot give", S.prctl, option, 7)
  end
  test.raises("this option takes what Lua cannot give", S.prctl, "set_syscall_user_dispatch", "on")
  test.raises("this option takes what Lua cannot give", S.prctl, 2 ^ 30, 4096)
  test.fails("INVAL", S.prctl(2 ^ 30, 4095))
  for _, misuse in ipairs { { "nosuch" }, { "set_name", {} }, { "set_dumpable", {} }, { "set_mm" } } do
    local _, message = pcall(function() return (S.prctl(misuse[1], misuse[2])) end)
    assert(message:find "prctl.lua:%d+: bad argument #%d to 'prctl'", message) -- the caller's line, not the module's
  end
end)

test("without memory", function()
  test.oom(function() S.prctl "get_name" end)
end)
