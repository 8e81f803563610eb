//! # name-role
//!
//! Finds somebody known with an office, a nation or a body beside the name that every source contradicts: another nation's
//! minister, another town's mayor, another firm's chief executive; an office that nobody holds together with the one that
//! every source gives (president and prime minister, minister for mines and minister for energy, general and colonel, an
//! office and its deputy's); a word before an organisation's name that makes it another country's. A hint: an office that
//! sources give to somebody else and to the person never.
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
//! It is silent for a former, acting or coming holder, for two words of one office (premier, chief executive and CEO), and where
//! a source gives the person the office as well. The quick fix writes the role as a source has it. Where the draft is right and the sources are out of date, ignore the finding
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
        |words, c| name::told(words, c, |right| format!(": the sources have {right}")),
        out,
    );
}
