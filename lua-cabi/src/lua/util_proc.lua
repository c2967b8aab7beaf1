-- Of `S.util`: processes and mounts as /proc shows them, limits, users and groups, the machine.

-- What shows itself a line each.
local lines = {
  __tostring = function(list)
    local texts = {}
    for i, one in ipairs(list) do texts[i] = tostring(one) .. "\n" end
    return table.concat(texts)
  end,
}

local proc = {
  __index = function(self, key)
    if type(key) ~= "string" or key:find("\0", 1, true) then return nil end
    local path = rawget(self, "dir") .. key
    local st, err = S.lstat(path)
    if not st then return nil, err end
    if st.isreg then return (util.readfile(path, nil, 4096)) end
    if st.islnk then return (S.readlink(path)) end
  end,
  __tostring = function(self)
    local text = (self.cmdline or ""):gsub("%z+$", ""):gsub("%z", " ")
    if text == "" then text = "[" .. (self.comm or "\n"):sub(1, -2) .. "]" end
    return ("%s  %s"):format(tostring(rawget(self, "pid")), text)
  end,
}

--- A process as /proc shows it: `pid`, `dir`, and by any other name the file of that name, the text (4096 bytes at most) or where a
-- symbolic link leads. It shows itself as its number and command line. proc(5)
-- @param pid its number; this process by default
-- @return the object, also of a process that is not there
function util.proc(pid)
  if pid == nil then pid = S.getpid() end
  expect("pid", pid, 1, "proc", "pid")
  local digits = ("%d"):format(pid)
  return setmetatable({ pid = tonumber(digits), dir = "/proc/" .. digits .. "/" }, proc)
end

--- All processes in the order of their numbers, as `util.proc` gives them; they show themselves a line each. ps(1)
-- @return an array, or nil and the error
function util.ps()
  local names, err = util.dirtable "/proc"
  if not names then return nil, err end
  local list = {}
  for _, name in ipairs(names) do
    if name:find "^%d+$" then list[#list + 1] = util.proc(tonumber(name)) end
  end
  table.sort(list, function(a, b) return a.pid < b.pid end)
  return setmetatable(list, lines)
end

local mount = {
  __tostring = function(self)
    return ("%s on %s type %s (%s)"):format(tostring(self.source), tostring(self.target), tostring(self.type), tostring(self.flags))
  end,
}

--- The mounts, as a file like /proc/mounts has them: `{source=, target=, type=, flags=, freq=, passno=}`, all of them text. proc(5)
-- @param file the file; /proc/mounts by default
-- @return an array that shows itself as mount(8) does, or nil and the error
function util.mounts(file)
  if file == nil then file = "/proc/mounts" end
  expect("string", file, 1, "mounts", "file")
  local text, err = util.readfile(file)
  if not text then return nil, err end
  local list = {}
  for line in text:gmatch "[^\n]+" do
    local fields = {}
    for field in line:gmatch "%S+" do
      -- Space and its like stand there in octal.
      fields[#fields + 1] = field:gsub("\\(%d%d%d)", function(digits)
        return string.char((tonumber(digits, 8) or 63) % 256)
      end)
    end
    if fields[4] then
      list[#list + 1] = setmetatable({
        source = fields[1], target = fields[2], type = fields[3], flags = fields[4], freq = fields[5], passno = fields[6],
      }, mount)
    end
  end
  return setmetatable(list, lines)
end

--- Mounts a file system, by names: `{source=, target=, type=, flags=, data=}`; `source` is "none" by default, and `dir` may stand for
-- `target`. mount(2)
-- @return true, or nil and the error
function util.mount(tab)
  expect("table", tab, 1, "mount", "tab")
  return S.mount(tab.source or "none", tab.target or tab.dir, tab.type, tab.flags, tab.data)
end

