-- The test library itself: what its checks let through and what they refuse.
local test = require "test"

test("checks pass and fail", function()
  test.eq(1, 1)
  test.raises("expected 2, got 1", test.eq, 1, 2)
  test.raises('size: expected "a\\nb", got nil', test.eq, nil, "a\nb", "size")
  test.same({ 1, { x = "y" } }, { 1, { x = "y" } })
  test.raises('%[2%]%["x"%]: expected "z", got "y"', test.same, { 1, { x = "y" } }, { 1, { x = "z" } })
  test.raises("unexpected 2", test.same, { 1, 2 }, { 1 })
  test.integer(7)
  test.raises("expected an integer", test.integer, "7")
  test.raises("nothing was raised", test.raises, "x", function() end)
  test.raises("expected an error like", test.raises, "x", error, "y")
end)

test("results of calls", function()
  local a, b, c = test.ok(true, nil, 5, 6)
  test.same({ a, b, c }, { 5, 6 })
  a, b, c = test.ok(4, nil, 5)
  test.same({ a, b, c }, { 4, 5 })
  test.eq(test.ok(true), true)
  a, b = test.ok(next, { 1 })
  test.eq(a, next)
  test.eq(b[1], 1)
  local err = setmetatable({ NOENT = true, PERM = false }, { __tostring = function() return "No such file" end })
  test.eq(test.fails("NOENT", nil, err), err)
  test.raises("expected PERM, got No such file", test.fails, "PERM", nil, err)
  test.raises("expected NOENT, got 3", test.fails, "NOENT", 3)
  test.raises("failed: No such file", test.ok, nil, err)
end)

test("skipping unwinds the case", function()
  local ok, e = pcall(test.skip_unless, false, "reason")
  test.eq(ok, false)
  test.eq(type(e), "table")
  test.eq(test.skip_unless(5, "reason"), 5)
end)

test("running out of memory", function()
  local n = test.oom(function()
    local t = {}
    for i = 1, 20 do t[i] = { ("x"):rep(100 + i) } end
  end)
  assert(n > 20, n)
  test.raises("allocation %d+ failed without an error", test.oom, function() pcall(string.rep, "x", 1000) end)
  local other = "other"
  test.raises("but the error is: other", test.oom, function()
    if not pcall(string.rep, "x", 1000) then error(other, 0) end
  end)
  test.raises("fails by itself: .*mine", test.oom, function() error("mine") end)
end)

test("its own folder", function()
  local f = assert(io.open(test.path "file", "w"))
  f:close()
  assert(io.open("file")):close()
end)

test("arguments of the host", function()
  test.eq(arg[0], "--")
  assert(arg[1]:find("harness.lua", 1, true))
  test.eq(host.version, test.lua)
end)
