-- Random calls over the whole API, as hostile as plain Lua can be: every function, method, constructor, member and operator
-- that the description of the module names, with arguments that are mostly of the right kind, and sometimes of any.
--
--   host fuzz.lua API SEED CALLS FOLDER
--
-- API is a file that returns the description as a table; FOLDER becomes the root of an empty file system. A run is repeated by
-- its seed. What happens is noted in FOLDER's journal beside it, so that the last calls are known when the process is killed.

local api, seed, calls, folder = dofile(arg[1]), tonumber(arg[2]), tonumber(arg[3]), arg[4]
local S = require "syscall"
local unpack, floor = table.unpack or unpack, math.floor
local jit = rawget(_G, "jit")
-- LuaJIT's own count of its memory, which it asserts at the end of a state, is at times wrong when traces were made under a
-- limit of memory: in one of forty runs of 100,000 calls, and always by 108 bytes. Never without the compiler.
if jit then jit.off() end

-- Not called, each because that is what it is for: the process would end or change for good.
local exempt = {
  exit = "ends the process", _exit = "ends the process", kill = "ends processes", fork = "makes processes", clone = "makes processes", execve = "ends the process",
  nogc = "leaves descriptors open", pause = "waits for a signal", sigaction = "changes signals", signal = "changes signals",
  sigsuspend = "waits for a signal", sleep = "waits", alarm = "sends a signal", setitimer = "sends signals", timer_settime = "sends signals", settime = "sends signals", killpg = "ends processes",
  ppoll = "waits with signals held up", pselect = "waits with signals held up", epoll_pwait = "waits with signals held up", epoll_pwait2 = "waits with signals held up", io_pgetevents = "waits with signals held up", close_range = "takes away what the run needs",
  futex_wait = "waits", futex_wait_bitset = "waits", futex_lock_pi = "waits", futex_lock_pi2 = "waits",
  keyctl_session_to_parent = "changes another process", request_key = "may wait for a program",
  landlock_restrict_self = "changes the process for good",
  fanotify_mark = "holds up each access until it is allowed",
  sigprocmask = "holds up the signal that ends the run", settimeofday = "changes the clock", clock_settime = "changes the clock",
  setrlimit = "takes away what the run needs", prlimit = "takes away what the run needs",
  chroot = "takes the files away", mlockall = "takes away memory that the run needs", pivot_root = "takes the files away", umount = "takes the files away",
  unmount = "takes the files away", mount = "brings in files of the machine", swapon = "changes the machine",
  swapoff = "changes the machine", acct = "changes the machine", vhangup = "ends the processes of the terminal",
  reboot = "ends the machine", sync = "writes out the whole machine", ioctl = "sends signals, and takes raw addresses",
  unshare = "changes the process for good", setns = "changes the process for good",
  capset = "changes the process for good", seccomp = "changes the process for good", adjtimex = "changes the clock", atexit = "runs what the run has left at its end",
  tgkill = "ends processes", tkill = "ends processes", sigqueue = "ends processes", rt_sigqueueinfo = "ends processes", rt_tgsigqueueinfo = "ends processes",
  pidfd_send_signal = "ends processes", send_signal = "ends processes", sigtimedwait = "waits for a signal", execveat = "ends the process",
  bpf = "gives descriptors as bare numbers", setpriority = "slows the run", nice = "slows the run", sched_setscheduler = "slows the run",
  syscall = "does whatever any call does, with addresses that are nobody's",
}

-- Park and Miller's generator: the same numbers on every version.
local state = seed % 2147483646 + 1
local function random(n)
  state = state * 16807 % 2147483647
  return state % n + 1
