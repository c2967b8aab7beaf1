-- `S.nl`: netlink, as tables and methods over the kernel's messages. Gets the module's table and the calls of
-- `calls/netlink.rs`; returns the functions.
local S, native = ...
local c = S.c
local nl = {}

--- Texts of link types, by the numbers of c.ARPHRD.
nl.encapnames = {
  [c.ARPHRD.ETHER] = "Ethernet",
  [c.ARPHRD.LOOPBACK] = "Local Loopback",
}

-- A metatable for tables that hold a message: methods, computed members, then the message's own, which are kept.
local function class(methods, computed, member, named)
  return {
    __index = function(self, key)
      if type(key) ~= "string" then return nil end
      if methods[key] then return methods[key] end
      local value
      if computed[key] then
        value = computed[key](self)
      else
        value = member(rawget(self, "message"), key)
        if value == nil then return named(self, key) end
      end
      rawset(self, key, value)
      return value
    end,
  }
end

-- The names of a constant group that a number of flags has, in the order of the bits.
local function names(group, flags)
  local found = {}
  -- The kernel's flags have 32 bits; what a program puts in their place may be any number.
  for i = 0, 31 do
    local bit = 2 ^ i
    if math.floor(flags / bit) % 2 == 1 then
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
    local bit = name ~= nil and c.IFF[name]
    if not bit then error("invalid flag " .. tostring(name) .. ": names are those of c.IFF", 2) end
    return math.floor(self.flags / bit) % 2 == 1
  end,
  __tostring = function(self) return table.concat(names(c.IFF, self.flags), " ") end,
}

local link_methods, link_computed = {}, {}

local link = class(link_methods, link_computed, native.link_member, function(self, key)
  local hardware = c.ARPHRD[key]
  if hardware then return self.type == hardware end
  if key == "newlink" or key == "dellink" or key == "getlink" then return self.op == key end
end)

function link_computed.flags(self) return setmetatable({ flags = native.link_member(self.message, "flags") }, flags_meta) end

function link_computed.inet() return {} end

link_computed.inet6 = link_computed.inet

function link_computed.typename(self) return nl.encapnames[self.type] or "unknown " .. tostring(self.type) end

--- Reads the link again, in place.
-- @return the link itself, or nil and the error
function link_methods.refresh(self)
  local fresh, err = native.link(link, self.name)
  if not fresh then return nil, err end
  for key in pairs(self) do
    if key ~= "inet" and key ~= "inet6" then self[key] = nil end
  end
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

local address = class({}, {}, native.address_member, function(self, key)
  local bit = c.IFA_F[key:upper()]
  if bit then return math.floor(self.flags / bit) % 2 == 1 end
  if key == "newaddr" or key == "deladdr" then return self.op == key end
end)

local links_methods = {}

local links = {
  __index = links_methods,
  __tostring = function(self)
    local texts = {}
    for i, one in ipairs(self) do texts[i] = tostring(one) end
    return table.concat(texts, "\n")
  end,
}

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

--- The links of the network namespace: an array, and a map by name. Their text is what `ifconfig` prints.
-- @return the table, or nil and the error
function nl.getlink()
  local found, err = native.links(link)
  if not found then return nil, err end
  return setmetatable(found, links)
end

--- The addresses of a family ("inet", "inet6"), or all.
-- @return an array, or nil and the error
function nl.getaddr(af)
  local family = af == nil and 0 or c.AF[af]
  if type(family) ~= "number" then
    error(("bad argument #1 to 'getaddr' (af: name of c.AF or number expected, got %s)"):format(tostring(af)), 2)
  end
  return native.addresses(address, family)
end

--- The links with their addresses (`link.inet`, `link.inet6`): an array, and a map by name.
-- @return the table, or nil and the error
function nl.interfaces()
  local found, by_index = native.links(link)
  if not found then return nil, by_index end
  local addresses, err = native.addresses(address, 0)
  if not addresses then return nil, err end
  attach(by_index, addresses)
  found.interrupted = found.interrupted or addresses.interrupted
  return setmetatable(found, links)
end

--- One link with its addresses, by its name or its position among the links.
-- @return the link; nil when there is none; nil and the error
function nl.interface(name)
  local found, err = nl.interfaces()
  if not found then return nil, err end
  return rawget(found, name)
end

--- Reads all links and addresses again, in place.
-- @return the table itself, or nil and the error
function links_methods.refresh(self)
  local fresh, err = nl.interfaces()
  if not fresh then return nil, err end
  for key in pairs(self) do self[key] = nil end
  for key, value in pairs(fresh) do self[key] = value end
  return self
end

return nl
