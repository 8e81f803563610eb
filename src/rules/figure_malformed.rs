//! # figure-malformed
//!
//! Finds a number written as no style writes it: a blank after the thousands comma, blanks and commas mixed in one draft,
//! a currency said twice.
//!
//! ## Why it matters
//!
//! A stray blank splits the number over two lines and makes two numbers of one for every search, table and screen reader.
//!
//! ## Example
//!
//! > The council counted 7, 300 empty flats and spent $2 million dollars on them.
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the number as the rest of the draft does ("7,300", "$2 million"); it is safe to apply unseen.

use super::compare::figure;
use super::{Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-malformed",
    severity: Severity::Information,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for (block, facts) in context.blocks() {
        out.extend((0..facts.figures.len()).filter_map(|head| torn(context, block, head)));
    }
    for (id, figure) in context.figures() {
        let Some(right) = &figure.malformed else {
            continue;
        };
        let span = context.draft.in_file(id.block, figure.number);
        out.push(Finding {
            code: RULE.code,
            severity: RULE.severity,
            message: format!(
                "“{}” is no way to write a number: {right}",
                context.draft.text(id.block, figure.number)
            ),
            span,
            also: Vec::new(),
            evidence: Vec::new(),
            fixes: vec![Fix {
                title: format!("Write {right}"),
                preferred: true,
                safe: true,
                edits: vec![Edit {
                    span,
                    text: right.clone(),
                }],
            }],
        });
    }
}

/// "4, 650", read as two numbers, where a source has 4,650.
fn torn(context: &Context, block: usize, head: usize) -> Option<Finding> {
    let torn = figure::torn(context, block, head)?;
    let span = context.draft.in_file(block, torn.span);
    let (own, right) = (context.draft.text(block, torn.span), torn.right);
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("“{own}” is no way to write a number: the source has {right}"),
        span,
        also: Vec::new(),
        evidence: vec![torn.evidence],
        fixes: vec![Fix::replace(format!("Write {right}"), span, right)],
    })
}
