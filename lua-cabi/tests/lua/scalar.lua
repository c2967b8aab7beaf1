-- C's integer types as constructors: numbers that wrap around as in C, wherever plain numbers hold them.
local test = require "test"
local S = require "syscall"
local t = S.t

local SIGNED = { char = 1, int8 = 1, int16 = 2, int = 4, int32 = 4, pid = 4, daddr = 4, clockid = 4, int64 = 8, off = 8, time = 8 }
local UNSIGNED = {
  uchar = 1, uint8 = 1, uint16 = 2, in_port = 2, sa_family = 2, uint = 4, uint32 = 4, mode = 4, uid = 4, gid = 4, socklen = 4, id = 4,
  uint64 = 8, dev = 8, ino = 8,
}
local WORDS = { "long", "ulong", "size", "ssize", "clock", "nlink", "nfds", "intptr", "uintptr" }

local function usable(name)
  test.eq(t[name](), 0, name)
  test.eq(t[name](nil), 0, name)
  test.eq(t[name](5), 5, name)
  test.eq(t[name](5) + 1, 6, name)
  test.eq(tonumber(t[name](7)), 7, name)
  test.eq(t[name](true), 1, name)
  assert(t[name](5) < 6 and t[name](5) == 5)
  test.eq(t[name](t[name](9)), 9, name)
  test.eq(t[name](3.7), 3, name)
  test.raises("bad argument #1 to '" .. name .. "'", t[name], {})
  test.raises("bad argument #1 to '" .. name .. "'", t[name], "x")
  test.raises("bad argument #1 to '" .. name .. "'", t[name], 0 / 0)
end

test("numbers", function()
  for name, size in pairs(SIGNED) do
    usable(name)
    test.eq(S.types.s[name], size, name)
    if name ~= "char" then test.eq(tonumber(t[name](-1)), -1, name) end
    if size < 8 then test.eq(t[name](2 ^ (8 * size) + 3), 3, name) end
  end
  for name, size in pairs(UNSIGNED) do
    usable(name)
    test.eq(S.types.s[name], size, name)
    if size < 8 then test.eq(t[name](-1), 2 ^ (8 * size) - 1, name) end
  end
  for _, name in ipairs(WORDS) do
    usable(name)
    test.eq(S.types.s[name], S.abi.abi64 and 8 or 4, name)
  end
  test.eq(t.int8(200), -56)
  test.eq(t.uint16(-1), 65535)
  test.eq(t.uint32(-1), 4294967295)
  test.eq(t.char(255), t.char1(255)[0])
  test.integer(t.int(5))
end)

test("what a plain number does not hold is an object", function()
  test.eq(tostring(t.uint64(-1)), "18446744073709551615")
  test.eq(t.int64(2 ^ 53), 2 ^ 53)
  local big = t.int64_1(2 ^ 53)
  test.eq(t.int64(big[0]), 2 ^ 53)
  test.eq(tostring(t.uint64(t.uint64(-1)) - 1), "18446744073709551614")
end)

test("a descriptor", function()
  local fd = test.ok(S.open("/dev/null", "rdonly"))
  test.ok(S.fstat(t.int(fd:getfd())))
  fd:close()
end)

test("the address of an object", function()
  local buf = t.buffer(16)
  test.eq(t.uintptr(buf + 4) - t.uintptr(buf), 4)
  test.eq(t.intptr(buf), t.uintptr(buf))
  test.eq(t.uintptr(nil), 0)
  test.eq(t.uintptr(S.types.pt.void(4096)), 4096)
  local st = t.stat()
  assert(t.uintptr(st) ~= 0 and t.uintptr(st) % 4 == 0)
  assert(t.uintptr(t.pollfds(2)) ~= 0)
  local map = test.ok(S.mmap(nil, 4096, "read, write", "private, anonymous", -1, 0))
  test.eq(t.uintptr(map) % 4096, 0)
  map:close()
  test.raises("bad argument #1 to 'uintptr'", t.uintptr, print)
end)

test("the address of a mapping as a pointer of LuaJIT's own", function()
  local found, ffi = pcall(require, "ffi")
  test.skip_unless(found, "no ffi library in this Lua")
  local map = test.ok(S.mmap(nil, 4096, "read, write", "private, anonymous", -1, 0))
  local pointer = ffi.cast("uint8_t *", t.uintptr(map))
  pointer[7] = 42
  test.eq(map[7], 42)
  map[8] = 43
  test.eq(pointer[8], 43)
  test.eq(t.uintptr(ffi.new("char[4]")) ~= 0, true)
  map:close()
end)

test("arrays", function()
  for _, name in ipairs { "intptr1", "int1", "uid1", "gid1", "ulong1", "size1" } do
    test.eq(t[name](5)[0], 5, name)
    test.eq(t[name]()[0], 0, name)
  end
  test.same(t.string_array(2, { "a", "b" }), { [0] = "a", "b" })
  test.same(t.string_array(1), {})
  test.raises("bad argument #1 to 'string_array'", t.string_array, "x")
  test.raises("bad argument #2 to 'string_array'", t.string_array, 2, "x")
end)
