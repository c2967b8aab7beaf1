-- Processes: identity, children, signals.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- Runs f in a child, which ends with what f returns; -> pid.
local function child(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, status = pcall(f)
    S._exit(ok and status or 99)
  end
  return pid
end

test("identity", function()
  test.eq(test.integer(S.getpid()), host.pid())
  test.eq(S.gettid(), S.getpid())
  assert(S.getppid() > 0)
  for _, name in ipairs { "getuid", "geteuid", "getgid", "getegid" } do assert(test.integer(S[name]()) >= 0) end
  assert(S.stat("/proc/self").uid == S.geteuid())
  test.eq(S.getpgid(), S.getpgrp())
  test.eq(S.getpgid(S.getpid()), S.getpgrp())
  assert(S.getsid() >= 0) -- 0: the session began outside this PID namespace
  test.eq(S.getsid(S.getpid()), S.getsid())
  test.fails("SRCH", S.getpgid(2 ^ 22 + 1))
end)

test("fork and waitpid", function()
  local parent = S.getpid()
  local pid = child(function() return S.getppid() == parent and 7 or 8 end)
  assert(pid > 0)
  local results = { S.waitpid(pid) }
  test.eq(results[1], pid)
  test.eq(results[2], nil)
  local status = results[3]
  test.eq(status.WIFEXITED, true)
  test.eq(status.EXITSTATUS, 7)
  test.eq(status.WEXITSTATUS, 7)
  test.eq(status.exitstatus, 7)
  test.eq(status.ifexited, true)
  test.eq(status.WIFSIGNALED, false)
  test.eq(status.WIFSTOPPED, false)
  test.eq(status.WIFCONTINUED, false)
  test.eq(status.WCOREDUMP, false)
  test.eq(tostring(status), "exited 7")
  test.eq(status.TERMSIG, nil)
  test.eq(status.WSTOPSIG, nil)
  test.eq(status.status, 7 * 256)
  test.fails("CHILD", S.waitpid(pid))
end)

test("ended by a signal", function()
  local pid = child(function() while true do S.nanosleep(10) end end)
  test.eq((S.waitpid(pid, "nohang")), 0)
  test.eq(S.kill(pid, 0), true)
  test.eq(S.kill(pid, "kill"), true)
  local got, _, status = S.waitpid(pid)
  test.eq(got, pid)
  test.eq(status.WIFSIGNALED, true)
  test.eq(status.WTERMSIG, c.SIG.KILL)
  test.eq(status.TERMSIG, 9)
  test.eq(status.termsig, 9)
  test.eq(status.EXITSTATUS, nil)
  test.eq(status.WIFEXITED, false)
  test.fails("SRCH", S.kill(pid, 0))
end)

test("stopped", function()
  local pid = child(function() while true do S.nanosleep(10) end end)
  test.ok(S.kill(pid, "stop"))
  local got, _, status = S.waitpid(pid, "untraced")
  test.eq(got, pid)
  test.eq(status.WIFSTOPPED, true)
  test.eq(status.WSTOPSIG, c.SIG.STOP)
  test.eq(tostring(status), "stopped by STOP")
  test.eq(status.WIFEXITED, false)
  test.ok(S.kill(pid, "kill"))
  test.eq((S.waitpid(pid)), pid)
end)

test("going on after a stop", function()
  local pid = child(function() while true do S.nanosleep(10) end end)
  test.ok(S.kill(pid, "stop"))
  test.eq((S.waitpid(pid, "untraced")), pid)
  test.ok(S.kill(pid, "cont"))
  local got, _, status = S.waitpid(pid, "continued")
  test.eq(got, pid)
  test.eq(status.WIFCONTINUED, true)
  test.eq(status.ifcontinued, true)
  for _, name in ipairs { "WIFEXITED", "WIFSIGNALED", "WIFSTOPPED", "WCOREDUMP" } do test.eq(status[name], false, name) end
  for _, name in ipairs { "EXITSTATUS", "TERMSIG", "STOPSIG" } do test.eq(status[name], nil, name) end
  test.eq(tostring(status), "continued")
  test.ok(S.kill(pid, "kill"))
  got, _, status = S.waitpid(pid)
  test.eq(got, pid)
  test.eq(tostring(status), "killed by KILL")
  test.eq(status.WCOREDUMP, false)
end)

test("every status has a text", function()
  local dumped = t.waitstatus(c.SIG.SEGV + 128)
  test.eq(dumped.WCOREDUMP, true)
  test.eq(tostring(dumped), "killed by SEGV (core dumped)")
  test.eq(tostring(t.waitstatus(126)), "killed by 126")
  test.eq(tostring(t.waitstatus(256 * 200 + 127)), "stopped by 200")
  test.eq(tostring(t.waitstatus(0x1ff)), "status 511")
  test.eq(tostring(t.waitstatus()), "exited 0")
  test.eq("child: " .. t.waitstatus(256), "child: exited 1")
end)

test("waiting for any", function()
  local pids = {}
  for i = 1, 3 do pids[child(function() return i end)] = i end
  local how = { S.wait, function() return S.waitpid "any" end, function() return S.waitpid(c.WAIT.ANY) end }
  for _, wait in ipairs(how) do
    local pid, _, status = test.ok(wait())
    pid, _, status = pid, nil, status
    test.eq(type(pids[pid]), "number")
    pids[pid] = nil
  end
  test.eq(next(pids), nil)
  test.fails("CHILD", S.wait())
end)

test("the status as a number too", function()
  local status = t.int1()
  local pid = child(function() return 3 end)
  test.eq((S.waitpid(pid, nil, status)), pid)
  test.eq(status[0], 768)
  test.eq(t.waitstatus(768).EXITSTATUS, 3)
  test.eq(t.waitstatus(9).TERMSIG, 9)
  test.eq(t.waitstatus(0x137f).STOPSIG, 0x13)
  test.eq(t.waitstatus().EXITSTATUS, 0)
  test.raises("no member 'nosuch'", function() return t.waitstatus(0).nosuch end)
end)

test("exit", function()
  for argument, want in pairs { success = 0, failure = 1, [5] = 5, [300] = 300 % 256 } do
    local pid = child(function() S.exit(argument) end)
    test.eq(select(3, S.waitpid(pid)).EXITSTATUS, want, argument)
  end
  local pid = child(function() S._exit "failure" end)
  test.eq(select(3, S.waitpid(pid)).EXITSTATUS, 1)
  pid = child(function() S._exit() end)
  test.eq(select(3, S.waitpid(pid)).EXITSTATUS, 0)
  test.raises("bad argument #1 to '_exit'", S._exit, "nosuch")
end)

test("exit flushes, _exit does not", function()
  for name, want in pairs { exit = "text", _exit = "" } do
    local pid = child(function()
      local file = assert(io.open("out", "w"))
      file:setvbuf "full"
      file:write "text"
      S[name](0)
    end)
    test.eq((S.waitpid(pid)), pid)
    local file = assert(io.open "out")
    test.eq(file:read "*a", want, name)
    file:close()
  end
end)

test("groups and sessions", function()
  local pid = child(function()
    if not S.setpgid() then return 1 end
    if S.getpgrp() ~= S.getpid() then return 2 end
    return select(2, S.setsid()).PERM and 0 or 3
  end)
  test.eq(select(3, S.waitpid(pid)).EXITSTATUS, 0)
  pid = child(function()
    local session = S.setsid()
    return session == S.getpid() and S.getsid() == session and S.getpgrp() == session and 0 or 1
  end)
  test.eq(select(3, S.waitpid(pid)).EXITSTATUS, 0)
  test.fails("SRCH", S.setpgid(2 ^ 22 + 1, 0))
end)

test("signals", function()
  test.eq(S.kill(S.getpid(), 0), true)
  test.fails("INVAL", S.kill(S.getpid(), 1000))
  test.fails("SRCH", S.kill(2 ^ 22 + 1, "term"))
  test.raises("bad argument #2 to 'kill' %(sig: .*nosuch", S.kill, S.getpid(), "nosuch")
end)

test("descriptors are shared with a child", function()
  local r, w = test.ok(S.pipe())
  local pid = child(function()
    r:close()
    w:write "from the child"
    return 0
  end)
  w:close()
  test.eq(r:read(), "from the child")
  test.eq(r:read(), "")
  r:close()
  test.eq((S.waitpid(pid)), pid)
end)

test("what a child has used", function()
  local pid = child(function() return 4 end)
  local got, none, status, usage = S.wait4(pid)
  test.eq(got, pid)
  test.eq(none, nil)
  test.eq(tostring(status), "exited 4")
  assert(usage.maxrss > 0 and usage.utime.time >= 0)
  assert(tostring(usage):find "^{ utime = [%d.e-]+, stime = [%d.e-]+, maxrss = %d+, ixrss = 0, .*, nivcsw = %d+ }$", tostring(usage))

  pid = child(function() return 5 end)
  local room, number = t.rusage(), t.int1()
  got, none, status, usage = S.wait4(pid, nil, room, number)
  test.eq(got, pid)
  assert(rawequal(usage, room) and room.maxrss > 0)
  test.eq(number[0], 5 * 256)

  pid = child(function() return 6 end)
  test.eq(select("#", S.wait4("any", 0, false)), 3)

  pid = child(function() return 7 end)
  got, none, status, usage = S.wait3()
  test.eq(got, pid)
  test.eq(status.EXITSTATUS, 7)
  assert(usage.maxrss > 0)

  pid = child(function() return 8 end)
  got, none, status, usage = S.wait3(nil, room)
  test.eq(got, pid)
  assert(rawequal(usage, room))
  pid = child(function() return 9 end)
  got, none, status, usage = S.wait3(0, false, number)
  test.eq(usage, nil)
  test.eq(number[0], 9 * 256)

  test.fails("CHILD", S.wait3())
  test.fails("CHILD", S.wait4(-1))
  test.raises("bad argument #3 to 'wait4' %(rusage: rusage expected, got boolean", S.wait4, -1, 0, true)
  test.raises("bad argument #2 to 'wait3' %(rusage: rusage expected", S.wait3, 0, {})
end)

test("limits", function()
  local limit = test.ok(S.getrlimit("nofile"))
  assert(limit.cur > 0 and limit.max >= limit.cur)
  test.eq(limit.rlim_cur, limit.cur)
  test.eq(S.prlimit(0, "nofile").cur, limit.cur)
  test.eq(S.prlimit(S.getpid(), c.RLIMIT.NOFILE).max, limit.max)
  local room = t.rlimit()
  assert(rawequal(S.getrlimit("nofile", room), room))
  local pid = child(function()
    test.eq(S.setrlimit("nofile", { cur = limit.cur - 1, max = limit.max }), true)
    test.eq(S.getrlimit("nofile").cur, limit.cur - 1)
    local old = S.prlimit(nil, "nofile", { cur = limit.cur - 2, max = limit.rlim_max })
    test.eq(old.cur, limit.cur - 1)
    assert(rawequal(S.prlimit(0, "nofile", nil, room), room))
    test.eq(room.cur, limit.cur - 2)
    test.fails("INVAL", S.setrlimit("nofile", { cur = 2, max = 1 }))
    return 0
  end)
  local _, _, status = S.waitpid(pid)
  test.eq(tostring(status), "exited 0")
  for _, value in ipairs { "infinity", -1, c.RLIM.INFINITY } do
    local none = t.rlimit { cur = value, max = value }
    test.eq(none.cur, -1)
    test.eq(none.max, -1)
    test.eq(none.rlim_cur, c.RLIM.INFINITY)
  end
  test.fails("INVAL", S.getrlimit(1000))
  test.fails("SRCH", S.prlimit(2 ^ 22 + 1, "nofile"))
  test.raises("invalid name 'bogus'", S.getrlimit, "bogus")
  test.raises("bad argument #2 to 'setrlimit' %(rlim.cur", S.setrlimit, "nofile", { cur = "bogus" })
end)

test("usage", function()
  local usage = test.ok(S.getrusage("self"))
  assert(usage.maxrss > 0)
  local room = t.rusage()
  assert(rawequal(S.getrusage("thread", room), room))
  test.ok(S.getrusage("children"))
  test.fails("INVAL", S.getrusage(1000))
  test.raises("can only be read", function() usage.maxrss = 1 end)
end)

test("the system", function()
  local info = test.ok(S.sysinfo())
  assert(info.uptime > 0 and info.totalram > 0 and info.mem_unit > 0 and info.procs > 0)
  test.integer(info.loads[0])
  local room = t.sysinfo()
  assert(rawequal(S.sysinfo(room), room))
  test.raises("bad argument #1 to 'sysinfo' %(info: sysinfo expected", S.sysinfo, {})
end)

test("waitid", function()
  local pid = child(function() return 4 end)
  local info, none, usage = S.waitid("pid", pid, "exited, nowait")
  test.eq(none, nil)
  test.eq(info.signo, c.SIG.CHLD)
  test.eq(info.signame, "CHLD")
  test.eq(info.code, c.SIGCLD.EXITED)
  test.eq(info.pid, pid)
  test.eq(info.uid, S.getuid())
  test.eq(info.status, 4)
  assert(info.utime >= 0 and info.stime >= 0)
  test.eq(tostring(info), "CHLD (EXITED)")
  assert(usage.maxrss > 0)
  local room, used = t.siginfo(), t.rusage()
  local again, _, third = S.waitid(c.P.PID, pid, "exited", room, used)
  assert(rawequal(again, room) and rawequal(third, used))
  test.eq(room.status, 4)

  pid = child(function() return 5 end)
  test.eq(select("#", S.waitid("all", nil, "exited", nil, false)), 1)
  pid = child(function() return 6 end)
  local fd = S.pidfd_open and test.ok(S.pidfd_open(pid))
  if fd then
    test.eq(S.waitid("pidfd", fd, "exited").pid, pid)
    fd:close()
  else
    test.eq(S.waitid("pgid", S.getpgrp(), "exited", nil, used).status, 6)
  end
  pid = child(function() S.pause() end)
  test.eq(S.waitid("pid", pid, "exited, nohang").signo, 0)
  test.ok(S.kill(pid, "kill"))
  info = S.waitid("pid", pid, "exited", room)
  test.eq(info.status, c.SIG.KILL)
  test.eq(tostring(info), "CHLD (KILLED)")

  test.fails("CHILD", S.waitid("all", 0, "exited"))
  test.fails("INVAL", S.waitid("all"))
  test.fails("BADF", S.waitid("pidfd", 1e6, "exited"))
  test.raises("bad argument #5 to 'waitid' %(rusage: rusage expected, got boolean", S.waitid, "all", 0, "exited", nil, true)
  test.raises("bad argument #4 to 'waitid' %(infop: siginfo expected", S.waitid, "all", 0, "exited", {})
  test.raises("bad argument #2 to 'waitid' %(id", S.waitid, "all", {}, "exited")
end)
