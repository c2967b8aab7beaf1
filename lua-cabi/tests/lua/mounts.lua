-- Mounts by descriptors: the calls of Linux 5.2 and later. All in a namespace of its own.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("what is no argument", function()
  test.raises("bad argument #2 to 'fsconfig' %(cmd: invalid name 'bogus'", S.fsconfig, 1, "bogus")
  test.raises("bad argument #3 to 'fsconfig' %(key: string expected, got nil", S.fsconfig, 1, "set_flag", nil)
  test.raises("bad argument #3 to 'fsconfig' %(key: this command takes no key", S.fsconfig, 1, "cmd_create", "ro")
  test.raises("bad argument #4 to 'fsconfig' %(value: this command takes no value", S.fsconfig, 1, "cmd_create", nil, "ro")
  test.raises("bad argument #4 to 'fsconfig' %(value: this command takes no value", S.fsconfig, 1, "set_flag", "ro", "x")
  test.raises("bad argument #4 to 'fsconfig' %(value: string expected, got nil", S.fsconfig, 1, "set_string", "ro", nil)
  test.raises("bad argument #4 to 'fsconfig' %(value: string expected, got buffer", S.fsconfig, 1, "set_path", "ro", t.buffer(3))
  test.raises("bad argument #4 to 'fsconfig' %(value: string contains a zero byte", S.fsconfig, 1, "set_string", "ro", "a\0b")
  test.raises("bad argument #4 to 'fsconfig' %(value: string or buffer expected", S.fsconfig, 1, "set_binary", "ro", nil)
  test.raises("bad argument #1 to 'fsopen' %(fsname: string expected", S.fsopen)
  test.raises("bad argument #2 to 'fsopen' %(flags: invalid flag 'bogus'", S.fsopen, "tmpfs", "bogus")
  test.raises("bad argument #3 to 'fsmount' %(attr_flags: invalid flag 'bogus'", S.fsmount, 1, 0, "bogus")
  test.raises("bad argument #4 to 'mount_setattr' %(attr.attr_set: invalid flag 'bogus'", S.mount_setattr, nil, "x", 0, { attr_set = "bogus" })
  test.raises("bad argument #4 to 'open_tree_attr' %(attr: table expected, got string", S.open_tree_attr, nil, "x", 0, "x")
  test.raises("bad argument #3 to 'open_tree' %(flags: invalid flag 'bogus'", S.open_tree, nil, "x", "bogus")
  test.raises("bad argument #3 to 'fspick' %(flags: invalid flag 'bogus'", S.fspick, nil, "x", "bogus")
  test.raises("bad argument #4 to 'move_mount' %(to_path: string expected", S.move_mount, nil, "x")
  test.raises("bad argument #1 to 'statmount'", S.statmount)
  test.raises("bad argument #2 to 'statmount' %(mask: invalid flag 'bogus'", S.statmount, 1, "bogus")
  test.raises("bad argument #1 to 'listmount' %(mnt_id: invalid name 'bogus'", S.listmount, "bogus")
  test.raises("bad argument #2 to 'listmount' %(flags: invalid flag 'bogus'", S.listmount, "root", "bogus")
end)

test("attributes", function()
  local attr = t.mount_attr { attr_set = "rdonly, nosuid", attr_clr = "noexec", propagation = "private", userns = 7 }
  test.eq(attr.attr_set, c.MOUNT_ATTR.RDONLY + c.MOUNT_ATTR.NOSUID)
  test.eq(attr.attr_clr, c.MOUNT_ATTR.NOEXEC)
  test.eq(attr.propagation, c.MS.PRIVATE)
  test.eq(attr.userns, 7)
  attr.userns = "stdin"
  test.eq(attr.userns, 0)
end)

test.isolate "mnt"

-- A call of a kernel that is younger, or that a filter forbids.
local function there(...)
  local value, err = ...
  if not value and (err.NOSYS or err.PERM) then test.skip("no such call: " .. tostring(err)) end
  return ...
end

local function tmpfs(size)
  local fs = test.ok(there(S.fsopen("tmpfs", "cloexec")))
  test.eq(fs:fsconfig("set_string", "size", size or "64k"), true)
  test.eq(S.fsconfig(fs, "set_string", "source", "here"), true)
  test.eq(fs:fsconfig "cmd_create", true)
  return fs
end

test("a file system in steps", function()
  test.ok(S.mkdir("a", "0755"))
  local fs = tmpfs()
  local mnt = test.ok(fs:fsmount("cloexec", "nosuid, nodev"))
  test.eq(S.move_mount(mnt, "", nil, "a", "f_empty_path"), true)
  test.eq(test.ok(S.statfs "a").f_type, c.FS_MAGIC.TMPFS)
  test.ok(S.creat("a/file", "0600")):close()
  mnt:close()
  fs:close()
  -- Another time, by the mount.
  fs = test.ok(S.fspick(nil, "a", "cloexec"))
  test.eq(fs:fsconfig("set_flag", "ro"), true)
  test.eq(fs:fsconfig "cmd_reconfigure", true)
  fs:close()
  test.fails("ROFS", S.creat("a/other", "0600"))
  test.eq(S.umount "a", true)
end)

