-- What calls of the module cost, one after the other: a line each, with the name and the nanoseconds of processor time.
-- With a name and a number: makes that call so many times and prints nothing, for a tool that counts instructions.
-- The calls are those that every commit has had, so that commits can be compared.

local S = require "syscall"
local t, only, calls = S.t, arg[1], tonumber(arg[2])
local compile = loadstring or load

local zero, null = assert(S.open("/dev/zero", "rdwr")), assert(S.open("/dev/null", "wronly"))
local directory = assert(S.open("/", "rdonly, directory"))
local _, _, reader, writer = assert(S.pipe("nonblock"))
local _, _, left, right = assert(S.socketpair("unix", "stream"))
local epoll, events = assert(S.epoll_create()), t.epoll_events(8)
assert(S.epoll_ctl(epoll, "add", left, "out"))
local polled = t.pollfds{{fd = left, events = "out"}}
local buffer, st, ts = t.buffer(64), t.stat(), t.timespec()
local values = {S = S, t = t, zero = zero, null = null, directory = directory, reader = reader, left = left, right = right,
  epoll = epoll, events = events, polled = polled, buffer = buffer, st = st, ts = ts}

-- The statement of each, and the function that it calls as `f`.
local cases = {
  {"getppid", "f()", f = S.getppid},
  {"read-string", "f(zero, nil, 1)", f = S.read},
  {"read-buffer", "f(zero, buffer, 1)", f = S.read},
  {"write", "f(null, 'x')", f = S.write},
  {"fd:read", "zero:read(nil, 1)"},
  {"fd:write", "null:write('x')"},
  {"fstat-new", "f(zero)", f = S.fstat},
  {"fstat-reused", "f(zero, st)", f = S.fstat},
  {"stat", "f('/', st)", f = S.stat},
  {"stat-absent", "f('/absent')", f = S.stat},
  {"open-close", "f('/', 'rdonly, directory, cloexec'):close()", f = S.open},
  {"openat-close", "f(directory, 'proc', 'rdonly, directory'):close()", f = S.openat},
  {"lseek", "f(zero, 0, 'set')", f = S.lseek},
  {"clock_gettime", "f('monotonic', ts)", f = S.clock_gettime},
  {"epoll_wait", "f(epoll, events, 0)", f = S.epoll_wait},
  {"poll", "f(polled, 0)", f = S.poll},
  {"send-recv", "f(left, 'x') right:read(buffer, 1)", f = S.write},
  {"would-block", "f(reader, buffer, 1)", f = S.read},
  {"getuid", "f()", f = S.getuid},
  {"kill-none", "f(1, 0)", f = S.kill},
  {"buffer-get", "local _ = buffer[0]"},
  {"buffer-set", "buffer[0] = 1"},
  {"member", "local _ = st.size"},
  {"member-flag", "local _ = st.isdir"},
  {"timespec", "f(1.5)", f = t.timespec},
}

local function loop(case)
  local names, given = {"f"}, {case.f}
  for name in case[2]:gmatch "%a+" do
    if values[name] then names[#names + 1] = name given[#names] = values[name] end
  end
  return compile(("local %s = ... return function(n) for _ = 1, n do %s end end"):format(table.concat(names, ", "), case[2]))(
    (table.unpack or unpack)(given, 1, #names))
end

if only then
  for _, case in ipairs(cases) do
    if case[1] == only then loop(case)(calls) end
  end
  return
end

local clock = os.clock
for _, case in ipairs(cases) do
  local run, times = loop(case), {}
  run(500)
  for round = 1, 9 do
    local start = clock()
    run(2000)
    times[round] = (clock() - start) / 2000
  end
  table.sort(times)
  print(("%s\t%.2f"):format(case[1], times[5] * 1e9))
end
