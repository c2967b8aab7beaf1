-- `S.util`: helpers that combine calls. Gets the module's table, returns the helpers.
local S = ...
local util = {}

local dirtable = {
  __tostring = function(names)
    local sorted = {}
    for i, name in ipairs(names) do sorted[i] = name .. "\n" end
    table.sort(sorted)
    return table.concat(sorted)
  end,
}

--- Iterates over a directory: `for name, dirent in util.ls(path) do`. An error while it goes on is raised.
-- @param path the directory; the current one by default
-- @param buf a buffer to read with
-- @param size bytes to read at a time; 4096 by default
-- @return an iterator, or nil and the error when the directory cannot be opened
function util.ls(path, buf, size)
  local fd, err = S.open(path or ".", "directory, rdonly, cloexec")
  if not fd then return nil, err end
  local entries
  return function()
    while fd do
      if not entries then
        entries, err = fd:getdents(buf, size)
        if not entries then
          fd:close()
          fd = nil
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

--- The names in a directory, as an array whose text is the sorted list.
-- @param path the directory
-- @param nodots whether to leave out "." and ".."
-- @return the array, or nil and the error
function util.dirtable(path, nodots)
  local iterator, err = util.ls(path)
  if not iterator then return nil, err end
  local names = {}
  for name in iterator do
    if not (nodots and (name == "." or name == "..")) then names[#names + 1] = name end
  end
  return setmetatable(names, dirtable)
end

return util
