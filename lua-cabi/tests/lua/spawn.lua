-- Programs as children.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- Runs a script of the shell; -> what it wrote, how it ended.
local function shell(script, options)
  options = options or {}
  options[1], options[2], options[3] = "/bin/sh", "-c", script
  options.stdout = "pipe"
  local process = test.ok(S.spawn(options))
  local pieces = {}
  repeat
    local piece = test.ok(process.stdout:read(nil, 65536))
    pieces[#pieces + 1] = piece
  until piece == ""
  local status = test.ok(process:wait())
  process:close()
  return table.concat(pieces), status
end

local function no_children() test.fails("CHILD", S.waitid("all", 0, "exited, nohang")) end

-- Collects until no child is left.
local function all_reaped()
  for _ = 1, 500 do
    test.collect()
    local info, err = S.waitid("all", 0, "exited, nowait, nohang", nil, false)
    if not info then return assert(err.CHILD, tostring(err)) end
    S.nanosleep(0.01)
  end
  error "a child is left"
end

test("a program", function()
  local process = test.ok(S.spawn { "sh", "-c", "exit 7" })
  assert(process.pid > 0)
  test.eq(process:getfd(), process.pidfd.filenum)
  test.eq(tostring(process), ("process %d"):format(process.pid))
  local status = test.ok(process:wait())
  test.eq(tostring(status), "exited 7")
  test.eq(process:wait(), status)
  test.eq(tostring(process), ("process %d: exited 7"):format(process.pid))
  test.fails("SRCH", process:kill())
  test.eq(process:close(), true)
  test.eq(process:wait(), status)
  no_children()
end)

test("arguments and environment", function()
  test.eq(shell "echo $0", "/bin/sh\n")
  test.eq(shell("echo $A$TEST_TMP", { env = { A = "b" } }), "b\n")
  test.eq(shell("echo $A$B", { env = { "A=b", B = 5 } }), "b5\n")
  test.eq(shell("echo $A", { env = {} }), "\n")
  test.eq(shell "echo $TEST_TMP", test.tmp .. "\n")
  local out, into = test.ok(S.pipe "cloexec")
  local process = test.ok(S.spawn { path = "/bin/sh", "name", "-c", 'echo "$0"', stdout = into })
  into:close()
  test.eq(out:read(), "name\n")
  out:close()
  test.eq(process:wait().EXITSTATUS, 0)
  process:close()
  process = test.ok(S.spawn { path = "true" })
  test.eq(process:wait().EXITSTATUS, 0)
  process:close()
end)

test("descriptors", function()
  local text = shell("cat; readlink /proc/self/fd/0 >&2", { stdin = "null", stderr = "null" })
  test.eq(text, "")
  local process = test.ok(S.spawn { "cat", stdin = "pipe", stdout = "pipe", stderr = false })
  test.eq(process.stdin:write "hello", 5)
  test.eq(process.stdout:read(nil, 5), "hello")
  test.eq(process:wait "nohang", false)
  process.stdin:close()
  test.eq(process.stdout:read(), "")
  test.eq(tostring(process:wait()), "exited 0")
  process:close()
  -- 107 and 108 change places.
  local a, b = test.ok(S.memfd_create("a", "cloexec")), test.ok(S.memfd_create("b", "cloexec"))
  a:write "a"
  b:write "b"
  local first, second = test.ok(a:dup2(107)), test.ok(b:dup2(108))
  text = shell("readlink /proc/self/fd/107 /proc/self/fd/108", { fds = { [107] = 108, [108] = first } })
  assert(text:find "^/memfd:b .-\n/memfd:a ", text)
  for _, fd in ipairs { a, b, first, second } do fd:close() end
  text = shell("echo error >&2", { stderr = S.stdout })
  test.eq(text, "")
end)

test("what a child starts with", function()
  test.eq(shell("pwd", { cwd = "/" }), "/\n")
  local ids = "while read -r name a b rest; do case $name in SigBlk:) echo $a;; esac; done < /proc/self/status"
  test.eq(shell(ids, { sigmask = "usr1" }), "0000000000000200\n")
  test.eq(shell(ids), shell(ids, { sigmask = S.sigprocmask() }))
  local process = test.ok(S.spawn { "sleep", "100", setsid = true })
  test.eq(S.getsid(process.pid), process.pid)
  test.eq(process:kill "kill", true)
  test.eq(tostring(process:wait()), "killed by KILL")
  process:close()
  process = test.ok(S.spawn { "sleep", "100", pgid = 0 })
  test.eq(S.getpgid(process.pid), process.pid)
  test.eq(process:kill(), true)
  test.eq(process:wait().TERMSIG, c.SIG.TERM)
  process:close()
end)

test("another user", function()
  test.skip_unless(S.geteuid() == 0, "not root")
  local script = "while read -r name ids; do case $name in Uid:|Gid:|Groups:) echo $ids;; esac; done < /proc/self/status"
  local text, status = shell(script, { uid = 1, gid = 2, groups = { 4, 3 } })
  test.eq(tostring(status), "exited 0")
  test.eq(text, "1 1 1 1\n2 2 2 2\n3 4\n")
  test.eq(shell(script, { uid = 1, gid = 2, groups = t.groups { 5 } }), "1 1 1 1\n2 2 2 2\n5\n")
end)

test("what fails in the child", function()
  local function fails(name, call, options)
    test.eq(test.fails(name, S.spawn(options)).call, call)
    no_children()
  end
  fails("NOENT", "execve", { "/nosuch/program" })
  local path = S.getenv "PATH"
  test.ok(S.setenv("PATH", "/nosuch:/bin", true))
  fails("NOENT", "execve", { "nosuchprogram" })
  test.eq(shell "echo found", "found\n")
  test.ok(S.setenv("PATH", path, true))
  fails("ACCES", "execve", { "/" })
  fails("NOENT", "execve", { path = "" })
  fails("NOENT", "chdir", { "true", cwd = "/nosuch" })
  fails("BADF", "dup", { "true", stdin = 1000 })
  fails("INVAL", "setpgid", { "true", pgid = 2 ^ 31 + 5 })
  fails("2BIG", "execve", { "true", ("x"):rep(2 ^ 23) })
  if S.geteuid() ~= 0 then fails("PERM", "setuid", { "true", uid = 0 }) end
  test.eq(select(2, S.getpgid(2 ^ 22 + 1)).call, nil)
  -- Pipes are closed.
  fails("NOENT", "execve", { "/nosuch/program", stdin = "pipe", stdout = "pipe", stderr = "pipe" })
end)

test("waiting with others", function()
  local process = test.ok(S.spawn { "true" })
  test.eq(S.poll(t.pollfds { { fd = process, events = "in" } }, 10000), 1)
  test.eq((S.waitpid(process.pid)), process.pid)
  test.fails("CHILD", process:wait())
  process:close()
end)

test("objects that are forgotten", function()
  local pid = test.ok(S.spawn { "true" }).pid
  local slow = test.ok(S.spawn { "cat", stdin = "pipe" })
  local stdin = slow.stdin
  local last = slow.pid
  slow = nil
  for _ = 1, 200 do
    test.collect()
    if not S.waitid("pid", pid, "exited, nowait, nohang", nil, false) then break end
    S.nanosleep(0.01)
  end
  test.fails("CHILD", S.waitid("pid", pid, "exited, nohang"))
  test.eq(S.kill(last, 0), true) -- goes on
  stdin:close()
  all_reaped()
end)

test("handlers of the parent do not run in the child", function()
  test.child(function()
    host.catch(c.SIG.USR1)
    for _ = 1, 20 do
      local process = test.ok(S.spawn { "true" })
      S.kill(S.getpid(), "usr1")
      test.eq(tostring(process:wait()), "exited 0")
    end
    test.eq(tostring(S.sigprocmask()), "")
  end)
end)

test("misuse", function()
  local function refuses(pattern, options) test.raises("bad argument #1 to 'spawn' %(" .. pattern, S.spawn, options) end
  refuses("options: table expected, got nil", nil)
  refuses("path: string expected, got nil", {})
  refuses("stdn: an option of spawn expected", { "true", stdn = 1 })
  refuses("argv%[2%]: string expected, got number", { "true", 5 })
  refuses("argv%[2%]: string without a zero byte expected", { "true", "a\0b" })
  refuses("path%[1%]: string without a zero byte expected", { "x", path = "/a\0b" })
  refuses("env: table expected, got string", { "true", env = "x" })
  refuses("env%[1%]: string expected, got table", { "true", env = { {} } })
  refuses("stdin: fd expected, got table", { "true", stdin = {} })
  refuses("fds: table expected", { "true", fds = 5 })
  refuses("fds: descriptor number expected, got string", { "true", fds = { x = 5 } })
  refuses("fds%[5%]: fd expected, got boolean", { "true", fds = { [5] = true } })
  refuses("cwd: string expected, got number", { "true", cwd = 5 })
  refuses("uid: user number expected, got string", { "true", uid = "root" })
  refuses("groups: table expected, got number", { "true", groups = 5 })
  refuses("groups%[1%]: user number expected, got string", { "true", groups = { "x" } })
  test.raises("'nosuch' are no names of signals", S.spawn, { "true", sigmask = "nosuch" })
  local _, message = pcall(function() return (S.spawn {}) end)
  assert(message:find "spawn.lua:%d", message)
end)

test("clone3", function()
  local pid, none, pidfd = S.clone3 { exit_signal = "chld", pidfd = true }
  if pid == 0 then S._exit(6) end
  if not pid then return assert(none.NOSYS or none.PERM, tostring(none)) end
  test.eq(none, nil)
  test.eq(S.waitid("pidfd", pidfd, "exited").status, 6)
  pidfd:close()
  pid = test.ok(S.clone3 { flags = "clear_sighand", exit_signal = "chld" })
  if pid == 0 then S._exit(5) end
  test.eq(select(3, S.waitpid(pid)).EXITSTATUS, 5)
  pid = S.clone3 { exit_signal = "chld", set_tid = { pid } }
  if pid == 0 then S._exit(4) end
  if pid then test.eq(select(3, S.waitpid(pid)).EXITSTATUS, 4) end
  local err = select(2, S.clone3 { cgroup = S.stdin, exit_signal = "chld" })
  assert(err.BADF or err.INVAL, tostring(err))
  test.raises("bad argument #1 to 'clone3' %(args: table expected", S.clone3)
  test.raises("nosuch: an argument of clone3 expected", S.clone3, { nosuch = 1 })
  test.raises("cgroup: fd expected", S.clone3, { cgroup = {} })
  test.raises("set_tid: table expected", S.clone3, { set_tid = 5 })
  test.raises("a child that shares memory", S.clone3, { flags = "vm" })
  test.raises("parent_settid and child_settid are for clone", S.clone3, { flags = "parent_settid" })
  test.raises("bad argument #2 to 'clone3' %(exit_signal: .*invalid name 'nosuch'", S.clone3, { exit_signal = "nosuch" })
end)

test("help", function()
  assert(S.help "spawn":find "^spawn%(options%) %-> the process", S.help "spawn")
  assert(S.help "sysctl":find "^sysctl%(name, new%) %-> the text", S.help "sysctl")
  for _, name in ipairs { "spawn", "clone3", "prctl", "sysctl", "syslog" } do
    assert(("\n" .. S.help()):find("\n" .. name .. "\n", 1, true), name)
  end
end)

test("without memory", function()
  test.oom(function()
    local process = S.spawn { "true" }
    process:wait()
    process:close()
  end)
  all_reaped()
end)
