-- Links and addresses over netlink, in a network namespace of the test's own.
local test = require "test"
local S = require "syscall"
local c, t, nl = S.c, S.t, S.nl

test.isolate "net"

-- ---- requests by hand, since a bare machine has no other means to make links ----

-- A number in the machine's byte order.
local function number(n, size)
  local bytes = ""
  for _ = 1, size do
    local byte = string.char(n % 256)
    bytes = S.abi.le and bytes .. byte or byte .. bytes
    n = math.floor(n / 256)
  end
  return bytes
end

local function padded(s) return s .. ("\0"):rep(-#s % 4) end

-- struct rtattr: length, type, data (rtnetlink(7)).
local function attribute(kind, data) return padded(number(4 + #data, 2) .. number(kind, 2) .. data) end

-- Sends one message and reads the acknowledgement -> true, or nil and the error.
local function request(kind, flags, body)
  local fd = test.ok(S.socket("netlink", "raw", "route"))
  local REQUEST, ACK = 1, 4
  local message = number(16 + #body, 4) .. number(kind, 2) .. number(REQUEST + ACK + flags, 2) .. number(1, 4) .. number(0, 4) .. body
  test.eq(fd:send(message), #message)
  local answer = test.ok(fd:read(nil, 8192))
  fd:close()
  local errno = 0 -- of struct nlmsgerr, negative
  local highest, lowest, step = 17, 20, 1
  if S.abi.le then highest, lowest, step = 20, 17, -1 end
  for i = highest, lowest, step do errno = errno * 256 + answer:byte(i) end
  if errno == 0 then return true end
  return nil, t.error(2 ^ 32 - errno)
end

local NEWLINK, DELLINK, NEWADDR, CREATE, EXCLUSIVE = 16, 17, 20, 0x400, 0x200

-- struct ifinfomsg, then attributes.
local function link_body(index, flags, change, ...)
  return number(0, 4) .. number(index, 4) .. number(flags, 4) .. number(change, 4) .. table.concat { ... }
end

local function add_link(kind, name)
  local IFNAME, LINKINFO, INFO_KIND = 3, 18, 1
  return request(NEWLINK, CREATE + EXCLUSIVE,
    link_body(0, 0, 0, attribute(IFNAME, name .. "\0"), attribute(LINKINFO, attribute(INFO_KIND, kind))))
end

local function delete_link(index) return request(DELLINK, 0, link_body(index, 0, 0)) end

local function set_up(index) return request(NEWLINK, 0, link_body(index, c.IFF.UP, c.IFF.UP)) end

-- struct ifaddrmsg, then attributes.
local function add_address(index, family, prefix, bytes)
  local ADDRESS, LOCAL = 1, 2
  return request(NEWADDR, CREATE + EXCLUSIVE, number(family, 1) .. number(prefix, 1) .. number(0, 2) .. number(index, 4)
    .. attribute(LOCAL, bytes) .. attribute(ADDRESS, bytes))
end

-- Makes a link of any kind that this kernel has; skips when there is none.
local function make_link(name)
  local reasons = {}
  for _, kind in ipairs { "dummy", "bridge", "ifb" } do
    local ok, err = add_link(kind, name)
    if ok then return kind end
    reasons[#reasons + 1] = kind .. ": " .. tostring(err)
  end
  test.skip("this kernel makes no links (" .. table.concat(reasons, "; ") .. ")")
end

-- Names and counters as the kernel has them in text.
local function proc()
  local found, count = {}, 0
  for line in io.lines "/proc/self/net/dev" do
    local name, counters = line:match "^%s*([^:%s]+):%s*(.*)$"
    if name then
      local list = {}
      for n in counters:gmatch "%d+" do list[#list + 1] = tonumber(n) end
      found[name] = { rx_packets = list[2], tx_packets = list[10] }
      count = count + 1
    end
  end
  return found, count
end

-- ---- ----

local indent = (" "):rep(10)
local zeros = indent .. "RX packets:0 errors:0 dropped:0\n" .. indent .. "TX packets:0 errors:0 dropped:0\n"

test("a new namespace", function()
  local links = test.ok(nl.interfaces())
  local names, count = proc()
  test.eq(#links, count)
  for name in pairs(names) do test.eq(links[name].name, name) end
  local lo = links.lo
  test.eq(links[1], lo)
  test.eq(lo.name, "lo")
  test.eq(lo.index, 1)
  test.eq(#lo.inet, 0)
  test.eq(#lo.inet6, 0)
  test.eq(tostring(lo), "lo        Link encap:Local Loopback\n" .. indent .. "LOOPBACK  MTU: 65536\n" .. zeros)
  if count == 1 then test.eq(tostring(links), tostring(lo)) end
end)

test("members of a link", function()
  local lo = test.ok(nl.interface "lo")
  test.eq(lo.mtu, 65536)
  test.eq(lo.type, c.ARPHRD.LOOPBACK)
  test.eq(lo.typename, "Local Loopback")
  test.eq(lo.family, c.AF.UNSPEC)
  test.eq(lo.loopback, true)
  test.eq(lo.ether, false)
  test.eq(lo.op, "newlink")
  test.eq(lo.newlink, true)
  test.eq(lo.dellink, false)
  test.eq(lo.nl, NEWLINK)
  test.eq(lo.addrlen, 6)
  test.eq(tostring(lo.macaddr), "00:00:00:00:00:00")
  test.eq(tostring(lo.broadcast), "00:00:00:00:00:00")
  test.eq(type(lo.qdisc), "string")
  test.eq(lo.stats.rx_packets, 0)
  test.eq(lo.ifinfo.ifi_index, 1)
  test.eq(lo.nosuch, nil)
  for _, name in ipairs { "mtu", "index", "type" } do test.integer(lo[name]) end
end)

test("flags", function()
  local flags = test.ok(nl.interface "lo").flags
  test.eq(flags.loopback, true)
  test.eq(flags.LOOPBACK, true)
  test.eq(flags.Loopback, true)
  test.eq(flags.up, false)
  test.eq(flags.flags, c.IFF.LOOPBACK)
  test.eq(tostring(flags), "LOOPBACK")
  test.raises("nosuch", function() return flags.nosuch end)
end)

test("one link", function()
  test.eq(nl.interface("lo").index, 1)
  test.eq(nl.interface(1).name, "lo")
  for _, name in ipairs { "nosuch", "", 0, 999, -1, "refresh", "interrupted" } do
    test.eq((nl.interface(name)), nil, name)
  end
end)

test("links without addresses", function()
  local links = test.ok(nl.getlink())
  test.eq(links.lo.name, "lo")
  test.eq(links[1].name, "lo")
  test.eq(rawget(links.lo, "inet"), nil)
  test.eq(tostring(links.lo), tostring(nl.interface "lo"))
end)

test("addresses: none, and wrong families", function()
  for _, family in ipairs { "inet", "inet6", c.AF.INET, "unspec" } do test.eq(#test.ok(nl.getaddr(family)), 0, family) end
  test.eq(#test.ok(nl.getaddr()), 0)
  test.raises("bad argument #1 to 'getaddr'", nl.getaddr, "nosuch")
  test.raises("bad argument #1 to 'getaddr'", nl.getaddr, {})
end)

test("tables that hold no message", function()
  local lo = nl.interface "lo"
  for _, message in ipairs { "", "x", ("\255"):rep(100), 5, {}, t.stat() } do
    rawset(lo, "message", message)
    pcall(function() return lo.broadcast, lo.stats end)
    pcall(tostring, lo)
  end
  for _, one in ipairs { lo, lo.flags, nl.interfaces() } do
    local own = setmetatable({}, getmetatable(one))
    pcall(tostring, own)
    pcall(function() return own.mtu end)
  end
  -- Cut short anywhere, a message loses members and nothing else.
  local whole = nl.interface "lo"
  local bytes = {}
  for i = 0, #whole.message - 1 do bytes[i + 1] = string.char(whole.message[i] % 256) end
  bytes = table.concat(bytes)
  for length = 0, #bytes, 3 do
    local own = setmetatable({ message = bytes:sub(1, length), name = "lo" }, getmetatable(whole))
    pcall(tostring, own)
    pcall(function() return own.mtu, own.macaddr, own.qdisc end)
  end
end)

test("set up", function()
  local links = test.ok(nl.interfaces())
  local lo = links.lo
  test.eq(lo.flags.up, false)
  test.ok(set_up(1))
  -- What was read stays until it is read again.
  test.eq(lo.flags.up, false)
  assert(rawequal(test.ok(lo:refresh()), lo))
  test.eq(lo.flags.up, true)
  test.eq(lo.flags.running, true)
  assert(rawequal(test.ok(links:refresh()), links))
  lo = links.lo
  test.eq(lo.flags.up, true)
  test.eq(#lo.inet, 1)
  local address = lo.inet[1]
  test.eq(tostring(address.addr), "127.0.0.1")
  test.eq(tostring(address.loc), "127.0.0.1")
  test.eq(address.prefixlen, 8)
  test.eq(address.label, "lo")
  test.eq(address.index, 1)
  test.eq(address.family, c.AF.INET)
  test.eq(address.scope, c.RT_SCOPE and c.RT_SCOPE.HOST or 254)
  test.eq(address.permanent, true)
  test.eq(address.tentative, false)
  test.eq(address.newaddr, true)
  test.eq(address.op, "newaddr")
  local want = "lo        Link encap:Local Loopback\n" .. indent .. "inet addr: 127.0.0.1/8\n"
  if lo.inet6[1] then
    test.eq(tostring(lo.inet6[1].addr), "::1")
    want = want .. indent .. "inet6 addr: ::1/128\n"
  end
  want = want .. indent .. "UP LOOPBACK RUNNING LOWER_UP  MTU: 65536\n"
  test.eq(tostring(lo):sub(1, #want), want)
  test.eq(#nl.getaddr "inet", 1)
  test.eq(#nl.getaddr "inet6", #lo.inet6)
  test.eq(#nl.getaddr(), 1 + #lo.inet6)
end)

test("counters", function()
  local fd = test.ok(S.socket("inet", "dgram"))
  for _ = 1, 3 do test.ok(fd:sendto("x", nil, nil, t.sockaddr_in(9, "loopback"))) end
  fd:close()
  local lo = test.ok(nl.interface "lo")
  assert(lo.stats.tx_packets >= 3)
  test.eq(lo.stats.tx_packets, proc().lo.tx_packets)
  test.eq(lo.stats.rx_packets, proc().lo.rx_packets)
  assert(tostring(lo):find("RX packets:" .. proc().lo.rx_packets .. " errors:0 dropped:0\n", 1, true))
end)

test("another link", function()
  make_link "test0"
  local link = test.ok(nl.interface "test0")
  test.eq(link.typename, "Ethernet")
  test.eq(link.ether, true)
  test.eq(link.loopback, false)
  local mac = tostring(link.macaddr)
  assert(mac:find "^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$", mac)
  test.eq(tostring(link.broadcast), "ff:ff:ff:ff:ff:ff")
  test.ok(add_address(link.index, c.AF.INET, 24, "\10\1\2\3"))
  link = nl.interface "test0"
  local want = "test0     Link encap:Ethernet  HWaddr " .. mac .. "\n" .. indent .. "inet addr: 10.1.2.3/24\n"
  test.eq(tostring(link):sub(1, #want), want)
  assert(tostring(link):find(("  MTU: %d\n%sRX packets:0 errors:0 dropped:0\n%sTX packets:0"):format(link.mtu, indent, indent), 1, true))
  local links = nl.interfaces()
  local texts = {}
  for i, one in ipairs(links) do texts[i] = tostring(one) end
  test.eq(tostring(links), table.concat(texts, "\n"))
  test.eq(links.lo.inet[1].index, 1)
  test.eq(links.test0.inet[1].index, link.index)
  test.ok(delete_link(link.index))
  test.fails("NODEV", link:refresh())
  test.eq(nl.interface "test0", nil)
  links:refresh()
  test.eq(links.test0, nil)
end)

test("names of the longest kind, and of methods", function()
  for _, name in ipairs { "x123456789abcde", "refresh", "count", "get", "interrupted" } do
    make_link(name)
    local link = test.ok(nl.interface(name))
    test.eq(link.name, name)
    test.eq(tostring(link):sub(1, math.max(10, #name)), ("%-10s"):format(name))
    test.ok(delete_link(link.index))
  end
end)

test("links called as the members of their list", function()
  local names = { "refresh", "interrupted", "get" }
  for _, name in ipairs(names) do make_link(name) end
  for _, make in ipairs { nl.interfaces, nl.getlink } do
    local links = test.ok(make())
    for _ = 1, 2 do
      test.eq(links.interrupted, nil)
      for _, name in ipairs(names) do test.eq(test.ok(links:get(name)).name, name) end
      test.eq(links:get "lo", links.lo)
      test.eq(links:get "nosuch", nil)
      assert(rawequal(test.ok(links:refresh()), links))
    end
  end
  for _, name in ipairs(names) do test.ok(delete_link(nl.interface(name).index)) end
end)

-- Gives the link of an index, which is down, another name.
local function rename(index, name)
  local IFNAME = 3
  return request(NEWLINK, 0, link_body(index, 0, 0, attribute(IFNAME, name .. "\0")))
end

test("a link keeps its index when names change hands", function()
  make_link "first0"
  make_link "second0"
  local first, second = test.ok(nl.interface "first0"), test.ok(nl.interface "second0")
  local index = first.index
  test.ok(rename(index, "gone0"))
  test.ok(rename(second.index, "first0"))
  assert(rawequal(test.ok(first:refresh()), first))
  test.eq(first.index, index)
  test.eq(first.name, "gone0")
  test.eq(nl.interface("first0").index, second.index)
  test.ok(delete_link(index))
  test.ok(delete_link(second.index))
  test.fails("NODEV", first:refresh())
end)

test("an alternative name, longer than names are", function()
  make_link "alt0"
  local index = nl.interface("alt0").index
  local NEWLINKPROP, PROP_LIST, ALT_IFNAME, NESTED = 108, 52, 53, 0x8000
  local names = { ("n"):rep(16), ("x"):rep(127) }
  for _, name in ipairs(names) do
    local list = attribute(PROP_LIST + NESTED, attribute(ALT_IFNAME, name .. "\0"))
    local ok, err = request(NEWLINKPROP, CREATE + EXCLUSIVE, link_body(index, 0, 0, list))
    if not ok then
      test.ok(delete_link(index))
      test.skip("this kernel gives no alternative names: " .. tostring(err))
    end
  end
  for _, name in ipairs(names) do
    local link = test.ok(nl.interface(name))
    test.eq(link.index, index)
    test.eq(link.name, "alt0")
    test.eq(table.concat(link.alternative_names, " "), table.concat(names, " "))
  end
  for _, name in ipairs { ("x"):rep(126), ("x"):rep(128), ("x"):rep(5000), "alt0\0", "\0" } do
    test.eq((nl.interface(name)), nil)
  end
  test.ok(delete_link(index))
end)

test("one link has its addresses", function()
  make_link "own0"
  local link = test.ok(nl.interface "own0")
  test.eq(#link.inet, 0)
  test.ok(add_address(link.index, c.AF.INET, 24, "\10\9\8\7"))
  link = test.ok(nl.interface "own0")
  test.eq(#link.inet, 1)
  test.eq(tostring(link.inet[1].addr), "10.9.8.7")
  test.eq(tostring(link), tostring(nl.interfaces().own0))
  test.ok(delete_link(link.index))
end)

test("members come from the table of messages", function()
  make_link "members0"
  local link = test.ok(nl.interface "members0")
  for name, kind in pairs {
    mtu = "number", txqlen = "number", operstate = "number", group = "number", num_tx_queues = "number",
    promiscuity = "number", linkmode = "number", carrier = "boolean", qdisc = "string", kind = "string",
  } do
    test.eq(type(link[name]), kind, name)
  end
  test.eq(link.stats64.rx_packets, link.stats.rx_packets)
  test.eq(link.info.kind, link.kind)
  test.eq(link.alias, nil)
  test.eq(link.ifalias, nil)
  -- What adds an address has this name.
  test.eq(type(link.address), "function")
  test.eq(link.hardware, link.type)
  local IFALIAS = 20
  test.ok(request(NEWLINK, 0, link_body(link.index, 0, 0, attribute(IFALIAS, "trunk"))))
  test.eq(link:refresh().ifalias, "trunk")
  test.ok(delete_link(link.index))
  test.ok(set_up(1))
  local address = test.ok(nl.getaddr "inet")[1]
  test.eq(tostring(address.address), "127.0.0.1")
  test.eq(address["local"], address["local"])
  test.eq(tostring(address["local"]), tostring(address.loc))
  test.eq(address.ifaddr.ifa_index, 1)
  test.eq(address.nl, NEWADDR)
  test.eq(address.cacheinfo.ifa_valid, 2 ^ 32 - 1)
  test.eq(address.nosuch, nil)
  test.eq(address.Permanent, true)
end)

test("flags that a program set", function()
  local flags = test.ok(nl.interface "lo").flags
  for _, value in ipairs { 1 / 0, -1 / 0, 0 / 0, 2 ^ 60, -1, 0.5, "x", {}, true, print } do
    flags.flags = value
    test.eq(type(tostring(flags)), "string")
    test.eq(type(flags.up), "boolean")
  end
  flags.flags = nil
  test.eq(tostring(flags), "")
end)

test("an unknown flag is the fault of who names it", function()
  local flags = test.ok(nl.interface "lo").flags
  for _, name in ipairs { "bogus", 5, true, {} } do
    local ok, err = pcall(function() return flags[name] end)
    test.eq(ok, false)
    err = tostring(err)
    assert(err:find("invalid flag '" .. tostring(name) .. "'", 1, true), err)
    assert(not err:find("syscall.nl", 1, true), err)
    assert(err:find("nl.lua:%d+:"), err)
  end
end)

test("running out of memory", function()
  nl.interfaces()
  test.oom(function() return tostring(nl.interfaces()) end)
  test.oom(function() return nl.getaddr "inet" end)
end)

test("more than one message holds", function()
  -- A link takes more than a kilobyte. They go with the namespace: to delete each takes the kernel long.
  for i = 1, 60 do make_link("many" .. i) end
  local links = test.ok(nl.interfaces())
  local names, count = proc()
  test.eq(#links, count)
  assert(count > 60, count)
  local last = 0
  for i, link in ipairs(links) do
    assert(names[link.name], link.name)
    test.eq(links[link.name], link)
    assert(link.index > last, i)
    last = link.index
  end
  test.eq(#test.ok(nl.getlink()), count)
end)

test("as the ip program sees it", function()
  local file = io.popen "ip -o link show 2>/dev/null"
  local text = file:read "*a"
  file:close()
  test.skip_unless(text ~= "", "there is no ip program")
  local links = test.ok(nl.getlink())
  local count = 0
  for index, name, mtu in text:gmatch "(%d+): ([^:@]+)[@%w]*: <[^>]*> mtu (%d+)" do
    count = count + 1
    test.eq(links[name].index, tonumber(index))
    test.eq(links[name].mtu, tonumber(mtu))
  end
  test.eq(count, #links)
end)
