//! The tools for foreign targets: a C compiler with the headers of each (zig), a rustc with the source of `core`, emulators.
//!
//! What is made or fetched stands in a folder of its own below cargo's target directory, and so does what is built with it:
//! nothing of the user's own build is touched.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, process};

use crate::target::{Linker, Target};

/// The version of zig that is fetched, as PyPI calls it: with the headers of Linux 6.19. Later ones lack big-endian PowerPC.
const ZIG_VERSION: &str = "0.17.0";

/// The tools. Each is looked for when it is asked for.
#[derive(Clone, Debug)]
pub struct Toolchain {
    folder: PathBuf,
}

impl Toolchain {
    /// The tools of this build's target directory.
    pub fn new() -> Toolchain {
        Toolchain {
            folder: target_directory().join("ctest"),
        }
    }

    /// The workspace.
    pub fn workspace() -> &'static Path {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        own.parent().unwrap_or(own)
    }

    /// The folder for what is made of a target.
    ///
    /// # Errors
    ///
    /// Why it cannot be made.
    pub fn folder(&self, target: &Target) -> Result<PathBuf, String> {
        let folder = self.folder.join(target.name);
        made(&folder)?;
        Ok(folder)
    }

    /// Cargo's target directory for what stands in a folder of that name.
    pub fn cargo_folder(&self, folder: &str) -> PathBuf {
        self.folder.join(folder).join("cargo")
    }

    /// The zig that is there: the one that `CTEST_ZIG` names, or the one that [`fetch_zig`](Self::fetch_zig) fetched.
    ///
    /// # Errors
    ///
    /// That there is none, and how to get it.
    pub fn zig(&self) -> Result<PathBuf, String> {
        if let Some(path) = env::var_os("CTEST_ZIG") {
            return absolute(Path::new(&path));
        }
        let library = self.zig_folder().join("lib");
        fs::read_dir(library)
            .into_iter()
            .flatten()
            .flatten()
            .map(|python| python.path().join("site-packages/ziglang/zig"))
            .find(|zig| zig.is_file())
            .ok_or_else(|| {
                format!(
                    "there is no zig: `cargo run -p ctest -- linux` fetches {ZIG_VERSION}, or name one in CTEST_ZIG"
                )
            })
    }

    /// As [`zig`](Self::zig), but fetches it from PyPI when it is not there: about 100 MB.
    ///
    /// # Errors
    ///
    /// What went wrong.
    pub fn fetch_zig(&self) -> Result<PathBuf, String> {
        if let Ok(zig) = self.zig() {
            return Ok(zig);
        }
        let folder = self.zig_folder();
        let part = folder.with_extension(format!("part{}", process::id()));
        made(&self.folder)?;
        eprintln!(
            "fetching zig {ZIG_VERSION} (about 100 MB) into {}",
            folder.display()
        );
        let package = format!("ziglang=={ZIG_VERSION}");
        let python = part.join("bin/python");
        let steps: [(&OsStr, &[&OsStr]); 2] = [
            (
                "python3".as_ref(),
                &["-m".as_ref(), "venv".as_ref(), part.as_ref()],
            ),
            (
                python.as_ref(),
                &[
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    &package,
                ]
                .map(OsStr::new),
            ),
        ];
        let result = steps.into_iter().try_for_each(|(program, arguments)| {
            run(Command::new(program).args(arguments)).map_err(|why| {
                format!("{why}\nPython with venv is needed: `apt-get install python3-venv`; or name a zig in CTEST_ZIG")
            })
        });
        // Complete or not there at all.
        let result = result.and_then(|()| {
            fs::rename(&part, &folder).map_err(|e| format!("{}: {e}", folder.display()))
        });
        // Nothing of it is left when it has become the folder.
        let _ = fs::remove_dir_all(&part);
        // Another process may have been faster.
        self.zig()
            .map_err(|missing| result.err().unwrap_or(missing))
    }

    fn zig_folder(&self) -> PathBuf {
        self.folder.join(format!("zig-{ZIG_VERSION}"))
    }

    /// Where zig keeps what it makes.
    pub fn zig_cache(&self) -> PathBuf {
        self.folder.join("zig-cache")
    }

    /// The emulator of a target's programs; `None` where this machine runs them by itself.
    ///
    /// # Errors
    ///
    /// That it is not there, and how to get it.
    pub fn emulator(&self, target: &Target) -> Result<Option<PathBuf>, String> {
        let Some(program) = target.qemu else {
            return Ok(None);
        };
        match in_path(program) {
            Some(path) => Ok(Some(path)),
            None => Err(format!(
                "there is no {program}: `apt-get install qemu-user`"
            )),
        }
    }

    /// A rustc that has the source of `core` by it, so that it compiles for every target: `CTEST_RUSTC`, rustup's, or
    /// Debian's.
    ///
    /// # Errors
    ///
    /// That there is none, and how to get it.
    pub fn rustc(&self) -> Result<PathBuf, String> {
        let named = env::var_os("CTEST_RUSTC").map(PathBuf::from);
        let all = named.or_else(|| in_path("rustc")).into_iter();
        all.chain([PathBuf::from("/usr/bin/rustc")])
            .find(|rustc| has_source(rustc))
            .ok_or_else(|| {
                "there is no rustc with the source of `core`: `rustup component add rust-src`, or `apt-get install \
                 rustc-web rust-web-src`; or name one in CTEST_RUSTC"
                    .to_owned()
            })
    }

    /// `cargo <command>` for a target, in the workspace, with `core` compiled for it. The caller adds `-p` and the like.
    ///
    /// # Errors
    ///
    /// What is missing, or why a file cannot be written.
    pub fn cargo(&self, target: &Target, command: &str) -> Result<Command, String> {
        let mut cargo = self.cargo_for(target.rust, target.name, command)?;
        // The traps of MIPS are assembly files.
        if target.rust.starts_with("mips") {
            let zig = self.zig()?;
            let triple = target.rust.replace('-', "_");
            cargo
                .env(format!("CC_{triple}"), self.program(target, &zig, "cc")?)
                .env(format!("AR_{triple}"), self.program(target, &zig, "ar")?);
        }
        Ok(cargo)
    }

    /// As [`cargo`](Self::cargo), for any triple of rustc; what it builds stands in the folder of that name. There is no C
    /// compiler in it.
    ///
    /// # Errors
    ///
    /// That there is no compiler.
    pub fn cargo_for(&self, triple: &str, folder: &str, command: &str) -> Result<Command, String> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .current_dir(Toolchain::workspace())
            .args([command, "-Zbuild-std=core", "--target", triple])
            .env("RUSTC", self.rustc()?)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", self.cargo_folder(folder))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        // What the user has set for the host.
        for variable in [
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "RUSTC_WORKSPACE_WRAPPER",
        ] {
            cargo.env_remove(variable);
        }
        Ok(cargo)
    }

    /// A program of zig's for a target, as one file that can be named where no arguments can.
    ///
    /// # Errors
    ///
    /// Why it cannot be written.
    fn program(&self, target: &Target, zig: &Path, name: &str) -> Result<PathBuf, String> {
        let path = self.folder(target)?.join(format!("zig-{name}"));
        let quote =
            |path: &Path| format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
        // zig knows the target by its own name, and not by clang's `--target`.
        let arguments = match name {
            "cc" => format!(
                "for argument do shift; case $argument in --target=*) ;; *) set -- \"$@\" \"$argument\" ;; esac; done\n\
                 set -- -target {} \"$@\"\n",
                target.zig
            ),
            _ => String::new(),
        };
        let text = format!(
            "#!/bin/sh\nexport ZIG_GLOBAL_CACHE_DIR={}\n{arguments}exec {} {name} \"$@\"\n",
            quote(&self.zig_cache()),
            quote(zig)
        );
        let write = || {
            // Written under another name first: another process may be running it.
            let part = path.with_extension(process::id().to_string());
            fs::write(&part, text)?;
            fs::set_permissions(&part, fs::Permissions::from_mode(0o755))?;
            fs::rename(&part, &path)
        };
        write().map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(path)
    }
}

