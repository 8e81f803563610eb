//! What a comparison comes to: one outcome for each number, so that each problem is told once.

use super::candidates::Matter;
use super::derived::derived;
use super::elsewhere::{is_elsewhere, is_told_beside};
use super::item::{Item, What};
use super::period;
use super::same_measure::{Kinship, SELDOM, kinship};
use super::verdict::{self, Hedging, Verdict};
use super::{Comparison, Counterpart, LIKELY, SURE, slip};
use crate::facts::Figure;
use crate::facts::figure::{FigureKind, NumberForm};
use crate::text::Tag;
use rust_decimal::Decimal;

/// What the sources make of a number of the draft. Indices are into [`Comparison::counterparts`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Supported, or nothing can be said.
    Fine,
    /// Every source that fills the slot has another value.
    Conflict(Vec<usize>),
    /// The same digits with another unit, currency or scale.
    OtherUnit(Vec<usize>),
    /// The value is right, its hedge is not the sources'.
    Hedge(Hedging, Vec<usize>),
    /// No source has the value; one that it is probably a slip of stands there, and nothing else of the draft takes it.
    Slip(Vec<usize>),
    /// Some sources agree, others give another value.
    Contested(Vec<usize>),
    /// No source has the value.
    Unsupported {
        /// Whether a source speaks of the same matter.
        same_matter: bool,
    },
}

/// By how much the slot of a differing number must beat that of any agreeing one.
const MARGIN: f32 = 0.12;
/// From here on a passage speaks of the same matter as the draft's sentence.
pub const SAME_MATTER: f32 = 0.35;

/// Decides what a comparison comes to. `draft` is the number compared.
pub fn decide(comparison: &Comparison, draft: &Item, matter: &Matter) -> Outcome {
    if is_share_of_another(draft) {
        return Outcome::Fine;
    }
    let all = &comparison.counterparts;
    let agrees = all
        .iter()
        .filter(|c| c.verdict == Verdict::Agrees)
        .map(|c| c.slot)
        .fold(0.0, f32::max);
    let differing = one_a_source(all, |c| {
        c.apart.is_none()
            && matches!(c.verdict, Verdict::Differs | Verdict::OtherUnit)
            && c.slot >= SURE
            && !is_elsewhere(draft, &item_of(c, matter), matter.dossier)
            && !is_told_beside(draft, &item_of(c, matter))
            && !is_of_another_year(comparison, draft, &item_of(c, matter), matter)
    });
    let theirs = |c: &Counterpart| item_of(c, matter).figure();
    if let Some(&best) = differing.first().map(|i| &all[*i]).as_ref() {
        // Another source that dates it so ends the matter.
        let dated = draft.what == What::Date && agrees >= LIKELY;
        if best.slot >= agrees + MARGIN && !dated {
            let is_sum = (draft.figure().zip(theirs(best)))
                .is_some_and(|(mine, part)| matter.sums_up(mine, part));
            let close: Vec<usize> = differing
                .iter()
                .copied()
                .filter(|&i| {
                    all[i].verdict == best.verdict && all[i].slot >= best.slot - 2.0 * MARGIN
                })
                .collect();
            return if best.verdict == Verdict::OtherUnit {
                Outcome::OtherUnit(close)
            } else if is_sum {
                Outcome::Fine
            } else {
                Outcome::Conflict(close)
            };
        }
        if agrees >= SURE {
            return Outcome::Contested(differing);
        }
    }
    if let Some(hedge) = draft.figure().and_then(|f| hedge(comparison, f)) {
        return hedge;
    }
    if comparison.seen || !claims(draft) || derived(draft) || counted(comparison, draft) {
        Outcome::Fine
    } else {
        slip::of(comparison, draft, matter.dossier).unwrap_or(Outcome::Unsupported {
            same_matter: comparison.topic >= SAME_MATTER,
        })
    }
}

/// Whether the sources have the draft's value with the draft's own year, and a differing one without it.
fn is_of_another_year(
    comparison: &Comparison,
    draft: &Item,
    differing: &Item,
    matter: &Matter,
) -> bool {
    if draft.is_dated() || period::same_year(draft, differing) {
        return false;
    }
    let mut agreeing = (comparison.counterparts.iter())
        .filter(|c| c.verdict == Verdict::Agrees)
        .map(|c| item_of(c, matter));
    agreeing.any(|c| period::same_year(draft, &c) && kinship(draft, &c) != Kinship::Other)
}

