-- Asynchronous input and output: the memory of an operation stays until its event was taken.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

do
  local ctx, err = S.io_setup(1)
  if not ctx then test.skip("no asynchronous operations: " .. tostring(err)) end
  assert(S.io_destroy(ctx))
end

local function context(n) return test.ok(S.io_setup(n or 8)) end

-- A file with that text; it has no name.
local function file(text)
  local fd = test.ok(S.open(test.path "f", "creat, trunc, rdwr", "0600"))
  if text then fd:write(text) end
  S.unlink(test.path "f")
  return fd
end

-- The events that come, by their data.
local function take(ctx, n)
  local events = t.io_events(n)
  local got = {}
  for i, event in S.io_getevents(ctx, n, events) do
    got[tonumber(event.data)] = event
    assert(rawequal(events[i + 1], event))
  end
  return got
end

test("events with a mask of signals", function()
  local ctx, fd = context(), file "hello"
  local events = t.io_events(2)
  test.eq(select(3, S.io_pgetevents(ctx, 0, events, 0, "usr1")), 0)
  local buffer = t.buffer(5)
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 7, fildes = fd, buf = buffer, nbytes = 5 } }), 1)
  local count = 0
  for _, event in S.io_pgetevents(ctx, 1, events, 5, t.sigset "usr1, usr2") do
    count = count + 1
    test.eq(tonumber(event.data), 7)
  end
  test.eq(count, 1)
  test.eq(buffer:string(), "hello")
  -- The mask was the call's alone.
  assert(not test.ok(S.sigprocmask()).usr1)
  test.eq(select(3, S.io_pgetevents(ctx, 0, events, 0)), 0)
  test.fails("INVAL", S.io_pgetevents(5, 1, events))
  test.raises("bad argument #5 to 'io_pgetevents' %(sigmask", S.io_pgetevents, ctx, 1, events, 0, "bogus")
  S.io_destroy(ctx)
  fd:close()
end)

test("reading, writing and their events", function()
  local ctx, fd = context(), file "hello, world"
  local buffer = t.buffer(5)
  local list = t.iocb_array {
    { opcode = "pread", data = 42, fildes = fd, buf = buffer, nbytes = 5, offset = 7 },
    t.iocb { opcode = "pwrite", data = 43, fildes = fd, buf = "text", offset = 100 },
  }
  test.eq(list.nr, 2)
  test.eq(#list.iocbs, 2)
  assert(rawequal(list.ptrs[0], list.iocbs[1]))
  test.eq(S.io_submit(ctx, list), 2)
  local got = take(ctx, 2)
  test.eq(got[42].res, 5)
  test.eq(got[42].error, nil)
  test.eq(got[43].res, 4)
  test.eq(buffer:string(), "world")
  test.eq(fd:pread(nil, 4, 100), "text")
  assert(got[42].obj ~= got[43].obj)
  -- A plain table, all of the buffer, and an error in the event.
  local r, w = test.ok(S.pipe())
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 1, fildes = fd, buf = buffer } }), 1)
  test.eq(take(ctx, 1)[1].res, 5)
  test.eq(buffer:string(), "hello")
  test.eq(S.io_submit(ctx, { { opcode = "fsync", data = 2, fildes = fd }, { opcode = "fdsync", data = 3, fildes = fd } }), 2)
  got = take(ctx, 2)
  test.eq(got[2].res + got[3].res, 0)
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 4, fildes = fd, buf = t.buffer(0) } }), 1)
  test.eq(take(ctx, 1)[4].res, 0)
  -- Pieces.
  local pieces = t.iovecs { 3, 4 }
  test.eq(S.io_submit(ctx, { { opcode = "preadv", data = 5, fildes = fd, buf = pieces } }), 1)
  test.eq(take(ctx, 1)[5].res, 7)
  test.eq(tostring(pieces), "hello, ")
  test.eq(S.io_submit(ctx, { { opcode = "pwritev", data = 6, fildes = fd, buf = t.iovecs { "ab", "cd" }, offset = 1 } }), 1)
  test.eq(take(ctx, 1)[6].res, 4)
  test.eq(fd:pread(nil, 6, 0), "habcd,")
  -- An eventfd tells of it.
  local event = test.ok(S.eventfd())
  local one = t.iocb { opcode = "pread", data = 7, fildes = fd, buf = buffer, resfd = event }
  test.eq(one.flags, c.IOCB_FLAG.RESFD)
  test.eq(S.io_submit(ctx, { one }), 1)
  test.eq(#event:read(nil, 8), 8)
  test.eq(take(ctx, 1)[7].res, 5)
  test.eq(select(3, S.io_getevents(ctx, 0, t.io_events(3), 0)), 0)
  test.eq(select(3, S.io_getevents(ctx, nil, t.io_events(3), 0.001)), 0)
  test.eq(S.io_destroy(ctx), true)
  for _, each in ipairs { fd, r, w, event } do each:close() end
end)

