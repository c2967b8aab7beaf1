-- Running out of memory at every allocation of a call: an error each time, nothing lost.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t
local host = host

-- Once the first use is over, which fills caches; that comes below.
local function oom(name, f)
  test(name, function() test.oom(f) end)
end

oom("a number", function() S.getpid() end)
oom("open", function() S.open("/dev/null"):close() end)
oom("open, left to the collector", function() S.open "/dev/null" end)
oom("an error", function() S.open "nosuch" end)
oom("the text of an error", function() return tostring(select(2, S.open "nosuch")) .. "!" end)
oom("stat", function() S.stat "/" end)
oom("pipe", function() local _, _, r, w = S.pipe(); r:close(); w:close() end)
oom("pipe, left to the collector", function() S.pipe() end)
oom("dup", function() S.dup(0) end)
oom("fcntl dupfd", function() S.fcntl(0, "dupfd", 50) end)
oom("dup2 onto a number", function() S.dup2(0, 60) end)
oom("dup2 onto a number that an object owns", function()
  local fd = S.dup2(0, 60)
  S.dup2(0, 60)
  fd:close()
end)
oom("dup2 onto an object", function() S.dup2(0, S.open "/dev/null") end)
oom("owners of many numbers", function()
  local all = {}
  for i = 1, 100 do all[i] = S.t.fd(4096 + 1024 * i) end
  for i = 1, 100, 2 do all[i].filenum = 4096 + i end
  for i = 1, 100, 3 do S.t.fd(all[i].filenum) end
end)
oom("socketpair", function() S.socketpair("unix", "stream") end)
oom("socket", function() S.socket("unix", "stream") end)
oom("eventfd", function() S.eventfd(5) end)
oom("epoll_create", function() S.epoll_create() end)
oom("timerfd_create", function() S.timerfd_create "monotonic" end)
oom("a file handle", function() return tostring((S.name_to_handle_at(nil, "/"))) end)
oom("a file handle of a program", function() return t.file_handle(1, "abcdefgh").f_handle end)
oom("what is known of mounts", function()
  local all = S.listmount()
  return all and tostring((S.statmount(all[1])))
end)
oom("events that bring descriptors", function()
  local fan = S.fanotify_init "cloexec, nonblock, report_pidfd"
  if not fan then return end
  if fan:fanotify_mark("add", "open", nil, "/dev/null") then
    S.open("/dev/null"):close()
    S.fanotify_read(fan, 64)
  end
  fan:close()
end)
oom("uname", function() S.uname() end)
oom("getcwd", function() S.getcwd() end)
oom("readlink", function() S.readlink "/proc/self/exe" end)
oom("clock_gettime", function() S.clock_gettime "realtime" end)
oom("pieces of memory", function() return tostring(t.iovecs { "abc", 10, t.buffer(5), { t.buffer(5), 2 } }) end)
oom("pieces of memory of a call", function()
  local null = S.open("/dev/null", "rdwr")
  null:writev { "a", "b" }
  null:readv { 5 }
  null:close()
end)
oom("a message with descriptors", function()
  local a, b = select(3, S.socketpair("unix", "stream"))
  a:sendmsg { iov = { "x" }, control = t.cmsghdr("socket", "rights", { a, b }) }
  local msg = t.msghdr { iov = { 1 }, control = t.cmsghdr("socket", "rights", 2) }
  b:recvmsg(msg)
  for _, cmsg in msg:cmsgs() do
    for fd in cmsg:fds() do fd:close() end
  end
  a:close()
  b:close()
end)
oom("a file in memory", function() S.memfd_create("x", "cloexec"):close() end)
oom("times and space", function() S.utimes("nosuch", { "now", t.timespec2(1, 2)[1] }); return S.statfs "/" end)
oom("a directory", function() for _ in S.util.ls "/proc/self" do end end)
oom("a directory, not to its end", function() S.util.ls "/proc/self"() end)
oom("a directory as a table", function() return tostring(S.util.dirtable "/") end)

test("reading to a string", function()
  local zero = test.ok(S.open "/dev/zero")
  test.oom(function() return zero:read(nil, 100) end)
  test.oom(function() return zero:read(nil, 100000) end)
  test.oom(function() return zero:pread(nil, 5000, 0) end)
  zero:close()
end)

test("getdents", function()
  local dir = test.ok(S.open("/proc/self", "directory"))
  test.oom(function()
    dir:lseek(0)
    for entry in dir:getdents() do return entry.name, entry.DIR end
  end)
  dir:close()
end)