end
local function pick(list) return list[random(#list)] end
local function chance(percent) return random(100) <= percent end

-- ---- values ----

local kept, KEPT = {}, 200 -- what calls gave, to be used again
local function keep(value)
  if value ~= nil then kept[random(KEPT)] = value end
end

local edges = {
  0, 1, -1, 2, 3, 7, 8, 16, 64, 127, 128, 255, 256, 4095, 4096, 4097, 65535, 65536, 2 ^ 31 - 1, 2 ^ 31, -2 ^ 31, 2 ^ 32 - 1, 2 ^ 32,
  2 ^ 53, -2 ^ 53, 2 ^ 53 + 2, 2 ^ 63, -2 ^ 63, 2 ^ 64, 1e300, -1e300, 0.5, -0.5, 1.5, 0 / 0, 1 / 0, -1 / 0, -0.0,
}
local names = {"f", "g", "d", "d/f", "l", "fifo", "s", "/", ".", "..", "", "absent/x", "d/../f"}
local texts = {
  "", "x", "\0", "\0name", "a\0b", ("x"):rep(107), ("x"):rep(108), ("x"):rep(255), ("x"):rep(5000), "127.0.0.1", "::1", "ff:ff:ff:ff:ff:ff",
  "~", ",", "a,b", "0644", "rdonly, creat", "\255\254", "%s%n", "1e400",
}

local values = {}

local function any() return pick(values)() end

local function integer() return chance(80) and random(20) - 3 or pick(edges) end

-- A name of a group of constants, several, or a number.
local function flags(group)
  local constants = group and S.c[group]
  local all = group and api.constants[group]
  if not constants or #all == 0 or chance(10) then return any() end
  if chance(20) then return constants[pick(all)] end
  local text = pick(all)
  while chance(30) do text = text .. ", " .. pick(all) end
  return chance(70) and text:lower() or text
end

local function descriptor()
  for _ = 1, 5 do
    local value = kept[random(KEPT)]
    -- The text of an error without one is nil before Lua 5.3.
    if type(value) == "userdata" and (tostring(value) or ""):find "^fd" then return value end
  end
  return chance(10) and random(40) + 2 or pick(edges)
end

local function object(name)
  local make = S.t[name]
  if not make then return any() end
  local made, value = pcall(make, chance(60) and any() or nil)
  if not made then made, value = pcall(make, random(5)) end
  return made and value or nil
end

local function buffer() return S.t.buffer(chance(80) and random(300) or random(20000)) end

local function table_of()
  local t = {}
  for i = 1, random(4) - 1 do
    if chance(50) then t[i] = any() else t[pick(api.members)] = any() end
  end
  return t
end

values = {
  function() return nil end,
  function() return chance(50) end,
  integer, integer,
  function() return pick(edges) end,
  function() return pick(names) end,
  function() return pick(texts) end,
  function() return kept[random(KEPT)] end,
  function() return kept[random(KEPT)] end,
  function() return table_of() end,
  function() return buffer() end,
  function() return object(pick(api.types)) end,
  function() return pick {print, coroutine.create(function() end), io.stdout, S, S.c, S.t, S.t.stat} end,
  function() return newproxy and newproxy(chance(50)) or setmetatable({}, {__index = any(), __name = any()}) end,
  descriptor,
}

-- A value for a parameter, by what its description says it takes.
local function argument(parameter)
  if chance(8) then return any() end
  if parameter.optional and chance(30) then return nil end
  if parameter.constants then return flags(parameter.constants) end
  local kind = pick(parameter.types)
  if kind == "integer" or kind == "number" then return integer() end
  if kind == "boolean" then return chance(50) end
  if kind == "string" then return chance(70) and pick(names) or pick(texts) end
  if kind == "fd" then return descriptor() end
  if kind == "buffer" then return buffer() end
  if kind == "any" then return any() end
  return object(kind)
end

-- ---- what is done ----

local function show(value)
  if type(value) == "string" then return ("%q"):format(#value > 40 and value:sub(1, 40) .. "..." or value) end
  return type(value) == "number" and ("%.17g"):format(value) or type(value)
end

local noting = arg[5] ~= "quiet"
local function note(what, ...)
  if not noting then return end
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
  host.note(what .. "(" .. table.concat(parts, ", ") .. ")")
end

local function results(ok, ...)
  if not ok then
    local message = ...
    -- An error says where it comes from: in the program, never within the module.
    if type(message) == "string" and message:find("^%[string") then error("blamed on the module: " .. message, 0) end
    return
  end
  for i = 1, math.min(select("#", ...), 4) do keep((select(i, ...))) end
  local first = ...
  if type(first) == "function" and chance(70) then
    for _ = 1, random(20) do
      local going, a, b = pcall(first)
      if not going or a == nil then break end
      keep(a) keep(b)
    end
  end
end

local function get(o, k) return o[k] end
local function set(o, k, v) o[k] = v end

local function call(name, f, parameters, self)
  local args, n = {}, #parameters
  if chance(5) then n = n + random(3) - 2 end
  for i = 1, n do args[i] = parameters[i] and argument(parameters[i]) or any() end
  if self ~= nil then args[1] = self end
  -- It chooses the signal that tells of input: any, also those that end the process.
  local found, command = pcall(get, S.c.F, args[2])
  if name:find "fcntl" and found and command == S.c.F.SETSIG then return end
  note(name, unpack(args, 1, math.max(n, 0)))
  results(pcall(f, unpack(args, 1, math.max(n, 0))))
end

local functions, methods = {}, {}
for name, info in pairs(api.functions) do
  if not exempt[name] then functions[#functions + 1] = {name = name, parameters = info} end
end
for name, info in pairs(api.methods) do
  if not exempt[name] then methods[#methods + 1] = {name = name, parameters = info} end
end
local function by_name(a, b) return a.name < b.name end
table.sort(functions, by_name)
table.sort(methods, by_name)

local function subject()
  if chance(30) then return object(pick(api.types)) end
  return kept[random(KEPT)] or object(pick(api.types))
end

local acts = {
  function()
    local f = pick(functions)
    call(f.name, S[f.name], f.parameters)
  end,
  function()
    local m, self = pick(methods), chance(80) and descriptor() or subject()
    local ok, f = pcall(get, self, m.name)
    if ok and f ~= nil then call(":" .. m.name, f, m.parameters, self) end
  end,
  function()
    local name = pick(chance(50) and api.types or api.arrays)
    local args = {}
    for i = 1, random(4) - 1 do args[i] = any() end
    note("t." .. name, unpack(args, 1, 3))
    results(pcall(S.t[name], unpack(args, 1, #args)))
  end,
  function()
    local o, k = subject(), chance(70) and pick(api.members) or any()
    note("get", o, k)
    results(pcall(get, o, k))
  end,
  function()
    local o, k, v = subject(), chance(70) and pick(api.members) or any(), any()
    -- What a descriptor object owns is given up when it is told another number: that is the program's wish.
    if k == "filenum" or type(o) == "table" and rawequal(o, S) then return end
    if rawequal(o, S.c) or rawequal(o, S.t) or o == _G then return end
    note("set", o, k, v)
    pcall(set, o, k, v)
  end,
  function()
    local o, p = subject(), chance(50) and subject() or any()
    note("operators", o, p)
    results(pcall(function() return #o end))
    results(pcall(function() return o == p end))
    results(pcall(function() return o + p end))
    results(pcall(function() return o - p end))
    results(pcall(function() return o < p end))
    results(pcall(function() return o .. p end))
    results(pcall(tostring, o))
  end,
  function()
    local o = subject()
    note("ipairs", o)
    if type(o) ~= "table" and type(o) ~= "userdata" then return end
    pcall(function()
      local left = 50
      for _, v in ipairs(o) do
        keep(v)
        left = left - 1
        if left == 0 then break end
      end
    end)
  end,
  function()
    local group = pick(api.groups)
    local change = any()
    note("c." .. group, change)
    results(pcall(get, S.c[group], change))
    results(pcall(S.c[group], flags(group), change))
  end,
  function()
    local name, o = chance(90) and pick(api.types) or "void", chance(80) and subject() or any()
    note("pt." .. name, o)
    local found, cast = pcall(get, S.types.pt, name)
    if found and cast then results(pcall(cast, o)) end
  end,
  function()
    local name = pick {"string", "copy", "fill", "sizeof", "offsetof", "istype", "new", "cast", "typeof", "gc"}
    -- To turn collection off leaves descriptors open.
    local args = {subject(), chance(50) and subject() or any(), integer()}
    if name == "gc" then args = {buffer()} elseif chance(30) then args[1] = pick {"int[1]", "char[?]", "void *", "struct stat", "struct stat *"} end
    note("ffi." .. name, unpack(args, 1, 3))
    results(pcall(S.ffi[name], unpack(args, 1, 3)))
  end,
  function()
    local name = pick {"sa", "dirents", "string_array"}
    local args = {chance(60) and subject() or any(), integer()}
    note("t." .. name, unpack(args, 1, 2))
    results(pcall(S.t[name], unpack(args, 1, 2)))
  end,
  function() kept[random(KEPT)] = nil end,
  function()
    if chance(10) then collectgarbage() else collectgarbage("step", random(50)) end
  end,
}
-- Functions and methods most of all.
local weights = {30, 20, 10, 12, 8, 4, 2, 3, 5, 5, 1, 5, 1}
local wheel = {}
for act, weight in ipairs(weights) do
  for _ = 1, weight do wheel[#wheel + 1] = acts[act] end
end

-- ---- the run ----

host.journal(folder .. ".journal")
-- Without rights outside, also where root runs this.
local left, why = host.unshare "user,mnt,net,ipc,uts"
S.keyctl_join_session_keyring() -- the one that was inherited is other processes' too
if left then left, why = host.root(folder) end
if not left then
  print("skipped: no file system of its own: " .. why)
  os.exit(77)
end
for _, group in ipairs(api.groups) do local _ = S.c[group] end
assert(S.mkdir("d", "0755"))
S.symlink("f", "l")
for _, name in ipairs {"f", "d/f"} do assert(S.creat(name, "0644")):close() end
collectgarbage() collectgarbage()
local before = host.open()
host.interrupt(10)
-- Every fourth run has little, so that it is used up often.
local LIMIT = (seed % 4 == 0 and 8 or 256) * 2 ^ 20
-- Files in memory and mappings are not Lua's: without limits of their own they take all that the machine has. Valgrind needs
-- room for itself.
S.signal("xfsz", "ign")
assert(S.setrlimit("fsize", {cur = 64 * 2 ^ 20, max = 64 * 2 ^ 20}))
if not os.getenv "FUZZ_WRAP" then assert(S.setrlimit("as", {cur = 2 ^ 31, max = 2 ^ 31})) end

local function open() return S.open(pick(names), "rdwr, creat, nonblock", "0644") end

-- Whatever takes memory is in here, since any of it may fail.
local function step(i)
  if i % 1000 == 0 and noting then host.note("-- " .. i) end
  if i % 20 == 1 then
    local opened, fd = pcall(open)
    if opened then keep(fd) end
  end
  wheel[random(#wheel)]()
end

-- Standard error may be closed by now: the journal has it too.
local function fail(message)
  host.limit(0)
  host.note(message)
  error(message, 0)
end

local EXHAUSTED = "not enough memory"
local at, exhausted = 0, 0

local function run()
  while at < calls do
    at = at + 1
    local done, message = pcall(step, at)
    if not done then error(message, 0) end
  end
end

local function traced(message) return message == EXHAUSTED and message or debug.traceback(tostring(message)) end

-- In a coroutine: its stack goes with it, where dead slots would keep objects alive.
local thread
local function resume()
  local resumed, done, message = coroutine.resume(thread)
  if not resumed then error(done, 0) end
  if not done then error(message, 0) end
end

while at < calls do
  thread = coroutine.create(function() return xpcall(run, traced) end)
  local done, message = host.limit(LIMIT, resume)
  thread = nil
  if not done and message ~= EXHAUSTED then fail(message) end
  -- The limit is reached, or all is done: what is kept goes.
  if not done then exhausted = exhausted + 1 end
  for k = 1, KEPT do kept[k] = nil end
  collectgarbage()
end
for _ = 1, 4 do collectgarbage() end
-- A program may close a number that is not its own, so there may be fewer.
local more = host.open() - before

-- Where the descriptors' objects that are not collected are kept: a path of keys from the registry.
local function holders()
  local found, seen = {}, {}
  local function walk(value, path)
    local kind = type(value)
    if kind == "userdata" and (tostring(value) or ""):find "^fd" then found[#found + 1] = path .. " = " .. tostring(value) end
    if value == nil or seen[value] or #path > 200 then return end
    if kind ~= "table" and kind ~= "userdata" and kind ~= "function" then return end
    seen[value] = true
    walk(debug.getmetatable(value), path .. "(metatable)")
    if kind == "table" then
      for k, v in next, value do
        walk(k, path .. "(key)")
        walk(v, path .. "." .. tostring(k))
      end
    elseif kind == "function" then
      for i = 1, 255 do
        local name, v = debug.getupvalue(value, i)
        if not name then break end
        walk(v, path .. "^" .. name .. i)
      end
    elseif debug.getuservalue then
      walk(debug.getuservalue(value), path .. "(uservalue)")
    else
      walk(debug.getfenv(value), path .. "(environment)")
    end
  end
  walk(debug.getregistry(), "registry")
  return table.concat(found, "\n")
end

-- What is open, by its type and mode, flags and state.
local function files()
  local found = {}
  for number = 0, 4095 do
    local flags = S.fcntl(number, "getfl")
    if flags then
      local st = S.fstat(number)
      found[#found + 1] = ("%d: mode %s, inode %s, flags %s"):format(number, st and ("%o"):format(st.mode), st and tostring(st.ino), tostring(flags))
    end
  end
  return table.concat(found, "\n")
end

if more > 0 then
  fail(("descriptors left open: %d; memory was used up %d times; open are\n%s\nobjects kept:\n%s"):format(more, exhausted, files(), holders()))
end
