-- Calls of the module against the same calls of others, side by side in one process.
-- Arguments: rounds. Prints one line a round: case, contestant, nanoseconds of ours, of theirs. Lines that begin with "#" are
-- for people.

local peer, S = require "peer", require "syscall"
local rounds = tonumber(arg[1])
local now, compile = peer.now, loadstring or load

-- A loop of its own for each contestant, so that a compiler that specialises loops treats both alike.
local function loop(call, f, fd)
  return compile([[
    local f, fd, now = ...
    return function(n)
      local start = now()
      for _ = 1, n do ]] .. call .. [[ end
      return (now() - start) / n
    end]])(f, fd, now)
end

local function measure(case, contestant, batch, ours, theirs)
  for _ = 1, 5 do ours(batch) theirs(batch) end
  for round = 1, rounds do
    local a, b
    if round % 2 == 0 then a = ours(batch) b = theirs(batch) else b = theirs(batch) a = ours(batch) end
    print(("%s\t%s\t%.3f\t%.3f"):format(case, contestant, a, b))
  end
end

local zero, null = S.open("/dev/zero", "rdonly"), S.open("/dev/null", "wronly")
local peerzero, peernull = peer.fd(zero:getfd()), peer.fd(null:getfd())

-- The batches span several cycles of the garbage collector where objects are made.
measure("getppid", "C", 200, loop("f()", S.getppid), loop("f()", peer.getppid))
measure("read 1", "C", 200, loop("f(fd, nil, 1)", S.read, zero), loop("f(fd, nil, 1)", peer.read, peerzero))
measure("write 1", "C", 200, loop("f(fd, 'x')", S.write, null), loop("f(fd, 'x')", peer.write, peernull))
measure("fstat", "C", 2000, loop("f(fd)", S.fstat, zero), loop("f(fd)", peer.fstat, peerzero))
-- As methods: there an object with computed members is compared with one that has only a table of methods.
measure("fd:read 1", "C", 200, loop("fd:read(nil, 1)", nil, zero), loop("fd:read(nil, 1)", nil, peerzero))
measure("fd:write 1", "C", 200, loop("fd:write('x')", nil, null), loop("fd:write('x')", nil, peernull))

local found, unistd = pcall(require, "posix.unistd")
if not found then
  print("# luaposix: not measured, posix.unistd is not installed for " .. _VERSION)
  return
end
measure("getppid", "luaposix", 200, loop("f()", S.getppid), loop("f()", unistd.getppid))
measure("read 1", "luaposix", 200, loop("f(fd, nil, 1)", S.read, zero), loop("f(fd, 1)", unistd.read, zero:getfd()))
measure("write 1", "luaposix", 200, loop("f(fd, 'x')", S.write, null), loop("f(fd, 'x')", unistd.write, null:getfd()))
local fstat = require "posix.sys.stat".fstat
if fstat then
  measure("fstat", "luaposix", 2000, loop("f(fd)", S.fstat, zero), loop("f(fd)", fstat, zero:getfd()))
end
