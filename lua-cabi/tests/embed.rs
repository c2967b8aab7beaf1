//! Runs the tests of every package in `embed`, the module inside Rust programs, in debug and in release, as tests named like
//! `mlua-luajit::release`.
//!
//! Each package is a workspace with a lock file of its own, since Cargo permits one `links = "lua"` a lock file, so each has a
//! Cargo of its own. They share a target folder: what several of them need is built once.

use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for manifest in manifests(&Path::new(env!("CARGO_MANIFEST_DIR")).join("embed")) {
        let package = manifest.parent().and_then(Path::file_name);
        let package = package.unwrap_or_default().to_string_lossy().into_owned();
        for profile in ["debug", "release"] {
            let manifest = manifest.clone();
            trials.push(Trial::test(format!("{package}::{profile}"), move || {
                run(&manifest, profile == "release")
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The manifests of the packages in a folder, by name.
fn manifests(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir();
    let entries = entries.unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut found: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .map(|path| path.join("Cargo.toml"))
        .filter(|manifest| manifest.is_file())
        .collect();
    found.sort();
    found
}

/// Builds and runs the tests of a package, for the target that this test was built for. The target folder is not the one of
/// the Cargo that runs this test, whose lock that one may hold. What is printed is of interest only when something fails.
fn run(manifest: &Path, release: bool) -> Result<(), Failed> {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--locked", "--color=never", "--manifest-path"])
        .arg(manifest)
        .args(["--target", lua_hosts::TARGET, "--target-dir"])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("embed"))
        .args(release.then_some("--release"))
        .envs(lua_hosts::COMPILER)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    Err(format!("{}\n{stdout}\n{stderr}", output.status).into())
}
