-- Of `S.nl`: what is asked of the kernel and changed, routes and neighbours, and sockets.

-- ---- requests ----

-- Raises what is wrong with an argument of a function, whose caller is so many levels up: that of what calls the caller of this by default.
local function refuse(position, name, parameter, reason, level)
  error(("bad argument #%d to '%s' (%s: %s)"):format(position, name, parameter, reason), level or 4)
end

-- The number of a name of a group, or a number; 0 for nil.
local function number(group, value, position, name, parameter, level)
  if type(value) == "number" then return value end
  if value == nil or value == false then return 0 end
  local ok, found = pcall(function() return c[group][value] end)
  if ok and type(found) == "number" then return found end
  local got = type(value) == "string" and "'" .. value .. "'" or type(value)
  if not ok and type(value) == "string" then
    refuse(position, name, parameter, (tostring(found):gsub("^.-:%d+: ", "")), level)
  end
  refuse(position, name, parameter, ("name of c.%s or number expected, got %s"):format(group, got), level)
end

-- A whole number that may be so large; 0 for nil.
local function whole(value, most, position, name, parameter, level)
  if value == nil then return 0 end
  if type(value) ~= "number" then refuse(position, name, parameter, "number expected, got " .. type(value), level) end
  if not (value >= 0 and value <= most and value % 1 == 0) then
    refuse(position, name, parameter, ("number out of range: 0 to %d"):format(most), level)
  end
  return value
end

-- The index that a link, a number or nil stands for.
local function index_of(value, position, name, level)
  if getmetatable(value) == link then value = rawget(value, "index") end
  if value ~= nil and type(value) ~= "number" then
    refuse(position, name, "index", "link or number expected, got " .. type(value), level)
  end
  local index = whole(value, 2 ^ 31 - 1, position, name, "index", (level or 4) + 1)
  return index
end

-- A structure of a message, of a table of fields or what its type takes, as bytes; and the structure.
local function structure(ty, init, position, name, parameter, level)
  local ok, object = pcall(ty, init)
  if not ok then
    local reason = tostring(object):gsub("^.-:%d+: ", "")
    refuse(position, name, parameter, reason:match "%((.*)%)$" or reason, level)
  end
  return native.bytes(object), object
end

local function is_type(value) return type(value) == "userdata" and (getmetatable(value) or {}).__call ~= nil end

local encode_list

-- What an attribute is given, where an object stands for a number.
local function plain(value)
  if getmetatable(value) == link then return rawget(value, "index") end
  if type(value) == "userdata" and getmetatable(value) == getmetatable(S.stdin) then return value:getfd() end
  return value
end

