-- Special descriptors, sockets and interfaces of `S.util`.
local test = require "test"
local S = require "syscall"
local c, t, util, nl = S.c, S.t, S.util, S.nl

test.isolate "net,mnt"

test("signals that are read", function()
  test.child(function()
    test.ok(S.sigprocmask("block", "usr1, usr2"))
    local fd = test.ok(S.signalfd("usr1, usr2", "nonblock, cloexec"))
    test.eq(#test.ok(util.signalfd_read(fd)), 0)
    test.ok(S.kill(S.getpid(), "usr1"))
    test.ok(S.kill(S.getpid(), "usr2"))
    local came = test.ok(util.signalfd_read(fd))
    test.eq(#came, 2)
    test.eq(came.count, 2)
    test.eq(came.bytes, 256)
    assert(came[1].USR1 and came[2].usr2 and not came[1].usr2)
    test.eq(came[1].pid, S.getpid())
    test.eq(came[3], nil)
    test.ok(S.kill(S.getpid(), "usr1"))
    test.eq(test.ok(util.signalfd_read(fd, 1))[1].signo, c.SIG.USR1)
    test.ok(S.kill(S.getpid(), "usr2"))
    local own = t.siginfos(1)
    assert(rawequal(test.ok(util.signalfd_read(fd, own)), own))
    test.eq(own[1].signo, c.SIG.USR2)
    test.fails("INVAL", util.signalfd_read(fd, 0))
    fd:close()
    test.fails("BADF", util.signalfd_read(fd))
    test.raises("bad argument #1 to 'signalfd_read' %(fd: fd expected", util.signalfd_read)
    test.raises("bad argument #2 to 'signalfd_read'", util.signalfd_read, fd, "x")
    test.raises("bad argument #2 to 'signalfd_read'", util.signalfd_read, fd, -1)
  end)
end)

local function pair()
  local a, b = test.ok(S.socketpair("unix", "stream"))
  return a, b
end

test("descriptors sent", function()
  local a, b = pair()
  local r, w = test.ok(S.pipe())
  test.eq(util.sendfds(a, r, w:getfd()), 1)
  local got = test.ok(util.recvcmsg(b))
  test.eq(got.count, 1)
  test.eq(tostring(got.iovec), "\0")
  test.eq(#got.fd, 2)
  test.eq(got.pid, nil)
  w:write "x"
  test.eq(got.fd[1]:read(nil, 5), "x")
  for _, fd in ipairs(got.fd) do fd:close() end
  -- With a message and flags of one's own.
  test.eq(util.sendfds(a, r), 1)
  got = test.ok(util.recvcmsg(b, t.msghdr { iov = { 4 }, control = t.cmsghdr("socket", "rights", 1) }, "cmsg_cloexec"))
  test.eq(got.fd[1]:fcntl "getfd", c.FD.CLOEXEC)
  got.fd[1]:close()
  a:write "plain"
  got = test.ok(util.recvcmsg(b, { iov = { 10 } }))
  test.eq(got.count, 5)
  test.eq(got.fd, nil)
  test.raises("bad argument #2 to 'sendfds' %(fd: fd expected, got nil", util.sendfds, a)
  test.raises("bad argument #3 to 'sendfds' %(fd: fd expected, got nil", util.sendfds, a, r, nil)
  test.raises("fd expected", util.sendfds, a, "nosuch")
  test.raises("bad argument #1 to 'sendfds' %(fd: fd expected", util.sendfds, nil, r)
  test.raises("bad argument #1 to 'recvcmsg' %(fd: fd expected", util.recvcmsg)
  test.raises("msghdr", util.recvcmsg, b, 5)
  a:close()
  test.eq(test.ok(util.recvcmsg(b)).count, 0)
  test.fails("BADF", util.sendfds(a, r))
  for _, fd in ipairs { b, r, w } do fd:close() end
end)

test("as many descriptors as one message can have", function()
  test.child(function()
    local limits = util.limits()
    if not pcall(function() limits.soft.nofile = limits.hard.nofile end) or limits.soft.nofile < 600 then
      print "# the limit of descriptors is too low for 253 at once"
      return
    end
    local a, b = pair()
    local many = {}
    for i = 1, 253 do many[i] = a end
    test.eq(util.sendfds(a, (unpack or table.unpack)(many)), 1)
    test.eq(#test.ok(util.recvcmsg(b)).fd, 253)
    many[254] = a
    test.fails("INVAL", util.sendfds(a, (unpack or table.unpack)(many)))
  end)
end)

test("credentials sent", function()
  local a, b = pair()
  test.ok(b:setsockopt("socket", "passcred", true))
  test.eq(util.sendcred(a), 1)
  local got = test.ok(util.recvcmsg(b))
  test.eq(got.pid, S.getpid())
  test.eq(got.uid, S.getuid())
  test.eq(got.gid, S.getgid())
  test.eq(#got.fd, 0)
  test.eq(util.sendcred(a, S.getpid(), S.getuid(), S.getgid()), 1)
  test.raises("pid", util.sendcred, a, "x")
  test.raises("bad argument #1 to 'sendcred'", util.sendcred)
  a:close()
  test.fails("BADF", util.sendcred(a))
  b:close()
end)

test("addresses with a prefix", function()
  local function both(...)
    local address, bits = util.inet_name(...)
    return tostring(address) .. " " .. bits
  end
  test.eq(both "10.0.0.1", "10.0.0.1 32")
  test.eq(both "10.0.0.1/8", "10.0.0.1 8")
  test.eq(both("10.0.0.1", 24), "10.0.0.1 24")
  test.eq(both("10.0.0.1/8", 24), "10.0.0.1 8")
  test.eq(both "::1", "::1 128")
  test.eq(both "fe80::1/64", "fe80::1 64")
  for _, text in ipairs { "", "10.0.0", "10.0.0.1/", "10.0.0.1/33", "::1/129", "10.0.0.1/x", ":::", "10.0.0.1/8/8" } do
    test.raises("bad argument #1 to 'inet_name' %(", util.inet_name, text)
  end
  test.raises("bad argument #2 to 'inet_name' %(", util.inet_name, "10.0.0.1", {})
  test.raises("bad argument #2 to 'inet_name' %(", util.inet_name, "10.0.0.1", 33)
  test.raises("bad argument #1 to 'inet_name' %(str: string expected", util.inet_name)
end)

test("the index of an interface", function()
  test.eq(util.if_nametoindex "lo", 1)
  test.fails("NODEV", util.if_nametoindex "nosuch")
  test.raises("bad argument #1 to 'if_nametoindex'", util.if_nametoindex)
end)

test("bridges", function()
  local ok, err = util.bridge_add "br0"
  if not ok and (err.OPNOTSUPP or err.PERM) then test.skip("no bridges: " .. tostring(err)) end
  test.ok(ok, err)
  test.fails("EXIST", util.bridge_add "br0")
  test.eq(nl.interface("br0").kind, "bridge")
  local made, why = nl.create_interface { name = "port0", type = "veth", peer = { name = "port1" } }
  if made then
    test.eq(util.bridge_add_interface("br0", "port0"), true)
    test.eq(util.bridge_add_interface("br0", nl.interface("port1").index), true)
    test.eq(nl.interface("port0").master, nl.interface("br0").index)
    test.ok(S.mkdir("sys", "0700"))
    local mounted, reason = S.mount("sysfs", "/sys", "sysfs")
    if mounted then
      local found = test.ok(util.bridge_list())
      local br = found.br0
      test.eq(type(br.bridge.bridge_id), "string")
      test.eq(type(br.bridge.group_addr), "string")
      test.eq(type(br.bridge.ageing_time), "number")
      table.sort(br.brif)
      test.eq(table.concat(br.brif, " "), "port0 port1")
      assert(#br.brforward >= 2, #br.brforward)
      local own = {}
      for _, entry in ipairs(br.brforward) do
        own[tostring(entry.mac_addr)] = entry.is_local
        test.eq(type(entry.port_no) .. type(entry.ageing_timer_value), "numbernumber")
      end
      test.eq(own[tostring(nl.interface("port0").macaddr)], true)
      test.eq(found.lo, nil)
      test.ok(S.umount("/sys", "detach"))
    else
      print("# sysfs cannot be mounted, so bridge_list is not tried: " .. tostring(reason))
    end
    test.eq(util.bridge_del_interface("br0", "port0"), true)
    test.eq(nl.interface("port0").master, nil)
    test.fails("INVAL", util.bridge_del_interface("br0", "port0"))
    test.fails("NODEV", util.bridge_del_interface("br0", "nosuch"))
    test.fails("NODEV", util.bridge_add_interface("br0", "nosuch"))
    test.fails("NODEV", util.bridge_add_interface("nosuch", "port0"))
    test.fails("PERM", util.bridge_del "port0")
    test.eq(nl.interface("port0"):delete(), true)
  else
    print("# no veth, so ports are not tried: " .. tostring(why))
  end
  test.eq(util.bridge_del "br0", true)
  test.fails("NODEV", util.bridge_del "br0")
  test.eq(nl.interface "br0", nil)
  test.raises("bad argument #1 to 'bridge_add' %(name: string expected", util.bridge_add)
  test.raises("bad argument #1 to 'bridge_del' %(name: string expected", util.bridge_del, {})
  test.raises("bad argument #1 to 'bridge_add_interface' %(bridge: string expected", util.bridge_add_interface)
  test.raises("bad argument #1 to 'bridge_del_interface' %(bridge: string expected", util.bridge_del_interface, 5)
end)

test("no sysfs, no bridges", function()
  if S.stat "/sys/class/net" then
    test.eq(type(test.ok(util.bridge_list())), "table")
  else
    test.fails("NOENT", util.bridge_list())
  end
end)

test("netfilter", function()
  local netfilter = require "syscall.linux.netfilter"
  local fd, err = netfilter.socket "inet"
  if not fd then test.skip("no raw sockets: " .. tostring(err)) end
  test.eq(fd:getsockopt("socket", "type"), c.SOCK.RAW)
  fd:close()
  for _, family in ipairs { "inet", "inet6" } do
    local version, why = netfilter.version(family)
    if version then
      test.integer(version)
    else
      assert(why.NOPROTOOPT or why.NOENT or why.PERM, tostring(why))
    end
  end
  test.raises("bad argument #1 to 'socket'", netfilter.socket, {})
  test.raises("bad argument #1 to 'version'", netfilter.version, {})
  test.raises("", netfilter.version, "nosuch")
end)
