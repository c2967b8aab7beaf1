//! The crates against the headers of this machine.
#![cfg(target_os = "linux")]

use ctest::absent::Absent;
use ctest::claim::Expected;
use ctest::linux;
use ctest::unit::{Compiler, Query};

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

/// What is false is found: a value, a place, and a name that no header has.
#[test]
fn false_claims_are_found() {
    let Some(compiler) = Compiler::host() else {
        println!("skipped: no C compiler");
        return;
    };
    let mut claims = linux::claims();
    claims.retain(|claim| ["O.CLOEXEC", "O.APPEND", "stat"].contains(&claim.origin.as_str()));
    let list = Absent::default();
    let report = linux::compare_claims(&compiler, &claims, &list).expect("a comparison");
    assert!(report.passes(), "{report}");
    assert_eq!((report.constants, report.structs), (2, 1));

    for claim in &mut claims {
        match claim.origin.as_str() {
            "O.CLOEXEC" => claim.expressions[0].expected = Expected::Exactly(1),
            "O.APPEND" => {
                claim.c_name = "O_NONE".into();
                claim.expressions[0].query = Query::Number("O_NONE".into());
            }
            _ => claim.expressions[2].expected = Expected::Exactly(3),
        }
    }
    let report = linux::compare_claims(&compiler, &claims, &list).expect("a comparison");
    assert!(!report.passes());
    assert_eq!(report.wrong.len(), 2, "{report}");
    assert!(
        report
            .wrong
            .iter()
            .any(|wrong| wrong.starts_with("O_CLOEXEC (O.CLOEXEC)")),
        "{report}"
    );
    assert!(
        report
            .wrong
            .iter()
            .any(|wrong| wrong.contains("st_dev: offset")),
        "{report}"
    );
    assert_eq!(report.missing, ["O_NONE (O.APPEND)"]);
}
