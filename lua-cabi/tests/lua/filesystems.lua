-- File systems as a whole.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("statfs", function()
  local fs = test.ok(S.statfs ".")
  assert(fs.f_bsize > 0)
  assert(fs.f_blocks >= fs.f_bfree)
  assert(fs.f_namelen >= 100)
  test.eq(#fs.f_fsid.val, 8)
  local fd = test.ok(S.open(".", "directory"))
  test.eq(fd:fstatfs().f_type, fs.f_type)
  local buf = t.statfs()
  assert(rawequal(fd:statfs(buf), buf))
  assert(rawequal(S.statfs(".", buf), buf))
  test.eq(buf.f_type, fs.f_type)
  local proc = S.statfs "/proc"
  if proc then test.eq(proc.f_type, c.FS_MAGIC.PROC) end
  fd:close()
  test.fails("BADF", fd:fstatfs())
  test.fails("NOENT", S.statfs "absent")
  test.raises("bad argument #1 to 'statfs' %(path: string expected", S.statfs, {})
  test.raises("bad argument #2 to 'fstatfs' %(buf: statfs expected", S.fstatfs, 0, "x")
end)

test("writing out", function()
  local fd = test.ok(S.open("file", "creat, rdwr", "0600"))
  test.eq(fd:syncfs(), true)
  test.eq(S.syncfs(fd), true)
  test.eq(fd:sync(), true)
  fd:close()
  test.fails("BADF", fd:syncfs())
  test.raises("fd expected", S.syncfs, "x")
  test.eq(select("#", S.sync()), 0)
end)
