-- `S.util`: helpers that combine calls. Gets the module's table and what makes messages. Here directories and files;
-- `util_fd.lua` and `util_proc.lua` go on, as parts of the same chunk, and the last returns the helpers.
local S, native = ...
local c, t, expect, renamed = S.c, S.t, native.expect, native.renamed
local util = {}

-- The error of that name, for what is refused without a call.
local function failure(name) return nil, t.error(c.E[name]) end

-- Refuses an argument of the function that calls this, for its caller.
local function refuse(position, name, reason)
  error(("bad argument #%d to '%s' (%s)"):format(position, name, reason), 3)
end

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

--- A path without its last name.
-- @param path the path; slashes at its end do not count
-- @return that; "." for a name alone, "/" for the root
function util.dirname(path)
  expect("string", path, 1, "dirname", "path")
  local name = path:match "^(.-)/*$"
  if name == "" then return path == "" and "." or "/" end
  local before = name:match "^(.*)/[^/]*$"
  if not before then return "." end
  before = before:match "^(.-)/*$"
  return before == "" and "/" or before
end

--- The last name of a path.
-- @param path the path; slashes at its end do not count
-- @return that; "." of an empty path, "/" of the root
function util.basename(path)
  expect("string", path, 1, "basename", "path")
  local name = path:match "^(.-)/*$"
  if name == "" then return path == "" and "." or "/" end
  return name:match "[^/]*$"
end

--- The path without symbolic links, ".", ".." and double slashes. realpath(3)
-- @param path a file that exists
-- @return the path from the root on, or nil and the error
function util.realpath(path)
  expect("string", path, 1, "realpath", "path")
  if path == "" then return failure "NOENT" end
  local done, rest, links = "", path, 0
  if path:sub(1, 1) ~= "/" then
    local here, err = S.getcwd()
    if not here then return nil, err end
    if here ~= "/" then done = here end
  end
  while true do
    local name, after = rest:match "^/*([^/]+)(.*)$"
    if not name then return done == "" and "/" or done end
    rest = after
    if name == ".." then
      done = done:match "^(.*)/[^/]*$" or ""
    elseif name ~= "." then
      local full = done .. "/" .. name
      local st, err = S.lstat(full)
      if not st then return nil, err end
      if st.islnk then
        links = links + 1
        if links > 40 then return failure "LOOP" end
        local target
        target, err = S.readlink(full)
        if not target then return nil, err end
        if target:sub(1, 1) == "/" then done = "" end
        rest = target .. rest
      elseif rest ~= "" and not st.isdir then
        return failure "NOTDIR"
      else
        done = full
      end
    end
  end
end

local DIRECTORY = "directory, nofollow, cloexec"

-- Removes what is in an open directory, but for directories -> true; the name of one that is there; nil and the error.
local function unlink_all(fd)
  repeat
    local removed = false
    local entries, err = fd:getdents()
    while entries do
      for entry in entries do
        local name = entry.name
        if name ~= "." and name ~= ".." then
          if entry.DIR then return name end
          local ok
          ok, err = S.unlinkat(fd, name)
          if ok then
            removed = true
          elseif err.ISDIR then
            return name
          elseif not err.NOENT then
            return nil, err
          end
        end
      end
      entries, err = fd:getdents()
    end
    if err then return nil, err end
    -- To remove while reading may hide others.
    if removed then fd:lseek(0, "set") end
  until not removed
  return true
end

