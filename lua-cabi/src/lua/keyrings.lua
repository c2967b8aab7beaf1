-- `S.keyctl_describe`, `S.keyctl_read`, `S.keyctl_get_security`: what is known of keys. Gets the module's table and the calls.
local S, native = ...
local t = S.t
local keyrings = {}

-- What a call gives, in as much memory as it needs: a string, or nil and the error.
local function whole(call, key)
  local size = 256
  while true do
    local buf = t.buffer(size)
    local len, err = call(key, buf)
    if not len then return nil, err end
    if len <= size then return buf:string(len) end
    size = len
  end
end

--- What is known of a key: a table of `type`, `uid`, `gid`, `perm` (bits of `c.KEY_PERM`) and `description`. KEYCTL_DESCRIBE(2const)
-- @param key its number, or the name of a keyring
-- @return the table, or nil and the error
function keyrings.keyctl_describe(key)
  local text, err = whole(native.keyctl_describe, key)
  if not text then return nil, err end
  local kind, uid, gid, perm, description = text:match "^([^;]*);([^;]*);([^;]*);([^;]*);(.*)$"
  return {
    type = kind, uid = tonumber(uid), gid = tonumber(gid), perm = tonumber(perm, 16),
    description = description and description:sub(1, (description:find("\0", 1, true) or #description + 1) - 1),
  }
end

--- What a key holds: its bytes, or of a keyring the numbers of its keys, of four bytes each in the machine's order. KEYCTL_READ(2const)
-- @param key its number, or the name of a keyring
-- @return a string, or nil and the error
function keyrings.keyctl_read(key) return whole(native.keyctl_read, key) end

--- The security label of a key; empty without such a module. KEYCTL_GET_SECURITY(2const)
-- @param key its number, or the name of a keyring
-- @return a string, or nil and the error
function keyrings.keyctl_get_security(key)
  local text, err = whole(native.keyctl_get_security, key)
  if not text then return nil, err end
  return text:sub(1, (text:find("\0", 1, true) or #text + 1) - 1)
end

return keyrings
