-- The constant tables: how a program names flags.
local test = require "test"
local S = require "syscall"
local c, t = S.c, S.t

-- The numbers are each architecture's own; only WRONLY is 1 everywhere.
local APPEND, NONBLOCK, CLOEXEC, WRONLY = c.O.APPEND, c.O.NONBLOCK, c.O.CLOEXEC, 1

test("one name, in any case and with white space", function()
  test.integer(APPEND)
  test.eq(c.O.WRONLY, WRONLY)
  -- The kernel has the last word.
  local fd = test.ok(S.open("/dev/null", "append, wronly"))
  local flags = fd:fcntl "getfl"
  test.eq(math.floor(flags / APPEND) % 2, 1)
  test.eq(flags % 4, WRONLY)
  fd:close()
  for _, name in ipairs { "append", "Append", "APPEND", "aPpEnD", " append", "append ", "\tappend\n" } do
    test.eq(c.O[name], APPEND, name)
    test.eq(c.O(name), APPEND, name)
  end
  test.eq(c.AF.inet6, c.AF.INET6)
  test.eq(c.AF(" inet6 "), 10)
end)

test("exact names are stored, others are noted in the memo", function()
  test.eq(rawget(c.O, "APPEND"), APPEND)
  local memo = getmetatable(c.O).__index
  test.eq(type(memo), "table")
  test.eq(rawget(memo, "dSync"), nil)
  test.eq(c.O.dSync, c.O.DSYNC)
  test.eq(rawget(memo, "dSync"), c.O.DSYNC)
  test.eq(rawget(c.O, "dSync"), nil)
  test.eq(c.O[" wronly , Append"], WRONLY + APPEND)
  test.eq(rawget(memo, " wronly , Append"), WRONLY + APPEND)
  test.eq(rawget(c.O, " wronly , Append"), nil)
  -- A name used as an argument is looked up in the same way.
  test.ok(S.open("/dev/null", "rdonly,NoFollow")):close()
  test.eq(rawget(memo, "rdonly,NoFollow"), c.O.NOFOLLOW)
  -- A program may look, and even write, there.
  memo.mine = 4
  test.eq(c.O.mine, 4)
end)

test("pairs lists the exact names", function()
  local n = 0
  for name, value in pairs(c.SEEK) do
    test.eq(name, name:upper())
    test.eq(type(value), "number")
    n = n + 1
  end
  assert(n >= 3, n)
end)

test("combinations", function()
  test.eq(c.O["wronly, append, cloexec"], WRONLY + APPEND + CLOEXEC)
  test.eq(c.O("wronly", "append", "cloexec"), WRONLY + APPEND + CLOEXEC)
  test.eq(c.O("wronly, append", "cloexec"), WRONLY + APPEND + CLOEXEC)
  test.eq(c.O("append", "append"), APPEND)
  test.eq(c.O(WRONLY, APPEND), WRONLY + APPEND)
  test.eq(c.O(WRONLY, "append"), WRONLY + APPEND)
  test.eq(c.O(nil, "append"), APPEND)
  test.eq(c.SOCK["stream, nonblock, cloexec"], c.SOCK.STREAM + NONBLOCK + CLOEXEC)
end)

test("negation", function()
  test.eq(c.O("append", "~append"), 0)
  test.eq(c.O("append, wronly", "~append"), 1)
  test.eq(c.O(WRONLY + APPEND, "~append"), 1)
  test.eq(c.O(WRONLY + APPEND, "~append", "nonblock"), WRONLY + NONBLOCK)
  test.eq(c.O(WRONLY + APPEND, "~append, nonblock"), WRONLY + NONBLOCK)
  test.eq(c.O(WRONLY + APPEND, " ~APPEND , ~nonblock "), 1)
  test.eq(c.O(0, "~append"), 0)
  test.eq(c.O(nil, "append", "~append", "append"), APPEND)
  test.raises("invalid flag", function() return c.O "~append" end)
  test.raises("invalid flag", function() return c.O["~append"] end)
  test.raises("invalid flag", c.O, 0, "~nosuch")
  test.raises("invalid flag", c.O, 0, "~append, ~NOSUCH")
  test.raises("empty flag", c.O, 0, "~append,")
end)

test("nothing", function()
  test.eq(c.O(), 0)
  test.eq(c.O(nil), 0)
  test.eq(c.MODE(), 0)
  test.eq(c.OK(), 0)
  test.eq(c.SWAP_FLAG(), 0)
  test.eq(c.SIG(), nil)
  test.eq(c.SIG(nil), nil)
  test.eq(c.AT_FDCWD(), c.AT_FDCWD.FDCWD)
  for _, group in ipairs { "O", "MODE", "SIG", "SWAP_FLAG", "AT_FDCWD" } do
    test.eq(c[group] "", 0, group)
    test.eq(c[group][""], 0, group)
    test.eq(c[group] "  ", 0, group)
  end
end)

