-- `syscall.ffi`: of LuaJIT's library `ffi` what programs use beside the module, on every Lua:
-- `package.loaded.ffi = require "syscall.ffi"`. Memory is that of the module's objects, and every length is checked. Gets the
-- module's table and its own calls, returns the library.
local S, native = ...
local t, abi, pt, expect = S.t, S.abi, S.types.pt, native.expect
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
  expect("size", count, 2, "new", "number of elements")
  local array = pt[self.own](t.buffer(count * self.each))
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

-- Types by what the program wrote, and structures that it declared, by their names.
local known, declared, resolve = {}, {}, nil

-- An object of a structure that the program declared: the memory that it stands in, the offset there, and the type.
local Object, MEMORY, AT, OF = {}, {}, {}, {}

local function object(memory, at, own) return setmetatable({ [MEMORY] = memory, [AT] = at, [OF] = own }, Object) end

-- The memory from a part of an object on.
local function memory_of(self, at) return self[MEMORY] + (self[AT] + at) end

local function field_of(self, name)
  local own = self[OF]
  return own.fields[name] or error("no member '" .. tostring(name) .. "' in " .. own.name, 3)
end

function Object:__index(name)
  if type(name) == "number" then return object(self[MEMORY], self[AT] + name * self[OF].size, self[OF]) end
  local field = field_of(self, name)
  if field.fields then return object(self[MEMORY], self[AT] + field.at, field.fields) end
  local pointer = pt[field.own](memory_of(self, field.at))
  return field.count and pointer or pointer[0]
end

