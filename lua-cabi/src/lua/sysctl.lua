-- `S.sysctl(name, new)`: the settings of the kernel, which are files below /proc/sys. Gets the module's table and what makes messages.
local S, native = ...
local expect = native.expect

--- A setting of the kernel by its name, "vm.swappiness": its text without the newline at the end. Where a part of the name has a dot
-- of its own, slashes stand between the parts, or in the place of that dot: "net/ipv4/conf/eth0.1/mtu", "net.ipv4.conf.eth0/1.mtu".
-- @param name of the setting
-- @param new a string or number to be written
-- @return the text, with `new` that before; true where it can only be written; or nil and the error
local function setting(name, new)
  expect("string", name, 1, "sysctl", "name")
  if type(new) == "number" then new = ("%.14g"):format(new) end
  if new ~= nil then expect("string", new, 2, "sysctl", "new") end
  local path = name
  if name:match "[./]" == "." then path = name:gsub("[./]", { ["."] = "/", ["/"] = "." }) end
  -- Nothing outside.
  if name:find("\0", 1, true) or ("/" .. path .. "/"):find("/../", 1, true) then expect("name of a setting", name, 1, "sysctl", "name") end
  path = "/proc/sys/" .. path
  local fd, err = S.open(path, "rdonly, cloexec")
  local text, piece
  if fd then
    text = ""
    repeat
      piece, err = fd:read(nil, 4096)
      text = piece and text .. piece
    until not piece or piece == ""
    fd:close()
  end
  if not text and new == nil then return nil, err end
  if new ~= nil then
    fd, err = S.open(path, "wronly, cloexec")
    if not fd then return nil, err end
    local written
    written, err = fd:write(new)
    fd:close()
    if not written then return nil, err end
  end
  return text and (text:gsub("\n$", "")) or true
end

return setting
