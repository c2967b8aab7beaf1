-- What once ended the process, or never ended: values that are nothing of ours, finalizers at any time, memory that is not
-- there, and a program that has changed what the module used to believe.
local test = require "test"
local S = require "syscall"
local t = S.t

local exe = S.readlink "/proc/self/exe"
local page = S.getpagesize()

-- Runs code in a process of its own: it must end by itself and without an error.
local function runs(code)
  local file = assert(io.open("code.lua", "w"))
  file:write(code)
  file:close()
  local a, _, status = os.execute(("'%s' code.lua 2>err"):format(exe))
  if type(a) == "number" then status = a end
  if status ~= 0 then error("status " .. tostring(status) .. ": " .. assert(io.open "err"):read "*a", 2) end
end

local proxy = newproxy or function() return io.stdout end

test("a value without a metatable is no object whose metatable is not made yet", function()
  runs [[
    local S = require "syscall"
    local nothing = newproxy and newproxy() or io.stdout
    for _, f in ipairs { S.close, S.fstat, S.dup, S.poll, S.nanosleep } do
      local ok, e = pcall(f, nothing)
      assert(not ok, "accepted")
    end
    for _, call in ipairs {
      function() return S.stat("/", nothing) end, function() return S.clock_gettime("monotonic", nothing) end,
      function() return S.read(0, nothing) end, function() return S.write(1, nothing) end,
    } do
      assert(not pcall(call), "accepted")
    end
  ]]
  test.raises("bad argument", S.stat, "/", proxy())
end)

test("a forged metatable does not make memory", function()
  test.skip_unless(newproxy and debug.setmetatable, "no newproxy in this Lua")
  local block = newproxy()
  debug.setmetatable(block, debug.getmetatable(S.stat "/"))
  test.raises("", function() return block.size end)
  test.raises("", S.stat, "/", block)
  -- Small ones too.
  local small = newproxy()
  debug.setmetatable(small, debug.getmetatable(S.t.timespec(1)))
  test.raises("", function() return small.sec end)
  test.raises("", function() small.sec = 1 end)
  test.raises("bad argument", S.clock_gettime, "monotonic", small)
  local descriptor = newproxy()
  debug.setmetatable(descriptor, debug.getmetatable(assert(S.open "/")))
  test.raises("bad argument", S.close, descriptor)
  test.raises("", function() descriptor.filenum = 1 end)
  debug.setmetatable(descriptor, nil)
end)

test("a table with the metatable of memory is none", function()
  runs [[
    local S = require "syscall"
    local page = S.getpagesize()
    local memory = assert(S.mmap(nil, page, "read, write", "private, anonymous"))
    local forged = {}
    for i = 1, 200 do forged[i] = i end
    debug.setmetatable(forged, debug.getmetatable(memory))
    for _, f in ipairs {
      function() return S.munmap(forged, page) end, function() return S.mmap(forged, page, "read", "private, anonymous") end,
      function() return memory.close(forged) end, function() return memory.gc(forged) end,
      function() return forged[0] end, function() return S.write(1, forged) end, function() return forged + 1 end,
    } do
      assert(not pcall(f), "accepted")
    end
    -- Nor a guard, whose metatable is to be had where the object's user value is.
    local guard = (debug.getuservalue or debug.getfenv)(memory:gc())
    for _, value in pairs(type(guard) == "table" and guard or { guard }) do
      local meta = debug.getmetatable(value)
      if meta and meta.__gc and not meta.__name then meta.__gc(debug.setmetatable({ 1, 2, 3, 4, 5, 6, 7, 8 }, meta)) end
    end
  ]]
end)

-- What changes a table while its members are read.
local CHANGES = [[
  local S = require "syscall"
  local changed
  local object = { getfd = function()
    for key in pairs(changed) do changed[key] = nil end
    for i = 1, 50 do changed["x" .. i] = i end
    collectgarbage()
    return 0
  end }
]]

test("a table that the program changes while its members are read", function()
  runs(CHANGES .. [[
    local t = S.t
    for i = 1, 50 do
      changed = { fd = object, events = "in", revents = 0 }
      assert(t.pollfd(changed).events == S.c.POLL.IN)
      changed = { fd = object, events = "in", revents = 0 }
      assert(S.poll(t.pollfds { changed }, 0))
    end
    local epoll = S.epoll_create()
    local _, _, r, w = S.pipe()
    local change = object.getfd
    function object.getfd() change() return w:getfd() end
    for i = 1, 50 do
      changed = { fd = object, events = "in" }
      assert(S.epoll_ctl(epoll, "add", w, changed))
      assert(S.epoll_ctl(epoll, "del", w))
    end
  ]])
end)

