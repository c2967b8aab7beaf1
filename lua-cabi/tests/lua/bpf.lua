-- Programs: classic ones for sockets, maps and programs of bpf(2).
local test = require "test"
local S = require "syscall"
local t, c = S.t, S.c

test("instructions", function()
  local one = t.sock_filter("LD,W,ABS", 12)
  test.eq(one.code, c.BPF.LD + c.BPF.W + c.BPF.ABS)
  test.eq(one.k, 12)
  local jump = t.sock_filter("JMP,JEQ,K", 5, 1, 2)
  test.eq(jump.jt, 1)
  test.eq(jump.jf, 2)
  test.eq(jump.k, 5)
  test.eq(t.sock_filter(6, nil, nil, 3).jf, 3)
  test.eq(t.sock_filter { code = "RET,K", k = 7 }.k, 7)
  test.eq(t.sock_filter { 6, 1, 2, 3 }.jf, 2)
  test.raises("bad argument #1 to 'sock_filter'", t.sock_filter, "NOSUCH,X")
  test.raises("bad argument #2 to 'sock_filter'", t.sock_filter, "LD", {})
  local insn = t.bpf_insn("ALU64,MOV,K", 1, 2, -3, 4)
  test.eq(insn.code, c.BPF.ALU64 + c.BPF.MOV + c.BPF.K)
  test.eq(insn.dst_reg, 1)
  test.eq(insn.src_reg, 2)
  test.eq(insn.off, -3)
  test.eq(insn.imm, 4)
  test.raises("bad argument #3 to 'bpf_insn'", t.bpf_insn, 0, 0, {})
  test.eq(#t.bpf_insns(3), 24)
  test.eq(t.bpf_insns(2, { insn, { code = "JMP,EXIT" } })[1].code, c.BPF.JMP + c.BPF.EXIT)
end)

local function filters(result)
  return t.sock_filters(2, { t.sock_filter("LD,W,ABS", 0), t.sock_filter("RET,K", result) })
end

test("classic programs", function()
  local all = filters(0)
  test.eq(#all, 16)
  test.eq(all[1].k, 0)
  for _, prog in ipairs {
    t.sock_fprog1 { { 2, all } }, t.sock_fprog1 { 2, all }, t.sock_fprog(2, all), t.sock_fprog { len = 2, filter = all }, t.sock_fprog(nil, all),
    t.sock_fprog1 { { 2, { t.sock_filter("RET,K", 1), { "RET,K" and 6, 0, 0, 2 } } } },
  } do
    test.eq(prog.len, 2)
    test.eq(prog[0].len, 2)
    assert(prog.filter)
  end
  test.eq(t.sock_fprog1()[0].len, 0)
  test.raises("fewer instructions", t.sock_fprog, 3, all)
  test.raises("bad argument #1 to 'sock_fprog1' %(len: number of instructions expected", t.sock_fprog1, { { {}, all } })
  test.raises("sock_filters expected", t.sock_fprog1, { { 2, "x" } })
  test.raises("sock_filters expected", t.sock_fprog, 2)
end)

test("a filter of a socket", function()
  local a, b = test.ok(S.socketpair("unix", "dgram"))
  local prog = t.sock_fprog1 { { 2, filters(0) } }
  test.collect() -- the program keeps its instructions
  local done, err = b:setsockopt("socket", "attach_filter", prog)
  if not done then
    a:close()
    b:close()
    test.skip("no filters of sockets: " .. tostring(err))
  end
  test.ok(b:nonblock())
  test.eq(a:send "abcdef", 6)
  test.fails("AGAIN", b:read(nil, 6))
  test.ok(b:setsockopt("socket", "attach_filter", t.sock_fprog1 { { 2, filters(2) } }))
  test.eq(a:send "abcdef", 6)
  test.eq(b:read(nil, 6), "ab")
  -- What stands in the object is not believed.
  prog[0].len = 4000
  test.raises("fewer instructions than the program says", b.setsockopt, b, "socket", "attach_filter", prog)
  prog[0].len = 1
  test.fails("INVAL", b:setsockopt("socket", "attach_filter", prog))
  test.fails("INVAL", b:setsockopt("socket", "attach_filter", t.sock_fprog1()))
  a:close()
  b:close()
end)

test("a filter of system calls", function()
  test.child(function()
    local SYS = require("syscall.linux.nr").SYS
    local program = {
      t.sock_filter("LD,W,ABS", S.ffi.offsetof(t.seccomp_data, "nr")),
      t.sock_filter("JMP,JEQ,K", SYS.getsid, 0, 1),
      t.sock_filter("RET,K", c.SECCOMP_RET.ERRNO + c.E.XDEV),
      t.sock_filter("RET,K", c.SECCOMP_RET.ALLOW),
    }
    local prog = t.sock_fprog1 { { #program, t.sock_filters(#program, program) } }
    test.eq(#prog.filter, 32)
    test.eq(prog.filter[1].k, SYS.getsid)
    test.ok(S.prctl("set_no_new_privs", true))
    local ok, err = S.prctl("set_seccomp", "filter", prog)
    if not ok and err.INVAL then return end -- a kernel without filters, or an emulator
    test.ok(ok, err)
    test.fails("XDEV", S.getsid())
    assert(S.getpid() > 0)
  end)
end)

test("seccomp_data", function()
  test.eq(S.ffi.offsetof(t.seccomp_data, "nr"), 0)
  test.eq(S.ffi.offsetof(t.seccomp_data, "arch"), 4)
  test.eq(S.ffi.sizeof(t.seccomp_data), 64)
  test.eq(t.seccomp_data().args[5], 0)
end)

local function map(kind, key, value, entries)
  local fd, err = S.bpf_map_create(kind, key, value, entries)
  if not fd then test.skip("no maps: " .. tostring(err)) end
  return fd
end

test("maps", function()
  local fd = map("hash", 4, 8, 4)
  local key, value = t.int1(7), t.uint64_1(2 ^ 40)
  test.eq(S.bpf_map_op("map_update_elem", fd, key, value), 0)
  local found = t.uint64_1()
  test.eq(S.bpf_map_op(c.BPF_CMD.MAP_LOOKUP_ELEM, fd, key, found), 0)
  test.eq(found[0], 2 ^ 40)
  test.fails("EXIST", S.bpf_map_op("map_update_elem", fd, key, value, "noexist"))
  local next_key = t.int1()
  test.eq(S.bpf_map_op("map_get_next_key", fd:getfd(), nil, next_key), 0)
  test.eq(next_key[0], 7)
  test.fails("NOENT", S.bpf_map_op("map_get_next_key", fd, next_key, next_key))
  test.eq(S.bpf_map_op("map_delete_elem", fd, key), 0)
  test.fails("NOENT", S.bpf_map_op("map_lookup_elem", fd, key, found))
  test.raises("bad argument #3 to 'bpf_map_op' %(key: there are fewer bytes", S.bpf_map_op, "map_lookup_elem", fd, t.char1(), found)
  test.raises("bad argument #4 to 'bpf_map_op' %(value: there are fewer bytes", S.bpf_map_op, "map_lookup_elem", fd, key, t.int1())
  test.raises("bad argument #4 to 'bpf_map_op' %(value: buffer expected", S.bpf_map_op, "map_lookup_elem", fd, key, "12345678")
  test.raises("bad argument #4 to 'bpf_map_op'", S.bpf_map_op, "map_update_elem", fd, key)
  test.raises("bad argument #1 to 'bpf_map_op'", S.bpf_map_op, "prog_load", fd, key, value)
  fd:close()
  test.fails("BADF", S.bpf_map_op("map_lookup_elem", 12345, key, found))
  -- One value for each processor.
  fd = map("percpu_array", 4, 4, 1)
  test.raises("fewer bytes", S.bpf_map_op, "map_lookup_elem", fd, t.int1(0), t.buffer(4))
  test.eq(S.bpf_map_op("map_lookup_elem", fd, t.int1(0), t.buffer(65536)), 0)
  fd:close()
  test.fails("INVAL", S.bpf_map_create("hash", 0, 0, 0))
  test.raises("bad argument #1 to 'bpf_map_create'", S.bpf_map_create, "nosuch", 4, 4, 4)
end)

test("programs", function()
  local code = { t.bpf_insn("ALU64,MOV,K", 0, 0, 0, 0), t.bpf_insn "JMP,EXIT" }
  local fd, log = S.bpf_prog_load("socket_filter", t.bpf_insns(2, code), 2)
  if not fd then test.skip("no programs: " .. tostring(log)) end
  test.eq(type(log), "string")
  fd:close()
  fd, log = S.bpf_prog_load("socket_filter", t.bpf_insns(code), nil, "MIT", nil, 0)
  assert(fd)
  test.eq(log, "")
  fd:close()
  -- Without its end.
  local none, err, why = S.bpf_prog_load("socket_filter", t.bpf_insns { code[1] }, 1)
  test.fails("INVAL", none, err)
  assert(#why > 0)
  test.raises("bad argument #3 to 'bpf_prog_load' %(len: the count is larger", S.bpf_prog_load, "socket_filter", t.bpf_insns(1), 2)
end)

test("commands as they are", function()
  local attr = t.bpf_attr1()
  attr[0].map_type, attr[0].key_size, attr[0].value_size, attr[0].max_entries = c.BPF_MAP.ARRAY, 4, 4, 1
  local number = S.bpf("map_create", attr)
  if number == -1 then
    test.eq(S.errno() ~= 0, true)
    test.skip("no maps: " .. tostring(t.error()))
  end
  test.ok(S.close(number))
  attr = t.bpf_attr()
  attr.map_type = 12345
  test.eq(S.bpf("map_create", attr), -1)
  assert(t.error().INVAL)
  test.raises("bad argument #1 to 'bpf' %(cmd: the kernel would write", S.bpf, "map_lookup_elem", t.bpf_attr1())
  attr.log_buf = 4096
  test.raises("bad argument #1 to 'bpf' %(cmd: the kernel would write", S.bpf, "prog_load", attr)
  test.raises("bad argument #2 to 'bpf'", S.bpf, "map_create", t.buffer(8))
end)
