-- What `require "syscall"` costs: microseconds, and kilobytes of the Lua heap, collected before and after.

local peer = require "peer"
collectgarbage() collectgarbage()
local heap = collectgarbage "count"
local start = peer.now()
local S = require "syscall"
local time = peer.now() - start
local raw = collectgarbage "count" - heap
collectgarbage() collectgarbage()
print(("%.1f\t%.2f\t%.2f"):format(time / 1e3, raw, collectgarbage "count" - heap))
assert(type(S) == "table")
