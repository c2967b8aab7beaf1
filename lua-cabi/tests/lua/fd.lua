-- Descriptor objects: what makes them, what they own, and when they let go.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function null() return test.ok(S.open("/dev/null", "rdwr")) end

test("numbers", function()
  local fd = null()
  local number = test.integer(fd:getfd())
  assert(number > 2)
  test.eq(fd.filenum, number)
  test.eq(fd.fileno, number)
  test.raises("", function() fd.fileno = 5 end)
  -- The lowest free ones, since the module keeps none open for itself.
  local a, b = null(), null()
  test.eq(a:getfd(), number + 1)
  test.eq(b:getfd(), number + 2)
  a:close()
  a = null()
  test.eq(a:getfd(), number + 1)
  test.eq(tostring(fd):match "%d+", tostring(number))
  for _, one in ipairs { fd, a, b } do one:close() end
  assert(tostring(fd) ~= tostring(number))
end)

test("construction", function()
  test.eq(t.fd().filenum, -1)
  test.eq(t.fd(nil).filenum, -1)
  local fd = null()
  assert(rawequal(t.fd(fd), fd), "not the same object")
  local copy = test.ok(fd:dup()):nogc()
  local owner = t.fd(copy.filenum)
  test.eq(owner:getfd(), copy:getfd())
  test.eq(owner:close(), true)
  test.fails("BADF", S.fstat(copy.filenum))
  test.raises("bad argument #1 to 'fd'", t.fd, {})
  test.raises("bad argument #1 to 'fd'", t.fd, "x")
  test.raises("bad argument #1 to 'fd'", t.fd, 2 ^ 40)
  fd:close()
end)

test("the number can be taken away", function()
  local fd = null()
  local number = fd.filenum
  fd.filenum = -1
  test.eq(fd:close(), true)
  test.ok(S.fstat(number))
  fd.filenum = number
  test.eq(fd:close(), true)
  test.fails("BADF", S.fstat(number))
end)

test("closing twice", function()
  local a = null()
  local number = a:getfd()
  test.eq(a:close(), true)
  test.eq(a.filenum, -1)
  local b = null()
  test.eq(b:getfd(), number)
  test.eq(a:close(), true)
  test.eq(S.close(a), true)
  test.ok(b:stat())
  test.eq(S.close(b), true)
  test.eq(b.filenum, -1)
  test.fails("BADF", S.close(number))
  test.fails("BADF", a:stat())
end)

test("closing when the kernel knows better", function()
  local a = t.fd(999)
  test.fails("BADF", a:close())
  test.eq(a.filenum, -1)
  test.eq(a:close(), true)
end)

test("closing by number takes it from its owner", function()
  local a = null()
  local number = a:getfd()
  test.eq(S.close(number), true)
  test.eq(a.filenum, -1)
  -- The number is somebody else's now, to whom the object does nothing.
  local file = assert(io.open "/dev/null")
  test.ok(S.fstat(number))
  test.eq(a:close(), true)
  a = nil
  test.collect()
  test.ok(S.fstat(number))
  file:close()
  -- By whatever stands for the number.
  for _, form in ipairs { function(fd) return { getfd = function() return fd:getfd() end } end, function(fd) return t.int(fd:getfd()) end } do
    local b = null()
    test.eq(S.close(form(b)), true)
    test.eq(b.filenum, -1)
  end
end)

test("collection closes", function()
  local fd = null()
  local number = fd:getfd()
  test.ok(S.fstat(number))
  fd = nil
  test.collect()
  test.fails("BADF", S.fstat(number))
  -- At an exhausted limit of collection: many, in a loop that keeps none.
  for _ = 1, 3000 do
    local one, err = S.open "/dev/null"
    if not one then
      assert(err.MFILE, tostring(err))
      test.collect()
    end
  end
end)

test("nogc", function()
  local fd = null()
  local number = fd:getfd()
  assert(rawequal(fd:nogc(), fd))
  fd = nil
  test.collect()
  test.ok(S.fstat(number))
  fd = t.fd(number):nogc()
  test.eq(fd:close(), true)
  test.fails("BADF", S.fstat(number))
end)

