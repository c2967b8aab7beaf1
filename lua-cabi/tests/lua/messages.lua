-- What messages say: who is wrong, where inside a value, and what would be right.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function plain(text) return (text:gsub("%p", "%%%0")) end

-- f must raise an error that ends with the text and begins with this file's name and line, as Lua's own do.
local function says(text, f, ...)
  test.raises(plain(text) .. "$", f, ...)
end

test("the element at fault, and its own type", function()
  says("bad argument #1 to 'pollfds' ([1]: table expected, got number)", function() t.pollfds { 5 } end)
  says("bad argument #1 to 'pollfds' ([2].fd: fd expected, got string)", function() t.pollfds { { fd = 1 }, { fd = "x" } } end)
  says("bad argument #1 to 'epoll_events' ([1].events: invalid flag 'nosuch': not in c.EPOLL)",
    function() t.epoll_events { { events = "nosuch" } } end)
  says("bad argument #1 to 'timespec' (sec: whole number of seconds expected, got string)", function() t.timespec { sec = "x" } end)
  says("bad argument #1 to 'timespec' ([1]: whole number of seconds expected, got number 1.5)", function() t.timespec { 1.5 } end)
  says("bad argument #1 to 'itimerspec' (it_value[1]: whole number of seconds expected, got string)",
    function() t.itimerspec { it_value = { "x" } } end)
  says("bad argument #1 to 'itimerspec' ([2].sec: whole number of seconds expected, got table)",
    function() t.itimerspec { 0, { sec = {} } } end)
  says("bad argument #2 to 'itimerspec' (sec: whole number of seconds expected, got boolean)",
    function() t.itimerspec(0, { sec = true }) end)
  says("bad argument #3 to 'timerfd_settime' (new.it_value.nsec: number expected, got string)",
    function() S.timerfd_settime(-1, 0, { it_value = { nsec = "x" } }) end)
  says("bad argument #1 to 'nanosleep' (request[2]: number expected, got table)", function() S.nanosleep { 1, {} } end)
  says("bad argument #1 to 'device' ([2]: device number expected, got string)", function() t.device { 1, "x" } end)
  says("bad argument #2 to 'device' (device number expected, got string)", function() t.device(1, "x") end)
  says("bad argument #2 to 'buffer' ([2]: number expected, got string)", function() t.buffer(2, { 1, "x" }) end)
  says("bad argument #1 to 'int2' ([1]: number expected, got table)", function() t.int2 { {} } end)
  says("bad argument #1 to 'sockaddr_in' (port: port number out of range: 0 to 65535)", function() t.sockaddr_in { port = 65536 } end)
  says("bad argument #1 to 'sockaddr_storage' (family: invalid name 'nosuch': not in c.AF)",
    function() t.sockaddr_storage { family = "nosuch" } end)
  says("bad argument #1 to 'stat' (no member 'nosuch' in stat)", function()
    t.stat { nosuch = 1 }
  end) 
end)

test("the range, the group, names that are alike", function()
  says("(flags: number out of range: -2147483648 to 4294967295)", function() S.open("x", 2 ^ 40) end)
  says("(pid: process number out of range: -2147483648 to 2147483647)", function() S.getsid(2 ^ 31) end)
  says("(length: number of bytes out of range: -9223372036854775808 to 9223372036854775807)", function() S.truncate("x", 2 ^ 63) end)
  says("bad argument #1 to 'buffer' (number of elements out of range: 0 to 2147479552)", function() t.buffer(-1) end)
  says("(flags: invalid flag 'bogus': not in c.O)", function() S.open("x", "rdonly, bogus") end)
  says("(flags: invalid flag 'rdonli': not in c.O, which has RDONLY)", function() S.open("x", "rdonli") end)
  says("(flags: invalid flag 'cloexek': not in c.O, which has CLOEXEC)", function() S.open("x", "creat, cloexek") end)
  says("(domain: invalid name 'inte': not in c.AF, which has INET)", function() S.socket("inte", "stream") end)
  says("(mode: invalid flag 'q': not in c.OK)", function() S.access("x", "q") end)
  says("(mode: invalid mode '0999': not in c.MODE)", function() S.chmod("x", "0999") end)
  test.raises("not in c.O%)$", function() S.open("x", ("y"):rep(70)) end)
  test.raises("'O' %(invalid flag 'nosuch': not in c.O%)$", function() return c.O("creat", "nosuch") end)
  says("(flags: name of c.O or number expected, got NaN)", function() S.open("x", 0 / 0) end)
  says("(fd: descriptor number expected, got infinity)", function() S.fstat(1 / 0) end)
end)

