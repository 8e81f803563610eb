//! # quote-misattributed
//!
//! Finds the words stand in a source, said by somebody else.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "quote-misattributed", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
