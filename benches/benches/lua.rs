//! The module in Lua against a hand-written C module that does the same work (`lua/peer.c`) and, where it is installed,
//! luaposix.
//!
//! The interpreters are those of the system: the hosts of the tests check every use of the API, which distorts. Each
//! comparison is a ratio of adjacent batches within one process. Where code and data lie differs from process to process
//! and is worth some percent, so the interval is that of the medians of several processes.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use benches::Ratio;
use rustix::thread::{UnshareFlags, unshare_unsafe};
use syscall_consts::linux::{AF, IFA, IFLA, IFLA_INFO, NLM_F, RTM};
use syscall_netlink::{RECEIVE_BUFFER, Request, Socket, acknowledge};
use syscall_types::Plain;
use syscall_types::linux::{ifaddrmsg, ifinfomsg};

type Error = Box<dyn std::error::Error>;

/// Processes for each interpreter and script, and rounds in each.
const PROCESSES: usize = 15;
const CALL_ROUNDS: &str = "40";
const DUMP_ROUNDS: &str = "10";
/// Interfaces beside the loopback one.
const LINKS: usize = 1000;

fn main() -> ExitCode {
    // `cargo test --benches` runs this too, and wants no measurement.
    if !env::args().any(|argument| argument == "--bench") {
        println!("not measured: run by cargo bench only");
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Error> {
    let module = lua_hosts::build_module(scratch())?.join("libsyscall.so");
    let mut interpreters = Vec::new();
    for &(name, host) in lua_hosts::HOSTS {
        match in_path(name) {
            Some(program) => interpreters.push(Interpreter::new(name, program, host, &module)?),
            None => println!("{name}: not measured, no such program in PATH"),
        }
    }
    println!(
        "\nTime of the module's calls over that of others: median and 95 % interval of {PROCESSES} processes"
    );
    for lua in &interpreters {
        lua.compare("calls.lua", CALL_ROUNDS)?;
    }
    println!("\nrequire \"syscall\": median and 95 % interval of {PROCESSES} processes");
    for lua in &interpreters {
        lua.load()?;
    }
    println!("\nDump of {LINKS} links and their addresses");
    match namespace() {
        Ok(()) => {
            for lua in &interpreters {
                lua.compare("dump.lua", DUMP_ROUNDS)?;
            }
        }
        Err(reason) => println!("not measured, {reason}"),
    }
    Ok(())
}

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn done(command: &mut Command) -> Result<(), Error> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?}: {status}").into()),
        Err(error) => Err(format!("{command:?}: {error}").into()),
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// A Lua program of the system, with the modules that it shall load.
struct Interpreter {
    name: &'static str,
    program: PathBuf,
    modules: PathBuf,
}

impl Interpreter {
    /// Compiles the C module with the headers of the test host of the same version, and puts both modules into one folder.
    fn new(name: &'static str, program: PathBuf, host: &str, module: &Path) -> Result<Self, Error> {
        let modules = scratch().join("lua").join(name);
        fs::create_dir_all(&modules)?;
        fs::copy(module, modules.join("syscall.so"))?;
        let headers = Path::new(host).with_file_name("include");
        let compiler = env::var("CC").unwrap_or_else(|_| "cc".into());
        let mut cc = Command::new(compiler);
        // As distributions build C modules.
        cc.args([
            "-std=gnu11",
            "-Wall",
            "-Wextra",
            "-O2",
            "-fPIC",
            "-shared",
            "-I",
        ])
        .arg(headers)
        .arg(folder().join("peer.c"))
        .arg("-o")
        .arg(modules.join("peer.so"));
        done(&mut cc)?;
        Ok(Interpreter {
            name,
            program,
            modules,
        })
    }

    /// Runs a script and returns what it printed.
    fn script(&self, name: &str, argument: &str) -> Result<String, Error> {
        let mut path = self.modules.join("?.so").into_os_string();
        // The second semicolon of the pair stands for the default path.
        path.push(";;");
        let mut command = Command::new(&self.program);
        command
            .arg(folder().join(name))
            .arg(argument)
            .env_remove("LUA_INIT")
            .env("LUA_CPATH", path);
        let output = command.output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{command:?}: {}\n{said}", output.status).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Runs a script that compares, and prints its ratios.
    fn compare(&self, script: &str, rounds: &str) -> Result<(), Error> {
        // By case and contestant, in the order of the script: ratio and times of each process.
        let mut order = Vec::new();
        let mut found = BTreeMap::<(String, String), [Vec<f64>; 3]>::new();
        for process in 0..PROCESSES {
            let output = self.script(script, rounds)?;
            for (key, rounds) in Self::rounds(&output, process == 0)? {
                let column = |value: fn(&[f64; 2]) -> f64| {
                    Ratio::of(&rounds.iter().map(value).collect::<Vec<_>>()).median
                };
                let medians = [
                    column(|[a, b]| a / b),
                    column(|[a, _]| *a),
                    column(|[_, b]| *b),
                ];
                if process == 0 {
                    order.push(key.clone());
                }
                let all = found.entry(key).or_default();
                for (all, median) in all.iter_mut().zip(medians) {
                    all.push(median);
                }
            }
        }
        for key in order {
            let [ratios, ours, theirs] = &found[&key];
            println!(
                "{:8} {:14} / {:14} {}   {:10.1} / {:10.1} ns",
                self.name,
                key.0,
                key.1,
                Ratio::of(ratios),
                Ratio::of(ours).median,
                Ratio::of(theirs).median,
            );
        }
        Ok(())
    }

    /// The rounds that a script printed, by case and contestant in its order. Its remarks are printed when `remarks`.
    #[allow(clippy::type_complexity, reason = "used once")]
    fn rounds(
        output: &str,
        remarks: bool,
    ) -> Result<Vec<((String, String), Vec<[f64; 2]>)>, Error> {
        let mut all: Vec<((String, String), Vec<[f64; 2]>)> = Vec::new();
        for line in output.lines() {
            if let Some(remark) = line.strip_prefix("# ") {
                if remarks {
                    println!("         {remark}");
                }
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let &[case, contestant, ours, theirs] = fields.as_slice() else {
                return Err(format!("not a round: {line}").into());
            };
            let key = (case.to_owned(), contestant.to_owned());
            if all.last().is_none_or(|last| last.0 != key) {
                all.push((key, Vec::new()));
            }
            if let Some((_, rounds)) = all.last_mut() {
                rounds.push([ours.parse()?, theirs.parse()?]);
            }
        }
        Ok(all)
    }

    /// Prints what loading the module costs.
    fn load(&self) -> Result<(), Error> {
        let mut columns = [const { Vec::new() }; 3];
        for _ in 0..PROCESSES {
            let output = self.script("load.lua", "")?;
            for (column, field) in columns.iter_mut().zip(output.trim().split('\t')) {
                column.push(field.parse()?);
            }
        }
        let [time, raw, kept] = columns.map(|column| Ratio::of(&column));
        println!(
            "{:8} {:6.0} µs [{:.0} {:.0}]   heap {:6.1} KB, {:.1} KB after collection",
            self.name, time.median, time.low, time.high, raw.median, kept.median
        );
        Ok(())
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lua")
}

/// Puts this process and its children into a network namespace with many links.
fn namespace() -> Result<(), Error> {
    // SAFETY: this process has one thread, which shares no descriptors with others.
    let entered = unsafe {
        unshare_unsafe(UnshareFlags::NEWNET)
            .or_else(|_| unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET))
    };
    entered.map_err(|errno| format!("no network namespace: {errno}"))?;
    let socket = Socket::route()?;
    // Bridges come last: they are slow to make and slower to go.
    let kind = [c"dummy", c"ifb", c"bridge"]
        .into_iter()
        .find(|kind| link(&socket, "probe", kind).is_ok())
        .ok_or("this kernel has no kind of link that needs no device")?;
    println!("links of kind {kind:?}, each with an address");
    for number in 1..LINKS {
        link(&socket, &format!("l{number}"), kind)?;
    }
    // In a fresh namespace the loopback interface is the first, and the others follow.
    for index in 2..=LINKS + 1 {
        address(&socket, index.try_into()?)?;
    }
    Ok(())
}

/// Gives a link an address of its own.
fn address(socket: &Socket, index: u32) -> Result<(), Error> {
    let mut bytes = [0; 128];
    let mut request = Request::new(&mut bytes, RTM::NEWADDR.0, NLM_F::CREATE | NLM_F::EXCL)?;
    let [_, _, high, low] = index.to_be_bytes();
    request
        .body(&ifaddrmsg {
            ifa_family: AF::INET.0 as u8,
            ifa_prefixlen: 24,
            ifa_index: index,
            ..ifaddrmsg::zeroed()
        })?
        .attribute(IFA::LOCAL.0, &[10, high, low, 1])?;
    Ok(acknowledge(socket, &mut request, &mut [0; RECEIVE_BUFFER])?)
}

/// Makes a link.
fn link(socket: &Socket, name: &str, kind: &std::ffi::CStr) -> Result<(), Error> {
    let mut bytes = [0; 512];
    let mut request = Request::new(&mut bytes, RTM::NEWLINK.0, NLM_F::CREATE | NLM_F::EXCL)?;
    let name = std::ffi::CString::new(name)?;
    request
        .body(&ifinfomsg::zeroed())?
        .c_str(IFLA::IFNAME.0, &name)?;
    request.nested(IFLA::LINKINFO.0, |info| {
        info.c_str(IFLA_INFO::KIND.0, kind).map(drop)
    })?;
    Ok(acknowledge(socket, &mut request, &mut [0; RECEIVE_BUFFER])?)
}