test("what is wrong with a configuration", function()
  test.fails("NODEV", there(S.fsopen "nosuchtype"))
  local fs = test.ok(S.fsopen("tmpfs", "cloexec"))
  test.fails("INVAL", fs:fsconfig("set_string", "size", "many"))
  assert(test.ok(fs:read()):find "size")
  test.fails("NODATA", fs:read())
  test.fails("INVAL", fs:fsconfig("set_flag", "nosuchflag"))
  local ok, err = fs:fsconfig("set_binary", "size", t.buffer(3))
  assert(not ok and (err.INVAL or err.OPNOTSUPP), err)
  ok, err = fs:fsconfig("set_fd", "size", nil, fs)
  assert(not ok and err, err)
  ok, err = fs:fsconfig("set_path", "size", "a", "fdcwd")
  assert(not ok and err, err)
  ok, err = fs:fsconfig("set_path_empty", "size", "", fs)
  assert(not ok and err, err)
  test.fails("OPNOTSUPP", fs:fsconfig(99))
  test.fails("BADF", S.fsconfig(1000000, "cmd_create"))
  ok, err = S.fsmount(fs)
  assert(not ok and (err.INVAL or err.BUSY), err)
  fs:close()
  fs = tmpfs()
  ok, err = fs:fsconfig "cmd_create_excl"
  assert(not ok and (err.BUSY or err.OPNOTSUPP or err.INVAL), err)
  fs:close()
  test.fails("NOENT", S.fspick(nil, "absent"))
  test.fails("NOENT", S.open_tree(nil, "absent"))
  test.fails("NOENT", S.move_mount(nil, "absent", nil, "a"))
end)

test("copies of a tree", function()
  test.ok(S.mkdir("b", "0755"))
  test.ok(S.mkdir("copy", "0755"))
  test.ok(S.mount("none", "b", "tmpfs", 0, "size=64k"))
  test.ok(S.creat("b/file", "0600")):close()
  local tree = test.ok(there(S.open_tree(nil, "b", "clone, cloexec")))
  test.eq(S.mount_setattr(tree, "", "empty_path", { attr_set = "rdonly" }), true)
  test.eq(tree:move_mount("", nil, "copy", "f_empty_path"), true)
  tree:close()
  test.fails("ROFS", S.creat("copy/other", "0600"))
  test.ok(S.stat "copy/file")
  test.eq(S.mount_setattr(nil, "copy", "recursive", t.mount_attr { attr_clr = "rdonly", propagation = "slave" }), true)
  test.ok(S.creat("copy/other", "0600")):close()
  test.fails("NOENT", S.mount_setattr(nil, "absent", 0, { attr_set = "rdonly" }))
  -- The namespace that an identity map needs is no such thing.
  test.fails("BADF", S.mount_setattr(nil, "copy", 0, { attr_set = "idmap", userns = 1000000 }))
  test.ok(S.umount "copy")
  local made, err = S.open_tree_attr(nil, "b", "clone, cloexec", { attr_set = "rdonly" })
  if made then
    test.eq(made:move_mount("", nil, "copy", "f_empty_path"), true)
    made:close()
    test.fails("ROFS", S.creat("copy/more", "0600"))
    test.ok(S.umount "copy")
    test.fails("NOENT", S.open_tree_attr(nil, "absent", "clone", {}))
  else
    assert(err.NOSYS, err)
  end
  test.ok(S.umount "b")
end)

test("what is known of mounts", function()
  test.ok(S.mkdir("known", "0755"))
  test.ok(S.mount("the source", "known", "tmpfs", "nosuid", "size=64k"))
  local all = test.ok(there(S.listmount()))
  assert(#all > 0)
  local id = all[#all]
  local mount = test.ok(S.statmount(id))
  test.eq(mount.mnt_id, id)
  test.eq(mount.fs_type, "tmpfs")
  assert(mount.mnt_point:find "/known$", mount.mnt_point)
  test.eq(mount.mnt_root, "/")
  test.eq(mount.sb_magic, c.FS_MAGIC.TMPFS)
  test.eq(mount.nosuid, true)
  test.eq(mount.noexec, false)
  test.eq(mount.relatime, nil)
  test.eq(mount.nosuch, nil)
  local text = tostring(mount)
  assert(text:find("/known - tmpfs", 1, true) and text:find(tostring(id), 1, true), text)
  -- Only what is asked for.
  local some = test.ok(S.statmount(id, "fs_type"))
  test.eq(some.fs_type, "tmpfs")
  test.eq(some.mnt_id, nil)
  test.eq(some.nosuid, nil)
  assert(tostring(some):find("tmpfs", 1, true))
  -- Lists, where the kernel has them.
  local lists = test.ok(S.statmount(id, "opt_array, mnt_uidmap, sb_source"))
  if lists.opt_array then test.eq(lists.opt_array[1]:match "^[%w]+", "size") end
  if lists.sb_source then test.eq(lists.sb_source, "the source") end
  local parent = test.ok(S.statmount(mount.mnt_parent_id))
  local found
  for _, below in ipairs(test.ok(S.listmount(parent.mnt_id))) do found = found or below == id end
  assert(found)
  local back, err = S.listmount("root", "reverse")
  if back then test.eq(back[1], id) else assert(err.INVAL, err) end
  local st = S.statx(nil, "known", 0, "mnt_id_unique")
  if st then test.eq(st.mnt_id, id) end
  test.ok(S.umount "known")
  test.fails("NOENT", S.statmount(id))
  test.fails("NOENT", S.listmount(id))
  assert(test.ok(S.listmount("root", 0, 0))[1])
  -- The kernel's own form.
  local raw = t.statmount()
  test.eq(raw.mnt_id, 0)
  test.eq(raw.mask, 0)
end)
