-- Pieces of memory: t.iovecs, and the calls that read to them and write from them.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function new(contents)
  local fd = test.ok(S.open("file", "creat, trunc, rdwr", "0600"))
  if contents then
    test.eq(fd:write(contents), #contents)
    fd:seek(0)
  end
  return fd
end

local function text(buffer)
  local bytes = {}
  for i = 0, #buffer - 1 do bytes[i + 1] = string.char(buffer[i] % 256) end
  return table.concat(bytes)
end

test("containers", function()
  local buffer = t.buffer(4, "wxyz")
  local io = t.iovecs { "abc", 2, buffer, { buffer, 2 }, { "hello", 3 }, buffer + 1, t.timespec(), "" }
  test.eq(#io, 8)
  test.eq(io.count, 8)
  test.eq(io.iov[0].iov_len, 3)
  test.eq(io.iov[0].len, 3)
  test.eq(io.iov[1].len, 2)
  test.eq(io.iov[3].len, 2)
  test.eq(io.iov[6].len, 16)
  test.eq(io.iov[7].len, 0)
  assert(io.iov[7].iov_base == nil or io.iov[7].len == 0)
  assert(io.iov[2].base == io.iov[2].iov_base)
  assert(rawequal(io[3], buffer))
  test.eq(text(io[1]), "abc")
  test.eq(#io[4], 2)
  test.eq(tostring(io), "abc\0\0wxyzwxhelxyz" .. ("\0"):rep(16))
  buffer[0] = 65
  test.eq(tostring(io):sub(6, 9), "Axyz")
  assert(rawequal(t.iovecs(io), io))
  test.eq(#t.iovecs(3), 3)
  test.eq(tostring(t.iovecs(3)), "")
  test.eq(#t.iovecs {}, 0)
  test.eq(tostring(t.iovecs {}), "")
  local n = 0
  for _, one in ipairs(io) do n = n + 1 end
  test.eq(n, 8)
  test.eq(t.iovec().iov_len, 0)
  test.eq(t.iovec { iov_len = 3 }.len, 3)
  test.raises("a pointer can only be set to nil", t.iovec, { iov_base = buffer })
end)

test("misuse of containers", function()
  local buffer = t.buffer(4)
  test.raises("bad argument #1 to 'iovecs'.*number or table expected", t.iovecs, "abc")
  test.raises("%[2%]: string, number of bytes, buffer", t.iovecs, { "a", true })
  test.raises("%[1%]: a piece is longer than its memory", t.iovecs, { { buffer, 5 } })
  test.raises("%[1%]%[2%]: number of bytes expected", t.iovecs, { { buffer } })
  test.raises("%[1%]%[1%]: string or buffer", t.iovecs, { { {}, 1 } })
  test.raises("%[1%]%[2%]: number of bytes out of range", t.iovecs, { { buffer, -1 } })
  test.raises("%[1%]: number of bytes out of range", t.iovecs, { -1 })
  test.raises("%[1%]: the value has too many elements", t.iovecs, { 2 ^ 40 })
  -- What says where memory is keeps none alive.
  test.raises("keeps none alive", t.iovecs, { t.iovec() })
  test.raises("keeps none alive", t.iovecs, { t.iovecs({ "a" }).iov })
  test.raises("%[1%]: string, number of bytes", t.iovecs, { t.iovecs { "a" } })
  test.raises("out of range: 0 to", t.iovecs, 2 ^ 40)
end)

test("reading and writing", function()
  local fd = new()
  test.eq(fd:writev { "hello ", "world", "" }, 11)
  test.eq(S.writev(fd, t.iovecs { { "!???", 1 } }), 1)
  fd:seek(0)
  test.eq(fd:read(), "hello world!")
  fd:seek(0)
  local io = t.iovecs { 5, 1, t.buffer(3), 10 }
  test.eq(test.integer(S.readv(fd, io)), 12)
  test.eq(tostring(io), "hello world!" .. ("\0"):rep(7))
  test.eq(text(io[3]), "wor")
  test.eq(fd:readv(io), 0)
  test.eq(fd:readv {}, 0)
  test.eq(fd:pwritev({ "HE", "LL" }, 0), 4)
  test.eq(S.preadv(fd, io, 1), 11)
  test.eq(tostring(io):sub(1, 11), "ELLo world!")
  test.eq(fd:preadv(io), 12)
  local far = 2 ^ 33 + 1
  test.eq(fd:pwritev({ "far", "away" }, far), 7)
  io = t.iovecs { 3, 9 }
  test.eq(fd:preadv(io, far), 7)
  test.eq(tostring(io), "faraway" .. ("\0"):rep(5))
  test.eq(S.pwritev(fd, { "x" }), 1)
  test.fails("INVAL", fd:preadv(io, -1))
  fd:close()
  test.fails("BADF", fd:readv(io))
  test.fails("BADF", fd:writev(io))
  test.fails("BADF", fd:preadv(io, 0))
  test.fails("BADF", fd:pwritev(io, 0))
  local many = {}
  for i = 1, 1025 do many[i] = "x" end
  local null = test.ok(S.open("/dev/null", "rdwr"))
  test.fails("INVAL", null:writev(many))
  many[1025] = nil
  test.eq(null:writev(many), 1024)
  null:close()
  test.raises("bad argument #2 to 'readv' %(iov: iovecs or table expected, got no value", S.readv, 0)
  test.raises("bad argument #2 to 'writev' %(iov: iovecs or table expected", S.writev, 0, "abc")
  test.raises("bad argument #2 to 'writev' %(iov%[1%]: string, number", S.writev, 0, { print })
end)

test("lengths are a program's, addresses are not", function()
  local fd = new "0123456789"
  local io = t.iovecs { 4, 4 }
  io.iov[0].iov_len = 2
  test.eq(fd:readv(io), 6)
  test.eq(tostring(io), "012345")
  io.iov[1].iov_len = 5
  test.raises("bad argument #2 to 'readv' %(iov: a piece is longer than its memory", fd.readv, fd, io)
  test.raises("longer than its memory", fd.writev, fd, io)
  test.raises("longer than its memory", tostring, io)
  io.iov[1].iov_len = 4
  -- Whatever stands where the address did.
  local other = t.iovecs { "wrong" }
  test.eq(fd:pwrite(other.iov, 16, 20), 16)
  test.eq(fd:pread(io.iov, 16, 20), 16)
  io.iov[0].iov_len = 4
  test.eq(fd:pwrite(("\255"):rep(32), 32, 0), 32)
  test.eq(fd:pread(io.iov, 16, 0), 16)
  test.raises("longer than its memory", fd.writev, fd, io)
  io.iov[0].iov_len = 3
  io[1] = t.buffer(3, "new")
  test.eq(fd:pwritev(io, 0), 7)
  test.eq(fd:pread(nil, 3, 0), "new")
  -- The array is a piece of itself.
  local self = t.iovecs { 16 }
  local bytes = t.buffer(16)
  self[1] = rawget(self, 0)
  fd:pwrite(("\170"):rep(16), 16, 0)
  test.eq(fd:preadv(self, 0), 16)
  test.raises("longer than its memory", fd.readv, fd, self)
  -- A program can put anything in place of what there is.
  io = t.iovecs { 4, 4 }
  io[1] = "text"
  test.raises("buffer as each piece expected", fd.readv, fd, io)
  io[1] = nil
  test.raises("buffer as each piece expected", fd.readv, fd, io)
  io[1] = io
  test.raises("buffer as each piece expected", fd.readv, fd, io)
  rawset(io, 0, io)
  test.raises("iovecs", fd.readv, fd, io)
  rawset(io, 0, t.buffer(32))
  test.raises("iovecs", fd.writev, fd, io)
  rawset(io, 0, t.iovecs(1000).iov)
  test.eq(fd:writev(io), 0)
  fd:close()
end)

test("memory that goes, or is only read", function()
  local fd = new(("x"):rep(100))
  local size = S.getpagesize()
  local map = test.ok(S.mmap(nil, size, "read, write", "private, anonymous"))
  local io = t.iovecs { map, { map + 10, 5 } }
  test.eq(fd:readv(io), 100)
  test.eq(map[99], 120)
  test.ok(S.munmap(map, size))
  test.raises("bad argument #2 to 'readv' %(iov: the memory is not there", fd.readv, fd, io)
  test.raises("memory is not there", fd.writev, fd, io)
  test.raises("memory is not there", tostring, io)
  test.raises("memory is not there", t.iovecs, { map })
  map = test.ok(S.mmap(nil, size, "read", "shared", fd))
  io = t.iovecs { { map, 3 } }
  test.eq(tostring(io), "xxx")
  test.eq(fd:pwritev(io, 200), 3)
  test.raises("may only be read", fd.preadv, fd, io, 0)
  test.ok(S.munmap(map, size))
  test.raises("may only be read", fd.readv, fd, { fd })
  fd:close()
end)

test("pieces live as long as their container", function()
  local fd = new()
  local io = t.iovecs { ("a"):rep(1000), { t.buffer(500, ("b"):rep(500)), 400 }, t.buffer(100, ("c"):rep(100)) }
  for _ = 1, 50 do
    test.collect()
    local _ = t.buffer(1000, ("z"):rep(1000))
  end
  test.eq(tostring(io), ("a"):rep(1000) .. ("b"):rep(400) .. ("c"):rep(100))
  test.eq(fd:writev(io), 1500)
  fd:close()
end)
