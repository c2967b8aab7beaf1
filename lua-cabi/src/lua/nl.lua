-- `S.nl`: netlink, as tables and methods over the kernel's messages. Gets the module's table and the calls of
-- `calls/netlink.rs`. Here what is read; `nl_request.lua` goes on, as a part of the same chunk, and returns the functions.
local S, native = ...
local c, t, expect = S.c, S.t, native.expect
local nl = {}

--- Texts of link types, by the numbers of c.ARPHRD.
nl.encapnames = {
  [c.ARPHRD.ETHER] = "Ethernet",
  [c.ARPHRD.LOOPBACK] = "Local Loopback",
}

-- A metatable for tables that hold a message: methods, computed members, then the message's own, which are kept. `names`
-- are those that members have here: the member of the table of messages, or false where that has another meaning.
local function class(methods, computed, names, named)
  return {
    __index = function(self, key)
      if type(key) ~= "string" then return nil end
      if methods[key] then return methods[key] end
      local value
      if computed[key] then
        value = computed[key](self)
      else
        local name = names[key]
        if name == nil then name = key end
        if name then value = native.member(rawget(self, "message"), name) end
        if value == nil then return named(self, key) end
      end
      rawset(self, key, value)
      return value
    end,
  }
end

-- A constant by its name in any case, nil when there is none: other than the groups themselves this never raises.
local function constant(group, name) return type(name) == "string" and rawget(group, name:upper()) or nil end

-- Whether a number has a bit. A program may have put anything in its place.
local function has(number, bit) return type(number) == "number" and math.floor(number / bit) % 2 == 1 end

