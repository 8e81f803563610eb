//! The figure and date rules, held against their tables.

use crate::rules::testing::{hold, hold_fixes};

macro_rules! tables {
    ($($name:ident: $code:literal),* $(,)?) => {
        $(#[test]
        fn $name() {
            hold($code, include_str!(concat!("../../cases/", $code, ".txt")), 10);
        })*
    };
}

#[test]
fn fixes_restore_what_the_evidence_gives() {
    let tables = [
        include_str!("../../cases/figure-conflict.txt"),
        include_str!("../../cases/figure-unit.txt"),
        include_str!("../../cases/figure-unsupported.txt"),
    ];
    let held: usize = tables.into_iter().map(hold_fixes).sum();
    assert!(held >= 15, "only {held} fixes were held");
}

tables! {
    conflict: "figure-conflict",
    contested: "figure-contested",
    unsupported: "figure-unsupported",
    hedge: "figure-hedge",
    unit: "figure-unit",
    inconsistent: "figure-inconsistent",
    arithmetic: "figure-arithmetic",
    malformed: "figure-malformed",
    date_conflict: "date-conflict",
    date_weekday: "date-weekday",
}
