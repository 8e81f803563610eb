//! # name-variant
//!
//! Finds a spelling of a name that differs from the sources' or from the house's as spellings of one name do: other
//! transliteration, doubled letter, legal form written out. Both are right; one draft should use one.
//!
//! ## Why it matters
//!
//! Names from other scripts have several accepted spellings. Two of them in one text look like two people, and searches
//! find only half.
//!
//! ## Example
//!
//! The draft: "Mayor **Oleksiy** Dorn". The sources: "Mayor Oleksy Dorn".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the sources' spelling, or the house's where `[names.style]` in `backread.toml` names one. A spelling
//! listed under `accept` is never reported. Each spelling is reported once a draft.

use super::compare::name::{self, Comparison, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-variant",
    severity: Severity::Hint,
    check,
    of_draft: Some(of_draft),
    merged: true,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    name::report(context, Verdict::Variant, RULE.code, RULE.severity, message, out);
}

/// Two spellings that the draft itself uses.
fn of_draft(context: &Context, out: &mut Vec<Finding>) {
    let found = name::within_draft(context, RULE.code);
    out.extend(found.iter().map(|c| name::finding(context, c, RULE.code, RULE.severity, message)));
}

fn message(words: &str, c: &Comparison) -> String {
    name::told(words, c, |right| format!(" is another spelling of {right}, which the sources use"))
}
