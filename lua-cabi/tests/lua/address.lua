-- Network addresses: texts, bytes, members.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("IPv4", function()
  for _, text in ipairs { "1.2.3.4", "0.0.0.0", "255.255.255.255", "10.0.200.1" } do
    test.eq(tostring(t.in_addr(text)), text)
  end
  test.eq(tostring(t.in_addr "any"), "0.0.0.0")
  test.eq(tostring(t.in_addr "loopback"), "127.0.0.1")
  test.eq(tostring(t.in_addr "broadcast"), "255.255.255.255")
  test.eq(tostring(t.in_addr(0x01020304)), "1.2.3.4")
  test.eq(tostring(t.in_addr(t.in_addr "1.2.3.4")), "1.2.3.4")
  test.eq(tostring(t.in_addr()), "0.0.0.0")
  test.eq(t.in_addr "1.2.3.4", t.in_addr(0x01020304))
  assert(t.in_addr "1.2.3.4" ~= t.in_addr "1.2.3.5")
  assert(t.in_addr "255.255.255.255".s_addr == 4294967295)
  local address = t.in_addr()
  address.addr = "9.8.7.6"
  test.eq(tostring(address), "9.8.7.6")
  for _, text in ipairs { "", "1", "1.2", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-4", "a.b.c.d", "1.2.3.4 ", "1..3.4", "::1" } do
    test.raises("bad argument #1 to 'in_addr'", t.in_addr, text)
  end
end)

test("masks", function()
  for bits, want in pairs {
    [0] = { "255.255.255.255", "255.255.255.255" }, [8] = { "0.255.255.255", "10.255.255.255" },
    [16] = { "0.0.255.255", "10.2.255.255" }, [31] = { "0.0.0.1", "10.2.3.5" }, [32] = { "0.0.0.0", "10.2.3.4" },
  } do
    local address = t.in_addr "10.2.3.4"
    local found = address:get_mask_bcast(bits)
    test.eq(tostring(found.netmask), want[1], bits)
    test.eq(tostring(found.broadcast), want[2], bits)
    test.eq(found.address, address)
  end
  test.raises("", function() t.in_addr():get_mask_bcast(33) end)
  test.raises("", function() t.in_addr():get_mask_bcast(-1) end)
end)

test("IPv6", function()
  for _, text in ipairs { "::", "::1", "fe80::", "::7:0:0:0", "0:0:0:9::", "2001:db8::5", "1:2:3:4:5:6:7:8", "fe80::1:2:3:4",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" } do
    test.eq(tostring(t.in6_addr(text)), text)
  end
  test.eq(tostring(t.in6_addr "any"), "::")
  test.eq(tostring(t.in6_addr "loopback"), "::1")
  test.eq(tostring(t.in6_addr "2001:0DB8:0000::0005"), "2001:db8::5")
  -- Two zero groups are not shortened.
  test.eq(tostring(t.in6_addr "1:2:3:0:0:6:7:8"), "1:2:3:0:0:6:7:8")
  test.eq(t.in6_addr "::1", t.in6_addr "loopback")
  test.eq(t.in6_addr("fe80::1").s6_addr[0], 0xfe)
  for _, text in ipairs { "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::g", "1::2::3", "12345::", "1.2.3.4", "::1 " } do
    test.raises("bad argument #1 to 'in6_addr'", t.in6_addr, text)
  end
end)

test("Ethernet", function()
  test.eq(tostring(t.macaddr "02:1B:44:11:3a:b7"), "02:1b:44:11:3a:b7")
  test.eq(tostring(t.macaddr()), "00:00:00:00:00:00")
  test.eq(t.macaddr("02:1b:44:11:3a:b7").mac_addr[1], 0x1b)
  for _, text in ipairs { "", "02", "02:1b:44:11:3a", "02:1b:44:11:3a:b7:00", "02:1b:44:11:3a:zz", "02:1b:44:11:3a:123" } do
    test.raises("bad argument #1 to 'macaddr'", t.macaddr, text)
  end
end)

test("sockaddr_in", function()
  local sa = t.sockaddr_in(80, "1.2.3.4")
  test.eq(sa.family, c.AF.INET)
  test.eq(sa.port, 80)
  test.eq(sa.sin_port, test.network(80))
  test.eq(tostring(sa.addr), "1.2.3.4")
  sa.port = 65535
  test.eq(sa.port, 65535)
  sa.addr = "loopback"
  test.eq(tostring(sa.sin_addr), "127.0.0.1")
  sa.addr.addr = "4.3.2.1"
  test.eq(tostring(sa.addr), "4.3.2.1")
  test.eq(t.sockaddr_in({ port = 1, addr = "any" }).family, c.AF.INET)
  test.eq(t.sockaddr_in(1, "any"), t.sockaddr_in { port = 1, addr = "any" })
  test.raises("bad argument #1 to 'sockaddr_in'", t.sockaddr_in, "x")
  test.raises("bad argument #2 to 'sockaddr_in'", t.sockaddr_in, 1, "x")
  test.raises("", t.sockaddr_in, 65536)
  test.raises("", t.sockaddr_in, -1)
end)

test("sockaddr_in6", function()
  local sa = t.sockaddr_in6(443, "2001:db8::1", 5, 7)
  test.eq(sa.family, c.AF.INET6)
  test.eq(sa.port, 443)
  test.eq(tostring(sa.addr), "2001:db8::1")
  test.eq(sa.sin6_flowinfo, 5)
  test.eq(sa.sin6_scope_id, 7)
  sa = t.sockaddr_in6 { port = 1, addr = "::1", scope_id = 3 }
  test.eq(sa.sin6_scope_id, 3)
  test.eq(sa.family, c.AF.INET6)
end)

test("sockaddr_un", function()
  local sa = t.sockaddr_un "/tmp/path"
  test.eq(sa.family, c.AF.UNIX)
  test.eq(sa.path, "/tmp/path")
  test.eq(#sa, 2 + 9 + 1)
  sa.path = "x"
  test.eq(sa.path, "x")
  test.eq(#sa, 4)
  test.eq(t.sockaddr_un(("x"):rep(108)).path, ("x"):rep(108))
  for length, want in pairs { [106] = 109, [107] = 110, [108] = 110 } do
    test.eq(#t.sockaddr_un(("x"):rep(length)), want, length)
  end
  test.eq(t.sockaddr_un("x"), sa)
  assert(t.sockaddr_un("y") ~= sa)
  test.raises("bad argument #1 to 'sockaddr_un' %(.*108 bytes", t.sockaddr_un, ("x"):rep(109))
end)

test("sockaddr_un knows how long an abstract name is", function()
  for _, name in ipairs { "\0", "\0name", "\0a\0b", "\0ends\0\0", "\0" .. ("x"):rep(107) } do
    local sa = t.sockaddr_un(name)
    test.eq(#sa, 2 + #name)
    test.eq(sa.path, name)
    test.eq(sa.name, name)
    test.eq(sa.abstract, true)
    for _, set in ipairs {
      function(other) other.path = name end, function(other) other.sun_path = name end,
    } do
      local other = t.sockaddr_un "/a/longer/path/than/these"
      set(other)
      test.eq(#other, 2 + #name)
      test.eq(other, sa)
    end
    test.eq(#t.sockaddr_un { path = name }, 2 + #name)
    test.eq(#t.sockaddr_un(sa), 2 + #name)
    local storage = t.sockaddr_storage(sa)
    test.eq(#storage, 2 + #name)
    test.eq(storage.path, name)
    test.eq(#t.sockaddr_storage { family = "unix", path = name }, 2 + #name)
  end
  assert(t.sockaddr_un "\0a" ~= t.sockaddr_un "\0a\0")
  test.raises("108 bytes", t.sockaddr_un, "\0" .. ("x"):rep(108))
end)

test("sockaddr_un without a name", function()
  for _, sa in ipairs { t.sockaddr_un(), t.sockaddr_un {}, t.sockaddr_storage { family = "unix" } } do
    test.eq(#sa, 2)
    test.eq(sa.unnamed, true)
    test.eq(sa.name, nil)
    test.eq(sa.path, "")
  end
end)

test("what is no path of a socket", function()
  local sa = t.sockaddr_un "old"
  for _, path in ipairs { "/tmp/x\0y", "x\0", "x\0\0\0" } do
    test.raises("bad argument #1 to 'sockaddr_un' %(.*zero byte", t.sockaddr_un, path)
    test.raises("zero byte", t.sockaddr_un, { path = path })
    test.raises("zero byte", t.sockaddr_un, { sun_path = path })
    test.raises("zero byte", function() sa.path = path end)
    test.raises("zero byte", function() sa.sun_path = path end)
    test.raises("zero byte", function() t.sockaddr_storage { family = "unix", path = path } end)
  end
  -- The kernel would choose a name.
  test.raises("empty", t.sockaddr_un, "")
  test.raises("empty", function() sa.path = "" end)
  test.eq(sa.path, "old")
end)

test("storage of any family", function()
  local sa = t.sockaddr_storage { family = "inet", port = 3, addr = "1.2.3.4" }
  test.eq(sa.port, 3)
  test.eq(tostring(sa.sin_addr), "1.2.3.4")
  test.eq(#sa, 16)
  sa.port = 5
  test.eq(sa.sin_port, test.network(5))
  test.raises("no member 'path'", function() return sa.path end)
  sa.family = "inet6"
  test.eq(#sa, 28)
  test.eq(sa.port, 5)
  test.eq(tostring(sa.sin6_addr) ~= nil, true)
  sa.family = "unix"
  test.eq(type(sa.path), "string")
  sa.family = 99
  test.eq(#sa, 128)
  test.raises("no member 'port'", function() return sa.port end)
  test.eq(#t.sockaddr_storage(), 128)
end)

test("a table that holds itself is no address", function()
  local cycle = {}
  cycle.addr = cycle
  test.raises("IPv4 address or number expected", t.in_addr, cycle)
  test.raises("IPv4 address or number expected", t.sockaddr_in, { addr = cycle })
end)
