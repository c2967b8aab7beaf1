-- `S.syslog(type, buf, len)`: the kernel's log. Gets the module's table and the call.
local S, native = ...
local t, syslog = S.t, native.syslog
local action = S.c.SYSLOG_ACTION

-- What reads, and what tells a number.
local reads = { [action.READ] = true, [action.READ_ALL] = true, [action.READ_CLEAR] = true }
local tells = { [action.SIZE_UNREAD] = true, [action.SIZE_BUFFER] = true }

--- Reads and controls the kernel's log: "read_all", "size_buffer", "console_level" or another name or number of `c.SYSLOG_ACTION`.
-- @param type what to do
-- @param buf a buffer to read into; by default one of the log's own size
-- @param len bytes to read, by default all; or the level
-- @return what was read as a string, or with `buf` how much; a number of bytes for the sizes; true for others; or nil and the error
local function log(type, buf, len)
  local what = type ~= nil and action[type] or nil
  if what == nil then syslog(type) end -- which refuses it
  local own
  if reads[what] and buf == nil then
    local size, err = len, nil
    if size == nil then size, err = syslog(action.SIZE_BUFFER) end
    if not size then return nil, err end
    own = t.buffer(size)
  end
  local count, err = syslog(what, own or buf, len)
  if not count then return nil, err end
  if own then return own:string(count) end
  return (reads[what] or tells[what]) and count or true
end

return log
