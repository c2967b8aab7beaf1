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

-- The member of a name in any case.
local function named(tab, name) return rawget(tab, name:upper()) end

local function unknown(what, name) error(("invalid %s '%s'"):format(what, name), 4) end

local function bor(a, b)
  local bits = S.bit.bor(a, b)
  return bits < 0 and bits + 2 ^ 32 or bits
end

-- The flags of a text with commas. `special` may know a part; with `asks` a single name in upper case may be unknown.
local function flags_of(tab, text, special, asks)
  if text == "" then return 0 end
  local flags = 0
  for piece in (text .. ","):gmatch "([^,]*)," do
    local part = helpers.trim(piece)
    if part == "" then error("empty flag", 4) end
    local value = special and special(tab, part)
    if not value then value = named(tab, part) end
    if not value then
      if asks and part == text and not text:find "%l" then return nil end
      unknown("flag", part)
    end
    flags = bor(flags, value)
  end
  return flags
end

-- What a kind of table of constants makes of nil, and of text.
local kinds = {
  strflag = { nil, function(tab, text)
    if text == "" then return 0 end
    return named(tab, text)
  end },
  multiflags = { 0, function(tab, text) return (flags_of(tab, text, nil, true)) end },
  modeflags = { 0, function(tab, text)
    return (flags_of(tab, text, function(_, part) return part:find "^0[0-7]*$" and tonumber(part, 8) end, true))
  end },
  charflags = { 0, function(tab, text)
    local flags = 0
    for letter in text:gmatch "." do flags = bor(flags, named(tab, letter) or unknown("flag", letter)) end
    return flags
  end },
  swapflags = { 0, function(tab, text)
    return (flags_of(tab, text, function(_, part)
      if not part:find "^%d+$" then return nil end
      local priority = S.bit.band(tonumber(part), rawget(tab, "PRIO_MASK") or 0)
      return bor(rawget(tab, "PREFER") or 0, priority * 2 ^ (rawget(tab, "PRIO_SHIFT") or 0))
    end))
  end },
  atflag = { nil, function(tab, text)
    if text == "" then return 0 end
    return named(tab, text) or unknown("name", text)
  end },
}

-- Turns a table of numbers by upper-case names into a table of constants of a kind.
local function constants(kind, tab)
  local absent, parse = kinds[kind][1], kinds[kind][2]
  local function lookup(key)
    if key == nil or key == false then
      if kind == "atflag" then return rawget(tab, "FDCWD") end
      return absent
    elseif type(key) == "string" then
      return (parse(tab, helpers.trim(key)))
    elseif kind == "atflag" and type(key) ~= "number" then
      return helpers.getfd(key)
    end
    return key
  end
  local memo = setmetatable({}, {
    __index = function(memo, key)
      local value = lookup(key)
      if type(key) == "string" then memo[key] = value end
      return value
    end,
  })
  local function call(_, first, ...)
    local flags = tab[first]
    for i = 1, kind == "multiflags" and select("#", ...) or 0 do
      local more = select(i, ...)
      if type(more) == "string" then
        for part in more:gmatch "[^,]+" do
          local off, name = helpers.trim(part):match "^(~?)%s*(.*)$"
          local bits = named(tab, name) or error("invalid flag '" .. name .. "'", 2)
          flags = off == "" and bor(flags, bits) or S.bit.band(flags, S.bit.bnot(bits)) % 2 ^ 32
        end
      else
        flags = bor(flags, tab[more])
      end
    end
    return flags
  end
  return setmetatable(tab, { __index = memo, __call = call })
end

--- Turns a table of numbers by upper-case names into a table of constants like those of `S.c`: one value each, nil for unknown names.
function helpers.strflag(tab) return constants("strflag", tab) end

--- As `strflag`, of flags that commas join; the call form adds flags, and removes those with "~".
function helpers.multiflags(tab) return constants("multiflags", tab) end

--- As `multiflags`, where a part that begins with 0 is an octal number.
function helpers.modeflags(tab) return constants("modeflags", tab) end

--- As `strflag`, where each letter is a flag.
function helpers.charflags(tab) return constants("charflags", tab) end

--- As `multiflags`, where a number is a priority of swap space.
function helpers.swapflags(tab) return constants("swapflags", tab) end

--- As `strflag`, of the one name "fdcwd"; nil stands for it, and an object for its descriptor.
function helpers.atflag(tab) return constants("atflag", tab) end

-- Numbers beyond 2^53 are objects.
helpers.uint64_max = t.uint64(-1)
helpers.uint32_max = 2 ^ 32 - 1
helpers.int32_max = 2 ^ 31 - 1
helpers.longmax = abi.abi64 and S.bit.rshift64(-1, 1) or 2 ^ 31 - 1
helpers.err64 = t.int64(-1)
helpers.errpointer = t.uint64(-1)

return helpers
