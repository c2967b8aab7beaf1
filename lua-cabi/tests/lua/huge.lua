-- Files of huge pages: the kernel maps whole ones, whatever was asked for, and does not divide them.
local test = require "test"
local S = require "syscall"

local page = S.getpagesize()
test.isolate "mnt"

local mapped = test.mapped

test("what is mapped of a file of huge pages is unmapped", function()
  test.ok(S.mkdir("huge", "0700"))
  local ok, reason = host.huge "huge"
  test.skip_unless(ok, reason)
  local fd = test.ok(S.open("huge/mapped-here", "creat, rdwr", "0600"))
  -- Nothing touches the memory, and nothing is reserved: so there need be no page of that size.
  local function map(length)
    local memory, err = fd:mmap(nil, length, "read, write", "shared, noreserve")
    return test.skip_unless(memory, "no huge pages: " .. tostring(err))
  end
  local memory = map(page)
  local whole = mapped "mapped-here"
  assert(whole > page, "the pages are not huge")
  test.eq(memory:close(), true)
  test.eq(mapped "mapped-here", 0)
  memory = map(page)
  test.ok(S.munmap(memory, page))
  test.eq(mapped "mapped-here", 0)
  test.eq(memory:close(), true)
  -- Of two, of which the second is asked for in part: from the start, and from the end.
  memory = map(whole + page)
  test.eq(mapped "mapped-here", 2 * whole)
  test.fails("INVAL", S.munmap(memory, page))
  test.ok(S.munmap(memory, whole))
  test.eq(mapped "mapped-here", whole)
  test.eq(memory:close(), true)
  test.eq(mapped "mapped-here", 0)
  memory = map(whole + page)
  test.ok(S.munmap(memory + whole, page))
  test.eq(mapped "mapped-here", whole)
  test.fails("INVAL", S.munmap(memory + page, whole - page))
  test.eq(mapped "mapped-here", whole)
  memory:gc()
  memory = nil
  test.collect()
  test.eq(mapped "mapped-here", 0)
  fd:close()
end)