test("what requests are", function()
  local fd = file()
  local buffer = t.buffer(10)
  local one = t.iocb { aio_lio_opcode = "pwrite", aio_data = 5, aio_fildes = fd, aio_buf = buffer, aio_nbytes = 3, aio_offset = 4, aio_reqprio = 1 }
  test.eq(one.opcode, c.IOCB_CMD.PWRITE)
  test.eq(one.aio_lio_opcode, c.IOCB_CMD.PWRITE)
  test.eq(one.data, 5)
  assert(rawequal(one.fildes, fd))
  test.eq(one.aio_fildes, fd:getfd())
  assert(rawequal(one.buf, buffer))
  test.eq(one.nbytes, 3)
  test.eq(one.offset, 4)
  test.eq(one.reqprio, 1)
  test.eq(one.flags, 0)
  test.eq(one.aio_key, 0)
  test.eq(one.resfd, 0)
  one.buf = nil
  test.eq(one.buf, nil)
  one.flags = "resfd"
  test.eq(one.flags, c.IOCB_FLAG.RESFD)
  one.aio_rw_flags = "dsync"
  test.eq(one.aio_rw_flags, c.RWF.DSYNC)
  test.eq(t.iocb().opcode, 0)
  assert(rawequal(t.iocb(one), one))
  local list = t.iocbs(2, { one, { data = 9 } })
  assert(rawequal(list[0], one))
  test.eq(list[1].data, 9)
  test.eq(t.iocbs(2)[1].data, 0)
  assert(rawequal(t.iocb_ptrs(1, { one })[0], one))
  test.eq(t.iocb_array({}).nr, 0)
  test.eq(tonumber(t.aio_context(5)), nil or tonumber(t.aio_context(5)))
  test.eq(t.aio_context1(7)[0], 7)
  test.eq(tostring(t.aio_context(7)), "7")
  test.eq(#t.io_events(3), 3)
  test.eq(t.io_events(3).count, 3)
  local event = t.io_event { data = 1, res = -2 }
  test.eq(event.error.NOENT, true)
  test.raises("no member 'bogus' in iocb", t.iocb, { bogus = 1 })
  test.raises("opcode: invalid name 'bogus'", t.iocb, { opcode = "bogus" })
  test.raises("buf: buffer, string, iovecs or POLL flags expected", t.iocb, { buf = {} })
  test.raises("fildes: fd expected", t.iocb, { fildes = "x" })
  test.raises("nil expected", t.iocb, { aio_key = 5 })
  test.raises("%[2%]: table expected", t.iocb_array, { {}, 5 })
  test.raises("table expected", t.iocb_array, 5)
  test.raises("number of elements", t.iocbs, "x")
  fd:close()
end)

test("misuse", function()
  local ctx, fd = context(), file "abc"
  local events = t.io_events(2)
  test.fails("INVAL", S.io_destroy(5))
  test.fails("INVAL", S.io_submit(5, {}))
  test.fails("INVAL", S.io_getevents(5, 1, events))
  test.fails("INVAL", S.io_cancel(5, t.iocb()))
  test.fails("INVAL", S.io_setup(0))
  test.fails("INVAL", S.io_getevents(ctx, 3, events, 0))
  test.fails("INVAL", S.io_cancel(ctx, t.iocb()))
  test.eq(S.io_submit(ctx, {}), 0)
  test.fails("BADF", S.io_submit(ctx, { { opcode = "pread", buf = t.buffer(1), fildes = 12345 } }))
  test.fails("INVAL", S.io_submit(ctx, { { opcode = 99, fildes = fd } }))
  -- Those before the wrong one are begun.
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 1, buf = t.buffer(1), fildes = fd }, { opcode = 99, fildes = fd } }), 1)
  test.eq(take(ctx, 1)[1].res, 1)
  test.raises("%[1%]: nbytes is more than the memory has", S.io_submit, ctx, { { opcode = "pread", fildes = fd, buf = t.buffer(1), nbytes = 2 } })
  test.raises("%[2%]: buffer as the memory", S.io_submit, ctx, {
    { opcode = "pread", fildes = fd, buf = t.buffer(1) }, { opcode = "pread", fildes = fd },
  })
  test.raises("buf: iovecs expected", S.io_submit, ctx, { { opcode = "preadv", fildes = fd, buf = t.buffer(1) } })
  test.raises("only be read", S.io_submit, ctx, { { opcode = "pread", fildes = fd, buf = t.sighandler() } })
  test.raises("%[1%]: table expected", S.io_submit, ctx, { 5 })
  test.raises("iocb_array or table expected", S.io_submit, ctx, 5)
  test.raises("iocb_array or table expected", S.io_submit, ctx, t.iocb())
  test.raises("io_events expected", S.io_getevents, ctx, 1, {})
  test.raises("iocb expected", S.io_cancel, ctx, {})
  test.raises("io_event expected", S.io_cancel, ctx, t.iocb(), {})
  test.raises("context number", S.io_destroy, {})
  test.raises("number of events", S.io_setup, "x")
  -- Nothing of that is under way.
  test.eq(select(3, S.io_getevents(ctx, 0, events, 0)), 0)
  test.ok(S.io_destroy(ctx))
  test.fails("INVAL", S.io_destroy(ctx))
  fd:close()
