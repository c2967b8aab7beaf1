/*
 * The yardstick of the Lua benchmark: a hand-written C module that does for four calls and for one netlink dump the work
 * that the module does, in the plainest fast way that the Lua C API offers.
 *
 * The same work is: the descriptor is an object that is recognized by its metatable (here an upvalue compared with
 * lua_rawequal), or a number; counts are checked to be numbers in range; memory of the object before the system call; a
 * system call's error becomes nil and an object; the trap is the inlined instruction, so that only the bindings differ.
 *
 * The API is that of the lua.h at hand: the manuals of Lua 5.1 to 5.5, "The Application Program Interface".
 */
#include <asm/unistd.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#if LUA_VERSION_NUM >= 504
#define new_object(L, size) lua_newuserdatauv(L, size, 0)
#else
#define new_object(L, size) lua_newuserdata(L, size)
#endif

/* --- the trap, as the convention of each architecture has it: syscall(2) --- */

#if defined __x86_64__
static inline long trap(long nr, long a, long b, long c) {
    long result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(nr), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return result;
}
#elif defined __aarch64__
static inline long trap(long nr, long a, long b, long c) {
    register long x8 __asm__("x8") = nr, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory", "cc");
    return x0;
}
#elif defined __riscv && __riscv_xlen == 64
static inline long trap(long nr, long a, long b, long c) {
    register long a7 __asm__("a7") = nr, a0 __asm__("a0") = a, a1 __asm__("a1") = b, a2 __asm__("a2") = c;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2) : "memory");
    return a0;
}
#else
#error "no trap for this architecture"
#endif

#define failed(result) ((unsigned long)(result) > -4096UL)

/* Upvalues of every function: the metatable of descriptors, that of errors, and that of what the function makes. */
enum { FD = 1, ERROR, MADE };

struct fd {
    int number;
    unsigned sequence;
    unsigned manual;
};

static int fail(lua_State *L, long result) {
    lua_pushnil(L);
    int *error = new_object(L, sizeof *error);
    *error = (int)-result;
    lua_pushvalue(L, lua_upvalueindex(ERROR));
    lua_setmetatable(L, -2);
    return 2;
}

/* A number that is whole after cutting its fraction, between least and most. */
static long integer(lua_State *L, int index, long least, long most) {
    if (lua_type(L, index) != LUA_TNUMBER)
        luaL_argerror(L, index, "number expected");
#if LUA_VERSION_NUM >= 503
    int whole;
    lua_Integer n = lua_tointegerx(L, index, &whole);
    if (!whole)
        n = (lua_Integer)lua_tonumber(L, index);
#else
    lua_Number n = lua_tonumber(L, index);
#endif
    if (!(n >= least && n <= most))
        luaL_argerror(L, index, "number out of range");
    return (long)n;
}

static int descriptor(lua_State *L, int index) {
    struct fd *fd = lua_touserdata(L, index);
    if (fd && lua_getmetatable(L, index)) {
        int same = lua_rawequal(L, -1, lua_upvalueindex(FD));
        lua_pop(L, 1);
        if (same)
            return fd->number;
    }
    return integer(L, index, INT32_MIN, INT32_MAX);
}

/* --- the four calls --- */

static int peer_getppid(lua_State *L) {
    lua_pushinteger(L, trap(__NR_getppid, 0, 0, 0));
    return 1;
}

/* read(fd, nil, count): up to count bytes as a string. */
static int peer_read(lua_State *L) {
    char buffer[4096];
    int fd = descriptor(L, 1);
    if (!lua_isnoneornil(L, 2))
        return luaL_argerror(L, 2, "nil expected");
    size_t count = lua_isnoneornil(L, 3) ? sizeof buffer : (size_t)integer(L, 3, 0, 0x7ffff000);
    char *start = count <= sizeof buffer ? buffer : new_object(L, count);
    long result = trap(__NR_read, fd, (long)start, (long)count);
    if (failed(result))
        return fail(L, result);
    lua_pushlstring(L, start, result);
    return 1;
}

