-- Times, clocks, sleeping.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("construction of times", function()
  for _, row in ipairs { { "timespec", "nsec", "tv_nsec", 1e9 }, { "timeval", "usec", "tv_usec", 1e6 } } do
    local make, part, raw, unit = t[row[1]], row[2], row[3], row[4]
    for value, want in pairs {
      [1.5] = { 1, unit / 2 }, [0] = { 0, 0 }, [1e9] = { 1e9, 0 }, [0.25] = { 0, unit / 4 },
    } do
      local time = make(value)
      test.eq(time.sec, want[1])
      test.eq(time[part], want[2])
      test.eq(time.time, value)
    end
    for _, initial in ipairs { { 3, 4 }, { sec = 3, [part] = 4 }, { tv_sec = 3, [raw] = 4 } } do
      local time = make(initial)
      test.eq(time.sec, 3)
      test.eq(time[raw], 4)
    end
    test.eq(make().time, 0)
    test.eq(make({}).time, 0)
    test.eq(make({ 5 }).time, 5)
  end
end)

test("the one for the other", function()
  test.eq(t.timespec(t.timeval { 1, 500000 }).nsec, 500000000)
  test.eq(t.timeval(t.timespec { 1, 500000999 }).usec, 500001)
  test.eq(t.timespec({ tv_sec = 1, tv_usec = 5 }).nsec, 5000)
  test.eq(t.timeval({ tv_sec = 1, tv_nsec = 5000 }).usec, 5)
end)

test("fractions are rounded to the nearest part", function()
  for _, row in ipairs {
    { 4.35, 4, 350000000, 350000 }, { 1.1, 1, 100000000, 100000 }, { 0.1, 0, 100000000, 100000 },
    { 1.9999999, 1, 999999900, nil }, { 1.9999999996, 2, 0, 0 }, { 0.29, 0, 290000000, 290000 },
    { -1.5, -2, 500000000, 500000 }, { -4.35, -5, 650000000, 650000 }, { -0.1, -1, 900000000, 900000 },
    { -1e-10, 0, 0, 0 },
  } do
    local value, sec, nsec, usec = row[1], row[2], row[3], row[4]
    local ts, tv = t.timespec(value), t.timeval(value)
    test.eq(ts.sec, sec, value)
    test.eq(ts.nsec, nsec, value)
    test.eq(tv.usec, usec or 0, value)
    test.eq(tv.sec, usec and sec or 2, value)
    if usec then
      local it = t.itimerspec { value, value }
      test.eq(it.value.sec, sec)
      test.eq(it.interval.nsec, nsec)
      test.eq(t.itimerval({ it_value = value }).value.usec, usec)
    end
  end
  test.eq(t.timeval(t.timespec { 7, 999999500 }).sec, 8)
  test.eq(t.timeval(t.timespec { 7, 123456789 }).usec, 123457)
end)

test("parts of a second that were computed", function()
  test.eq(t.timespec({ 1, 349999999.6 }).nsec, 350000000)
  test.eq(t.timeval({ tv_sec = 1, tv_usec = 2.4 }).usec, 2)
  -- Not a whole second, which the kernel would refuse.
  test.eq(t.timespec({ 1, 999999999.9 }).nsec, 999999999)
  local tv = t.timeval()
  tv.usec = 999999.9
  test.eq(tv.usec, 999999)
  test.eq(t.timespec({ 1, 1e9 }).nsec, 1e9)
  test.raises("whole number of seconds expected", t.timespec, { 1.5 })
  test.raises("out of range", t.timespec, { 2 ^ 63 })
  test.raises("out of range", t.timeval, { 0, 2 ^ 64 })
end)

test("members can be written", function()
  local ts = t.timespec()
  ts.time = 2.25
  test.eq(ts.sec, 2)
  test.eq(ts.nsec, 250000000)
  ts.sec, ts.nsec = 7, 5
  test.eq(ts.tv_sec, 7)
  test.eq(ts.tv_nsec, 5)
  test.eq(tonumber(tostring(t.timespec(1.5))), 1.5)
  test.eq(tonumber(tostring(t.timeval(3))), 3)
end)

test("pairs of times", function()
  local it = t.itimerspec { 1.5, 2.5 }
  test.eq(it.interval.time, 1.5)
  test.eq(it.value.time, 2.5)
  it = t.itimerspec { interval = 1, value = { 2, 3 } }
  test.eq(it.it_interval.sec, 1)
  test.eq(it.it_value.nsec, 3)
  it = t.itimerval { it_interval = 1, it_value = t.timespec(2.5) }
  test.eq(it.interval.sec, 1)
  test.eq(it.value.usec, 500000)
  test.eq(t.itimerspec().value.time, 0)
end)

