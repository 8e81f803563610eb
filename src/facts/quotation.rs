//! Quotations: words inside quotation marks, with their speaker.

use super::Attribution;
use crate::text::{Prose, Span};

/// One quotation. Spans are byte ranges of the block's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether its closing mark stands in the block.
    pub closed: bool,
    /// Who says it, as written.
    pub speaker: Option<Span>,
}

/// Reads the quotations of a block, speakers left out.
pub fn read(prose: &Prose) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (i, c) in prose.text.char_indices() {
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(i),
            ('”' | '"', Some(start)) => {
                let first = prose.text[start..].chars().next().map_or(1, char::len_utf8);
                out.push(Quotation {
                    span: Span::new(start, i + c.len_utf8()),
                    inner: Span::new(start + first, i),
                    closed: true,
                    speaker: None,
                });
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// Gives each quotation the source of the attribution that covers it.
pub fn with_speakers(
    _prose: &Prose,
    mut quotations: Vec<Quotation>,
    attributions: &[Attribution],
) -> Vec<Quotation> {
    for q in &mut quotations {
        q.speaker = attributions
            .iter()
            .find(|a| a.content.iter().any(|c| c.overlaps(q.inner)))
            .and_then(|a| a.source);
    }
    quotations
}
