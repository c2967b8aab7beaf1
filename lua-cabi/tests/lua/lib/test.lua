-- The library of the Lua tests, for Lua 5.1 to 5.5 and LuaJIT in the hosts of `lua-cabi/hosts`.
--
--   local test = require "test"
--   local S = require "syscall"
--   test("opens", function()
--     local fd = test.ok(S.open(test.path "a", "creat, rdwr", "0666"))
--     test.eq(fd:write("abc"), 3)
--     test.fails("NOENT", S.open("nosuchfile"))
--     test.raises("bad argument #1 to 'open'", S.open, {})
--   end)
--
-- A case passes when it returns, and when after a full collection no more descriptors are open than before it.
-- The results go to standard output in the form of the Test Anything Protocol, which `tests/lua.rs` reads.

local host = host

local test = {}

test.lua = host.version -- "lua5.1" ... "lua5.5", "luajit"
test.tmp = os.getenv "TEST_TMP" or "." -- an empty folder, the current one at the start, removed afterwards

local SKIP = {} -- marks the error that skips
local pid = host.pid()
local count, failed, running = 0, 0, false
local starved = false -- whether an allocation has failed on purpose

local function say(line)
  io.stdout:write(line, "\n")
  io.stdout:flush()
end

local function details(message)
  say("# " .. tostring(message):gsub("\n", "\n# "))
end

local function handler(e)
  if type(e) == "table" and rawget(e, SKIP) then return e end
  return debug.traceback(tostring(e), 2)
end

-- What a value looks like in a message.
local function show(v)
  if type(v) == "string" then return (("%q"):format(v):gsub("\\\n", "\\n")) end
  return tostring(v)
end

-- ---- cases ----

local function case(name, f)
  assert(not running, "a case within a case")
  running = true
  count = count + 1
  say("# case: " .. name)
  test.collect()
  local before = host.fds()
  local ok, e = xpcall(f, handler)
  running = false
  f = nil
  test.collect()
  local after, list = host.fds()
  local child = host.pid() ~= pid
  if ok and after ~= before then
    ok, e = false, ("%d descriptors before the case, %d after it: %s"):format(before, after, list)
  end
  if child then ok, e = false, "a child process ran past its case: " .. tostring(e) end
  if ok then
    say(("ok %d - %s"):format(count, name))
  elseif type(e) == "table" then
    say(("ok %d - %s # SKIP %s"):format(count, name, e[SKIP]))
  else
    failed = failed + 1
    say(("not ok %d - %s"):format(count, name))
    details(e)
  end
  if child then os.exit(1) end
end

setmetatable(test, { __call = function(_, name, f) return case(name, f) end })

-- Skips the case, or the whole file when called outside of one.
function test.skip(reason)
  error({ [SKIP] = tostring(reason) }, 0)
end

-- Skips unless the condition holds; else returns it.
function test.skip_unless(condition, reason)
  if not condition then test.skip(reason) end
  return condition
end

-- At the top of a file: moves the process into namespaces of its own ("net", "net,mnt" ...), else skips the file.
function test.isolate(names)
  assert(not running, "test.isolate stands outside of cases: it holds for the rest of the file")
  local ok, reason = host.unshare(names)
  if not ok then test.skip("no namespaces of its own (" .. names .. "): " .. reason) end
end

-- What a field of 16 bits in network order reads as on this machine.
function test.network(n)
  if require("syscall.abi").be then return n end
  return n % 256 * 256 + math.floor(n / 256)
end

-- ---- checks: each raises when it does not hold ----

-- Equal by `==`; NaN equals itself.
function test.eq(got, want, what)
  if got == want or (got ~= got and want ~= want) then return got end
  error(("%sexpected %s, got %s"):format(what and what .. ": " or "", show(want), show(got)), 2)
end

local function same(got, want, path)
  if type(got) ~= "table" or type(want) ~= "table" then
    if got == want then return end
    return ("%s: expected %s, got %s"):format(path, show(want), show(got))
  end
  for k, v in pairs(want) do
    local e = same(got[k], v, path .. "[" .. show(k) .. "]")
    if e then return e end
  end
  for k, v in pairs(got) do
    if want[k] == nil then return ("%s[%s]: unexpected %s"):format(path, show(k), show(v)) end
  end
end

-- Tables with equal contents, or equal values.
function test.same(got, want, what)
  local e = same(got, want, what or "value")
  if e then error(e, 2) end
  return got
end

-- An integer where the version has such a subtype, a number elsewhere.
function test.integer(v)
  local kind = (math.type or type)(v)
  if kind ~= "integer" and (math.type or kind ~= "number") then error("expected an integer, got " .. show(v), 2) end
  return v
end

