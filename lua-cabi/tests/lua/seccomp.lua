-- Filters of system calls. Each is in a child, since there is no way back.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function with(members)
  members.default = "allow"
  return members
end

test.skip_unless(S.seccomp_get_action_avail "errno", "the kernel has no filters, or they are not allowed here")

test("errors in the place of calls", function()
  test.child(function()
    test.eq(S.seccomp(with { perm = { "getsid" }, nosys = { "getpgid", "sync" } }), true)
    test.fails("PERM", S.getsid(0))
    test.fails("NOSYS", S.getpgid(0))
  end)
end)

test("conditions on arguments", function()
  test.child(function()
    local low = 0xffffffff
    test.ok(S.seccomp(with {
      perm = { { "getpriority", { 1, "==", c.PRIO.USER, low } }, { "getpriority", { 1, "==", c.PRIO.PROCESS, low }, { 2, ">=", 5, low }, { 2, "<=", 9, low }, { 2, "~=", 7, low } } },
    }))
    test.fails("PERM", S.getpriority("user"))
    test.ok(S.getpriority("process", 0))
    test.fails("SRCH", S.getpriority("process", 0x7ffffff0))
    test.fails("PERM", S.getpriority("process", 5))
    test.fails("PERM", S.getpriority("process", 9))
    local _, err = S.getpriority("process", 7)
    assert(not err or not err.PERM)
  end)
end)

test("the strictest rule counts, and what is not listed has the default", function()
  test.child(function()
    test.ok(S.seccomp { default = "allow", allow = { "getpgid" }, acces = { "getpgid" }, log = {} })
    test.fails("ACCES", S.getpgid(0))
  end)
  test.child(function()
    test.ok(S.seccomp { default = "NOTTY", allow = { "exit_group", "exit", "brk", "mmap", "munmap", "mremap", "write" } })
    test.fails("NOTTY", S.getpgid(0))
  end)
end)

test("calls that end the process", function()
  local pid = test.ok(S.fork())
  if pid == 0 then
    S.seccomp(with { kill_process = { "getpgid" } })
    S.getpgid(0)
    S._exit(0)
  end
  local _, _, status = S.waitpid(pid)
  test.eq(status.TERMSIG, c.SIG.SYS)
end)

test("architectures", function()
  test.child(function()
    local other = S.abi.arch == "arm64" and "arm" or "arm64"
    -- A name that this architecture has not is passed over.
    test.ok(S.seccomp(with { arch = { S.abi.arch, other }, perm = { "getpgid", "open", "openat2", "socketcall" } }))
    test.fails("PERM", S.getpgid(0))
  end)
  test.child(function() test.ok(S.seccomp(with { arch = "x32", foreign = "allow" })) end)
end)

test("a listener", function()
  test.skip_unless(S.seccomp_get_action_avail "user_notif", "the kernel has no notifications")
  test.child(function()
    local listener = test.ok(S.seccomp(with { flags = "new_listener", user_notif = { "getpgid" } }))
    assert(listener:getfd() > 2)
    test.eq(S.poll(t.pollfds { { fd = listener, events = "in" } }, 0), 0)
  end)
end)

test("wrong filters", function()
  test.raises("bad argument #1 to 'seccomp' %(filter: table expected, got no value", S.seccomp)
  test.raises("filter.default: invalid flag 'bogus'", S.seccomp, { default = "bogus" })
  test.raises("filter.allow: list of calls expected, got string", S.seccomp, { allow = "read" })
  test.raises("invalid flag 'bogus'", S.seccomp, { bogus = {} })
  test.raises("filter.allow%[2%]: no system call has the name 'bogus'", S.seccomp, { allow = { "read", "bogus" } })
  test.raises("filter.allow%[1%]: name of a call, or table of that and conditions expected, got boolean", S.seccomp, { allow = { true } })
  test.raises("filter.allow%[1%]%[2%]%[1%]: arguments have the positions 1 to 6", S.seccomp, { allow = { { "read", { 7, "==", 0 } } } })
  test.raises("filter.allow%[1%]%[3%]%[2%]: \"==\"", S.seccomp, { allow = { { "read", { 1, "==", 0 }, { 1, "=", 0 } } } })
  test.raises("filter.allow%[1%]%[2%]%[3%]: number expected, got nil", S.seccomp, { allow = { { "read", { 1, "==" } } } })
  test.raises("filter.arch: 'z80' is no architecture", S.seccomp, { arch = "z80" })
  test.raises("filter.arch%[1%]: 'z80' is no architecture", S.seccomp, { arch = { "z80" } })
  test.raises("filter.flags: invalid flag 'bogus'", S.seccomp, { flags = "bogus" })
  local many, conditions = {}, { "read" }
  for i = 1, 5000 do many[i] = "read" end
  test.raises("more than 4096 instructions", S.seccomp, { allow = many })
  for i = 2, 18 do conditions[i] = { 1, "==", 0 } end
  test.raises("filter.allow%[1%]: a call has more than 16 conditions", S.seccomp, { allow = { conditions } })
  test.raises("bad argument #1 to 'seccomp_get_action_avail'", S.seccomp_get_action_avail, "bogus")
  test.fails("OPNOTSUPP", S.seccomp_get_action_avail(0x12340000))
end)

test("memory of filters", function()
  test.child(function()
    test.oom(function() test.ok(S.seccomp { default = "allow", perm = { { "getpgid", { 1, "==", 0 } } } }) end)
  end)
end)
