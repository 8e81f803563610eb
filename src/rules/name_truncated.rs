//! # name-truncated
//!
//! Finds a person's name whose last part is missing where every source that names the person has it whole.
//!
//! ## Why it matters
//!
//! In names with the surname first, a dropped syllable names somebody else or nobody. Machine-written summaries and cut-and-paste
//! lose the last part of a name easily, and the eye passes over it.
//!
//! ## Example
//!
//! The draft: "Ferry captain **Dae Sung** said". Every source: "Ferry captain Dae Sung Ho".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the form that the sources use most. A short form that is right goes to `accept` under `[names]` in
//! `backread.toml`. A first name used alone after the full name is not reported.

use super::compare::name::{self, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-truncated",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: true,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    name::report(
        context,
        Verdict::Truncated,
        RULE.code,
        RULE.severity,
        |words, c| {
            let right = c.right.as_deref().unwrap_or_default();
            format!("\"{words}\" is cut short: the sources have {right}")
        },
        out,
    );
}
