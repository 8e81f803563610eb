//! # name-role
//!
//! Finds a known name with a title, nation or body that sources contradict.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "name-role", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
