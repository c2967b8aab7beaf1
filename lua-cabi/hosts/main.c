/*
** The `main` of the test hosts: one source for Lua 5.1 to 5.5 and LuaJIT.
**
**   host [--fail-at N] [-e CODE]... [SCRIPT [ARGUMENT...]]
**
** With -e and no script of its own, what follows is `arg` of the code: `host -e CODE -- ARGUMENT...`.
** Exit status 1, message and traceback on standard error when something raises; 2 when the usage is wrong.
**
** Lua sees a global table `host`:
**   host.version         "lua5.1" ... "lua5.5", "luajit": HOST_NAME, which the build defines
**   host.allocs()        number of allocations so far (freeing and shrinking do not count)
**   host.failat(n, all)  the n-th allocation from now fails, with `all` every later one too; 0 disarms
**   host.try(f, n, all)  calls f() so armed and disarms before anything else runs:
**                        -> number of failed allocations, did it return without an error, its error or first result
**   host.fds()           -> number of open descriptors, and a text that lists them
**   host.pid()           process id
**   host.unshare(names)  leaves namespaces ("net", "user,net" ...); as another than root in a new user namespace too
**                        -> true, or nil and the reason
**   host.root(folder)    after "mnt" was left: the folder becomes an empty file system in memory, and the root, and
**                        descriptors but the first three are closed, so that nothing else is within reach
**                        -> true, or nil and the reason
**   host.memory(folder, size) after "mnt" was left: the folder becomes a file system in memory of that size ("64k")
**                        -> true, or nil and the reason
**   host.huge(folder)    after "mnt" was left: the folder becomes a file system of huge pages, which uses none by itself
**                        -> true, or nil and the reason
**   host.forbid(name...) these calls ("process_vm_readv", "process_vm_writev", "pipe2") fail with EPERM from now on
**                        -> true, or nil and the reason
**   host.limit(bytes)    allocations that take the Lua heap beyond that fail; 0: no limit
**   host.limit(bytes, f) calls f so; what pcall gives of it, without its results
**   host.interrupt(ms)   a signal comes at that period, so that no call waits for longer; no signal ends the
**                        process but those of faults
**   host.catch(number)   a handler in C, of the form with siginfo and with a mask of its own, counts that signal
**   host.caught()        -> how often it ran; nil when one time was not as set up
**   host.fault()         touches memory that is not there
**   host.signal_thread(number, ms) another thread sends itself that signal after so many milliseconds
**   host.state(code)     another Lua state, with an object: run() gives the code's result, a number; close()
**   host.journal(path)   a file that keeps the last texts of host.note, also when the process is killed
**   host.note(text)
**   host.open()          -> number of open descriptors, without /proc
*/
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"

#if LUA_VERSION_NUM == 501
#define LUA_OK 0
#endif

/* ---- the allocator ---- */

static struct {
  unsigned long count;   /* allocations so far */
  unsigned long fail_at; /* the count at which one fails; 0: none */
  unsigned long failed;  /* failures since armed */
  int all;               /* all later ones fail too */
  size_t used;           /* bytes */
  size_t limit;          /* bytes; 0: none */
} heap;

/* Lua may assume that shrinking succeeds, and passes a type as `osize` for new blocks: only growth counts. */
static void *allocate(void *ud, void *ptr, size_t osize, size_t nsize)
{
  size_t old = ptr == NULL ? 0 : osize;
  void *block;
  (void)ud;
  if (nsize == 0) {
    heap.used -= old;
    free(ptr);
    return NULL;
  }
  if (ptr == NULL || nsize > osize) {
    if (heap.limit != 0 && heap.used - old + nsize > heap.limit) return NULL;
    heap.count++;
    if (heap.fail_at != 0 && (heap.all ? heap.count >= heap.fail_at : heap.count == heap.fail_at)) {
      heap.failed++;
      return NULL;
    }
  }
  block = realloc(ptr, nsize);
  if (block != NULL) heap.used += nsize - old;
  return block;
}

