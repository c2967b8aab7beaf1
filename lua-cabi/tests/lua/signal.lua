-- What signals do: ignored, by default, and as before.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local child = test.forked

-- A pipe and a socket whose other ends are closed.
local function unread()
  local r, w = test.ok(S.pipe())
  local left, right = test.ok(S.socketpair("unix", "stream"))
  r:close()
  right:close()
  return w, left
end

test("a write that nobody reads ends the process, and does not when the signal is ignored", function()
  local status = child(function()
    S.signal("pipe", "dfl")
    unread():write "x"
  end)
  test.eq(status.TERMSIG, c.SIG.PIPE)
  status = child(function()
    test.ok(S.signal("pipe", "ign"))
    local w, socket = unread()
    test.fails("PIPE", w:write "x")
    test.fails("PIPE", w:write(t.buffer(10)))
    test.fails("PIPE", socket:send "x")
    test.fails("PIPE", socket:write "x")
    -- And back.
    test.eq(S.signal("pipe", "dfl"), "IGN")
    w:write "x"
  end)
  test.eq(status.TERMSIG, c.SIG.PIPE)
  status = child(function()
    test.eq(S.sigaction("pipe", "ign"), true)
    test.fails("PIPE", unread():write "x")
    test.eq(S.sigaction("pipe", "dfl"), true)
    local _, socket = unread()
    test.fails("PIPE", socket:send("x", nil, "nosignal"))
    socket:send "x"
  end)
  test.eq(status.TERMSIG, c.SIG.PIPE)
end)

test("what signal gives", function()
  local before = test.ok(S.signal("usr1", "ign"))
  test.eq(S.signal("USR1", "IGN"), "IGN")
  S.kill(S.getpid(), "usr1")
  test.eq(S.signal("usr1", "dfl"), "IGN")
  test.eq(S.signal(c.SIG.USR1, 1), "DFL")
  test.eq(S.signal("usr1", 0), "IGN")
  test.eq(S.signal("usr1", S.signal("usr1", "ign")), "IGN")
  test.eq(S.signal("usr1", before), "DFL")
  test.eq(S.sigaction("usr1"), true)
  test.eq(S.sigaction("kill"), true)
  test.fails("INVAL", S.sigaction(0))
  test.fails("INVAL", S.signal("kill", "ign"))
  test.fails("INVAL", S.signal("stop", "dfl"))
  test.fails("INVAL", S.sigaction("kill", "ign"))
  test.fails("INVAL", S.signal(999, "ign"))
  test.fails("INVAL", S.sigaction(-1))
end)

test("a handler in C comes back as it was", function()
  test.eq(test.ok(S.signal("usr1", "dfl")), "DFL")
  host.catch(c.SIG.USR1)
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 1)
  local handler = test.ok(S.signal("usr1", "ign"))
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 1)
  test.eq(S.signal("usr1", handler), "IGN")
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 2)
  -- More than once, by the other call too, and after a collection.
  test.eq(S.sigaction("usr1", "ign"), true)
  test.collect()
  test.eq(S.sigaction("usr1", handler), true)
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 3)
  test.eq(tostring(handler), "sighandler")
  test.eq(tostring(test.ok(S.signal("usr1", "dfl"))), "sighandler")
end)

test("no address of code comes from a program", function()
  local handler = t.sighandler()
  test.raises("sighandler", t.sighandler, 4096)
  test.raises("sighandler", t.sighandler, { sa_handler = 4096 })
  test.raises("no member", function() handler.sa_handler = 4096 end)
  test.raises("no member", function() return handler.sa_handler end)
  local r, w = test.ok(S.pipe())
  w:write(("\1"):rep(64))
  test.raises("only be read", S.read, r, handler)
  r:close()
  w:close()
  local wrong = '"ign", "dfl", function or what signal returned expected'
  for _, value in ipairs {
    2, -1, 4096, 2 ^ 40, 0.5, "hold", "err", "nosuch", "ign, dfl", true, t.buffer(64), t.int64(4096), io.stdout,
    coroutine.create(function() end),
  } do
    test.raises(wrong, S.signal, "usr1", value)
    test.raises(wrong, S.sigaction, "usr1", value)
    test.raises("handler: " .. wrong, S.sigaction, "usr1", { handler = value })
  end
  test.raises(wrong, S.signal, "usr1", {})
  test.raises(wrong, S.signal, "usr1", { handler = "ign" })
  test.raises(wrong, S.signal, "usr1")
  test.raises("bad argument #1 to 'signal'", S.signal, "nosuch", "ign")
  test.raises("bad argument #1 to 'signal'", S.signal)
  test.eq(S.signal("usr1", handler), "DFL")
end)

