//! # name-acronym
//!
//! Finds an acronym behind a name that does not spell it, a name that the sources spell out otherwise for the same acronym,
//! an acronym with two letters turned round, and one in small letters that nobody can say as a word, unless the sources have
//! its capitals only where names have them too: in a headline, a speaker's label, a dateline. A hint where one initial is off
//! and nobody gives the letters or the name another form: they may be those of another language.
//!
//! ## Why it matters
//!
//! The letters in brackets are what the rest of the text uses. Where they do not fit the name, one of the two is wrong, and the
//! reader cannot tell which.
//!
//! ## Example
//!
//! The draft: "the National Harbour **Agency (NHO)**". A source: "the National Harbour Office (NHO)".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the name that the sources, or a list of well-known organisations, give for the letters. Acronyms of
//! another language, which share no pattern with the translated name, are not reported; others go to `accept` under `[names]`
//! in `backread.toml`.

use super::compare::name::{self, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-acronym",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: true,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    name::report(
        context,
        Verdict::Acronym,
        RULE.code,
        RULE.severity,
        |words, c| match (&c.note, &c.right) {
            (Some(note), Some(right)) => format!("\"{words}\": {note}; it stands for {right}"),
            _ => name::told(words, c, |right| format!(": the sources have {right}")),
        },
        out,
    );
}