test("more members than a type can have", function()
  local members = {}
  for i = 1, 511 do members["x" .. i] = i end
  test.raises("no member 'x", t.stat, members)
  members.x512 = 512
  test.raises("512 members or more", t.stat, members)
  test.raises("members", t.pollfd, members)
  members = {}
  for i = 1, 1e5 do members[i] = i end
  members.fd = 1
  test.eq(t.pollfd(members).fd, 1)
end)

test("a finalizer that is older than the module calls it when the state closes", function()
  runs [[
    local S
    local old = newproxy and newproxy(true)
    local meta = old and getmetatable(old) or {}
    meta.__gc = function() S.getpid() S.stat "/" end
    KEEP = old or setmetatable({}, meta)
    S = require "syscall"
    S.getpid()
  ]]
end)

-- What a program's code may do at any allocation: take a mapping away and have another one made in its place, which must
-- not be taken for the former.
local EACH = [[
  local S = require "syscall"
  local page = S.getpagesize()
  -- A whole collection at each allocation.
  if pcall(collectgarbage, "param", "pause", 0) then
    collectgarbage("param", "stepmul", 1000000)
    collectgarbage("param", "stepsize", 0)
  else
    collectgarbage("setpause", 0)
    collectgarbage("setstepmul", 1000000)
  end
  local function finalized(f)
    local object = newproxy and newproxy(true) or setmetatable({}, { __gc = f })
    getmetatable(object).__gc = f
    return object
  end
  local function map(pages) return assert(S.mmap(nil, pages * page, "read, write", "private, anonymous")) end
  local function replace(memory, pages)
    pcall(S.munmap, memory, pages * page)
    local other = map(pages)
    other[0], other[(pages - 1) * page] = 7, 7
    return other
  end
]]

test("finalizers that unmap while a mapping is replaced", function()
  runs(EACH .. [[
    local during = 0
    for _ = 1, 200 do
      local memory = map(2)
      local second = memory + page
      local other
      local object = finalized(function() other = replace(memory, 2) end)
      object = nil
      local ok, over = pcall(S.mmap, second, page, "read, write", "private, anonymous, fixed")
      if other then
        during = during + 1
        assert(other[page] == 7, "the other mapping was replaced")
        S.munmap(other, 2 * page)
      end
      if ok and over then S.munmap(over, page) end
      if not other then pcall(S.munmap, memory, page) end
    end
    assert(during > 0, "no finalizer ran")
  ]])
end)

test("code that unmaps the address while its length is converted", function()
  test.skip_unless(test.lua == "luajit", "no number that a program's function converts in this Lua")
  runs(EACH .. [[
    local _, _, left, right = S.socketpair("unix", "dgram")
    local name = S.t.sockaddr_un "\0of the left"
    assert(left:bind(name))
    local buffer = S.t.buffer(5)
    local real = tonumber
    for _ = 1, 50 do
      assert(left:send "hello" == 5)
      local memory = map(1)
      local other
      local object = finalized(function() other = other or replace(memory, 1) end)
      object = nil
      function tonumber(value)
        other = other or replace(memory, 1)
        return real(value)
      end
      pcall(S.recvfrom, right, buffer, 5, 0, memory, 110LL)
      tonumber = real
      assert(not other or other[0] == 7, "the address went to the other mapping")
      pcall(S.munmap, other or memory, page)
      right:recv(buffer, 5, "dontwait")
    end
  ]])
end)

test("a message that is mapped memory", function()
  local link = S.nl.getlink and S.nl.getlink()[1]
  test.skip_unless(link, "no links")
  local memory = test.ok(S.mmap(nil, page, "read, write", "private, anonymous"))
  rawset(link, "message", memory)
  test.raises("expected", function() return link.qdisc end)
  S.munmap(memory, page)
end)

test("huge pages, of which there are none", function()
  local size = 2 ^ 21
  local memory, err = S.mmap(nil, size, "read, write", "private, anonymous, hugetlb, noreserve")
  test.skip_unless(memory, "no huge pages in this kernel: " .. tostring(err))
  local ok, value = pcall(function() return memory[0] end)
  if not ok then test.raises("not there", error, value, 0) end
  pcall(function() memory[0] = 1 end)
  test.ok(S.munmap(memory, size))
end)

test("a file that is shorter than its mapping, whatever is done", function()
  runs [[
    local S = require "syscall"
    local page = S.getpagesize()
    local fd = assert(S.open("short", "creat, rdwr, trunc", "0600"))
    assert(fd:truncate(2 * page))
    local memory = assert(fd:mmap(nil, 2 * page, "read, write", "shared"))
    assert(fd:truncate(0))
    assert(not pcall(function() return memory[0] end))
    assert(not pcall(function() memory[0] = 1 end))
    pcall(S.readlink, "/proc/self/exe", memory)
    pcall(S.getcwd, memory)
    pcall(S.t.buffer, 10, memory)
    pcall(S.connect, 0, memory)
    pcall(function() return memory == memory + 1 end)
    local dir = assert(S.open("/", "rdonly, directory"))
    pcall(dir.getdents, dir, memory)
    local _, _, a, b = S.socketpair("unix", "dgram")
    a:send "hello"
    local count, err = b:recv(memory)
    assert(count == nil and err.FAULT)
    pcall(S.waitpid, -1, 0, memory)
    local count, err = S.write(a, memory)
    assert(count == nil and err.FAULT)
  ]]
end)