test("memory runs out", function()
  local before = test.ok(S.signal("usr2", "dfl"))
  test.oom(function() S.signal("usr2", "dfl") end)
  host.catch(c.SIG.USR2)
  local handler = S.signal("usr2", "dfl")
  test.oom(function()
    S.sigaction("usr2", handler)
    S.signal("usr2", "dfl")
  end)
  test.ok(S.signal("usr2", before))
end)

test("an ignored signal stays so in a child", function()
  local before = test.ok(S.signal("term", "ign"))
  local status = child(function()
    S.kill(S.getpid(), "term")
    test.eq(S.signal("term", "dfl"), "IGN")
    S.kill(S.getpid(), "term")
  end)
  test.eq(status.TERMSIG, c.SIG.TERM)
  test.ok(S.signal("term", before))
end)

test("sets of signals", function()
  local set = t.sigset "hup, SIGTERM"
  test.eq(tostring(set), "HUP,TERM")
  test.eq(set.HUP, true)
  test.eq(set.term, true)
  test.eq(set.Int, false)
  test.eq(set.isemptyset, false)
  assert(rawequal(set:add "int, usr1", set))
  assert(rawequal(set:del(c.SIG.HUP), set))
  test.eq(tostring(set), "INT,USR1,TERM")
  test.eq(set, t.sigset "term,usr1,int")
  assert(rawequal(t.sigset(set), set))
  test.eq(t.sigset().isemptyset, true)
  test.eq(tostring(t.sigset()), "")
  test.eq(tostring(t.sigset(40)), "40")
  test.eq(t.sigset("hup").sig[0], 1)
  test.raises("'nosuch' are no names", t.sigset, "nosuch")
  test.raises("1 to ", t.sigset, 0)
  test.raises("signal names or number", t.sigset, {})
  test.raises("no member 'nosuch'", function() return set.nosuch end)
  test.raises("sigset expected", set.add, 5, "hup")
  test.raises("only be read", function() set.isemptyset = true end)
end)

