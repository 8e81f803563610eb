//! # quote-unbalanced
//!
//! Finds an opening mark without its closing one.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "quote-unbalanced", severity: Severity::Hint, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
