//! # claim-contradicted
//!
//! Finds same subject and object, opposed predicate.

use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule { code: "claim-contradicted", severity: Severity::Information, check };

fn check(_context: &Context, _out: &mut Vec<Finding>) {}
