-- Collection in small steps at every turn, while views, iterators and containers are what keeps memory alive.
local test = require "test"
local S = require "syscall"
local t = S.t

local function pause(percent)
  if test.lua == "lua5.5" then return collectgarbage("param", "pause", percent) end
  return collectgarbage("setpause", percent)
end

-- Runs f with the collector at work all the time: a step after every few instructions, no pause between cycles.
local function busy(f)
  local jitted = jit and jit.status()
  if jitted then jit.off() end -- recorded traces run no hooks
  local before = pause(0)
  debug.sethook(function() collectgarbage("step", 0) end, "", 5)
  local ok, e = pcall(f)
  debug.sethook()
  pause(before)
  if jitted then jit.on() end
  if not ok then error(e, 0) end
end

-- Each case as the collector is by default, and in the other mode where there is one.
local function case(name, f)
  test(name, function() busy(f) end)
  if test.lua == "lua5.2" or test.lua == "lua5.4" or test.lua == "lua5.5" then
    test(name .. " (generational)", function()
      collectgarbage "generational"
      local ok, e = pcall(busy, f)
      collectgarbage "incremental"
      if not ok then error(e, 0) end
    end)
  end
end

case("views of buffers", function()
  for i = 1, 50 do
    local view = t.buffer(64, ("%02d"):format(i):rep(32)) + 2 + 2
    local garbage = t.buffer(64)
    garbage[4] = 0
    test.eq(view[0], ("%02d"):format(i):byte(1))
    view[0] = 7
    test.eq((view + 0)[0], 7)
  end
end)

case("nested objects", function()
  for i = 1, 50 do
    local value = t.itimerspec({ { i, 1 }, { i, 2 } }).value
    t.itimerspec { { -1 }, { -1 } }
    test.eq(value.sec, i)
    value.sec = i + 1
    test.eq(value.tv_sec, i + 1)
    local bytes = t.sockaddr_in6({ addr = "::7" }).addr.s6_addr
    t.sockaddr_in6 { addr = "::9" }
    test.eq(bytes[15], 7)
  end
end)

case("elements of containers", function()
  for i = 1, 30 do
    local element = t.pollfds({ { fd = i, events = "in" }, { fd = i, events = "out" } })[2]
    t.pollfds { { fd = -1 }, { fd = -1 } }
    test.eq(element.fd, i)
    for _, one in ipairs(t.epoll_events { { u64 = i }, { u64 = i } }) do test.eq(one.u64, i) end
  end
end)

