-- The system's names, the error number, help, and the module's own description.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("uname", function()
  local names = test.ok(S.uname())
  test.eq(names.sysname, "Linux")
  for _, name in ipairs { "sysname", "nodename", "release", "version", "machine", "domainname" } do
    test.eq(type(names[name]), "string", name)
    names[name] = nil
  end
  test.eq(next(names), nil)
  test.eq(S.gethostname(), S.uname().nodename)
  test.eq(S.getdomainname(), S.uname().domainname)
  local file = io.open "/proc/sys/kernel/osrelease"
  if file then
    test.eq(S.uname().release .. "\n", file:read "*a")
    file:close()
  end
end)

test("errno", function()
  test.fails("NOENT", S.stat "nosuch")
  test.eq(S.errno(), c.E.NOENT)
  test.eq(S.errno(5), c.E.NOENT)
  test.eq(S.errno(0), 5)
  test.eq(S.errno(), 0)
  S.getpid()
  test.eq(S.errno(), 0)
  for _, value in ipairs { -1, 70000, "x", {} } do
    test.raises("bad argument #1 to 'errno'", S.errno, value)
  end
end)

test("help", function()
  local all = S.help()
  for _, name in ipairs { "open", "read", "epoll_wait", "mmap", "uname", "help" } do
    assert(("\n" .. all):find("\n" .. name .. "\n", 1, true), name)
  end
  for name in all:gmatch "[^\n]+" do
    test.eq(type(S[name]), "function", name)
    local text = S.help(name)
    assert(text:find(name .. "(", 1, true) == 1, text)
    assert(text:find(" -> ", 1, true), text)
    assert(#text:match "\n(.+)" > 10, text)
  end
  assert(S.help("open"):find("flags?", 1, true))
  assert(S.help("timespec"):find("t.timespec(seconds: number)\n", 1, true), S.help("timespec"))
  assert(S.help("open"):find("open(2)", 1, true))
  assert(S.help("stat"):find("stat(2)", 1, true))
  assert(S.help("timespec"):find("members: .*tv_nsec"))
  assert(S.help("t.stat"):find("t.stat(members: table)", 1, true))
  assert(S.help("nonblock"))
  for element, container in pairs { pollfd = "pollfds", epoll_event = "epoll_events" } do
    local text = S.help(container)
    test.eq(text, S.help(element))
    assert(text:find(("t.%s(number)\nt.%s(table)\n"):format(container, container), 1, true), text)
    assert(text:find("`for i = 1, #all do` is the same everywhere", 1, true), text)
  end
  for _, wrong in ipairs { "nosuch", "", ".", "t.", "t.nosuch", "c.", "c.nosuch", "c.o", "util.", "util.nosuch", "nl.nosuch", "nl.nl.getlink" } do
    test.raises("bad argument #1 to 'help' %(name: no function, type or group of constants '" .. wrong:gsub("%.", "%%.") .. "'", S.help, wrong)
  end
  test.raises("bad argument #1 to 'help'", S.help, {})
end)

test("help on what is no call", function()
  local function says(name, ...)
    local text = S.help(name)
    for _, part in ipairs { ... } do assert(text:find(part, 1, true), text) end
    return text
  end
  says("buffer", "t.buffer(count: integer", "An array of char", "methods: ", "string", "close")
  says("t.int2", "t.int2(...: number)", "An array of 2 int")
  says("pollfds", "t.pollfds(table)")
  local all = says("c", "c.O: Flags of open(2)", "c.AF: ")
  for name in all:gmatch "c%.([%w_]+): " do assert(type(c[name]) == "table", name) end
  -- Each group has what it is for, and its own.
  for line in all:gmatch "[^\n]+" do
    local name, about = line:match "^c%.([%w_]+): (.+)$"
    if name then assert(S.help("c." .. name):find(about, 1, true) == #name + 5, line) end
  end
  for name, value in S.help("c.POLL"):gmatch "\n([%w_]+) = (%-?%d+)" do test.eq(c.POLL[name], tonumber(value), name) end
  assert(S.help("c.POLL"):find "\nIN = 1\n")
  -- What is written in Lua has all its functions there, each with what its comment says.
  for _, member in ipairs { "util", "nl" } do
    local text = says(member, "`S." .. member .. "`: ")
    for name, value in pairs(S[member]) do
      assert(text:find("\n" .. member .. "." .. name, 1, true), text)
      local own = S.help(member .. "." .. name)
      assert(own:find(member .. "." .. name, 1, true) == 1, own)
      assert(#own:match "\n(.+)" > 10, own)
      assert(type(value) ~= "function" or own:find("%->"), own)
    end
    assert(not text:find("--", 1, true) and not text:find "@", text)
  end
  says("util.ls", "util.ls(path, buf, size)\nIterates over a directory", "\nsize: bytes to read at a time", "\n-> an iterator")
  says("util.eventfd_read", "util.eventfd_read(fd, value)\nTakes the count")
  says("nl", "link:refresh()", "links:get(name)")
  assert(not S.help("nl.getlink"):find "@")
end)

test("the module", function()
  for _, name in ipairs { "_VERSION", "_DESCRIPTION", "_COPYRIGHT" } do test.eq(type(S[name]), "string", name) end
  test.eq(require "syscall", S)
  test.eq(package.loaded.syscall, S)
  test.eq(S.nosuch, nil)
  test.eq(S.accept5, nil)
  test.eq(rawget(_G, "syscall"), nil)
end)

test("what it costs", function()
  -- In a process of its own, since this one has it loaded.
  local file = assert(io.popen(("'%s' -e '%s'"):format(S.readlink "/proc/self/exe", [[
    collectgarbage() collectgarbage()
    local before = collectgarbage "count"
    require "syscall"
    collectgarbage() collectgarbage()
    io.stdout:write(collectgarbage "count" - before)
  ]])))
  local size = tonumber(file:read "*a")
  file:close()
  assert(size and size < 100, size)
end)

test("random bytes", function()
  local buffer = S.t.buffer(64)
  test.eq(S.getrandom(buffer), 64)
  local seen = {}
  for i = 0, 63 do seen[buffer[i]] = true end
  local count = 0
  for _ in pairs(seen) do count = count + 1 end
  assert(count > 8, count) -- of 64 bytes so few are different once in more than 2^200 times
  buffer = S.t.buffer(8)
  test.eq(S.getrandom(buffer, 4, "nonblock"), 4)
  for i = 4, 7 do test.eq(buffer[i], 0) end
  test.eq(S.getrandom(buffer, 0), 0)
  test.raises("bad argument #2 to 'getrandom' %(count", S.getrandom, buffer, 9)
  test.raises("bad argument #1 to 'getrandom' %(buf: buffer expected", S.getrandom, "x")
  test.fails("INVAL", S.getrandom(buffer, 8, 2 ^ 20))
end)

-- Runs f in a child with a namespace of its own for names.
local function isolated(f)
  local status = test.forked(function()
    if not (S.unshare "newuts" or S.unshare "newuser, newuts") then S._exit(77) end
    f()
  end)
  test.skip_unless(status.EXITSTATUS ~= 77, "no namespaces for this user")
  test.eq(tostring(status), "exited 0")
end

test("names of the host, in a namespace of its own", function()
  isolated(function()
    test.eq(S.sethostname "other.example", true)
    test.eq(S.gethostname(), "other.example")
    test.eq(S.sethostname("other.example", 5), true)
    test.eq(S.gethostname(), "other")
    test.eq(S.setdomainname "nis.example", true)
    test.eq(S.getdomainname(), "nis.example")
    test.eq(S.setdomainname("", 0), true)
    test.eq(S.getdomainname(), "")
    test.fails("INVAL", S.sethostname(("x"):rep(65)))
    test.raises("bad argument #2 to 'sethostname' %(len", S.sethostname, "x", 2)
    test.raises("bad argument #1 to 'setdomainname' %(name: string expected", S.setdomainname, {})
  end)
end)

test("namespaces", function()
  local file = test.ok(S.open("/proc/self/ns/uts", "rdonly, cloexec"))
  local name = S.gethostname()
  isolated(function()
    test.ok(S.sethostname "elsewhere")
    local back, err = file:setns "newuts"
    if back then
      test.eq(S.gethostname(), name)
    else
      assert(err.PERM, err) -- of another user namespace
    end
    test.fails("INVAL", S.setns(file, "newnet"))
    test.fails("INVAL", S.unshare(2 ^ 31))
  end)
  file:close()
end)

test("misuse of namespaces", function()
  test.raises("invalid flag 'bogus'", S.unshare, "bogus")
  test.raises("bad argument #1 to 'setns' %(fd: fd expected", S.setns)
  test.fails("BADF", S.setns(1e6))
end)

test("names as the kernel has them", function()
  local names = S.t.utsname("Linux", "host")
  test.eq(names.sysname[0], ("L"):byte())
  test.eq(#names, 6 * 65)
  test.eq(#S.t.utsname().machine, 65)
end)

test("settings of the kernel", function()
  test.skip_unless(S.access("/proc/sys/kernel/ostype", "r"), "no /proc/sys")
  test.eq(S.sysctl "kernel.ostype", "Linux")
  test.eq(S.sysctl "kernel/ostype", "Linux")
  test.eq(S.sysctl "/kernel/osrelease", S.uname().release)
  test.fails("NOENT", S.sysctl "kernel.nosuch")
  test.fails("NOENT", S.sysctl "kernel.os/type")
  local err = select(2, S.sysctl "kernel")
  assert(err.ISDIR, tostring(err))
  test.raises("bad argument #1 to 'sysctl' %(name: string expected, got nil", S.sysctl)
  test.raises("bad argument #2 to 'sysctl' %(new: string expected, got boolean", S.sysctl, "kernel.ostype", true)
  for _, name in ipairs { "/../x", "/..", "kernel/../ostype", "kernel.//.ostype", "x\0y" } do
    test.raises("bad argument #1 to 'sysctl' %(name: name of a setting expected", S.sysctl, name)
  end
  local _, message = pcall(function() return (S.sysctl "/..") end)
  assert(message:find "system.lua:%d", message)
end)

test("settings of the host's name, in a namespace of its own", function()
  isolated(function()
    local before = S.gethostname()
    local old, err = S.sysctl("kernel.hostname", "other")
    if not old then return assert(err.ROFS or err.ACCES or err.PERM, tostring(err)) end
    test.eq(old, before)
    test.eq(S.gethostname(), "other")
    test.eq(S.sysctl("kernel.hostname", 5), "other")
    test.eq(S.sysctl "kernel.hostname", "5")
    test.fails("ACCES", S.sysctl("kernel.ostype", "x"))
  end)
end)

test("the kernel's log", function()
  local size, err = S.syslog "size_buffer"
  if not size then
    assert(err.PERM, tostring(err))
    test.fails("PERM", S.syslog(10))
    test.fails("PERM", S.syslog(3))
    test.skip "the kernel's log is not for this user"
  end
  assert(test.integer(size) > 0)
  test.eq(S.syslog(10), size)
  local text
  text, err = S.syslog "read_all"
  if not text then return assert(err.PERM, tostring(err)) end
  test.eq(type(text), "string")
  local short = test.ok(S.syslog(3, nil, 100))
  assert(#short <= 100)
  local buffer = S.t.buffer(64)
  assert(test.integer(S.syslog(3, buffer)) <= 64)
  assert(S.syslog(3, buffer, 10) <= 10)
  test.raises("bad argument #3 to 'syslog' %(len: the count is larger", S.syslog, 3, buffer, 65)
end)

test("misuse of the log", function()
  test.raises("bad argument #1 to 'syslog' %(type_?: .*invalid name 'nosuch'", S.syslog, "nosuch")
  test.raises("bad argument #1 to 'syslog' %(type_?: name of c.SYSLOG_ACTION or number expected, got nil", S.syslog)
  test.raises("bad argument #2 to 'syslog' %(buf: buffer expected, got string", S.syslog, 3, "x")
  local err = select(2, S.syslog(77))
  assert(err.INVAL or err.PERM, tostring(err))
end)
