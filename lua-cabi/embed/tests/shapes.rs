//! One call of each shape, with values that go to Rust and come from it.

use crate::support::{alone, each_way, opened};
use host::{Function, Lua, Table};

#[test]
fn the_host_is_the_one_that_the_package_names() {
    alone(|| {
        let lua = Lua::new();
        let name: String = lua
            .load("return type(jit) == 'table' and 'luajit' or (_VERSION:lower():gsub('[ .]', ''))")
            .eval()
            .expect("the version");
        assert!(
            env!("CARGO_PKG_NAME").ends_with(&format!("-{name}")),
            "{name}"
        );
    });
}

#[test]
fn numbers() {
    each_way(|lua| {
        let pid: u32 = lua.load("return S.getpid()").eval()?;
        assert_eq!(pid, std::process::id());
        let session: i64 = lua.load("return S.getsid(S.getpid())").eval()?;
        assert!(session >= 0);
        Ok(())
    });
}

#[test]
fn path_and_flags_to_a_descriptor() {
    each_way(|lua| {
        let (number, write): (i32, bool) = lua
            .load(
                "local fd = assert(S.open('/dev/null', 'rdwr, cloexec'))
                 assert(fd:fcntl 'getfd' == S.c.FD.CLOEXEC)
                 return fd:getfd(), fd:write 'text' == 4",
            )
            .eval()?;
        assert!(number > 2);
        assert!(write);
        Ok(())
    });
}

#[test]
fn a_buffer_in() {
    each_way(|lua| {
        let read: String = lua
            .load(
                "local ok, _, r, w = assert(S.pipe())
                 local written, bytes = S.t.buffer(14, 'fourteen bytes'), S.t.buffer(16)
                 assert(w:write(written) == 14 and r:read(bytes, 16) == 14)
                 local text = {}
                 for i = 1, 14 do text[i] = string.char(bytes[i - 1]) end
                 return table.concat(text)",
            )
            .eval()?;
        assert_eq!(read, "fourteen bytes");
        Ok(())
    });
}

#[test]
fn a_string_out() {
    each_way(|lua| {
        let directory: String = lua.load("return S.getcwd()").eval()?;
        assert_eq!(Some(directory.as_str()), std::env::current_dir()?.to_str());
        let zeros: Vec<u8> = lua
            .load("return { S.open('/dev/zero', 'rdonly'):read(nil, 5):byte(1, -1) }")
            .eval()?;
        assert_eq!(zeros, [0; 5]);
        Ok(())
    });
}

#[test]
fn an_object_filled_and_returned() {
    use std::os::unix::fs::MetadataExt;
    each_way(|lua| {
        let (same, ino, isdir): (bool, u64, bool) = lua
            .load("local st = S.t.stat() return S.stat('/', st) == st, st.ino, st.isdir")
            .eval()?;
        assert!(same && isdir);
        assert_eq!(ino, std::fs::metadata("/")?.ino());
        Ok(())
    });
}

#[test]
fn several_results() {
    each_way(|lua| {
        let (ok, nothing, first, second): (bool, Option<bool>, i32, i32) = lua
            .load("local ok, no, a, b = S.socketpair('unix', 'stream') return ok, no, a:getfd(), b:getfd()")
            .eval()?;
        assert!(ok && nothing.is_none() && first != second);
        Ok(())
    });
}

#[test]
fn an_iterator() {
    each_way(|lua| {
        let mut names: Vec<String> = lua
            .load(
                "local names, fd = {}, assert(S.open('/proc/self', 'rdonly, directory'))
                 local entries = assert(fd:getdents())
                 while entries do
                   for entry in entries do names[#names + 1] = entry.name end
                   entries = fd:getdents()
                 end
                 return names",
            )
            .eval()?;
        names.sort();
        assert!(names.iter().any(|name| name == "status"), "{names:?}");
        assert!(names.iter().any(|name| name == ".."), "{names:?}");
        Ok(())
    });
}

#[test]
fn an_iterator_walked_by_rust() {
    each_way(|lua| {
        let next: Function = lua.load("return S.util.ls '/proc/self'").eval()?;
        let mut count = 0;
        loop {
            let name: Option<String> = next.call(())?;
            let Some(name) = name else { break };
            assert!(!name.is_empty());
            count += 1;
        }
        assert!(count > 10, "{count}");
        Ok(())
    });
}

#[test]
fn a_callback_in_rust() {
    each_way(|lua| {
        let getfd = lua.create_function(|_, _: Table| Ok(1_i32))?;
        lua.globals().set("getfd", getfd)?;
        let (same, number): (bool, i32) = lua
            .load(
                "local fd = assert(S.dup { getfd = getfd })
                 local one, other = S.fstat { getfd = getfd }, S.fstat(fd)
                 return one.ino == other.ino, fd:getfd()",
            )
            .eval()?;
        assert!(same && number > 2);
        Ok(())
    });
}

#[test]
fn links_and_addresses() {
    each_way(|lua| {
        let (count, loopback, text): (usize, bool, String) = lua
            .load("local i = assert(S.nl.interfaces()) return #i, i.lo.loopback, tostring(i)")
            .eval()?;
        assert!(count > 0 && loopback);
        assert!(text.contains("Local Loopback"), "{text}");
        Ok(())
    });
}

#[test]
fn an_error_of_the_kernel_is_a_result() {
    each_way(|lua| {
        let (noent, text, errno): (bool, String, i32) = lua
            .load("local ok, e = S.open('nosuch/file', 'rdonly') assert(ok == nil) return e.NOENT, tostring(e), S.errno()")
            .eval()?;
        assert!(noent);
        assert_eq!((text.as_str(), errno), ("No such file or directory", 2));
        Ok(())
    });
}

#[test]
fn both_ways_give_one_module() {
    alone(|| {
        let lua = opened().expect("a state with the module");
        // SAFETY: it adds one entry to a table of Lua's.
        let preload =
            unsafe { lua.create_c_function(crate::support::preload) }.expect("a function");
        let (): () = preload.call(()).expect("preload");
        let same: bool = lua
            .load("return require 'syscall' == S and require 'syscall'.t == S.t")
            .eval()
            .expect("require");
        assert!(same);
    });
}
