-- Waiting for events: poll, epoll, eventfd, timerfd, and the containers that they fill.
local test = require "test"
local S = require "syscall"
local c, t, util = S.c, S.t, S.util

-- Plain `ipairs` counts up from 1, or, where the hook exists, down to 0: every element once in each case.
local function visit(container)
  local indexes, elements = {}, {}
  for i, element in ipairs(container) do
    indexes[#indexes + 1] = i
    elements[#elements + 1] = element
  end
  return indexes, elements
end

test("containers in every version", function()
  for _, make in ipairs { t.pollfds, t.epoll_events } do
    local container = make(3)
    test.eq(#container, 3)
    local indexes, elements = visit(container)
    if test.lua == "lua5.2" then
      test.same(indexes, { 2, 1, 0 })
    elseif test.lua ~= "luajit" or indexes[1] == 1 then
      test.same(indexes, { 1, 2, 3 })
    end
    test.eq(#elements, 3)
    test.eq(#make(0), 0)
    test.eq(#visit(make(0)), 0)
    test.eq(container[4], nil)
    test.eq(#make {}, 0)
  end
end)

test("one way over containers that is the same everywhere", function()
  for make, array in pairs { [t.pollfds] = "pfd", [t.epoll_events] = "ep" } do
    local all, visited = make(3), {}
    for i = 1, #all do
      visited[i] = all[i]
      test.eq(all[i], all[array][i - 1])
    end
    test.eq(#visited, 3)
    -- What the manual says of `ipairs`: where it counts down, a number is one less.
    local indexes, elements = visit(all)
    local less = indexes[1] == #all - 1 and 1 or 0
    for i, index in ipairs(indexes) do test.eq(elements[i], all[index + less]) end
  end
end)

test("elements by both ways", function()
  local fds = t.pollfds { { fd = 5, events = "in" }, { fd = 6, events = "out" } }
  test.eq(fds.count, 2)
  test.eq(fds[1].fd, 5)
  test.eq(fds.pfd[0].fd, 5)
  test.eq(fds[2].events, c.POLL.OUT)
  fds.pfd[1].events = "in, pri"
  test.eq(fds[2].events, c.POLL["in, pri"])
  fds[2].fd = 9
  test.eq(fds.pfd[1].fd, 9)
  test.eq(fds[2].getfd, 9)
  test.raises("out of range", function() return fds.pfd[2] end)
  test.raises("", t.pollfds, { { fd = "x" } })
  test.raises("nosuch", t.pollfds, { { events = "nosuch" } })
end)

test("poll", function()
  local r, w = test.ok(S.pipe())
  local fds = t.pollfds { { fd = r, events = "in" }, { fd = w, events = "out" }, { fd = -1, events = "in" } }
  test.eq(test.integer(S.poll(fds, 0)), 1)
  test.eq(fds[1].IN, false)
  test.eq(fds[2].OUT, true)
  test.eq(fds[3].revents, 0)
  w:write "x"
  test.eq(S.poll(fds, 1000), 2)
  test.eq(fds[1].IN, true)
  test.eq(fds[1].HUP, false)
  r:read()
  w:close()
  fds = t.pollfds { { fd = r, events = "in" }, { fd = w, events = "in" }, { fd = 1000000, events = "in" } }
  test.eq(S.poll(fds), 2)
  test.eq(fds[1].HUP, true)
  test.eq(fds[3].NVAL, true)
  test.eq(S.poll(t.pollfds(0), 1), 0)
  r:close()
end)

test("epoll", function()
  local epoll = test.ok(S.epoll_create "cloexec")
  test.eq(epoll:fcntl "getfd", c.FD.CLOEXEC)
  local a, b, d = test.ok(S.eventfd(1)), test.ok(S.eventfd(1)), test.ok(S.eventfd())
  test.eq(epoll:epoll_ctl("add", a, "in"), true)
  test.eq(epoll:epoll_ctl("add", b, { events = "in, oneshot", u64 = 2 ^ 40 }), true)
  test.eq(epoll:epoll_ctl("add", d, t.epoll_event { events = "in", fd = 77 }), true)
  test.fails("EXIST", epoll:epoll_ctl("add", a, "in"))
  local events = t.epoll_events(10)
  -- Counting down, from what was found to zero.
  local order, found = {}, {}
  for i, event in test.ok(epoll:epoll_wait(events, 0)) do
    order[#order + 1] = i
    found[#found + 1] = event
    test.eq(event.IN, true)
    test.eq(event.HUP, false)
    test.eq(event, events[i + 1])
  end
  test.same(order, { 1, 0 })
  local values = { [tonumber(tostring(found[1].u64))] = true, [tonumber(tostring(found[2].u64))] = true }
  test.eq(values[2 ^ 40], true)
  test.eq(values[a:getfd()], true)
  -- The oneshot is over.
  local _, array, count = test.ok(epoll:epoll_wait(events, 0))
  assert(rawequal(array, events))
  test.eq(test.integer(count), 1)
  test.eq(events[1].fd, a:getfd())
  test.eq(epoll:epoll_ctl("mod", a, "out"), true)
  for _, event in epoll:epoll_wait(events, 0) do test.eq(event.OUT, true) end
  test.eq(epoll:epoll_ctl("del", a), true)
  test.fails("NOENT", epoll:epoll_ctl("del", a))
  test.fails("FAULT", epoll:epoll_ctl("add", a))
  test.eq(select(3, epoll:epoll_wait(events, 0)), 0)
  for _ in epoll:epoll_wait(events, 1) do error "there is none" end
  util.eventfd_write(d)
  for _, event in epoll:epoll_wait(events) do test.eq(event.fd, 77) end
  test.fails("BADF", epoll:epoll_ctl("add", 1000000, "in"))
  test.fails("PERM", epoll:epoll_ctl("add", test.ok(S.open("/proc/self/exe")), "in"))
  test.raises("bad argument #4 to 'epoll_ctl' %(event: .*nosuch", epoll.epoll_ctl, epoll, "add", a, "nosuch")
  test.raises("bad argument #2 to 'epoll_wait'", epoll.epoll_wait, epoll, t.epoll_events(0))
  for _, fd in ipairs { epoll, a, b, d } do fd:close() end
  test.fails("BADF", epoll:epoll_wait(events, 0))
end)

test("epoll events", function()
  local event = t.epoll_event { events = "in, out", fd = 5 }
  test.eq(event.events, c.EPOLL["in, out"])
  test.eq(event.fd, 5)
  test.eq(event.data.fd, 5)
  test.eq(event.u32, 5)
  event.u64 = t.uint64_1(-1)[0]
  test.eq(event.u32, 4294967295)
  test.eq(event.fd, -1)
  test.eq(tostring(event.data.u64), "18446744073709551615")
  test.eq(tostring(event.u64), "18446744073709551615")
  test.eq(t.epoll_event("in").events, c.EPOLL.IN)
  test.eq(t.epoll_event("in").IN, true)
  test.eq(t.epoll_event("in").OUT, false)
  test.raises("nosuch", t.epoll_event, { nosuch = 1 })
end)

test("eventfd", function()
  local fd = test.ok(S.eventfd(3, "nonblock"))
  test.eq(test.integer(util.eventfd_read(fd)), 3)
  test.eq(util.eventfd_read(fd), 0)
  test.eq(util.eventfd_write(fd), true)
  test.eq(util.eventfd_write(fd, 5), true)
  test.eq(util.eventfd_read(fd), 6)
  local value = t.uint64_1(2 ^ 53)
  test.eq(util.eventfd_write(fd, value), true)
  test.eq(util.eventfd_write(fd, 1), true)
  value = t.uint64_1()
  util.eventfd_read(fd, value)
  test.eq(tostring(value[0]):gsub("%.0$", ""), "9007199254740993")
  -- One too many: the counter has room for 2^64 - 2.
  test.eq(util.eventfd_write(fd, t.uint64_1(-2)), true)
  test.fails("AGAIN", util.eventfd_write(fd, 1))
  test.fails("INVAL", util.eventfd_write(fd, t.uint64_1(-1)))
  fd:close()
  test.fails("BADF", util.eventfd_read(fd))
  test.fails("BADF", util.eventfd_write(fd))
  fd = test.ok(S.eventfd(2, "semaphore, cloexec"))
  test.eq(util.eventfd_read(fd), 1)
  test.eq(util.eventfd_read(fd), 1)
  fd:close()
end)

test("timerfd", function()
  local fd = test.ok(S.timerfd_create("monotonic", "nonblock"))
  test.eq(util.timerfd_read(fd), 0)
  local old = test.ok(fd:timerfd_settime(nil, { 0.001, 0.001 }))
  test.eq(old.value.time, 0)
  test.eq(old.interval.time, 0)
  test.ok(S.nanosleep(0.02))
  local expired = util.timerfd_read(fd)
  assert(expired >= 2, expired)
  local current = test.ok(fd:timerfd_gettime())
  test.eq(current.interval.nsec, 1000000)
  assert(current.value.time <= 0.001)
  old = test.ok(fd:timerfd_settime(0, { interval = 0, value = 100 }))
  test.eq(old.interval.nsec, 1000000)
  assert(fd:timerfd_gettime().value.time > 99)
  local it = t.itimerspec()
  assert(rawequal(fd:timerfd_gettime(it), it))
  assert(it.value.time > 99)
  -- An absolute time that is long over.
  test.ok(fd:timerfd_settime("abstime", { 0, { 0, 1 } }))
  test.eq(util.timerfd_read(fd), 1)
  test.fails("INVAL", fd:timerfd_settime(0, { 0, { 0, 2e9 } }))
  fd:close()
  test.fails("BADF", util.timerfd_read(fd))
  test.fails("INVAL", S.timerfd_create(1000))
end)

test("wrong arguments of the helpers", function()
  local fd = test.ok(S.eventfd(1, "nonblock"))
  for _, name in ipairs { "eventfd_read", "eventfd_write", "timerfd_read" } do
    for _, wrong in ipairs { {}, "nosuch", t.stat(), 2 ^ 40 } do
      test.raises("bad argument #1 to '" .. name .. "' %(fd: ", util[name], wrong)
    end
    test.raises("bad argument #1 to '" .. name .. "' %(fd: ", util[name])
    for _, wrong in ipairs { {}, "x", t.int1(), print } do
      test.raises("bad argument #2 to '" .. name .. "' %(", util[name], fd, wrong)
    end
  end
  test.eq(util.eventfd_read(fd), 1)
  fd:close()
end)

test("ppoll", function()
  local _, _, r, w = S.pipe()
  local fds = t.pollfds { { fd = r, events = "in" }, { fd = w, events = "out" } }
  test.eq(S.ppoll(fds), 1)
  test.eq(S.ppoll(fds, 0, "usr1"), 1)
  fds = t.pollfds { { fd = r, events = "in" } }
  test.eq(S.ppoll(fds, 0.001), 0)
  test.eq(S.ppoll(fds, { 0, 1000 }), 0)
  w:write "x"
  test.eq(S.ppoll(fds, nil, t.sigset()), 1)
  test.fails("INVAL", S.ppoll(fds, -1))
  test.raises("bad argument #3 to 'ppoll' %(sigmask: 'x'", S.ppoll, fds, 0, "x")
  test.raises("bad argument #1 to 'ppoll' %(fds: pollfds expected", S.ppoll, {})
end)

test("epoll_pwait", function()
  local _, _, r, w = S.pipe()
  local ep = test.ok(S.epoll_create("cloexec"))
  test.ok(ep:epoll_ctl("add", r, "in"))
  local events = t.epoll_events(2)
  test.eq((select(3, ep:epoll_pwait(events, 0, "usr1"))), 0)
  w:write "x"
  local seen = 0
  for i, event in ep:epoll_pwait(events, -1, t.sigset "usr1, usr2") do
    test.eq(event.fd, r:getfd())
    seen = seen + 1
  end
  test.eq(seen, 1)
  test.fails("INVAL", r:epoll_pwait(events, 0, nil))
  test.raises("epoll_pwait' %(sigmask: 'x'", ep.epoll_pwait, ep, events, 0, "x")
  ep:close(); r:close(); w:close()
end)

test("select", function()
  local _, _, r, w = S.pipe()
  for _, select in ipairs { S.select, S.pselect } do
    local sel = test.ok(select({ readfds = { r, r }, writefds = { w } }, 0))
    test.eq(sel.count, 1)
    test.eq(#sel.readfds, 0)
    test.eq(#sel.exceptfds, 0)
    assert(rawequal(sel.writefds[1], w))
    test.eq(select({ readfds = { r } }, 0.001).count, 0)
    test.eq(select({ readfds = { r } }, { 0, 1000 }).count, 0)
    test.eq(select({}, 0).count, 0)
    test.fails("INVAL", select({}, -1))
    test.fails("BADF", select({ readfds = { w:getfd() + 1 } }, 0))
    test.raises("sel: table of arrays of fds expected", select)
    test.raises("sel.readfds: array of fds expected, got number", select, { readfds = 5 })
    test.raises("sel.exceptfds%[1%]: fd expected, got boolean", select, { exceptfds = { true } })
    test.raises("sel.writefds%[2%]: .*below 1024", select, { writefds = { w, 1024 } })
    test.raises("sel.writefds%[1%]: .*below 1024", select, { writefds = { -1 } })
  end
  w:write "x"
  local sel = test.ok(S.select { readfds = { r, r:getfd() }, writefds = { w }, exceptfds = { r } })
  test.eq(sel.count, 2)
  assert(rawequal(sel.readfds[1], r) and sel.readfds[2] == r:getfd())
  test.eq(S.pselect({ readfds = { r } }, nil, "usr1").count, 1)
  test.raises("sigmask: 'x'", S.pselect, {}, 0, "x")
  r:close(); w:close()
end)