end)

-- An operation that does not end by itself: to wait for a pipe.
local function waiting(ctx, data, more)
  local r, w = test.ok(S.pipe())
  local one = t.iocb { opcode = "poll", data = data, fildes = r, buf = c.POLL.IN }
  for k, v in pairs(more or {}) do one[k] = v end
  local submitted, err = S.io_submit(ctx, { one })
  if not submitted and err.INVAL then
    r:close()
    w:close()
    S.io_destroy(ctx)
    test.skip "no IOCB_CMD_POLL"
  end
  test.eq(submitted, 1)
  return r, w, one
end

test("cancelling", function()
  local ctx = context()
  local r, w, one = waiting(ctx, 1)
  local event = t.io_event()
  local done, err = S.io_cancel(ctx, one, event)
  if done then
    assert(rawequal(done, event))
    test.eq(event.data, 1)
  else
    assert(err.INPROGRESS, tostring(err))
    assert(take(ctx, 1)[1])
  end
  test.fails("INVAL", S.io_cancel(ctx, one))
  test.eq(select(3, S.io_getevents(ctx, 0, t.io_events(1), 0)), 0)
  r:close()
  w:close()
  r, w, one = waiting(ctx, 2)
  w:write "x"
  local events = t.io_events(1)
  test.eq(select(3, S.io_getevents(ctx, 1, events)), 1)
  test.eq(events[1].res % 2, c.POLL.IN)
  -- A context that is destroyed with an operation under way.
  r:read()
  local r2, w2 = waiting(ctx, 3)
  test.eq(S.io_destroy(ctx), true)
  for _, each in ipairs { r, w, r2, w2 } do each:close() end
end)

-- Something asynchronous with memory: a file read without the cache, where the file system can do that.
local function direct()
  local fd, err = S.open(test.path "direct", "creat, rdwr, direct", "0600")
  S.unlink(test.path "direct")
  if not fd then test.skip("no direct files: " .. tostring(err)) end
  fd:ftruncate(2 ^ 20)
  return fd
end

test("memory stays until the event was taken", function()
  local ctx = context(64)
  local fd = direct()
  local size = S.getpagesize()
  local alive = setmetatable({}, { __mode = "k" })
  local n = 0
  local function begin()
    local memory = t.buffer(2 * size)
    alive[memory] = true
    n = n + 1
    return S.io_submit(ctx, { { opcode = "pwrite", data = n, fildes = fd, buf = "x", nbytes = 1 },
      { opcode = "pread", data = n, fildes = fd, buf = memory, nbytes = 1, offset = 1 } })
  end
  -- Direct files refuse what is not aligned; either way it ends, and the memory goes then.
  local done, err = begin()
  if not done then assert(err.INVAL, tostring(err)) end
  test.collect()
  local function count()
    local k = 0
    for _ in pairs(alive) do k = k + 1 end
    return k
  end
  if done then
    assert(count() >= (done == 2 and 1 or 0))
    take(ctx, done)
  end
  test.collect()
  test.eq(count(), 0)
  -- What is not the kernel's goes at once, what is stays though nobody has it.
  local plain = file(("x"):rep(100))
  local memory = t.buffer(100)
  alive[memory] = true
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 1, fildes = plain, buf = memory } }), 1)
  memory = nil
  test.collect()
  test.eq(count(), 1)
  local pieces = t.iovecs { 10, 10 }
  alive[pieces[1]] = true
  test.eq(S.io_submit(ctx, { { opcode = "preadv", data = 2, fildes = plain, buf = pieces } }), 1)
  pieces[1] = t.buffer(1)
  pieces = nil
  test.collect()
  test.eq(count(), 2)
  take(ctx, 2)
  test.collect()
  test.eq(count(), 0)
  -- And a context that is destroyed lets go of all.
  memory = t.buffer(100)
  alive[memory] = true
  test.eq(S.io_submit(ctx, { { opcode = "pread", fildes = plain, buf = memory } }), 1)
  memory = nil
  test.collect()
  test.eq(count(), 1)
  test.ok(S.io_destroy(ctx))
  test.collect()
  test.eq(count(), 0)
  fd:close()
  plain:close()
