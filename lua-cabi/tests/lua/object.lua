-- Typed objects in general: members, initialisers, views of parts, sizes.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- Types with all forms of their construction; the rest of the file uses some of them.
local structures = { "stat", "timespec", "timeval", "itimerspec", "itimerval", "sockaddr", "sockaddr_in", "sockaddr_in6",
  "sockaddr_un", "sockaddr_storage", "in_addr", "in6_addr", "pollfd", "epoll_event", "device" }

test("zeroed without arguments", function()
  for _, name in ipairs(structures) do
    local object = t[name]()
    assert(#object > 0, name)
    test.eq(type(tostring(object)), "string")
    if not name:find "sockaddr_[iu]" then
      local buf = t.buffer(#object)
      local r, w = test.ok(S.pipe())
      test.eq(w:write(object), #object, name)
      test.eq(r:read(nil, 1000), ("\0"):rep(#object), name)
      r:close()
      w:close()
      test.eq(#buf, #object)
    end
    test.ok(t[name](nil))
  end
end)

test("type objects", function()
  test.eq(t.stat, t.stat)
  test.eq(S.types.t, t)
  test.eq(t.nosuch, nil)
  test.eq(type(tostring(t.stat)), "string")
  assert(type(t.stat) == "userdata")
  test.raises("", function() return #t.stat end)
  test.raises("", function() t.stat.x = 1 end)
end)

test("raw and friendly members", function()
  local st = test.ok(S.stat "/")
  test.eq(st.st_mode, st.mode)
  test.eq(tonumber(st.st_size) or st.st_size, st.size)
  test.eq(st.st_uid, st.uid)
  st.st_uid = 77
  test.eq(st.uid, 77)
  local ts = t.timespec(1.5)
  test.eq(ts.tv_sec, 1)
  test.eq(ts.tv_nsec, 500000000)
  test.eq(ts.sec, 1)
  ts.sec = 9
  test.eq(ts.tv_sec, 9)
  ts.tv_nsec = 0
  test.eq(ts.time, 9)
end)

test("bit fields", function()
  local insn = t.bpf_insn { code = 0xb7, dst_reg = 1, src_reg = 10, imm = -1 }
  test.eq(insn.dst_reg, 1)
  test.eq(insn.src_reg, 10)
  insn.src_reg = 0x1f
  test.eq(insn.src_reg, 15)
  test.eq(insn.dst_reg, 1)
  insn.dst_reg = -1
  test.eq(insn.dst_reg, 15)
  insn.src_reg, insn.dst_reg = true, 0
  test.eq(insn.src_reg, 1)
  test.eq(insn.dst_reg, 0)
  test.eq(insn.code, 0xb7)
  test.eq(insn.imm, -1)
  test.raises("number", function() insn.dst_reg = "five" end)
  test.raises("number", function() insn.dst_reg = {} end)
  insn.dst_reg = 5
  local r, w = test.ok(S.pipe())
  test.eq(w:write(insn), 8)
  -- Little-endian machines have the first register in the low half.
  local registers = r:read(nil, 8):byte(2)
  assert(registers == 0x15 or registers == 0x51)
  r:close()
  w:close()
end)

test("unknown members", function()
  for _, name in ipairs(structures) do
    local object = t[name]()
    for _ = 1, 2 do
      test.raises("no member 'nosuch'", function() return object.nosuch end)
      test.raises("no member 'nosuch'", function() object.nosuch = 1 end)
      test.raises("no member ''", function() return object[""] end)
    end
    test.raises("", function() return object[1] end)
    test.raises("", function() return object[nil] end)
    test.raises("", function() return object[true] end)
    test.raises("", function() object[1] = 1 end)
    test.raises("", function() object[{}] = 1 end)
  end
  test.raises("", function() t.stat().isreg = true end)
end)

test("values that do not fit", function()
  local st = t.stat()
  for _, value in ipairs { "x", {}, print, 0 / 0, 1 / 0, t.stat() } do
    test.raises("stat.st_uid: ", function() st.st_uid = value end)
  end
  test.raises("", function() st.st_uid = nil end)
  -- Integers count modulo the field's size, as in C.
  st.st_uid = -1
  test.eq(st.st_uid, 4294967295)
  st.st_uid = 2 ^ 32 + 5
  test.eq(st.st_uid, 5)
end)

test("table initialisers", function()
  local st = t.stat { st_size = 5, st_uid = 3 }
  test.eq(st.size, 5)
  test.eq(st.uid, 3)
  test.eq(st.gid, 0)
  local sa = t.sockaddr_in { port = 80, addr = "127.0.0.1" }
  test.eq(sa.port, 80)
  test.eq(tostring(sa.addr), "127.0.0.1")
  sa = t.sockaddr_in { sin_port = 0x5000, sin_family = c.AF.INET }
  test.eq(sa.sin_port, test.network(0x50))
  test.raises("nosuch", t.sockaddr_in, { nosuch = 1 })
  test.raises("port", t.sockaddr_in, { port = "x" })
  test.raises("port", t.sockaddr_in, { port = {} })
  test.raises("addr", t.sockaddr_in, { addr = "1.2.3" })
  test.raises("bad argument #1 to 'itimerspec'", t.itimerspec, { value = { sec = {} } })
  test.raises("bad argument #1 to 'stat'", t.stat, 5)
  test.raises("bad argument #1 to 'stat'", t.stat, "x")
  test.raises("bad argument #1 to 'stat'", t.stat, t.timespec())
  -- Keys that are no names are passed over.
  test.ok(t.sockaddr_in { port = 1, [{}] = 2, [true] = 3, [5.5] = 4 })
end)

test("copies", function()
  local a = t.timespec(5)
  local b = t.timespec(a)
  b.sec = 6
  test.eq(a.sec, 5)
  test.eq(b.sec, 6)
end)

test("nested objects are references", function()
  local it = t.itimerspec { { 1, 2 }, { 3, 4 } }
  local value = it.value
  test.eq(value.sec, 3)
  value.sec = 30
  test.eq(it.it_value.tv_sec, 30)
  it.value.nsec = 40
  test.eq(value.nsec, 40)
  -- A whole structure is copied.
  local ts = t.timespec { 7, 8 }
  it.interval = ts
  ts.sec = 70
  test.eq(it.interval.sec, 7)
  it.value = it.interval
  test.eq(it.value.sec, 7)
  -- A table initialises it.
  it.value = { sec = 1 }
  test.eq(it.value.sec, 1)
  test.eq(it.value.nsec, 0)
  it.value = 2.5
  test.eq(it.value.nsec, 500000000)
  test.raises("", function() it.value = "x" end)
  test.raises("", function() it.value = t.stat() end)
end)

test("nested objects keep their parent", function()
  local parts = {}
  for i = 1, 300 do parts[i] = t.itimerspec({ { i, i }, { i, i } }).value end
  test.collect()
  local garbage = {}
  for i = 1, 300 do garbage[i] = t.itimerspec { { -1, -1 }, { -1, -1 } } end
  for i = 1, 300 do test.eq(parts[i].sec, i) end
  local elements = {}
  for i = 1, 100 do elements[i] = t.pollfds({ { fd = i }, { fd = i } }).pfd[1] end
  for i = 1, 100 do elements[100 + i] = t.pollfds({ { fd = i }, { fd = i } })[2] end
  test.collect()
  for i = 1, 100 do
    test.eq(elements[i].fd, i)
    test.eq(elements[100 + i].fd, i)
  end
end)

test("arrays within", function()
  local address = t.in6_addr "::1"
  local bytes = address.s6_addr
  test.eq(#bytes, 16)
  test.eq(bytes[15], 1)
  bytes[0] = 0xfe
  test.eq(tostring(address), "fe00::1")
  test.raises("out of range", function() return bytes[16] end)
  test.raises("out of range", function() return bytes[-1] end)
  address.s6_addr = { 1, 2 }
  test.eq(bytes[1], 2)
  test.raises("", function() address.s6_addr = ("x"):rep(17) end)
end)

test("sizes", function()
  test.eq(#t.timespec(), 16)
  test.eq(#t.sockaddr_in(), 16)
  test.eq(#t.sockaddr_in6(), 28)
  test.eq(#t.in_addr(), 4)
  test.eq(#t.in6_addr(), 16)
  test.eq(#t.sockaddr_un(), 2)
  test.eq(#t.sockaddr_storage(), 128)
  test.eq(#t.epoll_events(7), 7)
  test.eq(#t.pollfds(3), 3)
  test.eq(#t.int2(), 8)
end)

test("filled and given back", function()
  local st = t.stat()
  assert(rawequal(test.ok(S.stat("/", st)), st))
  assert(st.isdir)
  local ts = t.timespec()
  assert(rawequal(test.ok(S.clock_gettime("realtime", ts)), ts))
  assert(ts.sec > 1e9)
  -- Also inside of another object.
  local it = t.itimerspec()
  test.ok(S.clock_gettime("realtime", it.value))
  assert(it.value.sec > 1e9)
  test.eq(it.interval.sec, 0)
end)

test("devices", function()
  local device = t.device(8, 1)
  test.eq(device.major, 8)
  test.eq(device.minor, 1)
  test.eq(device.device, 0x801)
  test.eq(t.device { 8, 1 }, device)
  test.eq(t.device(0x801), device)
  device = t.device(300, 1000000)
  test.eq(device.major, 300)
  test.eq(device.minor, 1000000)
  device.device = 0x103
  test.eq(device.major, 1)
  test.eq(device.minor, 3)
  test.eq(S.stat("/dev/null").rdev, t.device(1, 3))
  test.raises("bad argument #1 to 'device'", t.device, "x")
  test.raises("bad argument #1 to 'device'", t.device, {})
end)

test("deep tables", function()
  local deep = {}
  for _ = 1, 100000 do deep = { deep } end
  test.raises("", t.itimerspec, deep)
  local own = {}
  own.value, own[1] = own, own
  test.raises("", t.itimerspec, own)
  test.raises("", t.pollfds, own)
end)

test("an assignment that fails changes nothing", function()
  local fds = t.pollfds { { fd = 5, events = "in" } }
  test.raises("nosuch", function() fds.pfd[0] = { fd = 7, events = "nosuch" } end)
  test.eq(fds.pfd[0].fd, 5)
  test.eq(fds.pfd[0].events, S.c.POLL.IN)
end)

test("positions that are nil are passed over", function()
  test.eq(t.itimerspec(nil, { 1, 2 }).value.sec, 1)
end)
