-- Memory whose touch may fail, where the kernel says so only at the touch, and where it may not be asked. The other cases
-- stand in memory.lua and crash.lua; these need a file system and a filter of their own.
local test = require "test"
local S = require "syscall"
local host = host

local page = S.getpagesize()

-- Runs f in a child: it must return, and not be ended by a signal. What it returns is a reason to skip.
local function survives(f)
  local pid = test.ok(S.fork())
  if pid == 0 then
    local ok, e = pcall(f)
    local file = assert(io.open("said", "w"))
    file:write(tostring(e or ""))
    file:close()
    S._exit(ok and 0 or 1)
  end
  local _, _, status = S.waitpid(pid)
  local file = io.open "said"
  local said = file and file:read "*a" or ""
  if file then file:close() end
  os.remove "said"
  test.eq(status.TERMSIG, nil, "signal")
  test.eq(status.EXITSTATUS, 0, said)
  if said ~= "" then test.skip(said) end
end

-- A file of some pages that is cut to one after it was mapped; the first byte is 7.
local function cut()
  local fd = test.ok(S.open("cut", "creat, rdwr, trunc", "0600"))
  test.ok(fd:truncate(4 * page))
  local memory = test.ok(fd:mmap(nil, 4 * page, "read, write", "shared"))
  memory[0] = 7
  test.ok(fd:truncate(page))
  fd:close()
  return memory
end

test("where the kernel may not be asked to copy", function()
  survives(function()
    local ok, reason = host.forbid("process_vm_readv", "process_vm_writev")
    if not ok then return reason end
    local memory = cut()
    test.eq(memory[0], 7)
    memory[page - 1] = 8
    test.eq(memory[page - 1], 8)
    test.raises("not there", function() return memory[page] end)
    test.raises("not there", function() memory[page] = 1 end)
    test.eq(memory[0], 7)
  end)
end)

test("where there is neither that nor a pipe", function()
  survives(function()
    local ok, reason = host.forbid("process_vm_readv", "process_vm_writev", "pipe2")
    if not ok then return reason end
    local fd = test.ok(S.open("whole", "creat, rdwr, trunc", "0600"))
    test.ok(fd:truncate(page))
    local memory = test.ok(fd:mmap(nil, page, "read, write", "shared"))
    test.raises("not there", function() return memory[0] end)
    test.raises("not there", function() memory[0] = 1 end)
    test.ok(memory:close())
    memory = test.ok(fd:mmap(nil, 4 * page, "read, write", "shared"))
    test.raises("not there", function() return memory[2 * page] end)
    fd:close()
  end)
end)

test.isolate "mnt"

test("a hole of a file on a full disk", function()
  test.ok(S.mkdir("full", "0700"))
  local ok, reason = host.memory("full", 16 * page)
  test.skip_unless(ok, reason)
  survives(function()
    local fd = test.ok(S.open("full/sparse", "creat, rdwr", "0600"))
    -- The last page is there, those before it are not.
    test.ok(fd:truncate(4 * page))
    test.eq(fd:pwrite("x", nil, 4 * page - 1), 1)
    local rest = test.ok(S.open("full/rest", "creat, wronly", "0600"))
    local err
    repeat ok, err = rest:write(("x"):rep(page)) until not ok
    test.eq(err.NOSPC, true)
    local memory = test.ok(fd:mmap(nil, 4 * page, "read, write", "shared"))
    test.eq(memory[4 * page - 1], ("x"):byte())
    for _, index in ipairs { 0, page, 3 * page - 1 } do
      test.raises("not there", function() return memory[index] end)
      test.raises("not there", function() memory[index] = 1 end)
    end
    -- With room again they are.
    test.ok(rest:close())
    test.ok(S.unlink "full/rest")
    memory[page] = 5
    test.eq(memory[page], 5)
    fd:close()
  end)
end)
