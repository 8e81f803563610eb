//! How each figure of the draft stands: what a reader wants to know at a glance, whatever is reported of it.

use super::candidates::items_in;
use super::outcome::Outcome;
use super::{Comparison, Item, LIKELY, Verdict, What};
use crate::facts::DocumentFacts;
use crate::facts::document::FactId;
use crate::sources::SourceId;
use crate::text::Span;

/// How a figure stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The sources have it.
    Supported,
    /// Some have it, others give another value.
    Contested,
    /// All that speak of it give another value.
    Conflict,
    /// No source has it.
    Unsupported,
}

impl Standing {
    /// Its name in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Supported => "supported",
            Standing::Contested => "contested",
            Standing::Conflict => "conflict",
            Standing::Unsupported => "unsupported",
        }
    }
}

/// A figure of the draft and how it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureStanding {
    /// Byte range in the draft.
    pub span: Span,
    /// How.
    pub standing: Standing,
    /// How many sources have it.
    pub agree: usize,
    /// How many sources give another value for the same.
    pub differ: usize,
}

/// The figures of a block of the draft, in order; dates are none. The comparisons may count the block by another index.
pub fn standings(
    draft: &DocumentFacts,
    block: usize,
    comparisons: &[Comparison],
) -> impl Iterator<Item = FigureStanding> {
    (comparisons.iter())
        .filter(|c| c.what == What::Figure)
        .map(move |c| {
            let id = FactId { block, ..c.id };
            let differing: &[usize] = match &c.outcome {
                Outcome::Conflict(ids) | Outcome::OtherUnit(ids) | Outcome::Contested(ids) => ids,
                _ => &[],
            };
            let agree = agreeing(c);
            FigureStanding {
                span: draft.in_file(block, Item::new(draft, c.what, id).span()),
                standing: match &c.outcome {
                    Outcome::Conflict(_) | Outcome::OtherUnit(_) => Standing::Conflict,
                    Outcome::Contested(_) => Standing::Contested,
                    Outcome::Hedge(..) => Standing::Supported,
                    Outcome::Fine if c.seen || agree > 0 => Standing::Supported,
                    Outcome::Fine | Outcome::Slip(_) | Outcome::Unsupported { .. } => {
                        Standing::Unsupported
                    }
                },
                agree,
                differ: sources(c.of(differing).map(|c| c.source)),
            }
        })
}

/// The figures of a block of a draft that there is nothing to hold against.
pub fn not_held(draft: &DocumentFacts, block: usize) -> impl Iterator<Item = FigureStanding> {
    items_in(draft, block, None)
        .into_iter()
        .filter(|item| item.what == What::Figure)
        .map(move |item| FigureStanding {
            span: draft.in_file(block, item.span()),
            standing: Standing::Unsupported,
            agree: 0,
            differ: 0,
        })
}

fn agreeing(comparison: &Comparison) -> usize {
    let same = (comparison.counterparts.iter())
        .filter(|c| c.verdict == Verdict::Agrees && c.apart.is_none() && c.slot >= LIKELY);
    sources(same.map(|c| c.source))
}

/// How many sources these are.
fn sources(ids: impl Iterator<Item = SourceId>) -> usize {
    let mut ids: Vec<SourceId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}
