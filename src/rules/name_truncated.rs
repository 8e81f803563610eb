//! # name-truncated
//!
//! Finds a name with a part cut off.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "name-truncated", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
