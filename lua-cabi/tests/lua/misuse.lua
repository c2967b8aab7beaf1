-- Wrong arguments, and objects put to uses they are not made for: an error each time that says what is wrong.
local test = require "test"
local S = require "syscall"
local t, c = S.t, S.c
local host = host

local thread = coroutine.create(function() end)
local NOWHERE = 2 ^ 22 + 1 -- more than any process number

-- What a kind of argument accepts, and what it refuses. The accepted values let the call itself fail or do no harm.
local kinds = {
  fd = { good = -1, bad = { {}, true, print, thread, "nosuch", 2 ^ 40, 0 / 0, 1.5, t.stat, t.stat(), { getfd = 5 } } },
  dirfd = { good = "fdcwd", bad = { {}, true, print, thread, "nosuch", 2 ^ 40, 1.5 } },
  path = { good = "nosuch/file", bad = { false, {}, true, print, thread, t.buffer(4), "a\0b" } },
  number = { good = 0, bad = { {}, true, print, thread, "x", "5", 0 / 0, 1 / 0, -1 / 0, 2 ^ 70, 0.5, t.stat() } },
  wait = { good = 0, bad = { {}, true, print, thread, "x", "5", 0 / 0, 1 / 0, -1 / 0, 2 ^ 40, t.stat() } },
  pid = { good = NOWHERE, bad = { {}, true, print, thread, "x", 2 ^ 40, 0 / 0, 0.5, -1.5 } },
  size = { good = 4, bad = { {}, true, print, thread, "x", -1, 0 / 0, 1 / 0, 2 ^ 70, 1.5 } },
  input = { good = "text", bad = { {}, true, print, thread, 5, t.buffer } },
  output = { good = t.buffer(64), bad = { {}, true, print, thread, 5, "text", t.buffer } },
  -- Nothing takes it away here: the other argument is wrong each time.
  memory = {
    good = test.ok(S.mmap(nil, 4096, "read, write", "private, anonymous")),
    bad = { {}, true, print, thread, 5, "text", t.buffer(4096), t.buffer, t.stat() },
  },
  value = { good = 1, bad = { {}, print, thread } },
  address = { good = t.sockaddr_in(1, "loopback"), bad = { {}, true, print, thread, 5, "text", t.stat(), t.sockaddr_in } },
  stat = { good = t.stat(), bad = { {}, true, print, thread, 5, "text", t.timespec(), t.stat } },
  time = { good = t.timespec(), bad = { {}, true, print, thread, 5, "text", t.stat(), t.timespec } },
  times = { good = { 0, 0 }, bad = { true, print, thread, "text", t.stat(), { {}, print }, { value = { sec = "x" } } } },
  timer = { good = t.itimerspec(), bad = { {}, true, print, thread, 5, "text", t.stat() } },
  seconds = { good = 0, bad = { true, print, thread, "text", t.stat(), 0 / 0, 1 / 0, { "x" } } },
  pollfds = { good = t.pollfds(1), bad = { true, print, thread, 5, "text", t.stat(), t.epoll_events(1), t.pollfds } },
  events = { good = t.epoll_events(1), bad = { {}, true, print, thread, 5, "text", t.pollfds(1), t.epoll_events(0) } },
  flags = { good = 0, bad = { {}, print, thread, true, "nosuch flag", "rdonly,,append", ("y"):rep(10000), t.stat(), 2 ^ 40, 0.5 } },
  name = { good = 0, bad = { {}, print, thread, true, "nosuch name", t.stat(), 2 ^ 40, 0 / 0, 1.5 } },
  who = { good = NOWHERE, bad = { {}, print, thread, true, "nosuch name", t.stat(), 2 ^ 40, 1.5 } },
}

