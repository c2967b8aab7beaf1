-- `syscall.helpers`: small functions that programs share with the module. Gets the module's table, returns the functions.
local S = ...
local t, abi = S.t, S.abi
local helpers = {}

--- Raises the text of `err` when `value` is false; else gives the results of a call without the nil that stands for no error, and
-- without a leading true: of `true, nil, a, b` it gives a, b, of `v, nil, a, b` it gives v, a, b. Of a function in the first place,
-- as loops take, it gives all. Collects garbage first, so that what was left open shows.
function helpers.assert(value, err, ...)
  if not value then error(tostring(err), 2) end
  collectgarbage "collect"
  if type(value) == "function" then return value, err, ... end
  if value == true then return ... end
  return value, ...
end

--- The pieces of a text between what a Lua pattern matches, as an array: none of empty text.
function helpers.split(delimiter, text)
  local pieces = {}
  if text == "" then return pieces end
  if delimiter == "" then return { text } end
  local start = 1
  while true do
    local first, last = text:find(delimiter, start)
    if not first or last < first then break end
    pieces[#pieces + 1] = text:sub(start, first - 1)
    start = last + 1
  end
  pieces[#pieces + 1] = text:sub(start)
  return pieces
end

--- A text without the space around it.
function helpers.trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end

--- The number that octal digits stand for.
function helpers.octal(digits) return tonumber(digits, 8) end

--- Quotient and remainder of whole numbers.
function helpers.divmod(a, b)
  local quotient = math.floor(a / b)
  return quotient, a - quotient * b
end

--- The next multiple of `to`, a power of two, from `n` on.
function helpers.align(n, to)
  local rest = n % to
  return rest == 0 and n or n + to - rest
end

--- 1 for true and 1, 0 for false, 0 and nil: to be called or indexed.
helpers.booltoc = setmetatable({ [0] = 0, [1] = 1, [false] = 0, [true] = 1 }, {
  __call = function(numbers, value) return numbers[value == nil and 0 or value] end,
})

--- Whether a number is not 0.
function helpers.ctobool(n) return tonumber(n) ~= 0 end

-- The bytes of a number below 2^(8 * count) in the other order.
local function swapped(n, count)
  local result = 0
  n = n % 2 ^ (8 * count)
  for _ = 1, count do
    local byte = n % 256
    result, n = result * 256 + byte, (n - byte) / 256
  end
  return result
end

-- A function between host order and another: nothing to do when they are the same.
local function order(count, same)
  return function(n) return same and n % 2 ^ (8 * count) or swapped(n, count) end
end

--- Numbers of 32 and 16 bits between host order and network order, and between host order and little end first.
helpers.htonl, helpers.ntohl = order(4, abi.be), order(4, abi.be)
helpers.htons, helpers.ntohs = order(2, abi.be), order(2, abi.be)
helpers.convle32 = order(4, abi.le)

--- The number of a descriptor, whatever stands for it.
function helpers.getfd(fd)
  if type(fd) == "number" or type(fd) == "nil" then return fd end
  if type(fd) == "string" then return S[fd] and S[fd]:getfd() end
  return fd:getfd()
end

--- `value` when it is of a type of `S.t` already, else what the type's constructor makes of it.
function helpers.mktype(ty, value)
  if helpers.istype(ty, value) then return value end
  return ty(value)
end

--- `value` when it is an object of a type of `S.t`, else false.
function helpers.istype(ty, value)
  if type(value) ~= "userdata" and type(value) ~= "table" then return false end
  local mine, its = getmetatable(ty()), getmetatable(value)
  return mine ~= nil and mine == its and value or false
end

--- The iterator of loops that count down: from `i` to the element before it.
function helpers.reviter(array, i)
  i = i - 1
  if i >= 0 then return i, array[i + 1] end
end

-- Numbers beyond 2^53 are objects.
helpers.uint64_max = t.uint64(-1)
helpers.uint32_max = 2 ^ 32 - 1
helpers.int32_max = 2 ^ 31 - 1
helpers.longmax = abi.abi64 and S.bit.rshift64(-1, 1) or 2 ^ 31 - 1
helpers.err64 = t.int64(-1)
helpers.errpointer = t.uint64(-1)

return helpers
