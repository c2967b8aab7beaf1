-- `S.util`: helpers that combine calls. Gets the module's table and what makes messages, returns the helpers.
local S, native = ...
local t, expect, renamed = S.t, native.expect, native.renamed
local util = {}

local dirtable = {
  __tostring = function(names)
    local sorted = {}
    for i, name in ipairs(names) do sorted[i] = name .. "\n" end
    table.sort(sorted)
    return table.concat(sorted)
  end,
}

-- The iterator of `ls` over a directory that is open, until that is closed.
local function entries_of(fd, buf, size)
  local entries
  return function()
    while fd.filenum >= 0 do
      if not entries then
        local err
        entries, err = fd:getdents(buf, size)
        if not entries then
          fd:close()
          if err then error(tostring(err), 2) end
          return nil
        end
      end
      local entry = entries()
      if entry then return entry.name, entry end
      entries = nil
    end
  end
end

--- Iterates over a directory: `for name, dirent in util.ls(path) do`. An error while it goes on is raised. The fourth
-- result is the directory's descriptor: from Lua 5.4 on, `for` closes it when the loop is left; elsewhere who leaves a loop
-- early calls its method `close`, or leaves that to the collector.
-- @param path the directory; the current one by default
-- @param buf a buffer to read with
-- @param size bytes to read at a time; 4096 by default
-- @return an iterator, nil, nil, and what to close; or nil and the error when the directory cannot be opened
function util.ls(path, buf, size)
  if path == nil then path = "." end
  expect("string", path, 1, "ls", "path")
  if buf ~= nil then expect("buffer", buf, 2, "ls", "buf") end
  if size ~= nil then expect("size", size, 3, "ls", "size") end
  local fd, err = S.open(path, "directory, rdonly, cloexec")
  if not fd then return nil, err end
  return entries_of(fd, buf, size), nil, nil, fd
end

--- The names in a directory, as an array whose text is the sorted list.
-- @param path the directory
-- @param nodots whether to leave out "." and ".."
-- @return the array, or nil and the error
function util.dirtable(path, nodots)
  expect("string", path, 1, "dirtable", "path")
  local iterator, err = util.ls(path)
  if not iterator then return nil, err end
  local names = {}
  for name in iterator do
    if not (nodots and (name == "." or name == "..")) then names[#names + 1] = name end
  end
  return setmetatable(names, dirtable)
end

-- A function that reads the eight bytes of a counter into `value`: its number, or 0 where a read would wait.
local function reader(name, parameter)
  local read = renamed("read", name, 2)
  return function(fd, value)
    if value == nil then value = t.uint64_1() else expect("uint64_1", value, 2, name, parameter) end
    local count, err = read(fd, value, 8)
    if not count then
      if err.AGAIN then return 0 end
      return nil, err
    end
    return value[0]
  end
end

--- Takes the count of an eventfd. eventfd(2)
-- @param fd the eventfd
-- @param value a `t.uint64_1` that keeps the exact number
-- @return the number; 0 when it would have to wait; or nil and the error
util.eventfd_read = reader("eventfd_read", "value")

local write_counter = renamed("write", "eventfd_write", 2)

--- Adds to the count of an eventfd. eventfd(2)
-- @param fd the eventfd
-- @param value a number, 1 by default, or a `t.uint64_1`
-- @return true, or nil and the error
function util.eventfd_write(fd, value)
  if value == nil then value = 1 end
  expect("counter", value, 2, "eventfd_write", "value")
  if type(value) == "number" then value = t.uint64_1(value) end
  local count, err = write_counter(fd, value, 8)
  if not count then return nil, err end
  return true
end

--- How often a timer has expired since it was last asked. timerfd_create(2)
-- @param fd the timerfd
-- @param buf a `t.uint64_1` to read with
-- @return the number; 0 when it has not; or nil and the error
util.timerfd_read = reader("timerfd_read", "buf")

return util
