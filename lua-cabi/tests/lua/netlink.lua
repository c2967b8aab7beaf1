-- Requests over netlink: links, addresses, routes and neighbours that are made, changed and removed, and events, in a network
-- namespace of the test's own.
local test = require "test"
local S = require "syscall"
local c, t, nl = S.c, S.t, S.nl

test.isolate "net"

-- Makes a link of any kind that this kernel has; skips when there is none.
local function make_link(name)
  local reasons = {}
  for _, kind in ipairs { "dummy", "veth", "bridge", "ifb" } do
    local ok, err = nl.create_interface { name = name, type = kind }
    if ok then return nl.interface(name), kind end
    reasons[#reasons + 1] = kind .. ": " .. tostring(err)
  end
  test.skip("this kernel makes no links (" .. table.concat(reasons, "; ") .. ")")
end

-- The results of making a link of a kind; skips when this kernel has none of that.
local function kind_of(name, ok, err)
  if ok then return ok end
  if err.OPNOTSUPP then test.skip("this kernel has no " .. name) end
  error(tostring(err), 2)
end

test("every function of the contract is there", function()
  for name in ([[
    create_interface deladdr dellink delneigh delroute getaddr getlink getneigh getroute interface interfaces iplink newaddr
    newlink newneigh newroute read routes socket write
  ]]):gmatch "%S+" do
    test.eq(type(nl[name]), "function", name)
    assert(#S.help("nl." .. name) > 20, name)
  end
  test.eq(type(nl.encapnames), "table")
end)

test("make, change and remove a link", function()
  local made, kind = make_link "one0"
  local index = made.index
  local result = test.ok(nl.newlink(made, nil, "up", "up", "mtu", 1400, "ifalias", "trunk"))
  test.eq(result.ack, true)
  local link = nl.interface "one0"
  test.eq(link.flags.up, true)
  test.eq(link.mtu, 1400)
  test.eq(link.ifalias, "trunk")
  test.ok(nl.newlink(index, 0, 0, "up", "IfName", "two0", "address", "02:00:00:00:00:0A", "txqlen", 77, "weight", 5))
  link = nl.interface "two0"
  test.eq(link.index, index)
  test.eq(link.flags.up, false)
  test.eq(tostring(link.macaddr), "02:00:00:00:00:0a")
  test.eq(link.txqlen, 77)
  test.ok(nl.newlink(index, nil, nil, nil, "address", t.macaddr "02:00:00:00:00:0b"))
  test.eq(tostring(nl.interface("two0").macaddr), "02:00:00:00:00:0b")
  test.fails("EXIST", nl.newlink(0, "create, excl", nil, nil, "ifname", "two0", "linkinfo", "kind", kind))
  test.fails("NODEV", nl.newlink(2 ^ 30, nil, nil, nil, "mtu", 1400))
  test.eq(test.ok(nl.dellink(0, "ifname", "two0")).ack, true)
  test.fails("NODEV", nl.dellink(index))
  test.eq(nl.interface "two0", nil)
end)

test("what a program gets wrong", function()
  test.raises("bad argument #5 to 'newlink' %(unknown attribute 'bogus': names are those of c.IFLA%)",
    nl.newlink, 0, nil, nil, nil, "bogus", 1)
  test.raises("bad argument #6 to 'newlink' %(mtu: number expected, got string%)", nl.newlink, 0, nil, nil, nil, "mtu", "big")
  test.raises("bad argument #6 to 'newlink' %(mtu: number out of range", nl.newlink, 0, nil, nil, nil, "mtu", 2 ^ 32)
  test.raises("bad argument #6 to 'newlink' %(mtu: number expected, got nil%)", nl.newlink, 0, nil, nil, nil, "mtu")
  test.raises("bad argument #7 to 'newlink' %(name of an attribute expected, got nil%)", nl.newlink, 0, nil, nil, nil, "mtu", 5, nil)
  test.raises("bad argument #6 to 'newlink' %(address: ", nl.newlink, 0, nil, nil, nil, "address", "zz")
  test.raises("bad argument #6 to 'newlink' %(ifname: zero byte", nl.newlink, 0, nil, nil, nil, "ifname", "a\0b")
  test.raises("bad argument #6 to 'newlink' %(operstate: name of c.IF_OPER or number expected", nl.newlink, 0, nil, nil, nil, "operstate", "x")
  test.raises("bad argument #1 to 'newlink' %(index: link or number expected, got table%)", nl.newlink, {})
  test.raises("bad argument #1 to 'newlink' %(index: number out of range", nl.newlink, 2 ^ 40)
  test.raises("bad argument #1 to 'newlink' %(index: ", nl.newlink, 0.5)
  test.raises("bad argument #2 to 'newlink' %(flags: .*'bogus'", nl.newlink, 0, "bogus")
  test.raises("bad argument #3 to 'newlink' %(iflags: .*'bogus'", nl.newlink, 0, nil, "bogus")
  test.raises("bad argument #4 to 'newlink' %(change: ", nl.newlink, 0, nil, nil, {})
  test.raises("linkinfo%[2%]: kind: string expected, got table", nl.newlink, 0, nil, nil, nil, "linkinfo", { "kind", {} })
  test.raises("linkinfo%[4%]: data%[2%]: id: number expected", nl.newlink, 0, nil, nil, nil,
    "linkinfo", { "kind", "vlan", "data", { "id", "x" } })
  test.raises("unknown attribute 'bogus': names are those of c.IFLA_INFO", nl.newlink, 0, nil, nil, nil, "linkinfo", "bogus", 1)
  test.raises("c.IFLA_VLAN", nl.newlink, 0, nil, nil, nil, "linkinfo", { "kind", "vlan", "data", { "bogus", 1 } })
  test.raises("bad argument #1 to 'getaddr' %(af: ", nl.getaddr, {})
  test.raises("bad argument #2 to 'newaddr' %(af: ", nl.newaddr, 1, "bogus")
  test.raises("bad argument #3 to 'newaddr' %(", nl.newaddr, 1, "inet", 1000)
  test.raises("bad argument #6 to 'newaddr' %(local: IPv4 address expected, got string%)", nl.newaddr, 1, "inet", 8, nil, "local", "::1")
  test.raises("bad argument #6 to 'newaddr' %(local: IPv6 address expected", nl.newaddr, 1, "inet6", 8, nil, "local", t.in_addr "10.0.0.1")
  test.raises("bad argument #1 to 'create_interface' %(tab: table expected", nl.create_interface)
  test.raises("bad argument #1 to 'create_interface' %(", nl.create_interface, { name = {} })
  test.raises("bad argument #1 to 'iplink' %(", nl.iplink, { modifier = "bogus" })
  local lo = nl.interface "lo"
  test.raises("calling 'up' on bad self", lo.up, {})
  test.raises("bad argument #1 to 'setmtu' %(mtu: number expected", lo.setmtu, lo, "x")
  test.raises("bad argument #1 to 'setmac' %(address: ", lo.setmac, lo, 5)
  test.raises("bad argument #1 to 'setflags' %(flags: ", lo.setflags, lo, {})
  test.raises("bad argument #1 to 'address' %(addr: ", lo.address, lo, {})
  test.raises("bad argument #1 to 'address' %(addr: ", lo.address, lo, "10.0.0")
  test.raises("bad argument #2 to 'address' %(bits: ", lo.address, lo, t.in_addr "10.0.0.1", 33)
  test.raises("bad argument #2 to 'deladdress' %(bits: ", lo.deladdress, lo, "10.0.0.1", "x")
  -- The fault is that of who called.
  local _, why = pcall(function() nl.newlink(0, nil, nil, nil, "bogus", 1) end)
  assert(why:find "netlink.lua:%d+:", why)
  _, why = pcall(function() lo:setmtu "x" end)
  assert(why:find "netlink.lua:%d+:", why)
end)

test("methods of a link", function()
  local link, kind = make_link "meth0"
  test.eq(rawequal(test.ok(link:up()), link), true)
  test.eq(link.flags.up, true)
  test.ok(link:down())
  test.eq(link.flags.up, false)
  test.ok(link:setflags("up", "up"))
  test.eq(link.flags.up, true)
  test.ok(link:setmtu(1280))
  test.eq(link.mtu, 1280)
  test.ok(link:setmac "02:00:00:00:00:01")
  test.eq(tostring(link.macaddr), "02:00:00:00:00:01")
  test.ok(link:address "192.168.7.1/24")
  test.eq(#link.inet, 1)
  local own = link.inet[1]
  test.eq(tostring(own.loc), "192.168.7.1")
  test.eq(tostring(own.broadcast), "192.168.7.255")
  test.eq(own.prefixlen, 24)
  test.eq(own.permanent, true)
  test.fails("EXIST", link:address "192.168.7.1/24")
  test.ok(link:address(t.in_addr "10.1.2.3", 31))
  test.ok(link:address "fd00::7/64")
  test.eq(#link.inet, 2)
  local texts = {}
  for _, one in ipairs(link.inet6) do texts[tostring(one.addr)] = one.prefixlen end
  test.eq(texts["fd00::7"], 64)
  -- Without bits, whatever they are.
  test.ok(link:deladdress "192.168.7.1")
  test.ok(link:deladdress "fd00::7")
  test.ok(link:deladdress("10.1.2.3", 31))
  test.eq(#link.inet, 0)
  test.eq((link:deladdress "10.9.9.9"), nil)
  test.ok(link:down())
  test.ok(link:rename "renamed0")
  test.eq(link.name, "renamed0")
  test.eq(nl.interface("renamed0").index, link.index)
  test.ok(link:setflags(0))
  test.eq(link:delete(), true)
  test.fails("NODEV", link:delete())
  test.fails("NODEV", link:up())
  test.fails("NODEV", link:refresh())
  test.raises("calling 'delete' on bad self", link.delete, {})
end)

test("move to another namespace", function()
  local link = make_link "moved0"
  local read, write = test.ok(S.pipe())
  local back, done = test.ok(S.pipe())
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok = S.unshare "newnet"
    write:write(ok and "y" or "n")
    back:read()
    S._exit(nl.interface "moved0" and 0 or 1)
  end
  test.eq(read:read(), "y")
  test.eq(link:move_ns(pid), true)
  done:write "x"
  local _, status = test.ok(S.waitpid(pid))
  test.eq(tostring(status), "exited 0")
  test.eq(nl.interface "moved0", nil)
  for _, fd in ipairs { read, write, back, done } do fd:close() end
end)

test("vlan", function()
  local below = make_link "trunk0"
  kind_of("vlan", nl.create_interface { name = "v5", type = "vlan", link = "trunk0", id = 5 })
  local vlan = nl.interface "v5"
  test.eq(vlan.kind, "vlan")
  test.eq(vlan.info.data.id, 5)
  test.eq(vlan.link, below.index)
  test.ok(nl.newlink(0, "create, excl", "up", "up", "ifname", "v6", "link", below, "linkinfo", { "kind", "vlan", "data", { "id", 6 } }))
  test.eq(nl.interface("v6").info.data.id, 6)
  test.fails("NODEV", nl.create_interface { name = "v7", type = "vlan", link = "nosuch", id = 7 })
  below:delete()
end)

test("veth", function()
  kind_of("veth", nl.newlink(0, "create", nil, nil, "linkinfo", { "kind", "veth", "data",
    { "peer", { t.ifinfomsg, {}, "ifname", "right0" } } }, "ifname", "left0"))
  local left, right = nl.interface "left0", nl.interface "right0"
  test.eq(left.kind, "veth")
  test.eq(left.link, right.index)
  -- The structure may be missing, or be an object.
  test.ok(nl.newlink(0, "create", nil, nil, "ifname", "left1", "linkinfo", { "kind", "veth", "data", { "peer", { "ifname", "right1" } } }))
  test.ok(nl.newlink(0, "create", nil, nil, "ifname", "left2",
    "linkinfo", { "kind", "veth", "data", { "peer", { t.ifinfomsg(), "ifname", "right2" } } }))
  test.ok(nl.create_interface { name = "left3", type = "veth", peer = { name = "right3" } })
  for i = 1, 3 do test.eq(nl.interface("left" .. i).link, nl.interface("right" .. i).index) end
  for i = 0, 3 do nl.interface("left" .. i):delete() end
  test.eq(nl.interface "right0", nil)
end)

test("attributes by number, and bytes", function()
  local link = make_link "raw0"
  test.ok(nl.newlink(link, nil, nil, nil, c.IFLA.MTU, 1300))
  test.eq(link:refresh().mtu, 1300)
  test.raises("unknown attribute", nl.newlink, link, nil, nil, nil, "nosuch", "x")
  -- Data of a kind that no table describes.
  local made = nl.newlink(0, "create", nil, nil, "ifname", "br9", "linkinfo",
    { "kind", "bridge", "data", { 1, S.abi.le and "\0\8\0\0" or "\0\0\8\0" } })
  if made then nl.interface("br9"):delete() end
  link:delete()
end)

test("addresses", function()
  local link = make_link "addr0"
  local result = test.ok(nl.newaddr(link, "inet", 24, "permanent", "local", "10.3.0.1", "address", t.in_addr "10.3.0.1",
    "broadcast", "10.3.0.255", "label", "addr0:x"))
  test.eq(result.ack, true)
  test.ok(nl.newaddr(link.index, "inet6", 64, "nodad, noprefixroute", "local", "fd00::1"))
  local four = test.ok(nl.getaddr "inet")
  test.eq(#four, 1)
  test.eq(four[1].label, "addr0:x")
  test.eq(tostring(four[1].broadcast), "10.3.0.255")
  test.eq(four[1].index, link.index)
  local six = test.ok(nl.getaddr "inet6")
  test.eq(tostring(six[1].addr), "fd00::1")
  test.eq(six[1].noprefixroute, true)
  test.eq(#nl.getaddr(), #four + #six)
  test.fails("EXIST", nl.newaddr(link, "inet", 24, nil, "local", "10.3.0.1"))
  test.eq(test.ok(nl.deladdr(link, "inet", 24, "local", "10.3.0.1")).ack, true)
  test.fails("ADDRNOTAVAIL", nl.deladdr(link, "inet", 24, "local", "10.3.0.1"))
  test.ok(nl.deladdr(link, "inet6", 64, "local", t.in6_addr "fd00::1"))
  test.eq(#nl.getaddr "inet", 0)
  test.fails("NODEV", nl.newaddr(2 ^ 30, "inet", 24, nil, "local", "10.3.0.1"))
  link:delete()
end)

test("links that a request chooses", function()
  local link, kind = make_link "some0"
  local found = test.ok(nl.getlink("linkinfo", "kind", kind))
  test.eq(found.some0.index, link.index)
  test.eq(found.lo, nil)
  test.eq(tostring(found.some0):match "^%S+", "some0")
  test.raises("bad argument #1 to 'getlink' %(unknown attribute", nl.getlink, "bogus", 1)
  link:delete()
end)

test("routes", function()
  local link = make_link "rt0"
  test.ok(link:address "10.5.0.1/24")
  test.ok(link:up())
  local list = test.ok(nl.routes "inet")
  test.eq(list.family, c.AF.INET)
  test.eq(list.tp, c.RTN.UNICAST)
  local found = test.ok(list:match "10.5.0.0/24")
  test.eq(#found, 1)
  local route = found[1]
  test.eq(route.output, "rt0")
  test.eq(route.input, nil)
  test.eq(route.oif, link.index)
  test.eq(route.index, link.index)
  test.eq(route.family, c.AF.INET)
  test.eq(route.dst_len, 24)
  test.eq(route.src_len, 0)
  test.eq(tostring(route.dst), "10.5.0.0")
  test.eq(tostring(route.prefsrc), "10.5.0.1")
  test.eq(route.gateway, nil)
  test.eq(tostring(route.gw), "0.0.0.0")
  test.eq(tostring(route.source), "0.0.0.0")
  test.eq(route.table, c.RT_TABLE.MAIN)
  test.eq(route.protocol, c.RTPROT.KERNEL)
  test.eq(route.scope, c.RT_SCOPE.LINK)
  test.eq(route.type, c.RTN.UNICAST)
  test.integer(route.flags)
  test.eq(route.rtmsg.dst_len, 24)
  test.eq(route.op, "newroute")
  test.eq(route.newroute, true)
  test.eq(route.delroute, false)
  test.eq(route.nl, c.RTM.NEWROUTE)
  test.eq(tostring(route), "dst: 10.5.0.0/24 gateway: 0.0.0.0 src: 0.0.0.0/0 if: rt0")
  test.eq(tostring(found), tostring(route))
  assert(tostring(list):find(tostring(route), 1, true))
  -- One more, with metrics, in another table.
  local made = test.ok(nl.newroute("create", { family = "inet", dst_len = 16, type = "unicast", protocol = "static", scope = "universe" },
    "dst", "10.66.0.0", "gateway", t.in_addr "10.5.0.9", "oif", link, "priority", 7, "metrics", { "mtu", 1200, "hoplimit", 9 },
    "table", 1000))
  test.eq(made.ack, true)
  assert(rawequal(list:refresh(), list))
  route = list:match(t.in_addr "10.66.0.0", 16)[1]
  test.eq(tostring(route.gateway), "10.5.0.9")
  test.eq(route.priority, 7)
  test.eq(route.table, 1000)
  test.eq(route.metrics.mtu, 1200)
  test.eq(route.metrics.hoplimit, 9)
  test.eq(#list:match "10.66.0.0/17", 0)
  test.eq(#test.ok(nl.getroute("inet", nil, 1000)), 1)
  test.eq(#test.ok(nl.getroute("inet", "unicast", nil, "static")), 1)
  test.eq(#test.ok(nl.getroute("inet", nil, 4711)), 0)
  test.eq(#test.ok(nl.getroute("inet", nil, 1000, nil, "universe")), 1)
  test.eq(#test.ok(nl.getroute("inet", nil, 1000, nil, "host")), 0)
  local all = test.ok(nl.routes("inet", "unspec"))
  assert(#all > #list)
  test.fails("EXIST", nl.newroute("create, excl", t.rtmsg { family = "inet", dst_len = 16, type = "unicast" },
    "dst", "10.66.0.0", "oif", link, "priority", 7, "table", 1000))
  test.fails("NETUNREACH", nl.newroute("create", { family = "inet", dst_len = 16, type = "unicast" },
    "dst", "10.67.0.0", "gateway", "172.16.0.1"))
  test.eq(test.ok(nl.delroute({ family = "inet", dst_len = 16 }, "dst", "10.66.0.0", "table", 1000)).ack, true)
  test.fails("SRCH", nl.delroute({ family = "inet", dst_len = 16 }, "dst", "10.66.0.0", "table", 1000))
  test.ok(nl.newroute("create", { family = "inet6", dst_len = 48, type = "unicast", protocol = "static" }, "dst", "fd01::", "oif", link))
  local six = test.ok(nl.routes "inet6")
  route = six:match "fd01::/48"[1]
  test.eq(tostring(route), "dst: fd01::/48 gateway: :: src: ::/0 if: rt0")
  test.raises("bad argument #2 to 'newroute' %(.*family", nl.newroute, nil, { family = "bogus" })
  test.raises("bad argument #2 to 'newroute' %(.*bogus", nl.newroute, nil, { bogus = 1 })
  test.raises("bad argument #1 to 'newroute' %(flags: ", nl.newroute, "bogus", {})
  test.raises("bad argument #4 to 'newroute' %(dst: IPv4 address expected", nl.newroute, nil, { family = "inet" }, "dst", "fd01::")
  test.raises("bad argument #1 to 'delroute' %(", nl.delroute, 5)
  test.raises("bad argument #1 to 'routes' %(af: ", nl.routes, {})
  test.raises("bad argument #2 to 'routes' %(type: ", nl.routes, "inet", "bogus")
  test.raises("bad argument #3 to 'getroute' %(table: ", nl.getroute, "inet", nil, "bogus")
  test.raises("bad argument #1 to 'match' %(addr: ", list.match, list, {})
  test.raises("calling 'match' on bad self", list.match, {}, "10.0.0.0/8")
  test.raises("calling 'refresh' on bad self", list.refresh, {})
  link:delete()
end)

test("the structures of requests", function()
  local rtm = t.rtmsg { family = "inet", dst_len = 8, table = "main", protocol = "static", scope = "link", type = "unicast", flags = "notify" }
  test.eq(rtm.rtm_family, c.AF.INET)
  test.eq(rtm.family, c.AF.INET)
  test.eq(rtm.table, c.RT_TABLE.MAIN)
  test.eq(rtm.protocol, c.RTPROT.STATIC)
  test.eq(rtm.scope, c.RT_SCOPE.LINK)
  test.eq(rtm.type, c.RTN.UNICAST)
  test.eq(rtm.flags, c.RTM_F.NOTIFY)
  rtm.tos, rtm.src_len = 4, 5
  test.eq(rtm.rtm_tos + rtm.src_len, 9)
  test.eq(#rtm, 12)
  test.raises("no member 'bogus'", t.rtmsg, { bogus = 1 })
  local ndm = t.ndmsg { family = "inet6", ifindex = 3, state = "permanent, noarp", flags = "proxy", type = "unicast" }
  test.eq(ndm.ndm_family, c.AF.INET6)
  test.eq(ndm.state, c.NUD["permanent, noarp"])
  test.eq(ndm.flags, c.NTF.PROXY)
  test.eq(ndm.ifindex + ndm.type, 4)
  test.eq(#ndm, 12)
  test.eq(#t.nlmsghdr(), 16)
  test.eq(#t.rtgenmsg(), 1)
  for _, ty in ipairs { t.rta_cacheinfo, t.nda_cacheinfo, t.rta_mfc_stats } do assert(#ty() > 0) end
end)

test("neighbours", function()
  local link = make_link "nd0"
  test.ok(link:address "10.7.0.1/24")
  test.ok(link:up())
  local result = test.ok(nl.newneigh(link, { family = "inet", state = "permanent" }, "dst", "10.7.0.9", "lladdr", "02:00:00:00:00:09"))
  test.eq(result.ack, true)
  local list = test.ok(nl.getneigh(link, { family = "inet" }))
  test.eq(#list, 1)
  local one = list[1]
  test.eq(tostring(one.dst), "10.7.0.9")
  test.eq(tostring(one.dest), "10.7.0.9")
  test.eq(tostring(one.lladdr), "02:00:00:00:00:09")
  test.eq(one.family, c.AF.INET)
  test.eq(one.ifindex, link.index)
  test.eq(one.state, c.NUD.PERMANENT)
  test.eq(one.type, c.RTN.UNICAST)
  test.integer(one.flags)
  test.eq(type(one.cacheinfo.ndm_refcnt), "number")
  test.eq(one.ndmsg.ndm_ifindex, link.index)
  test.eq(one.op, "newneigh")
  test.eq(one.newneigh, true)
  test.eq(one.delneigh, false)
  test.eq(one.nosuch, nil)
  test.eq(tostring(one), "dst: 10.7.0.9 lladdr: 02:00:00:00:00:09 if: " .. link.index)
  test.eq(tostring(list), tostring(one))
  -- Of another link, or of another state, there are none.
  test.eq(#nl.getneigh(1, { family = "inet" }), 0)
  test.eq(#nl.getneigh(link, { family = "inet", state = "stale" }), 0)
  test.eq(#nl.getneigh(0, { family = "inet", state = "permanent" }), 1)
  assert(#test.ok(nl.getneigh()) >= 1)
  -- Again: it is changed.
  test.ok(nl.newneigh(link.index, t.ndmsg { family = "inet", state = "permanent" }, "dst", t.in_addr "10.7.0.9", "lladdr", t.macaddr "02:00:00:00:00:0a"))
  test.eq(tostring(nl.getneigh(link, { family = "inet" })[1].lladdr), "02:00:00:00:00:0a")
  test.ok(nl.newneigh(link, { family = "inet6", state = "permanent" }, "dst", "fd00::9", "lladdr", "02:00:00:00:00:0b"))
  test.eq(tostring(nl.getneigh(link, { family = "inet6", state = "permanent" })[1].dst), "fd00::9")
  test.eq(test.ok(nl.delneigh(link, { family = "inet" }, "dst", "10.7.0.9")).ack, true)
  test.fails("NODEV", nl.newneigh(2 ^ 30, { family = "inet" }, "dst", "10.7.0.9"))
  test.raises("bad argument #2 to 'newneigh' %(", nl.newneigh, link, { state = "bogus" })
  test.raises("bad argument #4 to 'newneigh' %(lladdr: ", nl.newneigh, link, {}, "lladdr", "x")
  test.raises("bad argument #3 to 'delneigh' %(unknown attribute 'bogus': names are those of c.NDA", nl.delneigh, link, {}, "bogus", 1)
  test.raises("bad argument #1 to 'getneigh' %(index: ", nl.getneigh, "nd0")
  test.raises("bad argument #2 to 'getneigh' %(", nl.getneigh, 0, { family = "bogus" })
  link:delete()
end)

test("events", function()
  local sock = test.ok(nl.socket("route", { groups = "link, ipv4_ifaddr, ipv4_route, neigh" }))
  test.eq(sock:fcntl "getfd", c.FD.CLOEXEC)
  test.ok(sock:nonblock())
  test.fails("AGAIN", nl.read(sock))
  local link = make_link "ev0"
  -- The next event of that kind, and the table that it came in.
  local function wait_for(op, name)
    for _ = 1, 100 do
      local list, err = nl.read(sock)
      if not list then error("no event " .. op .. ": " .. tostring(err), 2) end
      for _, one in ipairs(list) do
        if one.op == op and (not name or one.name == name) then return one, list end
      end
    end
  end
  local one, list = wait_for("newlink", "ev0")
  test.eq(one.index, link.index)
  assert(rawequal(list.ev0, one))
  test.ok(link:up())
  test.ok(link:address "10.8.0.1/24")
  test.eq(tostring(wait_for "newaddr".loc), "10.8.0.1")
  test.integer(wait_for "newroute".dst_len)
  test.ok(nl.newneigh(link, { family = "inet", state = "permanent" }, "dst", "10.8.0.9", "lladdr", "02:00:00:00:00:09"))
  test.eq(tostring(wait_for "newneigh".dst), "10.8.0.9")
  test.ok(link:deladdress "10.8.0.1")
  local gone = wait_for "deladdr"
  test.eq(gone.deladdr, true)
  test.eq(gone.newaddr, false)
  link:delete()
  wait_for("dellink", "ev0")
  sock:close()
  test.fails("BADF", nl.read(sock))
end)

test("sockets: a dump by hand", function()
  local sock = test.ok(nl.socket "route")
  test.eq(nl.write(sock, nil, "getlink", "request, dump", "unspec"), 32)
  test.eq(sock.sequence, 1)
  local links = test.ok(nl.read(sock, nil, 32768, true))
  test.eq(links.lo.index, 1)
  test.eq(#links, #nl.getlink())
  local from = t.sockaddr_nl()
  test.ok(nl.write(sock, t.sockaddr_nl { family = "netlink" }, c.RTM.GETADDR, "request, dump", "inet", t.ifaddrmsg { ifa_family = c.AF.INET }))
  test.ok(nl.read(sock, from, 32768, true))
  test.eq(from.family, c.AF.NETLINK)
  -- A change, acknowledged and refused.
  test.ok(nl.write(sock, nil, "newlink", "request, ack", 0, t.ifinfomsg, { ifi_index = 1 }, "mtu", 60000))
  test.eq(test.ok(nl.read(sock)).ack, true)
  test.eq(nl.interface("lo").mtu, 60000)
  test.ok(nl.write(sock, nil, "newlink", "request, ack", 0, "ifname", "nosuch0", "mtu", 60000))
  test.fails("NODEV", nl.read(sock))
  test.ok(nl.write(sock, nil, "getlink", "request, dump", "unspec"))
  test.fails("MSGSIZE", nl.read(sock, nil, 64))
  test.raises("bad argument #3 to 'write' %(kind: ", nl.write, sock, nil, "bogus")
  test.raises("bad argument #4 to 'write' %(flags: ", nl.write, sock, nil, "getlink", "bogus")
  test.raises("bad argument #5 to 'write' %(af: ", nl.write, sock, nil, "getlink", nil, "bogus")
  test.raises("bad argument #6 to 'write' %(unknown attribute", nl.write, sock, nil, "getlink", nil, nil, "bogus", 1)
  test.raises("bad argument #3 to 'read' %(bufsize: ", nl.read, sock, nil, -1)
  test.raises("bad argument #1 to 'socket' %(proto: ", nl.socket, "bogus")
  test.raises("bad argument #2 to 'socket' %(addr", nl.socket, "route", print)
  test.raises("bad argument #2 to 'socket' %(addr.groups: ", nl.socket, "route", { groups = "bogus" })
  sock:close()
  test.fails("BADF", nl.write(sock, nil, "getlink"))
end)

test("running out of memory", function()
  nl.routes "inet"
  test.oom(function() return tostring(nl.routes "inet") end)
  test.oom(function() return nl.newlink(1, nil, nil, nil, "mtu", 65536) end)
  test.oom(function() return nl.getneigh(0, { family = "inet" }) end)
end)
