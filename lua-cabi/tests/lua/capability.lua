-- Capabilities: sets, threads, the attribute of files. What changes them does so in a child.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

test("sets", function()
  local set = t.cap "chown, cap_kill,NET_RAW"
  test.eq(tostring(set), "CHOWN,KILL,NET_RAW")
  test.eq("set: " .. set, "set: CHOWN,KILL,NET_RAW")
  test.eq(set.CHOWN, true)
  test.eq(set.kill, true)
  test.eq(set.Sys_Admin, false)
  set.sys_admin = true
  set.KILL = false
  test.eq(tostring(set), "CHOWN,NET_RAW,SYS_ADMIN")
  test.eq(set[c.CAP.SYS_ADMIN], true)
  set[c.CAP.BPF] = true
  test.eq(set.bpf, true)
  set.bpf = 0
  test.eq(set.cap[1], 0)
  test.eq(set.cap[0], 2 ^ 0 + 2 ^ 13 + 2 ^ 21)
  test.eq(tostring(t.cap()), "")
  test.eq(tostring(t.cap ""), "")
  test.eq(t.cap { "kill", "chown" }, t.cap "chown, kill")
  test.eq(t.cap { "kill", chown = true }, t.cap "chown, kill")
  test.eq(t.cap(set), set)
  test.eq(tostring(t.cap "63"), "63")
  test.eq(#set, 8)
end)

test("misuse of sets", function()
  test.raises("'chown, bogus' are no names of capabilities", t.cap, "chown, bogus")
  test.raises("%[2%]: '1e9' are no names", t.cap, { "kill", "1e9" })
  test.raises("%[1%]: name of c.CAP expected, got boolean", t.cap, { true })
  test.raises("no member 'bogus' in cap", t.cap, { bogus = true })
  test.raises("names of capabilities expected, got boolean", t.cap, true)
  local set = t.cap()
  test.raises("no member 'bogus' in cap", function() return set.bogus end)
  test.raises("no member 'bogus' in cap", function() set.bogus = true end)
  test.raises("kill: boolean expected, got string", function() set.kill = "x" end)
  test.raises("number of a member out of range: 0 to 63", function() return set[64] end)
  test.raises("number of a member out of range: 0 to 63", function() set[-1] = true end)
end)

test("sets of a thread", function()
  local caps = t.capabilities { permitted = "kill, chown", effective = "kill", inheritable = { "bpf" } }
  test.eq(caps.version, c.LINUX_CAPABILITY_VERSION[3])
  test.eq(caps.pid, 0)
  test.eq(caps.permitted.chown, true)
  test.eq(caps.effective.chown, false)
  test.eq(tostring(caps), "permitted: CHOWN,KILL\neffective: KILL\ninheritable: BPF")
  caps.effective = "chown"
  caps.permitted.kill = false
  caps.inheritable = t.cap()
  test.eq(tostring(caps), "permitted: CHOWN\neffective: CHOWN\ninheritable: ")
  test.eq(t.capabilities "cap_chown=ep", caps)
  test.eq(t.capabilities { version = 5, pid = 7 }.version, 5)
  test.eq(t.capabilities { version = 5, pid = 7 }.pid, 7)
  local hdr, data = t.capabilities({ pid = 7, effective = "kill, bpf", permitted = "chown" }):hdrdata()
  test.eq(hdr.pid, 7)
  test.eq(hdr.version, c.LINUX_CAPABILITY_VERSION[3])
  test.eq(data[0].effective, 32)
  test.eq(data[1].effective, 2 ^ (c.CAP.BPF - 32))
  test.eq(data[0].permitted, 1)
  test.eq(data[1].inheritable, 0)
  test.raises("permitted: 'x' are no names", t.capabilities, { permitted = "x" })
  test.raises("no member 'x' in capabilities", t.capabilities, { x = 1 })
  test.raises("'x' is no text of capabilities", t.capabilities, "x")
  test.raises("table or text expected, got boolean", t.capabilities, true)
  test.raises("hdrdata", caps.hdrdata, 1)
end)

test("capget", function()
  local caps = test.ok(S.capget())
  test.eq(caps.pid, 0)
  test.eq(S.capget(0), caps)
  local own = test.ok(S.capget(S.getpid()))
  test.eq(own.pid, S.getpid())
  test.eq(own.permitted, caps.permitted)
  local hdr = t.user_cap_header()
  test.eq(S.capget(hdr), hdr)
  test.eq(hdr.version, c.LINUX_CAPABILITY_VERSION[3])
  test.eq(S.capget(hdr).effective, caps.effective)
  local data = t.user_cap_data2()
  test.eq(S.capget(hdr, data), data)
  local _, want = caps:hdrdata()
  for i = 0, 1 do test.eq(data[i].permitted, want[i].permitted) end
  test.fails("SRCH", S.capget(2 ^ 22 + 1))
  local strange = t.user_cap_header { 77, 0 }
  test.fails("INVAL", S.capget(strange, data))
  test.eq(strange.version, c.LINUX_CAPABILITY_VERSION[3])
  test.raises("bad argument #1 to 'capget' %(hdr: process number expected, got string", S.capget, "x")
  test.raises("bad argument #2 to 'capget' %(data: user_cap_data2 expected, got table", S.capget, hdr, {})
end)

test("capset", function()
  test.child(function()
    local caps = S.capget()
    test.eq(S.capset(caps), true)
    test.eq(S.capset(caps:hdrdata()), true)
    caps.effective = caps.effective
    local had = caps.permitted.kill
    caps.effective.kill, caps.permitted.kill = false, false
    test.eq(S.capset(caps), true)
    test.eq(S.capget().permitted.kill, false)
    caps.permitted.kill = true
    test.fails("PERM", S.capset(caps))
    test.eq(S.capset { inheritable = S.capget().inheritable }, true)
    test.eq(tostring(S.capget().permitted), "")
    test.fails("PERM", S.capset { permitted = "kill" })
    test.eq(type(had), "boolean")
  end)
  test.fails("INVAL", S.capset { version = 1 })
  test.raises("bad argument #1 to 'capset' %(caps: capabilities expected, got no value", S.capset)
  test.raises("bad argument #1 to 'capset' %(caps.permitted: 'x' are no names", S.capset, { permitted = "x" })
  test.raises("bad argument #2 to 'capset' %(data: user_cap_data2 expected, got no value", S.capset, t.user_cap_header())
end)

test("what a file gives", function()
  local caps = t.vfs_cap_data { 0x02000001, { { 1, 2 }, { permitted = 3 } } }
  test.eq(caps.magic_etc, 0x02000001)
  test.eq(caps.data[0].inheritable, 2)
  test.eq(caps.data[1].permitted, 3)
  test.eq(#caps, 20)
  test.eq(t.user_cap_data(1, 2, 3).inheritable, 3)
  test.eq(t.user_cap_data2({ 1 }, { permitted = 4 })[1].permitted, 4)
end)

test("without memory", function()
  test.oom(function() S.capget() end)
  test.oom(function() tostring(t.capabilities { permitted = "kill, chown" }) end)
end)
