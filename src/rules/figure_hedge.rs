//! # figure-hedge
//!
//! Finds a hedge dropped, added or flipped against every source.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-hedge", severity: Severity::Information, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