test("globals that the program has changed", function()
  test.skip_unless(test.lua == "luajit", "no ffi library in this Lua")
  runs [[
    local S = require "syscall"
    local ffi = require "ffi"
    local st = S.t.stat()
    local fd = S.open("/dev/null", "rdwr")
    local real = tonumber
    function tonumber() st.st_size = 1LL return 7 end
    function require() error "never" end
    st.st_size = 1LL
    assert(st.st_size == 1)
    st.st_size = -9007199254740995LL
    assert(real(st.st_size .. "") == nil or true)
    st.st_size = ffi.new("int", 5)
    assert(st.st_size == 5)
    assert(fd:write(ffi.new("char[4]", "abc")) == 4)
    assert(not pcall(function() st.st_size = ffi.new "struct { int a; }" end))
    assert(not pcall(function() st.st_size = ffi.new("int *") end))
  ]]
end)

test("links whose flags a program has set", function()
  local links = S.nl.getlink and S.nl.getlink()
  test.skip_unless(links and links[1], "no links")
  local flags = links[1].flags
  for _, value in ipairs { 1 / 0, 2 ^ 1023, -1, 0.5, 2 ^ 53 } do
    flags.flags = value
    pcall(tostring, flags)
    pcall(tostring, links[1])
  end
end)

test("an error that a program's getfd raises is the program's", function()
  local object = setmetatable({}, { __index = { getfd = function() error("mine", 0) end } })
  test.raises("^mine$", S.fstat, object)
  local value = {}
  local ok, e = pcall(S.fstat, { getfd = function() error(value) end })
  test.eq(ok, false)
  test.eq(e, value)
  for _, wrong in ipairs { "x", 2 ^ 40, 0.5, {}, false } do
    test.raises("fd: its method getfd gives no descriptor number", S.fstat, { getfd = function() return wrong end })
  end
  test.raises("its method getfd gives no", S.fstat, { getfd = function() end })
  test.raises("fd: fd expected, got table", S.fstat, {})
  test.raises("fd: fd expected, got table", S.fstat, { getfd = 5 })
end)

test("the end of a scope closes what the collector leaves alone", function()
  local load = loadstring or load
  local f = load [[
    local S, number = ...
    local fd <close> = S.open("/dev/null", "rdonly"):nogc()
    return fd:getfd()
  ]]
  test.skip_unless(f, "no variables to close in this Lua")
  local number = f(S)
  local _, err = S.fstat(number)
  assert(err and err.BADF, "still open")
end)

test("finalizers that Lua does not call", function()
  -- The program has taken the finalizer away, or there was no room to call it: what owned a number is gone without a word.
  runs [[
    local S = require "syscall"
    local function lost(make, count)
      local numbers = {}
      for i = 1, count do numbers[i] = make() end
      for i = 1, 3 do collectgarbage() end
      local strings, copies = {}, {}
      for len = 8, 60 do for i = 1, 200 do strings[#strings + 1] = ("a"):rep(len - 7) .. ("%06d"):format(i + len * 1000) end end
      for i, s in ipairs(strings) do copies[i] = s:gsub("a", "b") end
      for _, n in ipairs(numbers) do S.close(n) end
      for i, s in ipairs(strings) do assert(copies[i]:gsub("b", "a") == s) end
    end
    local function deep(n) if n == 0 then return collectgarbage() end ("x"):gsub("x", function() deep(n - 1) end) end
    for depth = 180, 200 do
      lost(function()
        local number = S.open("/dev/null"):getfd()
        pcall(deep, depth)
        return number
      end, 1)
    end
    getmetatable(S.open "/dev/null").__gc = nil
    lost(function() return S.open("/dev/null"):getfd() end, 50)
  ]]
end)

test("many signals between the calls of a long function", function()
  runs [[
    local S = require "syscall"
    local n = 0
    S.signal("alrm", function() n = n + 1 end)
    S.setitimer("real", {interval = 0.00005, value = 0.00005})
    local big = (loadstring or load)("local f = ...\n" .. ("f()\n"):rep(60000))
    local function f() end
    local ending = S.clock_gettime("monotonic").time + 1.5
    repeat big(f) until S.clock_gettime("monotonic").time > ending
    S.setitimer("real", {interval = 0, value = 0})
    assert(n > 0)
  ]]
end)