test("clocks", function()
  local real = test.ok(S.clock_gettime "realtime")
  assert(math.abs(real.time - os.time()) < 10)
  local a = test.ok(S.clock_gettime "monotonic")
  local b = test.ok(S.clock_gettime(c.CLOCK.MONOTONIC))
  assert(b.time >= a.time)
  local ts = t.timespec()
  assert(rawequal(S.clock_gettime("process_cputime_id", ts), ts))
  assert(ts.time > 0)
  for _, clock in ipairs { "realtime_coarse", "monotonic_coarse", "boottime", "monotonic_raw", "thread_cputime_id" } do
    assert(test.ok(S.clock_gettime(clock)).time > 0, clock)
  end
  assert(test.ok(S.clock_getres "monotonic").time < 1)
  test.fails("INVAL", S.clock_gettime(1000))
  test.raises("bad argument #1 to 'clock_gettime' %(clockid: .*nosuch", S.clock_gettime, "nosuch")
end)

test("sleeping", function()
  local function took(f, ...)
    local start = S.clock_gettime("monotonic").time
    test.eq(f(...), true)
    test.eq(select("#", f(...)), 1)
    return S.clock_gettime("monotonic").time - start
  end
  for _, request in ipairs { 0.01, { 0, 10000000 }, t.timespec(0.01), t.timeval { 0, 10000 } } do
    local time = took(S.nanosleep, request)
    assert(time >= 0.02 and time < 1, time)
  end
  assert(took(S.clock_nanosleep, "monotonic", nil, 0.01) >= 0.02)
  local now = S.clock_gettime("monotonic").time
  test.eq(S.clock_nanosleep("monotonic", "abstime", now + 0.02), true)
  assert(S.clock_gettime("monotonic").time >= now + 0.0199)
  test.eq(S.clock_nanosleep("monotonic", "abstime", 1), true)
  test.fails("INVAL", S.nanosleep { 0, 2e9 })
  test.fails("INVAL", S.nanosleep(-1))
  test.raises("bad argument #1 to 'nanosleep'", S.nanosleep, "x")
end)

test("the time of day", function()
  local now = S.clock_gettime("realtime").time
  assert(math.abs(test.integer(S.time()) - now) < 2)
  local long, int = t.long1(), t.int1()
  test.eq(S.time(long), long[0])
  test.eq(S.time(int), int[0])
  local tv = test.ok(S.gettimeofday())
  assert(math.abs(tv.time - now) < 2)
  assert(rawequal(S.gettimeofday(tv), tv))
  test.raises("bad argument #1 to 'time' %(t: buffer expected", S.time, {})
  test.raises("bad argument #1 to 'gettimeofday' %(tv: timeval expected", S.gettimeofday, 5)
end)

test("setting clocks is for others", function()
  test.fails("INVAL", S.clock_settime("monotonic", 5))
  local none, err = S.settimeofday { -1, 0 }
  assert(none == nil and (err.INVAL or err.PERM), err)
  test.raises("bad argument #2 to 'clock_settime' %(ts", S.clock_settime, "realtime", "x")
  test.raises("bad argument #1 to 'settimeofday' %(tv", S.settimeofday, "x")
end)

test("interval timers", function()
  test.child(function()
    S.signal("alrm", "ign")
    test.eq(S.getitimer("real").value.time, 0)
    test.eq(S.setitimer("real", { 50, 100 }).value.time, 0)
    local now = S.getitimer("real")
    test.eq(now.interval.time, 50)
    assert(now.value.time > 99 and now.value.time <= 100)
    local room = t.itimerval()
    assert(rawequal(S.getitimer(c.ITIMER.REAL, room), room))
    test.eq(room.interval.sec, 50)
    test.eq(S.alarm(7), 100)
    local old = t.itimerval()
    assert(rawequal(S.setitimer("real", {}, old), old))
    assert(old.value.time > 6 and old.interval.time == 0)
    test.eq(S.alarm(3), 0)
    test.eq(S.alarm(0), 3)
    test.eq(S.alarm(0), 0)
  end)
  test.fails("INVAL", S.getitimer(77))
  test.fails("INVAL", S.setitimer(77, {}))
  test.raises("bad argument #1 to 'alarm' %(seconds: number of seconds expected", S.alarm)
  test.raises("0 to 4294967295", S.alarm, -1)
  test.raises("bad argument #2 to 'setitimer' %(value", S.setitimer, "real", "x")
end)

