//! # figure-malformed
//!
//! Finds a number written as no style writes it.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-malformed", severity: Severity::Information, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
