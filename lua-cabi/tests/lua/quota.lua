-- Quotas. Those of tmpfs need no device; without them there is little to be seen.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("types", function()
  local quota = t.if_dqblk { bhardlimit = 100, bsoftlimit = 50, valid = "blimits, ilimits" }
  test.eq(quota.bhardlimit, 100)
  test.eq(quota.bsoftlimit, 50)
  test.eq(quota.valid, c.QIF.LIMITS)
  test.eq(quota.btime, 0)
  test.eq(t.if_nextdqblk().id, 0)
  local info = t.if_dqinfo { bgrace = 60, valid = "bgrace" }
  test.eq(info.bgrace, 60)
  test.eq(info.valid, c.IIF.BGRACE)
end)

test("misuse", function()
  test.raises("bad argument #1 to 'quotactl' %(cmd: invalid name 'bogus'", S.quotactl, "bogus", "usr")
  test.raises("bad argument #2 to 'quotactl' %(kind: invalid name 'bogus'", S.quotactl, "sync", "bogus")
  test.raises("bad argument #3 to 'quotactl' %(special: string expected, got table", S.quotactl, "sync", "usr", {})
  test.raises("bad argument #4 to 'quotactl' %(id: id expected, got string", S.quotactl, "getquota", "usr", "/", "x")
  test.raises("bad argument #4 to 'quotactl' %(id: invalid name 'bogus'", S.quotactl, "quotaon", "usr", "/", "bogus")
  test.raises("bad argument #5 to 'quotactl' %(arg: string expected, got nil", S.quotactl, "quotaon", "usr", "/", "vfs_v1", nil)
  test.raises("bad argument #5 to 'quotactl' %(arg.valid: invalid flag 'bogus'", S.quotactl, "setquota", "usr", "/", 0, { valid = "bogus" })
  test.raises("bad argument #5 to 'quotactl' %(arg.bgrace", S.quotactl, "setinfo", "usr", "/", 0, { bgrace = "x" })
  test.raises("bad argument #1 to 'quotactl' %(cmd: this command takes a structure", S.quotactl, "xgetqstat", "usr", "/")
  test.raises("bad argument #2 to 'quotactl_fd' %(cmd: this command takes a structure", S.quotactl_fd, 0, 12345, "usr")
  test.raises("bad argument #1 to 'quotactl_fd' %(fd: fd expected, got table", S.quotactl_fd, {}, "sync", "usr")
end)

-- A call of a kernel that has quotas.
local function there(...)
  local value, err = ...
  if not value and err.NOSYS then test.skip("no quotas in this kernel: " .. tostring(err)) end
  return ...
end

test("what has no quotas", function()
  there(S.quotactl("sync", "usr"))
  -- No device, or no right to ask: never a success.
  for _, cmd in ipairs { "getquota", "getnextquota", "getinfo", "getfmt", "setquota", "setinfo", "quotaoff", "xquotaon", "xquotasync" } do
    local ok, err = S.quotactl(cmd, "usr", "/nosuchdevice", 0, cmd == "xquotaon" and 1 or {})
    assert(not ok and (err.NOENT or err.NOTBLK or err.PERM or err.SRCH or err.NODEV), cmd .. ": " .. tostring(err))
  end
  local ok, err = S.quotactl("quotaon", "usr", "/nosuchdevice", "vfs_v1", "/nosuchfile")
  assert(not ok and (err.NOENT or err.PERM), err)
  ok, err = S.quotactl_fd(-1, "getfmt", "usr")
  assert(not ok and (err.BADF or err.NOSYS), err)
end)

test.isolate "mnt"

test("quotas of a tmpfs", function()
  test.ok(S.mkdir("q", "0777"))
  local mounted, err = S.mount("none", "q", "tmpfs", 0, "size=1m,usrquota")
  if not mounted then test.skip("no quotas of tmpfs: " .. tostring(err)) end
  local dir = test.ok(S.open("q", "rdonly, directory"))
  test.integer(test.ok(dir:quotactl_fd("getfmt", "usr")))
  local info = test.ok(dir:quotactl_fd("getinfo", "usr"))
  assert(info.bgrace > 0)
  test.eq(dir:quotactl_fd("setinfo", "usr", 0, { bgrace = 100, valid = "bgrace" }), true)
  test.eq(test.ok(S.quotactl_fd(dir, "getinfo", "usr", 0)).bgrace, 100)
  test.eq(dir:quotactl_fd("setquota", "usr", 1234, { bhardlimit = 8, bsoftlimit = 4, valid = "blimits" }), true)
  local quota = test.ok(dir:quotactl_fd("getquota", "usr", 1234))
  test.eq(quota.bhardlimit, 8)
  test.eq(quota.bsoftlimit, 4)
  test.eq(quota.curspace, 0)
  local next = test.ok(dir:quotactl_fd("getnextquota", "usr", 1))
  test.eq(next.id, 1234)
  test.eq(next.bhardlimit, 8)
  test.fails("SRCH", dir:quotactl_fd("getquota", "grp", 1234))
  test.eq(dir:quotactl_fd("sync", "usr"), true)
  -- The limit holds.
  local fd = test.ok(S.open("q/f", "creat, rdwr", "0666"))
  test.ok(fd:fchown(1234, 1234))
  local pid = test.ok(S.fork())
  if pid == 0 then
    local e
    if S.setuid(1234) then
      for _ = 1, 100 do
        local done
        done, e = fd:write(("x"):rep(1024))
        if not done then break end
      end
      S._exit(e and e.DQUOT and 0 or 1)
    end
    S._exit(2)
  end
  local _, _, status = S.waitpid(pid)
  fd:close()
  test.eq(status.EXITSTATUS, 0)
  assert(test.ok(dir:quotactl_fd("getquota", "usr", 1234)).curspace <= 8192)
  dir:close()
  test.ok(S.umount "q")
end)