test("sleep", function()
  local before = S.clock_gettime("monotonic").time
  test.eq(S.sleep(0), 0)
  test.eq(S.sleep(0.02), 0)
  assert(S.clock_gettime("monotonic").time - before >= 0.02)
  test.fails("INVAL", S.sleep(-1))
  test.raises("bad argument #1 to 'sleep' %(seconds", S.sleep, "x")
end)

test("a table of a time has no other members", function()
  for _, name in ipairs { "secs", "seconds", "msec", "time", "" } do
    for _, call in ipairs { t.timespec, t.timeval, S.nanosleep } do
      test.raises("no member '" .. name .. "' in time", call, { [name] = 1 })
      test.raises("no member '" .. name .. "' in time", call, { 0, 0, [name] = 1 })
    end
  end
  test.raises("interval: no member 'secs' in timespec", t.itimerspec, { interval = { secs = 1 } })
  test.raises("no member 'secs' in timespec", S.clock_nanosleep, "monotonic", 0, { secs = 1 })
  -- What has no name is passed over, as in other tables; positions come before names, raw names before others.
  test.eq(t.timespec({ 1, 2, 3, [true] = 1, [0] = 5, [1.5] = 1 }).time, 1 + 2e-9)
  local time = t.timespec { [2] = 7, nsec = 8, tv_nsec = 9, sec = 4, tv_sec = 5 }
  test.eq(time.sec, 5)
  test.eq(time.nsec, 7)
  test.eq(t.timespec({ sec = 1, usec = 5 }).nsec, 5000)
  test.eq(t.timespec({ sec = 1, nsec = 6, usec = 5 }).nsec, 6)
  test.raises("sec: whole number of seconds expected", t.timespec, { sec = "x" })
  test.raises("%[2%]: number expected", t.timespec, { 1, {} })
end)

test("adjtimex", function()
  local told = test.ok(S.adjtimex())
  assert(told.state >= 0 and told.state <= 5)
  test.eq(told.OK, told.state == c.TIME.OK)
  test.eq(told.error, told.state == c.TIME.ERROR)
  assert(told.timex.tick > 0)
  assert(math.abs(told.timex.time.sec - S.time()) < 5)
  local tx = t.timex()
  test.ok(S.adjtimex(tx))
  test.eq(tx.tick, told.timex.tick)
  test.eq(S.adjtimex { modes = 0 }.timex.tick, told.timex.tick)
  tx = t.timex { modes = "offset, status", status = "pll, nano", freq = 5, time = { 1, 2 } }
  test.eq(tx.modes, c.ADJ.OFFSET + c.ADJ.STATUS)
  test.eq(tx.status, c.STA.PLL + c.STA.NANO)
  test.eq(tx.freq, 5)
  test.eq(tx.time.usec, 2)
  test.eq(tx.time.tv_sec, 1)
  told = t.adjtimex(5, tx)
  test.eq(told.state, 5)
  test.eq(told.ERROR, true)
  test.eq(told.timex.freq, 5)
  test.child(function()
    S.setresuid(1, 1, 1)
    test.fails("PERM", S.adjtimex { modes = "frequency", freq = 0 })
  end)
  test.raises("bad argument #1 to 'adjtimex' %(tx: table expected, got string", S.adjtimex, "x")
  test.raises("modes: invalid flag 'bogus'", S.adjtimex, { modes = "bogus" })
  test.oom(function() S.adjtimex() end)
end)

test("values that go with a signal", function()
  test.eq(t.sigval(5).int, 5)
  test.eq(t.sigval(5).sival_int, 5)
  test.eq(t.sigval().int, 0)
  test.eq(t.sigval { int = -3 }.int, -3)
  test.eq(t.sigval { ptr = 4096 }.ptr, 4096)
  local buffer = t.buffer(8)
  local value = t.sigval(buffer)
  assert(value.ptr ~= 0)
  value.int = 7
  test.eq(value.int, 7)
  test.raises("sigval.ptr: number expected", function() value.ptr = "x" end)
  test.raises("sigval.int: status number expected", function() value.int = {} end)
  test.raises("no member 'bogus' in sigval", t.sigval, { bogus = 1 })
  local event = t.sigevent { notify = "signal", signo = "usr1", value = 5 }
  test.eq(event.notify, c.SIGEV.SIGNAL)
  test.eq(event.signo, c.SIG.USR1)
  test.eq(event.sigev_signo, c.SIG.USR1)
  test.eq(event.value.int, 5)
  event.value = { int = 6 }
  test.eq(event.sigev_value.int, 6)
  event.value.int = 8
  test.eq(event.value.int, 8)
  event.tid = 17
  test.eq(event.tid, 17)
  event.notify = "none"
  test.eq(event.notify, c.SIGEV.NONE)
  test.raises("notify: invalid name 'bogus'", t.sigevent, { notify = "bogus" })
end)

