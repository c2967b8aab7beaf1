-- Users and groups. What changes them does so in a child.
local test = require "test"
local S = require "syscall"
local t = S.t

-- Runs f in a child, in a user namespace of its own when this is not root's; the child fails when f raises.
local function child(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, why = pcall(f)
    if not ok then io.stderr:write(tostring(why), "\n") end
    S._exit(ok and 0 or 1)
  end
  local _, _, status = S.waitpid(pid)
  test.eq(tostring(status), "exited 0")
end

test("the three users and groups", function()
  local yes, none, real, effective, saved = S.getresuid()
  test.eq(yes, true)
  test.eq(none, nil)
  test.eq(test.integer(real), S.getuid())
  test.eq(test.integer(effective), S.geteuid())
  test.integer(saved)
  local r, e, s = t.uid1(77), t.uid1(77), t.uid1(77)
  test.eq(select("#", S.getresuid(r, e, s)), 5)
  test.eq(r[0], real)
  test.eq(e[0], effective)
  test.eq(s[0], saved)
  local _, _, group = S.getresgid()
  test.eq(group, S.getgid())
  local g = t.gid1(77)
  test.ok(S.getresgid(nil, g))
  test.eq(g[0], S.getegid())
  test.raises("bad argument #1 to 'getresuid' %(ruid: buffer expected", S.getresuid, {})
end)

test("what is there already can be set", function()
  child(function()
    local uid, gid = S.getuid(), S.getgid()
    for _, name in ipairs { "setuid", "seteuid", "setreuid", "setresuid" } do test.eq(S[name](uid), true, name) end
    for _, name in ipairs { "setgid", "setegid", "setregid", "setresgid" } do test.eq(S[name](gid), true, name) end
    test.eq(S.setresuid(), true)
    test.eq(S.setresuid(-1, -1, -1), true)
    test.eq(S.setreuid(-1, uid), true)
    test.eq(S.setresgid(-1, gid, -1), true)
  end)
end)

test("others as root alone", function()
  test.skip_unless(S.geteuid() == 0, "not root")
  child(function()
    test.eq(S.setresgid(1, 2, 3), true)
    local _, _, r, e, s = S.getresgid()
    test.eq(("%d %d %d"):format(r, e, s), "1 2 3")
    test.eq(S.setegid(3), true)
    test.eq(S.getegid(), 3)
    test.eq(S.setresuid(1, 2, 3), true)
    _, _, r, e, s = S.getresuid()
    test.eq(("%d %d %d"):format(r, e, s), "1 2 3")
    test.eq(S.seteuid(3), true)
    test.eq(S.geteuid(), 3)
    test.fails("PERM", S.setuid(0))
    test.fails("PERM", S.setgid(0))
    test.fails("PERM", S.seteuid(0))
    test.fails("PERM", S.setegid(0))
    test.fails("PERM", S.setreuid(0, 0))
    test.fails("PERM", S.setregid(0, 0))
    test.fails("PERM", S.setresuid(0, 0, 0))
    test.fails("PERM", S.setresgid(0, 0, 0))
  end)
end)

test("numbers of users and groups", function()
  test.raises("bad argument #1 to 'setuid' %(uid: user number expected, got no value", S.setuid)
  test.raises("bad argument #1 to 'setgid' %(gid: group number expected", S.setgid, "root")
  test.raises("user number expected, got number 0.5", S.setuid, 0.5)
  test.raises("%-1 to 4294967295", S.setresuid, -1, 2 ^ 32)
  test.raises("%-1 to 4294967295", S.setregid, -2)
  test.fails("INVAL", S.setuid(-1))
  test.fails("INVAL", S.setgid(2 ^ 32 - 1))
end)
