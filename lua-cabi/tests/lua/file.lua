-- Open files: reading, writing, positions, sizes.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function new(contents)
  local fd = test.ok(S.open("file", "creat, trunc, rdwr", "0600"))
  if contents then test.eq(fd:write(contents), #contents) end
  return fd
end

test("reading to a string", function()
  local fd = new "hello world"
  test.eq(fd:read(), "")
  test.eq(fd:lseek(0), 0)
  test.eq(fd:read(nil, 5), "hello")
  test.eq(fd:read(nil, 0), "")
  test.eq(S.read(fd), " world")
  test.eq(fd:read(), "")
  fd:close()
end)

test("without a count 4096 bytes", function()
  local fd = new(("x"):rep(10000))
  fd:seek(0)
  test.eq(#fd:read(), 4096)
  test.eq(#fd:read(nil, 5000), 5000)
  test.eq(#fd:read(nil, 5000), 904)
  fd:close()
end)

test("reading to a buffer", function()
  local fd, buf = new "0123456789", t.buffer(4)
  fd:seek(0)
  test.eq(test.integer(fd:read(buf)), 4)
  test.eq(buf[3], ("3"):byte())
  test.eq(fd:read(buf, 1), 1)
  test.eq(buf[0], ("4"):byte())
  test.eq(buf[1], ("1"):byte())
  fd:seek(8)
  test.eq(fd:read(buf), 2)
  test.eq(fd:read(buf), 0)
  fd:close()
end)

test("strings of all bytes", function()
  local all = {}
  for i = 0, 255 do all[i + 1] = string.char(i) end
  all = table.concat(all)
  local fd = new(all)
  test.eq(fd:pread(nil, 256, 0), all)
  fd:close()
end)

test("part of what is given", function()
  local fd = new()
  test.eq(fd:write("abcdef", 2), 2)
  test.eq(fd:write("abcdef", 0), 0)
  test.eq(S.write(fd, "xyz"), 3)
  test.eq(fd:pread(nil, 10, 0), "abxyz")
  fd:close()
end)

test("pread and pwrite keep the position", function()
  local fd, buf = new "0123456789", t.buffer(3)
  test.eq(fd:pread(buf, 3, 4), 3)
  test.eq(buf[0], ("4"):byte())
  test.eq(fd:pread(nil, 2, 8), "89")
  test.eq(fd:pread(nil, 2, 10), "")
  test.eq(fd:pwrite("xx", nil, 2), 2)
  test.eq(fd:pwrite("yyyy", 1, 0), 1)
  test.eq(fd:tell(), 10)
  test.eq(fd:pread(nil, 20), "y1xx456789")
  test.fails("INVAL", fd:pread(nil, 1, -1))
  fd:close()
end)

test("lseek", function()
  local fd = new "0123456789"
  test.eq(test.integer(fd:lseek()), 0)
  test.eq(fd:lseek(3), 3)
  test.eq(fd:lseek(2, "cur"), 5)
  test.eq(fd:lseek(-1, c.SEEK.END), 9)
  test.eq(fd:lseek(0, "end"), 10)
  test.eq(fd:seek(-3, "cur"), 7)
  test.fails("INVAL", fd:lseek(-1))
  test.fails("INVAL", fd:lseek(0, 99))
  test.raises("bad argument #3 to 'lseek' %(whence: ", fd.lseek, fd, 0, "nosuch")
  local r, w = test.ok(S.pipe())
  test.fails("SPIPE", r:lseek(0))
  r:close()
  w:close()
  fd:close()
end)

test("offsets above 2^32", function()
  local fd = new()
  local far = 2 ^ 33 + 7
  test.eq(fd:pwrite("end", nil, far), 3)
  test.eq(fd:stat().size, far + 3)
  test.eq(fd:lseek(far), far)
  test.eq(fd:read(), "end")
  test.eq(fd:tell(), far + 3)
  test.eq(fd:pread(nil, 3, t.int64(far)), "end")
  test.eq(fd:truncate(far + 1), true)
  test.eq(fd:pread(nil, 3, far), "e")
  fd:close()
end)

test("truncate", function()
  local fd = new "0123456789"
  test.eq(fd:truncate(4), true)
  test.eq(fd:stat().size, 4)
  test.eq(S.ftruncate(fd, 6), true)
  test.eq(fd:pread(nil, 10, 0), "0123\0\0")
  test.eq(S.truncate("file", 1), true)
  test.eq(fd:stat().size, 1)
  test.fails("INVAL", fd:truncate(-1))
  test.fails("NOENT", S.truncate("nosuch", 0))
  fd:close()
end)

test("append", function()
  new("abc"):close()
  local fd = test.ok(S.open("file", "wronly, append"))
  test.eq(fd:write "d", 1)
  fd:close()
  fd = test.ok(S.open "file")
  test.eq(fd:read(), "abcd")
  test.fails("BADF", fd:write "x")
  fd:close()
end)

test("creat", function()
  new("abc"):close()
  local fd = test.ok(S.creat("file", "0600"))
  test.eq(fd:stat().size, 0)
  test.eq(fd:write "x", 1)
  test.fails("BADF", fd:read())
  fd:close()
end)

test("modes of opening", function()
  new("x"):close()
  test.fails("EXIST", S.open("file", "creat, excl, wronly", "0600"))
  test.fails("NOTDIR", S.open("file", "directory"))
  test.fails("ISDIR", S.open(".", "wronly"))
  local fd = test.ok(S.open("file", "rdonly, cloexec"))
  test.eq(fd:fcntl "getfd", c.FD.CLOEXEC)
  fd:close()
  fd = test.ok(S.open("file", c.O("rdwr", "trunc")))
  test.eq(fd:stat().size, 0)
  fd:close()
end)

test("metadata", function()
  local fd = new "12345"
  local st = test.ok(fd:stat())
  test.eq(st.size, 5)
  test.eq(st.typename, "file")
  test.same({ st.isreg, st.isdir, st.islnk, st.isfifo, st.issock, st.ischr, st.isblk },
    { true, false, false, false, false, false, false })
  test.eq(st.mode % 512, 384)
  test.eq(st.nlink, 1)
  test.eq(st.uid, S.geteuid())
  test.eq(st.gid, S.getegid())
  test.eq(st.type, c.S_I.FREG)
  test.eq(st.todt, c.DT.REG)
  test.eq(st.access, st.atime)
  test.eq(st.modification, st.mtime)
  test.eq(st.change, st.ctime)
  assert(math.abs(st.mtime - os.time()) < 100)
  test.integer(st.ino)
  local named = test.ok(S.stat "file")
  test.eq(named.ino, st.ino)
  test.eq(named.dev, st.dev)
  for path, what in pairs { ["/dev/null"] = "char device", ["/"] = "directory" } do
    test.eq(S.stat(path).typename, what)
  end
  local r, w = test.ok(S.pipe())
  test.eq(r:stat().typename, "named pipe")
  test.eq(r:stat().isfifo, true)
  r:close()
  w:close()
  fd:close()
end)

-- The time of a file in seconds, as the program stat(1) has it.
local function seconds_of(path)
  local pipe = io.popen("stat -c %Y " .. path .. " 2>/dev/null", "r")
  local seconds = pipe and tonumber(pipe:read "*l")
  if pipe then pipe:close() end
  return seconds
end

test("times before 1970 are negative, and those after 2106 whole", function()
  for text, seconds in pairs { ["1960-01-01"] = -315619200, ["2150-01-01"] = 5680281600 } do
    local fd = new ""
    os.execute("touch -d '" .. text .. " 00:00:00 UTC' file 2>/dev/null")
    local kept = seconds_of "file"
    if kept ~= seconds then
      fd:close()
      test.skip("touch, stat or the file system makes " .. tostring(kept) .. " of " .. text)
    end
    for _, st in ipairs { fd:stat(), S.stat "file", S.lstat "file" } do
      test.eq(st.mtime, seconds)
      test.eq(st.atime, seconds)
      test.eq(st.modification, seconds)
      test.eq(st.access, seconds)
      test.eq(st.st_mtime, seconds)
      assert(math.abs(st.ctime - os.time()) < 100)
    end
    fd:close()
  end
end)

test("writing out", function()
  local fd = new "x"
  test.eq(fd:fsync(), true)
  test.eq(S.fdatasync(fd), true)
  local r, w = test.ok(S.pipe())
  test.fails("INVAL", r:fsync())
  r:close()
  w:close()
  fd:close()
end)

test("a full pipe and a broken one", function()
  local r, w = test.ok(S.pipe "nonblock")
  local written = 0
  while true do
    local n, err = w:write(("x"):rep(65536))
    if not n then
      test.eq(err.AGAIN, true)
      break
    end
    written = written + n
  end
  assert(written >= 4096)
  test.eq(#r:read(nil, 100000) > 0, true)
  r:close()
  w:close()
end)

test("advice and space", function()
  local fd = new "0123456789"
  test.eq(fd:fadvise "willneed", true)
  test.eq(S.fadvise(fd, "dontneed", 0, 5), true)
  test.fails("INVAL", fd:fadvise(99))
  test.raises("invalid name 'bogus'", fd.fadvise, fd, "bogus")
  local ok, err = fd:fallocate(nil, 0, 20)
  if ok then
    test.eq(test.ok(fd:stat()).size, 20)
    test.eq(fd:fallocate("keep_size", 20, 100), true)
    test.eq(test.ok(fd:stat()).size, 20)
    test.eq(fd:posix_fallocate(20, 10), true)
    test.eq(S.posix_fallocate(fd, 0, 40), true)
    test.eq(test.ok(fd:stat()).size, 40)
    test.eq(S.fallocate(fd, 0, nil, 41), true)
    test.eq(test.ok(fd:stat()).size, 41)
  else
    assert(err.OPNOTSUPP, err)
  end
  test.fails("INVAL", fd:fallocate(0, 0, 0))
  test.fails("INVAL", fd:posix_fallocate(-1, 5))
  test.raises("bad argument #4 to 'fallocate' %(len: number of bytes expected", S.fallocate, fd, 0, 0)
  test.eq(fd:readahead(0, 4096), true)
  test.fails("BADF", S.readahead(-1, 0, 1))
  test.raises("bad argument #3 to 'readahead'", S.readahead, fd, 0)
  test.eq(fd:sync_file_range(0, 0, "write"), true)
  test.eq(fd:sync_file_range(2 ^ 33, 4096, "wait_before, write, wait_after"), true)
  test.fails("INVAL", fd:sync_file_range(-1, 0))
  test.fails("INVAL", fd:sync_file_range(0, 0, 2 ^ 20))
  fd:close()
  test.fails("BADF", fd:fadvise "normal")
end)

test("files in memory", function()
  local fd = test.ok(S.memfd_create("name", "cloexec, allow_sealing"))
  test.eq(fd:fcntl "getfd", c.FD.CLOEXEC)
  test.eq(fd:write "abc", 3)
  test.eq(fd:fcntl("add_seals", "seal, write"), true)
  test.eq(fd:fcntl "get_seals", c.F_SEAL "seal, write")
  test.fails("PERM", fd:write "d")
  test.eq(fd:pread(nil, 9, 0), "abc")
  fd:close()
  test.fails("INVAL", S.memfd_create("x", 2 ^ 31))
  test.fails("INVAL", S.memfd_create(("x"):rep(300)))
  test.raises("zero byte", S.memfd_create, "a\0b")
end)

test("locks of whole files", function()
  local a = new "x"
  local b = test.ok(S.open("file", "rdwr"))
  test.eq(a:flock "ex", true)
  test.fails("AGAIN", b:flock "ex, nb")
  test.eq(a:lock "sh", true)
  test.eq(S.flock(b, c.LOCK("sh", "nb")), true)
  test.eq(b:lock "un", true)
  test.eq(a:flock "un", true)
  test.fails("INVAL", a:flock(0))
  a:close()
  b:close()
  test.fails("BADF", a:flock "un")
  test.raises("bad argument #2 to 'flock'", S.flock, 0, "bogus")
end)
