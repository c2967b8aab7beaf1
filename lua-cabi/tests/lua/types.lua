-- `S.types`: casts, sizes, C's names; and the structures that have no other test.
local test = require "test"
local S = require "syscall"
local t, types = S.t, S.types
local pt, s = types.pt, types.s

test("casts of buffers", function()
  local buf = t.buffer(64)
  local ip = pt.iphdr(buf + 14)
  ip[0].ttl = 64
  test.eq(buf[14 + 8], 64)
  test.eq(ip.ttl, 64)
  test.eq(pt.iphdr(buf + 14).ttl, 64)
  test.eq(pt.uchar(buf)[14 + 8], 64)
  ip[1].ttl = 3
  test.eq(buf[14 + 20 + 8], 3)
  ip[0] = { tos = 7 }
  test.eq(ip.ttl, 0)
  test.eq(ip.tos, 7)
  test.raises("index out of range", function() return ip[2] end)
  test.eq(pt.uint32(buf)[15], 0)
  test.raises("index out of range", function() return pt.uint32(buf)[16] end)
  local p = pt.uint16(buf)
  p[0], p[1] = 1, 2
  test.eq((p + 1)[0], 2)
  assert(p == pt.uint16(buf) and p ~= p + 1)
  assert(pt.char(buf) == buf)
end)

test("a cast keeps its memory", function()
  local p = pt.uint32(t.buffer(8) + 4)
  p[0] = 77
  test.collect()
  test.eq(p[0], 77)
end)

test("casts of objects, containers, mappings and strings", function()
  local st = t.stat()
  st.st_size = 5
  test.eq(pt.stat(st).st_size, 5)
  test.eq(pt.stat(pt.char(st))[0].size, 5)
  local fds = t.pollfds { { fd = 3, events = "in" } }
  test.eq(pt.int(fds)[0], 3)
  local map = test.ok(S.mmap(nil, 4096, "read, write", "private, anonymous", -1, 0))
  pt.uint32(map)[1] = 9
  test.eq(pt.uint32(map + 4)[0], 9)
  local p = pt.uint32(map)
  map:close()
  test.raises("memory is not there", function() return p[0] end)
  test.raises("bad argument #1 to 'uint32' %(value: the memory is not there", pt.uint32, map)
  test.eq(pt.uchar("abc")[1], 98)
  test.raises("bad argument #1 to 'stat' %(value: buffer, object or string expected, got table", pt.stat, {})
  test.raises("bad argument #1 to 'stat' %(value: buffer, object or string expected, got number", pt.stat, 5)
  test.raises("bad argument #1 to 'stat'", pt.stat)
  test.eq(pt.nosuch, nil)
  test.eq(pt[1], nil)
end)

test("what stands for something is not cast", function()
  test.eq(pt.fd, nil)
  test.raises("this object's bytes are its own", pt.char, t.fd())
end)