-- Argument kinds by position; "?" stands behind those that may be left out.
local calls = {
  open = "path flags? flags?", openat = "dirfd? path flags? flags?", creat = "path flags?", close = "fd",
  read = "fd output? size?", write = "fd input size?", pread = "fd output? size? number?", pwrite = "fd input size? number?",
  lseek = "fd number? name?", truncate = "path number", ftruncate = "fd number", fsync = "fd", fdatasync = "fd",
  dup = "fd", dup2 = "fd fd", dup3 = "fd fd flags?", pipe = "flags?", pipe2 = "flags?", fcntl = "fd name",
  stat = "path stat?", lstat = "path stat?", fstat = "fd stat?", fstatat = "dirfd? path stat? flags?",
  access = "path flags?", faccessat = "dirfd? path flags? flags?", chmod = "path flags?", fchmod = "fd flags?",
  fchmodat = "dirfd? path flags? flags?", umask = "flags?", link = "path path", symlink = "path path",
  linkat = "dirfd? path dirfd? path flags?", symlinkat = "path dirfd? path", rename = "path path",
  renameat = "dirfd? path dirfd? path", unlink = "path", unlinkat = "dirfd? path flags?", mkdir = "path flags?",
  mkdirat = "dirfd? path flags?", rmdir = "path", readlink = "path output? size?", readlinkat = "dirfd? path output? size?",
  getcwd = "output? size?", chdir = "path", fchdir = "fd", getdents = "fd output? size?",
  socket = "name flags? name?", socketpair = "name flags? name?", bind = "fd address size?", connect = "fd address size?",
  listen = "fd number?", accept = "fd address?", accept4 = "fd address? size? flags?", getsockname = "fd address?",
  getpeername = "fd address?", shutdown = "fd name", send = "fd input size? flags?",
  sendto = "fd input size? flags? address? size?", recv = "fd output size? flags?", recvfrom = "fd output size? flags? address?",
  setsockopt = "fd name name value", getsockopt = "fd name name", poll = "pollfds wait?",
  epoll_create = "flags?", epoll_ctl = "fd name fd", epoll_wait = "fd events wait?", eventfd = "number? flags?",
  timerfd_create = "name flags?", timerfd_settime = "fd flags? times? timer?", timerfd_gettime = "fd timer?",
  clock_gettime = "name time?", clock_getres = "name time?", nanosleep = "seconds? time?",
  clock_nanosleep = "name flags? seconds? time?", getsid = "pid?", getpgid = "pid?", setpgid = "pid? number?",
  kill = "pid name", waitpid = "who flags? output?", mmap = "output? size flags? flags? fd? number?", munmap = "memory size",
  errno = "number?",
}

