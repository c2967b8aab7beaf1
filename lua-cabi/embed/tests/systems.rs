//! Two systems in one state: Linux as `S`, and as `T` a tiny one that has Linux's names with other values and layouts.

use crate::support::{each_way, tiny_opener};
use host::{Lua, Result, Value};

/// Runs Lua code with both systems, opened in either order.
fn both(code: &str) {
    each_way(|lua| {
        open_tiny(lua)?;
        lua.load(code).exec()
    });
}

fn open_tiny(lua: &Lua) -> Result<()> {
    // SAFETY: an opener of a Lua module keeps to the C API.
    let open = unsafe { lua.create_c_function(tiny_opener()) }?;
    let tiny: Value = open.call(())?;
    let again: Value = open.call(())?;
    assert_eq!(tiny, again, "a state has a system once");
    lua.globals().set("T", tiny)
}

#[test]
fn each_has_its_constants() {
    both(
        "assert(S ~= T and S.c ~= T.c and S.c.O ~= T.c.O)
         assert(S.abi.os == 'linux' and T.abi.os == 'tiny')
         assert(S.c.O.CREAT ~= 2 and T.c.O.CREAT == 2 and T.c.O.TINY == 4)
         assert(T.c.O['creat, tiny'] == 6 and not pcall(function() return S.c.O['creat, tiny'] end))
         assert(T.open('x', 'creat, tiny') == 6 and T.open('x', 'rdonly') == 0)
         local ok, message = pcall(T.open, 'x', 'cloexec')
         assert(not ok and message:find(\"bad argument #2 to 'open' (flags: invalid flag 'cloexec': not in c.O)\", 1, true), message)
         ok, message = pcall(T.open, 'x', 256)
         assert(not ok and message:find('#2', 1, true), message)
         assert(T.c.SIG == nil and S.c.SIG.TERM == 15)
         assert(T.c.PATH_MAX == 8 and S.c.PATH_MAX == 4096)
         assert(T.c.E.AGAIN == 71 and S.c.E.AGAIN == 11)
         assert(T.c.errornames.NOENT == 'No such tiny file' and S.c.errornames.NOENT == 'No such file or directory')",
    );
}

#[test]
fn each_has_its_errors() {
    both(
        "local ok, err = T.tiny()
         assert(ok == nil and err.errno == 71 and err.AGAIN and err.again and not err.NOENT)
         assert(tostring(err) == 'Resource is tiny for now' and err.sym == 'AGAIN' and err.lsym == 'again')
         local none, other = S.open('nosuch/file', 'rdonly')
         assert(none == nil and other.NOENT and tostring(other) == 'No such file or directory')
         assert(not pcall(function() return err.PERM end))
         assert(T.errno() == 71 and S.errno() == S.c.E.NOENT)
         assert(S.t.error(71).sym ~= 'AGAIN' and T.t.error(71).sym == 'AGAIN')",
    );
}

#[test]
fn each_has_its_types() {
    both(
        "local small, large = T.t.stat { size = 3, tiny = 4 }, assert(S.stat '/')
         assert(small.size == 3 and small.st_tiny == 4 and #small == 4 and #large > 100)
         assert(large.isdir and not pcall(function() return small.isdir end) and not pcall(function() return large.tiny end))
         assert(T.fstat(5, small) == small and small.size == 7 and small.tiny == 5)
         assert(T.fstat('stderr').tiny == 2)
         assert(T.t.epoll_event == nil and S.t.stats == nil)
         local files = T.t.stats { { size = 1 }, { size = 20 }, { size = 300 } }
         assert(T.sum(files) == 321 and #files == 3 and files[2].size == 20)
         assert(tostring(T.t.stat) == 'type stat' and tostring(T.t.stats) == 'type stats')
         -- An object of one system is no object of the other, whatever its name.
         for _, wrong in ipairs {
           { S.fstat, 0, small }, { T.fstat, 0, large }, { T.sum, S.t.pollfds(2) }, { S.poll, files, 0 },
           { T.fstat, 0, T.t.buffer(4) }, { T.sum, small },
         } do
           local ok, message = pcall(wrong[1], wrong[2], wrong[3])
           assert(not ok and message:find('expected, got', 1, true), message)
         end
         assert(not pcall(T.t.stat, large) and not pcall(S.t.stat, small))",
    );
}

#[test]
fn both_have_the_modules_own_types() {
    both(
        "local fd = S.t.fd(7):nogc()
         -- What a descriptor is, each asks the object itself.
         assert(T.fstat(fd).tiny == 7 and T.t.fd(8):nogc():stat().tiny == 8)
         assert(not pcall(function() return T.t.fd(8):nogc().sendto end))
         local one, other = S.t.int64(5), T.t.int64(6)
         assert(one + 1 == 6 and other + 1 == 7 and tostring(other) == '6')
         assert(#T.t.buffer(12) == 12 and T.t.int(3) == T.t.int(3))
         assert(S.help 'stat' ~= T.help 'stat' and not pcall(S.help, 'tiny') and T.help 'tiny')",
    );
}

#[test]
fn the_order_of_opening_does_not_matter() {
    let lua = Lua::new();
    open_tiny(&lua).expect("the tiny system");
    // SAFETY: an opener of a Lua module keeps to the C API.
    let open = unsafe { lua.create_c_function(crate::support::opener()) }.expect("a function");
    let linux: Value = open.call(()).expect("the module");
    lua.globals().set("S", linux).expect("a global");
    lua.load("assert(T.open('x', 'tiny') == 4 and S.getpid() > 0 and T.getpid == nil)")
        .exec()
        .expect("both systems");
}