test("members and indexes at assignment", function()
  local fd, buf, st = t.fd(), t.buffer(4), t.stat()
  says("fd.filenum: descriptor number expected, got string", function() fd.filenum = "x" end)
  says("buffer[0]: number expected, got string", function() buf[0] = "x" end)
  says("buffer[1]: number expected, got table", function() (buf + 1)[1] = {} end)
  says("int[1]: number expected, got string", function() t.int2()[1] = "x" end)
  says("stat.st_uid: number expected, got table", function() st.st_uid = {} end)
  says("itimerspec.value.sec: whole number of seconds expected, got string",
    function() t.itimerspec().value = { sec = "x" } end)
  says("timespec.sec: whole number of seconds expected, got string", function() t.itimerspec().value.sec = "x" end)
  says("sockaddr_in.port: port number out of range: 0 to 65535", function() t.sockaddr_in().port = -1 end)
  says("buffer: index expected, got number 0.5", function() return buf[0.5] end)
  says("buffer: member name or index expected, got table", function() return buf[{}] end)
  says("stat: member name or index expected, got boolean", function() st[true] = 1 end)
  says("stat: this object has no elements", function() return st[1] end)
end)

test("what can only be read", function()
  says("member 'size' of stat can only be read", function() t.stat().size = 5 end)
  says("bad argument #1 to 'stat' (member 'size' of stat can only be read)", function() t.stat { size = 5 } end)
  says("member 'fileno' of fd can only be read", function() t.fd().fileno = 5 end)
  says("member 'close' of fd can only be read", function() t.fd().close = print end)
  says("member 'IN' of pollfd can only be read", function() t.pollfds(1)[1].IN = true end)
  says("member 'EXITSTATUS' of waitstatus can only be read", function() t.waitstatus().EXITSTATUS = 1 end)
  says("member 'NOENT' of error can only be read", function() t.error().NOENT = true end)
  says("no member 'nosuch' in error", function() t.error().nosuch = true end)
  says("no member 'nosuch' in stat", function() t.stat().nosuch = 5 end)
  says("no member 'nosuch' in stat", function() return t.stat().nosuch end)
end)

test("methods do not count themselves", function()
  local fd = test.ok(S.open "/dev/null")
  says("bad argument #1 to 'write' (buf: string or buffer expected, got table)", function() fd:write {} end)
  says("bad argument #2 to 'write' (count: number of bytes expected, got string)", function() fd:write("x", "y") end)
  says("bad argument #2 to 'write' (buf: string or buffer expected, got table)", function() fd.write(fd, {}) end)
  says("bad argument #2 to 'write' (buf: string or buffer expected, got table)", fd.write, fd, {})
  says("bad argument #1 to 'get_mask_bcast' (bits: number of bits out of range: 0 to 32)",
    function() t.in_addr():get_mask_bcast(33) end)
  local other = { write = fd.write, close = fd.close, getfd = 5 }
  says("calling 'write' on bad self (fd expected, got table)", function() other:write "x" end)
  says("calling 'close' on bad self (fd expected, got table)", function() other:close() end)
  -- What is no method of this module is called as it is written all the same.
  says("bad argument #1 to 'open' (path: string expected, got boolean)", function() S.open(true) end)
  fd:close()
end)

test("other names of methods", function()
  local fd = test.ok(S.open "/dev/null")
  says("bad argument #1 to 'seek' (offset: number of bytes expected, got string)", function() fd:seek "x" end)
  says("bad argument #2 to 'seek' (offset: number of bytes expected, got string)", fd.seek, fd, "x")
  says("bad argument #2 to 'lseek' (offset: number of bytes expected, got string)", fd.lseek, fd, "x")
  says("bad argument #1 to 'stat' (buf: stat expected, got string)", function() fd:stat "x" end)
  says("bad argument #1 to 'truncate' (length: number of bytes expected, got nil)", function() fd:truncate(nil) end)
  says("bad argument #1 to 'truncate' (length: number of bytes expected, got no value)", function() fd:truncate() end)
  fd:close()
end)

