-- Terminals: a pseudo-terminal of the test's own, and requests of ioctl.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- Both ends of a new pseudo-terminal, or the case is skipped.
local function pair()
  local master, err = S.posix_openpt "rdwr, noctty, cloexec"
  if not master then test.skip("no pseudo-terminals: " .. tostring(err)) end
  test.eq(S.grantpt(master), true)
  test.eq(master:unlockpt(), true)
  local slave, why = S.open(test.ok(master:ptsname()), "rdwr, noctty, cloexec")
  if not slave then
    master:close()
    test.skip("/dev/pts is another's: " .. tostring(why))
  end
  return master, slave
end

test("both ends", function()
  local master, slave = pair()
  assert(master:ptsname():find "^/dev/pts/%d+$", master:ptsname())
  test.eq(master:isatty(), true)
  test.eq(slave:isatty(), true)
  test.eq(master:write "line\n", 5)
  test.eq(slave:read(), "line\n")
  test.fails("NOTTY", slave:ptsname())
  test.fails("NOTTY", S.grantpt(slave))
  test.fails("NOTTY", slave:tcgetsid())
  slave:close()
  master:close()
  local other = test.ok(S.openpt "rdwr, noctty")
  other:close()
  test.fails("BADF", other:ptsname())
  test.raises("not in c.O", S.posix_openpt, "bogus")
end)

test("what is no terminal", function()
  local fd = test.ok(S.open("/dev/null", "rdwr"))
  for _, name in ipairs { "tcgetattr", "tcdrain", "tcgetsid", "isatty", "ptsname", "grantpt", "unlockpt", "tcsendbreak" } do
    test.fails("NOTTY", S[name](fd))
    test.fails("NOTTY", fd[name](fd))
    test.fails("BADF", S[name](-1))
    test.raises("bad argument #1 to '" .. name .. "' %(fd: fd expected, got table%)", S[name], {})
  end
  test.fails("NOTTY", fd:tcsetattr("now", t.termios()))
  test.fails("NOTTY", fd:tcflush "iflush")
  test.fails("NOTTY", fd:tcflow "oon")
  fd:close()
end)

