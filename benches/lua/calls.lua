-- Measures calls of the module against those of another, side by side in one process.
-- Arguments: rounds, calls in a batch. Written to standard output: lines of `name<tab>ratio<tab>nanoseconds ours<tab>theirs`,
-- one a round, for the Rust side to summarise.

local peer, S = require "peer", require "syscall"
local rounds, batch = tonumber(arg[1]), tonumber(arg[2])
local now, compile = peer.now, loadstring or load

-- A loop of its own for each contestant, so that a compiler that specialises loops treats both alike.
local function loop(call)
  return compile([[
    local f, fd, now = ...
    return function(n)
      local start = now()
      for _ = 1, n do ]] .. call .. [[ end
      return now() - start
    end]])
end

local function measure(name, ours, theirs)
  for _ = 1, 20 do ours(batch) theirs(batch) end
  for round = 1, rounds do
    local a, b
    if round % 2 == 0 then a = ours(batch) b = theirs(batch) else b = theirs(batch) a = ours(batch) end
    print(("%s\t%.6f\t%.2f\t%.2f"):format(name, a / b, a / batch, b / batch))
  end
end

local zero, null = S.open("/dev/zero", "rdonly"), S.open("/dev/null", "wronly")

local cases = {
  {"getppid", "f()", "getppid"},
  {"read", "f(fd, nil, 1)", "read", zero},
  {"write", "f(fd, 'x')", "write", null},
  {"fstat", "f(fd)", "fstat", zero},
  {"read (method)", "fd:read(nil, 1)", nil, zero},
  {"write (method)", "fd:write('x')", nil, null},
}
for _, case in ipairs(cases) do
  local name, call, member, fd = case[1], case[2], case[3], case[4]
  measure(name,
    loop(call)(member and S[member], fd, now),
    loop(call)(member and peer[member], fd and peer.fd(fd:getfd()), now))
end
