//! A number that a blank has torn in two, as the sources show: "4, 650" where they have 4,650.

use crate::facts::Figure;
use crate::finding::{Evidence, Relation};
use crate::rules::Context;
use crate::text::Span;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// Two figures of the draft that are one number.
pub struct Torn {
    /// Both, in the block's text.
    pub span: Span,
    /// The number as it should be.
    pub right: String,
    /// A source that has it.
    pub evidence: Evidence,
}

/// The number that a figure of a block, by its index, makes with the next one, where a source has that number.
pub fn torn(context: &Context, block: usize, head: usize) -> Option<Torn> {
    let facts = context.draft.blocks.get(block)?;
    let text = &facts.prose.text;
    let (head, tail) = (facts.figures.get(head)?, facts.figures.get(head + 1)?);
    let digits = |figure: &Figure, lengths: RangeInclusive<usize>| {
        let run = figure.number.of(text);
        let plain = run.bytes().all(|b| b.is_ascii_digit());
        (plain && lengths.contains(&run.len())).then_some(run)
    };
    if text.get(head.number.end..tail.number.start)? != ", " {
        return None;
    }
    let (first, rest) = (digits(head, 1..=3)?, digits(tail, 3..=3)?);
    let value: Decimal = format!("{first}{rest}").parse().ok()?;
    let index = context.dossier.index();
    let evidence = index.with_stem(&value.to_string()).iter().find_map(|&id| {
        let passage = context.dossier.passage(id);
        let (facts, span, _) = context.dossier.read(passage);
        let mut figures = facts.figures.iter();
        let figure = figures.find(|f| f.value == value && span.covers(f.number))?;
        let (source, block) = (passage.source, passage.block);
        Some((context.dossier).evidence(source, block, figure.span, Relation::Differs))
    })?;
    Some(Torn {
        span: head.number.join(tail.number),
        right: format!("{first},{rest}"),
        evidence,
    })
}

/// Whether a figure of a block is a half of such a number.
pub fn is_torn(context: &Context, block: usize, index: usize) -> bool {
    torn(context, block, index).is_some()
        || index
            .checked_sub(1)
            .is_some_and(|before| torn(context, block, before).is_some())
}
