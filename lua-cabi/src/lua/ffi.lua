-- `syscall.ffi`: of LuaJIT's library `ffi` what programs use beside the module, on every Lua:
-- `package.loaded.ffi = require "syscall.ffi"`. Memory is that of the module's objects, and every length is checked. Gets the
-- module's table and its own calls, returns the library.
local S, native = ...
local t, abi = S.t, S.abi
local ffi = { os = "Linux", arch = abi.arch, errno = S.errno, fill = native.fill }

--- The bytes of an object, or a pointer into one, as a string: `len` of them, or up to the first zero.
ffi.string = native.string

--- Copies `len` bytes; of a string without `len` all, and the zero behind them.
ffi.copy = native.copy

-- What is no type object: arrays and pointers, told by their metatable.
local Type = {}
Type.__index = Type

-- An array of a type, with `count` elements or as many as its constructor is told, from what C takes: a string, a table, one value
-- for all, or one for each.
local function make_array(self, ...)
  local count, first = self.count, 1
  if not count then count, first = ..., 2 end
  if type(count) ~= "number" then error("number of elements expected, got " .. type(count), 3) end
  local array = native.array(self.element, count)
  local values = select("#", ...) - first + 1
  local value = select(first, ...)
  if values == 1 and type(value) == "string" then
    if #value > count then error("the string is longer than the array", 3) end
    native.copy(array, value, #value)
  elseif values == 1 and type(value) == "table" and not getmetatable(value) then
    local from = value[0] == nil and 1 or 0
    for i = 0, count - 1 do
      local one = value[from + i]
      if one == nil then break end
      array[i] = one
    end
  elseif values == 1 then
    for i = 0, count - 1 do array[i] = value end
  else
    for i = 1, values do array[i - 1] = (select(first + i - 1, ...)) end
  end
  return array
end

function Type:__call(...)
  if self.element then return make_array(self, ...) end
  local value = ...
  return value ~= nil and S.types.pt[self.pointer](value) or nil
end

function Type:__tostring() return "ctype<" .. self.name .. ">" end

-- Types by what the program wrote.
local known = {}

--- The type of a declaration (`"int"`, `"struct stat *"`, `"uint8_t[?]"`), or of an object of `S.t`.
function ffi.typeof(name)
  if type(name) ~= "string" then return name end
  if known[name] then return known[name] end
  local text = (" " .. name .. " "):gsub("[%s]+", " "):gsub(" const ", " "):gsub(" volatile ", " "):gsub(" ([%*%[])", "%1")
  local base, rest = text:match "^ ([%w_ ]-)([%*%[][^ ]*) $"
  if not base then base, rest = text:match "^ ([%w_ ]-) $", "" end
  local ctype = base and S.types.ctypes[base]
  if base == "void" and rest ~= "" then ctype = "void" end
  local found
  if ctype and rest == "" then
    found = ctype
  elseif ctype and rest == "*" then
    local pointer = ctype == "void" and "void" or tostring(ctype):gsub("^type ", "")
    found = setmetatable({ name = name, pointer = pointer, size = S.types.s.uintptr, ctype = ctype }, Type)
  elseif ctype and ctype ~= "void" and rest:match "^%[%??%d*%]$" then
    local count = tonumber(rest:match "%d+")
    found = setmetatable({ name = name, element = ctype, count = count }, Type)
  else
    error("no type '" .. name .. "' here", 2)
  end
  known[name] = found
  return found
end

--- A new object: `ffi.new("int[1]", value)`, `ffi.new("char[?]", n)`.
function ffi.new(ctype, ...) return ffi.typeof(ctype)(...) end

--- A value as another type: an object's memory as a pointer, a number as one of C's.
function ffi.cast(ctype, value) return ffi.typeof(ctype)(value) end

--- Bytes of a type or an object; of an array type without a length, of `n` elements.
function ffi.sizeof(what, n)
  if type(what) == "string" then what = ffi.typeof(what) end
  if getmetatable(what) ~= Type then return native.sizeof(what) end
  if what.size then return what.size end
  local count = what.count or n
  return count and count * native.sizeof(what.element)
end

--- Where a field of a structure begins, in bytes.
function ffi.offsetof(ctype, field) return native.offsetof(ffi.typeof(ctype), field) end

--- Whether a value is of a type.
function ffi.istype(ctype, value)
  ctype = ffi.typeof(ctype)
  if getmetatable(ctype) ~= Type then return native.istype(ctype, value) end
  local element = ctype.element or ctype.ctype
  if element == "void" or not native.istype(element, value) then return false end
  return not ctype.count or native.sizeof(value) == ctype.count * native.sizeof(element)
end

--- Whether the machine is "64bit", "32bit", "le" or "be".
function ffi.abi(what)
  return what == "64bit" and abi.abi64 or what == "32bit" and abi.abi32 or what == "le" and abi.le or what == "be" and abi.be or false
end

--- `ffi.gc(object, nil)`: the collector does no more than free memory; the object.
function ffi.gc(object, finalizer)
  if finalizer ~= nil then error("bad argument #2 to 'gc' (finalizer: nil expected, got " .. type(finalizer) .. ")", 2) end
  pcall(function() object:nogc() end)
  return object
end

return ffi
