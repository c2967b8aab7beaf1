-- `S.fanotify_read`: the events of fanotify(7) as tables. Gets the module's table and its own call.
local S, native = ...
local c, t, pt = S.c, S.t, S.types.pt
local fanotify = {}

-- An event: what happened is members too (`event.open`), by the names of `c.FAN`.
local Event = {
  __index = function(event, name)
    local flag = type(name) == "string" and rawget(c.FAN, name:upper())
    if flag then return math.floor(event.mask / flag) % 2 == 1 end
  end,
}

-- How records name files: by the file, by its directory, and by that and a name.
local FILES = { FID = "fid", DFID = "dfid", DFID_NAME = "dfid_name", OLD_DFID_NAME = "old_dfid_name", NEW_DFID_NAME = "new_dfid_name" }

local function unsigned(at) return tonumber(pt.uint32(at)[0]) end

-- The file that a record of `len` bytes names: file system, handle, and the name in its directory.
local function file(at, len)
  local size = len >= 20 and unsigned(at + 12) or len
  if 20 + size > len then return end
  local name = (at + 20 + size):string(len - 20 - size)
  name = name:sub(1, (name:find("\0", 1, true) or #name + 1) - 1)
  local fsid = pt.int32(at + 4)
  return {
    fsid = { fsid[0], fsid[1] }, name = name ~= "" and name or nil,
    handle = t.file_handle(pt.int32(at + 16)[0], (at + 20):string(size)),
  }
end

-- What each kind of record tells: the bytes that it must have, and the function that notes it.
local RECORDS = {
  ERROR = { 12, function(event, at) event.error, event.error_count = t.error(pt.int32(at + 4)[0]), unsigned(at + 8) end },
  RANGE = { 24, function(event, at) event.offset, event.count = tonumber(pt.uint64(at + 8)[0]), tonumber(pt.uint64(at + 16)[0]) end },
  MNT = { 12, function(event, at) event.mnt_id = tonumber(pt.uint64(at + 4)[0]) end },
  PIDFD = { 8, function(event, at, _, own) event.pidfd = own(pt.int32(at + 4)[0]) end },
}
for kind, member in pairs(FILES) do
  RECORDS[kind] = { 12, function(event, at, len)
    local told = file(at, len)
    event[member] = told
    if told and told.name and kind == "DFID_NAME" then event.name = told.name end
  end }
end
local KINDS = {}
for kind, record in pairs(RECORDS) do KINDS[c.FAN_EVENT_INFO_TYPE[kind]] = record end

--- Reads events: a table of them. Each has `mask`, of which each bit is a member too (`event.open`), `pid`, and as far as
-- the group's flags ask for them `fd`, the file, and `pidfd`, the process, which are closed when they are collected; `fid`, `dfid`,
-- `dfid_name`, `old_dfid_name` and `new_dfid_name`, each a table with `fsid`, `handle` and `name`; `name`; `error` and `error_count`;
-- `offset` and `count`; `mnt_id`. An event that asks for permission is answered by writing a `t.fanotify_response`. fanotify(7)
-- @param fd a descriptor of `fanotify_init`, whose events are believed
-- @param len how many bytes of events at most, by default 4096
-- @return an array, or nil and the error
function fanotify.fanotify_read(fd, len)
  local buf, size, owners = native.fanotify_read(fd, len == nil and 4096 or len)
  if not buf then return nil, size end
  local events, offset, taken = {}, 0, 0
  -- The call has given owners to the descriptors, in their order.
  local function own(number)
    if number < 0 then return end
    taken = taken + 1
    return owners[taken]
  end
  while size - offset >= 24 do
    local head = pt.fanotify_event_metadata(buf + offset)[0]
    local stop, at = offset + head.event_len, offset + head.metadata_len
    if stop > size or head.metadata_len < 24 or at > stop then break end
    local event = setmetatable({ mask = tonumber(head.mask), pid = head.pid, fd = own(head.fd) }, Event)
    while stop - at >= 4 do
      local record = buf + at
      local len = pt.uint16(record)[1]
      if len < 4 or at + len > stop then break end
      local kind = KINDS[pt.uint8(record)[0]]
      if kind and len >= kind[1] then kind[2](event, record, len, own) end
      at = at + len
    end
    events[#events + 1] = event
    offset = stop
  end
  return events
end

return fanotify
