-- inotify: watches and the decoding of their events.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function touch(name) test.ok(S.creat(name, "0600")):close() end

-- The bytes of an event, in the machine's own form.
local function event(wd, mask, cookie, len, name)
  local head = t.inotify_event()
  head.wd, head.mask, head.cookie, head.len = wd, mask, cookie, len
  local fd = test.ok(S.memfd_create("event", 0))
  fd:write(head, 16)
  local bytes = fd:pread(nil, 16, 0)
  fd:close()
  return bytes .. (name or "")
end

test("events", function()
  test.ok(S.mkdir("watched", "0700"))
  local fd = test.ok(S.inotify_init "cloexec, nonblock")
  test.fails("AGAIN", fd:inotify_read())
  local wd = test.integer(test.ok(fd:inotify_add_watch("watched", "create, delete, move")))
  touch "watched/a"
  local events = test.ok(fd:inotify_read())
  test.eq(#events, 1)
  local ev = events[1]
  test.eq(ev.wd, wd)
  test.eq(ev.mask, c.IN.CREATE)
  test.eq(ev.cookie, 0)
  test.eq(ev.name, "a")
  assert(ev.create and ev.CREATE and ev.Create and not ev.delete and not ev.isdir)
  test.ok(S.mkdir("watched/d", "0700"))
  test.ok(S.rename("watched/a", "watched/" .. ("b"):rep(100)))
  test.ok(S.unlink("watched/" .. ("b"):rep(100)))
  events = test.ok(S.inotify_read(fd))
  test.eq(#events, 4)
  assert(events[1].isdir and events[1].create)
  test.eq(events[1].name, "d")
  assert(events[2].moved_from and events[2].move and events[3].moved_to)
  test.eq(events[2].cookie, events[3].cookie)
  assert(events[2].cookie ~= 0)
  test.eq(events[3].name, ("b"):rep(100))
  assert(events[4].delete)
  local n = 0
  for i, one in ipairs(events) do
    n = n + 1
    test.eq(i, n)
  end
  test.eq(n, 4)
  -- They stay as they are when more is read, and as long as anybody has one.
  local kept = events[4]
  events, ev = nil, nil
  touch "watched/c"
  test.ok(fd:inotify_read())
  test.collect()
  test.eq(kept.name, ("b"):rep(100))
  test.raises("no member 'bogus'", function() return kept.bogus end)
  test.raises("longer than the array", function() kept.name = "x" end)
  test.eq(fd:inotify_rm_watch(wd), true)
  events = test.ok(fd:inotify_read())
  assert(events[1].ignored)
  test.eq(events[1].name, nil)
  test.fails("INVAL", fd:inotify_rm_watch(wd))
  fd:close()
  test.fails("BADF", fd:inotify_read())
  test.fails("BADF", fd:inotify_add_watch(".", "create"))
end)

test("buffers", function()
  test.ok(S.mkdir("other", "0700"))
  local fd = test.ok(S.inotify_init "nonblock")
  test.ok(fd:inotify_add_watch("other", "create"))
  touch "other/a"
  test.fails("INVAL", fd:inotify_read(nil, 8))
  test.fails("INVAL", fd:inotify_read(t.buffer(20)))
  local buf = t.buffer(500)
  local events = test.ok(fd:inotify_read(buf))
  test.eq(#events, 1)
  local again = t.inotify_events(buf, #events[1])
  test.eq(#again, 1)
  test.eq(again[1].name, "a")
  -- Two events, and room for one.
  touch "other/b"
  touch "other/c"
  test.eq(#test.ok(fd:inotify_read(nil, 40)), 1)
  test.eq(#test.ok(fd:inotify_read(buf, 40)), 1)
  test.fails("AGAIN", fd:inotify_read())
  fd:close()
  test.fails("NOENT", S.inotify_add_watch(test.ok(S.inotify_init()), "absent", "create"))
  test.collect()
  test.raises("bad argument #2 to 'inotify_read' %(buf: buffer expected", S.inotify_read, 0, {})
  test.raises("bad argument #3 to 'inotify_read' %(len: number", S.inotify_read, 0, nil, -1)
  test.raises("too many elements", S.inotify_read, 0, nil, 2 ^ 40)
  test.raises("bad argument #3 to 'inotify_add_watch'", S.inotify_add_watch, 0, ".", "bogus")
  test.raises("bad argument #2 to 'inotify_rm_watch' %(wd: watch number expected", S.inotify_rm_watch, 0, "x")
  test.raises("bad argument #1 to 'inotify_init'", S.inotify_init, "bogus")
end)

test("decoding", function()
  local one = event(3, c.IN.DELETE, 7, 0)
  local named = event(4, c.IN.CREATE, 0, 16, "name" .. ("\0"):rep(12))
  local events = t.inotify_events(one .. named .. one)
  test.eq(#events, 3)
  test.eq(events[1].cookie, 7)
  test.eq(events[1].name, nil)
  test.eq(events[2].name, "name")
  test.eq(#events[2], 32)
  test.eq(events[3].wd, 3)
  test.same({ #t.inotify_events "", #t.inotify_events(one, 0), #t.inotify_events(t.buffer(0)) }, { 0, 0, 0 })
  test.eq(#t.inotify_events(t.buffer(16)), 1)
  -- Cut anywhere, what is whole is there.
  local all = one .. named
  for len = 0, #all do
    local whole = len >= 48 and 2 or len >= 16 and 1 or 0
    test.eq(#t.inotify_events(all, len), whole)
    test.eq(#t.inotify_events(all:sub(1, len)), whole)
  end
  -- Lengths that cannot be, and a name without an end.
  for _, len in ipairs { 17, 2 ^ 31, 2 ^ 32 - 1, 2 ^ 32 - 16 } do
    test.eq(#t.inotify_events(one .. event(1, 2, 3, len, ("x\0"):rep(8))), 1)
  end
  test.eq(#t.inotify_events(one .. event(1, 2, 3, 16, ("x"):rep(16)) .. one), 1)
  -- Longer than names are.
  test.eq(#t.inotify_events(event(1, 2, 3, 4096, ("x"):rep(4095) .. "\0"))[1].name <= 4095, true)
  -- A copy: what happens to the buffer does not show.
  local buf = t.buffer(#all, all)
  events = t.inotify_events(buf)
  for i = 0, #all - 1 do buf[i] = 255 end
  test.eq(events[2].name, "name")
  test.raises("bad argument #1 to 'inotify_events'.*string or buffer expected", t.inotify_events, {})
  test.raises("bad argument #1 to 'inotify_events'.*string or buffer expected", t.inotify_events)
  test.raises("bad argument #2 to 'inotify_events'.*larger than the buffer", t.inotify_events, one, 17)
  test.raises("bad argument #2 to 'inotify_events'", t.inotify_events, one, "x")
end)

test("running out of memory", function()
  local bytes = event(4, c.IN.CREATE, 0, 16, "name" .. ("\0"):rep(12))
  test.oom(function() return t.inotify_events(bytes .. bytes)[2].name end)
  local fd = test.ok(S.inotify_init "nonblock")
  test.oom(function() return fd:inotify_read() end)
  fd:close()
end)