static void arm(lua_Integer n, int all)
{
  heap.fail_at = n > 0 ? heap.count + (unsigned long)n : 0;
  heap.all = all;
  heap.failed = 0;
}

static int host_allocs(lua_State *L)
{
  lua_pushinteger(L, (lua_Integer)heap.count);
  return 1;
}

static int host_failat(lua_State *L)
{
  lua_Integer n = luaL_checkinteger(L, 1);
  arm(n, lua_toboolean(L, 2));
  return 0;
}

static int host_try(lua_State *L)
{
  lua_Integer n = luaL_checkinteger(L, 2);
  int all = lua_toboolean(L, 3), status;
  unsigned long failed;
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  luaL_checkstack(L, 8, NULL);
  arm(n, all);
  status = lua_pcall(L, 0, 1, 0);
  failed = heap.failed;
  arm(0, 0);
  lua_pushinteger(L, (lua_Integer)failed);
  lua_insert(L, 1);
  lua_pushboolean(L, status == LUA_OK);
  lua_insert(L, 2);
  return 3;
}

/* ---- the process ---- */

static int host_fds(lua_State *L)
{
  char list[4096], path[64], target[256];
  size_t used = 0;
  int count = 0;
  struct dirent *entry;
  DIR *dir = opendir("/proc/self/fd");
  if (dir == NULL) return luaL_error(L, "/proc/self/fd: %s", strerror(errno));
  list[0] = '\0';
  while ((entry = readdir(dir)) != NULL) {
    ssize_t n;
    if (entry->d_name[0] == '.' || atoi(entry->d_name) == dirfd(dir)) continue;
    count++;
    snprintf(path, sizeof path, "/proc/self/fd/%.20s", entry->d_name);
    n = readlink(path, target, sizeof target - 1);
    target[n < 0 ? 0 : n] = '\0';
    if (used < sizeof list)
      used += (size_t)snprintf(list + used, sizeof list - used, "%s%s -> %s", used ? ", " : "", entry->d_name, target);
  }
  closedir(dir);
  lua_pushinteger(L, count);
  lua_pushstring(L, list);
  return 2;
}

static int host_pid(lua_State *L)
{
  lua_pushinteger(L, (lua_Integer)getpid());
  return 1;
}

static int put(const char *path, const char *text)
{
  ssize_t n = (ssize_t)strlen(text);
  int ok, fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ok = write(fd, text, (size_t)n) == n;
  close(fd);
  return ok ? 0 : -1;
}

static int unshare_flags(const char *names)
{
  static const struct { const char *name; int flag; } all[] = {
    {"user", CLONE_NEWUSER}, {"net", CLONE_NEWNET}, {"mnt", CLONE_NEWNS}, {"pid", CLONE_NEWPID},
    {"ipc", CLONE_NEWIPC}, {"uts", CLONE_NEWUTS}, {"cgroup", CLONE_NEWCGROUP},
  };
  int flags = 0;
  while (*names != '\0') {
    size_t i, len = strcspn(names, ",");
    for (i = 0; i < sizeof all / sizeof all[0]; i++)
      if (strlen(all[i].name) == len && memcmp(all[i].name, names, len) == 0) break;
    if (i == sizeof all / sizeof all[0]) return -1;
    flags |= all[i].flag;
    names += len;
    if (*names == ',') names++;
  }
  return flags;
}