-- The arguments of a row as { kind = ..., optional = ... }, with the accepted value of each.
local function parse(row)
  local arguments, good = {}, {}
  for kind, optional in row:gmatch "(%a+)(%??)" do
    arguments[#arguments + 1] = { kind = kind, optional = optional ~= "" }
    good[#good + 1] = kinds[kind].good
  end
  return arguments, good
end

-- In the order of their names, so that every run is the same.
local names = {}
for name in pairs(calls) do names[#names + 1] = name end
table.sort(names)

local unpack = table.unpack or unpack

-- f must raise "bad argument #position to 'name' (parameter: ...)"; some positions are counted by the program's text.
local function refuses(name, f, position, arguments, count)
  local raised, e = pcall(f, unpack(arguments, 1, count))
  local text = ("%s, argument %d = %s"):format(name, position, tostring(arguments[position]))
  if raised then error(text .. ": not refused: " .. tostring(e), 2) end
  if type(e) ~= "string" or not e:find(("bad argument #%d to '%s' ("):format(position, name), 1, true) then
    error(text .. ": " .. tostring(e), 2)
  end
  if not e:find("%([%w_]+[%w_%.%[%]]*: .+%)$") then error(text .. ": does not name the parameter: " .. e, 2) end
  if #e > 400 then error(text .. ": too long a message", 2) end
end

test("every call exists", function()
  for _, name in ipairs(names) do test.eq(type(S[name]), "function", name) end
end)

test("wrong arguments in every position", function()
  local wrong = {}
  for _, name in ipairs(names) do
    local arguments, good = parse(calls[name])
    for position, argument in ipairs(arguments) do
      local function try(value)
        local list = { unpack(good, 1, #good) }
        list[position] = value
        local ok, e = pcall(refuses, name, S[name], position, list, #good)
        if not ok then wrong[#wrong + 1] = e end
      end
      for _, value in ipairs(kinds[argument.kind].bad) do try(value) end
      if not argument.optional then try(nil) end
    end
  end
  if #wrong > 0 then error(#wrong .. " of them:\n" .. table.concat(wrong, "\n"), 0) end
end)

test("no arguments at all", function()
  for _, name in ipairs(names) do
    local arguments = parse(calls[name])
    if not arguments[1].optional then
      test.raises("bad argument #1 to '" .. name .. "' %(.*expected, got no value%)", S[name])
    end
  end
end)

test("closed descriptors and descriptors that never were give BADF", function()
  local closed = test.ok(S.open "/dev/null")
  closed:close()
  -- These look at another argument first.
  local other = { close = true, epoll_ctl = true, getsockopt = true, setsockopt = true, timerfd_settime = true, dup2 = true, dup3 = true, fcntl = true }
  for _, name in ipairs(names) do
    local arguments, good = parse(calls[name])
    if arguments[1].kind == "fd" and not other[name] then
      for _, fd in ipairs { -1, 1000000, closed } do
        good[1] = fd
        local _, e = S[name](unpack(good))
        if not (e and e.BADF) then error(("%s(%s): %s"):format(name, tostring(fd), tostring(e)), 0) end
      end
      good[1] = closed
      test.fails("BADF", closed[name](unpack(good)))
    end
  end
  test.fails("BADF", closed:getsockopt("socket", "type"))
  test.fails("BADF", closed:setsockopt("socket", "reuseaddr", true))
  test.fails("BADF", closed:timerfd_settime(nil, { 0, 1 }))
  test.fails("BADF", closed:dup2(100))
  test.fails("BADF", closed:dup3(100))
  test.fails("BADF", closed:fcntl "getfd")
  test.fails("BADF", closed:epoll_ctl("add", 0, "in"))
  test.fails("BADF", S.openat(closed, "x"))
  test.fails("BADF", S.close(1000000))
  test.eq(closed:close(), true)
end)

test("methods on other objects", function()
  local null = test.ok(S.open "/dev/null")
  for _, name in ipairs { "read", "close", "nogc", "getfd", "seq", "stat" } do
    local method = null[name]
    test.raises("bad argument #1 to '%a+' %(.*fd.*expected, got table%)", method, {})
    test.raises("bad argument #1 to '%a+' %(.*fd.*expected, got stat%)", method, t.stat())
    test.raises("bad argument #1 to '%a+'", method)
  end
  test.raises("no member 'nosuch'", function() return null.nosuch end)
  test.raises("no member 'nosuch'", function() null.nosuch = 1 end)
  null:close()
end)

test("a fraction is no number of a thing", function()
  local pid, fd = S.getpid(), test.ok(S.open "/dev/null")
  test.raises("%(pid: process number expected, got number 0.5%)", S.kill, 0.5, "term")
  test.raises("%(sig: .*got number 0.5%)", S.kill, pid, 0.5)
  test.raises("got number 1.5", S.close, 1.5)
  test.raises("got number 1.9", S.fstat, 1.9)
  test.raises("got number %-0.5", S.waitpid, -0.5)
  test.raises("got NaN", S.fstat, 0 / 0)
  test.raises("got infinity", S.getsid, 1 / 0)
  test.raises("got %-infinity", S.getsid, -1 / 0)
  test.raises("out of range: %-2147483648 to 2147483647", S.getsid, 2 ^ 31)
  test.raises("out of range: 0 to 65535", t.sockaddr_in, 65536)
  for name, value in pairs { setown = pid, setsig = 10, setlease = 0, setpipe_sz = 4096, add_seals = 1, dupfd = 3 } do
    test.raises("bad argument #3 to 'fcntl' %(arg: .*got number", S.fcntl, fd, name, value + 0.5)
  end
  for _, f in ipairs {
    function(x) return t.fd(x) end,
    function(x) fd.filenum = x end,
    function(x) return t.error(x) end,
    function(x) return t.waitstatus(x) end,
    function(x) return t.sockaddr_in(x) end,
    function(x) return t.sockaddr_in6(1, "any", x) end,
    function(x) return t.sockaddr_in6(1, "any", 1, x) end,
    function(x) t.sockaddr_in().port = x end,
    function(x) return t.sockaddr_in { family = x } end,
    function(x) return t.in_addr(x) end,
    function(x) return t.in_addr(1):get_mask_bcast(x) end,
    function(x) return t.device(x, 1) end,
    function(x) t.device().device = x end,
    function(x) return t.pollfds { { fd = x } } end,
    function(x) return t.pollfds { { events = x } } end,
    function(x) return t.epoll_event(x) end,
    function(x) t.epoll_event().fd = x end,
    function(x) t.epoll_event().u32 = x end,
    function(x) return t.buffer(x) end,
    function(x) return t.pollfds(x) end,
    function(x) return t.buffer(4)[x] end,
    function(x) t.buffer(4)[x] = 1 end,
    function(x) return t.buffer(4) + x end,
    function(x) t.timespec().sec = x end,
    function(x) return S.setsockopt(0, "socket", "keepalive", x) end,
    function(x) return S.eventfd(x) end,
    function(x) return S.errno(x) end,
    function(x) return c.O("creat", x) end,
    function(x) return t.uint64(-1) + x end,
  } do
    test.raises("got number 1.5", f, 1.5)
    test.raises("got NaN", f, 0 / 0)
  end
  fd:close()
end)

test("zeros and whole numbers are good in any form", function()
  for _, zero in ipairs { 0.0, -0.0, 0, 3 - 3.0 } do
    test.eq(S.kill(zero, zero), true)
    test.eq(S.getpgid(zero), S.getpgrp())
    test.ok(S.fstat(zero))
    test.eq(t.sockaddr_in(zero).port, 0)
    test.eq(#t.buffer(zero), 0)
  end
  test.eq(S.kill(S.getpid() + 0.0, 0.0), true)
  test.eq(t.buffer(4.0, "abcd")[1.0], 98)
  -- Memory is stored to as C does.
  local bytes = t.int2(1.9, -1.9)
  test.eq(bytes[0], 1)
  test.eq(bytes[1], -1)
end)

test("a wait of a part of a millisecond", function()
  test.eq(S.poll(t.pollfds(0), 0.4), 0)
  -- Not for ever: what is left of a wait may be a little less than nothing.
  test.eq(S.poll(t.pollfds(0), -0.4), 0)
end)

test("zeros in paths", function()
  for _, path in ipairs { "\0", "\0a", "a\0", "/dev/null\0" } do
    test.raises("bad argument #1 to 'open' %(path: .*zero byte", S.open, path)
    test.raises("bad argument #1 to 'stat' %(path: .*zero byte", S.stat, path)
    test.raises("bad argument #2 to 'rename' %(newpath: .*zero byte", S.rename, "a", path)
  end
  test.fails("NOENT", S.open "")
  test.fails("NAMETOOLONG", S.open(("a"):rep(100000)))
end)

test("counts beyond the memory", function()
  local r, w = test.ok(S.pipe())
  local buf = t.buffer(10)
  for _, count in ipairs { 11, 2 ^ 31, 2 ^ 32, 2 ^ 53 } do
    test.raises("bad argument #3 to 'read'", r.read, r, buf, count)
    test.raises("bad argument #3 to 'write'", w.write, w, buf, count)
    test.raises("bad argument #3 to 'write'", w.write, w, "0123456789", count)
    test.raises("bad argument #3 to 'read'", r.read, r, buf + 4, count)
  end
  test.raises("bad argument #3 to 'read'", r.read, r, buf + 4, 7)
  -- Without a buffer no more is read than there is; as large a count as the kernel takes is fine.
  w:write "ab"
  test.eq(r:read(nil, 2 ^ 16), "ab")
  for _, size in ipairs { -1, 0 / 0, 1 / 0, 2 ^ 63, 2 ^ 60, 2 ^ 50 } do
    test.raises("", t.buffer, size)
    test.raises("", t.pollfds, size)
    test.raises("", t.epoll_events, size)
    test.raises("", t.ints, size)
    test.raises("", S.getdents, r, nil, size)
    test.raises("", S.getcwd, nil, size)
  end
  r:close()
  w:close()
end)

test("huge messages are cut", function()
  local name = ("x"):rep(100000)
  for _, f in ipairs {
    function() return S.open("/dev/null", name) end,
    function() return c.O[name:lower()] end,
    function() return t.stat()[name] end,
    function() t.stat()[name] = 1 end,
    function() return t.stat { [name] = 1 } end,
    function() return t.in_addr(name) end,
    function() return t.error(1)[name] end,
  } do
    local ok, e = pcall(f)
    test.eq(ok, false)
    assert(#e < 400, #e)
  end
end)

-- Every metamethod of a value's metatable, called with what it does not expect. It may answer or raise, and must go on.
local function by_hand(object)
  local meta = getmetatable(object)
  local others = { nil, 5, "x", {}, print, thread, t.stat(), t.buffer(3), t.pollfds(1), t.uint64(-1), t.fd(), S.c.O, S.t.stat }
  for event, f in pairs(meta) do
    if type(f) == "function" then
      pcall(f)
      for i = 1, 13 do
        pcall(f, others[i])
        pcall(f, object, others[i])
        pcall(f, others[i], object)
        for j = 1, 13 do
          pcall(f, others[i], others[j], 1)
          pcall(f, object, others[i], others[j])
        end
      end
    end
    assert(type(event) == "string" or event == 1, event)
  end
end

for _, row in ipairs {
  { "structures", function() return t.stat() end }, { "errors", function() return t.error(2) end },
  { "descriptors", function() return t.fd() end }, { "buffers", function() return t.buffer(8) end },
  { "views", function() return t.buffer(8) + 2 end }, { "nested views", function() return t.itimerspec().value end },
  { "arrays", function() return t.int2() end }, { "containers", function() return t.pollfds(2) end },
  { "64-bit numbers", function() return t.uint64(-1) end }, { "times", function() return t.timespec(1) end },
  { "addresses", function() return t.sockaddr_storage { family = "inet" } end },
  { "types", function() return t.stat end }, { "constants", function() return c.O end },
  { "memos", function() return getmetatable(c.O).__index end }, { "the table of constants", function() return c end },
  { "the table of types", function() return t end }, { "the module", function() return S end },
} do
  test("metamethods by hand: " .. row[1], function()
    by_hand(row[2]())
    test.collect()
  end)
end

-- Those that make members on first use, with names that exist.
test("metamethods by hand: tables that fill themselves", function()
  for _, row in ipairs { { S, "open", "c", "stdin", "util" }, { c, "O", "PATH_MAX", "errornames" }, { t, "stat", "buffer" } } do
    local index = getmetatable(row[1]).__index
    for i = 2, #row do
      local own = {}
      pcall(index, own, row[i])
      for _, other in ipairs { false, 5, "x", print, thread, t.stat(), t.buffer(3), t.pollfds(1), t.stat } do
        pcall(index, other, row[i])
      end
      pcall(index, nil, row[i])
      pcall(index)
      assert(row[1][row[i]] ~= nil)
    end
  end
end)

test("a descriptor is closed once, however it is collected", function()
  local a = test.ok(S.open "/dev/null")
  local number = a:getfd()
  local gc = getmetatable(a).__gc
  gc(a)
  test.eq(a:getfd(), -1)
  local b = test.ok(S.open "/dev/null")
  test.eq(b:getfd(), number)
  gc(a)
  a = nil
  test.collect()
  test.ok(b:stat())
  b:close()
end)

test("containers with other contents", function()
  local function use(fds)
    pcall(S.poll, fds, 0)
    pcall(function() return #fds end)
    pcall(function() for i, p in ipairs(fds) do tostring(i, p) end end)
  end
  for _, value in ipairs { 5, "x", {}, t.stat(), t.buffer(1), t.epoll_events(1), t.pollfds, thread } do
    local fds = t.pollfds(2)
    fds.pfd = value -- what programs see; the calls have their own way to the memory
    use(fds)
    test.eq(S.poll(fds, 0), 0)
    rawset(fds, 0, value)
    use(fds)
    test.raises("bad argument #1 to 'poll'", S.poll, fds, 0)
    fds = t.pollfds(2)
    fds[1] = value
    fds.count = value
    use(fds)
  end
  local fds = t.pollfds(2)
  fds.pfd = nil
  rawset(fds, 0, nil)
  test.raises("bad argument #1 to 'poll'", S.poll, fds, 0)
  fds = t.pollfds(2)
  fds.pfd = fds -- contains itself
  rawset(fds, 0, fds)
  use(fds)
  fds = setmetatable({}, getmetatable(t.pollfds(1)))
  use(fds)
  test.raises("bad argument #1 to 'poll'", S.poll, fds, 0)
  local events = t.epoll_events(1)
  setmetatable(events, getmetatable(fds))
  use(events)
  test.raises("bad argument #1 to 'poll'", S.poll, events, 0)
end)

test("iterators by hand", function()
  local epoll = test.ok(S.epoll_create())
  local events = t.epoll_events(2)
  local step, array, count = test.ok(epoll:epoll_wait(events, 0))
  test.eq(count, 0)
  for _, state in ipairs { 5, "x", {}, t.stat(), t.pollfds(1) } do
    for _, index in ipairs { -1, 0, 1, 5, 2 ^ 40, 0 / 0, "x", {} } do pcall(step, state, index) end
  end
  for _, index in ipairs { -1, 0, 1, 2, 3, 5, 2 ^ 40, 0 / 0, "x", {} } do pcall(step, array, index) end
  pcall(step)
  epoll:close()
  local dir = test.ok(S.open(".", "directory"))
  local next_entry = test.ok(dir:getdents())
  dir:close()
  for _ = 1, 5 do next_entry({}, 5, nil) end
  test.eq(next_entry(), nil)
end)

test("objects in coroutines", function()
  local fd = test.ok(S.open "/dev/zero")
  local buf = t.buffer(4, "abcd")
  local co = coroutine.wrap(function(view)
    coroutine.yield(fd:read(view, 1))
    coroutine.yield(S.open "nosuch")
    for name in test.ok(S.util.ls "/") do coroutine.yield(name) end
    coroutine.yield(view[1], tostring(c.O.append), t.stat())
    error(t.error(2))
  end)
  test.eq(co(buf + 1), 1)
  test.fails("NOENT", co())
  local entries, value = 0, co()
  while type(value) == "string" do entries, value = entries + 1, co() end
  assert(entries > 2, entries)
  test.eq(value, ("c"):byte())
  test.eq(buf[1], 0)
  local ok, e = pcall(co)
  test.eq(ok, false)
  test.eq(e.NOENT, true)
  -- One that is never ended.
  local left = coroutine.create(function() local own = S.open "/dev/null"; coroutine.yield(own:getfd()) end)
  local _, number = coroutine.resume(left)
  test.eq(type(number), "number")
  left = nil
  test.collect()
  test.fails("BADF", S.fstat(number))
  fd:close()
end)

test("errors of a program's own methods", function()
  test.raises("mine", S.fstat, { getfd = function() error "mine" end })
  test.raises("bad argument #1 to 'fstat'", S.fstat, { getfd = function() return "x" end })
  test.eq((pcall(S.fstat, setmetatable({}, { __index = function() error(nil) end }))), false)
  -- Except that memory ran out: that has to reach whoever can do something about it.
  local text = ("x"):rep(500)
  local ok, e = pcall(S.fstat, { getfd = function()
    host.failat(1, true)
    return text .. text
  end })
  host.failat(0)
  test.eq(ok, false)
  assert(tostring(e):find("not enough memory", 1, true), tostring(e))
  test.ok(S.fstat { getfd = function() return 0 end })
  test.ok(S.fstat(setmetatable({}, { __index = { getfd = function() return 0 end } })))
end)

test("methods getfd that call each other without end", function()
  local object = {}
  object.getfd = function() return S.dup(object) end
  test.raises("bad argument #1 to 'dup'", S.dup, object)
end)