-- The soft or hard limits of a process, as members.
local function limits_of(pid, which)
  local function resource(name)
    local number = type(name) == "string" and c.RLIMIT[name]
    if not number then error(("no limit '%s': names are those of c.RLIMIT"):format(tostring(name)), 3) end
    return number
  end
  return setmetatable({}, {
    __index = function(_, name)
      local limit, err = S.prlimit(pid, resource(name))
      if not limit then error(tostring(err), 2) end
      return limit[which]
    end,
    __newindex = function(_, name, value)
      local number = resource(name)
      local limit, err = S.prlimit(pid, number)
      if limit then
        local ok, reason = pcall(function() limit[which] = value end)
        if not ok then error(tostring(reason), 2) end
        limit, err = S.prlimit(pid, number, limit)
      end
      if not limit then error(tostring(err), 2) end
    end,
    __tostring = function(self)
      local texts = {}
      for name in pairs(c.RLIMIT) do
        local ok, value = pcall(function() return self[name] end)
        if ok then texts[#texts + 1] = ("%s = %.0f\n"):format(name:lower(), value) end
      end
      table.sort(texts)
      return table.concat(texts)
    end,
  })
end

--- The limits of a process, read and set as members: `limits.soft.cpu = 4`, `limits.hard.nofile`; -1 is none, and "infinity" sets that. An
-- error is raised. prlimit(2)
-- @param pid the process; this one by default
-- @return `{soft=, hard=}`, or nil and the error
function util.limits(pid)
  if pid == nil then pid = 0 end
  expect("pid", pid, 1, "limits", "pid")
  local ok, err = S.prlimit(pid, "nofile")
  if not ok then return nil, err end
  return { soft = limits_of(pid, "cur"), hard = limits_of(pid, "max") }
end

-- The line of a file of users or groups whose field of that number is `wanted`, as a table with the fields' names.
local function account(file, fields, number, wanted)
  local text, err = util.readfile(file)
  if not text then return nil, err end
  for line in text:gmatch "[^\n]+" do
    local entry, i = {}, 0
    for field in (line .. ":"):gmatch "([^:]*):" do
      i = i + 1
      if fields[i] then entry[fields[i]] = field end
    end
    local id = tonumber(entry.gid)
    if id and (entry[number] == wanted or tonumber(entry[number]) == wanted) then
      entry.uid, entry.gid = tonumber(entry.uid), id
      if entry.members then
        local members = {}
        for member in entry.members:gmatch "[^,]+" do members[#members + 1] = member end
        entry.members = members
      end
      return entry
    end
  end
end

local user = { "name", "passwd", "uid", "gid", "gecos", "dir", "shell" }
local group = { "name", "passwd", "gid", "members" }

--- A user by name: `{name=, passwd=, uid=, gid=, gecos=, dir=, shell=}` of /etc/passwd. getpwnam(3)
-- @return the table, nil when there is none, or nil and the error
function util.getpwnam(name)
  expect("string", name, 1, "getpwnam", "name")
  return account("/etc/passwd", user, "name", name)
end

--- A user by number, as `getpwnam`. getpwuid(3)
-- @return the table, nil when there is none, or nil and the error
function util.getpwuid(uid)
  expect("user", uid, 1, "getpwuid", "uid")
  return account("/etc/passwd", user, "uid", uid)
end

--- A group by name: `{name=, passwd=, gid=, members=}` of /etc/group, where `members` is an array of names. getgrnam(3)
-- @return the table, nil when there is none, or nil and the error
function util.getgrnam(name)
  expect("string", name, 1, "getgrnam", "name")
  return account("/etc/group", group, "name", name)
end

--- A group by number, as `getgrnam`. getgrgid(3)
-- @return the table, nil when there is none, or nil and the error
function util.getgrgid(gid)
  expect("user", gid, 1, "getgrgid", "gid")
  return account("/etc/group", group, "gid", gid)
end

local machines = { x64 = "X86_64", x86 = "I386", arm = S.abi.be and "ARMEB" or "ARM", arm64 = "AARCH64", arm64be = "AARCH64" }

--- The machine as audit and seccomp know it.
-- @return a value of c.AUDIT_ARCH
function util.auditarch()
  return c.AUDIT_ARCH[machines[S.abi.arch] or S.abi.arch:upper()]
end

local CAPABILITY = "security.capability"
local getxattr, fgetxattr = renamed("getxattr", "capget", 1), renamed("fgetxattr", "capget", 1)
local setxattr, fsetxattr = renamed("setxattr", "capset", 1), renamed("fsetxattr", "capset", 1)

-- A number of 32 bits at a place of a text, with the low byte first.
local function word(text, at)
  local a, b, d, e = text:byte(at, at + 3)
  return e and a + b * 2 ^ 8 + d * 2 ^ 16 + e * 2 ^ 24 or 0
end

--- The capabilities that a file gives. capabilities(7)
-- @param file its path, or a descriptor
-- @return a `t.capabilities`, where `effective` has all that the file has when it makes them so; or nil and the error: NODATA for none
function util.capget(file)
  local text, err = (type(file) == "string" and getxattr or fgetxattr)(file, CAPABILITY)
  if not text then return nil, err end
  local sets, effective = t.capabilities(), word(text, 1) % 2 == 1
  for i = 0, 63 do
    local at, bit = 5 + 8 * math.floor(i / 32), 2 ^ (i % 32)
    for offset, name in pairs { [0] = "permitted", [4] = "inheritable" } do
      if math.floor(word(text, at + offset) / bit) % 2 == 1 then
        sets[name][i] = true
        if effective then sets.effective[i] = true end
      end
    end
  end
  return sets
end

--- Sets the capabilities that a file gives. capabilities(7)
-- @param file its path, or a descriptor
-- @param caps a `t.capabilities`, or `{permitted=, inheritable=, effective=}`; they become effective when `effective` has any
-- @param flags c.XATTR: "create"
-- @return true, or nil and the error
function util.capset(file, caps, flags)
  local ok, sets = pcall(t.capabilities, caps)
  if not ok or caps == nil then
    refuse(2, "capset", "caps: " .. (ok and "capabilities expected, got nil" or sets:match "%((.*)%)$" or sets))
  end
  -- Revision 2, and a bit for the effective ones.
  local words, magic = { permitted = { [0] = 0, 0 }, inheritable = { [0] = 0, 0 } }, 2 ^ 25
  for i = 0, 63 do
    local at, bit = math.floor(i / 32), 2 ^ (i % 32)
    for name, list in pairs(words) do
      if sets[name][i] then list[at] = list[at] + bit end
    end
    if sets.effective[i] then magic = 2 ^ 25 + 1 end
  end
  local bytes = ""
  for _, number in ipairs { magic, words.permitted[0], words.inheritable[0], words.permitted[1], words.inheritable[1] } do
    for _ = 1, 4 do
      bytes = bytes .. string.char(number % 256)
      number = math.floor(number / 256)
    end
  end
  return (type(file) == "string" and setxattr or fsetxattr)(file, CAPABILITY, bytes, flags)
end

return util
