//! Quotations: words inside quotation marks, with their speaker.

mod joined;
mod read;
#[cfg(test)]
mod tests;

pub use joined::{Edges, joined};
pub use read::{read, signature};

use super::Attribution;
use super::attribution::Class;
use crate::text::{Prose, Span};
use serde::{Deserialize, Serialize};

/// How a quotation is set off.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Marks {
    /// “…”, "…", „…“, ''…''.
    #[default]
    Double,
    /// ‘…’, '…'.
    Single,
    /// «…», ‹…›.
    Guillemets,
    /// A block of its own, without marks.
    Block,
}

/// One quotation. Spans are byte ranges of the block's text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them, and without blanks at its ends.
    pub inner: Span,
    /// Whether its opening mark stands in the block; false where it goes on from the block before.
    pub opened: bool,
    /// Whether its closing mark stands in the block.
    pub closed: bool,
    /// Whether it stands inside another one.
    pub nested: bool,
    /// How it is set off.
    pub marks: Marks,
    /// Who says it, as written.
    pub speaker: Option<Span>,
}

impl Quotation {
    /// Number of words inside the marks.
    pub fn words(&self, prose: &Prose) -> usize {
        prose
            .tokens_in(self.inner)
            .filter(|&i| prose.kind(i) != crate::text::TokenKind::Mark)
            .count()
    }
}

/// Gives each quotation the source of the attribution that covers it: of several the one who says it, else the narrowest.
pub fn with_speakers(
    prose: &Prose,
    mut quotations: Vec<Quotation>,
    attributions: &[Attribution],
) -> Vec<Quotation> {
    for q in &mut quotations {
        q.speaker = attributions
            .iter()
            .filter(|a| a.source.is_some_and(|s| !q.inner.covers(s) || q.nested))
            .filter(|a| a.content.iter().any(|c| c.overlaps(q.inner)))
            .min_by_key(|a| {
                let says = a.class == Class::Speech && a.reports(&prose.text);
                (!says, a.content.iter().map(|c| c.len()).sum::<usize>())
            })
            .and_then(|a| a.source);
    }
    quotations
}
