//! # figure-contested
//!
//! Finds the draft's value has support, and other sources give others.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "figure-contested", severity: Severity::Hint, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
