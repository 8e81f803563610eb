//! The figure and date rules, held against their tables.

use crate::rules::testing::{hold, hold_fixes};

macro_rules! tables {
    ($($name:ident: $code:literal),* $(,)?) => {
        $(#[test]
        fn $name() {
            hold_fixes(include_str!(concat!("../../cases/", $code, ".txt")));
            hold($code, include_str!(concat!("../../cases/", $code, ".txt")), 10);
        })*
    };
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
