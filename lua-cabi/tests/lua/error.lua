-- Error objects: what `nil, err` brings.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("from a call", function()
  local results = { S.open "nosuch" }
  test.eq(results[1], nil)
  local err = results[2]
  test.eq(err.errno, 2)
  test.eq(err.sym, "NOENT")
  test.eq(err.lsym, "noent")
  test.eq(err.NOENT, true)
  test.eq(err.noent, true)
  test.eq(err.NoEnt, true)
  test.eq(err.PERM, false)
  test.eq(err.perm, false)
  test.eq(tostring(err), "No such file or directory")
  test.eq(select("#", S.open "nosuch"), 2)
end)

test("texts", function()
  for name, text in pairs {
    PERM = "Operation not permitted", ACCES = "Permission denied", BADF = "Bad file descriptor", INVAL = "Invalid argument",
    AGAIN = "Resource temporarily unavailable", NOTEMPTY = "Directory not empty", ADDRINUSE = "Address already in use",
    CONNREFUSED = "Connection refused", ["2BIG"] = "Argument list too long",
  } do
    test.eq(tostring(t.error(c.E[name])), text)
  end
  assert(tostring(t.error(c.E.STALE)):find "NFS" or tostring(t.error(c.E.STALE)):find "tale")
end)

test("every name", function()
  for name, number in pairs(c.E) do
    local err = t.error(number)
    test.eq(err.errno, number)
    test.eq(err[name], true, name)
    test.eq(err[name:lower()], true, name)
    test.eq(err.lsym, err.sym:lower())
    test.eq(c.E[err.sym], number)
    assert(#tostring(err) > 3)
    if number ~= c.E.PERM then test.eq(err.PERM, false, name) end
  end
end)

test("other names of the same errors", function()
  local err = t.error(c.E.AGAIN)
  test.eq(err.WOULDBLOCK, true)
  test.eq(err.wouldblock, true)
  test.eq(err.sym, "AGAIN")
  test.eq(t.error(c.E.OPNOTSUPP).NOTSUP, true)
  test.eq(t.error(c.E.OPNOTSUPP).sym, "OPNOTSUPP")
  test.eq(t.error(c.E.NODATA).NOATTR, true)
  test.eq(t.error(c.E.DEADLK).DEADLOCK, true)
  test.eq(t.error(c.E.DEADLK).sym, "DEADLK")
end)

test("unknown names", function()
  local err = t.error(2)
  for _, name in ipairs { "ENOENT", "nosuch", "", "NO ENT", "noent, perm" } do
    test.raises("invalid error", function() return err[name] end)
  end
  test.raises("", function() return err[1] end)
  test.raises("", function() return err[nil] end)
  test.raises("", function() return err[{}] end)
  test.raises("", function() err.NOENT = true end)
  test.raises("", function() err.nosuch = true end)
  -- Again, when they have been looked up.
  test.raises("invalid error", function() return err.ENOENT end)
end)

test("numbers without names", function()
  for _, number in ipairs { 0, -1, 134, 512, 4095, 70000, 2147483647, -2147483648 } do
    local err = t.error(number)
    test.eq(err.errno, number)
    test.eq(err.sym, nil)
    test.eq(err.lsym, nil)
    test.eq(err.NOENT, false)
    if test.lua == "lua5.1" or test.lua == "lua5.2" or test.lua == "luajit" then
      test.eq(tostring(err), nil)
    else
      test.eq(type(tostring(err)), "string")
    end
  end
  test.raises("bad argument #1 to 'error'", t.error, 2 ^ 31)
  test.raises("bad argument #1 to 'error'", t.error, "NOENT")
  test.raises("bad argument #1 to 'error'", t.error, {})
end)

test("equality", function()
  local _, a = S.open "nosuch"
  local _, b = S.stat "nosuch"
  assert(not rawequal(a, b))
  test.eq(a, b)
  test.eq(a, t.error(2))
  assert(a ~= t.error(1))
  assert(a ~= 2)
  assert(a ~= "NOENT")
  assert(a ~= t.fd())
end)

test("in text", function()
  local err = t.error(2)
  test.eq("x: " .. err, "x: No such file or directory")
  test.eq(err .. "!", "No such file or directory!")
  test.eq(err .. err, "No such file or directoryNo such file or directory")
  test.eq(err .. 5, "No such file or directory5")
  test.raises("", function() return err .. {} end)
  test.raises("", function() return err .. nil end)
end)

test("no length, no arithmetic, no call", function()
  local err = t.error(2)
  test.raises("", function() return #err end)
  test.raises("", function() return err + 1 end)
  test.raises("", function() return err < err end)
  test.raises("", function() err() end)
end)

test("the current number", function()
  S.open "nosuch"
  test.eq(S.errno(), c.E.NOENT)
  test.eq(t.error().NOENT, true)
  test.eq(t.error(nil).NOENT, true)
  S.chdir "/proc/self/exe"
  test.eq(S.errno(), c.E.NOTDIR)
  S.errno(c.E.PERM)
  test.eq(S.errno(), c.E.PERM)
  test.eq(t.error().PERM, true)
  S.errno(0)
  test.eq(S.errno(), 0)
end)

test("as an error", function()
  local ok, e = pcall(function() error(select(2, S.open "nosuch")) end)
  test.eq(ok, false)
  test.eq(e.NOENT, true)
end)