/// Whether a share is of a number told before, and so no value of its own: "the city offers half of that".
fn is_share_of_another(draft: &Item) -> bool {
    let prose = &draft.block().prose;
    let next = prose.token_at(draft.number().end);
    let shares = draft
        .figure()
        .is_some_and(|f| f.kind == FigureKind::Fraction);
    shares
        && prose.lower(next) == "of"
        && matches!(&*prose.lower(next + 1), "that" | "this" | "it")
        && !matches!(
            prose.tag(next + 2),
            Tag::Noun | Tag::ProperNoun | Tag::Adjective
        )
}

fn item_of<'a>(counterpart: &Counterpart, matter: &Matter<'a>) -> Item<'a> {
    let source = &matter.dossier.source(counterpart.source).facts;
    Item::new(source, counterpart.what, counterpart.id)
}

/// Whether a number claims anything that a source could be asked for.
fn claims(draft: &Item) -> bool {
    let block = draft.block();
    let Some(figure) = draft.figure() else {
        // "On Friday", "in May" place the text, not the event, as often as not.
        return draft
            .date()
            .is_some_and(|d| d.year.is_some() || d.day.is_some());
    };
    let next = block.prose.token_at(figure.number.end);
    match figure.kind {
        // "for the first time"
        // "a second front"
        // "the first two suspects"
        FigureKind::Ordinal => {
            let first = block.prose.token_at(figure.number.start);
            let article = first.checked_sub(1).map(|i| block.prose.lower(i));
            let counted = block.figures.get(draft.id.index + 1);
            let counted = counted.is_some_and(|f| {
                block.prose.token_at(f.number.start) == next
                    && f.kind == FigureKind::Cardinal
                    && f.form == NumberForm::Words
                    && f.value <= SELDOM
            });
            block.prose.lower(next) != "time" && article.as_deref() != Some("a") && !counted
        }
        // A name's number is the name's.
        FigureKind::Label | FigureKind::Duration | FigureKind::Cardinal => !block
            .names
            .iter()
            .any(|n| n.span.covers(figure.span) && n.span != figure.span),
        _ => true,
    }
}

/// Up to this many things a writer counts where the source names them one by one.
const COUNTED: u32 = 4;

/// Words behind a number and its noun that make it a difference, which nobody counts: "three lengths behind".
const DIFFERENCE: &[&str] = &[
    "behind", "ahead", "clear", "adrift", "short", "apart", "up", "down",
];

/// Whether a small number in words may have been counted by the writer: nothing in the sources gives its noun another one.
fn counted(comparison: &Comparison, draft: &Item) -> bool {
    let prose = &draft.block().prose;
    let is_difference = |f: &Figure| {
        let behind = prose.token_at(f.measure.span.end);
        DIFFERENCE.contains(&prose.lower(behind).as_ref())
    };
    let contradicted = comparison
        .counterparts
        .iter()
        .any(|c| c.verdict == Verdict::Differs && c.likeness.head == Some(true));
    !contradicted
        && draft.figure().is_some_and(|f| {
            f.kind == FigureKind::Cardinal
                && f.form == NumberForm::Words
                && f.unit.is_none()
                && f.hedge.is_none()
                && f.value <= Decimal::from(COUNTED)
                && f.measure.span.start >= f.number.end
                && !is_difference(f)
                && (f.measure.head.ends_with(['s', 'n']) || f.measure.head == "people")
        })
}

/// The surest counterpart of each source that fits.
fn one_a_source(all: &[Counterpart], fits: impl Fn(&Counterpart) -> bool) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for (i, c) in all.iter().enumerate() {
        if fits(c) && out.iter().all(|&o| all[o].source != c.source) {
            out.push(i);
        }
    }
    out
}

/// A hedge that no agreeing source shares.
fn hedge(comparison: &Comparison, draft: &Figure) -> Option<Outcome> {
    let all = &comparison.counterparts;
    let same = one_a_source(all, |c| {
        c.verdict == Verdict::Agrees && c.apart.is_none() && c.slot >= LIKELY
    });
    let hedging = |i: &usize| all[*i].hedging;
    let first = hedging(same.first()?)?;
    // A telling number turned round needs less beside it to be the same one.
    let telling =
        first == Hedging::Flipped && (draft.value >= Decimal::ONE_HUNDRED || draft.unit.is_some());
    (all[*same.first()?].slot >= if telling { LIKELY } else { SURE }
        && same.iter().all(|i| hedging(i) == Some(first))
        && !(first == Hedging::Added && verdict::soft(draft)))
    .then_some(Outcome::Hedge(first, same))
}