test("collection leaves what was closed alone", function()
  local a = null()
  local number = a:getfd()
  a:close()
  local b = null()
  test.eq(b:getfd(), number)
  a = nil
  test.collect()
  test.ok(b:stat())
  b:close()
end)

test("dup", function()
  local a = test.ok(S.open("file", "creat, rdwr, trunc", "0600"))
  local b = test.ok(a:dup())
  assert(b:getfd() ~= a:getfd())
  a:write "abc"
  test.eq(b:lseek(0, "cur"), 3)
  a:close()
  test.eq(b:write "d", 1)
  local d = test.ok(S.dup(b))
  b:close()
  test.eq(d:pread(nil, 10, 0), "abcd")
  d:close()
end)

test("dup2 and dup3", function()
  local a = null()
  local b = test.ok(a:dup2(60))
  test.eq(b:getfd(), 60)
  local zero = test.ok(S.open "/dev/zero")
  test.fails("INVAL", a:dup3(a:getfd()))
  test.fails("INVAL", a:dup3(a))
  assert(a:getfd() > 2)
  local d = test.ok(a:dup3(101, "cloexec"))
  test.eq(d:getfd(), 101)
  test.eq(d:fcntl "getfd", c.FD.CLOEXEC)
  local e = test.ok(a:dup3(102))
  test.eq(e:fcntl "getfd", 0)
  local f = test.ok(a:dup3(103, c.O.CLOEXEC))
  test.fails("INVAL", a:dup3(104, "append"))
  test.fails("BADF", a:dup2(-1))
  test.fails("BADF", S.dup2(99, 98))
  for _, one in ipairs { a, b, zero, d, e, f } do one:close() end
end)

-- Two live objects never own one number: what is left of the former owner is a closed object.
test("dup2 onto an object", function()
  local a, zero = null(), test.ok(S.open "/dev/zero")
  local b = test.ok(a:dup2(60))
  for _, call in ipairs { zero.dup2, zero.dup3, S.dup2, S.dup3 } do
    assert(rawequal(test.ok(call(zero, b)), b), "another object")
    test.eq(b:getfd(), 60)
    test.eq(b:read(nil, 1), "\0")
  end
  test.collect()
  test.ok(S.fstat(60))
  assert(rawequal(a:dup2(a), a), "another object")
  test.collect()
  test.ok(a:stat())
  -- One that the collector leaves alone stays so.
  b:nogc()
  assert(rawequal(a:dup2(b), b))
  b = nil
  test.collect()
  test.eq(S.close(60), true)
  b = t.fd()
  test.fails("BADF", a:dup2(b))
  test.eq(b.filenum, -1)
  a:close()
  zero:close()
end)

test("dup2 onto a number that an object owns", function()
  local a, zero = null(), test.ok(S.open "/dev/zero")
  for _, name in ipairs { "dup2", "dup3" } do
    local b = test.ok(a[name](a, 60))
    local over = test.ok(zero[name](zero, 60))
    test.eq(over:getfd(), 60)
    test.eq(b.filenum, -1)
    test.fails("BADF", b:stat())
    test.eq(b:close(), true)
    b = nil
    test.collect()
    test.eq(over:read(nil, 1), "\0")
    over = nil
    test.collect()
    test.fails("BADF", S.fstat(60))
  end
  -- The own number too: the result is the one owner.
  local number = a:getfd()
  local over = test.ok(a:dup2(number))
  test.eq(over:getfd(), number)
  test.eq(a.filenum, -1)
  a = nil
  test.collect()
  test.ok(over:stat())
  -- What the collector leaves alone keeps the number.
  over:nogc()
  local third = test.ok(zero:dup2(number))
  test.eq(over:getfd(), number)
  test.eq(third:close(), true)
  test.fails("BADF", over:stat())
  zero:close()
end)

test("t.fd of a number that an object owns", function()
  local a = null()
  local number = a:getfd()
  local b = t.fd(number)
  test.eq(a.filenum, -1)
  test.fails("BADF", a:stat())
  a = nil
  test.collect()
  test.ok(b:stat())
  local d = t.fd(number)
  test.eq(b:close(), true)
  test.ok(d:stat())
  d = nil
  test.collect()
  test.fails("BADF", S.fstat(number))
  -- Of one that the collector leaves alone nothing is taken.
  a = null():nogc()
  b = t.fd(a:getfd())
  test.eq(a:getfd(), b:getfd())
  test.eq(a:close(), true)
  test.eq(b.filenum, -1)
end)