static int host_unshare(lua_State *L)
{
  const char *step = "unshare";
  char map[64];
  int user = (int)getuid(), group = (int)getgid();
  int flags = unshare_flags(luaL_checkstring(L, 1));
  if (flags < 0) return luaL_argerror(L, 1, "unknown namespace");
  if (unshare(flags) != 0) {
    if (errno != EPERM || (flags & CLONE_NEWUSER)) goto fail;
    flags |= CLONE_NEWUSER;
    if (unshare(flags) != 0) goto fail;
  }
  if (flags & CLONE_NEWUSER) { /* user_namespaces(7): become root inside */
    step = "setgroups";
    if (put("/proc/self/setgroups", "deny") != 0) goto fail;
    step = "uid_map";
    snprintf(map, sizeof map, "0 %d 1", user);
    if (put("/proc/self/uid_map", map) != 0) goto fail;
    step = "gid_map";
    snprintf(map, sizeof map, "0 %d 1", group);
    if (put("/proc/self/gid_map", map) != 0) goto fail;
  }
  if (flags & CLONE_NEWNS) { /* what is mounted from here on stays here */
    step = "mount";
    if (mount("none", "/", "", MS_REC | MS_PRIVATE, NULL) != 0) goto fail;
  }
  lua_pushboolean(L, 1);
  return 1;
fail:
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", step, strerror(errno));
  return 2;
}

static int host_root(lua_State *L)
{
  const char *folder = luaL_checkstring(L, 1), *step = "tmpfs";
  int fd;
  if (mount("none", folder, "tmpfs", 0, "size=16m,nr_inodes=4k") != 0) goto fail;
  step = "pivot_root"; /* pivot_root(2): the old root on top of the new one, and away */
  if (chdir(folder) != 0 || syscall(SYS_pivot_root, ".", ".") != 0) goto fail;
  step = "umount";
  if (umount2(".", MNT_DETACH) != 0 || chdir("/") != 0) goto fail;
  for (fd = 3; fd < 4096; fd++) close(fd); /* what the program that started this one left open */
  lua_pushboolean(L, 1);
  return 1;
fail:
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", step, strerror(errno));
  return 2;
}

static int mounted(lua_State *L, const char *folder, const char *type, const char *options)
{
  if (mount("none", folder, type, 0, options) == 0) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", type, strerror(errno));
  return 2;
}

static int host_memory(lua_State *L)
{
  const char *folder = luaL_checkstring(L, 1);
  lua_pushfstring(L, "size=%s", luaL_checkstring(L, 2));
  return mounted(L, folder, "tmpfs", lua_tostring(L, -1));
}

static int host_huge(lua_State *L) { return mounted(L, luaL_checkstring(L, 1), "hugetlbfs", ""); }

/* linux/filter.h, bpf_common.h and seccomp.h: not every C library comes with the kernel's headers. */
struct instruction { unsigned short code; unsigned char yes, no; unsigned k; };
enum {
  LOAD_WORD = 0x20, JUMP_EQUAL = 0x15, RETURN = 0x06, /* BPF_LD | BPF_W | BPF_ABS, BPF_JMP | BPF_JEQ | BPF_K, BPF_RET | BPF_K */
  NUMBER = 0, /* the offset of nr in struct seccomp_data */
  MODE_FILTER = 2, ANSWER_ERROR = 0x50000, ANSWER_ALLOW = 0x7fff0000
};

static int host_forbid(lua_State *L)
{
  static const struct { const char *name; unsigned number; } all[] = {
    {"process_vm_readv", SYS_process_vm_readv}, {"process_vm_writev", SYS_process_vm_writev}, {"pipe2", SYS_pipe2},
  };
  enum { ALL = sizeof all / sizeof all[0] };
  struct instruction code[2 * ALL + 2] = {{LOAD_WORD, 0, 0, NUMBER}};
  struct { unsigned short len; struct instruction *code; } program = {1, code};
  int i, count = lua_gettop(L);
  luaL_argcheck(L, count <= ALL, count, "too many");
  for (i = 1; i <= count; i++) {
    const char *name = luaL_checkstring(L, i);
    struct instruction call = {JUMP_EQUAL, 0, 1, 0}, error = {RETURN, 0, 0, ANSWER_ERROR | EPERM};
    size_t at = 0;
    while (at < ALL && strcmp(all[at].name, name) != 0) at++;
    if (at == ALL) return luaL_argerror(L, i, "unknown call");
    call.k = all[at].number;
    code[program.len++] = call;
    code[program.len++] = error;
  }
  code[program.len].code = RETURN;
  code[program.len++].k = ANSWER_ALLOW;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, MODE_FILTER, &program, 0, 0) == 0) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushfstring(L, "seccomp: %s", strerror(errno));
  return 2;
}

