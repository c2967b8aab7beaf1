-- `S.cgroup`: control groups. Gets the module's table and what makes messages, returns the functions. cgroups(7)
local S, native = ...
local util, expect = S.util, native.expect
local cgroup = {}
local ROOT = "/sys/fs/cgroup"

--- The control groups of a process, by the numbers of their hierarchies as text: `{name=, path=}`, where `name` has the controllers of
-- version 1 and is "" of version 2. cgroups(7)
-- @param pid the process; "self" by default
-- @return the table, or nil and the error
function cgroup.cgroups(pid)
  if pid == nil then pid = "self" end
  if type(pid) ~= "string" then
    expect("pid", pid, 1, "cgroups", "pid")
    pid = ("%d"):format(pid)
  end
  local text, err = util.readfile(("/proc/%s/cgroup"):format(pid))
  if not text then return nil, err end
  local found = {}
  for id, name, path in text:gmatch "(%d+):([^:\n]*):([^\n]*)" do found[id] = { name = name, path = path } end
  return found
end

--- Mounts a file system of control groups: `{target=, source=, type=, flags=, data=}`; `type` and `source` are "cgroup" by default, "cgroup2" is
-- version 2. A target without a slash at the start is below /sys/fs/cgroup. mount(2)
-- @return true, or nil and the error
function cgroup.mount(tab)
  expect("table", tab, 1, "mount", "tab")
  local target, kind = tab.target or tab.dir, tab.type or "cgroup"
  expect("string", target, 1, "mount", "tab.target")
  if target:sub(1, 1) ~= "/" then target = ROOT .. "/" .. target end
  return util.mount { source = tab.source or kind, target = target, type = kind, flags = tab.flags, data = tab.data }
end

local group = {}
group.__index = group
group.__tostring = function(self) return tostring(rawget(self, "dir")) end

-- The file of a group.
local function file(self, name, method)
  if getmetatable(self) ~= group then error(("calling '%s' on bad self (cgroup expected)"):format(method), 3) end
  if type(name) ~= "string" or not name:find "^[%w_]+[%w_.-]*$" then
    error(("bad argument #1 to '%s' (name: file of a cgroup expected, like memory.max)"):format(method), 3)
  end
  return self.dir .. "/" .. name
end

local function plain(value) return type(value) == "number" and ("%d"):format(value) or tostring(value) end

--- Moves a process into the group.
-- @param pid the process; this one by default
-- @return true, or nil and the error
function group:add(pid)
  if pid == nil then pid = S.getpid() end
  expect("pid", pid, 1, "add", "pid")
  return util.writefile(file(self, "cgroup.procs", "add"), plain(pid))
end

--- Sets a limit or another file of the group: `group:set("memory.max", 2 ^ 20)`, `group:set("cpu.max", "50000 100000")`.
-- @return true, or nil and the error
function group:set(name, value)
  local path = file(self, name, "set")
  if type(value) ~= "number" then expect("string", value, 2, "set", "value") end
  return util.writefile(path, plain(value))
end

--- What a file of the group says: a number, or text without the last line's end.
-- @return that, or nil and the error
function group:get(name)
  local text, err = util.readfile(file(self, name, "get"))
  if not text then return nil, err end
  text = text:gsub("\n$", "")
  return text:find "^%-?%d+$" and tonumber(text) or text
end

--- The processes in the group, as an array of numbers.
-- @return the array, or nil and the error
function group:procs()
  local text, err = util.readfile(file(self, "cgroup.procs", "procs"))
  if not text then return nil, err end
  local pids = {}
  for pid in text:gmatch "%d+" do pids[#pids + 1] = tonumber(pid) end
  return pids
end

--- Gives the groups below controllers: `group:enable("memory", "pids")`.
-- @return true, or nil and the error
function group:enable(...)
  return util.writefile(file(self, "cgroup.subtree_control", "enable"), "+" .. table.concat({ ... }, " +"))
end

--- Removes the group, which must be empty.
-- @return true, or nil and the error
function group:remove() return S.rmdir((file(self, "x", "remove"):sub(1, -3))) end

-- The object of a path, below the mount of version 2 unless `root` says where.
local function object(path, root, name)
  if type(path) ~= "string" or path:find("\0", 1, true) then
    error(("bad argument #1 to '%s' (path: string expected)"):format(name), 3)
  end
  if root == nil then
    local mounts, err = util.mounts()
    if not mounts then return nil, err end
    for _, mount in ipairs(mounts) do
      if mount.type == "cgroup2" then root = mount.target end
    end
    if not root then return nil, S.t.error(S.c.E.NODEV) end
  end
  return setmetatable({ path = path, dir = root .. "/" .. path:gsub("^/+", "") }, group)
end

--- A control group of version 2, with the methods `add`, `set`, `get`, `procs`, `enable`, `remove` and the members `path` and `dir`.
-- @param path its path, as `cgroups` gives it
-- @param root where version 2 is mounted, which /proc/mounts tells by default
-- @return the object, or nil and the error
function cgroup.open(path, root)
  local one, err = object(path, root, "open")
  if not one then return nil, err end
  local st
  st, err = S.stat(one.dir)
  if not st then return nil, err end
  return one
end

--- Makes a control group of version 2, as `open` gives it.
-- @return the object, or nil and the error
function cgroup.create(path, root)
  local one, err = object(path, root, "create")
  if not one then return nil, err end
  local ok
  ok, err = S.mkdir(one.dir, "0755")
  if not ok then return nil, err end
  return one
end

return cgroup
