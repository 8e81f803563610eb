//! What a number that no source has is probably a slip of, however its sentence is worded.

use super::elsewhere::is_elsewhere;
use super::item::{Item, What};
use super::outcome::{Outcome, SAME_MATTER};
use super::verdict::{self, Hedging, Verdict};
use super::{Apart, Comparison, Counterpart, SURE};
use crate::facts::Figure;
use crate::rules::Context;
use crate::sources::Dossier;

/// The same digits with another unit or scale, two of them swapped, noughts lost or added; a hedge turned round.
pub fn of(comparison: &Comparison, draft: &Item, dossier: &Dossier) -> Option<Outcome> {
    let like = |fits: fn(&Figure, &Figure) -> bool| -> Vec<usize> {
        let found = comparison.counterparts.iter().enumerate().filter(|(_, c)| {
            let theirs = Item::new(&dossier.source(c.source).facts, c.what, c.id);
            // Two verbs may say one thing.
            matches!(c.apart, None | Some(Apart::Predicate(_)))
                && is_free(draft, &theirs, fits)
                && !is_elsewhere(draft, &theirs, dossier)
        });
        found.map(|(i, _)| i).take(1).collect()
    };
    let unit = like(verdict::other_unit);
    if !unit.is_empty() {
        return Some(Outcome::OtherUnit(unit));
    }
    let hedge = like(verdict::flipped);
    if !hedge.is_empty() {
        return Some(Outcome::Hedge(Hedging::Flipped, hedge));
    }
    let digits = like(verdict::misread);
    (!digits.is_empty()).then_some(Outcome::Slip(digits))
}

/// Whether a number of a source fits a draft's, and nothing that the draft gives beside it is that number.
pub fn is_free(draft: &Item, theirs: &Item, fits: impl Fn(&Figure, &Figure) -> bool) -> bool {
    let (Some(mine), Some(theirs), What::Figure) = (draft.figure(), theirs.figure(), draft.what)
    else {
        return false;
    };
    let figures = &draft.block().figures;
    let from = draft.id.index.saturating_sub(NEAR);
    let mut beside = figures.iter().skip(from).take(2 * NEAR);
    let takes =
        |f: &Figure| f.number != mine.number && verdict::figures(f, theirs) == Verdict::Agrees;
    fits(mine, theirs) && !beside.any(takes)
}

/// Figures of the draft on each side that may be the source's.
const NEAR: usize = 12;

/// Whether another unit is sure enough for a warning: in the same statement, or with telling digits.
pub fn is_sure_of_unit(comparison: &Comparison, draft: &Item, differing: &[usize]) -> bool {
    let best = comparison.of(differing).next();
    best.is_some_and(|c| c.slot >= SURE || c.apart.is_none() && digits(draft) >= 2)
}

/// Whether a slip is sure enough for a warning: of the same thing, with telling digits or in the same matter.
pub fn is_sure(context: &Context, comparison: &Comparison, given: &[usize]) -> bool {
    let draft = &comparison.item(context);
    let misread = |c: &Counterpart| {
        let figures = draft.figure().zip(c.item(context).figure());
        figures.is_some_and(|(a, b)| verdict::misread(a, b))
    };
    let measured = draft.figure().is_some_and(|f| f.unit.is_some());
    let fits = |c: &Counterpart| {
        let theirs =
            c.verdict == Verdict::Differs && matches!(c.apart, None | Some(Apart::Predicate(_)));
        let same = c.likeness.head == Some(true) || measured && c.likeness.head.is_none();
        theirs && same && misread(c) && (digits(draft) >= 3 || c.likeness.topic >= SAME_MATTER)
    };
    comparison.of(given).next().is_some_and(fits)
}

/// How many digits of a figure tell it from others.
fn digits(draft: &Item) -> usize {
    draft
        .figure()
        .map_or(0, |f| verdict::significant(f.value).len())
}
