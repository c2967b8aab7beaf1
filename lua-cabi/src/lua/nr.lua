-- `syscall.linux.nr`: the numbers of the system calls of this machine. Gets the module's table and `number(name)`.
local S, native = ...
local number, abi = native.nr, S.abi

-- The numbers by name: looked for when they are named, and kept.
local SYS = setmetatable({}, {
  __index = function(numbers, name)
    if type(name) ~= "string" then return nil end
    local value = number(name)
    numbers[name] = value
    return value
  end,
})

return {
  SYS = SYS,
  -- Where the registers of a 64-bit argument begin with an even one.
  zeropad = abi.abi32 and (abi.arch == "arm" or abi.arch == "mips" or abi.arch == "mipsel" or abi.arch == "ppc") or nil,
}
