//! # claim-attribution-dropped
//!
//! Finds the source attributes it, the draft states it as fact.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "claim-attribution-dropped", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
