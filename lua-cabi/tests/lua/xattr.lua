-- Extended attributes.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

local name = "attributed"
local fd = test.ok(S.open(name, "creat, rdwr", "0600"))
local there, err = fd:fsetxattr("user.test", "x")
fd:close()
-- Outside of the cases: the whole file.
if not there then test.skip("the file system has no attributes of users: " .. tostring(err)) end
test.ok(S.removexattr(name, "user.test"))

-- Without what the machine adds by itself.
local function user(list)
  local found = {}
  for _, one in ipairs(list) do
    if one:find "^user%." then found[#found + 1] = one end
  end
  table.sort(found)
  return table.concat(found, " ")
end

test("values", function()
  test.eq(S.setxattr(name, "user.a", "value"), true)
  test.eq(S.getxattr(name, "user.a"), "value")
  test.eq(S.setxattr(name, "user.a", "", "replace"), true)
  test.eq(S.getxattr(name, "user.a"), "")
  test.eq(S.setxattr(name, "user.b", "zero\0inside", "create"), true)
  test.eq(S.getxattr(name, "user.b"), "zero\0inside")
  test.fails("EXIST", S.setxattr(name, "user.a", "x", "create"))
  test.fails("NODATA", S.setxattr(name, "user.c", "x", "replace"))
  test.eq(S.setxattr(name, "user.c", t.buffer(3, "buf")), true)
  test.eq(S.lgetxattr(name, "user.c"), "buf")
  test.eq(S.lsetxattr(name, "user.c", t.timespec(1)), true)
  test.eq(#S.getxattr(name, "user.c"), 16)
  test.eq(user(S.listxattr(name)), "user.a user.b user.c")
  test.eq(user(S.llistxattr(name)), "user.a user.b user.c")
  local fd = test.ok(S.open(name, "rdwr"))
  test.eq(fd:fgetxattr "user.b", "zero\0inside")
  test.eq(fd:getxattr "user.b", "zero\0inside")
  test.eq(fd:setxattr("user.b", "new"), true)
  test.eq(fd:fsetxattr("user.b", "newer", "replace"), true)
  test.eq(S.fgetxattr(fd, "user.b"), "newer")
  test.eq(user(fd:flistxattr()), "user.a user.b user.c")
  test.eq(fd:fremovexattr "user.b", true)
  test.eq(S.removexattr(name, "user.a"), true)
  test.eq(S.lremovexattr(name, "user.c"), true)
  local missing = test.fails("NODATA", fd:fgetxattr "user.b")
  assert(missing.NOATTR)
  test.fails("NODATA", S.getxattr(name, "user.b"))
  test.fails("NODATA", S.removexattr(name, "user.b"))
  test.eq(user(fd:flistxattr()), "")
  fd:close()
  for _, f in ipairs { "fgetxattr", "fremovexattr" } do test.fails("BADF", S[f](fd, "user.a")) end
  test.fails("BADF", fd:fsetxattr("user.a", "x"))
  test.fails("BADF", fd:flistxattr())
  for _, f in ipairs { "getxattr", "lgetxattr", "removexattr", "lremovexattr" } do
    test.fails("NOENT", S[f]("absent", "user.a"))
  end
  test.fails("NOENT", S.listxattr "absent")
  test.fails("NOENT", S.llistxattr "absent")
  test.fails("NOENT", S.setxattr("absent", "user.a", "x"))
  test.fails("OPNOTSUPP", S.setxattr(name, "nosuchspace.a", "x"))
  test.fails("RANGE", S.setxattr(name, "user." .. ("x"):rep(300), "x"))
  test.fails("2BIG", S.setxattr(name, "user.a", ("x"):rep(65537)))
  test.raises("bad argument #2 to 'getxattr' %(name: string expected", S.getxattr, name)
  test.raises("zero byte", S.getxattr, name, "user.\0")
  test.raises("bad argument #3 to 'setxattr' %(value: string or buffer expected", S.setxattr, name, "user.a", 5)
  test.raises("bad argument #4 to 'setxattr'", S.setxattr, name, "user.a", "x", "bogus")
end)

test("long values", function()
  -- What a file system takes differs; what it took comes back whole.
  for _, len in ipairs { 100, 2000, 3900, 10000, 65536 } do
    local value = ("v"):rep(len - 1) .. "e"
    local ok, err = S.setxattr(name, "user.long", value)
    if ok then
      test.eq(S.getxattr(name, "user.long"), value)
    else
      assert(err.NOSPC or err["2BIG"] or err.RANGE, err)
    end
  end
  S.removexattr(name, "user.long")
end)

test("of a link itself", function()
  test.ok(S.symlink("nowhere", "link"))
  test.fails("NOENT", S.getxattr("link", "user.a"))
  -- Links have no attributes of users.
  test.fails("PERM", S.lsetxattr("link", "user.a", "x"))
  test.eq(user(test.ok(S.llistxattr "link")), "")
  test.eq(type(test.ok(S.lxattr "link")), "table")
end)

local function only_user(tab)
  local found = {}
  for k, v in pairs(tab) do
    if k:find "^user%." then found[k] = v end
  end
  return found
end

test("as tables", function()
  test.ok(S.setxattr(name, "user.a", "1"))
  test.ok(S.setxattr(name, "user.b", "2"))
  test.same(only_user(test.ok(S.xattr(name))), { ["user.a"] = "1", ["user.b"] = "2" })
  local all = test.ok(S.xattr(name))
  all["user.a"] = nil
  all["user.b"] = "20"
  all["user.c"] = t.buffer(2, "30")
  test.eq(S.xattr(name, all), true)
  -- What was there is taken out of the table.
  test.eq(all["user.b"], nil)
  test.eq(#all["user.c"], 2)
  test.same(only_user(test.ok(S.lxattr(name))), { ["user.b"] = "20", ["user.c"] = "30" })
  local fd = test.ok(S.open(name, "rdwr"))
  all = test.ok(fd:fxattr())
  test.same(only_user(all), { ["user.b"] = "20", ["user.c"] = "30" })
  -- What cannot be done is left.
  all["nosuchspace.x"] = "y"
  all["user.d"] = "4"
  test.eq(fd:fxattr(all), true)
  test.same(only_user(test.ok(fd:fxattr())), { ["user.b"] = "20", ["user.c"] = "30", ["user.d"] = "4" })
  all = test.ok(S.fxattr(fd))
  for k in pairs(only_user(all)) do all[k] = nil end
  test.eq(S.lxattr(name, all), true)
  test.same(only_user(test.ok(S.fxattr(fd))), {})
  fd:close()
  test.fails("BADF", fd:fxattr())
  test.fails("BADF", fd:fxattr {})
  test.fails("NOENT", S.xattr "absent")
  test.fails("NOENT", S.lxattr("absent", {}))
  -- Refused before anything is changed.
  test.ok(S.setxattr(name, "user.a", "1"))
  test.raises("bad argument #2 to 'xattr' %(tab: table of values by name", S.xattr, name, "x")
  test.raises("bad argument #2 to 'xattr' %(tab.user.b: string or buffer expected", S.xattr, name, { ["user.b"] = 5 })
  test.raises("bad argument #2 to 'xattr' %(tab: the names are to be strings", S.xattr, name, { "x" })
  test.raises("without a zero byte", S.xattr, name, { ["user.\0"] = "x" })
  test.eq(S.getxattr(name, "user.a"), "1")
  test.ok(S.removexattr(name, "user.a"))
end)

test("running out of memory", function()
  test.ok(S.setxattr(name, "user.a", "1"))
  test.oom(function() return S.getxattr(name, "user.a"), S.listxattr(name), S.xattr(name) end)
  test.oom(function() return S.xattr(name, { ["user.a"] = "2" }) end)
  test.ok(S.removexattr(name, "user.a"))
end)
