-- Buffers and what looks into them.
local test = require "test"
local S = require "syscall"
local t = S.t

local function bytes(buf, n)
  local list = {}
  for i = 0, (n or #buf) - 1 do list[#list + 1] = string.char(buf[i] % 256) end
  return table.concat(list)
end

test("made zeroed, of a size", function()
  local buf = t.buffer(4)
  test.eq(#buf, 4)
  for i = 0, 3 do test.eq(buf[i], 0) end
  test.eq(#t.buffer(0), 0)
  test.eq(#t.buffer(100000), 100000)
end)

test("made with contents", function()
  test.eq(bytes(t.buffer(4, "ab")), "ab\0\0")
  test.eq(bytes(t.buffer(3, "abc")), "abc")
  test.eq(bytes(t.buffer(3, "a\0b")), "a\0b")
  test.eq(bytes(t.buffer(4, { 97, 98, 255 })), "ab\255\0")
  test.eq(bytes(t.buffer(2, {})), "\0\0")
  test.raises("bad argument #2 to 'buffer'", t.buffer, 2, "abc")
  test.raises("bad argument #2 to 'buffer'", t.buffer, 2, { 1, 2, 3 })
  test.raises("bad argument #2 to 'buffer'", t.buffer, 2, { 1, "x" })
  test.raises("bad argument #2 to 'buffer'", t.buffer, 2, true)
  test.raises("bad argument #1 to 'buffer'", t.buffer)
end)

test("bytes", function()
  local buf = t.buffer(2)
  buf[0], buf[1] = 65, 66
  test.integer(buf[0])
  test.eq(bytes(buf), "AB")
  -- C's char, which may be signed; what is written counts modulo 256.
  buf[0] = 255
  assert(buf[0] == -1 or buf[0] == 255)
  local minus = buf[0]
  buf[1] = -1
  test.eq(buf[1], minus)
  buf[1] = 256 + 7
  test.eq(buf[1], 7)
  buf[1] = 2 ^ 40 + 9
  test.eq(buf[1], 9)
  buf[1] = true
  test.eq(buf[1], 1)
  for _, value in ipairs { "x", "5", {}, print, 0 / 0, 1 / 0, t.stat() } do
    test.raises("buffer%[0%]: ", function() buf[0] = value end)
  end
  test.raises("", function() buf[0] = nil end)
end)

test("out of range", function()
  local buf = t.buffer(4)
  for _, index in ipairs { -1, 4, 5, 1000000, 2 ^ 31, 2 ^ 32, -2 ^ 31, -2 ^ 32, 2 ^ 53, 2 ^ 63, 2 ^ 64, -2 ^ 63 } do
    test.raises("out of range", function() return buf[index] end)
    test.raises("out of range", function() buf[index] = 1 end)
  end
  for _, index in ipairs { 0 / 0, 1 / 0, -1 / 0, "x", true, print } do
    test.raises("", function() return buf[index] end)
    if index == index then test.raises("", function() buf[index] = 1 end) end
  end
  test.raises("", function() return buf[nil] end)
  test.raises("out of range", function() return t.buffer(0)[0] end)
end)

test("sizes that cannot be", function()
  for _, size in ipairs { -1, -2 ^ 53, 0 / 0, 1 / 0, -1 / 0, 2 ^ 62, 2 ^ 63, 2 ^ 64, 2 ^ 100, print, true } do
    test.raises("", t.buffer, size)
  end
end)

test("views", function()
  local buf = t.buffer(6, "abcdef")
  local view = buf + 2
  test.eq(#view, 4)
  test.eq(bytes(view), "cdef")
  view[0] = ("X"):byte()
  test.eq(bytes(buf), "abXdef")
  buf[3] = ("Y"):byte()
  test.eq(view[1], ("Y"):byte())
  local further = view + 3
  test.eq(bytes(further), "f")
  test.eq(#(buf + 6), 0)
  test.eq(#(buf + 0), 6)
  for _, by in ipairs { -1, 7, 2 ^ 40, -2 ^ 40, 2 ^ 63, 0 / 0, 1 / 0, "1", {}, true } do
    test.raises("", function() return buf + by end)
  end
  test.raises("", function() return view + 5 end)
  test.raises("out of range", function() return view[4] end)
  test.raises("out of range", function() return view[-1] end)
  test.raises("out of range", function() return (buf + 6)[0] end)
  test.raises("", function() return buf + buf end)
end)

test("views keep the memory", function()
  local views = {}
  for i = 1, 200 do views[i] = t.buffer(1000, ("%03d"):format(i):rep(333)) + 3 + 3 end
  test.collect()
  local garbage = {}
  for i = 1, 200 do garbage[i] = t.buffer(1000, ("x"):rep(1000)) end
  for i = 1, 200 do test.eq(bytes(views[i], 3), ("%03d"):format(i)) end
end)

test("reading and writing", function()
  local r, w = test.ok(S.pipe())
  local buf = t.buffer(6, "abcdef")
  test.eq(w:write(buf), 6)
  test.eq(w:write(buf, 2), 2)
  test.eq(w:write(buf + 4), 2)
  test.eq(w:write(buf + 1, 1), 1)
  test.eq(r:read(), "abcdefabefb")
  w:write "12345678"
  local into = t.buffer(6)
  test.eq(r:read(into + 3), 3)
  test.eq(bytes(into), "\0\0\000123")
  test.eq(r:read(into, 2), 2)
  test.eq(bytes(into), "45\000123")
  test.eq(r:read(into, 0), 0)
  test.eq(r:read(into), 3)
  test.eq(bytes(into), "678123")
  test.eq(w:write(""), 0)
  test.eq(w:write(into + 6), 0)
  test.raises("bad argument #2 to 'read'", r.read, r, "string")
  r:close()
  w:close()
end)

test("typed objects as bytes", function()
  local r, w = test.ok(S.pipe())
  local ts = t.timespec(5.5)
  test.eq(w:write(ts), #ts)
  local other = t.timespec()
  test.eq(r:read(other), #ts)
  test.eq(other.time, 5.5)
  test.eq(w:write(t.int1(258)), 4)
  local n = t.int1()
  test.eq(r:read(n), 4)
  test.eq(n[0], 258)
  w:write "\1\0\0\0\2\0\0\0"
  local ints = t.ints(2)
  test.eq(r:read(ints), 8)
  test.eq(#ints >= 2, true)
  r:close()
  w:close()
end)

test("text and equality", function()
  local a, b = t.buffer(3, "abc"), t.buffer(3, "abc")
  test.eq(type(tostring(a)), "string")
  assert(not tostring(a):find "abc")
  test.eq(a, a)
  test.eq(a + 0, a + 0)
  test.eq(a + 1 + 1, a + 2)
  assert(a ~= b)
  assert(a + 1 ~= a + 2)
  test.raises("", function() return a.nosuch end)
  test.raises("", function() a.nosuch = 1 end)
end)

test("other arrays", function()
  local one = t.int1()
  test.eq(one[0], 0)
  one[0] = -5
  test.eq(one[0], -5)
  test.eq(t.int1(7)[0], 7)
  test.raises("out of range", function() return one[1] end)
  local two = t.int2(1, 2)
  test.eq(two[0] + two[1], 3)
  test.raises("", t.int2, 1, 2, 3)
  test.eq(t.uint1(-1)[0], 4294967295)
  test.eq(t.int16_1(65535)[0], -1)
  test.eq(t.uint16_1(65535)[0], 65535)
  test.eq(t.uchar1(255)[0], 255)
  test.eq(tostring(t.uint64_1(-1)[0]), "18446744073709551615")
  test.eq(t.int64_1(-1)[0], -1)
  local ints = t.ints(4, { 1, 2, 3 })
  test.eq(ints[2], 3)
  test.eq(ints[3], 0)
  test.raises("out of range", function() return ints[4] end)
  test.eq((ints + 1)[0], 2)
  test.raises("out of range", function() return (ints + 1)[3] end)
end)

test("only FFI objects with bytes of their own are buffers", function()
  local found, ffi = pcall(require, "ffi")
  test.skip_unless(found, "no ffi library in this Lua")
  local zero = test.ok(S.open "/dev/zero")
  local array = ffi.new("char[4]", "abc")
  test.eq(zero:read(array, 2), 2)
  test.eq(array[1], 0)
  local socket = test.ok(S.socket("unix", "stream"))
  test.eq(socket:setsockopt("socket", "passcred", ffi.new("int[1]", 1)), true)
  test.eq(socket:getsockopt("socket", "passcred"), 1)
  socket:close()
  test.raises("buffer expected", zero.read, zero, ffi.typeof "char[65536]", 65536)
  test.raises("buffer expected", zero.read, zero, ffi.cast("char *", array), 4)
  zero:close()
end)

test("bytes as a string", function()
  local buffer = t.buffer("hello\0you")
  test.eq(buffer:string(), "hello\0you")
  test.eq(buffer:string(5), "hello")
  test.eq(buffer:string(0), "")
  test.eq((buffer + 6):string(), "you")
  test.eq((buffer + 6):string(2), "yo")
  test.eq((buffer + 9):string(), "")
  test.eq(t.buffer(0):string(), "")
  test.raises("bad argument #1 to 'string' %(len: the count is larger than the buffer", function() local _ = buffer:string(10) end)
  test.raises("bad argument #1 to 'string' %(len: number of bytes out of range", function() local _ = buffer:string(-1) end)
  test.raises("calling 'string' on bad self %(buffer expected, got table", function() local _ = ({ string = buffer.string }):string() end)
  test.raises("buffer expected, got int", buffer.string, t.int1())
  local page = S.getpagesize()
  local fd = test.ok(S.open("string", "creat, rdwr, trunc", "0600"))
  fd:write "mapped"
  local memory = test.ok(fd:mmap(nil, 2 * page, "read", "shared"))
  test.eq(memory:string(6), "mapped")
  test.eq((memory + 3):string(3), "ped")
  test.eq(#memory:string(page), page)
  test.raises("memory is not there", memory.string, memory)
  local view = memory + 1
  memory:close()
  test.raises("memory is not there", memory.string, memory)
  test.raises("memory is not there", view.string, view, 0)
  fd:close()
  local anonymous = test.ok(S.mmap(nil, page, "read, write", "private, anonymous"))
  anonymous[0] = 65
  test.eq(anonymous:string(1), "A")
  anonymous:close()
end)