test("accept", function()
  local name = "\0oom" .. S.getpid()
  local server = test.ok(S.socket("unix", "stream, nonblock"))
  test.ok(server:bind(t.sockaddr_un(name)))
  test.ok(server:listen())
  test.oom(function()
    local client = S.socket("unix", "stream")
    client:connect(t.sockaddr_un(name))
    local peer = server:accept(t.sockaddr_un())
    client:close()
    if peer then peer:close() end
    while true do -- what a failed call before left in the queue
      local left = server:accept()
      if not left then break end
      left:close()
    end
  end)
  test.oom(function() return server:getsockname().name end)
  server:close()
end)

test("recvfrom", function()
  local _, _, a, b = S.socketpair("unix", "dgram")
  local buf = t.buffer(10)
  test.oom(function()
    a:send "x"
    b:recv(buf)
    b:recvfrom(buf, nil, "dontwait")
  end)
  a:close()
  b:close()
end)

test("an option that is a descriptor", function()
  local _, _, a, b = S.socketpair("unix", "stream")
  local process, err = a:getsockopt("socket", "peerpidfd")
  test.skip_unless(process or not (err.NOPROTOOPT or err.INVAL), "no such option in this kernel")
  process:close()
  test.oom(function() a:getsockopt("socket", "peerpidfd"):close() end)
  a:close()
  b:close()
end)

test("constructors", function()
  for _, make in ipairs {
    function() return t.stat() end, function() return t.buffer(1000) end, function() return t.buffer(5, "abc") end,
    function() return t.timespec(1.5) end, function() return t.itimerspec { { 1 }, { 2 } } end,
    function() return t.sockaddr_in(80, "127.0.0.1") end, function() return t.sockaddr_in6 { port = 1, addr = "::1" } end,
    function() return t.sockaddr_un "path" end, function() return t.sockaddr_storage { family = "inet", port = 1 } end,
    function() return t.pollfds(3) end, function() return t.pollfds { { fd = 0, events = "in, out" } } end,
    function() return t.epoll_events(3) end, function() return t.uint64(-1) end, function() return t.int2(1, 2) end,
    function() return t.error(2) end, function() return t.fd() end, function() return t.device(1, 2) end,
    function() return t.in_addr("1.2.3.4"):get_mask_bcast(8) end,
  } do test.oom(make) end
end)

test("members, views and texts", function()
  local it, address, buf, wide = t.itimerspec(), t.sockaddr_in6(1, "fe80::1"), t.buffer(8), t.uint64(-1) - 1
  test.oom(function() return it.value.sec end)
  test.oom(function() return tostring(address.addr) end)
  test.oom(function() return buf + 1 + 2 end)
  test.oom(function() return tostring(wide + 1) end)
  test.oom(function() return tostring(buf), tostring(it) end)
  local err = t.error(2)
  test.oom(function() return err.noent, err.sym, err.lsym end)
end)

test("flags", function()
  local i = 0
  test.oom(function()
    i = i + 1 -- other spellings, so that the memo does not know them
    return c.O["rdonly, append," .. (" "):rep(i) .. "cloexec"]
  end)
  test.oom(function() return c.O("append", "~append", "nonblock") end)
  test.oom(function() return c.MODE[("0"):rep(i % 5 + 1) .. "644"] end)
  test.oom(function() return c.OK("rwx") end)
end)

test("events", function()
  local epoll, event = test.ok(S.epoll_create()), test.ok(S.eventfd(1))
  local events = t.epoll_events(4)
  test.ok(epoll:epoll_ctl("add", event, "in"))
  test.oom(function() for _, ev in epoll:epoll_wait(events, 0) do return ev.IN, ev.fd end end)
  local fds = t.pollfds { { fd = event, events = "in" } }
  test.oom(function() return S.poll(fds, 0), fds[1].IN end)
  test.oom(function() epoll:epoll_ctl("mod", event, { events = "in, out", fd = event:getfd() }) end)
  epoll:close()
  event:close()
end)

test("waitpid", function()
  -- A status that was fetched and not delivered would be lost: the child must be there for the next try.
  local child
  test.oom(function()
    if not child then
      child = S.fork()
      if child == 0 then
        host.failat(0)
        S._exit(5)
      end
    end
    local pid, _, status = S.waitpid(child)
    child = nil
    return pid, status.EXITSTATUS
  end)
  test.eq(child, nil)
  test.fails("CHILD", S.waitpid(-1, "nohang"))
end)