end)

test("a mapping in use is not unmapped", function()
  local ctx, fd = context(), file(("y"):rep(100))
  local size = S.getpagesize()
  local map = test.ok(S.mmap(nil, 2 * size, "read, write", "private, anonymous"))
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 1, fildes = fd, buf = map + 10, nbytes = 50 } }), 1)
  test.fails("BUSY", S.munmap(map, 2 * size))
  test.fails("BUSY", S.munmap(map + size, size))
  test.fails("BUSY", map:close())
  test.fails("BUSY", S.mremap(map, 2 * size, size, "maymove"))
  test.fails("BUSY", S.mmap(map, 2 * size, "read", "private, anonymous, fixed"))
  -- The collector leaves it alone too.
  map:gc()
  local view = map + 10
  map = nil
  test.collect()
  test.eq(take(ctx, 1)[1].res, 50)
  test.eq(view[0], ("y"):byte())
  view = nil
  test.collect()
  test.ok(S.io_destroy(ctx))
  map = test.ok(S.mmap(nil, size, "read, write", "private, anonymous"))
  ctx = context()
  test.eq(S.io_submit(ctx, { { opcode = "pread", data = 1, fildes = fd, buf = map } }), 1)
  test.ok(S.io_destroy(ctx))
  test.eq(map:close(), true)
  fd:close()
end)

test("what comes with one operation does not describe the next", function()
  local ctx, fd = context(), file(("\255"):rep(200))
  local target = t.iovecs { 8 }
  -- The array that describes the pieces of the second, as memory of the first.
  assert(not pcall(t.iovecs, { target.iov }))
  test.eq(S.io_submit(ctx, {
    { opcode = "pread", data = 1, fildes = fd, buf = target.iov },
    { opcode = "preadv", data = 2, fildes = fd, buf = target },
  }), 2)
  local got = take(ctx, 2)
  test.eq(got[2].res, 8)
  test.ok(S.io_destroy(ctx))
  fd:close()
end)

test("at the end of a state", function()
  local state = host.state [[
    local S = require "syscall"
    local t = S.t
    local ctx = assert(S.io_setup(8))
    local fd = assert(S.open("/proc/self/exe", "rdonly"))
    local map = assert(S.mmap(nil, 4096, "read, write", "private, anonymous")):gc()
    for i = 1, 4 do
      assert(S.io_submit(ctx, { { opcode = "pread", fildes = fd, buf = t.buffer(4096) } }) == 1)
    end
    assert(S.io_submit(ctx, { { opcode = "pread", fildes = fd, buf = map } }) == 1)
    S.io_setup(1)
    return 1
  ]]
  test.eq(state:run(), 1)
  state:close()
end)

test("in a child there is no such context", function()
  local ctx, fd = context(), file "abc"
  test.eq(S.io_submit(ctx, { { opcode = "pread", fildes = fd, buf = t.buffer(3), data = 1 } }), 1)
  test.child(function()
    test.fails("INVAL", S.io_submit(ctx, { { opcode = "pread", fildes = fd, buf = t.buffer(3) } }))
    test.fails("INVAL", S.io_getevents(ctx, 0, t.io_events(1)))
    test.fails("INVAL", S.io_destroy(ctx))
  end)
  test.eq(take(ctx, 1)[1].res, 3)
  test.ok(S.io_destroy(ctx))
  fd:close()
end)

test("memory runs out", function()
  local fd = file "abc"
  test.oom(function()
    local ctx = S.io_setup(4)
    S.io_submit(ctx, { { opcode = "pread", fildes = fd, buf = t.buffer(3) }, { opcode = "preadv", fildes = fd, buf = t.iovecs { 1 } } })
    S.io_getevents(ctx, 1, t.io_events(2))
    S.io_destroy(ctx)
  end)
  fd:close()
end)
