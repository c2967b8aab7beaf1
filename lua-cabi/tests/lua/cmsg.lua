-- Messages with control messages: what is passed, what is cut, and what becomes of descriptors that nobody takes.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function pair(kind)
  return test.ok(S.socketpair("unix", kind or "stream"))
end

-- How many descriptors are open.
local function open()
  local count = 0
  for _ in S.util.ls "/proc/self/fd" do count = count + 1 end
  return count
end

test("pieces and flags", function()
  local a, b = pair()
  test.eq(a:sendmsg { iov = { "one, ", "two" } }, 8)
  local pieces = t.iovecs { 3, 10 }
  local msg = t.msghdr { iov = pieces }
  test.eq(b:recvmsg(msg), 8)
  test.eq(tostring(pieces):sub(1, 8), "one, two")
  test.eq(test.integer(msg.flags), 0)
  test.eq(msg.msg_flags, 0)
  test.eq(msg.iovlen, 2)
  assert(rawequal(msg.iov, pieces))
  assert(rawequal(msg.msg_iov, pieces.iov))
  test.eq(msg.control, nil)
  test.eq(msg.msg_name, nil)
  test.eq(msg.controllen, 0)
  test.eq(msg.namelen, 0)
  -- Without a message, a zero byte.
  test.eq(a:sendmsg(), 1)
  test.eq(S.sendmsg(a, nil, "nosignal"), 1)
  test.eq(b:recvmsg(msg), 2)
  test.eq(tostring(pieces):sub(1, 2), "\0\0")
  test.fails("AGAIN", S.recvmsg(b, msg, "dontwait"))
  -- Raw names, and the array of pieces.
  local io = t.iovecs { "abc", "def" }
  test.eq(a:sendmsg(t.msghdr { msg_iov = io.iov, msg_iovlen = #io }), 6)
  test.eq(a:sendmsg { msg_iov = io.iov, msg_iovlen = 1 }, 3)
  test.eq(b:read(), "abcdefabc")
  test.raises("iovlen is more than", a.sendmsg, a, { iov = io, iovlen = 3 })
  msg.iov = { 4 }
  msg.flags = "trunc"
  test.eq(msg.flags, c.MSG.TRUNC)
  test.eq(msg.iovlen, 1)
  msg.iov = nil
  test.eq(msg.iov, nil)
  test.eq(msg.iovlen, 0)
  assert(rawequal(t.msghdr(msg), msg))
  test.raises("no member 'bogus' in msghdr", t.msghdr, { bogus = 1 })
  test.raises("no member 'bogus' in msghdr", function() return msg.bogus end)
  test.raises("no member 'bogus' in msghdr", function() msg.bogus = 1 end)
  test.raises("member name expected", function() return msg[{}] end)
  test.raises("keeps none alive", t.msghdr, { iov = t.iovec() })
  test.raises("name: socket address expected", t.msghdr, { name = 5 })
  test.raises("control: cmsghdr or buffer expected", t.msghdr, { control = "text" })
  test.raises("table expected", t.msghdr, 5)
  test.raises("bad argument #2 to 'recvmsg' %(msg: msghdr or table expected", S.recvmsg, b)
  test.raises("msghdr or table expected", S.sendmsg, a, 5)
  a:close()
  b:close()
  test.fails("BADF", a:sendmsg())
  test.fails("BADF", b:recvmsg { iov = { 1 } })
end)

test("what is cut", function()
  local a, b = pair "dgram"
  a:sendmsg { iov = { "longer" } }
  local msg = t.msghdr { iov = { 3 } }
  test.eq(b:recvmsg(msg), 3)
  test.eq(msg.flags, c.MSG.TRUNC)
  a:close()
  b:close()
end)

test("addresses", function()
  local a = test.ok(S.socket("inet", "dgram"))
  local b = test.ok(S.socket("inet", "dgram"))
  test.ok(a:bind(t.sockaddr_in(0, "127.0.0.1")))
  test.ok(b:bind(t.sockaddr_in(0, "127.0.0.1")))
  local to, from = b:getsockname(), a:getsockname()
  test.eq(a:sendmsg { name = to, iov = { "x" } }, 1)
  local addr = t.sockaddr_in()
  local msg = t.msghdr { msg_name = addr, msg_namelen = #addr, iov = { 5 } }
  test.eq(b:recvmsg(msg), 1)
  test.eq(addr.port, from.port)
  assert(rawequal(msg.name, addr))
  test.eq(msg.namelen, #addr)
  test.fails("INVAL", a:sendmsg { name = to, namelen = 3, iov = { "x" } })
  test.raises("count is larger", S.sendmsg, a, { name = to, namelen = 1000 })
  a:close()
  b:close()
end)

test("descriptors", function()
  local a, b = pair()
  local read, write = test.ok(S.pipe())
  test.eq(a:sendmsg { iov = { "x" }, control = t.cmsghdr("socket", "rights", { read, write }) }, 1)
  local msg = t.msghdr { iov = { 1 }, control = t.cmsghdr("socket", "rights", 2) }
  test.eq(b:recvmsg(msg, "cmsg_cloexec"), 1)
  local got, count = {}, 0
  for pointer, cmsg in msg:cmsgs() do
    count = count + 1
    assert(rawequal(pointer, cmsg))
    test.eq(cmsg.cmsg_level, c.SOL.SOCKET)
    test.eq(cmsg.cmsg_type, c.SCM.RIGHTS)
    test.eq(cmsg:datalen(), 8)
    test.eq(cmsg:len(), cmsg:hdrsize() + 8)
    test.eq(cmsg:align() % S.types.s.size, 0)
    for fd in cmsg:fds() do got[#got + 1] = fd end
    local pid, why = cmsg:credentials()
    test.eq(pid, nil)
    assert(why:find "no credentials", why)
  end
  test.eq(count, 1)
  test.eq(#got, 2)
  test.eq(got[1]:fcntl "getfd", c.FD.CLOEXEC)
  -- The objects are the owners now, not the message.
  msg = nil
  test.collect()
  test.eq(got[2]:write "through", 7)
  test.eq(got[1]:read(), "through")
  -- One by itself, and by setfd and setfds.
  local one = t.cmsghdr("socket", "rights", 1)
  test.eq(one:setfd(read), true)
  local two = t.cmsghdr("socket", "rights", 2)
  test.eq(two:setfds { read, write:getfd() }, true)
  test.raises("more than the message has room for", one.setfds, one, { read, write })
  test.raises("%[2%]: fd expected", two.setfds, two, { read, {} })
  for _, fds in ipairs { read, { read }, one } do
    local control = rawequal(fds, one) and one or t.cmsghdr("socket", "rights", fds)
    test.eq(a:sendmsg { iov = { "x" }, control = control }, 1)
    local from = t.msghdr { iov = { 1 }, control = t.buffer(64) }
    test.eq(b:recvmsg(from), 1)
    local _, cmsg = from:cmsg_firsthdr()
    cmsg:fds()():close()
  end
  local bad = t.cmsghdr("socket", "rights", { -1 })
  test.fails("BADF", a:sendmsg { iov = { "x" }, control = bad })
  for _, fd in ipairs { got[1], got[2], read, write, a, b } do fd:close() end
end)

test("descriptors that nobody takes", function()
  local a, b = pair()
  local null = test.ok(S.open "/dev/null")
  local rights = t.cmsghdr("socket", "rights", { null, null, null })
  local msg = t.msghdr { iov = { 1 }, control = t.buffer(64) }
  test.collect()
  local before = open()
  a:sendmsg { iov = { "x" }, control = rights }
  b:recvmsg(msg)
  test.eq(open(), before + 3)
  -- The next message takes their place.
  a:sendmsg { iov = { "y" }, control = rights }
  b:recvmsg(msg)
  test.collect()
  test.eq(open(), before + 3)
  -- Of some that are taken, the others are closed.
  local _, cmsg = msg:cmsg_firsthdr()
  local first = cmsg:fds()()
  msg, cmsg = nil, nil
  test.collect()
  test.eq(open(), before + 1)
  first:close()
  -- Room for fewer: the kernel closes the others, and says so.
  a:sendmsg { iov = { "z" }, control = rights }
  msg = t.msghdr { iov = { 1 }, control = t.cmsghdr("socket", "rights", 1) }
  test.eq(b:recvmsg(msg), 1)
  test.eq(msg.flags, c.MSG.CTRUNC)
  test.eq(open(), before + 1)
  -- No room at all.
  a:sendmsg { iov = { "z" }, control = rights }
  msg = t.msghdr { iov = { 1 } }
  test.eq(b:recvmsg(msg), 1)
  test.eq(msg.flags, c.MSG.CTRUNC)
  test.collect()
  test.eq(open(), before)
  for _, fd in ipairs { null, a, b } do fd:close() end
end)

test("credentials", function()
  local a, b = pair()
  test.ok(b:setsockopt("socket", "passcred", true))
  a:write "x"
  local msg = t.msghdr { iov = { 1 }, control = t.buffer(64) }
  test.eq(b:recvmsg(msg), 1)
  local found
  for _, cmsg in msg:cmsgs() do
    found = true
    local pid, uid, gid = cmsg:credentials()
    test.eq(pid, S.getpid())
    test.eq(uid, S.getuid())
    test.eq(gid, S.getgid())
    test.eq(cmsg:fds()(), nil)
  end
  assert(found)
  local mine = t.ucred { pid = S.getpid(), uid = S.getuid(), gid = S.getgid() }
  test.eq(a:sendmsg { iov = { "y" }, control = t.cmsghdr("socket", "credentials", mine) }, 1)
  test.eq(b:recvmsg(msg), 1)
  test.eq(select(2, msg:cmsg_firsthdr()):credentials(), S.getpid())
  local peer = t.ucred()
  assert(rawequal(b:getsockopt("socket", "peercred", peer), peer))
  test.eq(peer.pid, S.getpid())
  test.eq(t.ucred(1, 2, 3).gid, 3)
  a:close()
  b:close()
end)

test("control messages", function()
  local cmsg = t.cmsghdr("socket", "timestamp", "12345678")
  test.eq(cmsg:datalen(), 8)
  test.eq(cmsg.cmsg_len, cmsg:len())
  local data = cmsg:data()
  test.eq(#data, 8)
  test.eq(data[0], ("1"):byte())
  test.eq(cmsg:setdata("xyz", 2), true)
  test.eq(data[1], ("y"):byte())
  test.eq(data[2], ("3"):byte())
  test.raises("more than the message has room for", cmsg.setdata, cmsg, "123456789")
  test.raises("more than the message has room for", cmsg.setdata, cmsg, "1", 2)
  test.raises("string or buffer expected", cmsg.setdata, cmsg)
  local ttl = t.cmsghdr("ip", "ttl", t.int1(7))
  test.eq(ttl.cmsg_level, c.SOL.IP)
  test.eq(ttl.cmsg_type, c.IP.TTL)
  test.eq(t.cmsghdr("ip", "ttl", t.int1(7), 2):datalen(), 2)
  test.eq(t.cmsghdr("socket", 99, nil, 5):datalen(), 5)
  test.eq(t.cmsghdr(6, 1):datalen(), 0)
  test.eq(t.cmsghdr():datalen(), 0)
  assert(rawequal(t.cmsghdr(ttl), ttl))
  -- A length that is not true is believed no further than there are bytes.
  cmsg.cmsg_len = 2 ^ 31
  test.eq(cmsg:datalen(), 8)
  cmsg.cmsg_len = 0
  test.eq(cmsg:datalen(), 0)
  test.eq(#cmsg:data(), 0)
  test.eq(cmsg:fds()(), nil)
  test.raises("more than the message has room for", cmsg.setfd, cmsg, 0)
  local buffer = t.buffer(200)
  local msg = t.msghdr { control = buffer }
  test.eq(msg:cmsg_firsthdr(), nil)
  test.eq(msg:cmsgs()(), nil)
  msg.controllen = 3
  test.eq(msg.controllen, 3)
  test.eq(msg:cmsgs()(), nil)
  test.eq(t.msghdr():cmsgs()(), nil)
  local single = t.msghdr { control = ttl }
  local pointer, first = single:cmsg_firsthdr()
  test.eq(first.cmsg_type, c.IP.TTL)
  test.eq(single:cmsg_nxthdr(pointer, first), nil)
  test.raises("cmsghdr expected", single.cmsg_nxthdr, single, 5)
  test.raises("msghdr expected", single.cmsgs, {})
  test.raises("msghdr expected", single.cmsg_firsthdr, 5)
  test.raises("msghdr expected", single.cmsg_nxthdr, 5)
  test.raises("invalid name 'bogus'", t.cmsghdr, "bogus", 1)
  test.raises("bad argument #2 to 'cmsghdr'", t.cmsghdr, "socket", "bogus")
  test.raises("0 to 253 descriptors", t.cmsghdr, "socket", "rights", 254)
  test.raises("fd expected", t.cmsghdr, "socket", "rights", { {} })
  test.raises("string or object expected", t.cmsghdr, "ip", "ttl", {})
  test.raises("more than the message has room for", t.cmsghdr, "ip", "ttl", "abc", 4)
  test.raises("too much data", t.cmsghdr, "ip", "ttl", nil, 2 ^ 40)
  for _, name in ipairs { "len", "datalen", "hdrsize", "align", "data", "setdata", "setfd", "setfds", "fds", "credentials" } do
    test.raises("cmsghdr expected", ttl[name], {}, name:find "setfd" and 1 or "", 1)
  end
end)

test("several control messages", function()
  local a, b = pair()
  test.ok(b:setsockopt("socket", "passcred", true))
  local null = test.ok(S.open "/dev/null")
  a:sendmsg { iov = { "x" }, control = t.cmsghdr("socket", "rights", null) }
  local msg = t.msghdr { iov = { 1 }, control = t.buffer(128) }
  test.eq(b:recvmsg(msg), 1)
  local kinds = {}
  local pointer, cmsg = msg:cmsg_firsthdr()
  while pointer do
    kinds[#kinds + 1] = cmsg.cmsg_type
    pointer, cmsg = msg:cmsg_nxthdr(pointer, cmsg)
  end
  table.sort(kinds)
  test.same(kinds, { c.SCM.RIGHTS, c.SCM.CREDENTIALS })
  local count = 0
  for _ in msg:cmsgs() do count = count + 1 end
  test.eq(count, 2)
  null:close()
  a:close()
  b:close()
end)

-- The kernel would read the memory of objects that may be gone by then.
test("messages that the kernel keeps are refused", function()
  local _, _, a, b = S.socketpair("unix", "stream")
  test.fails("INVAL", a:sendmsg({ iov = { "x" } }, "zerocopy"))
  test.fails("INVAL", a:sendmsg(nil, "zerocopy"))
  a:close()
  b:close()
end)

test("a descriptor of the sender's process", function()
  local a, b = pair()
  local ok, err = b:setsockopt("socket", c.SO.PASSPIDFD or 76, true)
  if not ok then
    a:close()
    b:close()
    test.skip("no SO_PASSPIDFD: " .. tostring(err))
  end
  local msg = t.msghdr { iov = { 1 }, control = t.buffer(64) }
  test.collect()
  local before = open()
  -- Nobody takes it: it is closed with the message.
  a:write "x"
  test.eq(b:recvmsg(msg), 1)
  local _, cmsg = msg:cmsg_firsthdr()
  test.eq(cmsg.cmsg_type, c.SCM.PIDFD)
  local came = open() - before
  msg, cmsg = nil, nil
  test.collect()
  test.eq(open(), before)
  -- Where the kernel could make one, it is taken as others are.
  a:write "y"
  msg = t.msghdr { iov = { 1 }, control = t.buffer(64) }
  test.eq(b:recvmsg(msg), 1)
  _, cmsg = msg:cmsg_firsthdr()
  local fd = cmsg:fds()()
  test.eq(fd ~= nil, came == 1)
  msg, cmsg = nil, nil
  test.collect()
  test.eq(open(), before + came)
  if fd then test.eq(fd:close(), true) end
  a:close()
  b:close()
end)

-- ---- several messages in one call ----

test("what several messages are", function()
  local many = t.mmsghdrs { { iov = { "one" } }, t.msghdr { iov = { "two" } }, t.mmsghdr { hdr = { iov = { "three" } } } }
  test.eq(#many, 3)
  test.eq(many.count, 3)
  assert(rawequal(many.msg[0], many[1]))
  assert(rawequal(many.msg[2], many[3]))
  test.eq(many.msg[3], nil)
  test.eq(many[4], nil)
  test.eq(tostring(many.msg[2].hdr.iov), "three")
  test.eq(test.integer(many.msg[0].len), 0)
  assert(rawequal(many[1].hdr, many[1].msg_hdr))
  assert(rawequal(t.mmsghdrs(many), many))
  local one = t.mmsghdr()
  test.eq(one.hdr.flags, 0)
  assert(rawequal(t.mmsghdr(one), one))
  one.hdr = { iov = { "x" } }
  test.eq(tostring(one.hdr.iov), "x")
  one.msg_len = 5
  test.eq(one.len, 5)
  one.hdr = nil
  test.eq(one.hdr.iov, nil)
  test.eq(#t.mmsghdrs(2), 2)
  test.eq(#t.mmsghdrs(), 0)
  local seen = {}
  -- From 0 up or down, or from 1, by the version.
  for _, each in ipairs(many) do seen[#seen + 1] = tostring(each.hdr.iov) end
  table.sort(seen)
  test.same(seen, { "one", "three", "two" })
  test.raises("no member 'bogus' in mmsghdr", function() return one.bogus end)
  test.raises("no member 'bogus' in mmsghdr", t.mmsghdr, { bogus = 1 })
  test.raises("%[2%]: msghdr or table expected, got number", t.mmsghdrs, { {}, 5 })
  test.raises("%[1%]: no member 'bogus' in msghdr", t.mmsghdrs, { { bogus = 1 } })
  test.raises("number or table expected", t.mmsghdrs, "x")
  test.raises("out of range", t.mmsghdrs, -1)
  test.raises("table expected", t.mmsghdr, 5)
end)

test("several messages in one call", function()
  local a = test.ok(S.socket("inet", "dgram"))
  local b = test.ok(S.socket("inet", "dgram"))
  test.ok(a:bind(t.sockaddr_in(0, "127.0.0.1")))
  test.ok(b:bind(t.sockaddr_in(0, "127.0.0.1")))
  local to, from = b:getsockname(), a:getsockname()
  local out = t.mmsghdrs { { name = to, iov = { "one" } }, { name = to, iov = { "t", "wo" } }, { name = to } }
  test.eq(a:sendmmsg(out), 3)
  test.eq(out.msg[0].len, 3)
  test.eq(out.msg[1].len, 3)
  test.eq(out.msg[2].len, 0)
  local addr = { t.sockaddr_in(), t.sockaddr_in(), t.sockaddr_in(), t.sockaddr_in() }
  local into = {}
  for i = 1, 4 do into[i] = { name = addr[i], iov = { 2, 10 } } end
  local many = t.mmsghdrs(into)
  test.eq(b:recvmmsg(many, "waitforone"), 3)
  test.eq(many.msg[0].len, 3)
  test.eq(tostring(many.msg[0].hdr.iov):sub(1, 3), "one")
  test.eq(tostring(many.msg[1].hdr.iov):sub(1, 3), "two")
  test.eq(many.msg[2].len, 0)
  for i = 1, 3 do test.eq(addr[i].port, from.port) end
  test.eq(addr[4].port, 0)
  test.eq(many.msg[0].hdr.flags, 0)
  test.eq(many.msg[0].hdr.namelen, 16)
  -- Cut, and with a time.
  test.eq(S.sendmmsg(a, { { name = to, iov = { "longer" } } }), 1)
  many = t.mmsghdrs { { iov = { 3 } } }
  test.eq(S.recvmmsg(b, many, nil, 5), 1)
  test.eq(many.msg[0].hdr.flags, c.MSG.TRUNC)
  test.eq(tostring(many.msg[0].hdr.iov), "lon")
  test.eq(a:sendmmsg(t.mmsghdrs()), 0)
  test.fails("AGAIN", b:recvmmsg(many, "dontwait"))
  test.fails("DESTADDRREQ", a:sendmmsg { { iov = { "x" } } })
  test.fails("INVAL", a:sendmmsg({ { iov = { "x" } } }, "zerocopy"))
  test.fails("INVAL", b:recvmmsg(many, nil, t.timespec { tv_sec = 1, tv_nsec = -1 }))
  -- One that cannot be sent ends it: what was before is sent.
  test.eq(a:sendmmsg { { name = to, iov = { "1" } }, { iov = { "2" } }, { name = to, iov = { "3" } } }, 1)
  a:close()
  b:close()
  test.fails("BADF", a:sendmmsg { {} })
  test.fails("BADF", b:recvmmsg { {} })
  test.raises("bad argument #2 to 'sendmmsg' %(msgvec: mmsghdrs or table expected", S.sendmmsg, a)
  test.raises("mmsghdrs or table expected", S.recvmmsg, a, 5)
  test.raises("%[1%]: iovlen is more than", S.sendmmsg, a, { { iov = { "x" }, iovlen = 3 } })
  test.raises("%[2%].*may only be read", S.recvmmsg, a, { {}, { iov = { t.sighandler() } } })
end)

test("what comes with one message does not describe the next", function()
  local a, b = pair "dgram"
  -- The array that the pieces of the second message are described by, and the messages themselves.
  local target = t.iovecs { 8 }
  local victim = t.buffer(8, "original")
  local many
  many = t.mmsghdrs { { iov = { victim } }, { iov = target } }
  assert(not pcall(t.msghdr, { iov = { target.iov } }))
  many.msg[0].hdr.iov = { many[0] }
  for _ = 1, 2 do a:send(("\255"):rep(128)) end
  test.eq(b:recvmmsg(many, "waitforone"), 2)
  test.eq(many.msg[1].len, 8)
  test.eq(tostring(target), ("\255"):rep(8))
  test.eq(victim:string(), "original")
  a:close()
  b:close()
end)

test("descriptors of several messages", function()
  local a, b = pair "dgram"
  local null = test.ok(S.open "/dev/null")
  local rights = t.cmsghdr("socket", "rights", { null, null })
  local function send(n)
    local out = {}
    for i = 1, n do out[i] = { iov = { "x" }, control = rights } end
    test.eq(a:sendmmsg(out), n)
  end
  test.collect()
  local before = open()
  send(3)
  local many = t.mmsghdrs { { iov = { 1 }, control = t.buffer(64) }, { iov = { 1 }, control = t.cmsghdr("socket", "rights", 1) }, { iov = { 1 } } }
  test.eq(b:recvmmsg(many), 3)
  test.eq(open(), before + 3)
  test.eq(many.msg[0].hdr.flags, 0)
  test.eq(many.msg[1].hdr.flags, c.MSG.CTRUNC)
  test.eq(many.msg[2].hdr.flags, c.MSG.CTRUNC)
  local got = {}
  for _, cmsg in many.msg[0].hdr:cmsgs() do
    for fd in cmsg:fds() do got[#got + 1] = fd end
  end
  test.eq(#got, 2)
  many = nil
  test.collect()
  test.eq(open(), before + 2)
  test.integer(got[1]:fcntl "getfd")
  got[1]:close()
  got[2]:close()
  -- One message at two places: each descriptor has its owner.
  local msg = t.msghdr { iov = { 1 }, control = t.buffer(64) }
  send(2)
  test.eq(b:recvmmsg { msg, msg }, 2)
  msg = nil
  test.collect()
  test.eq(open(), before)
  -- More than fit the first table of owners.
  local all = {}
  for i = 1, 250 do all[i] = null end
  a:sendmsg { iov = { "x" }, control = t.cmsghdr("socket", "rights", all) }
  msg = t.msghdr { iov = { 1 }, control = t.cmsghdr("socket", "rights", 250) }
  test.eq(b:recvmsg(msg), 1)
  test.eq(msg.flags, 0)
  test.eq(open(), before + 250)
  msg = nil
  test.collect()
  test.eq(open(), before)
  null:close()
  a:close()
  b:close()
end)

test("several messages, and memory runs out", function()
  local a, b = pair "dgram"
  local null = test.ok(S.open "/dev/null")
  test.oom(function()
    a:sendmmsg { { iov = { "x" }, control = t.cmsghdr("socket", "rights", null) } }
    b:recvmmsg({ { iov = { 1 }, control = t.buffer(64) }, { iov = { 1 } } }, "waitforone")
  end)
  null:close()
  a:close()
  b:close()
end)

test("a descriptor that came is given out once, and closed when another message is received", function()
  local a, b = pair "dgram"
  local null = test.ok(S.open "/dev/null")
  local function send() a:sendmsg { iov = { "x" }, control = t.cmsghdr("socket", "rights", { null, null }) } end
  local msg = t.msghdr { iov = { 1 }, control = t.cmsghdr("socket", "rights", 2) }
  send()
  test.ok(b:recvmsg(msg))
  local first
  for _, cmsg in msg:cmsgs() do
    first = cmsg:fds()()
    test.ok(first:close())
  end
  local own = test.ok(S.open "/dev/null")
  local count = 0
  for _, cmsg in msg:cmsgs() do
    for fd in cmsg:fds() do
      test.ok(fd ~= own)
      count = count + 1
      fd:close()
    end
  end
  test.eq(count, 1)
  test.ok(own:stat())
  collectgarbage "stop"
  local before = host.fds()
  for _ = 1, 10 do
    send()
    test.ok(b:recvmsg(msg))
    test.eq(host.fds(), before + 2)
  end
  collectgarbage "restart"
  for _, fd in ipairs { own, null, a, b } do fd:close() end
end)
