-- `S.clone3{...}`: clone(2) with all that its flags cannot say. Gets the module's table and the call.
local S, native = ...
local c, t, clone3, expect = S.c, S.t, native.clone3, native.expect
local known = { flags = true, exit_signal = true, pidfd = true, cgroup = true, set_tid = true }

--- Splits the process: `S.clone3{flags = "newpid", exit_signal = "chld", pidfd = true}`. As of `clone`, nothing shares memory.
-- `cgroup` is a descriptor of the cgroup that the child is to be in, `set_tid` the numbers that it is to have, that of the
-- innermost namespace first.
-- @param args the table
-- @return the child's number, or 0 in the child, nil, and with `pidfd` a descriptor of the child; or nil and the error
local function clone(args)
  expect("table", args, 1, "clone3", "args")
  for name in pairs(args) do
    if not known[name] then expect("an argument of clone3", name, 1, "clone3", tostring(name)) end
  end
  local flags, tids = c.CLONE(args.flags or 0), nil
  if args.pidfd then flags = c.CLONE(flags, "pidfd") end
  if args.cgroup ~= nil then
    expect("fd", args.cgroup, 1, "clone3", "cgroup")
    flags = c.CLONE(flags, "into_cgroup")
  end
  if args.set_tid ~= nil then
    expect("table", args.set_tid, 1, "clone3", "set_tid")
    tids = t.ints(#args.set_tid, args.set_tid)
  end
  local pid, none, pidfd = clone3(flags, args.exit_signal, args.cgroup, tids)
  return pid, none, pidfd
end

return clone
