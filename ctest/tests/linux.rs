//! The crates against the headers of this machine.
#![cfg(target_os = "linux")]

use ctest::linux;
use ctest::unit::Compiler;

#[test]
fn everything_is_as_in_the_headers() {
    let Some(compiler) = Compiler::host() else {
        println!("skipped: no C compiler");
        return;
    };
    let report = linux::compare(&compiler).expect("a comparison");
    println!("{report}");
    assert!(report.passes(), "{report}");
    // So that a list that has become empty by accident is noticed.
    assert!(report.constants > 2000 && report.structs > 30, "{report}");
}
