//! # figure-inconsistent
//!
//! Finds the draft gives two values for the same measure.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-inconsistent", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
