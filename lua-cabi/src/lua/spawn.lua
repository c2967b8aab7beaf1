-- `S.spawn{...}`: programs as children. Gets the module's table and the calls below it.
local S, native = ...
local c, t, spawn, expect, guard = S.c, S.t, native.spawn, native.expect, native.guard

-- Children whose objects are gone and that have not ended yet, by number: what is left of them is taken as collections go on.
local orphans, reap = {}, nil
local function safely() pcall(reap) end
function reap(pid)
  if pid then orphans[pid] = true end
  for orphan in pairs(orphans) do
    local info = S.waitid("pid", orphan, "exited, nohang", nil, false)
    if not info or info.signo ~= 0 then orphans[orphan] = nil end
  end
  if next(orphans) then guard(safely) end
end

local process_methods = {}
local process = { __index = process_methods, __name = "process" }
local STATE = {} -- where an object has what its guard needs too

function process:__tostring()
  local status = self[STATE].status
  return ("process %d%s"):format(self.pid, status and ": " .. tostring(status) or "")
end

--- Waits for the process to end.
-- @param options "nohang" not to wait
-- @return a `t.waitstatus`, the same each time; false when it has not ended; or nil and the error
function process_methods:wait(options)
  local state = self[STATE]
  if state.status then return state.status end
  local open = self.pidfd.filenum >= 0
  local info, err = S.waitid(open and "pidfd" or "pid", open and self.pidfd or self.pid, c.W("exited", options or 0), nil, false)
  if not info then
    state.gone = err.CHILD or state.gone -- somebody else has waited for it
    return nil, err
  end
  if info.signo == 0 then return false end
  state.gone = true
  local status = info.status
  if info.code == c.SIGCLD.EXITED then status = status * 256 end
  if info.code == c.SIGCLD.DUMPED then status = status + 128 end
  state.status = t.waitstatus(status)
  return state.status
end

--- Sends the process a signal, and no other that has its number later.
-- @param sig the signal, by default "term"
function process_methods:kill(sig)
  return S.pidfd_send_signal(self.pidfd, sig == nil and "term" or sig)
end

--- The number of the process's descriptor, which poll(2) finds readable when it has ended.
function process_methods:getfd() return self.pidfd.filenum end

--- Closes the descriptors that the object has; the process goes on.
function process_methods:close()
  for _, name in ipairs { "pidfd", "stdin", "stdout", "stderr" } do
    if self[name] then self[name]:close() end
  end
  return true
end
process.__close = process_methods.close

-- What is wrong with the strings of an array: what was expected, the value, where it is.
local function wrong_text(list, name)
  for i = 1, #list do
    if type(list[i]) ~= "string" then return "string", list[i], ("%s[%d]"):format(name, i) end
    if list[i]:find("\0", 1, true) then return "string without a zero byte", list[i], ("%s[%d]"):format(name, i) end
  end
end

