//! The program as a user or a script meets it: options, exit status, what goes to standard error, and the prompt on a
//! pseudo-terminal. The model is the standard program `lua`.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::{FromRawFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rustix::fd::IntoRawFd;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

fn luasys() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luasys"));
    for name in ["LUA_INIT", "LUA_PATH", "LUA_CPATH"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    luasys().args(arguments).output().expect("luasys starts")
}

/// Runs with this standard input.
fn feed(arguments: &[&str], input: &str) -> Output {
    feed_to(luasys().args(arguments), input)
}

fn feed_to(command: &mut Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("luasys starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("luasys reads");
    child.wait_with_output().expect("luasys ends")
}

fn folder(name: &str) -> PathBuf {
    let path =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&path).expect("a temporary folder");
    path
}

/// Says so past the test runner, which shows the output of failed tests only.
fn skipped(reason: &str) {
    let _ = writeln!(io::stderr(), "skipped: {reason}");
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("UTF-8")
}

#[track_caller]
fn succeeds(output: &Output, stdout: &str) {
    assert_eq!(text(&output.stderr), "");
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(0));
}

/// Exit status 1, this output, and a standard error that begins so.
#[track_caller]
fn fails(output: &Output, stdout: &str, stderr: &str) {
    assert_eq!(text(&output.stdout), stdout);
    let errors = text(&output.stderr);
    assert!(errors.starts_with(stderr), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn code_runs_in_order_until_one_fails() {
    succeeds(&run(&["-e", "x = 1", "-eprint(x + 1)"]), "2\n");
    let output = run(&["-e", "print(1)", "-e", "error('oops')", "-e", "print(2)"]);
    fails(
        &output,
        "1\n",
        "luasys: (command line):1: oops\nstack traceback:\n\t[C]: in function 'error'\n",
    );
}

#[test]
fn error_objects() {
    fails(
        &run(&["-e", "error({})"]),
        "",
        "luasys: (error object is a table value)\n",
    );
    fails(
        &run(&["-e", "error()"]),
        "",
        "luasys: (error object is a nil value)\n",
    );
    let code = "error(setmetatable({}, {__tostring = function() return 'text' end}))";
    fails(&run(&["-e", code]), "", "luasys: text\n");
    fails(
        &run(&["-e", "x = = 1"]),
        "",
        "luasys: (command line):1: unexpected symbol near '='\n",
    );
    fails(
        &run(&["nosuchfile.lua"]),
        "",
        "luasys: cannot open nosuchfile.lua",
    );
}

#[test]
fn scripts_and_arguments() {
    let folder = folder("scripts");
    let path = folder.join("script.lua");
    let script = path.to_str().expect("UTF-8");
    fs::write(
        &path,
        "#!/usr/bin/env luasys\nprint(arg[0], arg[1], #arg, arg[-1], ...)",
    )
    .expect("a script");
    succeeds(
        &run(&["-E", script, "a", "-b"]),
        &format!("{script}\ta\t2\t-E\ta\t-b\n"),
    );
    succeeds(&run(&["--", script]), &format!("{script}\tnil\t0\t--\n"));
    succeeds(
        &run(&["-e", "y = 5", script]),
        &format!("{script}\tnil\t0\ty = 5\n"),
    );
    fs::write(&path, "local function f() error('in f') end\nf()").expect("a script");
    let output = run(&[script]);
    fails(
        &output,
        "",
        &format!("luasys: {script}:1: in f\nstack traceback:\n"),
    );
    assert!(text(&output.stderr).contains("in main chunk"));
    fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn standard_input() {
    succeeds(&feed(&[], "print(#arg, ...)"), "0\n");
    succeeds(&feed(&["-", "a"], "print(arg[0], ...)"), "-\ta\n");
    fails(&feed(&[], "error('oops')"), "", "luasys: stdin:1: oops\n");
    // With -e the input is left alone.
    succeeds(&feed(&["-e", "print(io.read())"], "line"), "line\n");
}

#[test]
fn wrong_options() {
    fails(
        &run(&["-x"]),
        "",
        "luasys: unrecognized option '-x'\nusage: luasys [options] [script [args]]\n",
    );
    fails(&run(&["-e"]), "", "luasys: '-e' needs argument\nusage: ");
    fails(&run(&["-vx"]), "", "luasys: unrecognized option '-vx'\n");
}

#[test]
fn version() {
    let output = run(&["-v"]);
    assert!(text(&output.stdout).starts_with(concat!(
        "luasys ",
        env!("CARGO_PKG_VERSION"),
        " (LuaJIT 2.1."
    )));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn exit_status() {
    assert_eq!(run(&["-e", "os.exit(7)"]).status.code(), Some(7));
    assert_eq!(run(&["-e", "os.exit(true, true)"]).status.code(), Some(0));
}

#[test]
fn environment() {
    let with_init = |init: &str, arguments: &[&str]| {
        luasys()
            .env("LUA_INIT", init)
            .args(arguments)
            .output()
            .expect("luasys starts")
    };
    succeeds(&with_init("z = 3", &["-e", "print(z)"]), "3\n");
    succeeds(&with_init("z = 3", &["-E", "-e", "print(z)"]), "nil\n");
    fails(
        &with_init("error('init')", &["-e", "print(1)"]),
        "",
        "luasys: LUA_INIT:1: init\n",
    );
    let folder = folder("environment");
    fs::write(folder.join("init.lua"), "z = 4").expect("a file");
    succeeds(
        &with_init(
            &format!("@{}/init.lua", folder.display()),
            &["-e", "print(z)"],
        ),
        "4\n",
    );
    let path = |arguments: &[&str]| {
        luasys()
            .env("LUA_PATH", folder.join("?.lua"))
            .args(arguments)
            .output()
            .expect("luasys starts")
    };
    succeeds(&path(&["-l", "init", "-e", "print(z, init)"]), "4\ttrue\n");
    fails(
        &path(&["-E", "-l", "init"]),
        "",
        "luasys: module 'init' not found:",
    );
    fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn the_module_is_built_in() {
    succeeds(
        &run(&[
            "-l",
            "S=syscall",
            "-e",
            "print(type(S), S == require 'syscall')",
        ]),
        "table\ttrue\n",
    );
    succeeds(
        &run(&["-E", "-e", "print(package.loaded.syscall)"]),
        "nil\n",
    );
}

#[test]
fn built_as_distributions_build_it() {
    // LUAJIT_ENABLE_LUA52COMPAT would give 5.
    succeeds(
        &run(&[
            "-e",
            "print(#setmetatable({}, {__len = function() return 5 end}))",
        ]),
        "0\n",
    );
    succeeds(
        &run(&["-e", "print(jit.status(), require 'ffi'.abi 'gc64')"]),
        &jit_status(),
    );
}

fn jit_status() -> String {
    // The compiler is on wherever LuaJIT has one; 32-bit machines have no gc64.
    format!("true\t{}\n", cfg!(target_pointer_width = "64"))
}

#[test]
fn a_closed_pipe_ends_it_silently() {
    let mut child = luasys()
        .args(["-e", "while true do print('x') end"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("luasys starts");
    let mut first = [0; 2];
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut first).expect("output");
    drop(stdout);
    let output = child.wait_with_output().expect("luasys ends");
    assert_eq!(output.status.signal(), Some(13));
    assert_eq!(text(&output.stderr), "");
}

/// Modules in C find the API in the program: those of Debian's packages, where they are installed.
#[test]
fn modules_in_c() {
    let folders = [
        "/usr/lib/x86_64-linux-gnu/lua/5.1",
        "/usr/lib64/lua/5.1",
        "/usr/lib/lua/5.1",
        "/usr/local/lib/lua/5.1",
    ];
    for (module, code) in [
        ("lfs", "print(require 'lfs'.attributes('/', 'mode'))"),
        (
            "lpeg",
            "local l = require 'lpeg' print(l.match(l.C(l.P 'dir') * 'e', 'directory') .. 'ectory')",
        ),
    ] {
        let Some(folder) = folders
            .iter()
            .find(|f| Path::new(f).join(format!("{module}.so")).exists())
        else {
            skipped(&format!("{module} for Lua 5.1 is not installed"));
            continue;
        };
        let cpath = format!("{folder}/?.so");
        let output = luasys()
            .env("LUA_CPATH", cpath)
            .args(["-e", code])
            .output()
            .expect("luasys starts");
        succeeds(&output, "directory\n");
    }
}

#[test]
fn the_prompt_without_a_terminal() {
    // What TERM says is of a terminal that is not there; `su` and containers leave it "dumb", or out.
    for term in [None, Some("dumb"), Some("xterm"), Some("no such")] {
        let mut luasys = luasys();
        luasys.arg("-i").env_remove("TERM");
        if let Some(term) = term {
            luasys.env("TERM", term);
        }
        no_prompt(&feed_to(
            &mut luasys,
            "1 + 1\n= 3, nil\nfor i = 1, 2 do\nprint(i)\nend\n{\n5}\nerror('x')\nx y\n'end'\n",
        ));
    }
}

fn no_prompt(output: &Output) {
    let (version, rest) = text(&output.stdout).split_once('\n').expect("lines");
    assert!(version.starts_with("luasys "));
    let (table, rest) = rest
        .strip_prefix("2\n3\tnil\n1\n2\n")
        .and_then(|r| r.split_once('\n'))
        .expect(rest);
    assert!(table.starts_with("table: "), "{table}");
    assert_eq!(rest, "end\n");
    let errors = text(&output.stderr);
    assert!(
        errors.starts_with("stdin:1: x\nstack traceback:\n"),
        "{errors}"
    );
    assert!(
        errors.ends_with("stdin:1: '=' expected near 'y'\n"),
        "{errors}"
    );
    assert_eq!(output.status.code(), Some(0));
}

/// The master side of a pseudo-terminal with luasys on the other.
struct Terminal {
    master: File,
    output: Receiver<Vec<u8>>,
    seen: String,
}

impl Terminal {
    fn new() -> Result<(Terminal, OwnedFd), rustix::io::Errno> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let path = ptsname(&master, Vec::new())?;
        let flags =
            rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::CLOEXEC;
        let slave = rustix::fs::open(&path, flags, rustix::fs::Mode::empty())?;
        // SAFETY: both were just opened and belong to nobody else.
        let (master, slave) = unsafe {
            (
                File::from_raw_fd(master.into_raw_fd()),
                OwnedFd::from_raw_fd(slave.into_raw_fd()),
            )
        };
        let output = reader(master.try_clone().expect("a descriptor"));
        Ok((
            Terminal {
                master,
                output,
                seen: String::new(),
            },
            slave,
        ))
    }

    fn send(&mut self, keys: &str) {
        self.master
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
    }

    /// Reads until the text appears, and forgets everything up to its end.
    #[track_caller]
    fn expect(&mut self, wanted: &str) {
        loop {
            if let Some(at) = self.seen.find(wanted) {
                self.seen.drain(..at + wanted.len());
                return;
            }
            assert!(
                self.read_some(),
                "ended without {wanted:?}: {:?}",
                self.seen
            );
        }
    }

    /// Whether there was something to read within the time; nothing comes after the program's end.
    fn read_some(&mut self) -> bool {
        let bytes = self
            .output
            .recv_timeout(Duration::from_secs(20))
            .unwrap_or_default();
        self.seen.push_str(&String::from_utf8_lossy(&bytes));
        !bytes.is_empty()
    }
}

/// Reads in a thread of its own, so that the test can stop waiting.
fn reader(mut master: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(n @ 1..) = master.read(&mut buffer) {
            if sender.send(buffer[..n].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

#[test]
fn the_prompt_on_a_terminal() {
    let (mut terminal, slave) = match Terminal::new() {
        Ok(pair) => pair,
        Err(e) => return skipped(&format!("no pseudo-terminal: errno {}", e.raw_os_error())),
    };
    let folder = folder("prompt");
    let stdio = || Stdio::from(slave.try_clone().expect("a descriptor"));
    let mut command = luasys();
    command
        .env("XDG_STATE_HOME", &folder)
        .env("TERM", "xterm")
        .stdin(stdio())
        .stdout(stdio())
        .stderr(stdio());
    // SAFETY: the two system calls are all that the child does before it starts the program.
    unsafe {
        command.pre_exec(|| {
            let error = |e: rustix::io::Errno| io::Error::from_raw_os_error(e.raw_os_error());
            rustix::process::setsid().map_err(error)?;
            rustix::process::ioctl_tiocsctty(rustix::stdio::stdin()).map_err(error)
        });
    }
    let mut child = command.spawn().expect("luasys starts");
    drop((command, slave));

    terminal.expect("(LuaJIT 2.1");
    terminal.expect("> ");
    terminal.send("'a' .. 'b'\r");
    terminal.expect("\nab\r\n");
    terminal.expect("> ");
    terminal.send("for i = 1, 1 do\r");
    terminal.expect(">> ");
    terminal.send("print('i', i) end\r");
    terminal.expect("\ni\t1\r\n");
    terminal.expect("> ");
    // Ctrl-C drops a line that is being typed, and a statement that is not complete.
    terminal.send("junk\x03");
    terminal.expect("> ");
    terminal.send("if true then\r");
    terminal.expect(">> ");
    terminal.send("\x03");
    terminal.expect("> ");
    // And interrupts what runs.
    terminal.send("jit.off() print('run' .. 'ning') while true do end\r");
    terminal.expect("\nrunning\r\n");
    terminal.send("\x03");
    terminal.expect("interrupted!\r\nstack traceback:\r\n\tstdin:1: in main chunk\r\n");
    terminal.expect("> ");
    // The arrow recalls the last line but one.
    terminal.send("\x1b[A\x1b[A\x15'recall' .. 'ed'\r");
    terminal.expect("\nrecalled\r\n");
    terminal.expect("> ");
    terminal.send("\x04");
    while terminal.read_some() {}
    assert!(child.wait().expect("luasys ends").success());

    let history = fs::read_to_string(folder.join("luasys/history")).expect("a history");
    assert!(
        history.contains("'a' .. 'b'\n") && history.contains("'recall' .. 'ed'\n"),
        "{history}"
    );
    fs::remove_dir_all(&folder).expect("the folder");
}
