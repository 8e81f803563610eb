//! Numbers that no passage like their own sentence has, looked for where the sources have the numbers beside them.

use super::candidates::{beside, counterpart, numbers_of, tell_apart};
use super::derived::derived_from;
use super::elsewhere::is_elsewhere;
use super::harm;
use super::item::Item;
use super::same_measure::{Kinship, SELDOM, is_count, kinship};
use super::support::figures_of;
use super::verdict::{self, Verdict};
use super::{Comparison, Counterpart, Outcome, slip};
use crate::facts::Figure;
use crate::rules::Context;
use crate::sources::Passage;
use crate::sources::index::stem;
use std::collections::BTreeSet;

/// Numbers of the paragraph on each side whose passages are looked at.
const NEAR: usize = 6;

/// Takes back what was said of numbers that stand, or follow from what stands, in the passages where the sources have the
/// numbers beside them: "22 for, 20 against. Nine are undecided." The comparisons are those of one paragraph, in order.
pub fn bear_out(context: &Context, compared: &mut [Comparison]) {
    let stands: Vec<Option<Passage>> = compared.iter().map(|c| c.found).collect();
    for (at, comparison) in compared.iter_mut().enumerate() {
        if !matches!(comparison.outcome, Outcome::Unsupported { .. }) {
            continue;
        }
        let near = stands.iter().skip(at.saturating_sub(NEAR));
        let near = near.take(NEAR + NEAR.min(at) + 1).flatten();
        let passages: BTreeSet<Passage> = near.flat_map(|p| beside(context.dossier, *p)).collect();
        let item = comparison.item(context);
        let free = unclaimed(context, &item, &passages);
        if stated(context, &item, &passages) || yielded(context, &item, passages) {
            (comparison.seen, comparison.outcome) = (true, Outcome::Fine);
        } else if let Some(free) = free {
            comparison.counterparts.push(free);
            let given = vec![comparison.counterparts.len() - 1];
            let other_unit = free_is_unit(comparison, &given);
            comparison.outcome = if other_unit {
                Outcome::OtherUnit(given)
            } else {
                Outcome::Slip(given)
            };
        }
    }
}

/// The one number of the passages that counts or measures the same, is no other of the draft's and is nobody else's.
fn unclaimed(context: &Context, item: &Item, passages: &BTreeSet<Passage>) -> Option<Counterpart> {
    let around = item.surroundings();
    let holder = context.draft.holder(item.id.block, item.span());
    let mut free: Option<Counterpart> = None;
    for &passage in passages {
        for other in numbers_of(context.dossier, passage) {
            let same = |a: &Figure, b: &Figure| {
                let noun =
                    !a.measure.head.is_empty() && stem(&a.measure.head) == stem(&b.measure.head);
                let measure = match verdict::figures(a, b) {
                    Verdict::Differs => a.unit.is_some() || noun && a.value > SELDOM,
                    Verdict::OtherUnit => verdict::other_unit(a, b),
                    _ => false,
                };
                measure && a.kind == b.kind && a.range.is_some() == b.range.is_some()
            };
            if !slip::is_free(item, &other, same) {
                continue;
            }
            let Some(mut c) = counterpart(item, &around, passage.source, &other, 0.0) else {
                continue;
            };
            tell_apart(item, holder.as_deref(), &mut c, &other);
            let telling = c.apart.is_none() && !is_elsewhere(item, &other, context.dossier);
            let value = |c: &Counterpart| c.item(context).figure().map(|f| f.value);
            match &free {
                _ if !telling => {}
                None => free = Some(c),
                Some(known) if value(known) == value(&c) => {}
                // Two that it may be: neither is told.
                Some(_) => return None,
            }
        }
    }
    free
}

fn free_is_unit(comparison: &Comparison, given: &[usize]) -> bool {
    let mut of = comparison.of(given);
    of.any(|c| c.verdict == Verdict::OtherUnit)
}

fn stated(context: &Context, item: &Item, passages: &BTreeSet<Passage>) -> bool {
    // A small count is often another thing's.
    let common = item
        .figure()
        .is_none_or(|f| is_count(f) && f.value <= SELDOM);
    let mut others = passages
        .iter()
        .flat_map(|&p| numbers_of(context.dossier, p));
    others.any(|other| {
        let figures = item.figure().zip(other.figure());
        let agrees =
            verdict::verdict(item, &other) == Verdict::Agrees && verdict::same_value(item, &other);
        let bare = figures.is_some_and(|(a, b)| verdict::same_without_unit(a, b));
        (agrees || bare)
            && (!common || kinship(item, &other) != Kinship::Other)
            && figures.is_none_or(|(a, b)| harm::of_others(a, b).is_none())
    })
}

fn yielded(context: &Context, item: &Item, passages: BTreeSet<Passage>) -> bool {
    let figures = figures_of(context.dossier, passages.into_iter().collect());
    derived_from(&figures, item)
}