test("a mapping", function()
  test.oom(function()
    local memory = S.mmap(nil, 4096, "read, write", "private, anonymous")
    local ok, e = pcall(function() return memory + 5 end)
    S.munmap(memory, 4096)
    if not ok then error(e, 0) end
  end)
end)

test("a mapping that the collector takes away", function()
  local before = 0
  for _ in io.lines "/proc/self/maps" do before = before + 1 end
  local function collected(memory) memory:gc():gc() end
  -- Methods are noted at their first use.
  local first = S.mmap(nil, 4096, "read", "shared, anonymous")
  collected(first)
  assert(first[0] == 0 and first:close())
  test.oom(function()
    -- Of shared memory, so that each has a line of its own in the list.
    local memory = S.mmap(nil, 4096, "read", "shared, anonymous")
    local ok, e = pcall(collected, memory)
    if not ok then
      -- As long as that has failed, nobody else takes it away.
      assert(memory[0] == 0)
      memory:close()
      error(e, 0)
    end
  end)
  test.collect()
  local after = 0
  for _ in io.lines "/proc/self/maps" do after = after + 1 end
  assert(after < before + 5, ("%d mappings before, %d after"):format(before, after))
end)

test("wrong arguments", function()
  for _, wrong in ipairs {
    function() S.open {} end, function() S.open("x", "nosuch") end, function() return t.stat().nosuch end,
    function() t.pollfds { { nosuch = 1 } } end, function() t.in_addr "x" end, function() S.read(0, t.buffer(1), 5) end,
    function() S.fstat { getfd = function() return {} end } end, function() return c.O["x, y"] end,
  } do
    test.oom(function()
      local ok, e = pcall(wrong)
      assert(not ok)
      if tostring(e):find("not enough memory", 1, true) then error(e, 0) end
    end)
  end
end)

test("descriptors by a program's method", function()
  local one = { getfd = function() return #("x"):rep(1000) - 1000 end }
  test.oom(function() S.fstat(one) end)
end)

-- The first use in a fresh process: the host fails the n-th allocation and all later ones after it started. An ordinary error
-- ends it with status 1; a crash would end the shell's command with more than that.
test("first use", function()
  local exe = S.readlink "/proc/self/exe"
  local code = [[
    local S = require "syscall"
    local fd = S.open("/dev/null", "rdwr, cloexec")
    fd:write(S.t.buffer(5) + 1)
    local a, b = S.t.sockaddr_in(1, "loopback").addr, S.stat("/").isdir
    local _, err = S.open("nosuch")
    a = err.noent, tostring(err), #S.t.pollfds(2), S.bit.bor(1, 2), tostring(S.t.uint64(-1))
    S.stdin:stat()
    _, _, a, b = S.pipe()
  ]]
  if test.lua == "luajit" then
    -- Its own closures leak a few bytes when memory runs out, which its checks at the state's end take for a fault.
    code = "local ok, e = pcall(function() " .. code .. " end) if not ok then io.stderr:write(e) os.exit(1) end"
  end
  local n, ended = 0, false
  repeat
    n = n + 1
    local a, _, status = os.execute(("'%s' --fail-at %d -e '%s' 2>err"):format(exe, n, code))
    if type(a) == "number" then status = a >= 256 and math.floor(a / 256) or a end
    assert(status == 0 or status == 1, "allocation " .. n .. ": status " .. status)
    if status == 1 then
      local file = assert(io.open "err")
      local text = file:read "*a"
      file:close()
      assert(text:find("memory", 1, true), "allocation " .. n .. ": " .. text)
    end
    ended = status == 0
  until ended or n == 2000
  assert(ended)
end)
test("no room on the stack for the members of a table, nor for the message", function()
  -- Members enough, on the stack of a thread of its own; small blocks are to be had, large ones are not.
  local all, failed = {}, 0
  for i = 1, 400 do all["member" .. i] = i end
  local calls = { {t.vhost_vring_file, all}, {t.itimerspec, {interval = all}}, {S.nanosleep, all} }
  local call
  local function make() return pcall(call[1], call[2]) end
  local function apart() return select(2, coroutine.wrap(make)()) end
  for i = 1, #calls do
    call = calls[i]
    for more = 0, 64, 0.5 do
      test.collect()
      collectgarbage "stop"
      host.limit((collectgarbage "count" + more) * 1024)
      local done, e = pcall(apart)
      host.limit(0)
      collectgarbage "restart"
      e = tostring(e)
      if e:find("memory", 1, true) then failed = failed + 1 else assert(done, e) end
    end
  end
  assert(failed > 0, "the limit had no effect")
end)
