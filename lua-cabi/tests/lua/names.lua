-- The names that programs rely on are there: each type of `tests/names/types-linux.json`, each of its fields, each friendly member.
local test = require "test"
local S = require "syscall"
local t = S.t

-- What is still to come. A name that is there by now is to be taken out: the test fails until it is.
local OWED = {}

-- Fields whose type is among those.
local OWED_FIELDS = {}

-- Members that cannot be assigned: what they hold is an address.
local OWED_WRITES = { ["siginfo:addr"] = true, ["siginfo:ptr"] = true }

-- Registers have the names of the machine: the list has those of x86-64.
local OF_X86_64 = { mcontext = true }

-- The list is JSON without anything that would not be the same in Lua but for the brackets.
local function list(path)
  local file = assert(io.open(path))
  local text = file:read "*a"
  file:close()
  assert(not text:find "\\", "an escape in the list")
  text = text:gsub("%[", "{"):gsub("%]", "}"):gsub('("[^"]*")%s*:', "[%1] ="):gsub("array{", "array["):gsub('(array%[%d)}', "%1]")
  return assert((loadstring or load)("return " .. text))()
end

local folder = arg[1]:gsub("lua/names%.lua$", "names/")
local types = list(folder .. "types-linux.json")

-- An object of a type, by what its kind of constructor takes.
local MAKE = {
  cmsghdr = function() return t.cmsghdr("socket", "rights", 1) end,
  error = function() return t.error(2) end,
  siginfo = function() return t.siginfo() end,
}
local function object(name, kind)
  if MAKE[name] then return MAKE[name]() end
  if kind == "variable-length" then return t[name](2) end
  return t[name]()
end

local function get(value, path)
  for name in path:gmatch "[^.]+" do
    -- An array of structures: each has it.
    local ok, inner = pcall(function() return value[name] end)
    if not ok then
      local first, element = pcall(function() return value[0][name] end)
      if not first then error(inner, 0) end
      inner = element
    end
    value = inner
  end
  return value
end

local function set(value, name, to) value[name] = to end

