//! Each figure and date of the draft beside its counterparts in the sources.
//!
//! A counterpart is a number of a source that fills the same slot of the same statement. It is found in three steps:
//! passages that speak of the same matter (`candidates`), the number in them that stands where the draft's stands
//! (`same_measure`), and what its value says of the draft's (`verdict`). The rules read the result ([`Comparison`]);
//! none of them looks into the sources itself.

mod act;
mod apart;
mod beside;
mod candidates;
mod date_parts;
mod derived;
mod elsewhere;
mod enumerated;
pub mod harm;
mod item;
mod outcome;
mod period;
mod report;
mod same_measure;
mod slip;
mod spread;
mod standing;
pub mod style;
mod support;
#[cfg(test)]
mod tests;
mod torn;
pub mod verdict;
mod when;

pub use apart::{Apart, NEAR_COPY};
pub use date_parts::{Part, parts, replace_date, replace_day};
pub use derived::is_points;
pub use item::{Item, What};
pub use outcome::Outcome;
pub use report::{according_to, differs, ground_of, replace, replace_hedged, subject, who_gives};
pub use same_measure::{Likeness, likeness};
pub use slip::{is_sure, is_sure_of_unit};
pub use spread::spread_at;
pub use standing::{FigureStanding, Standing, not_held, standings};
pub use torn::torn;
pub use verdict::Verdict;

use super::by_block::of_block;
use crate::facts::document::FactId;
use crate::finding::{Evidence, Relation};
use crate::rules::Context;
use crate::rules::compare::quotation;
use crate::sources::{Passage, SourceId};
use crate::text::Span;

/// A number of a source beside one of the draft.
#[derive(Clone, Debug)]
pub struct Counterpart {
    /// Which source.
    pub source: SourceId,
    /// Whether it is a figure or a date.
    pub what: What,
    /// Where it stands in that source.
    pub id: FactId,
    /// How alike the two slots are.
    pub likeness: Likeness,
    /// How sure it is that both fill the same slot, 0 to 1.
    pub slot: f32,
    /// What its value says of the draft's.
    pub verdict: Verdict,
    /// What became of its hedge, where the values agree.
    pub hedging: Option<verdict::Hedging>,
    /// Who says it.
    pub holder: Option<String>,
    /// Why it is not the same thing, where it is not: another holder, time, part or predicate.
    pub apart: Option<Apart>,
}

/// One figure or date of the draft and what the sources have for it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Whether it is a figure or a date.
    pub what: What,
    /// Where it stands in the draft.
    pub id: FactId,
    /// How much of the sentence the best passage of the sources speaks of, 0 to 1.
    pub topic: f32,
    /// Numbers of the sources that could be the same, surest first.
    pub counterparts: Vec<Counterpart>,
    /// Where the sources have its value, in its place or another.
    pub found: Option<Passage>,
    /// Whether they have it or yield it.
    pub seen: bool,
    /// What all of it comes to.
    pub outcome: Outcome,
}

/// From here on two numbers fill the same slot with enough certainty to warn.
pub const SURE: f32 = 0.62;
/// From here on two numbers probably fill the same slot.
pub const LIKELY: f32 = 0.45;
impl Comparison {
    /// The number in the draft.
    pub fn item<'c>(&self, context: &'c Context) -> Item<'c> {
        Item::new(context.draft, self.what, self.id)
    }

    /// Some counterparts by index.
    pub fn of<'s>(&'s self, indices: &'s [usize]) -> impl Iterator<Item = &'s Counterpart> {
        indices.iter().filter_map(|&i| self.counterparts.get(i))
    }
}

impl Counterpart {
    /// The number in its source.
    pub fn item<'c>(&self, context: &'c Context) -> Item<'c> {
        Item::new(
            &context.dossier.source(self.source).facts,
            self.what,
            self.id,
        )
    }

    /// The number in its source, as evidence.
    pub fn evidence(&self, context: &Context) -> Evidence {
        let relation = match self.verdict {
            Verdict::Agrees => Relation::Supports,
            _ if self.apart.is_some() => Relation::Qualifies,
            Verdict::Differs | Verdict::OtherUnit => Relation::Differs,
            Verdict::Incomparable => Relation::Qualifies,
        };
        let item = self.item(context);
        context
            .dossier
            .evidence(self.source, self.id.block, item.span(), relation)
    }
}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context
        .compared
        .figures
        .get_or_init(|| candidates::compare(context))
}

/// The comparisons that rules of figures and dates tell of. A number in a quotation that the sources carry is held
/// against that quotation, whatever the sources say elsewhere; the halves of one that a blank has torn are no numbers.
pub fn to_tell<'c>(context: &'c Context) -> impl Iterator<Item = &'c Comparison> {
    comparisons(context).iter().filter(move |c| {
        let (block, span) = (c.id.block, c.item(context).number());
        if c.what == What::Figure && torn::is_torn(context, block, c.id.index) {
            return false;
        }
        context.draft.blocks[block].quotation_of(span).is_none()
            || !quotation::decides(context, block, span)
    })
}

/// Whether a comparison is of dates: a date, a year or day that stands alone, a number in the place of a day.
pub fn is_dated(context: &Context, comparison: &Comparison) -> bool {
    let best = match &comparison.outcome {
        Outcome::Conflict(differing) => comparison.of(differing).next(),
        _ => None,
    };
    best.is_some_and(|c| c.what == What::Date) || comparison.item(context).is_dated()
}

/// Whether a rule tells already, with the sources' own values, that they differ from the number at a span of the draft:
/// what the draft's own text says of it is then the same problem.
pub fn differs_at(context: &Context, span: Span) -> bool {
    let Some(block) = context.draft.document.block_at(span.start) else {
        return false;
    };
    let compared = match context.check_of(block) {
        Some(check) => check
            .compared()
            .figures
            .get()
            .map_or(&[][..], Vec::as_slice),
        None => of_block(comparisons(context), block),
    };
    compared.iter().any(|c| {
        let id = FactId { block, ..c.id };
        let item = Item::new(context.draft, c.what, id);
        matches!(c.outcome, Outcome::Conflict(_) | Outcome::OtherUnit(_))
            && item.facts.in_file(block, item.number()).overlaps(span)
    })
}
