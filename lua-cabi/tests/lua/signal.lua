-- What signals do: ignored, by default, and as before.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- Runs f in a child; -> how that ended.
local function child(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, e = pcall(f)
    if not ok then io.stderr:write(tostring(e), "\n") end
    S._exit(ok and 0 or 1)
  end
  local _, status = test.ok(S.waitpid(pid))
  return status
end

-- A pipe and a socket whose other ends are closed.
local function unread()
  local r, w = test.ok(S.pipe())
  local left, right = test.ok(S.socketpair("unix", "stream"))
  r:close()
  right:close()
  return w, left
end

test("a write that nobody reads ends the process, and does not when the signal is ignored", function()
  local status = child(function()
    S.signal("pipe", "dfl")
    unread():write "x"
  end)
  test.eq(status.TERMSIG, c.SIG.PIPE)
  status = child(function()
    test.ok(S.signal("pipe", "ign"))
    local w, socket = unread()
    test.fails("PIPE", w:write "x")
    test.fails("PIPE", w:write(t.buffer(10)))
    test.fails("PIPE", socket:send "x")
    test.fails("PIPE", socket:write "x")
    -- And back.
    test.eq(S.signal("pipe", "dfl"), "IGN")
    w:write "x"
  end)
  test.eq(status.TERMSIG, c.SIG.PIPE)
  status = child(function()
    test.eq(S.sigaction("pipe", "ign"), true)
    test.fails("PIPE", unread():write "x")
    test.eq(S.sigaction("pipe", "dfl"), true)
    local _, socket = unread()
    test.fails("PIPE", socket:send("x", nil, "nosignal"))
    socket:send "x"
  end)
  test.eq(status.TERMSIG, c.SIG.PIPE)
end)

test("what signal gives", function()
  local before = test.ok(S.signal("usr1", "ign"))
  test.eq(S.signal("USR1", "IGN"), "IGN")
  S.kill(S.getpid(), "usr1")
  test.eq(S.signal("usr1", "dfl"), "IGN")
  test.eq(S.signal(c.SIG.USR1, 1), "DFL")
  test.eq(S.signal("usr1", 0), "IGN")
  test.eq(S.signal("usr1", S.signal("usr1", "ign")), "IGN")
  test.eq(S.signal("usr1", before), "DFL")
  test.eq(S.sigaction("usr1"), true)
  test.eq(S.sigaction("kill"), true)
  test.fails("INVAL", S.sigaction(0))
  test.fails("INVAL", S.signal("kill", "ign"))
  test.fails("INVAL", S.signal("stop", "dfl"))
  test.fails("INVAL", S.sigaction("kill", "ign"))
  test.fails("INVAL", S.signal(999, "ign"))
  test.fails("INVAL", S.sigaction(-1))
end)

test("a handler in C comes back as it was", function()
  test.eq(test.ok(S.signal("usr1", "dfl")), "DFL")
  host.catch(c.SIG.USR1)
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 1)
  local handler = test.ok(S.signal("usr1", "ign"))
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 1)
  test.eq(S.signal("usr1", handler), "IGN")
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 2)
  -- More than once, by the other call too, and after a collection.
  test.eq(S.sigaction("usr1", "ign"), true)
  test.collect()
  test.eq(S.sigaction("usr1", handler), true)
  S.kill(S.getpid(), "usr1")
  test.eq(host.caught(), 3)
  test.eq(tostring(handler), "sighandler")
  test.eq(tostring(test.ok(S.signal("usr1", "dfl"))), "sighandler")
end)

test("no address of code comes from a program", function()
  local handler = t.sighandler()
  test.raises("sighandler", t.sighandler, 4096)
  test.raises("sighandler", t.sighandler, { sa_handler = 4096 })
  test.raises("no member", function() handler.sa_handler = 4096 end)
  test.raises("no member", function() return handler.sa_handler end)
  local r, w = test.ok(S.pipe())
  w:write(("\1"):rep(64))
  test.raises("only be read", S.read, r, handler)
  r:close()
  w:close()
  local wrong = '"ign", "dfl" or what signal returned expected'
  for _, value in ipairs {
    2, -1, 4096, 2 ^ 40, 0.5, "hold", "err", "nosuch", "ign, dfl", true, {}, { handler = "ign" }, function() end, print,
    t.buffer(64), t.int64(4096), io.stdout, coroutine.create(function() end),
  } do
    test.raises(wrong, S.signal, "usr1", value)
    test.raises(wrong, S.sigaction, "usr1", value)
  end
  test.raises(wrong, S.signal, "usr1")
  test.raises("bad argument #1 to 'signal'", S.signal, "nosuch", "ign")
  test.raises("bad argument #1 to 'signal'", S.signal)
  test.eq(S.signal("usr1", handler), "DFL")
end)

test("memory runs out", function()
  local before = test.ok(S.signal("usr2", "dfl"))
  test.oom(function() S.signal("usr2", "dfl") end)
  host.catch(c.SIG.USR2)
  local handler = S.signal("usr2", "dfl")
  test.oom(function()
    S.sigaction("usr2", handler)
    S.signal("usr2", "dfl")
  end)
  test.ok(S.signal("usr2", before))
end)

test("an ignored signal stays so in a child", function()
  local before = test.ok(S.signal("term", "ign"))
  local status = child(function()
    S.kill(S.getpid(), "term")
    test.eq(S.signal("term", "dfl"), "IGN")
    S.kill(S.getpid(), "term")
  end)
  test.eq(status.TERMSIG, c.SIG.TERM)
  test.ok(S.signal("term", before))
end)