/* write(fd, string, count?) */
static int peer_write(lua_State *L) {
    size_t length;
    int fd = descriptor(L, 1);
    if (lua_type(L, 2) != LUA_TSTRING)
        return luaL_argerror(L, 2, "string expected");
    const char *bytes = lua_tolstring(L, 2, &length);
    size_t count = lua_isnoneornil(L, 3) ? length : (size_t)integer(L, 3, 0, (long)length);
    long result = trap(__NR_write, fd, (long)bytes, (long)count);
    if (failed(result))
        return fail(L, result);
    lua_pushinteger(L, result);
    return 1;
}

/* fstat(fd, object?) */
static int peer_fstat(lua_State *L) {
    int fd = descriptor(L, 1);
    if (!lua_isnoneornil(L, 2))
        return luaL_argerror(L, 2, "nil expected");
    struct stat *stat = new_object(L, sizeof *stat);
    lua_pushvalue(L, lua_upvalueindex(MADE));
    lua_setmetatable(L, -2);
    long result = trap(__NR_fstat, fd, (long)stat, 0);
    if (failed(result))
        return fail(L, result);
    return 1;
}

/* --- the dump: what any program must do to receive all links and all addresses --- */

static char received[32768] __attribute__((aligned(NLMSG_ALIGNTO)));

/* Messages of one dump; negative when it fails. */
static long dump(int fd, int type) {
    struct {
        struct nlmsghdr header;
        struct ifinfomsg body;
    } request = {{sizeof request, type, NLM_F_REQUEST | NLM_F_DUMP, 1, 0}, {AF_UNSPEC}};
    long count = 0;
    if (send(fd, &request, sizeof request, 0) != sizeof request)
        return -1;
    for (;;) {
        ssize_t length = recv(fd, received, sizeof received, 0);
        if (length <= 0)
            return -1;
        struct nlmsghdr *message = (struct nlmsghdr *)received;
        for (; NLMSG_OK(message, length); message = NLMSG_NEXT(message, length)) {
            if (message->nlmsg_type == NLMSG_DONE)
                return count;
            if (message->nlmsg_type == NLMSG_ERROR)
                return -1;
            count++;
        }
    }
}

/* dump(): the numbers of links and of addresses. */
static int peer_dump(lua_State *L) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    long links = fd < 0 ? -1 : dump(fd, RTM_GETLINK);
    long addresses = links < 0 ? -1 : dump(fd, RTM_GETADDR);
    if (fd >= 0)
        close(fd);
    if (addresses < 0)
        return luaL_error(L, "dump: %s", strerror(errno));
    lua_pushinteger(L, links);
    lua_pushinteger(L, addresses);
    return 2;
}

/* --- for the driver --- */

static int clock_time(lua_State *L, clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    lua_pushnumber(L, (lua_Number)now.tv_sec * 1e9 + (lua_Number)now.tv_nsec);
    return 1;
}

/* now(): nanoseconds of the monotonic clock, which takes no system call. */
static int peer_now(lua_State *L) {
    return clock_time(L, CLOCK_MONOTONIC);
}

/* cpu(): nanoseconds that this thread has run, in the kernel too. */
static int peer_cpu(lua_State *L) {
    return clock_time(L, CLOCK_THREAD_CPUTIME_ID);
}

/* fd(number): an object that does not close. */
static int peer_fd(lua_State *L) {
    int number = integer(L, 1, INT32_MIN, INT32_MAX);
    struct fd *fd = new_object(L, sizeof *fd);
    *fd = (struct fd){number, 0, 1};
    lua_pushvalue(L, lua_upvalueindex(FD));
    lua_setmetatable(L, -2);
    return 1;
}

int luaopen_peer(lua_State *L) {
    static const struct {
        const char *name;
        lua_CFunction function;
    } functions[] = {
        {"getppid", peer_getppid}, {"read", peer_read}, {"write", peer_write}, {"fstat", peer_fstat},
        {"dump", peer_dump},       {"now", peer_now},   {"cpu", peer_cpu},     {"fd", peer_fd},
    };
    lua_newtable(L);
    int module = lua_gettop(L);
    for (int metatable = FD; metatable <= MADE; metatable++)
        lua_newtable(L);
    lua_pushvalue(L, module);
    lua_setfield(L, module + FD, "__index");
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        for (int metatable = FD; metatable <= MADE; metatable++)
            lua_pushvalue(L, module + metatable);
        lua_pushcclosure(L, functions[i].function, 3);
        lua_setfield(L, module, functions[i].name);
    }
    lua_settop(L, module);
    return 1;
}
