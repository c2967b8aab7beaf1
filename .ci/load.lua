-- What every host must be able to do with libsyscall.so: real calls, an error of the kernel, an error of the program.
local S = require "syscall"

-- A file by its descriptor, and what it contains.
local fd = assert(S.open("/proc/self/comm", "rdonly, cloexec"))
assert(#assert(fd:read(nil, 64)) > 1)
assert(assert(fd:stat()).isreg)
assert(fd:close())

-- Two ends of a pipe, and a 64-bit number.
local _, _, reader, writer = assert(S.pipe("cloexec"))
assert(writer:write("through") == 7)
assert(reader:read(nil, 16) == "through")
assert(S.t.uint64_1(2 ^ 40)[0] == 2 ^ 40)

-- A directory, the clock, an interface.
assert(tostring(assert(S.util.dirtable("/proc/self", true))):find("fdinfo", 1, true))
assert(assert(S.clock_gettime("monotonic")).time > 0)
assert(assert(S.nl.interfaces()).lo.loopback)

-- The kernel's errors are returned, the program's are raised.
local file, err = S.open("/no/such/file")
assert(file == nil and err.NOENT and tostring(err) == "No such file or directory")
local ok, message = pcall(S.open, {})
assert(not ok and message:find("bad argument #1 to 'open'", 1, true), message)

print((jit and jit.version or _VERSION) .. ": ok")
