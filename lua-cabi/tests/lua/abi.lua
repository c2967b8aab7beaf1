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
  -- The kernel names the machine, not the program: one of 32 bits may run on a machine of 64.
  local machines = {
    x86_64 = "x64 x32 x86", aarch64 = "arm64 arm", aarch64_be = "arm64be", mips = abi.le and "mipsel" or "mips",
    mips64 = abi.le and "mips64el mipsel" or "mips64 mips", ppc = "ppc", ppc64 = "ppc64 ppc", ppc64le = "ppc64le",
    s390x = "s390x", riscv64 = "riscv64", loongarch64 = "loongarch64",
  }
  local machine = S.uname().machine
  local known = machines[machine] or machine:match "^i.86$" and "x86" or machine:match "^armv%d" and "arm"
  assert(known, "what is abi.arch on " .. machine .. "?")
  assert((" " .. known .. " "):find(" " .. abi.arch .. " ", 1, true), abi.arch)
  test.eq(abi.mipsabi ~= nil, abi.arch:find "^mips" ~= nil)
  test.eq(abi.abi64, #S.t.long1() == 8)
  test.eq(abi.le, S.t.sockaddr_in(1).sin_port == 256)
  if jit then test.eq(abi.arch, jit.arch) end
end)

test("in a program that has not loaded the module", function()
  local file = assert(io.popen(("'%s' -e 'io.write(require(\"syscall.abi\").os)'"):format(S.readlink "/proc/self/exe")))
  test.eq(file:read "*a", "linux")
  file:close()
end)