test("addresses", function()
  local p = pt.void(4096)
  test.eq(#p, 0)
  assert(p == pt.void(4096) and p ~= pt.void(8192))
  test.raises("index out of range", function() return p[0] end)
  test.eq(pt.void(0), nil)
  test.eq(pt.void(nil), nil)
  local hint = test.ok(S.mmap(pt.void(2 ^ 30), 4096, "read", "private, anonymous", -1, 0))
  hint:close()
  test.fails("INVAL", S.mmap(pt.void(1), 4096, "read", "private, anonymous, fixed", -1, 0))
  test.raises("bad argument #1 to 'munmap'", S.munmap, p, 4096)
  local buf = t.buffer(4)
  assert(pt.void(buf) == buf)
end)

test("sizes and names", function()
  test.eq(s.iphdr, 20)
  test.eq(s.sockaddr_nl, 12)
  test.eq(s.int, 4)
  test.eq(s.pollfd, 8)
  test.eq(s.nosuch, nil)
  test.eq(s.sa, nil)
  for name, own in pairs {
    ["struct timespec"] = "timespec", uid_t = "uid", int = "int", ["unsigned int"] = "uint", uint8_t = "uint8", ["long long"] = "int64",
    ["struct sockaddr_in"] = "sockaddr_in", ["union bpf_attr"] = "bpf_attr", ["unsigned char"] = "uchar",
  } do
    assert(rawequal(types.ctypes[name], t[own]), name)
  end
  test.eq(types.ctypes["struct nosuch"], nil)
  test.eq(types.ctypes.sa_t, nil)
  assert(rawequal(types.t, t))
end)

test("types are values", function()
  for _, ctype in ipairs { t.stat, t.int, t.int1, t.buffer, t.pollfds, t.ifinfomsg } do
    test.eq(type(ctype), "userdata")
    assert(tostring(ctype):find "^type ")
  end
end)

test("every type of fixed size makes zeros", function()
  for _, name in ipairs {
    "nlmsghdr", "nlmsgerr", "rtgenmsg", "rtattr", "rtmsg", "rta_cacheinfo", "ndmsg", "nda_cacheinfo", "ndtmsg", "ndt_config", "ndt_stats",
    "ifreq", "tun_pi", "tun_filter", "fdb_entry", "iphdr", "udphdr", "ethhdr", "xt_get_revision", "vhost_memory",
    "vhost_memory_region", "scm_timestamping", "fdset", "seccomp_data", "sock_filter", "sock_fprog", "sock_fprog1", "bpf_insn",
    "bpf_attr", "bpf_attr1", "perf_event_attr", "perf_event_attr1", "perf_event_header", "ucontext", "mcontext", "stack",
  } do
    local one = t[name]()
    test.eq(S.ffi.sizeof(one), S.ffi.sizeof(t[name]), name)
    assert(not S.ffi.string(one, #one):find "[^%z]", name)
    if s[name] then assert(pt[name] == nil or pt[name](one)) end
  end
end)

test("netlink structures", function()
  local rtm = t.rtmsg { family = "inet", dst_len = 24, protocol = "boot", type = "unicast", scope = "link", table = "main" }
  test.eq(rtm.rtm_family, S.c.AF.INET)
  test.eq(rtm.family, S.c.AF.INET)
  test.eq(rtm.rtm_dst_len, 24)
  test.eq(rtm.rtm_protocol, S.c.RTPROT.BOOT)
  test.eq(rtm.rtm_type, S.c.RTN.UNICAST)
  test.eq(rtm.rtm_scope, S.c.RT_SCOPE.LINK)
  test.eq(rtm.rtm_table, S.c.RT_TABLE.MAIN)
  rtm.flags = "notify"
  test.eq(rtm.rtm_flags, S.c.RTM_F.NOTIFY)
  test.raises("no member 'nosuch' in rtmsg", t.rtmsg, { nosuch = 1 })
  test.raises("protocol", t.rtmsg, { protocol = "nosuch" })
  local ndm = t.ndmsg { family = "inet6", state = "permanent, noarp", ifindex = 3, flags = "router", type = "unicast" }
  test.eq(ndm.ndm_state, S.c.NUD.PERMANENT + S.c.NUD.NOARP)
  test.eq(ndm.ndm_ifindex, 3)
  test.eq(ndm.ndm_flags, S.c.NTF.ROUTER)
  local err = t.nlmsgerr(-5)
  test.eq(err.error, -5)
  err.msg.nlmsg_len = 16
  test.eq(err.msg.nlmsg_len, 16)
  local hdr = t.nlmsghdr(16, 2, 3, 4, 5)
  test.eq(hdr.nlmsg_pid, 5)
  test.eq(t.rtattr { rta_len = 4, other = 1 }.rta_len, 4)
end)

test("sockaddr_ll", function()
  local sa = t.sockaddr_ll { protocol = "arp", ifindex = 2, addr = t.macaddr "02:1b:44:11:3a:b7", pkttype = 4, hatype = 1 }
  test.eq(sa.family, S.c.AF.PACKET)
  test.eq(sa.protocol, S.c.ETH_P.ARP)
  test.eq(sa.sll_protocol, test.network(S.c.ETH_P.ARP))
  test.eq(sa.halen, 6)
  test.eq(tostring(sa.addr), "02:1b:44:11:3a:b7")
  test.eq(sa.ifindex, 2)
  test.eq(sa.pkttype, 4)
  test.eq(sa.hatype, 1)
  sa.protocol = 0x800
  test.eq(sa.protocol, 0x800)
  sa.addr = "abcd"
  test.eq(sa.halen, 4)
  test.eq(sa.addr, "abcd")
  test.raises("at most 8 bytes", t.sockaddr_ll, { addr = ("x"):rep(9) })
  test.raises("addr", t.sockaddr_ll, { addr = 5 })
  test.raises("table expected", t.sockaddr_ll, 5)
  test.raises("member 'family' of sockaddr_ll can only be read", function() sa.family = 1 end)
  local storage = t.sockaddr_storage(sa)
  test.eq(storage.ifindex, 2)
  test.eq(storage.addr, "abcd")
  test.eq(#storage, #sa)
  test.eq(t.sockaddr_ll().family, S.c.AF.PACKET)
end)

test("sockaddr_nl", function()
  local sa = t.sockaddr_nl(7, "link, ipv4_route")
  test.eq(sa.family, S.c.AF.NETLINK)
  test.eq(sa.pid, 7)
  test.eq(sa.groups, S.c.RTMGRP.LINK + S.c.RTMGRP.IPV4_ROUTE)
  test.eq(t.sockaddr_nl(0, "link", S.c.NETLINK.ROUTE).groups, S.c.RTMGRP.LINK)
  test.eq(t.sockaddr_nl { groups = 5, pid = 3, type = "route" }.groups, 5)
  test.eq(t.sockaddr_nl().family, S.c.AF.NETLINK)
  test.eq(t.sockaddr_nl(nil, 6).nl_groups, 6)
  test.raises("bad argument #2 to 'sockaddr_nl'", t.sockaddr_nl, 0, "nosuch")
  test.raises("bad argument #1 to 'sockaddr_nl'", t.sockaddr_nl, "x", 5)
end)

test("ifreq", function()
  local r = t.ifreq { name = "lo", flags = "tun, no_pi" }
  test.eq(r.name, "lo")
  test.eq(r.flags, S.c.IFREQ.TUN + S.c.IFREQ.NO_PI)
  test.eq(r.ifr_ifru.ifru_flags, r.flags)
  r.ivalue = 1500
  test.eq(r.ivalue, 1500)
  test.eq(r.ifr_ifru.ifru_mtu, 1500)
  r.name = ("x"):rep(15)
  test.eq(r.name, ("x"):rep(15))
  test.raises("at most 15 bytes", t.ifreq, { name = ("x"):rep(17) })
  test.raises("zero byte", t.ifreq, { name = "a\0b" })
  local a = t.ifreq { name = "lo" }
  a.addr.sa_family = S.c.AF.INET
  for _, name in ipairs { "addr", "dstaddr", "broadaddr", "netmask", "hwaddr" } do test.eq(a[name].family, S.c.AF.INET) end
  test.raises("can only be read", function() a.addr = t.sockaddr() end)
  test.eq(S.ffi.string(a.ifr_ifrn.ifrn_name), "lo")
  local sock = test.ok(S.socket("inet", "dgram"))
  local answer = t.ifreq { name = "lo" }
  local done, err = sock:ioctl("SIOCGIFFLAGS", answer)
  if done then assert(answer.flags % 2 == 0 or answer.flags % 2 == 1) else assert(err.NODEV or err.PERM) end
  sock:close()
end)

test("heads of packets and their checksums", function()
  local buf = t.buffer(48)
  local ip = pt.iphdr(buf)[0]
  ip.ihl, ip.version, ip.ttl, ip.protocol = 5, 4, 0x40, 0x11
  ip.tot_len, ip.frag_off = test.network(0x73), test.network(0x4000)
  ip.saddr, ip.daddr = t.in_addr("192.168.0.1").s_addr, t.in_addr("192.168.0.199").s_addr
  test.eq(buf[0], 0x45)
  test.eq(ip:checksum(), test.network(0xb861))
  test.eq(ip.check, test.network(0xb861))
  test.eq(pt.iphdr(buf):checksum(), test.network(0xb861))
  local udp = t.udphdr { source = test.network(53) }
  test.eq(udp.src, 53)
  udp.dst, udp.length = 4000, 11
  test.eq(udp.dest, test.network(4000))
  test.eq(udp.len, test.network(11))
  local sum = udp:checksum(ip, "abc")
  assert(sum ~= 0)
  test.eq(udp.check, sum)
  local body = t.buffer(3, "abc")
  test.eq(udp:checksum(ip, body), sum)
  test.eq(udp:checksum(ip, "abcdef"), sum)
  udp.length = 8
  assert(udp:checksum(ip) ~= 0)
  udp.length = 11
  test.raises("bad argument #3 to 'checksum' %(body: the body is shorter", udp.checksum, udp, ip, "ab")
  test.raises("bad argument #2 to 'checksum' %(ip: ", udp.checksum, udp, print, "abc")
  test.raises("bad argument #3 to 'checksum' %(body: string or buffer expected", udp.checksum, udp, ip, 5)
  test.raises("udphdr expected", udp.checksum, ip, ip, "abc")
  udp.length = 3
  test.raises("less than its own bytes", udp.checksum, udp, ip, "abc")
  test.raises("iphdr expected", ip.checksum, udp)
  local eth = t.ethhdr()
  eth.h_dest = t.macaddr "02:00:00:00:00:01"
  test.eq(eth.h_dest[5], 1)
  eth.h_proto = test.network(S.c.ETH_P.IP)
  test.eq(#eth, 14)
end)

test("sa and dirents", function()
  local un = t.sa(t.sockaddr_un "/tmp/x", 9)
  test.eq(un.name, "/tmp/x")
  test.eq(un.addrlen, 9)
  test.eq(t.sa(t.sockaddr_un(), 2).unnamed, true)
  test.eq(t.sa(t.sockaddr_un "\0abc", 6).name, "\0abc")
  local inet = t.sockaddr_in(80, "127.0.0.1")
  assert(rawequal(t.sa(inet, 16), inet))
  test.raises("bad argument #1 to 'sa'", t.sa, {})
  local fd = test.ok(S.open("/", "directory, rdonly"))
  local buf, names = t.buffer(4096), 0
  test.ok(fd:getdents(buf, 4096))
  for d in t.dirents(buf, 4096) do
    assert(#d.name > 0)
    names = names + 1
  end
  assert(names >= 2)
  fd:close()
  test.eq(t.dirents(t.buffer(100), 100)(), nil)
  test.raises("bad argument #2 to 'dirents'", t.dirents, buf, 5000)
  test.raises("bad argument #1 to 'dirents'", t.dirents, {}, 5)
end)

test("the memory of an iovec", function()
  local buf = t.buffer(8, "hello")
  local io = t.iovecs { buf, "world", { buf + 1, 3 } }
  assert(rawequal(io.iov[0].iov_base, buf))
  test.eq(S.ffi.string(io.iov[1].base, 5), "world")
  test.eq(S.ffi.string(io.iov[2].base), "ell")
  test.eq(t.iovec().base, nil)
  local msg = t.msghdr { iov = io }
  test.eq(S.ffi.string(msg.msg_iov[0].iov_base), "hello")
end)

test("an event with room for its name", function()
  local event = t.inotify_event(16)
  test.eq(#event, 32)
  test.eq(event.wd, 0)
  event.mask = S.c.IN.CREATE
  test.eq(event.create, true)
  S.ffi.copy(S.types.pt.char(event) + 16, "name")
  test.eq(event.name, "name")
  test.eq(t.inotify_event { wd = 3 }.wd, 3)
  test.raises("bad argument #1 to 'inotify_event'", t.inotify_event, -1)
end)
