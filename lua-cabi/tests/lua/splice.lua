-- Data moved by the kernel: sendfile, splice, tee, vmsplice, copy_file_range.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local function new(name, contents)
  local fd = test.ok(S.open(name, "creat, trunc, rdwr", "0600"))
  if contents then
    test.eq(fd:write(contents), #contents)
    fd:seek(0)
  end
  return fd
end

test("sendfile", function()
  local a, b = new("a", "0123456789"), new "b"
  test.eq(test.integer(b:sendfile(a, nil, 3)), 3)
  test.eq(a:tell(), 3)
  test.eq(S.sendfile(b, a, 5, 3), 3)
  test.eq(a:tell(), 3)
  local offset = t.off1(8)
  test.eq(b:sendfile(a, offset, 100), 2)
  test.eq(offset[0], 10)
  test.eq(a:tell(), 3)
  test.eq(b:sendfile(a, offset, 100), 0)
  test.eq(b:sendfile(a, t.off(9), 100), 1)
  test.eq(b:pread(nil, 20, 0), "012567899")
  test.fails("INVAL", b:sendfile(a, -1, 1))
  test.fails("BADF", S.sendfile(b, -1, 0, 1))
  test.raises("bad argument #3 to 'sendfile' %(offset: number of bytes or off1 expected", S.sendfile, b, a, "x", 1)
  test.raises("bad argument #3 to 'sendfile' %(offset: number of bytes or off1 expected", S.sendfile, b, a, t.int1(), 1)
  test.raises("bad argument #3 to 'sendfile' %(offset: number of bytes or off1 expected", S.sendfile, b, a, t.buffer(8), 1)
  test.raises("bad argument #4 to 'sendfile' %(count: number of bytes expected", S.sendfile, b, a)
  a:close()
  b:close()
end)

test("splice and tee", function()
  local a, b = new("a", "0123456789"), new "b"
  local r, w = test.ok(S.pipe())
  local r2, w2 = test.ok(S.pipe())
  test.eq(a:splice(nil, w, nil, 4), 4)
  test.eq(a:tell(), 4)
  local from = t.off1(7)
  test.eq(S.splice(a, from, w, nil, 2, "move"), 2)
  test.eq(from[0], 9)
  test.eq(a:tell(), 4)
  test.eq(r:tee(w2, 100), 6)
  test.eq(r2:read(), "012378")
  local to = t.off1(3)
  test.eq(r:splice(nil, b, to, 2), 2)
  test.eq(to[0], 5)
  test.eq(r:splice(nil, b, 0, 100), 4)
  test.eq(b:pread(nil, 20, 0), "23781")
  test.fails("AGAIN", r:splice(nil, b, nil, 10, "nonblock"))
  test.fails("AGAIN", r:tee(w2, 10, "nonblock"))
  test.fails("INVAL", a:splice(nil, b, nil, 10))
  test.fails("SPIPE", r:splice(0, b, nil, 10, "nonblock"))
  test.fails("INVAL", r:tee(w, 1))
  test.raises("bad argument #6 to 'splice'", S.splice, r, nil, b, nil, 1, "bogus")
  test.raises("bad argument #4 to 'splice' %(off_out: number of bytes or off1", S.splice, r, nil, b, {}, 1)
  test.raises("bad argument #3 to 'tee' %(len: number of bytes expected", S.tee, r, w2)
  for _, fd in ipairs { a, b, r, w, r2, w2 } do fd:close() end
  test.fails("BADF", r:splice(nil, b, nil, 1))
end)

test("vmsplice", function()
  local r, w = test.ok(S.pipe())
  local buffer = t.buffer(5, "hello")
  test.eq(w:vmsplice({ buffer, " world" }), 11)
  -- What is in the pipe is a copy: memory that changes, or goes, does not show.
  buffer[0] = 74
  buffer = nil
  test.collect()
  local io = t.iovecs { 2, 20 }
  test.eq(S.vmsplice(r, io), 11)
  test.eq(tostring(io):sub(1, 11), "hello world")
  test.fails("AGAIN", r:vmsplice(io, "nonblock"))
  test.eq(w:vmsplice {}, 0)
  test.eq(w:vmsplice { "" }, 0)
  -- No more than the pipe holds.
  local size = w:fcntl "getpipe_sz"
  test.eq(w:vmsplice({ ("x"):rep(2 * size) }, "nonblock"), size)
  test.fails("AGAIN", w:vmsplice({ "y" }, "nonblock"))
  test.eq(r:read(nil, 2 * size), ("x"):rep(size))
  local file = new "a"
  test.fails("BADF", file:vmsplice { "x" })
  file:write(("f"):rep(100))
  local map = test.ok(S.mmap(nil, 100, "read, write", "shared", file))
  test.raises("bad argument #2 to 'vmsplice' %(iov: not memory of a file", w.vmsplice, w, { map })
  test.eq(w:vmsplice { "abc" }, 3)
  test.eq(r:vmsplice { map }, 3)
  test.eq(map[0], 97)
  test.ok(S.munmap(map, 100))
  file:close()
  r:close()
  test.raises("iovecs or table expected", S.vmsplice, w, "x")
  w:close()
end)

test("copy_file_range", function()
  local a, b = new("a", "0123456789"), new "b"
  local ok, err = S.copy_file_range(a, nil, b, nil, 4)
  if not ok and (err.NOSYS or err.OPNOTSUPP or err.XDEV) then
    a:close()
    b:close()
    test.skip("no copy_file_range: " .. tostring(err))
  end
  test.eq(ok, 4)
  test.eq(a:tell(), 4)
  local from, to = t.off1(6), t.off1(4)
  test.eq(a:copy_file_range(from, b, to, 100), 4)
  test.eq(from[0], 10)
  test.eq(to[0], 8)
  test.eq(S.copy_file_range(a, 0, b, 8, 1), 1)
  test.eq(b:pread(nil, 20, 0), "012367890")
  test.fails("INVAL", a:copy_file_range(0, b, 0, 1, 1))
  test.raises("bad argument #2 to 'copy_file_range' %(off_in", S.copy_file_range, a, "x", b, 0, 1)
  a:close()
  b:close()
  test.fails("BADF", a:copy_file_range(0, b, 0, 1))
end)