test("signals that are held up", function()
  local status = child(function()
    local before = test.ok(S.sigprocmask())
    test.eq(before.USR1, false)
    local old = S.sigprocmask("block", "usr1, usr2")
    test.eq(old, before)
    local room = t.sigset()
    assert(rawequal(S.sigprocmask(nil, nil, room), room))
    test.eq(room.USR1 and room.USR2, true)
    test.eq(S.sigpending().isemptyset, true)
    test.ok(S.kill(S.getpid(), "usr1"))
    test.eq(tostring(S.sigpending()), "USR1")
    local pending = t.sigset()
    assert(rawequal(S.sigpending(pending), pending))

    local fd = test.ok(S.signalfd("usr1", "cloexec, nonblock"))
    local info = test.ok(fd:read(nil, 1000))
    test.eq(#info, 128)
    test.eq(S.sigpending().isemptyset, true)
    test.fails("AGAIN", fd:read())
    test.ok(S.kill(S.getpid(), "usr2"))
    test.fails("AGAIN", fd:read())
    assert(rawequal(S.signalfd("usr2", nil, fd), fd))
    test.eq(#test.ok(fd:read(nil, 1000)), 128)
    fd:close()

    S.signal("usr1", "ign")
    test.eq(S.sigprocmask("unblock", "usr1").USR1, true)
    test.eq(S.sigprocmask("setmask", t.sigset()).USR2, true)
    test.eq(S.sigprocmask().isemptyset, true)
    test.fails("INVAL", S.sigprocmask(77, "usr1"))
  end)
  test.eq(tostring(status), "exited 0")
  test.fails("INVAL", S.signalfd("usr1", 1))
  test.fails("BADF", S.signalfd("usr1", 0, 1e6))
  test.raises("bad argument #1 to 'signalfd' %(set: signal names", S.signalfd, {})
  test.raises("bad argument #2 to 'sigprocmask' %(set: 'x'", S.sigprocmask, "block", "x")
  test.raises("invalid name 'bogus'", S.sigprocmask, "bogus")
end)

test("waiting for signals", function()
  -- No handler runs, so the waits end with the process.
  local status = child(function()
    S.sigprocmask("block", "alrm")
    test.ok(S.alarm(1))
    S.sigsuspend "usr1"
  end)
  test.eq(tostring(status), "killed by ALRM")
  status = child(function()
    test.ok(S.setitimer("real", { 0, 0.01 }))
    S.pause()
  end)
  test.eq(tostring(status), "killed by ALRM")
  status = child(function()
    test.ok(S.setpgid())
    test.eq(S.killpg(S.getpgrp(), 0), true)
    test.eq(S.killpg(0, 0), true)
    test.ok(S.killpg(S.getpgrp(), "term"))
  end)
  test.eq(tostring(status), "killed by TERM")
  test.fails("INVAL", S.killpg(-1, 0))
  test.fails("INVAL", S.killpg(1, 0))
  test.fails("SRCH", S.killpg(2 ^ 22 + 1, 0))
end)

test("what a signal says", function()
  local info = t.siginfo { signo = "term", code = "user", pid = 5, uid = 6 }
  test.eq(info.signame, "TERM")
  test.eq(info.si_signo, c.SIG.TERM)
  test.eq(info.pid, 5)
  test.eq(info.uid, 6)
  test.eq(tostring(info), "TERM (USER)")
  info.signo, info.code = 50, 77
  test.eq(info.signame, nil)
  test.eq(tostring(info), "signal 50 (77)")
  info.value = -3
  test.eq(info.int, -3)
  test.integer(info.ptr)
  info.timerid, info.overrun = 7, 8
  test.eq(info.timerid, 7)
  test.eq(info.overrun, 8)
  info.band, info.fd = 9, 10
  test.eq(info.band, 9)
  test.eq(info.fd, 10)
  info.status, info.utime, info.stime = 1, 2, 3
  test.eq(info.status + info.utime + info.stime, 6)
  test.integer(info.addr)
  test.eq(t.siginfo().errno, 0)
  test.raises("only be read", function() info.signame = "x" end)
  test.raises("siginfo.pid", function() info.pid = {} end)
end)

test("signals that were read", function()
  local status = child(function()
    test.ok(S.sigprocmask("block", "usr1, chld"))
    local fd = test.ok(S.signalfd("usr1, chld", "nonblock"))
    test.ok(S.kill(S.getpid(), "usr1"))
    test.eq(#t.siginfos(3), 3)
    local buffer = t.buffer(128)
    test.eq(test.ok(fd:read(buffer)), 128)
    test.fails("AGAIN", fd:read(buffer, 128))
    fd:close()
  end)
  test.eq(tostring(status), "exited 0")
  local infos = t.siginfos { {}, {} }
  test.eq(#infos, 2)
  test.eq(infos[1].ssi_signo, 0)
  local one = t.signalfd_siginfo { ssi_signo = c.SIG.CHLD, ssi_code = c.SIGCLD.EXITED, ssi_pid = 5, ssi_status = 3 }
  test.eq(one.CHLD, true)
  test.eq(one.chld, true)
  test.eq(one.HUP, false)
  test.eq(one.exited, true)
  test.eq(one.EXITED, true)
  test.eq(one.killed, false)
  test.eq(one.user, false)
  test.eq(one.maperr, false)
  test.eq(one.pid, 5)
  test.eq(one.status, 3)
  test.eq(tostring(one), "CHLD (EXITED)")
  for _, name in ipairs { "uid", "fd", "tid", "band", "overrun", "trapno", "int", "ptr", "utime", "stime", "addr" } do
    test.eq(one[name], 0, name)
  end
  test.raises("no member 'nosuch'", function() return one.nosuch end)
end)

-- ---- Lua functions as handlers: in children, since they are the process's ----

-- Runs f in a child, which must end well.
local function handled(name, f)
  test(name, function()
    local status = child(f)
    test.eq(tostring(status), "exited 0", "the child (what was raised is on standard error)")
  end)
end

-- Has a child of this process send a signal after a while, `count` times.
local function later(seconds, signal, count)
  local parent = S.getpid()
  local pid = test.ok(S.fork())
  if pid > 0 then return pid end
  for _ = 1, count or 1 do
    S.nanosleep(seconds)
    S.kill(parent, signal)
  end
  S._exit(0)
end

-- Instructions of the VM, without a call of the module.
local function spin(n)
  local x = 0
  for i = 1, n or 1000 do x = x + i % 7 end
  return x
end

handled("a function is called between two instructions", function()
  local calls, last = 0, nil
  test.eq(S.signal("usr1", function(...) calls, last = calls + 1, { n = select("#", ...), ... } end), "DFL")
  S.kill(S.getpid(), "usr1")
  if jit then jit.off() end
  spin(3)
  test.eq(calls, 1)
  test.eq(last.n, 1)
  test.eq(last[1], c.SIG.USR1)
  -- While nothing but the VM runs.
  local helper = later(0.02, "usr1")
  local n = 0
  while calls < 2 and n < 5e8 do n = n + 1 end
  test.eq(calls, 2)
  S.waitpid(helper)
  test.eq(S.signal("usr1", "ign") ~= nil, true)
  S.kill(S.getpid(), "usr1")
  spin(3)
  test.eq(calls, 2)
end)

handled("what was given comes back", function()
  local function f() end
  local function g() end
  test.eq(S.signal("usr1", f), "DFL")
  test.eq(S.signal("usr1", g), f)
  test.eq(S.signal("usr1", "ign"), g)
  test.eq(S.signal("usr1", f), "IGN")
  test.eq(S.signal("usr1", "dfl"), f)
  test.eq(S.signal("usr1", f), "DFL")
  local old = t.sigaction()
  test.eq(S.sigaction("usr1", { sigaction = g, mask = "hup, int", flags = "restart" }, old), true)
  test.eq(old.handler, f)
  test.eq(old.flags, 0)
  test.eq(old.mask.isemptyset, true)
  test.eq(S.sigaction("usr1", nil, old), true)
  test.eq(old.sigaction, g)
  test.eq(old.sa_handler, g)
  test.eq(tostring(old.mask), "HUP,INT")
  test.eq(old.flags, c.SA("restart, siginfo"))
  test.eq(S.sigaction("usr1", "ign"), true)
  test.eq(S.sigaction("usr1", old), true)
  test.eq(S.signal("usr1", "dfl"), g)
  -- A handler in C that was there before a function, and after it.
  host.catch(c.SIG.USR2)
  local handler, before = S.signal("usr2", f), host.caught()
  test.eq(tostring(handler), "sighandler")
  S.kill(S.getpid(), "usr2")
  test.eq(S.signal("usr2", handler), f)
  S.kill(S.getpid(), "usr2")
  test.eq(host.caught(), before + 1)
  test.eq(S.sigaction("usr2", { handler = handler }, old), true)
  S.kill(S.getpid(), "usr2")
  test.eq(host.caught(), before + 2)
  test.eq(tostring(old.handler), "sighandler")
  test.fails("INVAL", S.signal("kill", f))
  test.fails("INVAL", S.sigaction("stop", f))
  test.fails("INVAL", S.signal(999, f))
  test.fails("INVAL", S.signal(0, f))
  test.fails("INVAL", S.signal(65, f))
end)

test("what an action is made of", function()
  local function f() end
  local action = t.sigaction { handler = f, mask = "hup", flags = "nodefer, restart" }
  test.eq(action.handler, f)
  test.eq(action.sa_flags, c.SA("nodefer, restart"))
  assert(action.mask:add("int"))
  test.eq(tostring(action.sa_mask), "HUP,INT")
  test.eq(action.sa_restorer, nil)
  action.handler = "ign"
  test.eq(action.handler, "IGN")
  action.sigaction = f
  test.eq(action.flags, c.SA("nodefer, restart, siginfo"))
  action.handler = nil
  test.eq(action.sa_handler, "DFL")
  test.eq(t.sigaction().flags, 0)
  test.eq(t.sigaction().mask.isemptyset, true)
  action.sa_restorer = nil
  assert(rawequal(t.sigaction(action), action))
  test.raises("no member 'bogus' in sigaction", t.sigaction, { bogus = 1 })
  test.raises("no member 'bogus' in sigaction", function() return action.bogus end)
  test.raises("mask: 'x' are no names of signals", t.sigaction, { mask = "x" })
  test.raises("invalid flag 'x'", t.sigaction, { flags = "x" })
  test.raises("nil expected", function() action.sa_restorer = 4096 end)
  test.raises("bad argument #3 to 'sigaction' %(oldact: sigaction expected", S.sigaction, "usr1", nil, {})
  test.raises("table expected", t.sigaction, 5)
end)

handled("calls that wait end, and the function runs before their results are looked at", function()
  local calls = 0
  S.signal("alrm", function() calls = calls + 1 end)
  local r, w = test.ok(S.pipe())
  S.setitimer("real", { 0, 0.02 })
  test.fails("INTR", r:read())
  test.eq(calls, 1)
  S.setitimer("real", { 0, 0.02 })
  local yes, none, rest = S.nanosleep(10)
  test.eq(yes, true)
  assert(rest.time > 8)
  test.eq(calls, 2)
  S.setitimer("real", { 0, 0.02 })
  test.fails("INTR", S.pause())
  test.eq(calls, 3)
  S.setitimer("real", { 0, 0.02 })
  test.fails("INTR", S.sigsuspend "usr1")
  test.eq(calls, 4)
  -- Unless they are to go on.
  S.sigaction("alrm", { handler = function() calls = calls + 1 end, flags = "restart" })
  local helper = test.ok(S.fork())
  if helper == 0 then
    S.nanosleep(0.2)
    w:write "x"
    S._exit(0)
  end
  S.setitimer("real", { 0, 0.02 })
  test.eq(r:read(), "x")
  test.eq(calls, 5)
  S.waitpid(helper)
end)

handled("what a signal tells", function()
  local got
  S.sigaction("usr1", { sigaction = function(...) got = { n = select("#", ...), ... } end })
  S.kill(S.getpid(), "usr1")
  spin()
  test.eq(S.getppid() > 0 and got.n, 2)
  test.eq(got[1], c.SIG.USR1)
  test.eq(got[2].signame, "USR1")
  test.eq(got[2].pid, S.getpid())
  test.eq(got[2].code, c.SI.USER)
  local timer = test.ok(S.timer_create("monotonic", { notify = "signal", signo = "usr1", value = 1234 }))
  got = nil
  test.ok(timer:settime(0, { 0, 0.01 }))
  test.fails("INTR", S.pause())
  test.eq(got[2].code, c.SI.TIMER)
  test.eq(got[2].value, 1234)
  timer:delete()
  -- Those of real time wait in their order, each with its own.
  local order = {}
  local first = 40
  for signal = first, first + 3 do
    S.sigaction(signal, { sigaction = function(number, info) order[#order + 1] = number .. ":" .. info.signo end })
  end
  S.sigprocmask("block", t.sigset(first):add(first + 1):add(first + 2):add(first + 3))
  for signal = first + 3, first, -1 do
    for _ = 1, 2 do S.kill(S.getpid(), signal) end
  end
  test.eq(#order, 0)
  S.sigprocmask("setmask", t.sigset())
  spin()
  S.getpid()
  test.eq(#order, 8)
  local seen = {}
  for _, one in ipairs(order) do seen[one] = (seen[one] or 0) + 1 end
  for signal = first, first + 3 do test.eq(seen[signal .. ":" .. signal], 2) end
end)

handled("more signals than can be kept", function()
  local calls, other = 0, 0
  S.sigaction(40, { sigaction = function(_, info)
    test.eq(info.signo, 40)
    calls = calls + 1
  end })
  S.signal("usr1", function() other = other + 1 end)
  S.sigprocmask("block", t.sigset(40):add "usr1")
  local sent = 0
  for _ = 1, 100 do
    if S.kill(S.getpid(), 40) then sent = sent + 1 end
  end
  S.kill(S.getpid(), "usr1")
  S.sigprocmask("setmask", t.sigset())
  spin()
  S.getpid()
  test.eq(other, 1)
  assert(calls <= sent and calls >= math.min(sent, 60), calls)
end)

handled("what a function raises is an error of what it interrupts", function()
  if jit then jit.off() end
  local object = {}
  S.signal("usr1", function() error(object) end)
  local ok, e = pcall(function()
    S.kill(S.getpid(), "usr1")
    spin()
    return "not here"
  end)
  test.eq(ok, false)
  test.eq(e, object)
  -- In a coroutine, which ends by it.
  local thread = coroutine.create(function()
    S.kill(S.getpid(), "usr1")
    spin()
  end)
  ok, e = coroutine.resume(thread)
  test.eq(ok, false)
  test.eq(e, object)
  test.eq(coroutine.status(thread), "dead")
  -- And the next one is called again.
  local calls = 0
  S.signal("usr1", function() calls = calls + 1 end)
  S.kill(S.getpid(), "usr1")
  spin()
  test.eq(calls, 1)
  -- It cannot yield, and that is an error too.
  S.signal("usr1", function() coroutine.yield() end)
  thread = coroutine.create(function()
    S.kill(S.getpid(), "usr1")
    spin()
  end)
  ok, e = coroutine.resume(thread)
  test.eq(ok, false)
  assert(tostring(e):find "yield", e)
end)

handled("coroutines", function()
  if jit then jit.off() end
  local calls, where = 0, nil
  S.signal("usr1", function() calls, where = calls + 1, coroutine.running() end)
  local pid = S.getpid()
  local thread
  thread = coroutine.create(function()
    S.kill(pid, "usr1")
    spin(3)
    test.eq(calls, 1)
    test.eq(where, thread)
    coroutine.yield()
    S.kill(pid, "usr1")
    spin(3)
    test.eq(calls, 2)
    -- What is made while a signal waits, too.
    S.kill(pid, "usr1")
    local inner = coroutine.wrap(function() return spin(3) end)
    inner()
    test.eq(calls, 3)
  end)
  assert(coroutine.resume(thread))
  S.kill(pid, "usr1")
  spin(3)
  test.eq(calls, 2)
  calls = 1
  assert(coroutine.resume(thread))
  -- The known one may be gone.
  for _ = 1, 20 do
    coroutine.wrap(function() S.getpid() end)()
    collectgarbage()
    local helper = later(0.001, "usr1")
    S.waitpid(helper)
  end
  S.getpid()
  assert(calls > 3)
end)

handled("one that the known thread does not run comes at the next call", function()
  if jit then jit.off() end
  local calls = 0
  S.signal("usr1", function() calls = calls + 1 end)
  local helper = later(0.01, "usr1")
  local n = 0
  coroutine.wrap(function()
    local until_ = os.clock() + 0.3
    while os.clock() < until_ do n = n + 1 end
    S.getpid()
    test.eq(calls, 1)
  end)()
  test.eq(calls, 1)
  S.waitpid(helper)
end)

handled("the program's own hook stays", function()
  if jit then jit.off() end
  local lines, calls = 0, 0
  local function hook() lines = lines + 1 end
  S.signal("usr1", function() calls = calls + 1 end)
  debug.sethook(hook, "l")
  for _ = 1, 10 do
    S.kill(S.getpid(), "usr1")
    spin(3)
  end
  local f, mask, count = debug.gethook()
  debug.sethook()
  test.eq(f, hook)
  test.eq(mask, "l")
  test.eq(count, 0)
  test.eq(calls, 10)
  assert(lines >= 30, lines)
  -- It is told of the event that it stood in for, and may raise.
  local raise = false
  debug.sethook(function()
    if raise then
      raise = false
      error("hooked", 0)
    end
  end, "", 1)
  local ok, e = pcall(function()
    raise = S.kill(S.getpid(), "usr1")
    spin(3)
  end)
  debug.sethook()
  test.eq(ok, false)
  test.eq(e, "hooked")
  S.getpid()
  test.eq(calls, 11)
  calls = 10
  -- And none stays none.
  S.kill(S.getpid(), "usr1")
  spin(3)
  test.eq(debug.gethook(), nil)
  test.eq(calls, 11)
end)

handled("functions are not interrupted by others", function()
  if jit then jit.off() end
  local order = {}
  S.signal("usr1", function()
    order[#order + 1] = "1 begins"
    S.kill(S.getpid(), "usr2")
    spin()
    S.getpid()
    order[#order + 1] = "1 ends"
  end)
  S.signal("usr2", function() order[#order + 1] = "2" end)
  S.kill(S.getpid(), "usr1")
  spin()
  test.same(order, { "1 begins", "1 ends", "2" })
  -- One that raises leaves the other's turn.
  order = {}
  S.signal("usr1", function()
    S.kill(S.getpid(), "usr2")
    error "raised"
  end)
  local ok, e = pcall(function()
    S.kill(S.getpid(), "usr1")
    spin()
  end)
  test.eq(ok, false)
  assert(e:find "raised")
  spin()
  test.same(order, { "2" })
  -- One may change what its own signal does.
  local calls = 0
  S.signal("usr1", function()
    calls = calls + 1
    test.eq(type(S.signal("usr1", "ign")), "function")
    collectgarbage()
  end)
  S.kill(S.getpid(), "usr1")
  spin()
  S.kill(S.getpid(), "usr1")
  spin()
  test.eq(calls, 1)
end)

handled("collection at any moment", function()
  if jit then jit.off() end
  local calls, pid = 0, S.getpid()
  local function set()
    S.sigaction("usr1", { sigaction = function(_, info)
      calls = calls + 1
      collectgarbage()
      test.eq(info.pid, pid)
    end, mask = "usr2" })
  end
  for _ = 1, 50 do
    set()
    collectgarbage()
    S.kill(pid, "usr1")
    local garbage = {}
    for i = 1, 100 do garbage[i] = { i } end
    coroutine.wrap(function()
      S.kill(pid, "usr1")
      return spin()
    end)()
  end
  test.eq(calls, 100)
end)

handled("a storm of signals", function()
  local calls = 0
  S.signal("usr1", function() calls = calls + 1 end)
  S.signal("usr2", function() calls = calls + 1 end)
  local helpers = { later(0.0001, "usr1", 2000), later(0.0001, "usr2", 2000) }
  local work, stop = 0, S.time() + 20
  local left = 2
  while left > 0 and S.time() < stop do
    local thread = coroutine.wrap(function()
      for i = 1, 50 do
        local ok = pcall(error, "x")
        work = work + #tostring(i) + (ok and 1 or 0)
        coroutine.yield(i)
      end
    end)
    for _ = 1, 50 do thread() end
    local pid = S.waitpid(-1, "nohang")
    if pid and pid > 0 then left = left - 1 end
  end
  test.eq(left, 0)
  assert(calls > 100, calls)
  assert(#helpers == 2)
end)

handled("in a child, and by its death", function()
  local calls, chld = 0, 0
  S.signal("usr1", function() calls = calls + 1 end)
  S.signal("chld", function() chld = chld + 1 end)
  local pid = test.ok(S.fork())
  if pid == 0 then
    if jit then jit.off() end
    S.kill(S.getpid(), "usr1")
    spin(3)
    S._exit(calls == 1 and 0 or 1)
  end
  local _, status
  repeat
    _, _, status = S.waitpid(pid)
  until status
  test.eq(tostring(status), "exited 0")
  S.getpid()
  test.eq(calls, 0)
  test.eq(chld, 1)
end)

test("a fault ends the process in spite of a function", function()
  local status = child(function()
    S.signal("segv", function() end)
    S.kill(S.getpid(), "segv") -- nobody's fault: the function is called
    spin()
    host.fault()
  end)
  test.eq(status.TERMSIG, c.SIG.SEGV)
end)

handled("a signal that another thread gets", function()
  if not host.signal_thread then test.skip "no threads in this host" end
  if jit then jit.off() end
  local calls, from = 0, nil
  S.sigaction("usr1", { sigaction = function(_, info) calls, from = calls + 1, info.pid end })
  local r = test.ok(S.pipe())
  -- The thread has it sent to itself alone, while this one waits.
  host.signal_thread(c.SIG.USR1, 20)
  test.fails("INTR", r:read())
  test.eq(calls, 1)
  test.eq(from, S.getpid())
  host.signal_thread(c.SIG.USR1, 0)
  local n = 0
  while calls < 2 and n < 5e8 do n = n + 1 end
  test.eq(calls, 2)
end)

handled("several states, and one that is closed", function()
  if jit then jit.off() end
  local calls = 0
  S.signal("usr1", function() calls = calls + 1 end)
  local state = host.state [[
    local S = require "syscall"
    count = 0
    S.signal("usr1", function() count = count + 1 end)
    S.signal("usr2", function() count = count + 100 end)
    S.kill(S.getpid(), "usr1")
    for i = 1, 100 do end
    S.getpid()
    return count
  ]]
  test.eq(state:run(), 1)
  S.kill(S.getpid(), "usr1")
  spin()
  S.getpid()
  test.eq(calls, 0)
  -- What the other set before it was closed does again what it did.
  state:close()
  S.kill(S.getpid(), "usr1")
  spin()
  test.eq(calls, 1)
  test.eq(S.signal("usr2", "ign"), "DFL")
  -- Many states.
  for _ = 1, 20 do
    local one = host.state [[
      local S = require "syscall"
      S.signal("usr2", function() end)
      S.kill(S.getpid(), "usr2")
      return 1
    ]]
    test.eq(one:run(), 1)
    one:close()
  end
  S.kill(S.getpid(), "usr2")
end)

handled("at the end of a state nothing is begun", function()
  local state = host.state [[
    local S = require "syscall"
    S.signal("usr1", function() end)
    local function late()
      local ok, e = pcall(S.signal, "usr2", function() end)
      failed = not ok
    end
    if newproxy then
      getmetatable(newproxy(true)).__gc = late
      keep = newproxy(true)
      getmetatable(keep).__gc = late
    else
      keep = setmetatable({}, { __gc = late })
    end
    return 1
  ]]
  test.eq(state:run(), 1)
  state:close()
  test.ok(S.signal("usr1", "ign"))
  S.kill(S.getpid(), "usr1")
end)

test("memory runs out with functions", function()
  test.child(function()
    local calls = 0
    local function f() calls = calls + 1 end
    test.oom(function()
      S.signal("usr1", f)
      S.signal("usr1", "dfl")
      S.sigaction("usr1", { sigaction = f, mask = "hup" })
      S.signal("usr1", "dfl")
    end)
    S.signal("usr1", f)
    test.oom(function()
      S.kill(S.getpid(), "usr1")
      S.getpid()
    end)
    S.kill(S.getpid(), "usr1")
    S.getpid()
    assert(calls > 1)
  end)
end)