test("modes", function()
  local master, slave = pair()
  local modes = test.ok(slave:tcgetattr())
  test.eq(#modes, #t.termios())
  modes.lflag = c.LFLAG(modes.lflag, "~icanon, ~echo")
  modes.VMIN, modes.VTIME = 3, 1
  test.eq(slave:tcsetattr("now", modes), true)
  local now = slave:tcgetattr()
  test.eq(now.lflag, modes.lflag)
  test.eq(now.c_lflag, modes.lflag)
  test.eq(now.VMIN, 3)
  test.eq(now.c_cc[c.CC.VMIN], 3)
  test.eq(now.VTIME, 1)
  test.eq(now.VINTR, 3)
  now.VINTR = 255
  test.eq(now.VINTR, 255)
  test.eq(now:makeraw(), true)
  test.eq(now.VMIN, 1)
  test.eq(now.VTIME, 0)
  test.eq(now.oflag, c.OFLAG(now.oflag, "~opost"))
  test.eq(slave:tcsetattr("drain", now), true)
  test.eq(slave:tcsetattr("flush", now), true)
  test.eq(slave:write "\n", 1)
  test.eq(master:read(), "\n") -- raw: no carriage return before it
  test.eq(slave:tcsetattr("now", { lflag = "icanon, echo", cflag = now.cflag, VEOF = 4 }), true)
  test.eq(slave:tcgetattr().lflag, c.LFLAG "icanon, echo")
  test.fails("INVAL", slave:tcsetattr(77, now))
  test.raises("invalid name 'later'", slave.tcsetattr, slave, "later", now)
  test.raises("bad argument #3 to 'tcsetattr' %(modes: table expected", S.tcsetattr, slave, "now", 5)
  test.raises("no member 'bogus' in termios", slave.tcsetattr, slave, "now", { bogus = 1 })
  test.raises("not in c.LFLAG", function() now.lflag = "bogus" end)
  test.raises("out of range: 0 to 255", function() now.VMIN = 256 end)
  test.raises("byte expected", function() now.VMIN = "x" end)
  test.raises("no member 'VBOGUS'", function() return now.VBOGUS end)
  test.raises("termios expected", now.makeraw, {})
  slave:close()
  master:close()
end)

test("speeds", function()
  local modes = t.termios()
  for _, speed in ipairs { 9600, 50, 115200, 4000000 } do
    modes.speed = speed
    test.eq(test.integer(modes.speed), speed)
    test.eq(modes.ispeed, speed)
    test.eq(modes.ospeed, speed)
  end
  modes.ospeed = "19200"
  test.eq(modes.speed, 19200)
  modes.ispeed = 0
  test.eq(modes.speed, 0)
  test.eq(t.termios { speed = 300 }.ospeed, 300)
  -- A speed without a name: where termios has no field for it, it says so.
  local held, why = pcall(function() modes.speed = 9601 end)
  if held then test.eq(modes.speed, 9601) else assert(tostring(why):find "no speed of c.B", why) end
  local other = t.termios2 { speed = 9601, VMIN = 1 }
  test.eq(other.speed, 9601)
  test.eq(other.c_ispeed, 9601)
  test.eq(other.c_ospeed, 9601)
  test.eq(other:makeraw(), true)
  test.raises("termios2 expected", other.makeraw, modes)
  test.raises("speed in baud expected", function() modes.speed = {} end)
  test.raises("speed in baud expected", function() modes.speed = "fast" end)
  test.raises("speed in baud expected", function() modes.speed = -1 end)
end)

test("queues", function()
  local master, slave = pair()
  slave:tcsetattr("now", { cflag = slave:tcgetattr().cflag }) -- neither lines nor echo
  test.eq(slave:tcdrain(), true)
  test.eq(slave:tcflow "ooff", true)
  test.eq(slave:tcflow "oon", true)
  test.eq(slave:tcsendbreak(), true)
  test.eq(slave:tcsendbreak(10), true)
  test.eq(S.tcsendbreak(slave, 0), true)
  test.eq(master:write "lost", 4)
  test.eq(slave:tcflush "iflush", true)
  test.eq(slave:tcflush "oflush", true)
  test.eq(master:write "kept", 4)
  test.eq(slave:read(), "kept")
  test.fails("INVAL", slave:tcflush(77))
  test.fails("INVAL", slave:tcflow(77))
  test.raises("invalid name 'bogus'", slave.tcflush, slave, "bogus")
  test.raises("invalid name 'bogus'", slave.tcflow, slave, "bogus")
  test.raises("number of milliseconds", slave.tcsendbreak, slave, {})
  slave:close()
  master:close()
end)

test("sizes", function()
  local size = t.winsize { row = 24, col = 80 }
  test.eq(size.row, 24)
  test.eq(size.ws_col, 80)
  size.xpixel, size.ypixel = 1, 65535
  test.eq(size.xpixel, 1)
  test.eq(size.ypixel, 65535)
  test.eq(#size, 8)
  test.raises("no member 'rows' in winsize", t.winsize, { rows = 1 })
end)

test("the session of a terminal", function()
  local master, slave = pair()
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, why = pcall(function()
      test.ok(S.setsid())
      -- The first terminal that a leader of a session opens becomes its own.
      local fd = test.ok(S.open(master:ptsname(), "rdwr"))
      test.eq(fd:tcgetsid(), S.getpid())
      test.eq(S.tcgetsid(fd), S.getsid())
    end)
    if not ok then io.stderr:write(tostring(why), "\n") end
    S._exit(ok and 0 or 1)
  end
  local _, _, status = S.waitpid(pid)
  test.eq(tostring(status), "exited 0")
  slave:close()
  master:close()
end)
