-- `S.prctl(option, arg2, ...)`: operations of prctl(2), with names of the groups that each takes. Gets the module's table and the call.
local S, native = ...
local c, t, prctl, expect = S.c, S.t, native.prctl, native.expect
local PR = c.PR

-- The group of the second argument's names, and of the third's.
local groups = {
  CAPBSET_READ = "CAP", CAPBSET_DROP = "CAP", SET_ENDIAN = "PR_ENDIAN", SET_FPEMU = "PR_FPEMU", SET_FPEXC = "PR_FP_EXC",
  SET_PDEATHSIG = "SIG", SET_TIMING = "PR_TIMING", SET_TSC = "PR_TSC", SET_UNALIGN = "PR_UNALIGN", SET_SECUREBITS = "SECBIT",
  MCE_KILL = "PR_MCE_KILL,PR_MCE_KILL_OPT", SET_SECCOMP = "SECCOMP_MODE", SET_VMA = "PR_SET_VMA", SET_MDWE = "PR_MDWE",
  CAP_AMBIENT = "PR_CAP_AMBIENT,CAP", GET_SPECULATION_CTRL = "PR_SPEC_WHICH", SET_SPECULATION_CTRL = "PR_SPEC_WHICH,PR_SPEC",
  SCHED_CORE = "PR_SCHED_CORE", SET_TAGGED_ADDR_CTRL = "PR_TAGGED_ADDR", SET_SYSCALL_USER_DISPATCH = "PR_SYS_DISPATCH",
  SVE_SET_VL = "PR_SVE", SME_SET_VL = "PR_SME", RISCV_V_SET_CONTROL = "PR_RISCV_V_VSTATE_CTRL", PPC_GET_DEXCR = "PR_PPC_DEXCR",
  PPC_SET_DEXCR = "PR_PPC_DEXCR,PR_PPC_DEXCR_CTRL", TIMER_CREATE_RESTORE_IDS = "PR_TIMER_CREATE_RESTORE_IDS",
  FUTEX_HASH = "PR_FUTEX_HASH", RSEQ_SLICE_EXTENSION = "PR_RSEQ_SLICE_EXTENSION,PR_RSEQ_SLICE_EXT",
  RISCV_SET_ICACHE_FLUSH_CTX = "PR_RISCV_CTX_SW_FENCEI,PR_RISCV_SCOPE",
}

-- What gives a number beside what begins with GET, and what does so with that second argument.
local numbers = { CAPBSET_READ = true, MCE_KILL_GET = true }
for _, name in ipairs { "SVE_SET_VL", "SVE_GET_VL", "SME_SET_VL", "SME_GET_VL", "RISCV_V_GET_CONTROL", "PPC_GET_DEXCR", "PAC_GET_ENABLED_KEYS" } do
  numbers[name] = true
end
local asking = {
  CAP_AMBIENT = c.PR_CAP_AMBIENT.IS_SET, FUTEX_HASH = c.PR_FUTEX_HASH.GET_SLOTS,
  TIMER_CREATE_RESTORE_IDS = c.PR_TIMER_CREATE_RESTORE_IDS.GET, RSEQ_SLICE_EXTENSION = c.PR_RSEQ_SLICE_EXTENSION.GET,
}

-- What the kernel stores the number of.
local stored = {}
for _, name in ipairs { "PDEATHSIG", "UNALIGN", "FPEMU", "FPEXC", "ENDIAN", "TSC", "CHILD_SUBREAPER" } do stored["GET_" .. name] = true end

-- Which argument may be the memory of an object.
local memories = { GET_AUXV = 2, GET_SHADOW_STACK_STATUS = 2, SET_SECCOMP = 3, SET_VMA = 3, SCHED_CORE = 5 }

local names = {}
for name, code in pairs(PR) do names[code] = name end

--- An operation on the process or the thread: `prctl("set_name", "worker")`, with names of the groups of constants that an
-- option takes. Memory is an object: the filters of "set_seccomp", what "set_vma" names, what "get_auxv" fills.
-- @param option of `c.PR`
-- @param arg2 and the others what the option takes, 0 by default
-- @return a number for options that ask, a string for "get_name", true for others; or nil and the error
local function operate(option, ...)
  local code = option ~= nil and PR[option] or nil
  if code == nil then prctl(option) end -- which refuses it
  local name, args, memory, text = names[code] or "", { ... }, nil, nil
  local ok, err
  local at = name == "SET_NAME" and 1 or name == "SET_VMA" and args[4] ~= nil and 4
  if at then
    text = args[at]
    expect("string", text, at + 1, "prctl", "arg" .. at + 1)
    if text:find("\0", 1, true) then expect("string without a zero byte", text, at + 1, "prctl", "arg" .. at + 1) end
    args[at] = nil
  elseif name == "GET_NAME" then
    memory = t.buffer(16)
    ok, err = prctl(code, 0, 0, 0, 0, nil, memory)
    if not ok then return nil, err end
    text = memory:string()
    return text:sub(1, (text:find("\0", 1, true) or 17) - 1)
  end
  if stored[name] then memory = t.int1() end
  local group, next_group = (groups[name] or ""):match "^([^,]*),?(.*)$"
  for i = 1, 4 do
    local value = args[i]
    if memories[name] == i + 1 and value ~= nil and type(value) ~= "number" and type(value) ~= "string" then
      -- A program stands for its instructions.
      if name == "SET_SECCOMP" and S.ffi.istype(t.sock_fprog1, value) then value = value.filter end
      memory, value = value, 0
    elseif type(value) == "boolean" then
      value = value and 1 or 0
    elseif type(value) == "string" then
      local from = i == 1 and group or i == 2 and next_group or ""
      local found = from ~= "" and c[from][value] or nil
      if not found then expect((from ~= "" and "name of c." .. from .. " or " or "") .. "number", value, i + 1, "prctl", "arg" .. i + 1) end
      value = found
    end
    args[i] = value or 0
  end
  ok, err = prctl(code, args[1], args[2], args[3], args[4], text, memory)
  if not ok then return nil, err end
  if stored[name] then return memory[0] end
  if name:find "^GET_" or numbers[name] or asking[name] == args[1] then return ok end
  return true
end

return operate
