-- `syscall.lfs`: the interface of LuaFileSystem. Gets the module's table, returns the library. Its errors are nil, a text, and
-- the error's number.
local S = ...
local lfs = { _VERSION = "LuaFileSystem 1.8.0 (" .. S._VERSION .. ")" }

-- What a call gave, or the error as this library has it.
local function checked(value, err)
  if value == nil then return nil, tostring(err), err.errno end
  return value
end

local attributes = {
  dev = function(st) return st.dev.device end,
  ino = function(st) return st.ino end,
  mode = function(st) return st.typename end,
  nlink = function(st) return st.nlink end,
  uid = function(st) return st.uid end,
  gid = function(st) return st.gid end,
  rdev = function(st) return st.rdev.device end,
  access = function(st) return st.atime end,
  modification = function(st) return st.mtime end,
  change = function(st) return st.ctime end,
  size = function(st) return st.size end,
  blocks = function(st) return st.blocks end,
  blksize = function(st) return st.blksize end,
  -- As ls(1) shows them.
  permissions = function(st)
    local mode, text = st.mode, ""
    for shift = 8, 0, -1 do
      local is = math.floor(mode / 2 ^ shift) % 2 == 1
      text = text .. (is and ("xwr"):sub(shift % 3 + 1, shift % 3 + 1) or "-")
    end
    return text
  end,
}

-- One attribute, or all, in a table of the caller's when there is one.
local function attributes_of(st, path, request)
  if type(request) == "string" then
    if request == "target" then return checked(S.readlink(path)) end
    local get = attributes[request]
    if not get then error("invalid attribute name '" .. request .. "'", 3) end
    return get(st)
  end
  local all = type(request) == "table" and request or {}
  for name, get in pairs(attributes) do all[name] = get(st) end
  return all
end

--- The attributes of a file, that a symbolic link leads to: `dev`, `ino`, `mode` (the type as text), `nlink`, `uid`, `gid`, `rdev`,
-- `access`, `modification`, `change` (seconds), `size`, `blocks`, `blksize`, `permissions`. stat(2)
-- @param path the file
-- @param request the name of one attribute, or a table to fill
-- @return a table, or that attribute; or nil, a text and a number
function lfs.attributes(path, request)
  local st, err = S.stat(path)
  if not st then return checked(st, err) end
  return attributes_of(st, path, request)
end

--- As `attributes`, of a symbolic link itself, which has the attribute `target` too. lstat(2)
function lfs.symlinkattributes(path, request)
  local st, err = S.lstat(path)
  if not st then return checked(st, err) end
  local result, text, number = attributes_of(st, path, request)
  if type(result) == "table" and st.islnk then result.target = S.readlink(path) end
  return result, text, number
end

--- Changes the current directory. chdir(2)
function lfs.chdir(path) return checked(S.chdir(path)) end

--- The current directory. getcwd(2)
function lfs.currentdir() return checked(S.getcwd()) end

--- Makes a directory that everybody may use, as far as the umask goes. mkdir(2)
function lfs.mkdir(path) return checked(S.mkdir(path, "0777")) end

--- Removes an empty directory. rmdir(2)
function lfs.rmdir(path) return checked(S.rmdir(path)) end

--- Sets the times of a file: seconds since 1970; now, and `mtime` as `atime`, by default. utimensat(2)
function lfs.touch(path, atime, mtime)
  if atime == nil then return checked(S.utimensat(nil, path)) end
  return checked(S.utimensat(nil, path, { atime, mtime or atime }))
end

--- Gives a file another name: a link, or with `symlink` a symbolic one. link(2), symlink(2)
function lfs.link(old, new, symlink)
  return checked((symlink and S.symlink or S.link)(old, new))
end

--- Does nothing: every file is binary.
-- @return true, "binary"
function lfs.setmode() return true, "binary" end

local directory = {}
directory.__index = directory

--- The next name, or nil at the end; then the directory is closed.
function directory:next()
  if not self.iterator then error("closed directory", 2) end
  local name = self.iterator()
  if not name then self:close() end
  return name
end

--- Closes the directory. Closing again does nothing.
function directory:close()
  if self.fd then self.fd:close() end
  self.iterator, self.fd = nil, nil
end

directory.__close = directory.close

--- Iterates over the names in a directory, "." and ".." too: `for name in lfs.dir(path) do`.
-- @param path the directory
-- @return an iterator and an object with the methods `next` and `close`; raises when it cannot be opened
function lfs.dir(path)
  local iterator, err, _, fd = S.util.ls(path)
  if not iterator then error(("cannot open %s: %s"):format(path, tostring(err)), 2) end
  local object = setmetatable({ iterator = iterator, fd = fd }, directory)
  return directory.next, object, nil, object
end

return lfs
