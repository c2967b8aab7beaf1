-- Of `S.util`: what is read from and written to special descriptors and sockets, and network interfaces.

-- A function that reads the eight bytes of a counter into `value`: its number, or 0 where a read would wait.
local function reader(name, parameter)
  local read = renamed("read", name, 2)
  return function(fd, value)
    if value == nil then value = t.uint64_1() else expect("uint64_1", value, 2, name, parameter) end
    local count, err = read(fd, value, 8)
    if not count then
      if err.AGAIN then return 0 end
      return nil, err
    end
    return value[0]
  end
end

--- Takes the count of an eventfd. eventfd(2)
-- @param fd the eventfd
-- @param value a `t.uint64_1` that keeps the exact number
-- @return the number; 0 when it would have to wait; or nil and the error
util.eventfd_read = reader("eventfd_read", "value")

local write_counter = renamed("write", "eventfd_write", 2)

--- Adds to the count of an eventfd. eventfd(2)
-- @param fd the eventfd
-- @param value a number, 1 by default, or a `t.uint64_1`
-- @return true, or nil and the error
function util.eventfd_write(fd, value)
  if value == nil then value = 1 end
  expect("counter", value, 2, "eventfd_write", "value")
  if type(value) == "number" then value = t.uint64_1(value) end
  local count, err = write_counter(fd, value, 8)
  if not count then return nil, err end
  return true
end

--- How often a timer has expired since it was last asked. timerfd_create(2)
-- @param fd the timerfd
-- @param buf a `t.uint64_1` to read with
-- @return the number; 0 when it has not; or nil and the error
util.timerfd_read = reader("timerfd_read", "buf")

local read_signals = renamed("read", "signalfd_read", 2)

--- Takes signals from a signalfd. signalfd(2)
-- @param fd the signalfd
-- @param ss how many at most, 8 by default, or a `t.siginfos`
-- @return a `t.siginfos` of those that came; an empty table when it would have to wait; or nil and the error
function util.signalfd_read(fd, ss)
  if ss == nil then ss = 8 end
  if type(ss) == "number" then
    expect("size", ss, 2, "signalfd_read", "ss")
    ss = t.siginfos(ss)
  end
  local bytes, err = read_signals(fd, ss)
  if not bytes then
    if err.AGAIN then return {} end
    return nil, err
  end
  local came = {}
  for i = 1, bytes / #t.signalfd_siginfo() do came[i] = ss[i] end
  if #came < #ss then ss = t.siginfos(came) end
  ss.bytes = bytes
  return ss
end

local send_fds = renamed("sendmsg", "sendfds", 1)

--- Sends a zero byte with descriptors over a Unix socket. unix(7)
-- @return how many bytes were sent, or nil and the error
function util.sendfds(sock, ...)
  local fds = {}
  for i = 1, math.max(select("#", ...), 1) do
    fds[i] = select(i, ...)
    if fds[i] == nil then refuse(i + 1, "sendfds", "fd: fd expected, got nil") end
  end
  return send_fds(sock, { iov = { "\0" }, control = t.cmsghdr("socket", "rights", fds) })
end

local send_cred = renamed("sendmsg", "sendcred", 1)

--- Sends a zero byte with who sends it over a Unix socket; only root may say something else than its own. unix(7)
-- @param sock the socket
-- @param pid the process, this one by default; so `uid` and `gid`
-- @return how many bytes were sent, or nil and the error
function util.sendcred(sock, pid, uid, gid)
  local who = t.ucred { pid = pid or S.getpid(), uid = uid or S.getuid(), gid = gid or S.getgid() }
  return send_cred(sock, { iov = { "\0" }, control = t.cmsghdr("socket", "credentials", who) })
end

local receive = renamed("recvmsg", "recvcmsg", 1)