-- The results of a call that must succeed: `true, nil, a, b` gives a, b; `v, nil, a, b` gives v, a, b; a function in the
-- first place (an iterator) gives everything unchanged.
function test.ok(...)
  local v, e = ...
  if not v then error("failed: " .. tostring(e), 2) end
  if type(v) == "function" then return ... end
  if v == true and select("#", ...) > 2 then return select(3, ...) end
  return v, select(3, ...)
end

-- A call that must return `nil, err` with the error of this name ("NOENT"); returns err.
function test.fails(name, ...)
  local v, e = ...
  if v ~= nil then error(("expected %s, got %s"):format(name, show(v)), 2) end
  if e == nil then error(("expected %s, got nothing but nil"):format(name), 2) end
  if not e[name] then error(("expected %s, got %s"):format(name, tostring(e)), 2) end
  return e
end

-- f(...) must raise something that, as text, the Lua pattern matches; returns the text.
function test.raises(pattern, f, ...)
  local raised, e = pcall(f, ...)
  if raised then error(("expected an error like %s, but nothing was raised"):format(show(pattern)), 2) end
  e = tostring(e)
  if not e:find(pattern) then error(("expected an error like %s, got %s"):format(show(pattern), show(e)), 2) end
  return e
end

-- Runs f with its n-th allocation failing, for n = 1, 2, 3 ... until it asks for fewer than n; once with all the later
-- ones failing too, when it has to raise the memory error each time, and once with only that one, when versions that
-- collect and try again may succeed. No descriptor may stay open after any of these calls. -> number of its allocations
function test.oom(f)
  starved = true
  local jitted = jit and jit.status()
  -- A recorded trace allocates on its own, and neither survives failures nor tells of them.
  if jitted then
    jit.off()
    jit.flush()
  end
  test.collect()
  local before, n = host.fds(), 0
  local function run(all)
    n = 0
    repeat
      n = n + 1
      test.collect()
      collectgarbage "stop" -- an ordinary collection step may fail to shrink something without an error
      local failures, ok, e = host.try(f, n, all)
      collectgarbage "restart"
      if failures == 0 and not ok then error("fails by itself: " .. tostring(e), 3) end
      if not ok and not tostring(e):find("memory", 1, true) then
        error(("allocation %d failed, but the error is: %s"):format(n, tostring(e)), 3)
      end
      if all and failures > 0 and ok then error(("allocation %d failed without an error"):format(n), 3) end
      e = nil
      test.collect()
      local after, list = host.fds()
      if after ~= before then
        error(("allocation %d failed: %d descriptors before, %d after: %s"):format(n, before, after, list), 3)
      end
    until failures == 0
  end
  run(true)
  local asked = n - 1
  run(false)
  if jitted then jit.on() end
  return asked
end

-- ---- tools ----

-- A path in the test's own folder.
function test.path(name)
  return test.tmp .. "/" .. name
end

-- Runs f in a child process, which fails when f raises; -> how it ended.
function test.forked(f)
  local S = require "syscall"
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, why = pcall(f)
    if not ok then io.stderr:write(tostring(why), "\n") end
    S._exit(ok and 0 or 1)
  end
  local _, status = test.ok(S.waitpid(pid))
  return status
end

-- Runs a part of a case in a child process: what changes the process for good.
function test.child(f)
  test.eq(tostring(test.forked(f)), "exited 0", "the child (what was raised is on standard error)")
end

-- Bytes that are mapped of a file.
function test.mapped(name)
  local bytes = 0
  for line in io.lines "/proc/self/maps" do
    if line:find(name, 1, true) then
      local first, last = line:match "^(%x+)-(%x+)"
      bytes = bytes + tonumber(last, 16) - tonumber(first, 16)
    end
  end
  return bytes
end

-- Full collection, finalizers included.
function test.collect()
  collectgarbage()
  collectgarbage()
end

-- The harness calls this: runs the file that the first argument names.
function test.main()
  io.stdout:setvbuf "line"
  local proc = io.open "/proc/self/fd"
  if not proc then return say "1..0 # SKIP /proc is not mounted, so descriptors cannot be counted" end
  proc:close()
  local chunk, e = loadfile(arg[1])
  local ok = false
  if chunk then ok, e = xpcall(chunk, handler) end
  if not ok and type(e) ~= "table" then
    say("Bail out! Outside of a case:")
    details(e)
    failed = failed + 1
  end
  local skipped = not ok and type(e) == "table" and " # SKIP " .. e[SKIP] or ""
  say("1.." .. count .. skipped)
  if failed > 0 then os.exit(1) end
  -- LuaJIT loses a few bytes of its own when memory runs out while it makes a closure, and asserts that it has not when
  -- the state is closed. To leave without closing it is the way around.
  if jit and starved then os.exit(0) end
end

return test
