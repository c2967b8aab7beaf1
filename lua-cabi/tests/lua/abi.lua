-- The description of the machine, also a module of its own.
local test = require "test"
local S = require "syscall"

test("as a member and by require", function()
  local abi = require "syscall.abi"
  test.eq(abi, S.abi)
  test.eq(package.loaded["syscall.abi"], abi)
end)

test("what it says", function()
  local abi = S.abi
  test.eq(abi.os, "linux")
  test.eq(abi.host, "linux")
  test.eq(abi.types, "netbsd")
  test.eq(abi.bsd, nil)
  test.eq(abi.abi32, not abi.abi64)
  test.eq(abi.le, not abi.be)
  local machines = { x86_64 = "x64", i686 = "x86", aarch64 = "arm64", armv7l = "arm", riscv64 = "riscv64" }
  local machine = machines[S.uname().machine]
  -- A 32-bit program may run on a 64-bit kernel.
  if machine and abi.abi64 then test.eq(abi.arch, machine) end
  test.eq(abi.abi64, #S.t.long1() == 8)
  test.eq(abi.le, S.t.int1(1)[0] == 1 and ("\1\0\0\0"):byte() == 1 and S.t.sockaddr_in(1).sin_port == 256)
  if jit then test.eq(abi.arch, jit.arch) end
end)

test("in a program that has not loaded the module", function()
  local file = assert(io.popen(("'%s' -e 'io.write(require(\"syscall.abi\").os)'"):format(S.readlink "/proc/self/exe")))
  test.eq(file:read "*a", "linux")
  file:close()
end)