test("what was not passed", function()
  local fd = test.ok(S.open "/dev/null")
  says("bad argument #2 to 'fcntl' (cmd: name of c.F or number expected, got no value)", function() S.fcntl(fd) end)
  says("bad argument #2 to 'fcntl' (cmd: name of c.F or number expected, got nil)", function() S.fcntl(fd, nil) end)
  says("bad argument #1 to 'socket' (domain: name of c.AF or number expected, got no value)", function() S.socket() end)
  says("bad argument #1 to 'socket' (domain: name of c.AF or number expected, got nil)", function() S.socket(nil) end)
  says("bad argument #4 to 'setsockopt' (value: boolean, number, string or object expected, got no value)",
    function() S.setsockopt(fd, 1, 1) end)
  says("bad argument #1 to 'buffer' (number of elements expected, got no value)", function() t.buffer() end)
  says("bad argument #1 to 'buffer' (number of elements expected, got nil)", function() t.buffer(nil) end)
  says("bad argument #1 to 'pollfds' (number or table expected, got no value)", function() t.pollfds() end)
  fd:close()
end)

test("the line of the program is blamed, whatever is written in Lua", function()
  local function line() return S.util.ls(5) end
  local ok, e = pcall(line)
  test.eq(ok, false)
  local here = e:match "^(.-:%d+): "
  for text, f in pairs {
    ["bad argument #1 to 'ls' (path: string expected, got number)"] = function() local _ = S.util.ls(5) end,
    ["bad argument #3 to 'ls' (size: number of bytes expected, got string)"] = function() local _ = S.util.ls(".", nil, "x") end,
    ["bad argument #1 to 'dirtable' (path: string expected, got nil)"] = function() local _ = S.util.dirtable() end,
    ["bad argument #1 to 'eventfd_read' (fd: fd expected, got table)"] = function() local _ = S.util.eventfd_read {} end,
    ["bad argument #2 to 'eventfd_read' (value: uint64_1 expected, got string)"] = function() local _ = S.util.eventfd_read(0, "x") end,
    ["bad argument #2 to 'eventfd_write' (value: number or uint64_1 expected, got table)"] =
      function() local _ = S.util.eventfd_write(0, {}) end,
  } do
    local _, message = pcall(f)
    local file, rest = message:match "^(.-):%d+: (.*)$"
    test.eq(rest, text)
    assert(file:find("messages.lua", 1, true), message)
  end
  assert(here == nil or here:find("messages.lua", 1, true), e)
end)

test("limits and their arguments", function()
  local most = 2147479552
  for _, size in ipairs { 2 ^ 63, 2 ^ 40, 2 ^ 31, -1 } do
    says("bad argument #2 to 'getcwd' (size: number of bytes out of range: 0 to " .. most .. ")", S.getcwd, nil, size)
    says("bad argument #3 to 'readlink' (size: number of bytes out of range: 0 to " .. most .. ")", S.readlink, "x", nil, size)
    says("bad argument #1 to 'buffer' (number of elements out of range: 0 to " .. most .. ")", t.buffer, size)
    says("bad argument #1 to 'ints' (number of elements out of range: 0 to " .. math.floor(most / 4) .. ")", t.ints, size)
  end
  says("bad argument #1 to 'pollfds' (number out of range: 0 to " .. math.floor(most / 8) .. ")", t.pollfds, 2 ^ 40)
  says("bad argument #1 to 'sockaddr_in' (port number out of range: 0 to 65535)", t.sockaddr_in, 65536)
  says("(clockid: name of c.CLOCK or number expected, got no value)", S.clock_gettime)
  says("(mode: invalid flag '644': not in c.MODE; octal has a zero first: '0644')", S.chmod, "x", "644")
  says("(mode: invalid flag '689': not in c.MODE)", S.chmod, "x", "689")
  says("(ptr: a pointer can only be set to nil)", t.epoll_data, { ptr = {} })
  says("(whole number expected, got number 0.5)", function() return t.buffer(3) + 0.5 end)
end)

