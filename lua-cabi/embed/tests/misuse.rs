//! Errors on their way to Rust: misuse, errors and panics of callbacks, through frames of the module, in hosts that unwind.

use crate::support::each_way;
use host::{Error, Function, Lua, Result, Table};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The text of the error that a piece of Lua raises.
fn raised(lua: &Lua, code: &str) -> String {
    match lua.load(code).exec() {
        Ok(()) => panic!("{code}: no error"),
        Err(e) => e.to_string(),
    }
}

#[test]
fn wrong_arguments_reach_rust() {
    each_way(|lua| {
        for (code, text) in [
            (
                "S.open({}, 'rdonly')",
                "bad argument #1 to 'open' (path: string expected, got table)",
            ),
            (
                "S.open()",
                "bad argument #1 to 'open' (path: string expected, got no value)",
            ),
            (
                "S.getdents('nosuch')",
                "bad argument #1 to 'getdents' (fd: fd expected, got string)",
            ),
            (
                "S.open('/', 'nosuchflag')",
                "bad argument #2 to 'open' (flags: ",
            ),
            ("S.stat('a\\0b')", "bad argument #1 to 'stat' (path: "),
            (
                "S.nanosleep({ {} })",
                "bad argument #1 to 'nanosleep' (request[1]: ",
            ),
        ] {
            let message = raised(lua, code);
            assert!(message.contains(text), "{code}: {message}");
        }
        Ok(())
    });
}

#[test]
fn an_error_is_raised_in_a_call_from_rust() {
    each_way(|lua| {
        let open: Function = lua.load("return S.open").eval()?;
        for _ in 0..100 {
            let result: Result<host::Value> = open.call(lua.create_table()?);
            match result {
                Err(Error::RuntimeError(text)) => assert!(
                    text.contains("bad argument #1 to 'open' (path: string expected, got table)"),
                    "{text}"
                ),
                other => panic!("{other:?}"),
            }
        }
        Ok(())
    });
}

#[test]
fn errors_are_caught_in_lua() {
    each_way(|lua| {
        let count: u32 = lua
            .load(
                "local count = 0
                 for i = 1, 500 do
                   local ok, e = pcall(S.open, {})
                   if not ok and e:find('bad argument #1', 1, true) then count = count + 1 end
                   ok, e = coroutine.resume(coroutine.create(function() return S.stat({}, {}) end))
                   if not ok and e:find('bad argument #1', 1, true) then count = count + 1 end
                 end
                 return count",
            )
            .eval()?;
        assert_eq!(count, 1000);
        Ok(())
    });
}

#[test]
fn an_error_of_a_callback_that_the_module_calls() {
    each_way(|lua| {
        let getfd = lua.create_function(|_, _: Table| -> Result<i32> {
            Err(Error::RuntimeError("mine".into()))
        })?;
        lua.globals().set("failing", getfd)?;
        // What the program raises is the program's to see.
        for (code, wanted) in [
            ("S.dup { getfd = failing }", "mine"),
            ("S.dup { getfd = function() error('own', 0) end }", "own"),
        ] {
            let message = raised(lua, code);
            assert!(message.contains(wanted), "{message}");
        }
        Ok(())
    });
}

#[test]
fn an_error_of_a_callback_around_open_descriptors() {
    each_way(|lua| {
        let visit = lua.create_function(|_, name: String| -> Result<()> {
            Err(Error::RuntimeError(format!("stop at {name}")))
        })?;
        lua.globals().set("visit", visit)?;
        for _ in 0..20 {
            let message = raised(lua, "for name in S.util.ls '/proc/self' do visit(name) end");
            assert!(message.contains("stop at "), "{message}");
        }
        Ok(())
    });
}

#[test]
fn a_misuse_inside_a_callback_inside_a_callback() {
    each_way(|lua| {
        let inner = lua.create_function(|lua, path: Table| -> Result<i32> {
            let module: Table = lua.globals().get("S")?;
            let open: Function = module.get("open")?;
            open.call(path)
        })?;
        lua.globals().set("inner", inner)?;
        let message = raised(lua, "for _ in S.util.ls '/' do inner {} end");
        assert!(
            message.contains("bad argument #1 to 'open' (path: string expected, got table)"),
            "{message}"
        );
        Ok(())
    });
}

/// A panic that is meant, so that its message does not look like a failure.
struct Meant;

#[test]
fn a_panic_passes_through_lua_with_the_modules_objects_alive() {
    each_way(|lua| {
        let panicking = lua.create_function(|_, ()| -> Result<()> {
            std::panic::resume_unwind(Box::new(Meant))
        })?;
        lua.globals().set("panicking", panicking)?;
        let walk: Function = lua
            .load("return function() for _ in S.util.ls '/' do S.pipe() panicking() end end")
            .eval()?;
        for _ in 0..20 {
            let result: std::thread::Result<Result<()>> =
                catch_unwind(AssertUnwindSafe(|| walk.call(())));
            match result {
                Err(payload) => assert!(payload.is::<Meant>()),
                Ok(other) => panic!("{other:?}"),
            }
        }
        let pid: u32 = lua.load("return S.getpid()").eval()?;
        assert_eq!(pid, std::process::id());
        Ok(())
    });
}

#[test]
fn a_panic_of_a_callback_that_the_module_calls() {
    each_way(|lua| {
        let getfd = lua.create_function(|_, _: Table| -> Result<i32> {
            std::panic::resume_unwind(Box::new(Meant))
        })?;
        lua.globals().set("panicking", getfd)?;
        let dup: Function = lua
            .load("return function() return S.dup { getfd = panicking } end")
            .eval()?;
        for _ in 0..20 {
            let result: std::thread::Result<Result<host::Value>> =
                catch_unwind(AssertUnwindSafe(|| dup.call(())));
            match result {
                Ok(Err(e)) => assert!(e.to_string().contains("bad argument #1 to 'dup'"), "{e}"),
                Ok(Ok(other)) => panic!("{other:?}"),
                Err(payload) => assert!(payload.is::<Meant>()),
            }
        }
        Ok(())
    });
}

#[test]
fn calls_nest_deeply() {
    each_way(|lua| {
        // Each level is a call of the module within a protected call of the module.
        let depth: i32 = lua
            .load(
                "local depth, nested = 0, {}
                 function nested.getfd()
                   depth = depth + 1
                   local fd = depth < 60 and S.dup(nested)
                   return fd and fd:nogc():getfd() or error 'the end'
                 end
                 assert(not pcall(S.dup, nested))
                 return depth",
            )
            .eval()?;
        assert_eq!(depth, 60);
        let message = raised(
            lua,
            "local function deep() return 1 + S.getpid() + deep() end deep()",
        );
        assert!(message.contains("stack overflow"), "{message}");
        Ok(())
    });
}
