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
use crate::facts::Figure;
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::text::Span;

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
        let text = &context.draft.blocks[id.block].prose.text;
        let wrong = place(figure, right, text);
        let span = context.draft.in_file(id.block, wrong);
        out.push(Finding {
            code: RULE.code,
            severity: RULE.severity,
            message: format!(
                "“{}” is no way to write a number: {right}",
                context.draft.text(id.block, wrong)
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

/// What is written wrongly: the number, or where its currency is given twice, that with its sign and its word.
fn place(figure: &Figure, right: &str, text: &str) -> Span {
    let Some(start) = figure.number.end.checked_sub(right.len()) else {
        return figure.number;
    };
    if right.starts_with(|c: char| c.is_ascii_digit()) || start < figure.span.start {
        return figure.number;
    }
    // "$5 million dollars or more"
    let behind = figure.hedge.as_ref().map(|h| h.span.start);
    let end = behind.filter(|&at| at >= figure.number.end).unwrap_or(figure.span.end);
    let written = text.get(start..end).map_or(0, |s| s.trim_end().len());
    Span::new(start, start + written)
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
