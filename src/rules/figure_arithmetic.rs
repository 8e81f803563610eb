//! # figure-arithmetic
//!
//! Finds parts and whole, sums, percentages and changes that do not work out.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-arithmetic", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