static int host_limit(lua_State *L)
{
  size_t limit = (size_t)luaL_checkinteger(L, 1);
  if (lua_isnoneornil(L, 2)) {
    heap.limit = limit;
    return 0;
  }
  luaL_checkstack(L, 4, NULL);
  lua_settop(L, 2);
  heap.limit = limit;
  limit = (size_t)lua_pcall(L, 0, 0, 0);
  heap.limit = 0;
  lua_pushboolean(L, limit == 0);
  if (limit == 0) return 1;
  lua_insert(L, -2);
  return 2;
}

static void nothing(int signal)
{
  (void)signal;
}

static int host_interrupt(lua_State *L)
{
  lua_Integer ms = luaL_checkinteger(L, 1);
  struct itimerval timer = {{ms / 1000, ms % 1000 * 1000}, {ms / 1000, ms % 1000 * 1000}};
  struct sigaction action;
  int number;
  memset(&action, 0, sizeof action);
  action.sa_handler = nothing; /* without SA_RESTART */
  for (number = 1; number <= SIGRTMAX; number++)
    if (number != SIGSEGV && number != SIGBUS && number != SIGILL && number != SIGFPE && number != SIGABRT &&
        number != SIGTRAP && number != SIGSYS)
      sigaction(number, &action, NULL); /* those that cannot be caught are refused */
  setitimer(ITIMER_REAL, &timer, NULL);
  return 0;
}

static volatile sig_atomic_t caught, wrong;

static void count_signal(int signal, siginfo_t *info, void *context)
{
  sigset_t mask;
  (void)context;
  caught++;
  /* An ordinary handler would have no information, and its mask only the signal itself. */
  if (sigprocmask(SIG_BLOCK, NULL, &mask) != 0 || info->si_signo != signal || !sigismember(&mask, SIGUSR2)) wrong = 1;
}

static int host_catch(lua_State *L)
{
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = count_signal;
  action.sa_flags = SA_SIGINFO;
  sigaddset(&action.sa_mask, SIGUSR2);
  if (sigaction((int)luaL_checkinteger(L, 1), &action, NULL) != 0) return luaL_error(L, "catch: %s", strerror(errno));
  return 0;
}

static int host_caught(lua_State *L)
{
  if (wrong) lua_pushnil(L);
  else lua_pushinteger(L, caught);
  return 1;
}

static int host_fault(lua_State *L)
{
  (void)L;
  *(volatile int *)(size_t)16 = 0;
  return 0;
}

static struct { int number, ms; } to_thread;

static void *send_to_itself(void *unused)
{
  usleep((useconds_t)to_thread.ms * 1000);
  pthread_kill(pthread_self(), to_thread.number);
  return unused;
}

static int host_signal_thread(lua_State *L)
{
  pthread_t thread;
  to_thread.number = (int)luaL_checkinteger(L, 1);
  to_thread.ms = (int)luaL_checkinteger(L, 2);
  if (pthread_create(&thread, NULL, send_to_itself, NULL) != 0) return luaL_error(L, "no thread");
  pthread_detach(thread);
  return 0;
}

/* The last texts, one after the other in a ring; the first eight bytes are the position of the next. */
#define JOURNAL 65536
static char *journal;

