-- 64-bit numbers: exact in every version, as plain numbers where those are exact.
local test = require "test"
local S = require "syscall"
local t, bit = S.t, S.bit

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
  test.eq(text(most / 2):gsub("e%+18", ""), text(bit.rshift64(most, 1)):gsub("e%+18", ""))
  test.eq(text(most % 10), "5")
  local big = bit.lshift64(1, 62)
  test.eq(text(big), "4611686018427387904")
  test.eq(text(big + 1), "4611686018427387905")
  test.eq(text(-big - 1), "-4611686018427387905")
  test.eq(text(bit.lshift64(2 ^ 53, 2) + 1), "36028797018963969")
end)

test("arithmetic", function()
  -- Beyond what integers of Lua 5.3 hold, too.
  local a, b = t.uint64(-1) - 8, t.uint64(2)
  test.eq(text(a + b), "18446744073709551609")
  test.eq(text(a - b), "18446744073709551605")
  test.eq(tonumber(text(b - a)), 11)
  test.eq(text(a * b), "18446744073709551598")
  test.eq(text(a % b), "1")
  test.eq(tonumber(text(-a)), 9)
  test.eq(text(a + 1), "18446744073709551608")
  test.eq(text(1 + a), "18446744073709551608")
  test.eq(tonumber(text(10 - a)), 19)
  test.raises("division by zero", function() return a / 0 end)
  test.raises("division by zero", function() return a % 0 end)
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
  local signed = bit.lshift64(1, 62)
  test.eq(text(signed + signed), "-9223372036854775808")
  test.eq(text((signed + signed) - 1), "9223372036854775807")
  -- The one division that overflows.
  pcall(function() return (signed + signed) / -1 end)
  pcall(function() return (signed + signed) % -1 end)
end)

test("comparison", function()
  local b = t.uint64(-1)
  local a = b - 1
  assert(a < b and a <= b and b > a and a ~= b)
  assert(a == b - 1)
  assert(not (a < a) and a <= a)
  assert(t.int64(-1) < t.int64(1))
  assert(t.int64(5) == t.int64(5))
  -- Some versions never ask the metamethods about a plain number.
  local less, less_or_equal = getmetatable(a).__lt, getmetatable(a).__le
  -- The top half counts as what it is.
  assert(less(1, a) and less(2 ^ 53, a) and not less(a, 1))
  assert(less(5.5, a) and not less(a, 5.5) and less(a, 1e300))
  assert(less_or_equal(5.5, a) and not less_or_equal(a, 5.5) and less_or_equal(a, a))
  assert(not less(a, 0 / 0) and not less(0 / 0, a) and less(a, 1 / 0))
end)

test("tonumber", function()
  test.eq(tonumber(t.int64(5)), 5)
  test.eq(tonumber(t.int64(-1)), -1)
  test.eq(tonumber(t.uint64(2 ^ 53)), 2 ^ 53)
  local v = bit.lshift64(1, 62)
  test.eq(tonumber(text(v)), 2 ^ 62)
end)

test("as arguments and in fields", function()
  local st = t.stat()
  st.st_size = bit.lshift64(1, 55) + 1
  test.eq(text(st.st_size), "36028797018963969")
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
