//! # name-variant
//!
//! Finds several accepted spellings in one draft, or one that differs from the house style.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "name-variant", severity: Severity::Hint, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