--- Receives a byte with descriptors or credentials from a Unix socket. unix(7)
-- @param sock the socket
-- @param msg a `t.msghdr` to receive into
-- @param flags c.MSG: "cmsg_cloexec"
-- @return `{count=, iovec=}`, with the array `fd` where there was a control message, with `pid`, `uid`, `gid` where credentials came;
-- or nil and the error
function util.recvcmsg(sock, msg, flags)
  -- Room for as many descriptors as one message can bring, 253, and for credentials.
  msg = t.msghdr(msg or { iov = { 1 }, control = t.buffer(1088) })
  local count, err = receive(sock, msg, flags)
  if not count then return nil, err end
  local result = { count = count, iovec = msg.iov }
  for _, cmsg in msg:cmsgs() do
    local fds = result.fd or {}
    for fd in cmsg:fds() do fds[#fds + 1] = fd end
    result.fd = fds
    local pid, uid, gid = cmsg:credentials()
    if pid then result.pid, result.uid, result.gid = pid, uid, gid end
  end
  return result
end

--- An address and the length of its network's prefix.
-- @param str "address" or "address/bits", of IPv6 when there is a colon in it
-- @param netmask the bits of an address alone: by default all, 32 or 128
-- @return a `t.in_addr` or `t.in6_addr`, and the number of bits
function util.inet_name(str, netmask)
  expect("string", str, 1, "inet_name", "str")
  local text, bits = str:match "^([^/]*)/(%d+)$"
  text = text or str
  local new, most = t.in_addr, 32
  if text:find(":", 1, true) then new, most = t.in6_addr, 128 end
  local ok, address = pcall(new, text)
  if not ok then refuse(1, "inet_name", "str: " .. (address:match "%((.*)%)$" or address)) end
  if bits == nil and netmask ~= nil then expect("bits", netmask, 2, "inet_name", "netmask") end
  bits = tonumber(bits or netmask or most)
  if bits > most then refuse(netmask and 2 or 1, "inet_name", ("a prefix has at most %d bits"):format(most)) end
  return address, bits
end

--- The index of a network interface. if_nametoindex(3)
-- @return a number, or nil and the error
function util.if_nametoindex(name)
  expect("string", name, 1, "if_nametoindex", "name")
  local link, err = S.nl.interface(name)
  if link then return link.index end
  if err then return nil, err end
  return failure "NODEV"
end

-- An index, or the index of a name.
local function index_of(dev)
  if type(dev) ~= "string" then return dev end
  return util.if_nametoindex(dev)
end

local function done(result, err)
  if not result then return nil, err end
  return true
end

--- Makes a bridge of network interfaces.
-- @return true, or nil and the error
function util.bridge_add(name)
  expect("string", name, 1, "bridge_add", "name")
  return done(S.nl.newlink(0, "create, excl", nil, nil, "ifname", name, "linkinfo", "kind", "bridge"))
end

--- Removes a bridge; PERM when it is none.
-- @return true, or nil and the error
function util.bridge_del(name)
  expect("string", name, 1, "bridge_del", "name")
  local link, err = S.nl.interface(name)
  if not link then
    if err then return nil, err end
    return failure "NODEV"
  end
  if link.kind ~= "bridge" then return failure "PERM" end
  return link:delete()
end

--- Makes a network interface a port of a bridge.
-- @param bridge the bridge's name
-- @param dev the interface's name or index
-- @return true, or nil and the error
function util.bridge_add_interface(bridge, dev)
  expect("string", bridge, 1, "bridge_add_interface", "bridge")
  local master, err = index_of(bridge)
  if not master then return nil, err end
  dev, err = index_of(dev)
  if not dev then return nil, err end
  return done(S.nl.newlink(dev, nil, nil, nil, "master", master))
end

--- Takes a network interface out of a bridge; INVAL when it is no port of it.
-- @param bridge the bridge's name
-- @param dev the interface's name or index
-- @return true, or nil and the error
function util.bridge_del_interface(bridge, dev)
  expect("string", bridge, 1, "bridge_del_interface", "bridge")
  local links, err = S.nl.getlink()
  if not links then return nil, err end
  local master, port = links:get(bridge), nil
  for _, link in ipairs(links) do
    if link.name == dev or link.index == dev then port = link end
  end
  if not master or not port then return failure "NODEV" end
  if port.master ~= master.index then return failure "INVAL" end
  return done(S.nl.newlink(port, nil, nil, nil, "master", 0))
end

local texts = { group_addr = true, root_id = true, bridge_id = true }

-- The entries of a bridge's table of addresses, of 16 bytes each (struct __fdb_entry, linux/if_bridge.h).
local function forwards(bytes)
  local list = {}
  for entry in bytes:gmatch(("."):rep(16)) do
    local b = { entry:byte(1, 16) }
    local age = 0
    for i = 9, 12 do age = age * 256 + b[S.abi.be and i or 21 - i] end
    list[#list + 1] = {
      mac_addr = t.macaddr(("%02x:%02x:%02x:%02x:%02x:%02x"):format(b[1], b[2], b[3], b[4], b[5], b[6])),
      port_no = b[7] + 256 * b[13],
      is_local = b[8] ~= 0,
      ageing_timer_value = age,
    }
  end
  return list
end

--- The bridges, by name, as sysfs has them: `bridge` has attributes (numbers, but for group_addr, root_id and bridge_id), `brif` the names
-- of ports, `brforward` the table of addresses, `{mac_addr=, port_no=, is_local=, ageing_timer_value=}` each.
-- @return the table, or nil and the error
function util.bridge_list()
  local base = "/sys/class/net/"
  local names, err = util.dirtable(base, true)
  if not names then return nil, err end
  local found = {}
  for _, name in ipairs(names) do
    local dir = base .. name
    local attributes = util.dirtable(dir .. "/bridge", true)
    if attributes then
      local bridge = {}
      for _, attribute in ipairs(attributes) do
        local text = util.readfile(dir .. "/bridge/" .. attribute)
        text = text and text:match "^%s*(.-)%s*$"
        bridge[attribute] = texts[attribute] and text or tonumber(text)
      end
      found[name] = {
        bridge = bridge,
        brif = util.dirtable(dir .. "/brif", true) or {},
        brforward = forwards(util.readfile(dir .. "/brforward") or ""),
      }
    end
  end
  return found
end

