//! The crates against the headers of this machine; and that what is false is found, here and on a foreign machine.
#![cfg(target_os = "linux")]

use ctest::absent::Absent;
use ctest::claim::{Claim, Expected};
use ctest::linux::Rule;
use ctest::toolchain::Toolchain;
use ctest::unit::{Compiler, Query};
use ctest::{linux, table, target};
use syscall_consts::linux::nr::Arch;

#[test]
fn everything_is_as_in_the_headers() {
    let Some(compiler) = Compiler::host() else {
        println!("skipped: no C compiler");
        return;
    };
    match linux::version(&compiler).expect("a C compiler") {
        Some(_) => {}
        None => {
            println!("skipped: this C compiler has no headers of the kernel");
            return;
        }
    }
    let report = linux::compare_host(&compiler).expect("a comparison");
    // By name: `cargo run -p ctest -- linux --absent host`.
    println!("{report}");
    assert!(report.passes(), "{report}");
    // So that a list that has become empty by accident is noticed.
    assert!(report.constants > 3000 && report.structs > 100, "{report}");
}

#[test]
fn false_claims_are_found() {
    let Some(compiler) = Compiler::host() else {
        println!("skipped: no C compiler");
        return;
    };
    let claims = linux::claims(table::native(), Arch::native()).expect("a table");
    find_false_claims(&compiler, "host", claims);
}

/// The same for a machine of another width and byte order, if the tools for it are there.
#[test]
fn false_claims_about_a_foreign_machine_are_found() {
    let tools = Toolchain::new();
    let target = target::find("mips").expect("a target");
    let found = Compiler::zig(&tools, target).and_then(|zig| tools.rustc().map(|_| zig));
    let compiler = match found {
        Ok(compiler) => compiler,
        Err(reason) => {
            println!("skipped: {reason}");
            return;
        }
    };
    let table = table::compile(&tools, target).expect("the table of mips");
    let claims = linux::claims(&table, target.arch).expect("a table");
    find_false_claims(&compiler, target.name, claims);
}

/// Makes claims false: a value, a place, the number of a call, and a name that no header has.
fn find_false_claims(compiler: &Compiler, target: &str, mut claims: Vec<Claim>) {
    let Some(version) = linux::version(compiler).expect("a C compiler") else {
        println!("skipped: this C compiler has no headers of the kernel");
        return;
    };
    claims.retain(|claim| {
        ["O.CLOEXEC", "O.APPEND", "nr.openat", "pollfd"].contains(&claim.origin.as_str())
    });
    let list = Absent::default();
    let report =
        linux::compare(compiler, target, &claims, &list, Rule::Pinned).expect("a comparison");
    assert!(report.passes(), "{report}");
    assert_eq!((report.constants, report.structs), (3, 1));

    for claim in &mut claims {
        match claim.origin.as_str() {
            "O.CLOEXEC" | "nr.openat" => claim.expressions[0].expected = Expected::Exactly(1),
            "O.APPEND" => {
                claim.c_name = "O_NONE".into();
                claim.expressions[0].query = Query::Number("O_NONE".into());
            }
            _ => claim.expressions[2].expected = Expected::Exactly(3),
        }
    }
    let report =
        linux::compare(compiler, target, &claims, &list, Rule::Pinned).expect("a comparison");
    assert!(!report.passes());
    assert_eq!(report.wrong.len(), 3, "{report}");
    for expected in [
        "O_CLOEXEC (O.CLOEXEC) ",
        "__NR_openat ",
        "struct pollfd (pollfd) fd offset",
    ] {
        let found = report.wrong.iter().any(|wrong| wrong.contains(expected));
        assert!(found, "{report}");
    }
    assert_eq!(report.missing, ["O_NONE (O.APPEND)"]);

    // With the headers at hand, nothing but the absent name is forgiven: a structure of which they lack no field has not grown.
    if let Some(pollfd) = claims.iter_mut().find(|claim| claim.origin == "pollfd") {
        pollfd.expressions[0].expected = Expected::Exactly(4096);
    }
    let report =
        linux::compare(compiler, target, &claims, &list, Rule::AtHand).expect("a comparison");
    assert!(!report.passes());
    assert_eq!(report.wrong.len(), 4, "{report}");
    assert_eq!(report.other_version, ["O_NONE"]);
    assert_eq!((report.version, report.missing.len()), (version, 0));
}
