//! Which fact of a draft stands at an offset.

use crate::facts::document::{FactId, fold_blanks};
use crate::facts::{DocumentFacts, Figure, NameMention, Quotation};
use crate::text::Span;

/// A fact with its place in the file.
pub(super) struct FactAt<'a> {
    /// Byte range in the file.
    pub span: Span,
    /// What it is.
    pub fact: Fact<'a>,
}

/// What is hovered.
pub(super) enum Fact<'a> {
    /// A number.
    Figure(&'a Figure),
    /// A name, and where it stands.
    Name(&'a NameMention, FactId),
    /// Quoted words.
    Quotation(&'a Quotation),
}

impl FactAt<'_> {
    /// The fact in a few words: "figure: troops".
    pub fn label(&self, facts: &DocumentFacts) -> String {
        match self.fact {
            Fact::Figure(f) if f.measure.head.is_empty() => "figure".into(),
            Fact::Figure(f) => format!("figure: {}", f.measure.head),
            Fact::Name(_, id) => {
                let full = facts.entity_of(id).map(|e| e.canonical.as_str());
                match full.filter(|full| *full != self.words(facts)) {
                    Some(full) => format!("name: {full}"),
                    None => "name".into(),
                }
            }
            Fact::Quotation(q) => match q.speaker {
                Some(_) => "quotation, with a speaker".into(),
                None => "quotation".into(),
            },
        }
    }

    /// Its words, as the draft has them.
    pub fn words(&self, facts: &DocumentFacts) -> String {
        fold_blanks(self.span.of(&facts.document.text))
    }
}

/// The fact at an offset of the file: the innermost, so a figure inside a quotation rather than the quotation.
pub(super) fn fact_at(facts: &DocumentFacts, offset: usize) -> Option<FactAt<'_>> {
    let document = &facts.document;
    let block = document.block_at(offset)?;
    let read = facts.blocks.get(block)?;
    let at = offset.checked_sub(document.blocks.get(block)?.span.start)?;
    let figure = (read.figures.iter())
        .find(|f| f.span.contains(at))
        .map(|f| (f.span, Fact::Figure(f)));
    let name = || {
        (read.names.iter().enumerate())
            .find(|(_, n)| n.span.contains(at))
            .map(|(index, n)| (n.span, Fact::Name(n, FactId { block, index })))
    };
    // "The mayor" is the one who was named before.
    let titled = || {
        let titled = facts.titled_at(block, at)?;
        let name = (facts.blocks.get(titled.bearer.block)?.names).get(titled.bearer.index)?;
        Some((titled.span, Fact::Name(name, titled.bearer)))
    };
    let quotation = || {
        (read.quotations.iter())
            .find(|q| q.span.contains(at))
            .map(|q| (q.span, Fact::Quotation(q)))
    };
    let (span, fact) = figure.or_else(name).or_else(titled).or_else(quotation)?;
    Some(FactAt {
        span: facts.in_file(block, span),
        fact,
    })
}
