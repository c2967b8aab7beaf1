//! The C compiler of the build scripts, which makes parts of programs for the target of the build: this file is a module of each.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Has the `cc` crate take another compiler where that in `CC` does not make programs for the target: musl-gcc makes them for
/// another C library, and `zig cc` does not know the target's name. Returns its name then, and says so.
pub fn settle() -> Option<&'static str> {
    println!("cargo:rerun-if-env-changed=CC");
    let out = PathBuf::from(env::var_os("OUT_DIR")?);
    if fits(&out) {
        return None;
    }
    let target = env::var("TARGET").ok()?;
    let variable = format!("CC_{target}");
    for compiler in ["cc", "gcc", "clang"] {
        // SAFETY: build scripts call this before they start threads.
        unsafe { env::set_var(&variable, compiler) };
        if fits(&out) {
            println!(
                "cargo:warning=the C compiler in CC makes no programs for {target}: {compiler} is taken"
            );
            return Some(compiler);
        }
    }
    // SAFETY: as above.
    unsafe { env::remove_var(&variable) };
    None
}

/// Whether the compiler that the `cc` crate would take makes a program with the C library of the target.
fn fits(out: &Path) -> bool {
    let source = out.join("fits.c");
    let library = match env::var("CARGO_CFG_TARGET_ENV").as_deref() {
        Ok("gnu") => "#ifndef __GLIBC__\n#error another C library\n#endif\n",
        _ => "",
    };
    let program = format!("#include <stdio.h>\n{library}int main(void) {{ return puts(\"\"); }}\n");
    if fs::write(&source, program).is_err() {
        return false;
    }
    let Ok(compiler) = cc::Build::new().cargo_metadata(false).try_get_compiler() else {
        return false;
    };
    let output = compiler
        .to_command()
        .arg(&source)
        .arg("-o")
        .arg(out.join("fits"))
        .output();
    output.is_ok_and(|output| output.status.success())
}
