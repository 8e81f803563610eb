//! # quote-altered
//!
//! Finds words inside the marks differ from the source's quotation.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "quote-altered", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
