-- 64-bit numbers: exact in every version, as plain numbers where those are exact.
local test = require "test"
local S = require "syscall"
local t = S.t

local integers = math.type ~= nil -- versions that have 64-bit integers

local function text(v) return (tostring(v):gsub("%.0$", "")) end

test("plain numbers where they are exact", function()
  for _, n in ipairs { 0, 1, -1, 2 ^ 31, 2 ^ 32, 2 ^ 53, -2 ^ 53 } do
    test.eq(t.int64_1(n)[0], n)
    test.eq(type(t.int64_1(n)[0]), "number")
  end
  test.eq(t.uint64_1(2 ^ 53)[0], 2 ^ 53)
  if integers then
    test.eq(t.int64_1(math.mininteger)[0], math.mininteger)
    test.integer(t.int64_1(2 ^ 53)[0])
    test.integer(t.uint64_1(math.maxinteger)[0])
  end
end)

test("beyond, exact objects", function()
  local most = t.uint64_1(-1)[0]
  test.eq(type(most), "userdata")
  test.eq(text(most), "18446744073709551615")
  test.eq(text(most - 1), "18446744073709551614")
  test.eq(text(most / 2), "9223372036854775807")
  test.eq(text(most % 10), "5")
  local v = t.uint64(2 ^ 53) * 512
  test.eq(text(v), "4611686018427387904")
  local big = t.int64(2 ^ 53)
  test.eq(text(big * 4 + 1), "36028797018963969")
  test.eq(text(-(big * 4) - 1), "-36028797018963969")
  test.eq(text(big + 1), "9007199254740993")
end)

test("arithmetic", function()
  local a, b = t.int64(7), t.int64(2)
  test.eq(tonumber(text(a + b)), 9)
  test.eq(tonumber(text(a - b)), 5)
  test.eq(tonumber(text(b - a)), -5)
  test.eq(tonumber(text(a * b)), 14)
  test.eq(tonumber(text(a / b)), 3)
  test.eq(tonumber(text(a % b)), 1)
  test.eq(tonumber(text(-a)), -7)
  test.eq(tonumber(text(a + 1)), 8)
  test.eq(tonumber(text(1 + a)), 8)
  test.eq(tonumber(text(10 - a)), 3)
  for _, f in ipairs { function() return a / 0 end, function() return a % 0 end, function() return a / (a - a) end } do
    pcall(f) -- no crash
  end
  for _, other in ipairs { {}, "x", true, print, t.stat() } do
    test.raises("", function() return a + other end)
    test.raises("", function() return other * a end)
    test.raises("", function() return a < other end)
  end
end)

test("overflow wraps", function()
  local most = t.uint64_1(-1)[0]
  test.eq(text(most + 1), "0")
  test.eq(text(most * most), "1")
  local signed = t.int64(2 ^ 62)
  test.eq(text(signed + signed), "-9223372036854775808")
  test.eq(text((signed + signed) - 1), "9223372036854775807")
  -- The one division that overflows.
  pcall(function() return (signed + signed) / -1 end)
  pcall(function() return (signed + signed) % -1 end)
end)

test("comparison", function()
  local a, b = t.uint64(2 ^ 53) * 1024, t.uint64(2 ^ 53) * 1024 + 1
  assert(a < b and a <= b and b > a and a ~= b)
  assert(a == b - 1)
  assert(not (a < a) and a <= a)
  assert(t.int64(-1) < t.int64(1))
  assert(t.int64(5) == t.int64(5))
  -- The top half counts as what it is.
  assert(t.int64(1) < a)
  assert(a > t.int64(2 ^ 53))
  -- Some versions never ask the metamethods about a plain number.
  local less, less_or_equal = getmetatable(a).__lt, getmetatable(a).__le
  local five = t.int64(5)
  assert(less(five, 5.5) and not less(five, 4.5) and not less(5.5, five) and less(4.5, five) and less(five, 1e300))
  assert(less_or_equal(five, 5.5) and not less_or_equal(five, 4.5) and less_or_equal(five, 5))
  assert(not less(five, 0 / 0) and not less(0 / 0, five) and less(five, 1 / 0))
end)

test("tonumber", function()
  local v = t.uint64(2 ^ 53) * 1024
  test.eq(tonumber(text(v)), 2 ^ 63)
  test.eq(tonumber(text(t.int64(5))), 5)
end)

test("as arguments and in fields", function()
  local st = t.stat()
  st.st_size = t.int64(2 ^ 53) * 4
  test.eq(text(st.st_size):gsub("e%+16", ""), text(t.int64(2 ^ 53) * 4))
  st.st_size = st.st_size
  st.st_ino = t.uint64_1(-1)[0]
  test.eq(text(st.st_ino), "18446744073709551615")
  if integers then
    st.st_size = math.maxinteger
    test.eq(st.st_size, math.maxinteger)
  end
  local fd = test.ok(S.open("file", "creat, rdwr", "0600"))
  local far = t.int64(2 ^ 40)
  test.eq(fd:lseek(far), 2 ^ 40)
  test.eq(fd:pwrite("x", t.size(1), far), 1)
  test.eq(fd:stat().size, 2 ^ 40 + 1)
  test.raises("bad argument #2 to 'lseek'", fd.lseek, fd, 2 ^ 63)
  test.raises("bad argument #2 to 'lseek'", fd.lseek, fd, t.uint64_1(-1)[0])
  fd:close()
end)

test("scalars", function()
  test.eq(tonumber(tostring(t.int(5))), 5)
  test.eq(tonumber(tostring(t.int(-5))), -5)
  test.eq(tonumber(tostring(t.int8(200))), -56)
  test.eq(tonumber(tostring(t.uint16(-1))), 65535)
  test.eq(tonumber(tostring(t.uint32(-1))), 4294967295)
  test.eq(tostring(t.uint64(-1)), "18446744073709551615")
  test.eq(tostring(t.int64(-1)), "-1")
  test.eq(t.int(5), t.int(5))
  assert(t.int(5) ~= t.int(6))
  test.raises("bad argument #1 to 'int'", t.int, "x")
  test.raises("bad argument #1 to 'int64'", t.int64, {})
  test.raises("bad argument #1 to 'int64'", t.int64, 0 / 0)
end)
