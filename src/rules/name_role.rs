//! # name-role
//!
//! Finds somebody known whose office is right and whose nation or body is not: every source that names it has another. Also
//! an office that nobody holds together with the one that every source gives (president and prime minister, general and
//! colonel, an office and its deputy's), and a word before an organisation's name that makes it another country's. A hint:
//! an office that sources give to somebody else and to the person never.
//!
//! ## Why it matters
//!
//! A wrong nation beside a right name turns an ally into an enemy. It slips in when two phrases of a source are folded into one.
//!
//! ## Example
//!
//! The draft: "**Danish minister** Ola Brekkestad". Each source: "Norwegian minister Ola Brekkestad".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the role as a source has it. Where the draft is right and the sources are out of date, ignore the finding
//! with a reason.

use super::compare::name::{self, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-role",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: true,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    name::report(
        context,
        Verdict::Role,
        RULE.code,
        RULE.severity,
        |words, c| {
            let right = c.right.as_deref().unwrap_or_default();
            match &c.note {
                Some(note) => format!("\"{words}\": {note}"),
                None => format!("\"{words}\": the sources have {right}"),
            }
        },
        out,
    );
}
