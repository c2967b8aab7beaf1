-- Keys, in a process keyring, which ends with the process.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- A new keyring in that of the process.
local function ring(name)
  local number, err = S.add_key("keyring", name, "", "process_keyring")
  if not number then
    assert(err.NOSYS or err.PERM or err.ACCES or err.DQUOT, err)
    test.skip("no keys here: " .. tostring(err))
  end
  return number
end

test("keys", function()
  local keys = ring "first"
  local key = test.integer(test.ok(S.add_key("user", "name;of it", "secret\0bytes", keys)))
  test.eq(S.keyctl_read(key), "secret\0bytes")
  local told = test.ok(S.keyctl_describe(key))
  test.eq(told.type, "user")
  test.eq(told.description, "name;of it")
  test.eq(told.uid, S.geteuid())
  test.eq(told.gid, S.getegid())
  test.eq(math.floor(told.perm / c.KEY_PERM.POS_VIEW) % 2, 1)
  test.eq(S.keyctl_update(key, t.buffer(3)), true)
  test.eq(S.keyctl_read(key), "\0\0\0")
  local long = ("x"):rep(1000)
  test.eq(S.keyctl_update(key, long), true)
  test.eq(S.keyctl_read(key), long)
  test.eq(type(test.ok(S.keyctl_get_security(key))), "string")
  test.eq(S.keyctl_search("process_keyring", "user", "name;of it"), key)
  test.eq(S.request_key("user", "name;of it"), key)
  test.fails("NOKEY", S.keyctl_search(keys, "user", "absent"))
  test.fails("NOKEY", S.request_key("user", "absent of syscall", nil, keys))
  test.fails("NODEV", S.add_key("nosuchtype", "x", "y", keys))
  test.eq(S.keyctl_chown(key, -1, -1), true)
  test.eq(S.keyctl_setperm(key, "pos_all, usr_view"), true)
  test.eq(S.keyctl_describe(key).perm, c.KEY_PERM.POS_ALL + c.KEY_PERM.USR_VIEW)
  test.eq(S.keyctl_set_timeout(key, 1000), true)
  test.eq(S.keyctl_set_timeout(key, 0), true)
  test.eq(S.keyctl_revoke(key), true)
  test.fails("KEYREVOKED", S.keyctl_read(key))
  test.eq(S.keyctl_unlink(key, keys), true)
  test.fails("NOENT", S.keyctl_unlink(key, keys))
end)

test("keyrings", function()
  local one, two = ring "one", ring "two"
  local key = test.ok(S.add_key("user", "k", "v", one))
  test.eq(S.keyctl_link(key, two), true)
  test.eq(#test.ok(S.keyctl_read(two)), 4)
  test.eq(S.keyctl_clear(two), true)
  test.eq(S.keyctl_read(two), "")
  local done, err = S.keyctl_move(key, one, two, "excl")
  if done then
    test.eq(S.keyctl_read(one), "")
    test.fails("NOENT", S.keyctl_move(key, one, two))
  else
    assert(err.OPNOTSUPP, err)
    test.ok(S.keyctl_link(key, two))
  end
  test.eq(S.keyctl_search(two, "user", "k", one), key)
  test.fails("DEADLK", S.keyctl_link(one, one))
  done, err = S.keyctl_restrict_keyring(two)
  if done then test.fails("PERM", S.add_key("user", "more", "v", two)) else assert(err.OPNOTSUPP, err) end
  test.fails("NOTDIR", S.keyctl_clear(key))
  test.eq(S.keyctl_invalidate(key), true)
  local process = test.integer(test.ok(S.keyctl_get_keyring_id("process_keyring", false)))
  test.eq(S.keyctl_describe("process_keyring").description, S.keyctl_describe(process).description)
  local former = test.integer(test.ok(S.keyctl_set_reqkey_keyring "no_change"))
  test.eq(S.keyctl_set_reqkey_keyring "process_keyring", former)
  test.eq(S.keyctl_set_reqkey_keyring(former), c.KEY_REQKEY_DEFL.PROCESS_KEYRING)
  -- One that is made stays for days, so only that is tried where it is not.
  done, err = S.keyctl_get_persistent(-1, 2147483647)
  assert(not done and (err.NOKEY or err.OPNOTSUPP), err)
end)

test("the session of a child", function()
  ring "any"
  local r, w = test.ok(S.pipe "cloexec")
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, e = pcall(function()
      local session = test.ok(S.keyctl_join_session_keyring())
      test.eq(S.keyctl_get_keyring_id("session_keyring"), session)
      assert(test.ok(S.keyctl_join_session_keyring "of syscall") ~= session)
      test.eq(S.keyctl_describe("session_keyring").description, "of syscall")
      -- The parent has no program of its own to run after it, so it gets nothing now.
      local done, err = S.keyctl_session_to_parent()
      assert(done or err.PERM or err.INVAL, err)
    end)
    if not ok then w:write(tostring(e)) end
    S._exit(ok and 0 or 1)
  end
  w:close()
  local text = r:read(nil, 4096)
  r:close()
  local _, _, status = S.waitpid(pid)
  assert(status.EXITSTATUS == 0, text)
end)

test("misuse", function()
  test.raises("bad argument #4 to 'add_key' %(keyring: invalid name 'bogus'", S.add_key, "user", "x", "y", "bogus")
  test.raises("bad argument #3 to 'add_key' %(payload: string or buffer expected, got nil", S.add_key, "user", "x", nil, 1)
  test.raises("bad argument #2 to 'request_key' %(description: string expected", S.request_key, "user", {})
  test.raises("bad argument #2 to 'keyctl_setperm' %(permissions: invalid flag 'bogus'", S.keyctl_setperm, 1, "bogus")
  test.raises("bad argument #4 to 'keyctl_move' %(flags: invalid flag 'bogus'", S.keyctl_move, 1, 1, 1, "bogus")
  test.raises("bad argument #2 to 'keyctl_set_timeout' %(seconds: number of 32 bits out of range", S.keyctl_set_timeout, 1, -1)
  test.raises("bad argument #1 to 'keyctl_describe' %(key: invalid name 'bogus'", S.keyctl_describe, "bogus")
  test.raises("bad argument #1 to 'keyctl_read' %(key: invalid name 'bogus'", S.keyctl_read, "bogus")
  test.raises("bad argument #1 to 'keyctl_get_security' %(key: invalid name 'bogus'", S.keyctl_get_security, "bogus")
  for _, f in ipairs { S.keyctl_read, S.keyctl_describe, S.keyctl_revoke, S.keyctl_clear, S.keyctl_invalidate } do
    local ok, err = f(2147483647)
    assert(not ok and (err.NOKEY or err.NOSYS or err.PERM), err)
  end
end)