case("directories", function()
  local names = 0
  for name, entry in test.ok(S.util.ls "/proc/self") do
    test.eq(entry.name, name)
    names = names + 1
  end
  assert(names > 20, names)
  local dir = test.ok(S.open("/proc/self", "directory"))
  local entries = {}
  for entry in test.ok(dir:getdents(nil, 1024)) do entries[#entries + 1] = entry end
  dir:close()
  for _, entry in ipairs(entries) do assert(#entry.name > 0) end
end)

case("events", function()
  local epoll, event = test.ok(S.epoll_create()), test.ok(S.eventfd(1))
  test.ok(epoll:epoll_ctl("add", event, "in"))
  for _ = 1, 20 do
    local seen = 0
    for _, one in test.ok(epoll:epoll_wait(t.epoll_events(3), 0)) do
      test.eq(one.fd, event:getfd())
      seen = seen + 1
    end
    test.eq(seen, 1)
  end
  epoll:close()
  event:close()
end)

case("descriptors", function()
  for _ = 1, 50 do
    local r, w = test.ok(S.pipe())
    test.eq(w:write "abc", 3)
    test.eq(r:read(), "abc")
    S.open "/dev/null" -- nobody keeps it
    local copy = test.ok(r:dup())
    r:close()
    w:close()
    test.eq(copy:read(), "")
  end
end)

-- Finalizers open, take and close while the table of owners grows and objects are made.
case("owners", function()
  local function finalized(f)
    if newproxy then getmetatable(newproxy(true)).__gc = f else setmetatable({}, { __gc = f }) end
  end
  local numbers, kept = {}, {}
  for i = 1, 150 do
    numbers[i] = test.ok(S.open "/dev/null")
    finalized(function()
      kept[i % 7 + 1] = S.open "/dev/null"
      kept[i % 5 + 1] = t.fd(8192 + 1024 * i)
      S.pipe()
      if numbers[i - 3] then kept[8] = t.fd(numbers[i - 3].filenum) end
    end)
    if i > 20 then
      local fd = numbers[i - 20]
      local st, err = fd:stat()
      -- A finalizer may take the number at any time.
      if not st then assert(err.BADF and fd.filenum == -1, "closed by another") end
      fd:close()
    end
  end
  -- Each number has one owner still, when all finalizers have run.
  test.collect()
  local owned = {}
  for _, list in ipairs { numbers, kept } do
    for _, fd in pairs(list) do
      local number = fd.filenum
      if number >= 0 then
        assert(not owned[number], "two owners")
        owned[number] = true
      end
    end
  end
end)

case("errors, strings and flags", function()
  for i = 1, 50 do
    local _, err = S.open("nosuch" .. i)
    test.eq(err.NOENT, true)
    test.eq(tostring(err), "No such file or directory")
    S.c.O["rdonly, cloexec" .. (" "):rep(i)] = nil
    test.eq(S.c.O["rdonly, append" .. (" "):rep(i)], S.c.O.APPEND)
    test.eq(tostring(t.in_addr("10.0.0." .. i)), "10.0.0." .. i)
    test.raises("bad argument #2 to 'open'", S.open, "x", "nosuch" .. i)
  end
end)

case("64-bit numbers", function()
  local sum = t.uint64_1(-1)[0]
  for _ = 1, 50 do sum = sum - 1 end
  test.eq(tostring(sum), "18446744073709551565")
end)

case("mappings", function()
  local page = S.getpagesize()
  for i = 1, 20 do
    local view = test.ok(S.mmap(nil, page, "read, write", "private, anonymous")) + 1
    view[0] = i
    test.eq((view + 0)[0], i)
    -- What is not unmapped stays; the last view is enough to unmap nothing but to use it.
    test.eq(view[1], 0)
  end
end)

case("mappings that the collector takes away", function()
  local page = S.getpagesize()
  for i = 1, 30 do
    local view = test.ok(S.mmap(nil, 2 * page, "read, write", "private, anonymous")):gc() + page
    view[0] = i
    test.eq((view + 0)[0], i)
    local memory = test.ok(S.mmap(nil, page, "read, write", "shared, anonymous")):gc()
    if i % 3 == 0 then memory:nogc():gc() end
    memory[1] = 5
    test.eq(memory[1], 5)
    if i % 2 == 0 then memory:close() end
    test.eq(view[0], i)
  end
end)

case("netlink", function()
  for _ = 1, 3 do
    local links = test.ok(S.nl.interfaces())
    assert(#tostring(links) > 50)
  end
end)

case("coroutines that are never ended", function()
  for _ = 1, 30 do
    local co = coroutine.wrap(function()
      local fd, buf = test.ok(S.open "/dev/zero"), t.buffer(10) + 3
      coroutine.yield(fd:read(buf))
      error "not resumed"
    end)
    test.eq(co(), 7)
  end
end)

test("what was dropped is closed in the end", function()
  local before = host.fds()
  for _ = 1, 100 do S.pipe() end
  test.collect()
  test.eq((host.fds()), before)
end)

test("a finalizer that unmaps the buffer of the call that runs it", function()
  local function finalized(f)
    if newproxy then getmetatable(newproxy(true)).__gc = f else setmetatable({}, { __gc = f }) end
  end
  local directory = test.ok(S.open("/", "directory, rdonly"))
  for _ = 1, 300 do
    local memory = test.ok(S.mmap(nil, 4096, "read, write", "private, anonymous"))
    finalized(function() pcall(S.munmap, memory, 4096) end)
    local ok, e = pcall(directory.getdents, directory, memory, 4096)
    if not ok then assert(tostring(e):find("not there", 1, true), e) end
    pcall(S.munmap, memory, 4096)
  end
  directory:close()
end)

test("what is lost without its finalizer is closed with the state", function()
  local before = host.fds()
  local state = host.state [[
    local S = require "syscall"
    getmetatable(S.open "/dev/null").__gc = nil
    lost = S.open "/dev/null"
    return 1
  ]]
  test.eq(state:run(), 1)
  test.eq(host.fds(), before + 2)
  state:close()
  test.eq(host.fds(), before)
end)
