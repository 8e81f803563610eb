//! # name-role
//!
//! Finds somebody known with an office, a nation or a body beside the name that every source contradicts: another nation's
//! minister, another town's mayor, another firm's chief executive; an office that nobody holds together with the one that
//! every source gives (president and prime minister, minister for mines and minister for energy, general and colonel, mayor
//! and chief executive, an office and its deputy's); another nationality, with a trade or without; a word before an
//! organisation's name that makes it another country's. The role may stand before the name, behind it, or in "is the mayor of
//! Ostvik". A hint: an office that sources give to somebody else and to the person never, and another institute or university
//! than every source has somebody at, unless they have somebody else at the draft's.
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
//! The quick fix writes the role as a source has it, where both stand on the same side of the name. Where the draft is right
//! and the sources are out of date, ignore the finding with a reason.
//!
//! It is silent where one source agrees, and
//!
//! - where the draft gives two offices at once, or tells elsewhere of the one that the sources give;
//! - for a former, acting, elected or coming holder, in the draft or in a source, and where a source says that the office was
//!   held at another time ("She was health minister in 2011");
//! - where both may hold: two words of one office (premier and prime minister, chief executive and CEO), a minister without a
//!   portfolio, an office of a club or a party beside one of state, a rank and its shorter form;
//! - for a role that tells less than the sources' ("the minister", "a politician");
//! - for a bare surname that two of the sources' people bear;
//! - for a nationality where a source speaks of the person and of that nation in one sentence, for "German-born", and for
//!   nations that are part of another (Scottish and British).

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
