-- Performance events: counters, samples, tracepoints.
local test = require "test"
local S = require "syscall"
local t, c = S.t, S.c

test("attributes", function()
  local attr = t.perf_event_attr { type = "software", config = "sw_task_clock", sample_type = "ip, tid", disabled = 1, precise_ip = 2 }
  test.eq(attr.type, c.PERF_TYPE.SOFTWARE)
  test.eq(attr.pe_type, attr.type)
  test.eq(attr.config, c.PERF_COUNT.SW_TASK_CLOCK)
  test.eq(attr.pe_config, attr.config)
  test.eq(attr.sample_type, c.PERF_SAMPLE.IP + c.PERF_SAMPLE.TID)
  test.eq(attr.disabled, 1)
  test.eq(attr.precise_ip, 2)
  attr.disabled, attr.exclude_kernel = 0, 1
  test.eq(attr.disabled, 0)
  test.eq(attr.exclude_kernel, 1)
  test.eq(attr.precise_ip, 2)
  attr.pe_config = 5
  test.eq(attr.config, 5)
  attr.sample_freq = 99
  test.eq(attr.sample_period, 99)
  test.raises("type", t.perf_event_attr, { type = "nosuch" })
  test.raises("no member", t.perf_event_attr, { nosuch = 1 })
end)

local function clock()
  local attr = t.perf_event_attr1()
  attr[0] = { type = "software", config = "sw_task_clock", disabled = 1, exclude_kernel = 1 }
  return attr
end

local function open(attr, ...)
  local fd, err = S.perf_event_open(attr, ...)
  if not fd and not err.INVAL then test.skip("no performance events: " .. tostring(err)) end
  return test.ok(fd, err)
end

test("a counter", function()
  local reader = t.perf_reader(open(clock()))
  test.eq(reader.fd >= 0, true)
  test.eq(reader:read(), 0)
  test.ok(reader:start())
  local x = 0
  for i = 1, 1e6 do x = x + i end
  test.ok(reader:stop())
  assert(reader:read() > 0)
  test.ok(reader:reset())
  test.eq(reader:read(), 0)
  test.fails("INVAL", reader:refresh())
  test.eq(reader:mmap(1), 1)
  test.eq(reader.map_pages, 1)
  test.eq(reader:meta().compat_version, 0)
  test.eq(reader:next(), nil)
  test.ok(reader:munmap())
  test.eq(reader:meta(), nil)
  test.fails("INVAL", reader:mmap(3))
  test.eq(reader:close(), true)
  test.eq(reader:close(), true)
  test.eq(reader.fd, -1)
  test.fails("BADF", reader:read())
end)

test("several values", function()
  local attr = clock()
  attr[0].read_format = c.PERF_READ_FORMAT.TOTAL_TIME_ENABLED + c.PERF_READ_FORMAT.TOTAL_TIME_RUNNING
  local reader = t.perf_reader(open(attr, 0, -1, nil, "fd_cloexec"))
  test.eq(#reader:read(), 3)
  test.eq(#reader:read(24), 3)
  reader:close()
end)

test("a descriptor is closed with its reader", function()
  t.perf_reader(open(clock())):mmap(2)
end)

test("samples", function()
  local attr = clock()
  attr[0].sample_period, attr[0].sample_type, attr[0].wakeup_events = 10000, c.PERF_SAMPLE.TID, 1
  local reader = t.perf_reader(open(attr))
  test.eq(reader:mmap(1), 1)
  local seen, loops = 0, 0
  -- More than one page holds, so that the ring comes round.
  while seen < 600 and loops < 300 do
    test.ok(reader:start())
    local x = 0
    for i = 1, 100000 do x = x + i end
    test.ok(reader:stop()) -- to read takes longer than a sample
    for len, event in reader.next, reader do
      if event.type == c.PERF_RECORD.SAMPLE then
        test.eq(len, 16)
        test.eq(S.types.pt.uint32(event)[2], S.getpid())
        seen = seen + 1
      end
    end
    loops = loops + 1
  end
  reader:close()
  if seen == 0 then test.skip "no samples of the clock here" end
  assert(seen >= 600, seen)
end)

test("groups, and misuse", function()
  local leader = open(clock())
  local member = open(clock(), 0, -1, leader)
  member:close()
  leader:close()
  test.fails("INVAL", S.perf_event_open(clock(), -1, -1))
  test.fails("BADF", S.perf_event_open(clock(), 12345, 0, nil, "pid_cgroup"))
  test.raises("bad argument #1 to 'perf_event_open'", S.perf_event_open, 5)
  test.raises("bad argument #3 to 'perf_event_open'", S.perf_event_open, clock(), 0, -2)
  test.raises("bad argument #1 to 'perf_reader'", t.perf_reader, {})
  test.fails("INVAL", S.perf_event_open { type = 4000 })
end)

test("tracepoints", function()
  test.raises("bad argument #1 to 'perf_tracepoint'", S.perf_tracepoint)
  test.fails("NOENT", S.perf_tracepoint "nosuch/nosuch")
  test.fails("NOENT", S.perf_tracepoint "/nosuch/path")
  local id, err = S.perf_tracepoint "sched/sched_switch"
  if not id then test.skip("no tracepoints: " .. tostring(err)) end
  local reader = test.ok(S.perf_attach_tracepoint(id))
  test.ok(reader:start())
  reader:close()
end)

test("the number in a file is a tracepoint's", function()
  test.ok(S.mkdir("tracepoint", "0755"))
  local file = test.ok(S.creat("tracepoint/id", "0644"))
  test.eq(file:write "42\n", 3)
  file:close()
  local here = test.ok(S.getcwd())
  test.eq(S.perf_tracepoint(here .. "/tracepoint"), 42)
  test.eq(S.perf_tracepoint(here .. "/tracepoint/id"), 42)
  test.raises("bad argument #1 to 'perf_attach_tracepoint'", S.perf_attach_tracepoint, "x")
  test.raises("bad argument #5 to 'perf_attach_tracepoint'", S.perf_attach_tracepoint, 1, nil, nil, nil, 5)
end)

test("probes", function()
  test.raises("bad argument #1 to 'perf_probe'", S.perf_probe, "nosuch", "x")
  test.raises("bad argument #2 to 'perf_probe'", S.perf_probe, "kprobe")
  test.raises("bad argument #3 to 'perf_probe'", S.perf_probe, "kprobe", "x", 5)
  local id, err = S.perf_probe("kprobe", "lua_test_probe", "do_nanosleep")
  if not id then test.skip("no probes: " .. tostring(err)) end
  test.eq(type(id), "number")
  test.eq(S.perf_probe("kprobe", "lua_test_probe", false), true)
end)