function Object:__newindex(name, value)
  if type(name) == "number" then
    local one = self[name]
    for key, part in pairs(value) do one[key] = part end
    return
  end
  local field = field_of(self, name)
  local target = memory_of(self, field.at)
  if field.fields then
    local one = object(target, 0, field.fields)
    if getmetatable(value) == Object then return native.copy(target, memory_of(value, 0), field.fields.size) end
    for key, part in pairs(value) do one[key] = part end
  elseif type(value) == "string" and field.count then
    if #value > field.count * field.each then error("the string is longer than the array", 2) end
    native.copy(target, value, #value)
  else
    local pointer = pt[field.own](target)
    if not field.count then value = { value } end
    for i = 1, field.count or 1 do
      if value[i] == nil then break end
      pointer[i - 1] = value[i]
    end
  end
end

-- The layout of a structure, of what stands between its braces.
local function layout(name, body, packed)
  local own = setmetatable({ name = name, fields = {}, size = 0, align = 1 }, Type)
  local function refuse(what) error(name .. ": beyond what can be declared here: " .. what, 4) end
  for declaration in body:gmatch "[^;]*;" do
    local kind, names = declaration:match "^%s*([%w_ ]*[%w_])%s+([%w_]+[%w_%[%]%s,]*);"
    if not kind then refuse(declaration) end
    local ctype = resolve(kind)
    local inner = getmetatable(ctype) == Type and ctype or nil
    local of, _, each = native.about(ctype)
    each = inner and inner.size or each
    local align = packed and 1 or inner and inner.align or each
    for one in names:gmatch "[^,]+" do
      local label, count = one:match "^%s*([%w_]+)%s*%[%s*(%d+)%s*%]%s*$"
      label = label or one:match "^%s*([%w_]+)%s*$"
      -- How a structure of the kernel is aligned is not told here.
      if not label or inner and count or not (packed or inner) and each > 8 then refuse(declaration) end
      local at = math.ceil(own.size / align) * align
      own.fields[label] = { at = at, own = of, each = each, count = tonumber(count), fields = inner }
      own.size, own.align = at + each * (tonumber(count) or 1), math.max(own.align, align)
    end
  end
  own.size = math.ceil(own.size / own.align) * own.align
  return own
end

--- Declares structures of numbers, of arrays of them and of other such structures, packed or as C lays them out. Functions of C are
-- not there.
function ffi.cdef(text)
  text = text:gsub("/%*.-%*/", " "):gsub("//[^\n]*", " ")
  for before, body, after in text:gmatch "([^{};]*)(%b{})([^;]*);" do
    local packed = (before .. after):find "packed" ~= nil
    local head, tail = before:gsub("__attribute__%s*%b()", " "), after:gsub("__attribute__%s*%b()", " ")
    local name, alias = head:match "struct%s+([%w_]+)", head:find "typedef" and tail:match "[%w_]+"
    if not head:find "struct" or not (name or alias) then error("only structures with names can be declared here", 2) end
    local own = layout(name or alias, body:sub(2, -2), packed)
    if name then declared["struct " .. name] = own end
    if alias then declared[alias] = own end
  end
end

function Type:__call(...)
  if self.element then return make_array(self, ...) end
  local value = ...
  if self.fields then
    local made = object(t.buffer(self.size), 0, self)
    if value ~= nil then made[0] = value end
    return made
  end
  if getmetatable(value) == Object then value = memory_of(value, 0) end
  if value == nil then return nil end
  if self.target then return object(pt.char(value), 0, self.target) end
  return pt[self.pointer](value)
end

function Type:__tostring() return "ctype<" .. self.name .. ">" end

-- The type of a declaration; where there is none, the caller of the function that asks is to blame.
function resolve(name)
  if type(name) ~= "string" then
    if getmetatable(name) ~= Type and not select(4, native.about(name)) then error("type expected, got " .. type(name), 3) end
    return name
  end
  if known[name] then return known[name] end
  local text = (" " .. name .. " "):gsub("[%s]+", " "):gsub(" const ", " "):gsub(" volatile ", " "):gsub(" ([%*%[])", "%1")
  local base, rest = text:match "^ ([%w_ ]-)([%*%[][^ ]*) $"
  if not base then base, rest = text:match "^ ([%w_ ]-) $", "" end
  local ctype = base and S.types.ctypes[base]
  local own = base and declared[base]
  if base == "void" and rest ~= "" then ctype = "void" end
  local found
  if own and rest == "" then return own end
  if own and rest == "*" then
    return setmetatable({ name = name, target = own, own = own, size = S.types.s.uintptr }, Type)
  end
  if ctype and rest == "" then
    found = ctype
  elseif ctype and rest == "*" then
    local pointer = ctype == "void" and "void" or native.about(ctype)
    found = setmetatable({ name = name, pointer = pointer, own = pointer, size = S.types.s.uintptr }, Type)
  elseif ctype and ctype ~= "void" and rest:match "^%[%??%d*%]$" then
    local own, _, each = native.about(ctype)
    found = setmetatable({ name = name, element = ctype, own = own, each = each, count = tonumber(rest:match "%d+") }, Type)
  else
    error("no type '" .. name .. "' here", 3)
  end
  known[name] = found
  return found
end

--- The type of a declaration (`"int"`, `"struct stat *"`, `"uint8_t[?]"`), or of an object of `S.t`.
function ffi.typeof(name)
  local found = resolve(name)
  return found
end

--- A new object: `ffi.new("int[1]", value)`, `ffi.new("char[?]", n)`.
function ffi.new(ctype, ...)
  local own = resolve(ctype)
  return own(...)
end

--- A value as another type: an object's memory as a pointer, a number as one of C's.
function ffi.cast(ctype, value)
  local own = resolve(ctype)
  return own(value)
end

--- Bytes of a type or an object; of an array type without a length, of `n` elements.
function ffi.sizeof(what, n)
  if type(what) == "string" then what = resolve(what) end
  if getmetatable(what) == Object then return what[OF].size end
  if getmetatable(what) == Type then
    local count = what.count or n
    return what.size or count and count * what.each
  end
  local own, _, size = native.about(what)
  if not own then expect("type or object", what, 1, "sizeof", "ctype") end
  return size
end

--- Where a field of a structure begins, in bytes.
function ffi.offsetof(ctype, field)
  ctype = resolve(ctype)
  if getmetatable(ctype) == Type and ctype.fields then return ctype.fields[field] and ctype.fields[field].at end
  return (select(5, native.about(ctype, field)))
end

--- Whether a value is of a type.
function ffi.istype(ctype, value)
  ctype = resolve(ctype)
  if getmetatable(value) == Object then return value[OF] == (ctype.target or ctype) end
  local own, form, size, is_type = native.about(value)
  if getmetatable(ctype) == Type then
    return own == ctype.own and not is_type and (not ctype.count or size == ctype.count * ctype.each)
  end
  local wanted, as = native.about(ctype)
  -- A pointer to a structure is one to the type, as in C.
  return own == wanted and not is_type and (form == as or as == "one" and form == "array")
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
