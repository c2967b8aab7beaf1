-- `S.perf`: probes, tracepoints and readers of performance events, of what perf_event_open gives. perf_event_open(2), the kernel's
-- Documentation/trace. Gets the module's table and its own calls.
local S, native = ...
local t, pt = S.t, S.types.pt
local perf = {}

-- Where the kernel shows its tracepoints, newest first.
local TRACING = { "/sys/kernel/tracing/", "/sys/kernel/debug/tracing/" }

-- What the first of some files says that is there.
local function first(...)
  local fd, text, err
  for i = 1, select("#", ...) do
    fd, err = S.open((select(i, ...)), "rdonly, cloexec")
    if fd then
      text, err = fd:read()
      fd:close()
      return text, err
    end
  end
  return nil, err
end

--- The number of a tracepoint, by its path ("sched/sched_switch", or that of its folder or file).
function perf.perf_tracepoint(path)
  native.expect("string", path, 1, "perf_tracepoint", "path")
  local text, err
  if path:sub(1, 1) == "/" then
    text, err = first(path:find "/id$" and path or path .. "/id")
  else
    text, err = first(TRACING[1] .. "events/" .. path .. "/id", TRACING[2] .. "events/" .. path .. "/id")
  end
  if not text then return nil, err end
  return tonumber(text:match "%d+")
end

--- Makes a probe ("kprobe", "uprobe") of a definition ("do_sys_open", "/bin/sh:0x1234"), at the function's return if `retprobe` says
-- so: the number of its tracepoint. Without a definition it is removed: true.
function perf.perf_probe(kind, name, definition, retprobe)
  native.expect("string", kind, 1, "perf_probe", "kind")
  native.expect("string", name, 2, "perf_probe", "name")
  if kind ~= "kprobe" and kind ~= "uprobe" then error("bad argument #1 to 'perf_probe' (kind: \"kprobe\" or \"uprobe\" expected)", 2) end
  if definition then native.expect("string", definition, 3, "perf_probe", "definition") end
  local event = kind .. "s/" .. name
  local line = definition and ("%s:%s %s"):format(retprobe and "r" or "p", event, definition) or "-:" .. event
  local fd, err
  for _, folder in ipairs(TRACING) do
    fd, err = S.open(folder .. kind .. "_events", "wronly, append, cloexec")
    if fd then break end
  end
  if not fd then return nil, err end
  local done
  done, err = fd:write(line .. "\n")
  fd:close()
  if not done then return nil, err end
  if not definition then return true end
  return perf.perf_tracepoint(event)
end

--- Reads the samples of a tracepoint, by its number: a `t.perf_reader`. Whose, where and in which group as `perf_event_open` has it;
-- `attrs` are members of the event beside its own.
function perf.perf_attach_tracepoint(id, pid, cpu, group, attrs)
  native.expect("size", id, 1, "perf_attach_tracepoint", "id")
  local attr = t.perf_event_attr1()
  attr[0] = { type = "tracepoint", config = id, sample_type = "raw", sample_period = 1, wakeup_events = 1 }
  if attrs ~= nil then
    native.expect("table", attrs, 5, "perf_attach_tracepoint", "attrs")
    for name, value in pairs(attrs) do attr[0][name] = value end
  end
  local fd, err = S.perf_event_open(attr, pid, cpu, group, "fd_cloexec")
  if not fd then return nil, err end
  return perf.perf_reader(fd)
end

local Reader = {}
local IOC = function(name) return function(self, value) return self:ioctl(name, value) end end

-- Runs a request of the event: its name without "PERF_EVENT_IOC_", and its argument.
function Reader:ioctl(cmd, value)
  if type(cmd) == "string" and not cmd:upper():find "^PERF_EVENT_IOC_" then cmd = "PERF_EVENT_IOC_" .. cmd:upper() end
  return S.ioctl(self.fd, cmd, value)
end

Reader.start, Reader.stop, Reader.reset = IOC "ENABLE", IOC "DISABLE", IOC "RESET"
Reader.setfilter = IOC "SET_FILTER"

-- Counts so many more events, one without a number.
function Reader:refresh(count) return self:ioctl("REFRESH", pt.void(count or 1)) end

-- Has a BPF program run at each event.
function Reader:setbpf(fd) return self:ioctl("SET_BPF", type(fd) == "number" and fd or fd:getfd()) end

-- The counter; of more than 8 bytes, the 64-bit values.
function Reader:read(len)
  local buf = t.buffer(len or 4096)
  local count, err = S.read(self.fd, buf)
  if not count then return nil, err end
  local values = pt.uint64(buf)
  if count <= 8 then return values[0] end
  local all = {}
  for i = 1, count / 8 do all[i] = values[i - 1] end
  return all
end

-- Maps the ring of so many pages, a power of two, and the page before it: how many pages those are.
function Reader:mmap(pages)
  pages = pages or 8
  local map, err = S.mmap(nil, (pages + 1) * S.getpagesize(), "read, write", "shared", self.fd, 0)
  if not map then return nil, err end
  self:munmap()
  self.map, self.map_pages = map:gc(), pages
  return pages
end

-- Takes the ring away.
function Reader:munmap()
  if self.map then self.map:close() end
  self.map, self.map_pages, self.pending = nil, nil, nil
  return true
end

-- The page before the ring.
function Reader:meta() return self.map and pt.perf_event_mmap_page(self.map) end

-- The next event's length and head, which the kernel may write over when the next one is asked for; nil when there is none.
function Reader:next()
  local meta = self:meta()
  if not meta then return nil end
  if self.pending then
    -- No more of the page is written, since the kernel writes there too.
    pt.uint64(self.map + S.ffi.offsetof(t.perf_event_mmap_page, "data_tail"))[0], self.pending = self.pending, nil
  end
  local tail, head = meta.data_tail, meta.data_head
  if tail == head then return nil end
  local page = S.getpagesize()
  local size, ring = self.map_pages * page, self.map + page
  local at = tonumber(S.bit.band64(tail, size - 1))
  local event = pt.perf_event_header(ring + at)
  local len = event.size
  if len < 8 or len > size then return nil end
  if at + len > size then
    -- Its end is at the ring's beginning.
    local whole = t.buffer(len)
    S.ffi.copy(whole, ring + at, size - at)
    S.ffi.copy(whole + (size - at), ring, at + len - size)
    event = pt.perf_event_header(whole)
  end
  self.pending = tail + len
  return len, event
end

-- Closes the event, and takes its ring away.
function Reader:close()
  self:munmap()
  local owner = self.owner
  self.owner, self.fd = nil, -1
  if owner then return owner:close() end
  return true
end

local meta = { __index = Reader, __ipairs = function(self) return Reader.next, self end }
meta.__close = Reader.close

--- `t.perf_reader(fd)`: an event's descriptor, which it owns, with its ring: start, stop, reset, refresh, setfilter, setbpf, ioctl,
-- read, mmap, munmap, meta, next (as `for length, event in reader.next, reader`), close.
function perf.perf_reader(fd)
  if fd ~= nil and type(fd) ~= "number" and type(fd) ~= "userdata" then native.expect("fd", fd, 1, "perf_reader", "fd") end
  local owner = fd ~= nil and t.fd(fd) or nil
  return setmetatable({ fd = owner and owner:getfd() or -1, owner = owner }, meta)
end

return perf
