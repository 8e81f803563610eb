//! # name-garbled
//!
//! Finds a name that came out wrong.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "name-garbled", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
