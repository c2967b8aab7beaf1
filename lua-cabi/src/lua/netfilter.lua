-- `syscall.linux.netfilter`: the interface of ip_tables(8). Gets the module's table and what makes messages, returns the functions.
local S, native = ...
local c, t = S.c, S.t
local netfilter = {}

local open, version = native.renamed("socket", "socket", 1), native.renamed("socket", "version", 1)

--- A socket whose options are the tables of a family, "inet" or "inet6"; for root alone. socket(2)
-- @return the descriptor, or nil and the error
function netfilter.socket(family)
  return open(family, "raw, cloexec", "raw")
end

--- The newest revision of the standard target that the kernel has; for root alone. linux/netfilter/x_tables.h
-- @param family "inet" by default, or "inet6"
-- @return a number, or nil and the error: NOPROTOOPT where there is no ip_tables
function netfilter.version(family)
  if family == nil then family = "inet" end
  local fd, err = version(family, "raw, cloexec", "raw")
  if not fd then return nil, err end
  local six = c.AF[family] == c.AF.INET6
  local level, option = six and c.IPPROTO.IPV6 or c.IPPROTO.IP, six and 69 or c.IPT_SO_GET.REVISION_TARGET
  -- struct xt_get_revision: the name, which is empty, in 29 bytes, and the revision.
  local ask, found = t.buffer(30), nil
  for revision = 0, 127 do
    ask[29] = revision
    local ok
    ok, err = fd:getsockopt(level, option, ask, 30)
    if not ok then break end
    found = revision
  end
  fd:close()
  if not found then return nil, err end
  return found
end

return netfilter
