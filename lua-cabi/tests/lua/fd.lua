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
  local a = null()
  test.eq(S.close(a:getfd()), true)
  test.fails("BADF", a:close())
  test.eq(a.filenum, -1)
  test.eq(a:close(), true)
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
  -- Onto another object: that has its number still, now of the other file.
  local over = test.ok(zero:dup2(b))
  test.eq(over:getfd(), 60)
  test.eq(b:read(nil, 1), "\0")
  b:nogc()
  b.filenum = -1
  over:close()
  test.eq(a:dup2(a:getfd()):nogc():getfd(), a:getfd())
  test.fails("INVAL", a:dup3(a:getfd()))
  local d = test.ok(a:dup3(101, "cloexec"))
  test.eq(d:getfd(), 101)
  test.eq(d:fcntl "getfd", c.FD.CLOEXEC)
  local e = test.ok(a:dup3(102))
  test.eq(e:fcntl "getfd", 0)
  local f = test.ok(a:dup3(103, c.O.CLOEXEC))
  test.fails("INVAL", a:dup3(104, "append"))
  test.fails("BADF", a:dup2(-1))
  test.fails("BADF", S.dup2(99, 98))
  for _, one in ipairs { a, zero, d, e, f } do one:close() end
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
  local a = null()
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