-- The bytes of the attribute at a position of a list, and the position behind it; nil, the position at fault, and why. `texts` are the
-- texts of the same list.
local function encode_pair(tab, list, i, family, texts)
  local name, value = list[i], list[i + 1]
  if is_type(name) then
    local ok, object = pcall(name, value)
    if not ok then return nil, i + 1, tostring(object) end
    return native.bytes(object), i + 2
  elseif type(name) == "userdata" then
    return native.bytes(name), i + 1
  elseif type(name) ~= "string" and type(name) ~= "number" then
    return nil, i, "name of an attribute expected, got " .. type(name)
  end
  local kind, inner, struct = native.attribute(tab, name, texts)
  if not kind then
    return nil, i, ("unknown attribute '%s'%s"):format(name, inner and ": names are those of c." .. inner or "")
  end
  local where = tostring(name) .. ": "
  if inner and type(value) == "table" and not getmetatable(value) then
    local head = ""
    if struct and type(value[1]) ~= "userdata" then head = native.bytes(t[struct]()) end
    local bytes, position, why = encode_list(inner, value, 1, #value, 0)
    if not bytes then return nil, i + 1, ("%s[%d]: %s"):format(tostring(name), position, why) end
    return native.wrap(kind, head .. bytes, true), i + 2
  elseif inner and inner ~= "" and type(value) == "string" then
    -- One pair may stand without a table around it.
    local bytes, after, why = encode_pair(inner, list, i + 1, 0, {})
    if not bytes then return nil, after, why end
    return native.wrap(kind, bytes, true), after
  elseif struct and type(value) == "table" and not getmetatable(value) then
    local ok, object = pcall(t[struct], value)
    if not ok then return nil, i + 1, where .. tostring(object) end
    value = object
  end
  local bytes, why = native.encode(tab, kind, family, plain(value))
  if not bytes then return nil, i + 1, where .. why end
  if type(value) == "string" then texts[kind] = value end
  return bytes, i + 2
end

-- The bytes of the attributes from a position to the last; nil, the position at fault, and why.
function encode_list(tab, list, i, last, family)
  local pieces, texts = {}, {}
  while i <= last do
    local bytes, after, why = encode_pair(tab, list, i, family, texts)
    if not bytes then return nil, after, why end
    pieces[#pieces + 1], i = bytes, after
  end
  return table.concat(pieces)
end

-- The bytes of the attributes that a function got behind `before` other arguments.
local function attributes(name, before, tab, family, ...)
  local bytes, position, why = encode_list(tab, { ... }, 1, select("#", ...), family)
  if not bytes then
    error(("bad argument #%d to '%s' (%s)"):format(before + position, name, why), 3)
  end
  return bytes
end

-- What an operation gives that the kernel has acknowledged.
local function acknowledged(kind, flags, body)
  local ok, err = native.request(kind, flags, body)
  if not ok then return nil, err end
  return { ack = true }
end

-- ---- links and addresses ----

--- The links of the network namespace: an array, and a map by name. Their text is what `ifconfig` prints. rtnetlink(7)
-- @param ... attributes of the request
-- @return the table, or nil and the error
function nl.getlink(...)
  if select("#", ...) == 0 then
    local found, by_index, interrupted = native.links(link)
    if not found then return nil, by_index end
    return links_of(found, interrupted)
  end
  local body = native.bytes(t.ifinfomsg()) .. attributes("getlink", 0, "Link", 0, ...)
  local found, interrupted = native.dump(link, c.RTM.GETLINK, body)
  if not found then return nil, interrupted end
  for i = 1, #found do found[found[i].name] = found[i] end
  return links_of(found, interrupted)
end

--- The addresses of a family ("inet", "inet6"), or all. rtnetlink(7)
-- @param af the family
-- @param ... attributes of the request
-- @return an array, or nil and the error
function nl.getaddr(af, ...)
  local family = number("AF", af, 1, "getaddr", "af")
  local body = structure(t.ifaddrmsg, { ifa_family = family }, 1, "getaddr", "af")
  local found, interrupted = native.dump(address, c.RTM.GETADDR, body .. attributes("getaddr", 1, "Address", family, ...))
  if not found then return nil, interrupted end
  found.interrupted = interrupted or nil
  return found
end

--- Makes or changes a link. An attribute's value may be a table of attributes; one pair may stand there without the table:
-- `nl.newlink(0, "create", nil, nil, "ifname", "v5", "link", i.eth0, "linkinfo", {"kind", "vlan", "data", {"id", 5}})`. rtnetlink(7)
-- @param index the link or its index; 0 for a new one, or the one of the name among the attributes
-- @param flags c.NLM_F: "create", "create, excl"
-- @param iflags c.IFF: what the flags are to be
-- @param change c.IFF: which of them
-- @param ... names of c.IFLA, each with its value
-- @return `{ack = true}`, or nil and the error
function nl.newlink(index, flags, iflags, change, ...)
  local body = structure(t.ifinfomsg, {
    ifi_index = index_of(index, 1, "newlink"),
    ifi_flags = number("IFF", iflags, 3, "newlink", "iflags"),
    ifi_change = number("IFF", change, 4, "newlink", "change"),
  }, 1, "newlink", "index")
  body = body .. attributes("newlink", 4, "Link", 0, ...)
  return acknowledged(c.RTM.NEWLINK, number("NLM_F", flags, 2, "newlink", "flags"), body)
end

--- Removes a link. rtnetlink(7)
-- @param index the link or its index; 0 for the one that the attributes name: `nl.dellink(0, "ifname", "nic7")`
-- @return `{ack = true}`, or nil and the error
function nl.dellink(index, ...)
  local body = structure(t.ifinfomsg, { ifi_index = index_of(index, 1, "dellink") }, 1, "dellink", "index")
  return acknowledged(c.RTM.DELLINK, 0, body .. attributes("dellink", 1, "Link", 0, ...))
end

--- Gives a link an address. rtnetlink(7)
-- @param index the link or its index
-- @param af c.AF: "inet", "inet6"
-- @param prefixlen the bits of the network's prefix
-- @param flags c.IFA_F: "permanent"
-- @param ... names of c.IFA, each with its value: "local", "address", "broadcast", "label"
-- @return `{ack = true}`, or nil and the error
function nl.newaddr(index, af, prefixlen, flags, ...)
  local family, bits = number("AF", af, 2, "newaddr", "af"), number("IFA_F", flags, 4, "newaddr", "flags")
  local body = structure(t.ifaddrmsg, {
    ifa_family = family, ifa_prefixlen = whole(prefixlen, 255, 3, "newaddr", "prefixlen"), ifa_flags = bits % 256, ifa_index = index_of(index, 1, "newaddr"),
  }, 3, "newaddr", "prefixlen")
  if bits > 255 then body = body .. native.encode("Address", c.IFA.FLAGS, 0, bits) end
  return acknowledged(c.RTM.NEWADDR, c.NLM_F.CREATE, body .. attributes("newaddr", 4, "Address", family, ...))
end

--- Takes an address from a link. rtnetlink(7)
-- @param index the link or its index
-- @param af c.AF
-- @param prefixlen the bits of the network's prefix
-- @param ... names of c.IFA, each with its value: "local"
-- @return `{ack = true}`, or nil and the error
function nl.deladdr(index, af, prefixlen, ...)
  local family = number("AF", af, 2, "deladdr", "af")
  local body = structure(t.ifaddrmsg, {
    ifa_family = family, ifa_prefixlen = whole(prefixlen, 255, 3, "deladdr", "prefixlen"), ifa_index = index_of(index, 1, "deladdr"),
  }, 3, "deladdr", "prefixlen")
  return acknowledged(c.RTM.DELADDR, 0, body .. attributes("deladdr", 3, "Address", family, ...))
end

-- The index of a link that is given by name too.
local function device(value)
  if type(value) ~= "string" then return plain(value) end
  local one, err = native.link(link, value)
  if not one then return nil, err end
  return one.index
end

-- Makes or changes a link as a table says it.
local function iplink(tab, flags, name)
  local list = {}
  local function add(...)
    for i = 1, select("#", ...) do list[#list + 1] = (select(i, ...)) end
  end
  if tab.name then add("ifname", tab.name) end
  if tab.link ~= nil then
    local below, err = device(tab.link)
    if not below then return nil, err end
    add("link", below)
  end
  if tab.type then
    local info = { "kind", tab.type }
    local data
    if tab.id ~= nil then data = { "id", tab.id } end
    if tab.peer then data = { "peer", { t.ifinfomsg, {}, "ifname", tab.peer.name } } end
    if data then info[3], info[4] = "data", data end
    add("linkinfo", info)
  end
  local body = structure(t.ifinfomsg, {
    ifi_index = index_of(tab.index, 1, name, 5),
    ifi_flags = number("IFF", tab.flags, 1, name, "tab.flags", 5),
    ifi_change = number("IFF", tab.change, 1, name, "tab.change", 5),
  }, 1, name, "tab", 5)
  local bytes, _, why = encode_list("Link", list, 1, #list, 0)
  if not bytes then refuse(1, name, "tab", why) end
  return acknowledged(c.RTM.NEWLINK, flags, body .. bytes)
end

--- Makes a link: `{name=, type=, link=, index=, flags=, change=, id=, peer = {name=}}`, where `link` is the one below, `id` a VLAN's number
-- and `peer` the other end of a veth pair. ip-link(8)
-- @return `{ack = true}`, or nil and the error
function nl.create_interface(tab)
  expect("table", tab, 1, "create_interface", "tab")
  local result, err = iplink(tab, c.NLM_F.CREATE, "create_interface")
  return result, err
end

--- As `create_interface`, with the member `modifier` for c.NLM_F in place of "create". ip-link(8)
-- @return `{ack = true}`, or nil and the error
function nl.iplink(tab)
  expect("table", tab, 1, "iplink", "tab")
  local flags = number("NLM_F", tab.modifier, 1, "iplink", "tab.modifier")
  local result, err = iplink(tab, flags, "iplink")
  return result, err
end

-- Changes a link for a method: its flags, or attributes.
local function set(self, name, flags, change, ...)
  if getmetatable(self) ~= link then error(("calling '%s' on bad self (link expected, got %s)"):format(name, type(self)), 3) end
  local body = structure(t.ifinfomsg, { ifi_index = self.index, ifi_flags = flags, ifi_change = change }, 1, name, "flags")
  local bytes, _, why = encode_list("Link", { ... }, 1, select("#", ...), 0)
  if not bytes then error(("bad argument #1 to '%s' (%s)"):format(name, why), 3) end
  return acknowledged(c.RTM.NEWLINK, 0, body .. bytes)
end

-- The link after it was changed.
local function after(self, ok, err)
  if not ok then return nil, err end
  return self:refresh()
end

--- Sets the link up, and reads it again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.up(self)
  local ok, err = set(self, "up", c.IFF.UP, c.IFF.UP)
  return after(self, ok, err)
end

--- Sets the link down, and reads it again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.down(self)
  local ok, err = set(self, "down", 0, c.IFF.UP)
  return after(self, ok, err)
end

--- Sets the flags of the link, c.IFF: all, or those of `change`; and reads it again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.setflags(self, flags, change)
  flags = number("IFF", flags, 1, "setflags", "flags")
  change = change == nil and c.IFF.ALL or number("IFF", change, 2, "setflags", "change")
  local ok, err = set(self, "setflags", flags, change)
  return after(self, ok, err)
end

--- Sets the largest payload of the link in bytes, and reads it again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.setmtu(self, mtu)
  local ok, err = set(self, "setmtu", 0, 0, "mtu", mtu)
  return after(self, ok, err)
end

--- Sets the hardware address of the link, and reads it again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.setmac(self, mac)
  local ok, err = set(self, "setmac", 0, 0, "address", mac)
  return after(self, ok, err)
end

--- Gives the link another name, and reads it again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.rename(self, name)
  local ok, err = set(self, "rename", 0, 0, "ifname", name)
  return after(self, ok, err)
end

-- The address, its family and its bits, of text or an address object of a function that is called by the program; the bits are nil where
-- nobody says them.
local function parsed(addr, bits, name)
  if type(addr) == "string" then
    local text, own = addr:match "^([^/]*)/(%d+)$"
    local ok, object = pcall(S.util.inet_name, text or addr)
    if not ok then refuse(1, name, "addr", tostring(object):match "%(str: (.*)%)$" or tostring(object)) end
    addr, bits = object, tonumber(own) or bits
  end
  local mt = type(addr) == "userdata" and getmetatable(addr)
  local family, most
  if mt and mt == getmetatable(t.in_addr()) then
    family, most = c.AF.INET, 32
  elseif mt and mt == getmetatable(t.in6_addr()) then
    family, most = c.AF.INET6, 128
  else
    refuse(1, name, "addr", "IP address expected, got " .. type(addr))
  end
  if bits ~= nil and not (type(bits) == "number" and bits >= 0 and bits <= most and bits % 1 == 0) then
    refuse(2, name, "bits", ("number of bits out of range: 0 to %d"):format(most))
  end
  return addr, family, bits, most
end

--- Gives the link an address, "192.168.7.1/24" or an object and the bits of the network's prefix, with the broadcast address of an IPv4 network;
-- and reads the link again. rtnetlink(7)
-- @return the link itself, or nil and the error
function link_methods.address(self, addr, bits)
  if getmetatable(self) ~= link then expect("link", self, 0, "address") end
  local own, family, length, most = parsed(addr, bits, "address")
  length = length or most
  local ok, err
  if most == 32 and length < 31 then
    local broadcast = own:get_mask_bcast(length).broadcast
    ok, err = nl.newaddr(self, family, length, "permanent", "local", own, "broadcast", broadcast)
  else
    ok, err = nl.newaddr(self, family, length, "permanent", "local", own)
  end
  return after(self, ok, err)
end

--- Takes an address from the link, and reads it again. rtnetlink(7)
-- @param addr as for `address`; without bits, whatever they are
-- @return the link itself, or nil and the error
function link_methods.deladdress(self, addr, bits)
  if getmetatable(self) ~= link then expect("link", self, 0, "deladdress") end
  local own, family, length, most = parsed(addr, bits, "deladdress")
  if not length then
    local list, err = addresses_of(self.index, family)
    if not list then return nil, err end
    for _, one in ipairs(list) do
      if tostring(one.loc or one.addr) == tostring(own) then length = one.prefixlen end
    end
  end
  local ok, err = nl.deladdr(self, family, length or most, "local", own)
  return after(self, ok, err)
end

--- Removes the link. rtnetlink(7)
-- @return true, or nil and the error
function link_methods.delete(self)
  if getmetatable(self) ~= link then expect("link", self, 0, "delete") end
  local ok, err = nl.dellink(self)
  if not ok then return nil, err end
  return true
end

--- Moves the link to the network namespace of a process, or of a descriptor of one. rtnetlink(7)
-- @return true, or nil and the error
function link_methods.move_ns(self, pid)
  local ok, err = set(self, "move_ns", 0, 0, type(pid) == "userdata" and "net_ns_fd" or "net_ns_pid", pid)
  if not ok then return nil, err end
  return true
end

-- ---- routes and neighbours ----

-- The address that stands for none.
local function zero(family) return family == c.AF.INET6 and t.in6_addr() or t.in_addr() end

local route_computed = {}

local route_names = { type = "kind", index = "oif" }

local route = class({}, route_computed, route_names, function(self, key)
  if key == "newroute" or key == "delroute" then return self.op == key end
end)

common(route_computed, "rtmsg")

for name, own in pairs { dest = "dst", source = "src", gw = "gateway" } do
  route_computed[name] = function(self) return self[own] or zero(self.family) end
end

function route.__tostring(self)
  return ("dst: %s/%d gateway: %s src: %s/%d if: %s"):format(tostring(self.dest), self.dst_len or 0, tostring(self.gw),
    tostring(self.source), self.src_len or 0, tostring(self.output or self.oif or ""))
end

-- A metatable for lists of what shows itself a line each.
local function listed(methods)
  return {
    __index = methods,
    __tostring = function(self)
      local texts = {}
      for i, one in ipairs(self) do texts[i] = tostring(one) end
      return table.concat(texts, "\n")
    end,
  }
end

local routes_methods = {}
local routes = listed(routes_methods)

--- The routes of a family as the kernel has them, of a type, table, protocol and scope when these are given. rtnetlink(7)
-- @param af c.AF: "inet", "inet6"
-- @param type c.RTN
-- @param table c.RT_TABLE
-- @param protocol c.RTPROT
-- @param scope c.RT_SCOPE
-- @return an array, or nil and the error
function nl.getroute(af, type, table, protocol, scope)
  local family = number("AF", af, 1, "getroute", "af")
  local wanted = {
    kind = number("RTN", type, 2, "getroute", "type"),
    table = number("RT_TABLE", table, 3, "getroute", "table"),
    protocol = number("RTPROT", protocol, 4, "getroute", "protocol"),
    scope = scope ~= nil and number("RT_SCOPE", scope, 5, "getroute", "scope") or nil,
  }
  local small = wanted.table < 256 and wanted.table or 0
  local body = structure(t.rtmsg, {
    rtm_family = family, rtm_type = wanted.kind, rtm_table = small, rtm_protocol = wanted.protocol,
  }, 2, "getroute", "type")
  if small ~= wanted.table then body = body .. native.encode("Route", c.RTA.TABLE, 0, wanted.table) end
  local found, interrupted = native.dump(route, c.RTM.GETROUTE, body)
  if not found then
    -- A table that is not there has no routes.
    if not (wanted.table ~= 0 and interrupted.NOENT) then return nil, interrupted end
    found, interrupted = {}, nil
  end
  -- Older kernels give all, and no kernel looks at the scope.
  local list = setmetatable({ interrupted = interrupted or nil }, routes)
  for _, one in ipairs(found) do
    local fits = true
    for name, value in pairs(wanted) do
      fits = fits and (one[name] == value or value == 0 and name ~= "scope")
    end
    if fits then list[#list + 1] = one end
  end
  return list
end

--- The routes of a family, of one type, with the names of the interfaces (`input`, `output`); `family` and `tp` are what was asked. They
-- show themselves a line each. ip-route(8)
-- @param af c.AF: "inet", "inet6"
-- @param type c.RTN: "unicast" by default, "unspec" for all
-- @return an array with the methods `match` and `refresh`, or nil and the error
function nl.routes(af, type)
  local family = number("AF", af, 1, "routes", "af")
  local tp = number("RTN", type == nil and "unicast" or type, 2, "routes", "type")
  local list, err = nl.getroute(family, tp)
  if not list then return nil, err end
  local links
  links, err = nl.getlink()
  if not links then return nil, err end
  local names = {}
  for _, one in ipairs(links) do names[one.index] = one.name end
  for _, one in ipairs(list) do one.input, one.output = names[one.iif], names[one.oif] end
  list.family, list.tp = family, tp
  return list
end

--- The routes to exactly one destination: "10.0.0.0/8", or an address object and the bits of its prefix.
-- @return an array as this one
function routes_methods.match(self, addr, len)
  if getmetatable(self) ~= routes then expect("routes", self, 0, "match") end
  local wanted, _, bits, most = parsed(addr, len, "match")
  bits = bits or most
  local list = setmetatable({ family = rawget(self, "family"), tp = rawget(self, "tp") }, routes)
  for _, one in ipairs(self) do
    if one.dst_len == bits and tostring(one.dest) == tostring(wanted) then list[#list + 1] = one end
  end
  return list
end

--- Reads the routes again, in place.
-- @return the table itself, or nil and the error
function routes_methods.refresh(self)
  if getmetatable(self) ~= routes then expect("routes", self, 0, "refresh") end
  local fresh, err = nl.routes(rawget(self, "family"), rawget(self, "tp"))
  if not fresh then return nil, err end
  for key in pairs(self) do self[key] = nil end
  for key, value in pairs(fresh) do self[key] = value end
  return self
end

--- Adds a route. rtnetlink(7)
-- @param flags c.NLM_F beside "request" and "ack": "create"
-- @param rtm a `t.rtmsg`, or `{family=, dst_len=, table=, protocol=, scope=, type=, flags=}`
-- @param ... names of c.RTA, each with its value: "dst", "src", "gateway", "iif", "oif", "priority"
-- @return `{ack = true}`, or nil and the error
function nl.newroute(flags, rtm, ...)
  local body, head = structure(t.rtmsg, rtm, 2, "newroute", "rtm")
  body = body .. attributes("newroute", 2, "Route", head.rtm_family, ...)
  return acknowledged(c.RTM.NEWROUTE, number("NLM_F", flags, 1, "newroute", "flags"), body)
end

--- Removes a route. rtnetlink(7)
-- @param rtm as for `newroute`
-- @param ... names of c.RTA, each with its value
-- @return `{ack = true}`, or nil and the error
function nl.delroute(rtm, ...)
  local body, head = structure(t.rtmsg, rtm, 1, "delroute", "rtm")
  return acknowledged(c.RTM.DELROUTE, 0, body .. attributes("delroute", 1, "Route", head.rtm_family, ...))
end

local neighbour_computed = {}

local neighbour = class({}, neighbour_computed, { ifindex = "index", type = "kind" }, function(self, key)
  if key == "newneigh" or key == "delneigh" then return self.op == key end
end)

common(neighbour_computed, "ndmsg")

function neighbour_computed.dest(self) return self.dst or zero(self.family) end

function neighbour.__tostring(self)
  return ("dst: %s lladdr: %s if: %s"):format(tostring(self.dest), tostring(self.lladdr or t.macaddr()), tostring(self.ifindex))
end

local neighbours = listed {}

--- The neighbours of a link, or of all. rtnetlink(7)
-- @param index the link or its index; 0 or nil for all
-- @param tab a `t.ndmsg`, or `{family=, state=, flags=}`: which of them
-- @param ... names of c.NDA, each with its value
-- @return an array that shows them a line each, or nil and the error
function nl.getneigh(index, tab, ...)
  index = index_of(index, 1, "getneigh")
  local _, head = structure(t.ndmsg, tab, 2, "getneigh", "tab")
  local family, state = head.ndm_family, head.ndm_state
  -- The kernel wants nothing else in the structure, and the index beside it.
  local body = native.bytes(t.ndmsg { ndm_family = family, ndm_flags = head.ndm_flags })
  if index ~= 0 then
    local bytes, why = native.encode("Neighbour", c.NDA.IFINDEX, 0, index)
    if not bytes then refuse(1, "getneigh", "index", why, 3) end
    body = body .. bytes
  end
  local found, interrupted = native.dump(neighbour, c.RTM.GETNEIGH, body .. attributes("getneigh", 2, "Neighbour", family, ...))
  if not found then return nil, interrupted end
  local list = setmetatable({ interrupted = interrupted or nil }, neighbours)
  for _, one in ipairs(found) do
    local fits = (index == 0 or one.index == index) and (state == 0 or S.bit.band(one.state, state) ~= 0)
    if fits then list[#list + 1] = one end
  end
  return list
end

--- Adds a neighbour, or changes it. rtnetlink(7)
-- @param index the link or its index
-- @param tab a `t.ndmsg`, or `{family=, state=, flags=, type=}`
-- @param ... names of c.NDA, each with its value: "dst", "lladdr"
-- @return `{ack = true}`, or nil and the error
function nl.newneigh(index, tab, ...)
  local _, head = structure(t.ndmsg, tab, 2, "newneigh", "tab")
  head.ndm_ifindex = index_of(index, 1, "newneigh")
  local body = native.bytes(head) .. attributes("newneigh", 2, "Neighbour", head.ndm_family, ...)
  return acknowledged(c.RTM.NEWNEIGH, "create, replace", body)
end

--- Removes a neighbour. rtnetlink(7)
-- @param index the link or its index
-- @param tab as for `newneigh`
-- @param ... names of c.NDA, each with its value: "dst"
-- @return `{ack = true}`, or nil and the error
function nl.delneigh(index, tab, ...)
  local _, head = structure(t.ndmsg, tab, 2, "delneigh", "tab")
  head.ndm_ifindex = index_of(index, 1, "delneigh")
  local body = native.bytes(head) .. attributes("delneigh", 2, "Neighbour", head.ndm_family, ...)
  return acknowledged(c.RTM.DELNEIGH, 0, body)
end

-- ---- sockets ----

--- Opens a netlink socket, which closes when a program is executed. netlink(7)
-- @param proto c.NETLINK: "route"
-- @param addr nothing, or what to bind to: a `t.sockaddr_nl`, or `{pid=, groups=}` where groups are a number, or names of c.RTMGRP
-- @return the descriptor, or nil and the error
function nl.socket(proto, addr)
  proto = number("NETLINK", proto, 1, "socket", "proto")
  if type(addr) == "table" and type(addr.groups) == "string" then
    addr = { pid = addr.pid, groups = number("RTMGRP", addr.groups, 2, "socket", "addr.groups") }
  end
  if addr ~= nil then
    local ok, object = pcall(t.sockaddr_nl, addr)
    if not ok then refuse(2, "socket", "addr", "sockaddr_nl or table expected", 3) end
    object.family = "netlink"
    addr = object
  end
  local sock, err = S.socket("netlink", "raw, cloexec", proto)
  if not sock then return nil, err end
  if addr then
    local ok
    ok, err = sock:bind(addr)
    if not ok then
      sock:close()
      return nil, err
    end
  end
  return sock
end

-- The objects by the types of messages.
local classes = {
  [c.RTM.NEWLINK] = link, [c.RTM.DELLINK] = link, [c.RTM.NEWADDR] = address, [c.RTM.DELADDR] = address,
  [c.RTM.NEWROUTE] = route, [c.RTM.DELROUTE] = route, [c.RTM.NEWNEIGH] = neighbour, [c.RTM.DELNEIGH] = neighbour,
}

-- Puts messages into a table -> whether that was the last; nil and the error.
local function collect(result, objects, kinds, malformed)
  for i, kind in ipairs(kinds) do
    local object, class_ = objects[i], classes[kind]
    if kind == c.NLMSG.ERROR or kind == c.NLMSG.DONE then
      if object ~= 0 then return nil, t.error(object) end
      if kind == c.NLMSG.DONE then return true end
      result.ack = true
    elseif type(object) == "userdata" then
      local one = setmetatable({ message = object }, class_)
      result[#result + 1] = one
      if class_ == link then
        local name = one.name
        if name and not links_methods[name] and name ~= "ack" then result[name] = one end
      end
    end
  end
  if malformed then return nil, malformed end
  return false
end

--- Receives what the kernel sends: links (by name too), addresses, routes and neighbours that changed, or the answer to a request. netlink(7)
-- @param sock the socket
-- @param addr a `t.sockaddr_nl` for the sender's address
-- @param bufsize bytes that a message can have; 8192 by default
-- @param untildone whether to go on until the message that ends a dump
-- @return an array, with `ack = true` for an acknowledgement; or nil and the error: MSGSIZE for a message that was cut
function nl.read(sock, addr, bufsize, untildone)
  if bufsize == nil then bufsize = 8192 else expect("size", bufsize, 3, "read", "bufsize") end
  local buf = t.buffer(bufsize)
  local result = setmetatable({}, links)
  if addr == nil then addr = t.sockaddr_nl() end
  repeat
    local count, err = S.recvfrom(sock, buf, bufsize, "trunc", addr)
    if not count then return nil, err end
    if count > bufsize then return nil, t.error(c.E.MSGSIZE) end
    -- Other processes may send too, and are not believed.
    local done = false
    if addr.pid == 0 then
      done, err = collect(result, native.split(buf, count))
      if done == nil then return nil, err end
      if not untildone then done = true end
    end
  until done
  return result
end

--- Sends one message, with the socket's next sequence number. netlink(7)
-- @param sock the socket
-- @param dest a `t.sockaddr_nl`; the kernel by default
-- @param kind c.RTM: "getlink"
-- @param flags c.NLM_F
-- @param af c.AF: the family of addresses, and of the structure at the start
-- @param ... the structure as an object, or its type and what that takes (zeros with the family when there is none); then names of
-- attributes, each with its value
-- @return how many bytes were sent, or nil and the error
function nl.write(sock, dest, kind, flags, af, ...)
  kind = number("RTM", kind, 3, "write", "kind")
  flags = number("NLM_F", flags, 4, "write", "flags")
  local family = number("AF", af, 5, "write", "af")
  local tab, struct, size = native.describe(kind)
  local bytes = attributes("write", 5, tab or "", family, ...)
  -- All such structures begin with the family.
  if struct and type((...)) ~= "userdata" then bytes = string.char(family % 256) .. ("\0"):rep(size - 1) .. bytes end
  local message = native.message(kind, flags, sock:seq(), bytes)
  return S.sendto(sock, message, nil, nil, dest or t.sockaddr_nl { family = "netlink" })
end

return nl
