-- `S.statmount`, `S.listmount`: what there is of mounts. Gets the module's table and the calls.
local S, native = ...
local c, t, pt = S.c, S.t, S.types.pt
local statmount, listmount = native.statmount, native.listmount
local mounts = {}

local function has(mask, flag) return math.floor(tonumber(mask) / flag) % 2 == 1 end

-- What each bit of the mask tells: numbers, texts, and texts that follow each other with how many there are.
local NUMBERS = {
  SB_BASIC = { "sb_dev_major", "sb_dev_minor", "sb_magic", "sb_flags" },
  MNT_BASIC = { "mnt_id", "mnt_parent_id", "mnt_id_old", "mnt_parent_id_old", "mnt_attr", "mnt_propagation", "mnt_peer_group", "mnt_master" },
  PROPAGATE_FROM = { "propagate_from" }, MNT_NS_ID = { "mnt_ns_id" }, SUPPORTED_MASK = { "supported_mask" },
}
local TEXTS = {
  MNT_ROOT = "mnt_root", MNT_POINT = "mnt_point", FS_TYPE = "fs_type", MNT_OPTS = "mnt_opts", FS_SUBTYPE = "fs_subtype", SB_SOURCE = "sb_source",
}
local LISTS = {
  OPT_ARRAY = { "opt_array", "opt_num" }, OPT_SEC_ARRAY = { "opt_sec_array", "opt_sec_num" },
  MNT_UIDMAP = { "mnt_uidmap", "mnt_uidmap_num" }, MNT_GIDMAP = { "mnt_gidmap", "mnt_gidmap_num" },
}

-- A mount: its attributes are members too (`mount.rdonly`), and its text is as a line of /proc/self/mountinfo.
local Mount = {
  __index = function(mount, name)
    local attr = type(name) == "string" and rawget(mount, "mnt_attr")
    local flag = attr and rawget(c.MOUNT_ATTR, name:upper())
    if flag and flag ~= 0 then return has(attr, flag) end
  end,
  __tostring = function(m)
    local words = {}
    local function add(value) words[#words + 1] = value ~= nil and tostring(value) or "?" end
    add(m.mnt_id) add(m.mnt_parent_id)
    add(m.sb_dev_major and m.sb_dev_major .. ":" .. m.sb_dev_minor)
    add(m.mnt_root) add(m.mnt_point) add "-" add(m.fs_type) add(m.sb_source ~= "" and m.sb_source or "none")
    if m.mnt_opts and m.mnt_opts ~= "" then add(m.mnt_opts) end
    return table.concat(words, " ")
  end,
}

local function all()
  local mask = 0
  for _, group in ipairs { NUMBERS, TEXTS } do
    for name in pairs(group) do mask = mask + c.STATMOUNT[name] end
  end
  return mask
end

--- What is known of a mount: a table of what the kernel has (`mnt_id`, `mnt_point`, `fs_type`...), with its attributes as members
-- (`mount.rdonly`); its text is as a line of /proc/self/mountinfo. statmount(2)
-- @param mnt_id the mount's unique number, as `listmount` gives it, and `statx` with "mnt_id_unique"
-- @param mask what is asked for, of `c.STATMOUNT`; by default all but lists
-- @param mnt_ns_id the namespace of mounts, by its number; 0, the default, is this one
-- @return the mount, or nil and the error
function mounts.statmount(mnt_id, mask, mnt_ns_id)
  local size, buf, done, err = 1024, nil, nil, nil
  repeat
    buf = t.buffer(size)
    done, err = statmount(mnt_id, mask == nil and all() or mask, mnt_ns_id or 0, buf)
    size = size * 4
  until done or not err.OVERFLOW or size > 2 ^ 24
  if not done then return nil, err end
  local told, start = pt.statmount(buf)[0], S.types.s.statmount
  local mount, got = {}, told.mask
  local function text(at)
    local bytes = (buf + start + at):string(done - start - at)
    return bytes:sub(1, (bytes:find("\0", 1, true) or #bytes + 1) - 1)
  end
  for bit, names in pairs(NUMBERS) do
    if has(got, c.STATMOUNT[bit]) then
      for _, name in ipairs(names) do mount[name] = tonumber(told[name]) end
    end
  end
  for bit, name in pairs(TEXTS) do
    if has(got, c.STATMOUNT[bit]) then mount[name] = text(told[name]) end
  end
  for bit, names in pairs(LISTS) do
    if has(got, c.STATMOUNT[bit]) then
      local list, at = {}, told[names[1]]
      for i = 1, told[names[2]] do
        list[i] = text(at)
        at = at + #list[i] + 1
      end
      mount[names[1]] = list
    end
  end
  mount.mask = got
  return setmetatable(mount, Mount)
end

--- The unique numbers of the mounts below one, at any depth, in their order. listmount(2)
-- @param mnt_id the mount's unique number, or "root", the default: all of the namespace
-- @param flags "reverse": from the last on
-- @param mnt_ns_id the namespace of mounts, by its number; 0, the default, is this one
-- @return an array of numbers, or nil and the error
function mounts.listmount(mnt_id, flags, mnt_ns_id)
  local ROOM = 256
  local buf = t.buffer(ROOM * 8)
  local ids, list, last = pt.uint64(buf), {}, 0
  repeat
    local count, err = listmount(mnt_id == nil and "root" or mnt_id, flags or 0, mnt_ns_id or 0, last, buf)
    if not count then return nil, err end
    for i = 0, count - 1 do list[#list + 1] = tonumber(ids[i]) end
    last = list[#list]
  until count < ROOM
  return list
end

return mounts
