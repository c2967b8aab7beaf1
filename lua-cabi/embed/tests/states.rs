//! Several states at once, on one thread and on many, and what is left when one ends.

use crate::support::{alone, descriptors, opened, required};
use host::{Function, Lua, Result};
use std::fs::File;
use std::os::fd::FromRawFd;
use std::thread;

const OPEN_MANY: &str = "
    kept = { S.open('/dev/null', 'rdonly'), S.socket('inet', 'dgram'), S.eventfd(), S.epoll_create(), S.dup(0) }
    for i = 1, 5 do
      local _, _, r, w = assert(S.pipe())
      kept[#kept + 1], kept[#kept + 2] = r, w
    end
    kept[#kept + 1] = S.util.ls '/'
    return #kept";

#[test]
fn the_end_of_a_state_closes_its_descriptors() {
    for make in [opened, required] {
        alone(|| {
            let before = descriptors().len();
            let lua = make().expect("a state with the module");
            let count: usize = lua.load(OPEN_MANY).eval().expect("descriptors");
            assert_eq!(count, 16);
            assert_eq!(descriptors().len(), before + count);
            drop(lua);
            assert_eq!(descriptors().len(), before);
        });
    }
}

#[test]
fn a_collection_closes_what_nothing_refers_to() {
    alone(|| {
        let before = descriptors().len();
        let lua = opened().expect("a state with the module");
        let _: usize = lua.load(OPEN_MANY).eval().expect("descriptors");
        lua.load("kept = nil").exec().expect("forgetting");
        lua.gc_collect().expect("a collection");
        lua.gc_collect().expect("a collection");
        assert_eq!(descriptors().len(), before);
    });
}

#[test]
fn rust_takes_a_descriptor_over() {
    alone(|| {
        let lua = opened().expect("a state with the module");
        let number: i32 = lua
            .load("return S.open('/dev/zero', 'rdonly'):nogc():getfd()")
            .eval()
            .expect("a descriptor");
        drop(lua);
        // SAFETY: the object that had the descriptor gave it up and is gone.
        let mut file = unsafe { File::from_raw_fd(number) };
        let mut byte = [1];
        std::io::Read::read_exact(&mut file, &mut byte).expect("a byte");
        assert_eq!(byte, [0]);
    });
}

#[test]
fn states_of_one_thread_do_not_share_their_data() {
    alone(|| {
        let (one, other) = (opened().expect("a state"), required().expect("a state"));
        let number = |lua: &Lua, code: &str| -> i64 { lua.load(code).eval().expect(code) };
        one.load("S.open('nosuch/file', 'rdonly')")
            .exec()
            .expect("a call");
        other.load("S.close(-1)").exec().expect("a call");
        assert_eq!(number(&one, "return S.errno()"), 2);
        assert_eq!(number(&other, "return S.errno()"), 9);
        // Metatables and tables of constants are each state's own, and all work when a third state has come and gone.
        drop(opened().expect("a state"));
        for lua in [&one, &other] {
            assert_eq!(number(lua, "return S.c.O.CREAT"), 0o100);
            assert_eq!(number(lua, "return S.stat('/').isdir and 1 or 0"), 1);
        }
        drop(one);
        assert_eq!(number(&other, "return S.lstat('/').isdir and 1 or 0"), 1);
    });
}

#[test]
fn a_state_within_a_callback_of_another() {
    alone(|| {
        let before = descriptors();
        let lua = opened().expect("a state with the module");
        let nested = lua
            .create_function(|_, _: host::Table| -> Result<i32> {
                let inner = required()?;
                let getfd: Function = inner
                    .load("return function() return S.open('/', 'rdonly'):nogc():getfd() end")
                    .eval()?;
                getfd.call(())
            })
            .expect("a function");
        lua.globals().set("nested", nested).expect("a global");
        lua.load("local t = S.t.fd(1):nogc() local fd = assert(S.fstat { getfd = nested }) assert(fd.isdir)")
            .exec()
            .expect("a call");
        // The inner state gave its descriptor away, so it is open still.
        let (number, _) = descriptors()
            .into_iter()
            .find(|entry| !before.contains(entry) && entry.1 == "/")
            .expect("the descriptor of the inner state");
        // SAFETY: nothing else has it.
        drop(unsafe { File::from_raw_fd(number) });
    });
}

#[test]
fn coroutines() {
    alone(|| {
        let lua = opened().expect("a state with the module");
        let sum: i64 = lua
            .load(
                "local sum = 0
                 for i = 1, 200 do
                   local step = coroutine.wrap(function()
                     local fd = assert(S.open('/dev/zero', 'rdonly'))
                     coroutine.yield(#fd:read(nil, i))
                     fd:close()
                   end)
                   sum = sum + step()
                   if i % 2 == 0 then step() end
                 end
                 return sum",
            )
            .eval()
            .expect("a number");
        assert_eq!(sum, 200 * 201 / 2);
    });
}

#[test]
fn a_state_on_each_of_several_threads() {
    const THREADS: i64 = 8;
    alone(|| {
        let work = |index: i64| -> Result<i64> {
            let mut sum = 0;
            for round in 0..4 {
                let lua = if round % 2 == 0 { opened() } else { required() }?;
                lua.globals().set("index", index)?;
                sum += lua
                    .load(
                        "local sum = 0
                         for _ = 1, 100 do
                           local _, _, r, w = assert(S.pipe 'cloexec')
                           assert(w:write(('x'):rep(index)) == index)
                           sum = sum + #r:read(nil, 100)
                           assert(S.stat('/').isdir and not pcall(S.open, {}) and not S.open('nosuch/file', 'rdonly'))
                           assert(S.errno() == S.c.E.NOENT)
                           if index % 2 == 0 then r:close() end
                         end
                         assert(S.nl.interfaces().lo)
                         return sum",
                    )
                    .eval::<i64>()?;
            }
            Ok(sum)
        };
        let sums: Vec<_> = thread::scope(|scope| {
            let running: Vec<_> = (1..=THREADS)
                .map(|index| scope.spawn(move || work(index).map_err(|e| e.to_string())))
                .collect();
            running.into_iter().map(|thread| thread.join()).collect()
        });
        for (index, sum) in (1..).zip(sums) {
            let sum = sum.expect("no panic").unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(sum, index * 400);
        }
    });
}