test("assignment to filenum", function()
  local a, b = null(), null()
  local one, other = a:getfd(), b:getfd()
  a.filenum = other
  test.eq(a:getfd(), other)
  test.eq(b.filenum, -1)
  b = nil
  test.collect()
  test.ok(S.fstat(other))
  -- What the object had before is open, and nobody's.
  test.ok(S.fstat(one))
  b = t.fd()
  b.filenum = one
  a = nil
  test.collect()
  test.fails("BADF", S.fstat(other))
  test.ok(b:stat())
  b.filenum = b.filenum
  test.collect()
  test.ok(b:stat())
  test.raises("filenum", function() b.filenum = "x" end)
  test.raises("filenum", function() b.filenum = 2 ^ 40 end)
  test.ok(b:stat())
  -- An object that the collector leaves alone takes nothing.
  local free = t.fd():nogc()
  free.filenum = one
  test.eq(b:getfd(), one)
  b = nil
  test.collect()
  test.fails("BADF", free:stat())
end)

test("a number that an object still has comes anew", function()
  local a = null()
  local number = a:getfd()
  -- Closed by who does not tell the module: a file of Lua's own library.
  local file = assert(io.open "/dev/null")
  local taken = t.fd(number + 1)
  file:close()
  local b = null()
  test.eq(b:getfd(), number + 1)
  test.eq(taken.filenum, -1)
  test.eq(taken:close(), true)
  taken = nil
  test.collect()
  test.ok(b:stat())
  b:close()
  a:close()
end)

test("many numbers, far apart and with one home", function()
  local a = null()
  local all = {}
  local function check(count)
    for i = 1, count do assert(all[i] == nil or all[i].filenum == all[i].number, i) end
  end
  for i = 1, 700 do
    -- Numbers that are not open can be owned too.
    local number = i * 1024 + 4096
    all[i] = { fd = t.fd(number), number = number }
    setmetatable(all[i], { __index = function(_, key) return key == "filenum" and all[i].fd.filenum end })
  end
  check(700)
  -- Out of the middle of their lists, and in again.
  for i = 1, 700, 3 do
    test.fails("BADF", all[i].fd:close())
    all[i] = nil
  end
  check(700)
  for i = 2, 700, 3 do
    local former = all[i].fd
    all[i].fd = t.fd(all[i].number)
    test.eq(former.filenum, -1)
  end
  check(700)
  for _, number in ipairs { 2 ^ 31 - 1, 2 ^ 30, 0 } do
    local fd = t.fd(number)
    test.eq(t.fd(number):nogc().filenum, number)
    test.eq(fd.filenum, -1)
  end
  test.collect()
  check(700)
  test.ok(a:stat())
  all = nil
  a:close()
end)

test("an object that a finalizer has brought back owns nothing", function()
  local kept
  local number
  do
    local fd = null()
    number = fd:getfd()
    local function keep() kept = fd end
    if newproxy then getmetatable(newproxy(true)).__gc = keep else setmetatable({}, { __gc = keep }) end
  end
  test.collect()
  test.skip_unless(kept, "the finalizer did not run")
  test.fails("BADF", S.fstat(number))
  test.eq(kept.filenum, -1)
  local other = null()
  kept.filenum = other:getfd()
  test.ok(other:stat())
  kept = nil
  test.collect()
  test.ok(other:stat())
  local next = null()
  test.eq(next:getfd(), number + 1)
  other:close()
  next:close()
end)

test("nothing is written into an object that owns", function()
  local a, b = null(), null()
  local number = b:getfd()
  local r, w = test.ok(S.pipe())
  w:write(("\0"):rep(16))
  test.raises("only be read", S.read, r, b)
  local left, right = test.ok(S.socketpair("unix", "dgram"))
  test.raises("", S.getsockname, left, b)
  pcall(S.getsockname, left, t.sockaddr_storage(), b)
  pcall(S.getsockopt, left, "socket", "type", b)
  test.eq(b.filenum, number)
  for _, one in ipairs { a, b, r, w, left, right } do one:close() end
end)

