-- `S.landlock{...}`: gives up rights, in one call. Gets the module's table and what checks arguments.
local S, native = ...
local c, expect = S.c, native.expect
local known = { paths = true, ports = true, handled_access_fs = true, handled_access_net = true, scoped = true }

-- Since which version there is what, where that is not the first one of its group.
local SINCE = { REFER = 2, TRUNCATE = 3, IOCTL_DEV = 5 }
local NET, SCOPE = 4, 6
-- The rights that a file has which is no directory.
local FILE = { "execute", "write_file", "read_file", "truncate", "ioctl_dev" }

local function has(mask, flag) return math.floor(mask / flag) % 2 == 1 end

-- Those bits of a mask that are in another one too.
local function both(mask, other)
  local sum, flag = 0, 1
  while flag <= mask do
    if has(mask, flag) and has(other, flag) then sum = sum + flag end
    flag = flag * 2
  end
  return sum
end

-- All of a group that this version knows.
local function all(group, first, version)
  local mask = 0
  if version >= first then
    for name, flag in pairs(group) do
      if (SINCE[name] or 0) <= version and not has(mask, flag) then mask = mask + flag end
    end
  end
  return mask
end

-- Fills a set of rules: true, or nil and the error.
local function fill(ruleset, paths, ports, fs, net)
  for path, rights in pairs(paths) do
    local fd, err = S.open(path, "path, cloexec")
    if not fd then return nil, err end
    local stat, done
    stat, err = fd:stat()
    local mask = both(rights, stat and stat.isdir and fs or both(fs, c.LANDLOCK_ACCESS_FS(FILE[1], FILE[2], FILE[3], FILE[4], FILE[5])))
    done = stat and true
    if stat and mask ~= 0 then done, err = S.landlock_add_rule_path_beneath(ruleset, fd, mask) end
    fd:close()
    if not done then return nil, err end
  end
  for port, rights in pairs(ports) do
    local mask = both(rights, net)
    if mask ~= 0 then
      local done, err = S.landlock_add_rule_net_port(ruleset, port, mask)
      if not done then return nil, err end
    end
  end
  return true
end

--- Gives up rights for good, of this thread and its future children: `S.landlock{paths = {["/usr"] = "read_file, read_dir, execute",
-- ["/tmp/mine"] = true}, ports = {[443] = "connect_tcp"}, scoped = "signal"}`. What is open already stays so. The thread and what it
-- starts cannot gain privileges afterwards.
-- @param rules `paths`: what is allowed beneath each, of `c.LANDLOCK_ACCESS_FS`, or true for all; `ports`: what is allowed to each,
-- of `c.LANDLOCK_ACCESS_NET`, or true; `scoped`, of `c.LANDLOCK_SCOPE`; `handled_access_fs` and `handled_access_net`: what is forbidden
-- elsewhere, by default all that there is where there are `paths` and `ports`. What this kernel does not know is left out.
-- @return the version of Landlock, which tells what was left out; or nil and the error: then nothing was given up, but for gaining privileges
local function landlock(rules)
  expect("table", rules, 1, "landlock", "rules")
  for name in pairs(rules) do
    if not known[name] then expect("an argument of landlock", name, 1, "landlock", tostring(name)) end
  end
  local function rights(group, name)
    local given, list = rules[name], {}
    if given ~= nil then expect("table", given, 1, "landlock", name) end
    for key, allowed in pairs(given or {}) do
      expect(name == "paths" and "string" or "size", key, 1, "landlock", name)
      list[key] = allowed == true and 2 ^ 32 - 1 or tonumber(group(allowed))
    end
    return list
  end
  local FS, TCP = c.LANDLOCK_ACCESS_FS, c.LANDLOCK_ACCESS_NET
  local paths, ports = rights(FS, "paths"), rights(TCP, "ports")
  local asked = {
    fs = rules.handled_access_fs == nil and (rules.paths and 2 ^ 32 - 1 or 0) or tonumber(FS(rules.handled_access_fs or 0)),
    net = rules.handled_access_net == nil and (rules.ports and 2 ^ 32 - 1 or 0) or tonumber(TCP(rules.handled_access_net or 0)),
    scoped = tonumber(c.LANDLOCK_SCOPE(rules.scoped or 0)),
  }
  local version, err = S.landlock_version()
  if not version then return nil, err end
  local fs, net = both(asked.fs, all(FS, 1, version)), both(asked.net, all(TCP, NET, version))
  local scoped = both(asked.scoped, all(c.LANDLOCK_SCOPE, SCOPE, version))
  if fs == 0 and net == 0 and scoped == 0 then return version end
  local ruleset, done
  ruleset, err = S.landlock_create_ruleset { handled_access_fs = fs, handled_access_net = net, scoped = scoped }
  if not ruleset then return nil, err end
  done, err = fill(ruleset, paths, ports, fs, net)
  if done then done, err = S.prctl("set_no_new_privs", true) end
  if done then done, err = S.landlock_restrict_self(ruleset) end
  ruleset:close()
  if not done then return nil, err end
  return version
end

return landlock
