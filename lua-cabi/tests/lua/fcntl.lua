-- fcntl: each command with the argument and the result that it has.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function null() return test.ok(S.open("/dev/null", "rdwr")) end

test("dupfd", function()
  local fd = null()
  local a = test.ok(fd:fcntl("dupfd", 50))
  test.eq(a:getfd(), 50)
  test.eq(a:fcntl "getfd", 0)
  local b = test.ok(fd:fcntl("dupfd", a))
  test.eq(b:getfd(), 51)
  local d = test.ok(S.fcntl(fd, "dupfd_cloexec", 60))
  test.eq(d:getfd(), 60)
  test.eq(d:fcntl "getfd", c.FD.CLOEXEC)
  local lowest = test.ok(fd:fcntl "dupfd")
  assert(lowest:getfd() < 50)
  test.fails("INVAL", fd:fcntl("dupfd", -1))
  for _, one in ipairs { fd, a, b, d, lowest } do one:close() end
end)

test("descriptor flags", function()
  local fd = null()
  test.eq(test.integer(fd:fcntl "getfd"), 0)
  test.eq(fd:fcntl("setfd", "cloexec"), true)
  test.eq(fd:fcntl(c.F.GETFD), c.FD.CLOEXEC)
  test.eq(fd:fcntl("setfd", 0), true)
  test.eq(fd:fcntl "GETFD", 0)
  test.eq(fd:fcntl "setfd", true)
  test.raises("bad argument #3 to 'fcntl' %(arg: .*nosuch", fd.fcntl, fd, "setfd", "nosuch")
  fd:close()
end)

test("status flags", function()
  local fd = test.ok(S.open("file", "creat, rdwr, append", "0600"))
  local flags = test.integer(fd:fcntl "getfl")
  test.eq(flags % 4, c.O.RDWR)
  test.eq(math.floor(flags / c.O.APPEND) % 2, 1)
  test.eq(fd:fcntl("setfl", c.O(flags, "nonblock", "~append")), true)
  flags = fd:fcntl "getfl"
  test.eq(math.floor(flags / c.O.APPEND) % 2, 0)
  test.eq(math.floor(flags / c.O.NONBLOCK) % 2, 1)
  test.eq(fd:fcntl("setfl", "append"), true)
  test.raises("bad argument #3 to 'fcntl'", fd.fcntl, fd, "setfl", {})
  fd:close()
end)

test("size of a pipe", function()
  local r, w = test.ok(S.pipe())
  -- In whole pages, whatever those are.
  local size = 2 * S.getpagesize()
  test.eq(r:fcntl("setpipe_sz", size), true)
  test.eq(r:fcntl "getpipe_sz", size)
  test.raises("bad argument #3 to 'fcntl'", r.fcntl, r, "setpipe_sz", "x")
  r:close()
  w:close()
end)

test("owner and signal", function()
  local r, w = test.ok(S.pipe())
  test.eq(r:fcntl("setown", S.getpid()), true)
  test.eq(r:fcntl "getown", S.getpid())
  test.eq(r:fcntl("setsig", c.SIG.USR1), true)
  test.eq(r:fcntl "getsig", c.SIG.USR1)
  test.eq(r:fcntl("setsig", 0), true)
  r:close()
  w:close()
end)

test("seals and leases", function()
  local fd = test.ok(S.open("file", "creat, rdwr", "0600"))
  -- Only files in memory have seals.
  test.fails("INVAL", fd:fcntl "get_seals")
  test.fails("INVAL", fd:fcntl("add_seals", "seal, shrink"))
  test.raises("bad argument #3 to 'fcntl' %(arg: .*nosuch", fd.fcntl, fd, "add_seals", "nosuch")
  test.eq(fd:fcntl "getlease", c.FCNTL_LOCK.UNLCK)
  fd:close()
end)

test("commands", function()
  local fd = null()
  test.raises("bad argument #2 to 'fcntl' %(cmd: .*nosuch", fd.fcntl, fd, "nosuch")
  test.raises("bad argument #2 to 'fcntl'", fd.fcntl, fd)
  fd:close()
  test.fails("BADF", fd:fcntl "getfl")
end)
