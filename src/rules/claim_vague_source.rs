//! # claim-vague-source
//!
//! Finds nobody is named behind a claim.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "claim-vague-source", severity: Severity::Hint, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