-- The environment of a child, as an array of strings.
local function environment(env)
  local list = {}
  for name, value in pairs(env or S.environ()) do
    if type(name) == "string" and (type(value) == "string" or type(value) == "number") then value = name .. "=" .. value end
    list[#list + 1] = value
  end
  return list
end

local known = {}
for name in ("path env stdin stdout stderr fds cwd uid gid groups pgid setsid sigmask"):gmatch "%a+" do known[name] = true end
local standard = { [0] = "stdin", "stdout", "stderr" }
local ids = { "setsid", "pgid", "gid", "uid" }

--- Runs a program as a child: `S.spawn{"ls", "-l", stdout = fd}`. What fails in the child fails the call, and then there is no child;
-- `err.call` names what it was. The object has the members `pid`, `pidfd` and the ends of pipes. An object that is collected
-- leaves no descriptor and no zombie.
--
-- Members of the table beside the arguments, of which the first is the program: `path`, when that is another; without a slash it is
-- looked for in PATH. `env`, the whole environment by name or as strings. `stdin`, `stdout`, `stderr`: a descriptor, "null", "pipe"
-- (the other end is a member of the object), or false for none. `fds`, other descriptors by their numbers in the child. `cwd`,
-- `uid`, `gid`, `groups`, `pgid`, `setsid`, `sigmask`.
-- @param options the table
-- @return the process: methods `wait`, `kill`, `getfd`, `close`; or nil and the error
local function start(options)
  expect("table", options, 1, "spawn", "options")
  for name in pairs(options) do
    if type(name) == "string" and not known[name] then expect("an option of spawn", name, 1, "spawn", name) end
  end
  local argv = {}
  for i = 1, #options do argv[i] = options[i] end
  local path = options.path
  if path == nil then path = argv[1] end
  expect("string", path, 1, "spawn", "path")
  if #argv == 0 then argv[1] = path end
  local paths, env = { path }, options.env
  if env ~= nil then expect("table", env, 1, "spawn", "env") end
  env = environment(env)
  if path ~= "" and not path:find("/", 1, true) then
    paths = {}
    for folder in ((S.getenv "PATH" or "/bin:/usr/bin") .. ":"):gmatch "([^:]*):" do
      paths[#paths + 1] = (folder == "" and "." or folder) .. "/" .. path
    end
  end
  for _, list in ipairs { { argv, "argv" }, { paths, "path" }, { env, "env" } } do
    local kind, value, where = wrong_text(list[1], list[2])
    if kind then expect(kind, value, 1, "spawn", where) end
  end
  if options.cwd ~= nil then
    expect("string", options.cwd, 1, "spawn", "cwd")
    local kind, value = wrong_text({ options.cwd }, "cwd")
    if kind then expect(kind, value, 1, "spawn", "cwd") end
  end
  local numbers = { options.setsid and 1 or 0 }
  for i = 2, 4 do
    numbers[i] = options[ids[i]]
    if numbers[i] == nil then numbers[i] = -1 end
    expect("user", numbers[i], 1, "spawn", ids[i])
  end
  local groups
  if options.groups ~= nil then
    if type(options.groups) ~= "userdata" then expect("table", options.groups, 1, "spawn", "groups") end
    groups = {}
    for i = 1, #options.groups do
      groups[i] = options.groups[i]
      expect("user", groups[i], 1, "spawn", ("groups[%d]"):format(i))
    end
  end
  local mask = options.sigmask ~= nil and t.sigset(options.sigmask) or nil

  -- All that the call may bring is there before it.
  local state = { pid = false, status = false, gone = false }
  local self = setmetatable({ pid = -1, pidfd = false, [STATE] = state }, process)
  self[state] = guard(function()
    if state.pid and not state.gone then pcall(reap, state.pid) end
  end)
  local fds, theirs, err = {}, {}, nil
  local function give(number, fd)
    fds[#fds + 1] = number
    fds[#fds + 1] = fd or -1
  end
  local function give_standard(number, name)
    local what, mine = options[name], nil
    if what == nil then return true end
    if what == "null" then
      what, err = S.open("/dev/null", "rdwr, cloexec")
      theirs[#theirs + 1] = what
    elseif what == "pipe" then
      local ok, why, reader, writer = S.pipe "cloexec"
      if not ok then
        err = why
        return nil
      end
      what, mine = reader, writer
      if number > 0 then what, mine = writer, reader end
      theirs[#theirs + 1] = what
      self[name] = mine
    end
    if what == nil then return nil end
    give(number, what)
    return true
  end
  local pid, pidfd
  for number = 0, 2 do
    local what = options[standard[number]]
    if what ~= nil and what ~= false and what ~= "null" and what ~= "pipe" then expect("fd", what, 1, "spawn", standard[number]) end
  end
  if options.fds ~= nil then expect("table", options.fds, 1, "spawn", "fds") end
  for number, fd in pairs(options.fds or {}) do
    expect("descriptor number", number, 1, "spawn", "fds")
    if fd ~= false then expect("fd", fd, 1, "spawn", ("fds[%d]"):format(number)) end
    give(number, fd)
  end
  local ready = give_standard(0, "stdin") and give_standard(1, "stdout") and give_standard(2, "stderr")
  if ready then pid, pidfd = spawn(paths, argv, env, fds, numbers, groups, options.cwd, mask) end
  if pid then state.pid, self.pid, self.pidfd = pid, pid, pidfd end
  for _, fd in ipairs(theirs) do fd:close() end
  if not pid then
    err = err or pidfd
    for _, name in pairs(standard) do
      if self[name] then self[name]:close() end
    end
    return nil, err
  end
  return self
end

return start
