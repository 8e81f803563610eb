//! # claim-attribution-shifted
//!
//! Finds the draft credits it to somebody else than every source does.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "claim-attribution-shifted", severity: Severity::Warning, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