impl Default for Toolchain {
    fn default() -> Toolchain {
        Toolchain::new()
    }
}

impl Linker {
    /// The arguments of rustc for this linker.
    ///
    /// # Errors
    ///
    /// That it is not there, and how to get it.
    pub fn arguments(self) -> Result<[String; 2], String> {
        let (program, flavor) = match self {
            Linker::Lld => (lld(), "ld.lld"),
            Linker::Gnu(program) => (in_path(program), "ld"),
        };
        let program = program.ok_or_else(|| match self {
            Linker::Lld => "there is no rust-lld and no ld.lld: `apt-get install lld`".to_owned(),
            Linker::Gnu(program) => {
                let machine = program.trim_end_matches("-ld");
                format!("there is no {program}: `apt-get install binutils-{machine}`")
            }
        })?;
        Ok([
            format!("-Clinker={}", program.display()),
            format!("-Clinker-flavor={flavor}"),
        ])
    }
}

/// The lld that rustup's rustc has by it (Debian's has none), or one by itself.
fn lld() -> Option<PathBuf> {
    let output = Command::new("rustc")
        .current_dir(Toolchain::workspace())
        .args(["--print", "target-libdir"])
        .output()
        .ok()?;
    let libraries = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let own = libraries.with_file_name("bin").join("rust-lld");
    if own.is_file() {
        return Some(own);
    }
    in_path("ld.lld")
}

/// The target directory that holds this program, which files of cargo's mark. Otherwise that of the workspace.
fn target_directory() -> PathBuf {
    let own = env::current_exe().unwrap_or_default();
    let marks = ["CACHEDIR.TAG", ".rustc_info.json"];
    let found = own
        .ancestors()
        .find(|folder| marks.iter().any(|mark| folder.join(mark).is_file()));
    match found {
        Some(folder) => folder.to_owned(),
        None => Toolchain::workspace().join("target"),
    }
}

/// The program of that name in `PATH`.
pub(crate) fn in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether a rustc runs and has the source of `core`. Asked in the workspace, where rustup may be told to take another one.
fn has_source(rustc: &Path) -> bool {
    let output = Command::new(rustc)
        .current_dir(Toolchain::workspace())
        .args(["--print", "sysroot"])
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| {
        let sysroot = String::from_utf8_lossy(&output.stdout);
        let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/core");
        output.status.success() && source.is_dir()
    })
}

fn made(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    fs::canonicalize(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Runs a command that says by itself what goes wrong.
fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().display().to_string();
    match command.stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}
