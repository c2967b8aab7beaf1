-- Mapped memory: it knows its bounds and its rights, and what was taken away cannot be reached again.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local page = S.getpagesize()
local ANONYMOUS = "private, anonymous"

local function map(pages, prot)
  return test.ok(S.mmap(nil, pages * page, prot or "read, write", ANONYMOUS))
end

local function file(contents)
  local fd = test.ok(S.open("file", "creat, trunc, rdwr", "0600"))
  fd:write(contents)
  return fd
end

-- Runs f in a child, where it may destroy what it likes: it must return, and not be ended by a signal.
local function survives(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, e = pcall(f)
    if not ok then io.stderr:write(tostring(e), "\n") end
    S._exit(ok and 0 or 1)
  end
  local _, _, status = S.waitpid(pid)
  test.eq(status.TERMSIG, nil, "signal")
  test.eq(status.EXITSTATUS, 0, "status (what was raised is on standard error)")
end

test("page size", function()
  test.integer(page)
  assert(page >= 4096 and page % 4096 == 0)
end)

test("fresh memory", function()
  local memory = map(2)
  test.eq(#memory, 2 * page)
  test.eq(memory[0], 0)
  test.eq(memory[2 * page - 1], 0)
  memory[5] = 65
  test.eq(memory[5], 65)
  test.eq((memory + 5)[0], 65)
  test.eq(#(memory + page), page)
  for _, index in ipairs { -1, 2 * page, 2 ^ 40 } do
    test.raises("out of range", function() return memory[index] end)
    test.raises("out of range", function() memory[index] = 1 end)
  end
  test.eq(S.munmap(memory, 2 * page), true)
end)

-- How many mappings the process has.
local function maps()
  local count = 0
  for _ in io.lines "/proc/self/maps" do count = count + 1 end
  return count
end

local mapped = test.mapped

-- A mapping of a file of its own; -> the mapping, the file's name.
local files = 0
local function named(pages)
  files = files + 1
  local name = "mapped-" .. files .. "-here"
  local fd = test.ok(S.open(name, "creat, trunc, rdwr", "0600"))
  fd:truncate(pages * page)
  local memory = test.ok(fd:mmap(nil, pages * page, "read, write", "shared"))
  fd:close()
  return memory, name
end

test("a mapping is closed", function()
  local memory, name = named(3)
  test.eq(mapped(name), 3 * page)
  local view = memory + page
  test.eq(memory:close(), true)
  test.eq(mapped(name), 0)
  test.raises("memory is not there", function() return memory[0] end)
  test.raises("memory is not there", function() return view[0] end)
  test.raises("memory is not there", function() view[0] = 1 end)
  test.raises("bad argument #2", S.write, 1, view)
  -- Again it does nothing, whatever is at that address by now.
  local other, another = named(3)
  test.eq(memory:close(), true)
  test.eq(mapped(another), 3 * page)
  test.raises("not mapped", S.munmap, memory, page)
  test.eq(other:close(), true)
end)

test("what is left of a mapping is closed", function()
  local memory, name = named(4)
  local third = memory + 2 * page
  test.ok(S.munmap(memory + 3 * page, page))
  test.ok(S.munmap(memory, page))
  test.eq(mapped(name), 2 * page)
  local over = test.ok(S.mmap(third, page, "read, write", ANONYMOUS .. ", fixed"))
  test.eq(mapped(name), page)
  over[0] = 7
  test.eq(memory:close(), true)
  test.eq(mapped(name), 0)
  test.eq(over[0], 7)
  test.eq(over:close(), true)
  -- All of it is another's.
  memory = named(1)
  over = test.ok(S.mmap(memory, page, "read, write", ANONYMOUS .. ", fixed"))
  test.eq(memory:close(), true)
  test.eq(over[0], 0)
  test.eq(over:close(), true)
end)

test("only what mmap returned is closed", function()
  local memory, name = named(2)
  for _, wrong in ipairs { memory + 0, memory + page, t.buffer(10), t.buffer(10) + 1, t.char1() } do
    for _, method in ipairs { "close", "gc", "nogc" } do
      test.raises("memory as mmap returned it", wrong[method], wrong)
    end
  end
  test.raises("memory as mmap returned it", memory.close)
  test.raises("memory as mmap returned it", memory.gc, io.stdout)
  test.raises("memory as mmap returned it", memory.gc, {})
  test.eq(mapped(name), 2 * page)
  memory:close()
end)

test("a mapping is collected when the program says so", function()
  -- By itself it is not.
  local _, name = named(2)
  _ = nil
  test.collect()
  test.eq(mapped(name), 2 * page)
  local memory
  memory, name = named(2)
  assert(rawequal(memory:gc(), memory))
  local view = memory + page + 1
  memory = nil
  test.collect()
  -- A view is enough to keep it.
  test.eq(mapped(name), 2 * page)
  view[0] = 5
  test.eq(view[0], 5)
  view = nil
  test.collect()
  test.eq(mapped(name), 0)
  -- Asked twice, and undone.
  memory, name = named(2)
  memory:gc():gc()
  assert(rawequal(memory:nogc(), memory))
  memory = nil
  test.collect()
  test.eq(mapped(name), 2 * page)
  memory, name = named(1)
  memory:gc():nogc():gc()
  memory = nil
  test.collect()
  test.eq(mapped(name), 0)
end)

test("collection after closing, and of what is left", function()
  local memory, name = named(3)
  memory:gc()
  local copy = memory + page
  memory:close()
  local other, another = named(3)
  memory, copy = nil, nil
  test.collect()
  test.eq(mapped(name), 0)
  test.eq(mapped(another), 3 * page)
  local third = other:gc() + 2 * page
  test.ok(S.munmap(other, page))
  local over = test.ok(S.mmap(third, page, "read, write", ANONYMOUS .. ", fixed"))
  test.eq(mapped(another), page)
  other, third = nil, nil
  test.collect()
  test.eq(mapped(another), 0)
  over[0] = 1
  test.eq(over[0], 1)
  over:close()
end)

test("many mappings that are dropped", function()
  local before = maps()
  -- Of every other right, so that the kernel joins none.
  for i = 1, 2000 do test.ok(S.mmap(nil, page, i % 2 == 0 and "read" or "read, write", "shared, anonymous")):gc() end
  test.collect()
  assert(maps() < before + 20, "still mapped")
end)

test("a finalizer that has a mapping after its collection", function()
  local kept
  do
    local memory = map(1):gc()
    local function keep() kept = memory end
    if newproxy then getmetatable(newproxy(true)).__gc = keep else setmetatable({}, { __gc = keep }) end
  end
  test.collect()
  test.skip_unless(kept, "the finalizer did not run")
  pcall(function() kept[0] = 1 end)
  test.eq(kept:gc():close(), true)
  test.raises("memory is not there", function() return kept[0] end)
  kept = nil
  test.collect()
end)

test("the end of a scope closes a mapping", function()
  local f = (loadstring or load) [[
    local memory = ...
    local scope <close> = memory
    return memory[0]
  ]]
  test.skip_unless(f, "no variables to close in this Lua")
  local memory, name = named(2)
  test.eq(f(memory), 0)
  test.eq(mapped(name), 0)
  test.raises("memory is not there", function() return memory[0] end)
  test.eq(memory:close(), true)
  test.raises("memory as mmap returned it", f, t.buffer(2) + 1)
  -- One that is closed before, and one that the collector has.
  local g = (loadstring or load) [[
    local memory = ...
    local scope <close> = memory
    memory:close()
  ]]
  memory, name = named(1)
  g(memory:gc())
  test.eq(mapped(name), 0)
end)

test("mappings when the state closes", function()
  local file = assert(io.open("closing.lua", "w"))
  file:write [[
    local S = require "syscall"
    local page = S.getpagesize()
    local function finalized(f)
      local object = newproxy and newproxy(true) or setmetatable({}, { __gc = f })
      getmetatable(object).__gc = f
      return object
    end
    for i = 1, 50 do
      local memory = S.mmap(nil, 2 * page, "read, write", "private, anonymous")
      local view
      -- Finalizers that are older and newer than the guard, with the object and with a view.
      local old = finalized(function() pcall(function() memory[0] = 1 end) pcall(function() view[0] = 1 end) memory:close() end)
      memory:gc()
      view = memory + page
      local new = finalized(function() pcall(function() return memory[0] + view[0] end) pcall(S.munmap, memory, page) memory:gc() end)
      KEEP = { KEEP, old, new, i % 2 == 0 and memory or view }
    end
  ]]
  file:close()
  local exe = S.readlink "/proc/self/exe"
  local a, _, status = os.execute(("'%s' closing.lua 2>err"):format(exe))
  if type(a) == "number" then status = a end
  if status ~= 0 then error("status " .. tostring(status) .. ": " .. assert(io.open "err"):read "*a") end
end)

test("lengths that are no whole pages", function()
  local memory = test.ok(S.mmap(nil, 10, "read, write", ANONYMOUS))
  test.eq(#memory, 10)
  test.raises("out of range", function() return memory[10] end)
  test.eq(S.munmap(memory, 10), true)
  test.fails("INVAL", S.mmap(nil, 0, "read", ANONYMOUS))
  test.fails("NOMEM", S.mmap(nil, 2 ^ 60, "read", ANONYMOUS))
end)

test("as a buffer of calls", function()
  local memory = map(1)
  local r, w = test.ok(S.pipe())
  w:write "hello"
  test.eq(r:read(memory, 5), 5)
  test.eq(memory[4], ("o"):byte())
  test.eq(w:write(memory + 1, 3), 3)
  test.eq(r:read(), "ell")
  test.raises("bad argument #3 to 'read'", r.read, r, memory, page + 1)
  r:close()
  w:close()
  test.ok(S.munmap(memory, page))
end)

test("a file, shared", function()
  local fd = file "hello"
  local memory = test.ok(fd:mmap(nil, 5, "read, write", "shared"))
  test.eq(memory[0], ("h"):byte())
  memory[0] = ("j"):byte()
  test.eq(fd:pread(nil, 10, 0), "jello")
  fd:pwrite("JELLY", nil, 0)
  test.eq(memory[4], ("Y"):byte())
  fd:close()
  test.eq(memory[4], ("Y"):byte())
  test.ok(S.munmap(memory, 5))
end)

test("a file, private and at an offset", function()
  local fd = file(("a"):rep(page) .. "bcd")
  local memory = test.ok(S.mmap(nil, 3, "read, write", "private", fd, page))
  test.eq(memory[1], ("c"):byte())
  memory[1] = 0
  test.eq(fd:pread(nil, 3, page), "bcd")
  test.ok(S.munmap(memory, 3))
  test.fails("INVAL", S.mmap(nil, 3, "read", "private", fd, 1))
  fd:close()
  test.fails("BADF", S.mmap(nil, 3, "read", "private", fd))
  test.fails("BADF", S.mmap(nil, 3, "read", "private"))
end)

test("what lies beyond the end of a file is not there", function()
  local fd = file "abc"
  local memory = test.ok(fd:mmap(nil, 4 * page, "read", "shared"))
  test.eq(memory[0], ("a"):byte())
  test.raises("not there", function() return memory[page] end)
  test.raises("out of range", function() return memory[4 * page] end)
  -- The kernel gives what is there.
  local null = test.ok(S.open("copy", "creat, wronly", "0600"))
  test.eq(null:write(memory, 2 * page), page)
  null:close()
  test.ok(S.munmap(memory, 4 * page))
  fd:close()
end)

test("reading only", function()
  local fd = file "abc"
  local memory = test.ok(fd:mmap(nil, 3, "read", "shared"))
  test.eq(memory[0], ("a"):byte())
  test.raises("", function() memory[0] = 1 end)
  test.raises("", function() (memory + 1)[0] = 1 end)
  test.raises("bad argument #2 to 'read'", fd.read, fd, memory)
  test.raises("bad argument #2 to 'pread'", fd.pread, fd, memory + 1, 1, 0)
  test.eq(memory[0], ("a"):byte())
  test.ok(S.munmap(memory, 3))
  fd:close()
end)

test("no access at all", function()
  for _, prot in ipairs { "", "none" } do
    local memory = map(1, prot)
    test.raises("", function() return memory[0] end)
    test.raises("", function() memory[0] = 1 end)
    test.ok(tostring(memory))
    test.ok(S.munmap(memory, page))
  end
end)

test("taken away", function()
  local memory = map(2)
  local view = memory + page + 5
  local text = tostring(memory)
  test.eq(type(text), "string")
  test.eq(S.munmap(memory, 2 * page), true)
  for _, gone in ipairs { memory, view } do
    test.raises("", function() return gone[0] end)
    test.raises("", function() gone[0] = 1 end)
    test.raises("", S.write, 1, gone)
    test.eq(type(tostring(gone)), "string")
    pcall(function() return gone + 1 end)
    pcall(function() return #gone end)
    pcall(function() return gone == memory end)
  end
  for _, length in ipairs { 1, page, 2 * page } do
    test.raises("bad argument #1 to 'munmap' %(addr: ", S.munmap, memory, length)
    test.raises("bad argument #1 to 'munmap' %(addr: ", S.munmap, view, length)
  end
  -- Another mapping may have the same place: the old objects do not reach it.
  local other = map(2)
  test.raises("", function() return memory[0] end)
  test.raises("bad argument #1 to 'munmap'", S.munmap, memory, 2 * page)
  other[0] = 1
  test.eq(other[0], 1)
  test.ok(S.munmap(other, 2 * page))
end)

test("partly, from either end", function()
  local memory = map(4)
  local function of(i) return memory + i * page end
  local first, second, third, fourth = of(0), of(1), of(2), of(3)
  for i = 0, 3 do memory[i * page] = i + 1 end
  test.eq(S.munmap(fourth, page), true)
  test.raises("", function() return fourth[0] end)
  test.raises("", function() return memory[3 * page] end)
  test.raises("", function() return second[2 * page] end)
  test.eq(S.munmap(memory, page), true)
  test.raises("", function() return first[0] end)
  test.raises("", function() return memory[0] end)
  test.raises("", S.munmap, first, page)
  test.raises("", S.munmap, fourth, page)
  test.eq(S.munmap(second, 2 * page), true)
  for _, view in ipairs { memory, first, second, third, fourth } do
    test.raises("", function() return view[0] end)
    test.raises("", S.munmap, view, page)
  end
end)

test("what is left is still there", function()
  local memory = map(4)
  for i = 0, 3 do memory[i * page] = i + 1 end
  local second = memory + page
  test.eq(S.munmap(memory + 3 * page, page), true)
  test.eq(memory[0], 1)
  test.eq(memory[2 * page], 3)
  test.raises("", function() return memory[3 * page] end)
  test.eq(S.munmap(memory, page), true)
  test.eq(second[0], 2)
  test.eq(second[page], 3)
  test.raises("", function() return second[2 * page] end)
  test.ok(S.munmap(second, 2 * page))
end)

test("not from the middle, nor beyond", function()
  local memory = map(4)
  test.raises("bad argument #1 to 'munmap' %(addr: ", S.munmap, memory + page, page)
  test.raises("bad argument", S.munmap, memory + page, 4 * page)
  test.raises("bad argument", S.munmap, memory, 5 * page)
  for _, length in ipairs { 0, -1, 2 ^ 40, 2 ^ 53, 2 ^ 63, 2 ^ 64, 0 / 0, 1 / 0 } do
    test.raises("bad argument #[12] to 'munmap'", S.munmap, memory, length)
  end
  for i = 0, 3 do test.eq(memory[i * page], 0) end
  -- What is not at a page's start the kernel refuses, or the module.
  local ok, result, err = pcall(S.munmap, memory + 1, 4 * page - 1)
  assert(not ok or result == nil and err.INVAL)
  test.eq(memory[0], 0)
  test.ok(S.munmap(memory, 4 * page))
end)

test("only what mmap gave", function()
  local buf = t.buffer(10000)
  for _, value in ipairs { buf, buf + 1, t.stat(), 5, "text", {} } do
    test.raises("bad argument #1 to 'munmap' %(addr: memory from mmap expected", S.munmap, value, page)
  end
end)

test("fixed addresses", function()
  local memory = map(4)
  memory[3 * page] = 7
  -- At the end of one's own mapping: new contents, which the new object has for itself.
  local over = test.ok(S.mmap(memory + 3 * page, page, "read, write", "private, anonymous, fixed"))
  test.eq(over[0], 0)
  test.eq(#over, page)
  over[5] = 1
  test.ok(S.munmap(over, page))
  test.raises("", function() return over[0] end)
  local ok, result, err = pcall(S.mmap, memory + 1, page, "read", "private, anonymous, fixed")
  assert(not ok or result == nil and err.INVAL)
  pcall(S.munmap, memory, 3 * page)
end)

test("fixed addresses that are not one's own", function()
  -- Never over what belongs to Lua.
  local buf = t.buffer(4 * page)
  for _, address in ipairs { buf, buf + 1, t.stat() } do
    test.raises("bad argument #1 to 'mmap' %(addr: ", S.mmap, address, page, "read", "private, anonymous, fixed")
  end
  for _, address in ipairs { 5, "text", {}, true } do
    test.raises("bad argument #1 to 'mmap' %(addr: ", S.mmap, address, page, "read", ANONYMOUS)
  end
end)

local FIXED = "private, anonymous, fixed"

test("fixed beyond one's own mapping", function()
  survives(function()
    local memory = map(2)
    test.raises("bad argument", S.mmap, memory + page, 2 * page, "read, write", FIXED)
    test.raises("bad argument", S.mmap, memory, 2 ^ 30, "read, write", FIXED)
  end)
end)

test("fixed where a mapping was", function()
  survives(function()
    local memory = map(2)
    local view = memory + page
    test.ok(S.munmap(memory, 2 * page))
    test.raises("bad argument", S.mmap, memory, page, "read, write", FIXED)
    test.raises("bad argument", S.mmap, view, page, "read, write", FIXED)
  end)
end)

test("fixed with fewer rights", function()
  for _, prot in ipairs { "read", "none" } do
    survives(function()
      local memory = map(2)
      local over = S.mmap(memory, 2 * page, prot, FIXED)
      pcall(function() memory[0] = 1 end)
      pcall(function() over[0] = 1 end)
      pcall(function() return memory[0] end)
    end)
  end
end)

test("no two objects may unmap the same", function()
  survives(function()
    local memory = map(1)
    local over = S.mmap(memory, page, "read, write", FIXED)
    pcall(S.munmap, memory, page)
    if over then
      pcall(function() return over[0] end)
      pcall(function() over[0] = 1 end)
    end
  end)
end)

test("flags", function()
  test.raises("bad argument #3 to 'mmap' %(prot: .*nosuch", S.mmap, nil, page, "nosuch", ANONYMOUS)
  test.raises("bad argument #4 to 'mmap' %(flags: .*nosuch", S.mmap, nil, page, "read", "nosuch")
  test.fails("INVAL", S.mmap(nil, page, "read", "anonymous"))
  test.raises("bad argument #2 to 'mmap' %(length: ", S.mmap, nil, -1, "read", ANONYMOUS)
end)

test("equality is that of addresses", function()
  local memory = map(1)
  test.eq(memory, memory + 0)
  assert(memory ~= memory + 1)
  test.ok(S.munmap(memory, page))
end)

test("a file that is cut while it is mapped", function()
  survives(function()
    local fd = test.ok(S.open("cut", "creat, rdwr, trunc", "0600"))
    test.ok(fd:truncate(4 * page))
    local memory = test.ok(fd:mmap(nil, 4 * page, "read, write", "shared", 0))
    local second, third = memory + page, memory + 2 * page
    memory[0], second[0], third[0] = 1, 2, 3
    test.ok(fd:truncate(2 * page))
    test.eq(memory[0], 1)
    test.eq(second[page - 1], 0)
    test.eq(#memory, 4 * page)
    test.raises("not there", function() return memory[2 * page] end)
    test.raises("not there", function() return third[0] end)
    test.raises("not there", function() third[0] = 1 end)
    test.ok(fd:truncate(0))
    test.raises("not there", function() return memory[0] end)
    test.raises("not there", function() memory[0] = 1 end)
    test.eq(type(tostring(memory)), "string")
    test.ok(fd:truncate(4 * page))
    test.eq(third[0], 0)
    third[0] = 4
    test.eq(memory[2 * page], 4)
    test.ok(S.munmap(memory, 4 * page))
    fd:close()
  end)
end)

test("what \"fixed\" replaces is known, also when it fails", function()
  local proc = S.open("/proc/self/stat")
  test.skip_unless(proc, "no /proc")
  survives(function()
    local memory = map(2)
    memory[0] = 1
    -- The kernel rounds to the end of a huge page, beyond what was asked for.
    test.raises("huge pages", S.mmap, memory, page, "read, write", ANONYMOUS .. ", fixed, hugetlb, noreserve")
    test.eq(memory[0], 1)
    -- An error before anything was done.
    local none, err = S.mmap(memory, page, "read", "private, fixed", 1e6)
    assert(none == nil and err.BADF, err)
    test.eq(memory[0], 1)
    -- And one of the file, after what stood there was taken away.
    local none, err = S.mmap(memory, 2 * page, "read", "private, fixed", proc)
    assert(none == nil and err, "a file of proc is mapped")
    test.raises("not there", function() return memory[0] end)
    test.raises("not there", S.write, 1, memory)
    test.raises("not there", S.read, 0, memory)
    test.ok(memory:close())
  end)
end)

test("huge pages end where the last of them does", function()
  local memory, err = S.mmap(nil, page, "read, write", ANONYMOUS .. ", hugetlb, noreserve")
  test.skip_unless(memory, "no huge pages: " .. tostring(err))
  test.ok(memory:close())
  memory = test.ok(S.mmap(nil, page, "read, write", ANONYMOUS .. ", hugetlb, noreserve"))
  test.ok(S.munmap(memory, page))
  test.raises("no longer", S.munmap, memory, page)
end)

test("an address that cannot be stored is an error", function()
  survives(function()
    local fd = test.ok(S.open("address", "creat, rdwr, trunc", "0600"))
    test.ok(fd:truncate(page))
    local memory = test.ok(fd:mmap(nil, page, "read, write", "shared"))
    test.ok(fd:truncate(0))
    local _, _, a = S.socketpair("unix", "dgram")
    local none, err = a:getsockname(memory)
    assert(none == nil and err.FAULT, err)
    -- And no room that cannot be read is one of no bytes.
    test.raises("addrlen: the memory is not there", a.getsockname, a, S.t.sockaddr_un(), memory)
    fd:close()
  end)
end)