static int host_journal(lua_State *L)
{
  int fd = open(luaL_checkstring(L, 1), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  void *map = MAP_FAILED;
  if (fd >= 0 && ftruncate(fd, JOURNAL) == 0) map = mmap(NULL, JOURNAL, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (fd >= 0) close(fd);
  if (map == MAP_FAILED) return luaL_error(L, "journal: %s", strerror(errno));
  journal = map;
  return 0;
}

static int host_note(lua_State *L)
{
  size_t i, len, at;
  const char *text = luaL_checklstring(L, 1, &len);
  if (journal == NULL) return 0;
  memcpy(&at, journal, sizeof at);
  for (i = 0; i < len && i < 1024; i++, at++) journal[16 + at % (JOURNAL - 16)] = text[i];
  journal[16 + at++ % (JOURNAL - 16)] = '\n';
  memcpy(journal, &at, sizeof at);
  return 0;
}

static int host_open(lua_State *L)
{
  int fd, count = 0;
  for (fd = 0; fd < 4096; fd++) count += fcntl(fd, F_GETFD) >= 0;
  lua_pushinteger(L, count);
  return 1;
}

static void open_host(lua_State *L);

static lua_State *new_state(void)
{
#if LUA_VERSION_NUM >= 505
  return lua_newstate(allocate, NULL, luaL_makeseed(NULL));
#else
  return lua_newstate(allocate, NULL);
#endif
}

static lua_State **state_of(lua_State *L)
{
  luaL_checktype(L, 1, LUA_TUSERDATA);
  return lua_touserdata(L, 1);
}

static int state_run(lua_State *L)
{
  lua_State *other = *state_of(L);
  if (other == NULL) return luaL_error(L, "closed");
  lua_settop(other, 1);
  lua_pushvalue(other, 1);
  if (lua_pcall(other, 0, 1, 0) != LUA_OK) return luaL_error(L, "%s", lua_tostring(other, -1));
  lua_pushnumber(L, lua_tonumber(other, -1));
  return 1;
}

static int state_close(lua_State *L)
{
  lua_State **other = state_of(L);
  if (*other != NULL) lua_close(*other);
  *other = NULL;
  return 0;
}

static int host_state(lua_State *L)
{
  size_t len;
  const char *code = luaL_checklstring(L, 1, &len);
  lua_State *other, **object = lua_newuserdata(L, sizeof *object);
  *object = NULL;
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, state_close);
  lua_setfield(L, -2, "__gc");
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, state_run);
  lua_setfield(L, -2, "run");
  lua_pushcfunction(L, state_close);
  lua_setfield(L, -2, "close");
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  *object = other = new_state();
  if (other == NULL) return luaL_error(L, "no state");
  luaL_openlibs(other);
  open_host(other);
  if (luaL_loadbuffer(other, code, len, "=state") != LUA_OK) return luaL_error(L, "%s", lua_tostring(other, -1));
  return 1;
}

/* ---- the program ---- */

static void open_host(lua_State *L)
{
  static const luaL_Reg functions[] = {
    {"allocs", host_allocs}, {"failat", host_failat}, {"try", host_try},
    {"fds", host_fds}, {"pid", host_pid}, {"unshare", host_unshare},
    {"root", host_root}, {"memory", host_memory}, {"huge", host_huge}, {"forbid", host_forbid}, {"limit", host_limit}, {"interrupt", host_interrupt},
    {"catch", host_catch}, {"caught", host_caught}, {"fault", host_fault},
    {"signal_thread", host_signal_thread}, {"state", host_state},
    {"journal", host_journal}, {"note", host_note}, {"open", host_open}, {NULL, NULL},
  };
  const luaL_Reg *f;
  lua_newtable(L);
  for (f = functions; f->name != NULL; f++) {
    lua_pushcfunction(L, f->func);
    lua_setfield(L, -2, f->name);
  }
  lua_pushstring(L, HOST_NAME);
  lua_setfield(L, -2, "version");
  lua_setglobal(L, "host");
}