local asked, padding, foreign = 0, 0, 0
local wrong = {}
local function check(ok, what, why)
  asked = asked + 1
  if not ok then wrong[#wrong + 1] = what .. ": " .. tostring(why) end
end

local function check_write(name, value, member, to)
  local what = name .. ":" .. member
  local done, why = pcall(set, value, member, to)
  local known = done or not why:find "no member" and not why:find "can only be read"
  local owed = OWED_WRITES[what]
  check(known == not owed, what .. " =", owed and "can be assigned: it is to be taken out of what is owed" or why)
end

local function check_members(name, info, value)
  for _, field in ipairs(info.fields) do
    if field:find "^__" or field:find "%._pad$" then
      -- What the kernel leaves empty has no name here.
      padding = padding + 1
    elseif OF_X86_64[name] and S.abi.arch ~= "x64" then
      foreign = foreign + 1
    else
      local ok, why = pcall(get, value, field)
      local owed = OWED_FIELDS[name .. "." .. field]
      check(ok == not owed, name .. "." .. field, owed and "is there: it is to be taken out of what is owed" or why)
    end
  end
  local writable = {}
  for _, member in ipairs(info.writable_accessors or {}) do writable[member] = true end
  for _, member in ipairs(info.accessors) do
    if not member:find "<" then
      local ok, now = pcall(get, value, member)
      check(ok, name .. ":" .. member, now)
      if writable[member] and ok then
        check_write(name, value, member, now)
      end
    end
    writable[member] = nil
  end
  for member in pairs(writable) do
    check_write(name, value, member)
  end
end

test("types, fields and members", function()
  local count = 0
  for name, info in pairs(types) do
    count = count + 1
    if OWED[name] then
      check(t[name] == nil, name, "is there: it is to be taken out of what is owed")
    elseif t[name] == nil then
      check(false, name, "no such type")
    elseif info.kind == "function" then
      check(type(t[name]) == "function" or type(t[name]) == "userdata", name, "cannot be called")
    else
      local ok, value = pcall(object, name, info.kind)
      check(ok and value ~= nil, name .. "()", value)
      if ok and type(value) ~= "number" then check_members(name, info, value) end
      if ok and info.ipairs then
        local elements = 0
        for _ in ipairs(value) do elements = elements + 1 end
        check(elements == 2, name, "ipairs gives " .. elements)
      end
    end
  end
  print(("# %d types, %d questions; %d fields of padding and %d of another machine left out"):format(count, asked, padding, foreign))
  table.sort(wrong)
  assert(#wrong == 0, "\n" .. table.concat(wrong, "\n"))
  assert(count > 180 and asked > 1000)
end)

test("every type of the list that is owed is in the list", function()
  for name in pairs(OWED) do assert(types[name], name) end
end)

test("pointers to every structure", function()
  local missing = {}
  for name, info in pairs(types) do
    if info.kind == "struct" and not OWED[name] and not pcall(S.types.pt[name] or error, t.buffer(4096)) then missing[#missing + 1] = name end
    if info.kind == "struct" and not OWED[name] and not S.types.s[name] then missing[#missing + 1] = "s." .. name end
  end
  table.sort(missing)
  test.eq(table.concat(missing, " "), "")
  for _, name in ipairs { "perf_event_header", "inotify_event", "char", "uchar", "int", "uint32", "void" } do assert(S.types.pt[name], name) end
end)

test("functions", function()
  local lists = list(folder .. "functions-linux.json")
  local count, missing = 0, {}
  local places = { S = S, ["S.util"] = S.util, ["S.nl"] = S.nl, ["S.cgroup"] = S.cgroup, abi = S.abi }
  for place, names in pairs(lists) do
    if place == "non_functions" then
      for name in pairs(names) do
        count = count + 1
        if S[name] == nil or type(S[name]) == "function" then missing[#missing + 1] = name end
      end
    else
      for _, name in ipairs(names) do
        count = count + 1
        local value = assert(places[place], place)[name]
        if value == nil or place == "S" and type(value) ~= "function" then missing[#missing + 1] = place .. "." .. name end
      end
    end
  end
  print(("# %d functions and other members"):format(count))
  table.sort(missing)
  test.eq(table.concat(missing, " "), "")
  assert(count > 340)
end)

test("methods of descriptors", function()
  local fd = test.ok(S.open("/dev/null", "rdonly"))
  local names = list(folder .. "fd-methods.json").linux
  local missing = {}
  for _, name in ipairs(names) do
    local ok, method = pcall(function() return fd[name] end)
    if not ok or type(method) ~= "function" then missing[#missing + 1] = name end
  end
  test.eq(table.concat(missing, " "), "")
  assert(#names > 110)
end)

-- The names of a group that this machine has: the list has those of x86-64, and what other machines have else.
local differences = list(folder .. "constants-linux-arch-differences.json")[S.abi.arch] or {}
local function names_of(group, names)
  local all, here = {}, differences[group] or { absent = {}, added = {} }
  local absent = {}
  for _, name in ipairs(here.absent) do absent[name] = true end
  for _, name in ipairs(names) do
    if not absent[name] then all[#all + 1] = name end
  end
  for _, name in ipairs(here.added) do all[#all + 1] = name end
  return all
end

test("constants", function()
  local count, missing = 0, {}
  for group, names in pairs(list(folder .. "constants-linux.json")) do
    for _, name in ipairs(names_of(group, names)) do
      count = count + 1
      local value
      if group == "_scalars" then
        value = S.c[name]
      else
        -- As they are stored: programs walk over them.
        value = S.c[group] and (rawget(S.c[group], name) or rawget(S.c[group], tonumber(name) or name))
      end
      if value == nil then missing[#missing + 1] = group .. "." .. name end
    end
  end
  print(("# %d constants"):format(count))
  table.sort(missing)
  test.eq(table.concat(missing, " "), "")
  assert(count > 3000)
end)

-- What an unknown name is in a table of a kind: nil, or an error.
local UNKNOWN = { strflag = true, multiflags = false, modeflags = false, swapflags = false, charflags = false, atflag = false }

test("kinds of tables", function()
  local counts = {}
  for group, kind in pairs(list(folder .. "flag-kinds-linux.json")) do
    local expected = UNKNOWN[kind]
    if expected ~= nil then
      local read, value = pcall(function() return S.c[group]["no such name"] end)
      test.eq(read, expected, group .. " of kind " .. kind)
      test.eq(read and value or nil, nil, group)
      if kind == "multiflags" or kind == "modeflags" or kind == "swapflags" then test.eq(S.c[group](), 0, group) end
      counts[kind] = (counts[kind] or 0) + 1
    end
  end
  for kind in pairs(UNKNOWN) do assert(counts[kind], kind) end
end)
