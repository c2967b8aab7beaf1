-- Pages of mapped memory: advice about them, writing them out, locking them, having more or other ones.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("advice", function()
  local size = S.getpagesize()
  local map = test.ok(S.mmap(nil, 4 * size, "read, write", "private, anonymous"))
  map[0], map[size] = 1, 2
  test.eq(S.madvise(map, 4 * size, "sequential"), true)
  test.eq(S.madvise(map, size, "dontneed"), true)
  test.eq(map[0], 0)
  test.eq(map[size], 2)
  test.eq(S.madvise(map + size, size, "dontneed"), true)
  test.eq(map[size], 0)
  test.eq(S.madvise(map, 100, c.MADV.WILLNEED), true)
  test.fails("INVAL", S.madvise(map + 1, size, "normal"))
  -- A part that may be dropped, or that no touch may reach, does not end the process.
  map[0] = 7
  local ok, err = S.madvise(map, size, "free")
  assert(ok or err.INVAL, err)
  assert(map[0] == 7 or map[0] == 0)
  ok, err = S.madvise(map, size, "guard_install")
  if ok then
    test.raises("memory is not there", function() return map[0] end)
    test.raises("memory is not there", function() map[0] = 1 end)
    map[size] = 3
    test.eq(map[size], 3)
    local zero = test.ok(S.open "/dev/zero")
    test.fails("FAULT", zero:read(map, 10))
    zero:close()
    test.eq(S.madvise(map, size, "guard_remove"), true)
    test.eq(map[0], 0)
  else
    assert(err.INVAL, err)
  end
  test.raises("bad argument #3 to 'madvise' %(advice: a child would have", S.madvise, map, size, "dontfork")
  test.raises("not known to be harmless", S.madvise, map, size, "hwpoison")
  test.raises("not known to be harmless", S.madvise, map, size, 9999)
  test.raises("invalid name 'bogus'", S.madvise, map, size, "bogus")
  test.raises("bad argument #1 to 'madvise' %(addr: the range is not mapped", S.madvise, map, 5 * size, "normal")
  test.raises("the range is not mapped", S.madvise, map + size, 4 * size, "normal")
  test.raises("memory from mmap expected", S.madvise, t.buffer(size), size, "normal")
  test.ok(S.munmap(map, 4 * size))
  test.raises("the range is not mapped", S.madvise, map, size, "normal")
end)

test("writing mappings out", function()
  local size = S.getpagesize()
  local fd = test.ok(S.open("mapped", "creat, trunc, rdwr", "0600"))
  test.ok(fd:ftruncate(2 * size))
  local map = test.ok(S.mmap(nil, 2 * size, "read, write", "shared", fd))
  map[0] = 65
  test.eq(S.msync(map, 2 * size, "sync"), true)
  test.eq(S.msync(map + size, size, "async"), true)
  test.eq(fd:pread(nil, 1, 0), "A")
  test.fails("INVAL", S.msync(map, size, "sync, async"))
  test.fails("INVAL", S.msync(map + 1, size, "sync"))
  test.raises("the range is not mapped", S.msync, map, 3 * size, "sync")
  test.raises("bad argument #3 to 'msync'", S.msync, map, size, "bogus")
  test.raises("memory from mmap expected", S.msync, "text", 4, "sync")
  test.ok(S.munmap(map, 2 * size))
  test.raises("the range is not mapped", S.msync, map, size, "sync")
  fd:close()
end)

test("locking memory", function()
  local size = S.getpagesize()
  local map = test.ok(S.mmap(nil, size, "read, write", "private, anonymous"))
  local ok, err = S.mlock(map, size)
  assert(ok == true or err.NOMEM or err.PERM or err.AGAIN, err)
  if ok then
    test.eq(S.mlock(map), true)
    test.eq(S.mlock(t.buffer(100)), true)
    test.eq(S.munlock(map), true)
  end
  test.eq(S.munlock(map, size), true)
  test.raises("bad argument #2 to 'mlock' %(len: the count is larger", S.mlock, map, size + 1)
  test.raises("bad argument #1 to 'munlock' %(addr: string or buffer expected", S.munlock, 5, 5)
  test.ok(S.munmap(map, size))
  test.raises("memory is not there", S.mlock, map, size)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, err = S.mlockall "current"
    ok = (ok or err.NOMEM or err.PERM) and S.munlockall() == true
    S._exit(ok and 0 or 1)
  end
  local _, _, status = S.waitpid(pid)
  test.eq(tostring(status), "exited 0")
  test.fails("INVAL", S.mlockall(0))
  test.fails("INVAL", S.mlockall(2 ^ 20))
  test.raises("bad argument #1 to 'mlockall'", S.mlockall, "bogus")
end)