test("names that are alike differ in a third of their letters at most", function()
  for _, row in ipairs {
    { "rdonl", "RDONLY" }, { "creatt", "CREAT" }, { "crate", nil }, { "xyz", nil }, { "dsy", nil }, { "cloexce", "CLOEXEC" },
  } do
    local like = row[2] and ", which has " .. row[2] or ""
    says("(flags: invalid flag '" .. row[1] .. "': not in c.O" .. like .. ")", S.open, "x", row[1])
  end
  for _, name in ipairs { "nope", "tye", "tpye", "size" } do
    local found = select(2, pcall(S.setsockopt, 0, "socket", name, 1))
    test.eq(found:match "which has (%w+)", ({ tye = "TYPE", tpye = "TYPE" })[name], name)
  end
end)

test("members of arrays", function()
  says("no member 'nosuch' in buffer", function() return t.buffer(1).nosuch end)
  says("no member 'nosuch' in buffer", function() return (t.buffer(2) + 1).nosuch end)
  says("no member 'nosuch' in array of int", function() return t.int2().nosuch end)
  says("no member 'string' in array of int", function() return t.int2():string() end)
  says("no member 'nosuch' in array of int", function() t.ints(3).nosuch = 1 end)
  says("member 'close' of buffer can only be read", function() t.buffer(1).close = 1 end)
end)

test("helpers refuse what they cannot use before they use it", function()
  says("bad argument #3 to 'ls' (size: number of bytes out of range: 0 to " .. (S.abi.abi64 and "18446744073709551615" or "4294967295") .. ")",
    S.util.ls, "/", nil, -1)
  says("bad argument #2 to 'ls' (buf: buffer expected, got string)", S.util.ls, "/", "x")
  for _, wrong in ipairs { "x", t.buffer(3), t.int1(), {} } do
    test.raises("bad argument #2 to 'eventfd_write' %(value: number or uint64_1 expected", S.util.eventfd_write, 0, wrong)
    test.raises("bad argument #2 to 'eventfd_read' %(value: uint64_1 expected", S.util.eventfd_read, 0, wrong)
    test.raises("bad argument #2 to 'timerfd_read' %(buf: uint64_1 expected", S.util.timerfd_read, 0, wrong)
  end
  says("bad argument #2 to 'eventfd_read' (value: uint64_1 expected, got buffer)", S.util.eventfd_read, 0, t.buffer(8))
  says("bad argument #2 to 'eventfd_write' (value: number out of range: 0 to 18446744073709551615)", S.util.eventfd_write, 0, 2 ^ 70)
  says("bad argument #2 to 'eventfd_write' (value: number expected, got number 0.5)", S.util.eventfd_write, 0, 0.5)
  local fd = test.ok(S.eventfd(0, "nonblock"))
  for _, value in ipairs { 5, t.uint64_1(5), t.uint64(5), t.ulong1 and t.ulong1(5) or 5 } do
    test.eq(S.util.eventfd_write(fd, value), true)
    test.eq(S.util.eventfd_read(fd, t.uint64_1()), 5)
  end
  fd:close()
end)

test("methods of links without their object", function()
  local links = S.nl.getlink()
  test.skip_unless(links and links[1], "no links")
  says("calling 'refresh' on bad self (links expected, got nil)", links.refresh)
  says("calling 'refresh' on bad self (links expected, got table)", links.refresh, {})
  says("calling 'get' on bad self (links expected, got nil)", links.get)
  says("calling 'get' on bad self (links expected, got string)", links.get, "lo")
  says("calling 'refresh' on bad self (link expected, got number)", links[1].refresh, 5)
  says("calling 'refresh' on bad self (link expected, got table)", links[1].refresh, links)
end)

test("the manual says what a missing mode and type are", function()
  for _, name in ipairs { "open", "creat", "mkdir", "chmod" } do
    assert(S.help(name):find("missing", 1, true), name)
  end
  assert(S.help("socket"):find("missing type is 0", 1, true))
end)