-- Removes everything in a directory. It keeps one descriptor, however deep the tree is, and goes up only to where it came from,
-- should somebody move directories meanwhile.
local function clear(path)
  local names, above = {}, {}
  local fd, err = S.open(path, DIRECTORY)
  while fd do
    local inside, ok, other
    inside, err = unlink_all(fd)
    if inside == true and not names[1] then
      fd:close()
      return true
    elseif inside == true then
      other, err = S.openat(fd, "..", DIRECTORY)
      local before, now = table.remove(above), other and other:fstat()
      if now and (now.ino ~= before.ino or now.dev.device ~= before.dev.device) then
        ok, err = failure "AGAIN"
      elseif now then
        ok, err = S.unlinkat(other, table.remove(names), "removedir")
      end
      if other and not ok then other:close() end
    elseif inside then
      above[#above + 1] = fd:fstat()
      names[#names + 1] = inside
      other, err = S.openat(fd, inside, DIRECTORY)
      ok = other
    end
    fd:close()
    fd = ok and other
  end
  return nil, err
end

local unlink = renamed("unlink", "rm", 1)

--- Removes files, and directories with all that is in them. What symbolic links lead to stays.
-- @return true, or nil and the error of the first that could not be removed
function util.rm(...)
  for i = 1, math.max(select("#", ...), 1) do
    local path = select(i, ...)
    expect("string", path, i, "rm", "path")
    local ok, err = unlink(path)
    if not ok and err.ISDIR then
      local bare = path:match "^(.-)/*$"
      local name = bare:match "[^/]*$"
      if name == "" or name == "." or name == ".." then return failure "INVAL" end
      ok, err = clear(bare)
      if ok then ok, err = S.rmdir(bare) end
    end
    if not ok then return nil, err end
  end
  return true
end

-- Reads to the end, or up to so many bytes.
local function read_all(fd, length)
  local pieces, size = {}, 4096
  repeat
    local piece, err = S.read(fd, nil, math.min(size, length or size))
    if not piece then return nil, err end
    pieces[#pieces + 1] = piece
    if length then length = length - #piece end
    size = math.min(size * 2, 65536)
  until piece == "" or length == 0
  return table.concat(pieces)
end

local open_readfile = renamed("open", "readfile", 1)

--- What is in a file.
-- @param path the file
-- @param buf a buffer to read into, once, or until it has `length` bytes
-- @param length how many bytes at most; without it and `buf` all
-- @return a string, or how many bytes are in `buf`; or nil and the error
function util.readfile(path, buf, length)
  if buf ~= nil then expect("buffer", buf, 2, "readfile", "buf") end
  if length ~= nil then expect("size", length, 3, "readfile", "length") end
  local fd, err = open_readfile(path, "rdonly, cloexec")
  if not fd then return nil, err end
  local result
  if buf == nil then
    result, err = read_all(fd, length)
  else
    result, err = S.read(fd, buf, length)
    local more = result
    while length and more and more > 0 and result < length do
      more, err = S.read(fd, buf + result, length - result)
      result = more and result + more
    end
  end
  fd:close()
  return result, err
end

-- Writes all of a string or buffer -> true, or nil and the error.
local function write_all(fd, data)
  while true do
    local count, err = S.write(fd, data)
    if not count then return nil, err end
    if count == 0 or count >= #data then return true end
    data = type(data) == "string" and data:sub(count + 1) or data + count
  end
end

local open_writefile = renamed("open", "writefile", 1)

--- Writes a file.
-- @param path the file
-- @param str a string or buffer
-- @param mode the permissions of the file that is then made, or emptied; without it the file must be there, and keeps its end
-- @param flags how it is opened without `mode`: "wronly" by default
-- @return true, or nil and the error
function util.writefile(path, str, mode, flags)
  expect("bytes", str, 2, "writefile", "str")
  if mode ~= nil then flags = "creat, wronly, trunc, cloexec" end
  local fd, err = open_writefile(path, flags or "wronly, cloexec", mode)
  if not fd then return nil, err end
  local ok, failed = write_all(fd, str)
  local closed, late = fd:close()
  if not ok then return nil, failed end
  return closed, late
end

local open_mapfile = renamed("open", "mapfile", 1)

--- What is in a file, which is mapped for that.
-- @param path the file
-- @return a string, or nil and the error
function util.mapfile(path)
  local fd, err = open_mapfile(path, "rdonly, cloexec")
  if not fd then return nil, err end
  local size, map = fd:fstat().size, nil
  if size > 0 then map, err = S.mmap(nil, size, "read", "private", fd, 0) end
  fd:close()
  if size == 0 then return "" end
  if not map then return nil, err end
  local text = map:string()
  S.munmap(map, size)
  return text
end

local open_cp = renamed("open", "cp", 1)

--- Copies what is in a file.
-- @param source the file
-- @param dest the copy, which is made, or emptied first
-- @param mode the permissions of a copy that is made; by default those of the file
-- @return true, or nil and the error; INVAL when both are the same file
function util.cp(source, dest, mode)
  expect("string", dest, 2, "cp", "dest")
  local from, err = open_cp(source, "rdonly, cloexec")
  if not from then return nil, err end
  local st = from:fstat()
  local to, ok
  to, err = S.open(dest, "creat, wronly, cloexec", mode == nil and st.mode % 512 or mode)
  if to then
    local own = to:fstat()
    if own.ino == st.ino and own.dev.device == st.dev.device then
      ok, err = failure "INVAL"
    else
      if own.isreg then ok, err = to:ftruncate(0) else ok = true end
      while ok do
        local piece
        piece, err = S.read(from, nil, 65536)
        if not piece or piece == "" then ok = piece break end
        ok, err = write_all(to, piece)
      end
    end
    local closed, late = to:close()
    if ok and not closed then ok, err = nil, late end
  end
  from:close()
  if not ok then return nil, err end
  return true
end

local create = "creat, wronly, nonblock, noctty, cloexec"
local open_createfile, open_touch = renamed("open", "createfile", 1), renamed("open", "touch", 1)

--- Makes a file that is not there, which everybody may read and write as far as the umask goes. One that is there stays as it is.
-- @return true, or nil and the error
function util.createfile(path)
  local fd, err = open_createfile(path, create, "0666")
  if not fd then return nil, err end
  return fd:close()
end

--- Sets a file's times to now, and makes it when it is not there.
-- @return true, or nil and the error
function util.touch(path)
  local fd = open_touch(path, create, "0666")
  -- A directory cannot be opened so, and a file of one's own need not be writable.
  if not fd then return S.utimensat(nil, path) end
  local ok, err = fd:futimens()
  fd:close()
  return ok, err
end

-- Makes something whose name ends in letters that nobody can guess, where the template has six X.
local function unique(template, name, make)
  local stem = template:match "^(.*)XXXXXX$"
  if not stem then
    error(("bad argument #1 to '%s' (template: six X at the end expected)"):format(name), 3)
  end
  local bytes, letters = t.buffer(6), "abcdefghijklmnopqrstuvwxyz234567"
  for _ = 1, 100 do
    local ok, err = S.getrandom(bytes)
    if not ok then return nil, err end
    local path = stem .. bytes:string():gsub(".", function(byte)
      local i = byte:byte() % 32 + 1
      return letters:sub(i, i)
    end)
    ok, err = make(path)
    if ok then return ok, path end
    if not err.EXIST then return nil, err end
  end
  return failure "EXIST"
end

local open_mkstemp, mkdir_mkdtemp = renamed("open", "mkstemp", 1), renamed("mkdir", "mkdtemp", 1)

--- Makes a file of a new name, for its owner alone. mkstemp(3)
-- @param template its path, with six X at the end that become letters
-- @return the descriptor, nil, the path; or nil and the error
function util.mkstemp(template)
  expect("string", template, 1, "mkstemp", "template")
  local fd, path = unique(template, "mkstemp", function(new)
    return open_mkstemp(new, "creat, excl, rdwr, nofollow, cloexec", "0600")
  end)
  if not fd then return nil, path end
  return fd, nil, path
end

--- Makes a directory of a new name, for its owner alone. mkdtemp(3)
-- @param template its path, with six X at the end that become letters
-- @return the path, or nil and the error
function util.mkdtemp(template)
  expect("string", template, 1, "mkdtemp", "template")
  local ok, path = unique(template, "mkdtemp", function(new) return mkdir_mkdtemp(new, "0700") end)
  if not ok then return nil, path end
  return path
end

-- A name with "*", "?" and "[...]" as a list: true for "*", else a Lua pattern of one byte; or the plain name without backslashes.
local function parse(glob)
  local list, plain, i = {}, "", 1
  while i <= #glob do
    local byte = glob:sub(i, i)
    local negated, set, after = glob:match("^%[([!^]?)(%]?[^%]]*)%]()", i)
    if byte == "*" then
      if list[#list] ~= true then list[#list + 1] = true end
      plain = nil
    elseif byte == "?" then
      list[#list + 1] = "."
      plain = nil
    elseif set then
      list[#list + 1] = "[" .. (negated ~= "" and "^" or "") .. set:gsub("[%%%[%]^]", "%%%0") .. "]"
      plain, i = nil, after - 1
    else
      if byte == "\\" and i < #glob then
        i = i + 1
        byte = glob:sub(i, i)
      end
      list[#list + 1] = (byte:gsub("%W", "%%%0"))
      plain = plain and plain .. byte
    end
    i = i + 1
  end
  return list, plain
end

-- Whether a name is what the list stands for. Only the last "*" is ever tried again, since it can take what an earlier one could.
local function matches(list, name)
  local i, at, star, from = 1, 1, nil, nil
  while at <= #name do
    local one = list[i]
    if one == true then
      star, from = i, at
      i = i + 1
    elseif one and name:find("^" .. one, at) then
      i, at = i + 1, at + 1
    elseif star then
      i, from = star + 1, from + 1
      at = from
    else
      return false
    end
  end
  if list[i] == true then i = i + 1 end
  return list[i] == nil
end

--- The files whose paths a pattern of the shell describes: "*", "?", "[a-z]", "[!a-z]" in the names, a backslash before what
-- stands for itself. A name that begins with "." must be asked for. glob(7)
-- @param pattern the pattern
-- @return the paths in order, as an array that shows them a line each
function util.glob(pattern)
  expect("string", pattern, 1, "glob", "pattern")
  if pattern:find("\0", 1, true) then refuse(1, "glob", "pattern: zero byte in a path") end
  local found = { "" }
  for glob, slashes in pattern:gmatch "([^/]*)(/*)" do
    if glob == "" and slashes == "" then break end
    local list, plain = parse(glob)
    local next = {}
    for _, before in ipairs(found) do
      if plain then
        next[#next + 1] = before .. plain .. slashes
      else
        -- What is no directory, or cannot be read, has no names.
        local names = util.dirtable(before == "" and "." or before, true)
        for _, name in ipairs(names or {}) do
          if (name:sub(1, 1) ~= "." or glob:sub(1, 1) == ".") and matches(list, name) then
            next[#next + 1] = before .. name .. slashes
          end
        end
      end
    end
    found = next
  end
  local there = {}
  for _, path in ipairs(found) do
    if path ~= "" and S.lstat(path) then there[#there + 1] = path end
  end
  table.sort(there)
  return setmetatable(there, dirtable)
end
