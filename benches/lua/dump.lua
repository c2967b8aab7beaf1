-- All interfaces with their addresses against the bare receive loop over the same two dumps. Argument: rounds.
-- Prints one line a round: case, contestant, nanoseconds of ours, of theirs. They are of processor time: a dump is long
-- enough to be interrupted by other programs, and all of the kernel's work for it is done in the receiving thread.

local peer, S = require "peer", require "syscall"
local interfaces = S.nl and S.nl.interfaces
if not interfaces then
  print("# nl.interfaces: not measured, the module has no S.nl")
  return
end

local function time(f)
  local start = peer.cpu()
  f()
  return peer.cpu() - start
end

local links, addresses = peer.dump()
print(("# the namespace has %d links and %d addresses"):format(links, addresses))
local first = assert(interfaces())
assert(#first == links, "not all links: " .. #first)
first = nil
for round = 1, tonumber(arg[1]) do
  local a, b
  collectgarbage()
  if round % 2 == 0 then a = time(interfaces) b = time(peer.dump) else b = time(peer.dump) a = time(interfaces) end
  print(("nl.interfaces\tC receive loop\t%.0f\t%.0f"):format(a, b))
end