test("other sizes", function()
  local size = S.getpagesize()
  local map = test.ok(S.mmap(nil, 2 * size, "read, write", "private, anonymous"))
  map[0], map[2 * size - 1] = 11, 12
  local view = map + size
  local grown = test.ok(S.mremap(map, 2 * size, 64 * size, "maymove"))
  assert(rawequal(grown, map))
  test.eq(#map, 64 * size)
  test.eq(map[0], 11)
  test.eq(map[2 * size - 1], 12)
  map[64 * size - 1] = 13
  -- A view is of where the mapping was: it sees that, or nothing.
  local there, value = pcall(function() return view[size - 1] end)
  assert(not there or value == 12)
  assert(rawequal(test.ok(S.mremap(map, 64 * size, size + 5)), map))
  test.eq(#map, size + 5)
  test.eq(map[0], 11)
  test.raises("index out of range", function() return map[size + 5] end)
  test.eq(test.ok(S.mremap(map, 2 * size, 2 * size))[2 * size - 1], 12)
  -- Something in the way: it has to move, or fails.
  local pair = test.ok(S.mmap(nil, 2 * size, "read, write", "private, anonymous"))
  local ok, err = S.mremap(pair, 2 * size, 2 ^ 46)
  assert(not ok and (err.NOMEM or err.INVAL or err.FAULT), err)
  pair[0] = 5
  test.eq(pair[0], 5)
  test.fails("INVAL", S.mremap(pair, 2 * size, 0))
  test.raises("bad argument #2 to 'mremap' %(old_size: the size is not that", S.mremap, pair, size, size)
  test.raises("bad argument #2 to 'mremap' %(old_size: the size is not that", S.mremap, pair, 0, size)
  test.raises("only \"maymove\" is possible", S.mremap, pair, 2 * size, size, "maymove, fixed")
  test.raises("only \"maymove\" is possible", S.mremap, pair, 2 * size, 2 * size, "maymove, dontunmap")
  test.raises("memory as mmap returned it", S.mremap, pair + size, size, size)
  test.raises("memory as mmap returned it", S.mremap, t.buffer(size), size, size)
  test.raises("bad argument #3 to 'mremap'", S.mremap, pair, 2 * size)
  -- What is left of a mapping has the size of that.
  test.ok(S.munmap(pair, size))
  test.raises("size is not that", S.mremap, pair, 2 * size, size)
  test.eq(#test.ok(S.mremap(pair, size, 3 * size, "maymove")), 3 * size)
  pair[3 * size - 1] = 1
  -- Its guard goes with it.
  pair:gc()
  test.ok(S.mremap(pair, 3 * size, 100 * size, "maymove"))
  pair[100 * size - 1] = 1
  local last = pair + (100 * size - 1)
  pair = nil
  test.collect()
  test.eq(last[0], 1)
  last = nil
  test.collect()
  map:close()
  test.raises("size is not that", S.mremap, map, 2 * size, size)
  local fd = test.ok(S.open("mapped", "creat, trunc, rdwr", "0600"))
  fd:write "file"
  map = test.ok(S.mmap(nil, size, "read", "shared", fd))
  test.ok(S.mremap(map, size, 3 * size, "maymove"))
  test.eq(map[0], 102)
  -- Beyond the end of the file.
  test.raises("memory is not there", function() return map[2 * size] end)
  map:close()
  fd:close()
end)

test("other pages of a file", function()
  local size = S.getpagesize()
  local fd = test.ok(S.open("mapped", "creat, trunc, rdwr", "0600"))
  for i = 1, 3 do fd:write((("abc"):sub(i, i)):rep(size)) end
  local map = test.ok(S.mmap(nil, 3 * size, "read, write", "shared", fd))
  local ok, err = S.remap_file_pages(map, size, 0, 2)
  if not ok and err.NOSYS then
    map:close()
    fd:close()
    test.skip "no remap_file_pages"
  end
  test.eq(ok, true)
  test.eq(map[0], 99)
  test.eq(map[size], 98)
  test.eq(S.remap_file_pages(map + 2 * size, size, 0, 0), true)
  test.eq(map[2 * size], 97)
  test.fails("INVAL", S.remap_file_pages(map, size - 1, 0, 0))
  test.raises("taken away from one of its ends", S.remap_file_pages, map + size, size, 0, 0)
  test.raises("range is not mapped", S.remap_file_pages, map, 4 * size, 0, 0)
  test.raises("memory from mmap expected", S.remap_file_pages, "x", size, 0, 0)
  -- After an error nobody can tell what is there.
  test.fails("INVAL", S.remap_file_pages(map, size, "write", 0))
  test.raises("memory is not there", function() return map[0] end)
  map:close()
  local private = test.ok(S.mmap(nil, size, "read, write", "private, anonymous"))
  private[0] = 1
  test.fails("INVAL", S.remap_file_pages(private, size, 0, 0))
  test.eq(private[0], 1)
  private:close()
  fd:close()
end)