test("timers of the process", function()
  local timer = test.ok(S.timer_create("monotonic", { notify = "none" }))
  test.integer(timer:gettimer())
  test.eq(timer.timerid, timer:gettimer())
  test.eq(timer:gettimerp()[0], timer:gettimer())
  test.eq(timer:gettime().value.time, 0)
  test.eq(select("#", timer:settime(0, { 0, 100 })), 3)
  local current = t.itimerspec()
  assert(rawequal(timer:gettime(current), current))
  assert(current.value.time > 90 and current.value.time <= 100)
  local old = test.ok(timer:settime(nil, { interval = 5, value = 50 }))
  assert(old.value.time > 90)
  test.eq(timer:settime(nil, { 0, 0 }, false), true)
  test.eq(select("#", timer:settime(nil, { 0, 0 }, false)), 1)
  local room = t.itimerspec()
  local yes, none, same = S.timer_settime(timer, "abstime", { 0, S.clock_gettime("monotonic").time + 70 }, room)
  test.eq(yes, true)
  test.eq(none, nil)
  assert(rawequal(same, room))
  assert(S.timer_gettime(timer).value.time > 60)
  test.eq(timer:getoverrun(), 0)
  test.eq(S.timer_getoverrun(timer), 0)
  test.fails("INVAL", timer:settime(0, t.itimerspec { 0, t.timespec { tv_sec = 1, tv_nsec = -1 } }))
  test.eq(timer:delete(), true)
  test.eq(timer:gettimer(), -1)
  test.fails("INVAL", timer:delete())
  test.fails("INVAL", timer:gettime())
  test.fails("INVAL", timer:settime(0, { 0, 0 }))
  test.fails("INVAL", timer:getoverrun())
  -- Into an object, and with the signal ALRM.
  assert(rawequal(S.timer_create("realtime", nil, timer), timer))
  test.eq(S.timer_delete(timer), true)
  test.fails("INVAL", S.timer_create(999))
  test.fails("INVAL", S.timer_create("monotonic", { notify = "signal", signo = 999 }))
  test.eq(t.timer():gettimer(), -1)
  test.eq(t.timer(3).timerid, 3)
  test.raises("would run code in a new thread", S.timer_create, "monotonic", { notify = "thread", signo = "usr1" })
  test.raises("bad argument #1 to 'timer_delete' %(timer: timer expected", S.timer_delete, 5)
  test.raises("timer expected", S.timer_gettime, {})
  test.raises("timer expected", timer.gettimerp)
  test.raises("timer expected", timer.gettimer, 3)
  test.raises("bad argument #3 to .settime. %(new: ", timer.settime, timer, 0, "x")
  test.raises("itimerspec", timer.gettime, timer, 5)
  assert(not pcall(function() return #timer end))
end)

test("a timer sends its signal, with its value", function()
  test.child(function()
    test.ok(S.sigprocmask("block", "usr1"))
    local fd = test.ok(S.signalfd "usr1")
    local timer = test.ok(S.timer_create("monotonic", { notify = "signal", signo = "usr1", value = 77 }))
    test.ok(timer:settime(0, { 0, 0.01 }))
    local buffer = t.buffer(128)
    test.eq(test.ok(fd:read(buffer)), 128)
    test.eq(buffer[0], c.SIG.USR1 * (S.abi.le and 1 or 0))
    -- Expiries that nobody saw are counted.
    test.ok(timer:settime(0, { 0.001, 0.001 }))
    S.nanosleep(0.05)
    test.eq(test.ok(fd:read(buffer)), 128)
    assert(timer:getoverrun() > 3)
    test.ok(timer:delete())
    -- To this thread alone.
    timer = test.ok(S.timer_create("monotonic", { notify = "thread_id", signo = "usr1", tid = S.gettid() }))
    test.ok(timer:settime(0, { 0, 0.001 }))
    test.eq(test.ok(fd:read(buffer)), 128)
  end)
end)
