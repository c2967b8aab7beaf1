-- Mounts, the root, swap space. What changes something does so in namespaces of its own.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t
local host = host

local child = test.child

test("what only the machine's administrator may", function()
  local function refused(...)
    local ok, err = ...
    assert(not ok and (err.PERM or err.NOENT or err.NOSYS or err.INVAL), err)
  end
  refused(S.swapon "absent")
  refused(S.swapon("absent", "prefer, discard"))
  refused(S.swapoff "absent")
  refused(S.acct "absent/file")
  refused(S.reboot(5))
  refused(S.pivot_root("absent", "absent"))
  refused(S.umount "absent")
  refused(S.mount("none", "absent", "tmpfs"))
  child(function()
    -- Without a terminal there is nothing to hang up.
    test.ok(S.setsid())
    local ok, err = S.vhangup()
    assert(ok == true or err.PERM, err)
  end)
  test.raises("bad argument #1 to 'reboot' %(cmd: invalid name 'bogus'", S.reboot, "bogus")
  test.raises("bad argument #1 to 'reboot'", S.reboot)
  test.raises("bad argument #1 to 'swapoff' %(path: string expected", S.swapoff)
  test.raises("bad argument #2 to 'swapon'", S.swapon, "x", "bogus")
  test.raises("bad argument #1 to 'acct' %(path: string expected", S.acct, {})
  test.raises("bad argument #2 to 'mount' %(target: string expected", S.mount, "none")
  test.raises("bad argument #4 to 'mount' %(flags: invalid flag 'bogus'", S.mount, "none", "x", "tmpfs", "bogus")
  test.raises("bad argument #2 to 'umount'", S.umount, "x", "bogus")
  test.raises("bad argument #2 to 'unmount'", S.unmount, "x", "bogus")
  test.raises("bad argument #2 to 'pivot_root' %(put_old: string expected", S.pivot_root, "x")
end)

test.isolate "mnt"

test("mounts", function()
  test.ok(S.mkdir("m", "0755"))
  test.eq(S.mount(nil, "m", "tmpfs", "nosuid, nodev", "size=64k,mode=700"), true)
  local st = test.ok(S.stat "m")
  test.eq(st.mode % 512, 448)
  test.eq(test.ok(S.statfs "m").f_type, c.FS_MAGIC.TMPFS)
  local fd = test.ok(S.creat("m/file", "0600"))
  fd:close()
  test.eq(S.mount("none", "m", nil, "remount, rdonly, nosuid, nodev"), true)
  test.fails("ROFS", S.creat("m/other", "0600"))
  test.eq(S.umount "m", true)
  test.fails("INVAL", S.umount "m")
  test.fails("NOENT", S.stat "m/file")
  test.ok(S.mkdir("n", "0755"))
  test.eq(S.mount("m", "n", nil, "bind"), true)
  test.eq(test.ok(S.stat "n").ino, test.ok(S.stat "m").ino)
  test.eq(S.unmount("n", "detach"), true)
  test.fails("NODEV", S.mount("none", "m", "nosuchtype"))
  test.fails("NOENT", S.mount("none", "absent", "tmpfs"))
end)

test("another root", function()
  test.ok(S.mkdir("new", "0755"))
  child(function()
    -- In mounts of its own: the root is that of all processes that share them.
    assert(host.unshare "mnt")
    test.ok(S.mount("none", "new", "tmpfs"))
    test.ok(S.mkdir("new/old", "0755"))
    test.ok(S.mkdir("new/here", "0755"))
    test.eq(S.pivot_root("new", "new/old"), true)
    test.ok(S.chdir "/")
    assert(test.ok(S.stat "/here").isdir)
    test.eq(S.umount("/old", "detach"), true)
  end)
  local ok, err = S.pivot_root("new", "new") -- no mount
  assert(not ok and (err.INVAL or err.BUSY), err)
end)
