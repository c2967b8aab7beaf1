-- fanotify: marks, events with descriptors, names and processes, and answers. Only root may have all of it.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- A group, and a mark of `path`; where either is refused, the case is skipped.
local function group(flags, mark, mask, path)
  local fan, err = S.fanotify_init("cloexec, nonblock, " .. flags, "rdonly, cloexec")
  if not fan then
    if not (err.PERM or err.NOSYS or err.INVAL) then error(err) end
    test.skip("no group with " .. flags .. ": " .. tostring(err))
  end
  local done
  done, err = fan:fanotify_mark("add, " .. mark, mask, nil, path)
  if not done then
    fan:close()
    if not (err.PERM or err.NODEV or err.XDEV or err.OPNOTSUPP or err.INVAL) then error(err) end
    test.skip("no such mark: " .. tostring(err))
  end
  return fan
end

local function touch(name) test.ok(S.creat(name, "0600")):close() end

-- In a child: holds up the tests of nobody, since this process waits for itself otherwise.
local function child(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok = pcall(f)
    S._exit(ok and 0 or 1)
  end
  return pid
end

test("events with descriptors", function()
  touch "f"
  local fan = group("class_notif", "inode", "open, close_write", "f")
  test.fails("AGAIN", S.fanotify_read(fan))
  touch "f"
  local events = test.ok(S.fanotify_read(fan))
  assert(#events >= 1)
  local all = 0
  for _, event in ipairs(events) do
    assert(event.open or event.close_write)
    assert(not event.delete and event.nosuch == nil and event[1] == nil)
    test.eq(event.pid, S.getpid())
    test.eq(event.OPEN, event.open)
    test.eq(test.ok(event.fd:stat()).ino, test.ok(S.stat "f").ino)
    all = all + 1
  end
  -- What is not closed the collector closes.
  events[1].fd:close()
  test.eq(fan:fanotify_mark("remove", "open", nil, "f"), true)
  test.eq(fan:fanotify_mark("flush", 0, nil, "f"), true)
  touch "f"
  test.fails("AGAIN", S.fanotify_read(fan))
  test.fails("NOENT", fan:fanotify_mark("remove", "open", nil, "f"))
  test.fails("NOENT", fan:fanotify_mark("add", "open", nil, "absent"))
  fan:close()
end)

test("a directory by its descriptor", function()
  test.ok(S.mkdir("d", "0700"))
  local fan = group("class_notif", "inode, onlydir", "open, event_on_child, ondir", "d")
  fan:close()
  local dir = test.ok(S.open("d", "rdonly, directory"))
  fan = test.ok(S.fanotify_init("nonblock"))
  test.eq(S.fanotify_mark(fan, "add", "open, event_on_child", dir), true)
  touch "d/x"
  local events = test.ok(S.fanotify_read(fan, 24))
  test.eq(#events, 1)
  test.eq(test.ok(events[1].fd:stat()).ino, test.ok(S.stat "d/x").ino)
  -- Less than an event: INVAL.
  touch "d/x"
  test.fails("INVAL", S.fanotify_read(fan, 8))
  dir:close()
  fan:close()
end)

test("names", function()
  test.ok(S.mkdir("named", "0700"))
  local fan = group("class_notif, report_dfid_name", "inode", "create, delete, ondir", "named")
  touch "named/a"
  test.ok(S.mkdir("named/dir", "0700"))
  test.ok(S.unlink "named/a")
  -- The kernel may join events of one name.
  local seen = {}
  for _, event in ipairs(test.ok(S.fanotify_read(fan))) do
    test.eq(event.fd, nil)
    test.eq(event.name, event.dfid_name.name)
    test.eq(#event.dfid_name.fsid, 2)
    local handle = S.name_to_handle_at(nil, "named")
    if handle then test.eq(event.dfid_name.handle, handle) end
    seen[event.name] = event
  end
  assert(seen.a.create and seen.dir.create and seen.dir.ondir and not seen.a.ondir)
  fan:close()
end)

test("both names of a renaming", function()
  test.ok(S.mkdir("moved", "0700"))
  local fan = group("class_notif, report_dfid_name, report_fid, report_target_fid", "inode", "rename", "moved")
  touch "moved/old"
  test.ok(S.rename("moved/old", "moved/new"))
  local event = test.ok(S.fanotify_read(fan))[1]
  assert(event.rename)
  test.eq(event.old_dfid_name.name, "old")
  test.eq(event.new_dfid_name.name, "new")
  local handle = S.name_to_handle_at(nil, "moved/new", "handle_fid")
  if handle then test.eq(event.fid.handle.f_handle, handle.f_handle) end
  fan:close()
end)

test("processes by descriptor", function()
  touch "p"
  local fan = group("class_notif, report_pidfd", "inode", "close_write", "p")
  local pid = child(function() touch "p" end)
  local event
  for _ = 1, 500 do
    local events, err = S.fanotify_read(fan)
    if events then event = events[1] break end
    assert(err.AGAIN, err)
    S.nanosleep(0.01)
  end
  test.eq(event.pid, pid)
  -- The child is there until it is waited for.
  if event.pidfd then test.eq(event.pidfd:send_signal(0), true) end
  assert(event.fd:getfd() >= 0)
  test.ok(S.waitpid(pid))
  fan:close()
end)

test("answers", function()
  local answer = t.fanotify_response { fd = 5, response = "deny" }
  test.eq(answer.fd, 5)
  test.eq(answer.response, c.FAN_RESPONSE.DENY)
  answer.fd = "stdout"
  test.eq(answer.fd, 1)
  touch "asked"
  local fan = group("class_content", "inode", "open_perm", "asked")
  for _, response in ipairs { "allow", "deny" } do
    local pid = child(function()
      local fd, err = S.open("asked", "rdonly")
      if response == "allow" then assert(fd) else assert(not fd and err.PERM) end
    end)
    local event
    for _ = 1, 500 do
      local events, err = S.fanotify_read(fan)
      if events then event = events[1] break end
      assert(err.AGAIN, err)
      S.nanosleep(0.01)
    end
    assert(event.open_perm)
    test.eq(fan:write(t.fanotify_response { fd = event.fd, response = response }), 8)
    event.fd:close()
    local _, _, status = S.waitpid(pid)
    test.eq(status.EXITSTATUS, 0)
  end
  test.fails("NOENT", fan:write(t.fanotify_response { fd = 1000000, response = "allow" }))
  fan:close()
end)

test("what is no event", function()
  -- What is no group's is taken apart only as far as it is whole.
  local function read(bytes)
    local r, w = test.ok(S.pipe "nonblock")
    test.eq(w:write(bytes), #bytes)
    local events = test.ok(S.fanotify_read(r, 4096))
    r:close() w:close()
    return events
  end
  test.eq(#read "short", 0)
  test.eq(#read(("\0"):rep(48)), 0)
  test.eq(#read(("\255"):rep(48)), 0)
  local head = t.fanotify_event_metadata()
  local raw = S.types.pt.uint32(head)
  S.types.pt.int32(head)[4] = -1
  raw[0] = 44
  S.types.pt.uint16(head)[3] = 24
  -- A record that says that its handle is longer than it.
  local record = t.buffer(20)
  S.types.pt.uint8(record)[0] = c.FAN_EVENT_INFO_TYPE.FID
  S.types.pt.uint16(record)[1] = 20
  S.types.pt.uint32(record)[3] = 1000
  local function bytes(object)
    local fd = test.ok(S.memfd_create("event", 0))
    fd:write(object)
    local text = fd:pread(nil, 100, 0)
    fd:close()
    return text
  end
  local events = read(bytes(head) .. bytes(record))
  test.eq(#events, 1)
  test.eq(events[1].fid, nil)
  test.eq(events[1].fd, nil)
  S.types.pt.uint32(record)[3] = 0
  test.eq(read(bytes(head) .. bytes(record))[1].fid.handle.f_handle, "")
  -- One that is longer than the event.
  S.types.pt.uint16(record)[1] = 21
  test.eq(read(bytes(head) .. bytes(record))[1].fid, nil)
  test.fails("BADF", S.fanotify_read(-1))
end)

test("misuse", function()
  test.raises("bad argument #1 to 'fanotify_init' %(flags: invalid flag 'bogus'", S.fanotify_init, "bogus")
  test.raises("bad argument #2 to 'fanotify_init' %(event_f_flags: invalid flag 'bogus'", S.fanotify_init, 0, "bogus")
  test.raises("bad argument #3 to 'fanotify_mark' %(mask: invalid flag 'bogus'", S.fanotify_mark, 1, "add", "bogus")
  test.raises("bad argument #5 to 'fanotify_mark' %(path: string expected", S.fanotify_mark, 1, "add", "open", nil, {})
  test.raises("bad argument #1 to 'fanotify_read' %(fd: fd expected, got table", S.fanotify_read, {})
  test.raises("bad argument #2 to 'fanotify_read' %(len: number of bytes expected, got string", S.fanotify_read, 1, "x")
  test.raises("response: invalid", t.fanotify_response, { response = "bogus" })
  test.fails("INVAL", S.fanotify_mark(0, "add", "open", nil, "."))
end)
