-- Futexes: in memory that a child shares.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t
local pt = S.types.pt

-- Words that children share, and their memory.
local function shared()
  local map = test.ok(S.mmap(nil, S.getpagesize(), "read, write", "shared, anonymous", -1, 0)):gc()
  return pt.uint32(map), map
end

-- The monotonic clock, so many seconds from now.
local function soon(seconds)
  local now = S.clock_gettime "monotonic"
  return { tonumber(now.sec) + seconds, tonumber(now.nsec) }
end

-- A call of a kernel that is younger, or that a filter forbids.
local function there(...)
  local value, err = ...
  if not value and (err.NOSYS or err.PERM) then test.skip("no such call: " .. tostring(err)) end
  return ...
end

-- Runs in a child what returns whether all is well.
local function child(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, well = pcall(f)
    S._exit(ok and well and 0 or 1)
  end
  return pid
end

local function ended(pid)
  local _, _, status = S.waitpid(pid)
  test.eq(status.EXITSTATUS, 0)
end

-- Until so many were woken, at most for some seconds.
local function woken(count, wake)
  local all = 0
  for _ = 1, 1000 do
    all = all + test.ok(wake())
    if all >= count then break end
    S.nanosleep(0.005)
  end
  test.eq(all, count)
end

test("waiting and waking", function()
  local words, map = shared()
  test.eq(S.futex_wake_bitset(map, 0, 1), 0)
  test.fails("AGAIN", S.futex_wait_bitset(map, 0, 1))
  test.fails("TIMEDOUT", S.futex_wait_bitset(words, 0, 0, { 0, 1 }))
  test.fails("TIMEDOUT", S.futex_wait_bitset(map, "clock_realtime", 0, t.timespec(1, 0), 5))
  test.fails("INVAL", S.futex_wait_bitset(map, 0, 0, nil, 0))
  local pid = child(function() return S.futex_wait_bitset(map, 0, 0, soon(30), 2) end)
  -- Another bit wakes nobody.
  test.eq(S.futex_wake_bitset(map, 0, 10, 4), 0)
  woken(1, function() return S.futex_wake_bitset(words, 0, 10, 3) end)
  ended(pid)
  -- Any memory of an object will do.
  local value = t.uint32_1()
  value[0] = 7
  test.fails("AGAIN", S.futex_wait_bitset(value, "private_flag", 8))
  test.fails("TIMEDOUT", S.futex_wait_bitset(value, "private_flag", 7, { 0, 1 }))
end)

test("the newer calls", function()
  local words, map = shared()
  words[0] = 3
  test.fails("AGAIN", there(S.futex_wait(map, 4)))
  test.fails("TIMEDOUT", S.futex_wait(map, 3, nil, nil, { 0, 1 }))
  test.fails("TIMEDOUT", S.futex_wait(map, 3, "match_any", "size_u32, private", { 1, 0 }, "realtime"))
  test.fails("INVAL", S.futex_wait(map, 3, nil, "size_u32, numa"))
  test.fails("INVAL", S.futex_wait(map, 3, 0))
  test.eq(S.futex_wake(map), 0)
  local pid = child(function() return S.futex_wait(map, 3, 1, nil, soon(30)) end)
  woken(1, function() return S.futex_wake(map, 1, 5) end)
  ended(pid)
end)

test("moving waiters to another word", function()
  local words, map = shared()
  local first = child(function() return S.futex_wait_bitset(map, 0, 0, soon(30)) end)
  local second = child(function() return S.futex_wait_bitset(map, 0, 0, soon(30)) end)
  -- Both wait on the second word then.
  woken(2, function() return S.futex_cmp_requeue(words, 0, 0, 0, 10, map + 8) end)
  test.eq(S.futex_wake_bitset(map, 0, 10), 0)
  test.eq(S.futex_wake_bitset(map + 8, 0, 10), 2)
  ended(first)
  ended(second)
  test.fails("AGAIN", S.futex_cmp_requeue(words, 0, 1, 1, 1, map + 8))
end)

test("locks that pass priority on", function()
  local words, map = shared()
  test.eq(there(S.futex_trylock_pi(map, 0)), true)
  test.eq(words[0] % 2 ^ 30, S.gettid())
  test.fails("DEADLK", S.futex_lock_pi(map, 0))
  local pid = child(function()
    local none, err = S.futex_trylock_pi(map, 0)
    if none or not err.AGAIN then return false end
    none, err = S.futex_lock_pi(map, 0, { 1, 0 })
    if none or not err.TIMEDOUT then return false end
    none, err = S.futex_lock_pi2(map, 0, { 1, 0 })
    if none or not (err.TIMEDOUT or err.NOSYS) then return false end
    none, err = S.futex_unlock_pi(map, 0)
    return not none and err.PERM
  end)
  ended(pid)
  test.eq(S.futex_unlock_pi(map, 0), true)
  test.eq(S.futex_lock_pi(map, 0), true)
  test.eq(S.futex_unlock_pi(map, 0), true)
  local done, err = S.futex_lock_pi2(map, 0)
  if done then test.eq(S.futex_unlock_pi(map, 0), true) else assert(err.NOSYS, err) end
  test.eq(words[0], 0)
end)

test("misuse", function()
  local buf = t.buffer(8)
  test.raises("bad argument #1 to 'futex_wait_bitset' %(word: a futex is a word of 32 bits", S.futex_wait_bitset, t.buffer(3), 0, 0)
  test.raises("bad argument #1 to 'futex_wait' %(word: a futex is a word of 32 bits", S.futex_wait, t.buffer(0), 0)
  test.raises("bad argument #1 to 'futex_wake' %(word: the word is not aligned", S.futex_wake, buf + 1)
  test.raises("bad argument #1 to 'futex_wake_bitset' %(word: buffer expected, got string", S.futex_wake_bitset, "text", 0)
  test.raises("bad argument #6 to 'futex_cmp_requeue' %(word2: the word is not aligned", S.futex_cmp_requeue, buf, 0, 0, 1, 1, buf + 2)
  test.raises("bad argument #2 to 'futex_wait_bitset' %(flags: invalid flag 'bogus'", S.futex_wait_bitset, buf, "bogus", 0)
  test.raises("bad argument #3 to 'futex_wait_bitset' %(value: number of 32 bits out of range", S.futex_wait_bitset, buf, 0, 2 ^ 32)
  test.raises("bad argument #4 to 'futex_wait_bitset' %(timeout: ", S.futex_wait_bitset, buf, 0, 0, "x")
  test.raises("bad argument #5 to 'futex_wait_bitset' %(mask: invalid name 'bogus'", S.futex_wait_bitset, buf, 0, 0, 0, "bogus")
  test.raises("bad argument #4 to 'futex_wait' %(flags: invalid flag 'bogus'", S.futex_wait, buf, 0, nil, "bogus")
  test.raises("bad argument #2 to 'futex_lock_pi' %(flags: invalid flag 'bogus'", S.futex_lock_pi, buf, "bogus")
end)
