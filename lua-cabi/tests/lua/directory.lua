-- Directories: getdents, and what S.util makes of it.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t
local util = S.util

test.ok(S.mkdir("d", "0700"))
test.ok(S.mkdir("d/sub", "0700"))
test.ok(S.creat("d/file", "0600")):close()
test.ok(S.symlink("file", "d/soft"))
test.ok(S.mkdir("empty", "0700"))
test.ok(S.mkdir("many", "0700"))
for i = 1, 300 do test.ok(S.creat(("many/a file of a longer name %03d"):format(i), "0600")):close() end

-- The type is unknown on some file systems.
local function is(entry, kind) return entry[kind] or entry.UNKNOWN end

test("getdents", function()
  local fd = test.ok(S.open("d", "directory"))
  local found = {}
  for entry in test.ok(fd:getdents()) do
    assert(found[entry.name] == nil, entry.name)
    found[entry.name] = entry
  end
  test.eq(select("#", fd:getdents()), 2)
  local iterator, err = fd:getdents()
  test.eq(iterator, nil)
  test.eq(err, nil)
  for _, name in ipairs { ".", "..", "sub", "file", "soft" } do
    local entry = assert(found[name], name)
    assert(#entry >= 20 + #name, #entry)
    test.eq(#entry, entry.reclen)
    test.eq(entry.toif, entry.type * 4096)
    test.integer(entry.ino)
  end
  assert(is(found.sub, "DIR") and is(found.file, "REG") and is(found.soft, "LNK"))
  test.eq(found.file.DIR, false)
  test.eq(found.file.reg, found.file.REG)
  test.eq(found.file.ino, S.stat("d/file").ino)
  test.raises("no member 'nosuch'", function() return found.file.nosuch end)
  fd:close()
end)

test("every record of the kernel is an entry", function()
  local fd = test.ok(S.open("d", "directory"))
  local iterator = test.ok(fd:getdents())
  fd:close()
  -- File systems number inodes as they like. The records are the iterator's first own upvalue, after those of all functions.
  local _, records = debug.getupvalue(iterator, 3)
  test.skip_unless(records, "the debug library of this Lua does not show upvalues of C functions")
  local at, want = 0, 0
  while at < #records do
    for i = 0, 7 do records[at + i] = 0 end
    local length = S.abi.le and { 16, 17 } or { 17, 16 }
    at = at + records[at + length[1]] % 256 + records[at + length[2]] % 256 * 256
    want = want + 1
  end
  local found = {}
  for entry in iterator do
    test.eq(entry.ino, 0)
    found[#found + 1] = entry.name
  end
  test.eq(want, 5)
  test.eq(#found, want)
end)

test("entries stay as they were", function()
  local fd = test.ok(S.open("many", "directory"))
  local kept, count = {}, 0
  while true do
    local iterator = fd:getdents(nil, 512)
    if not iterator then break end
    for entry in iterator do
      count = count + 1
      kept[entry.name] = entry
    end
  end
  fd:close()
  test.eq(count, 302)
  test.collect()
  for name, entry in pairs(kept) do test.eq(entry.name, name) end
end)

test("a buffer of one's own", function()
  local fd, buf = test.ok(S.open("d", "directory")), t.buffer(4096)
  local n = 0
  for _ in test.ok(fd:getdents(buf)) do n = n + 1 end
  test.eq(n, 5)
  fd:lseek(0)
  test.fails("INVAL", fd:getdents(t.buffer(5)))
  fd:close()
end)

test("not a directory", function()
  local fd = test.ok(S.open "d/file")
  test.fails("NOTDIR", fd:getdents())
  fd:close()
  test.fails("NOTDIR", util.ls "d/file")
  test.fails("NOENT", util.ls "nosuch")
  test.fails("NOENT", util.dirtable "nosuch")
  test.raises("bad argument #1 to 'ls'", util.ls, {})
  test.raises("bad argument #1 to 'ls'", util.ls, 5)
  test.raises("bad argument #1 to 'dirtable'", util.dirtable)
end)

test("ls", function()
  local names, n = {}, 0
  for name, entry in test.ok(util.ls "d") do
    names[name] = true
    n = n + 1
    test.eq(entry.name, name)
  end
  test.same(names, { ["."] = true, [".."] = true, sub = true, file = true, soft = true })
  test.eq(n, 5)
  n = 0
  for _ in test.ok(util.ls("many", nil, 512)) do n = n + 1 end
  test.eq(n, 302)
  n = 0
  for _ in test.ok(util.ls("many", t.buffer(1000))) do n = n + 1 end
  test.eq(n, 302)
  local found
  for name in test.ok(util.ls()) do found = found or name == "many" end
  test.eq(found, true)
end)

test("ls ends and closes", function()
  local step = test.ok(util.ls "empty")
  test.eq(type(step), "function")
  local first, second = step(), step()
  test.same({ [first] = true, [second] = true }, { ["."] = true, [".."] = true })
  for _ = 1, 3 do test.eq(step(), nil) end
end)

test("ls that is left early", function()
  local step, state, first, dir = util.ls "many"
  test.eq(type(step), "function")
  test.eq(state, nil)
  test.eq(first, nil)
  test.eq(type(step()), "string")
  -- Not by the collector.
  local fd = dir:getfd()
  test.eq(dir:close(), true)
  test.fails("BADF", S.fstat(fd))
  test.eq(step(), nil)
  test.eq(dir:close(), true)
end)

test("a loop over ls closes the directory when it is left", function()
  test.skip_unless(not ({ ["lua5.1"] = 1, ["lua5.2"] = 1, ["lua5.3"] = 1, luajit = 1 })[test.lua], "no closing of iterators in this Lua")
  local before = host.fds()
  for _ in util.ls "many" do
    test.eq(host.fds(), before + 1)
    break
  end
  test.eq(host.fds(), before)
  test.raises("mine", function() for _ in util.ls "many" do error "mine" end end)
  test.eq(host.fds(), before)
end)

test("dirtable", function()
  test.eq(tostring(test.ok(util.dirtable("d", true))), "file\nsoft\nsub\n")
  test.eq(tostring(util.dirtable "d"), ".\n..\nfile\nsoft\nsub\n")
  test.eq(tostring(util.dirtable("empty", true)), "")
  test.eq(#util.dirtable("many", true), 300)
  test.eq(#util.dirtable "empty", 2)
end)

test("a directory that is removed meanwhile", function()
  test.ok(S.mkdir("gone", "0700"))
  local fd = test.ok(S.open("gone", "directory"))
  test.ok(S.rmdir "gone")
  test.fails("NOENT", fd:getdents())
  fd:close()
end)
