//! Attributions: who is said to have said what. Source, cue and content, as in PARC 3.0 (Pareti 2016).

use super::Quotation;
use crate::text::{Prose, Span};

/// One attribution. Spans are byte ranges of the block's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribution {
    /// Who is credited, as written ("Ukrainian officials"); `None` where nobody is ("it was reported that").
    pub source: Option<Span>,
    /// The words that credit: "said", "according to".
    pub cue: Span,
    /// What is credited; several pieces where the cue stands in its middle.
    pub content: Vec<Span>,
}

/// Reads the attributions of a block.
pub fn read(_prose: &Prose, _quotations: &[Quotation]) -> Vec<Attribution> {
    Vec::new()
}