test("owners of a child are its own", function()
  local r, w = test.ok(S.pipe())
  local a = null()
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok = pcall(function()
      a:close()
      local b = r:dup2(w:getfd())
      assert(b and w.filenum == -1)
    end)
    S._exit(ok and 0 or 1)
  end
  local _, status = test.ok(S.waitpid(pid))
  test.eq(status.EXITSTATUS, 0)
  test.ok(a:stat())
  test.eq(w:write "x", 1)
  for _, one in ipairs { a, r, w } do one:close() end
end)

test("pipe", function()
  local r, w = test.ok(S.pipe())
  test.eq(w:write "hello", 5)
  test.eq(r:read(), "hello")
  test.eq(r:fcntl "getfd", 0)
  w:close()
  test.eq(r:read(), "")
  r:close()
  local results = { S.pipe() }
  test.eq(results[1], true)
  test.eq(results[2], nil)
  results[3]:close()
  results[4]:close()
  r, w = test.ok(S.pipe2 "cloexec, nonblock")
  test.eq(r:fcntl "getfd", c.FD.CLOEXEC)
  test.fails("AGAIN", r:read())
  r:close()
  w:close()
  r, w = test.ok(S.pipe "nonblock")
  test.fails("AGAIN", r:read())
  r:close()
  w:close()
  test.fails("INVAL", S.pipe2(1))
end)

test("block and nonblock", function()
  local r, w = test.ok(S.pipe())
  test.eq(r:nonblock(), true)
  assert(r:fcntl "getfl" % (2 * c.O.NONBLOCK) >= c.O.NONBLOCK)
  test.fails("AGAIN", r:read())
  test.eq(r:block(), true)
  test.eq(r:fcntl "getfl", 0)
  w:close()
  test.eq(r:read(), "")
  r:close()
  test.fails("BADF", r:nonblock())
  test.fails("BADF", r:block())
end)

test("tell and other names of methods", function()
  local fd = test.ok(S.open("file", "creat, rdwr, trunc", "0600"))
  fd:write "abcdef"
  test.eq(fd:tell(), 6)
  test.eq(fd:seek(2), 2)
  test.eq(fd:tell(), 2)
  test.eq(fd:truncate(3), true)
  test.eq(fd:stat().size, 3)
  test.eq(fd:chmod "0640", true)
  test.eq(fd:stat().mode % 512, 416)
  test.eq(fd:sync(), true)
  test.eq(fd:datasync(), true)
  fd:close()
  test.fails("BADF", fd:tell())
end)

test("equality", function()
  local a = null():nogc()
  local b = t.fd(a:getfd()):nogc()
  test.eq(a, b)
  local d = null()
  assert(a ~= d)
  assert(a ~= a:getfd())
  assert(a ~= t.stat())
  a:close()
  d:close()
  test.eq(a, d)
end)

test("the sequence", function()
  local fd = null()
  test.eq(fd.sequence, 0)
  test.eq(fd:seq(), 1)
  test.eq(fd:seq(), 2)
  test.eq(fd.sequence, 2)
  fd.sequence = 10
  test.eq(fd:seq(), 11)
  fd:close()
end)

test("forms of descriptor arguments", function()
  local fd = null()
  for _, form in ipairs { fd, fd:getfd(), { getfd = function() return fd:getfd() end }, t.int(fd:getfd()) } do
    test.ok(S.fstat(form))
  end
  for number, name in pairs { [0] = "stdin", "stdout", "stderr" } do
    local stream = S[name]
    test.eq(stream:getfd(), number)
    test.eq(S.fstat(name).ino, S.fstat(number).ino)
    test.eq(S.fstat(stream).ino, S.fstat(number).ino)
  end
  fd:close()
end)

test("the standard streams stay open", function()
  local own = S.stdin
  test.eq(own, S.stdin)
  own = nil
  test.collect()
  test.ok(S.fstat(0))
  S.stdin = nil
  test.collect()
  test.ok(S.fstat(0))
end)
