//! # name-unsupported
//!
//! Finds a person or organisation that no source mentions.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "name-unsupported", severity: Severity::Hint, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
