-- `S.types`: casts, sizes and C's names of types, and the types that are written in Lua. Gets the module's table and its own calls.
local S, native = ...
local t = S.t

-- A table whose members are made when they are named.
local function lazy(make)
  return setmetatable({}, {
    __index = function(made, name)
      local value
      if type(name) == "string" then value = make(name) end
      if value ~= nil then made[name] = value end
      return value
    end,
  })
end

local types = { t = t }

--- `pt.NAME(object)`: an object's memory as an array of a type, from 0 on: `pt.iphdr(buf + 14)[0].ttl`, `pt.iphdr(buf).ttl`. Nothing
-- leads out of the object, which the result keeps alive. `pt.void(n)`: the address n, which can be passed on and compared.
types.pt = lazy(native.pointer)

--- `s.NAME`: bytes of one object of a type of fixed size.
types.s = lazy(function(name)
  local ctype = t[name]
  if type(ctype) == "userdata" then return S.ffi.sizeof(ctype) end
end)

-- Types that C writes in more than one word, or otherwise than here.
local NAMES = {
  ["signed char"] = "int8", ["unsigned char"] = "uchar", short = "int16", ["short int"] = "int16", ["unsigned short"] = "uint16",
  ["unsigned short int"] = "uint16", unsigned = "uint", ["unsigned int"] = "uint", ["long int"] = "long", ["unsigned long"] = "ulong",
  ["unsigned long int"] = "ulong", ["long long"] = "int64", ["long long int"] = "int64", ["unsigned long long"] = "uint64",
  ["unsigned long long int"] = "uint64", bool = "uint8", _Bool = "uint8", char = "char", int = "int", long = "long",
}

--- `ctypes["struct stat"]`, `ctypes["uid_t"]`: the type that C spells so.
types.ctypes = lazy(function(name)
  local own = NAMES[name] or name:match "^struct ([%w_]+)$" or name:match "^union ([%w_]+)$" or name:match "^([%w_]+)_t$"
  local ctype = own and t[own]
  if type(ctype) == "userdata" then return ctype end
end)

--- `t.string_array(n, strings?)`: n texts from 0 on, of a table from 1 on.
function types.string_array(n, strings)
  native.expect("size", n, 1, "string_array", "n")
  if strings ~= nil then native.expect("table", strings, 2, "string_array", "strings") end
  local array = {}
  for i = 1, n do array[i - 1] = strings and strings[i] end
  return array
end

--- An address that the kernel gave, with its length: of a Unix socket a `t.address_un`, any other as it is.
function types.sa(addr, len)
  if type(addr) ~= "userdata" or type(S.ffi.sizeof(addr)) ~= "number" then native.expect("socket address", addr, 1, "sa", "addr") end
  if addr.family ~= S.c.AF.UNIX or S.ffi.istype(t.address_un, addr) then return addr end
  return t.address_un { addr = types.pt.sockaddr_un(addr)[0], addrlen = len or #addr }
end

return types
