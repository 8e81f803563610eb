//! # figure-unsupported
//!
//! Finds no source has this value for anything like it.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-unsupported", severity: Severity::Information, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