-- The names of a constant group that a number of 32 flags has, in the order of the bits.
local function names(group, flags)
  local found = {}
  for i = 0, 31 do
    local bit = 2 ^ i
    if has(flags, bit) then
      for name, value in pairs(group) do
        if value == bit then found[#found + 1] = name end
      end
    end
  end
  return found
end

-- Flags as an object: booleans by name in any case, `flags` the number.
local flags_meta = {
  __index = function(self, name)
    local bit = constant(c.IFF, name)
    if not bit then error("invalid flag '" .. tostring(name) .. "': names are those of c.IFF", 2) end
    return has(rawget(self, "flags"), bit)
  end,
  __tostring = function(self) return table.concat(names(c.IFF, rawget(self, "flags")), " ") end,
}

-- Members that every message has.
local function common(computed, head)
  computed[head] = function(self) return (native.head(self.message)) end
  function computed.nl(self)
    local _, number = native.head(self.message)
    return number
  end
  function computed.op(self)
    local _, _, name = native.head(self.message)
    return name and name:lower()
  end
end

-- Gives the links their addresses; those without get empty lists when they are asked.
local function attach(by_index, addresses)
  local inet6 = c.AF.INET6
  for i = 1, #addresses do
    local one = addresses[i]
    local owner = by_index[one.index]
    if owner then
      local kind = one.family == inet6 and "inet6" or "inet"
      local list = rawget(owner, kind)
      if list then list[#list + 1] = one else owner[kind] = { one } end
    end
  end
end

local address_computed = {}

local address = class({}, address_computed, { addr = "address", loc = "local" }, function(self, key)
  local bit = constant(c.IFA_F, key)
  if bit then return has(self.flags, bit) end
  if key == "newaddr" or key == "deladdr" then return self.op == key end
end)

common(address_computed, "ifaddr")

-- The addresses of the link of an index, or of all (0), of a family, or of all (0); whether something changed meanwhile, or the error.
local function addresses_of(index, family)
  return native.dump(address, c.RTM.GETADDR, native.bytes(t.ifaddrmsg { ifa_family = family or 0, ifa_index = index }))
end

local link_methods, link_computed = {}, {}

-- `address` adds an address to the link, and is no member.
local link_names = { macaddr = "address", address = false, ifalias = "alias", type = "hardware" }

local link = class(link_methods, link_computed, link_names, function(self, key)
  local hardware = constant(c.ARPHRD, key)
  if hardware then return self.type == hardware end
  if key == "newlink" or key == "dellink" or key == "getlink" then return self.op == key end
end)

common(link_computed, "ifinfo")

function link_computed.flags(self)
  return setmetatable({ flags = native.member(self.message, "flags") or 0 }, flags_meta)
end

-- An Ethernet address is an object, any other a string.
function link_computed.addrlen(self)
  local address = self.macaddr
  return address and (type(address) == "string" and #address or 6)
end

function link_computed.inet() return {} end

link_computed.inet6 = link_computed.inet

function link_computed.typename(self) return nl.encapnames[self.type] or "unknown " .. tostring(self.type) end

--- Reads the link again, in place: the one of its index, which stays when its name changes.
-- @return the link itself, or nil and the error
function link_methods.refresh(self)
  if getmetatable(self) ~= link then expect("link", self, 0, "refresh") end
  local fresh, err = native.link_at(link, self.index)
  local addresses
  if fresh then addresses, err = addresses_of(fresh.index) end
  if not addresses then return nil, err end
  attach({ [fresh.index] = fresh }, addresses)
  for key in pairs(self) do self[key] = nil end
  for key, value in pairs(fresh) do self[key] = value end
  return self
end

local indent = "          "

function link.__tostring(self)
  local lines = {}
  local hardware = (self.loopback or not self.macaddr) and "" or "  HWaddr " .. tostring(self.macaddr)
  lines[1] = ("%-10sLink encap:%s%s"):format(self.name, self.typename, hardware)
  for _, kind in ipairs { "inet", "inet6" } do
    for _, address in ipairs(rawget(self, kind) or {}) do
      lines[#lines + 1] = ("%s%s addr: %s/%d"):format(indent, kind, tostring(address.addr), address.prefixlen)
    end
  end
  lines[#lines + 1] = ("%s%s  MTU: %d"):format(indent, tostring(self.flags), self.mtu or 0)
  local stats = self.stats
  for _, way in ipairs { "rx", "tx" } do
    local count = function(what) return stats and stats[way .. "_" .. what] or 0 end
    lines[#lines + 1] = ("%s%s packets:%.0f errors:%.0f dropped:%.0f"):format(
      indent, way:upper(), count "packets", count "errors", count "dropped")
  end
  return table.concat(lines, "\n") .. "\n"
end

local links_methods = {}

local links = {
  __index = links_methods,
  __tostring = function(self)
    local texts = {}
    for i, one in ipairs(self) do texts[i] = tostring(one) end
    return table.concat(texts, "\n")
  end,
}

-- Makes links of what a dump gave. Names come from outside: one that is a method's or a field's here is left to `get`.
local function links_of(found, interrupted)
  for name in pairs(links_methods) do found[name] = nil end
  found.interrupted = interrupted or nil
  return setmetatable(found, links)
end

--- The links with their addresses (`link.inet`, `link.inet6`): an array, and a map by name.
-- @return the table, or nil and the error
function nl.interfaces()
  local found, by_index, interrupted = native.links(link)
  if not found then return nil, by_index end
  local addresses, err = addresses_of(0)
  if not addresses then return nil, err end
  attach(by_index, addresses)
  return links_of(found, interrupted or err)
end

--- One link with its addresses, by its name, an alternative name, or its position among the links.
-- @return the link; nil when there is none; nil and the error
function nl.interface(name)
  if type(name) ~= "string" then
    local found, err = nl.interfaces()
    if not found then return nil, err end
    return rawget(found, name)
  end
  -- No link has such a name.
  if name == "" or #name > 127 or name:find("\0", 1, true) then return nil end
  local one, err = native.link(link, name)
  if not one then
    if err.NODEV then return nil end
    return nil, err
  end
  local addresses, failed = addresses_of(one.index)
  if not addresses then return nil, failed end
  attach({ [one.index] = one }, addresses)
  return one
end

--- The link of a name, also of one that is a method's or a field's here.
-- @return the link, or nil when there is none
function links_methods.get(self, name)
  if getmetatable(self) ~= links then expect("links", self, 0, "get") end
  for i = 1, #self do
    if self[i].name == name then return self[i] end
  end
end

--- Reads all links and addresses again, in place.
-- @return the table itself, or nil and the error
function links_methods.refresh(self)
  if getmetatable(self) ~= links then expect("links", self, 0, "refresh") end
  local fresh, err = nl.interfaces()
  if not fresh then return nil, err end
  for key in pairs(self) do self[key] = nil end
  for key, value in pairs(fresh) do self[key] = value end
  return self
end