test("empty elements", function()
  for _, text in ipairs { "append,", ",append", "append,,wronly", ",", " , " } do
    test.raises("empty flag", function() return c.O[text] end)
    test.raises("empty flag", c.O, text)
    test.raises("empty flag", c.O, 0, text)
    test.raises("empty flag", S.open, "/dev/null", text)
  end
  test.raises("empty flag", function() return c.MODE["rusr,"] end)
  test.raises("empty flag", function() return c.SWAP_FLAG["discard,"] end)
end)

test("unknown names", function()
  -- Alone and in upper case: so a program asks what there is.
  test.eq(c.O.NOSUCH, nil)
  test.eq(c.O["NOSUCH_2"], nil)
  test.raises("invalid flag '?nosuch", function() return c.O.nosuch end)
  test.raises("invalid flag '?Nosuch", c.O, "Nosuch")
  test.raises("invalid flag '?NOSUCH", function() return c.O["append, NOSUCH"] end)
  test.raises("invalid flag '?nosuch", c.O, "append", "nosuch")
  test.raises("bad argument #2 to 'open' %(flags: ", S.open, "/dev/null", "nosuch")
  test.raises("bad argument #2 to 'open' %(flags: ", S.open, "/dev/null", "NOSUCH")
  -- Tables of single values have no errors,
  test.eq(c.SIG.nosuch, nil)
  test.eq(c.SIG["term, kill"], nil)
  test.eq(c.AF "nosuch", nil)
  -- but an argument does.
  test.raises("bad argument #2 to 'kill' %(sig: .*nosuch", S.kill, S.getpid(), "nosuch")
  test.raises("bad argument #1 to 'socket' %(domain: .*nosuch", S.socket, "nosuch", "stream")
  test.eq(c.NOSUCH, nil)
end)

test("numbers and other values pass", function()
  for _, number in ipairs { 0, 1, -1, 5000, 2 ^ 31, 2 ^ 32 - 1, 2 ^ 53 } do
    test.eq(c.O[number], number)
    test.eq(c.O(number), number)
    test.eq(c.SIG[number], number)
    test.eq(c.MODE(number), number)
    test.eq(c.OK(number), number)
    test.eq(c.AT_FDCWD(number), number)
  end
  local value = t.uint64(-1) - 5
  test.eq(tostring(c.O[value]), "18446744073709551610")
  test.eq(tostring(c.O(value)), "18446744073709551610")
  test.eq(tostring(c.O[-S.bit.lshift64(1, 62) - 1]), "-4611686018427387905")
  local table = {}
  test.eq(c.O[table], table)
  test.eq(c.O(table), table)
  test.eq(c.SIG[table], table)
  test.eq(c.SIG(false), nil)
  test.eq(c.O(false), 0)
end)

test("octal modes", function()
  local o = function(digits) return tonumber(digits, 8) end
  test.eq(c.MODE["0750"], o "750")
  test.eq(c.MODE "0777", o "777")
  test.eq(c.MODE["0"], 0)
  test.eq(c.MODE["00"], 0)
  test.eq(c.MODE["04755"], o "4755")
  test.eq(c.MODE["rusr, 0020"], o "420")
  test.eq(c.MODE["rwxu, rgrp, xgrp"], o "750")
  test.eq(c.MODE("0777", "~rwxo"), o "770")
  test.raises("invalid flag", function() return c.MODE["0640, nosuch"] end)
end)

test("octal modes of types", function()
  local o = function(digits) return tonumber(digits, 8) end
  test.eq(c.S_I["fblk,0640"], c.S_I.FBLK + o "640")
  test.eq(c.S_I["fifo, 0600"], c.S_I.FIFO + o "600")
  test.eq(c.MODE["750"], nil)
  test.raises("", function() return c.MODE["rusr, 750"] end)
  for _, text in ipairs { "0x10", "08", "0778", "0 7", "07777777777777" } do
    test.raises("invalid", function() return c.MODE[text] end)
    test.raises("bad argument #2 to 'chmod'", S.chmod, "/", text)
  end
end)

test("letters", function()
  test.eq(c.OK.r, 4)
  test.eq(c.OK["rw"], 6)
  test.eq(c.OK["RX"], 5)
  test.eq(c.OK "rwx", 7)
  test.eq(c.OK "f", 0)
  test.eq(c.OK "rr", 4)
  test.raises("invalid flag", function() return c.OK "q" end)
  test.raises("invalid flag", function() return c.OK["rq"] end)
  test.raises("invalid flag", function() return c.OK["r,w"] end)
end)

