-- `syscall.bit`: the library `bit` of LuaJIT, on every Lua. Gets the module's table and the operations on one or two numbers,
-- returns the library.
local _, native = ...
local bit = {}

for name, operation in pairs(native) do bit[name] = operation end
bit.renamed, bit.expect = nil, nil

-- An operation on any number of numbers, at least one.
local function many(operation)
  return function(first, ...)
    local result = operation(first, first)
    for i = 1, select("#", ...) do result = operation(result, (select(i, ...))) end
    return result
  end
end

for _, name in ipairs { "band", "bor", "band64", "bor64" } do bit[name] = many(native[name]) end

function bit.bxor(first, ...)
  local result = native.tobit(first)
  for i = 1, select("#", ...) do result = native.bxor(result, (select(i, ...))) end
  return result
end

return bit
