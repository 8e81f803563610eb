//! # name-unsupported
//!
//! Finds a person, organisation or place that no source mentions; also a first name that no source gives to the bearer of that
//! surname, and a first name and a surname that the sources give to two people.
//!
//! ## Why it matters
//!
//! What stands only in the draft may be the reporter's own knowledge, and may be an invention of a machine that wrote the first
//! version. It is no error: it is a name still to be ticked.
//!
//! ## Example
//!
//! The draft: "The fire began in **Kettleby**." No source names Kettleby.
//!
//! ## How to fix or silence it
//!
//! Add the source that has the name, or accept it: `accept` under `[names]` in `backread.toml`. `name-unsupported = "off"` under
//! `[rules]` silences the rule. Weekdays, months, countries whose people the sources name, and well-known institutions are not
//! reported, save news media, whom a draft credits. Nor is the full name of somebody whom the sources call by surname, unless
//! that surname is borne by so many that the first name decides who is meant.

use super::compare::name::{self, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-unsupported",
    severity: Severity::Hint,
    check,
    of_draft: None,
    merged: true,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    name::report(
        context,
        Verdict::Unsupported,
        RULE.code,
        RULE.severity,
        |words, c| {
            match (&c.note, &c.right) {
                (Some(note), _) => note.clone(),
                (None, Some(right)) => format!("no source mentions \"{words}\"; they have {right}"),
                (None, None) => format!("no source mentions \"{words}\""),
            }
        },
        out,
    );
}