/* Message handler: adds a traceback by debug.traceback, which every version has. */
static int traceback(lua_State *L)
{
  if (!lua_isstring(L, 1)) {
    if (!luaL_callmeta(L, 1, "__tostring"))
      lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    lua_replace(L, 1);
    lua_settop(L, 1);
  }
  lua_getglobal(L, "debug");
  if (!lua_istable(L, -1)) {
    lua_pop(L, 1);
    return 1;
  }
  lua_getfield(L, -1, "traceback");
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 2);
  lua_call(L, 2, 1);
  return 1;
}

/* Calls the function on top with n arguments beneath it; on an error prints it and returns 1. */
static int call(lua_State *L, int n)
{
  int status, base = lua_gettop(L) - n;
  lua_pushcfunction(L, traceback);
  lua_insert(L, base);
  status = lua_pcall(L, n, 0, base);
  lua_remove(L, base);
  return status;
}

static int report(lua_State *L, int status)
{
  const char *message;
  if (status == LUA_OK) return 0;
  arm(0, 0);
  message = lua_tostring(L, -1);
  fprintf(stderr, "host: %s\n", message != NULL ? message : "(no message)");
  lua_pop(L, 1);
  return 1;
}

static int panic(lua_State *L)
{
  const char *message = lua_tostring(L, -1);
  fprintf(stderr, "host: error outside a protected call: %s\n", message != NULL ? message : "(no message)");
  return 0; /* Lua aborts */
}

struct args { int argc; char **argv; };

static int pmain(lua_State *L)
{
  struct args *args = lua_touserdata(L, 1);
  char **argv = args->argv;
  int argc = args->argc, i, code, script, failed = 0;
  lua_Integer fail_at = 0;
  luaL_openlibs(L);
  open_host(L);
  for (script = 1; script < argc && argv[script][0] == '-'; script++) {
    if (strcmp(argv[script], "--") == 0) break;
    if (script + 1 == argc) goto usage;
    if (strcmp(argv[script], "--fail-at") == 0) fail_at = atol(argv[++script]);
    else if (strcmp(argv[script], "-e") == 0) script++;
    else goto usage;
  }
  lua_createtable(L, 0, 0);
  for (i = 0; i < argc; i++) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i - script);
  }
  lua_setglobal(L, "arg");
  for (code = 1; code < script && !failed; code += 2) {
    if (strcmp(argv[code], "-e") != 0) continue;
    failed = luaL_loadbuffer(L, argv[code + 1], strlen(argv[code + 1]), "=(command line)");
    if (fail_at != 0) arm(fail_at, 1);
    if (!failed) failed = call(L, 0);
    failed = report(L, failed);
  }
  if (!failed && script < argc && strcmp(argv[script], "--") != 0) {
    failed = luaL_loadfile(L, argv[script]);
    luaL_checkstack(L, argc, NULL);
    for (i = script + 1; !failed && i < argc; i++) lua_pushstring(L, argv[i]);
    if (fail_at != 0) arm(fail_at, 1);
    if (!failed) failed = call(L, argc - script - 1);
    failed = report(L, failed);
  }
  arm(0, 0);
  lua_pushinteger(L, failed);
  return 1;
usage:
  fprintf(stderr, "usage: %s [--fail-at N] [-e CODE]... [SCRIPT [ARGUMENT...]]\n", argv[0]);
  lua_pushinteger(L, 2);
  return 1;
}

int main(int argc, char **argv)
{
  struct args args;
  int status;
  lua_State *L = new_state();
  if (L == NULL) {
    fprintf(stderr, "host: cannot create a state\n");
    return 2;
  }
  args.argc = argc;
  args.argv = argv;
  lua_atpanic(L, panic);
  lua_pushcfunction(L, pmain);
  lua_pushlightuserdata(L, &args);
  status = report(L, lua_pcall(L, 1, 1, 0));
  if (status == 0) status = (int)lua_tointeger(L, -1);
  lua_close(L);
  return status;
}