test("swap flags", function()
  local flag = c.SWAP_FLAG
  test.eq(flag["100, discard"], flag.PREFER + 100 + flag.DISCARD)
  test.eq(flag "5", flag.PREFER + 5)
  test.eq(flag "40000", flag.PREFER + 40000 % 32768)
  test.eq(flag.discard, flag.DISCARD)
  test.raises("invalid flag", function() return flag.nosuch end)
  test.raises("invalid flag", function() return flag.NOSUCH end)
  test.raises("invalid", function() return flag["5x"] end)
end)

test("the current directory", function()
  local at = c.AT_FDCWD
  test.eq(at.FDCWD, -100)
  test.eq(at.fdcwd, -100)
  test.eq(at "fdcwd", -100)
  test.eq(at(7), 7)
  local fd = test.ok(S.open "/")
  test.eq(at(fd), fd:getfd())
  test.eq(at[fd], fd:getfd())
  test.raises("", function() return at.nosuch end)
  test.raises("", at, "nosuch")
  test.raises("", at, {})
  for _, dir in ipairs { fd, fd:getfd(), "fdcwd", "FDCWD" } do test.ok(S.fstatat(dir, ".")) end
  test.ok(S.fstatat(nil, "."))
  fd:close()
end)

test("programs add names", function()
  c.O.MY_OWN = 0x40000000
  test.eq(c.O.my_own, 0x40000000)
  test.eq(c.O["my_own, append"], 0x40000000 + APPEND)
  test.eq(c.O(0x40000000 + APPEND, "~my_own"), APPEND)
  c.O.MY_OWN = nil
  c.SIG.MINE = 0
  test.eq(S.kill(S.getpid(), "mine"), true)
  c.SIG.MINE = nil
end)

test("groups in other forms", function()
  test.eq(c.E.WOULDBLOCK, c.E.AGAIN)
  test.eq(c.E.NOTSUP, c.E.OPNOTSUPP)
  test.eq(c.E.NOATTR, c.E.NODATA)
  local own = S.abi.arch:find "^mips" or S.abi.arch:find "^ppc"
  test.eq(c.E.DEADLOCK == c.E.DEADLK, not own)
  test.eq(c.E.wouldblock, c.E.AGAIN)
  test.eq(c.AF.UNIX, c.AF.LOCAL)
  test.eq(c.AF.FILE, c.AF.LOCAL)
  test.eq(c.AF.ROUTE, c.AF.NETLINK)
  test.eq(c.WAIT.ANY, -1)
  test.eq(c.WAIT.mypgrp, 0)
  test.eq(c.B["9600"], 13)
  test.eq(c.B[9600], 13)
  test.eq(c.B["12345"], nil)
  test.eq(c.B[12345], nil)
  test.eq(#c.LINUX_CAPABILITY_VERSION, 3)
  test.eq(c.LINUX_CAPABILITY_U32S[1], 1)
  test.eq(tostring(c.RLIM.INFINITY):gsub("%.0$", ""), "18446744073709551615")
  test.eq(c.PATH_MAX, 4096)
  test.eq(type(c.SOMAXCONN), "number")
  -- The same table each time.
  test.eq(c.O, c.O)
  test.eq(S.c, c)
end)

test("every error has a text", function()
  test.eq(c.errornames.NOENT, "No such file or directory")
  for name, number in pairs(c.E) do
    if name ~= "WOULDBLOCK" and name ~= "DEADLOCK" and name ~= "NOTSUP" and name ~= "NOATTR" then
      test.eq(type(c.errornames[name]), "string", name)
      test.eq(c.errornames[name], tostring(t.error(number)), name)
    end
  end
end)

test("signs", function()
  -- The top bit as a name and as a computed value may differ in sign; both are accepted.
  local named, computed = c.W.CLONE, c.W["clone"]
  test.eq(named % 2 ^ 32, computed % 2 ^ 32)
  for _, options in ipairs { named, computed, 2 ^ 31, -2 ^ 31 } do
    test.fails("CHILD", S.waitpid(-1, options))
  end
end)

test("every table answers in both forms", function()
  for _, name in ipairs { "O", "MODE", "S_I", "AF", "SOCK", "SEEK", "F", "FD", "AT", "EPOLL", "EPOLL_CTL", "EPOLLCREATE", "POLL",
    "EFD", "TFD", "TFD_TIMER", "CLOCK", "TIMER", "SIG", "W", "WAIT", "EXIT", "PROT", "MAP", "MSG", "SHUT", "SOL", "SO",
    "IPPROTO", "NETLINK", "DT", "OPIPE", "OK", "E", "IFF", "TCP" } do
    local group = c[name]
    test.eq(type(group), "table", name)
    for key, value in pairs(group) do
      test.eq(group[key:lower()], value, name .. "." .. key)
      test.eq(group(key), value, name .. "." .. key)
    end
  end
end)
