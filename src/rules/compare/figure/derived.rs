//! Figures that others yield: a sum, difference, ratio or change of two of them.

use super::act;
use super::harm::{self, Harm};
use super::item::Item;
use super::same_measure::SELDOM;
use crate::facts::Figure;
use crate::facts::figure::FigureKind;
use crate::facts::figure::unit::Dimension;
use crate::rules::compare::claim::opposites;
use crate::sources::index::stem;
use crate::text::Tag;
use rust_decimal::Decimal;

/// Whether a figure follows from two others of its sentence or the one before.
pub fn derived(item: &Item) -> bool {
    let Some(figure) = item.figure().filter(|f| f.range.is_none()) else {
        return false;
    };
    let block = item.block();
    let own = block.prose.sentence_at(figure.number.start);
    let start = |at: usize| block.prose.sentences.get(at).map(|s| s.span.start);
    let from = start(own.saturating_sub(1)).unwrap_or_default();
    let to = start(own + 1).unwrap_or(usize::MAX);
    let near = block.figures.partition_point(|f| f.number.start < from)
        ..block.figures.partition_point(|f| f.number.start < to);
    // Of a long list the nearest will do.
    let index = item.id.index;
    let near = near.start.max(index.saturating_sub(NEAREST))..near.end.min(index + NEAREST + 1);
    let others: Vec<&Figure> = (block.figures.get(near).unwrap_or_default().iter())
        .filter(|f| f.number != figure.number && is_operand(f))
        .collect();
    others.iter().enumerate().any(|(i, a)| {
        let mut rest = others.iter().skip(i + 1);
        rest.any(|b| one_unit(a, b) && (yields(a, b, item) || yields(b, a, item)))
    })
}

/// Figures on each side of one that it may follow from.
const NEAREST: usize = 8;
/// Figures of neighbouring sentences that may add up, at most.
const PARTS: usize = 6;
/// Sentences that the operands of one sum may lie apart.
const APART: usize = 2;

/// Whether a figure of the draft follows from figures of a source, given in order with the number of their sentence:
/// a sum of some that stand one behind the other, or what two of one noun or one unit yield.
pub fn derived_from(source: &[(usize, &Figure)], item: &Item) -> bool {
    let Some(figure) = item.figure().filter(|f| f.range.is_none()) else {
        return false;
    };
    let operands: Vec<(usize, &Figure)> = (source.iter().copied())
        .filter(|(_, f)| is_operand(f))
        .collect();
    summed(source, figure).is_some()
        || operands.iter().enumerate().any(|(i, &(first, a))| {
            let near = operands.iter().skip(i + 1).take(PARTS);
            let mut near = near.take_while(|(other, _)| other.abs_diff(first) <= APART);
            near.any(|&(second, b)| {
                let one_sentence = first == second;
                let related = same_noun(a, b)
                    || a.unit.is_some()
                    || one_sentence
                        && (years(a, b) || is_share(figure) || half_named(a, b, figure));
                related && one_unit(a, b) && (yields(a, b, item) || yields(b, a, item))
            })
        })
        || source.iter().any(|(_, score)| is_majority(score, figure))
}

/// Whether a figure is by how much one side of a vote or game beat the other: 64 of "612 votes to 548".
fn is_majority(score: &Figure, figure: &Figure) -> bool {
    let ends = score.range.filter(|_| score.kind == FigureKind::Score);
    let lead = ends.and_then(|(one, other)| one.checked_sub(other));
    let counts = figure.kind == FigureKind::Cardinal && figure.value > SELDOM;
    counts && lead.is_some_and(|lead| lead.abs() == figure.value)
}

fn is_share(figure: &Figure) -> bool {
    let shares = [
        FigureKind::Percent,
        FigureKind::Fraction,
        FigureKind::Multiple,
    ];
    shares.contains(&figure.kind)
}

/// Whether of two numbers one names what both count, and the third counts it too: "42 stores last year and 48 now", six
/// more stores.
fn half_named(a: &Figure, b: &Figure, figure: &Figure) -> bool {
    let named = match (nameless(a), nameless(b)) {
        (true, false) => b,
        (false, true) => a,
        _ => return false,
    };
    figure.kind == FigureKind::Cardinal && (nameless(figure) || same_noun(named, figure))
}

/// Whether nothing says what a number counts.
fn nameless(figure: &Figure) -> bool {
    figure.kind == FigureKind::Cardinal && figure.measure.span.start < figure.number.end
}

/// The figures of a source, one behind the other, that add up to a figure of the draft.
pub fn summed<'f>(source: &[(usize, &'f Figure)], figure: &Figure) -> Option<Vec<&'f Figure>> {
    // The dead and the injured make casualties, never the dead.
    let of_others =
        |f: &Figure| Harm::of(figure) != Some(Harm::All) && harm::of_others(figure, f).is_some();
    let part =
        |f: &Figure| is_operand(f) && f.kind == figure.kind && one_unit(f, figure) && !of_others(f);
    (0..source.len()).find_map(|i| {
        let mut sum = Decimal::ZERO;
        let mut parts = Vec::new();
        let (first, _) = source.get(i)?;
        let operands = source.iter().skip(i).filter(|(_, f)| is_operand(f));
        for &(at, f) in operands.take(PARTS) {
            if !part(f) || at.abs_diff(*first) > APART {
                break;
            }
            sum = sum.checked_add(f.value)?;
            parts.push(f);
            if sum == figure.value && parts.len() > 1 {
                return Some(parts);
            }
        }
        None
    })
}

/// Whether a figure is a difference of shares, in points.
pub fn is_points(figure: &Figure) -> bool {
    let unit = figure.unit.as_ref();
    unit.is_some_and(|u| u.dimension == Dimension::PercentagePoint)
}

fn is_operand(figure: &Figure) -> bool {
    figure.range.is_none()
        && !matches!(
            figure.kind,
            FigureKind::Ordinal | FigureKind::Label | FigureKind::Day | FigureKind::Time
        )
}

fn one_unit(a: &Figure, b: &Figure) -> bool {
    a.unit.as_ref().map(|u| &u.name) == b.unit.as_ref().map(|u| &u.name)
}

fn same_noun(a: &Figure, b: &Figure) -> bool {
    !a.measure.head.is_empty() && stem(&a.measure.head) == stem(&b.measure.head)
}

fn years(a: &Figure, b: &Figure) -> bool {
    a.kind == FigureKind::Year && b.kind == FigureKind::Year
}

/// Words of a clause that tells what is left, or by how much one thing differs from another.
const DIFFERENCE: &[&str] = &[
    "more",
    "less",
    "fewer",
    "by",
    "than",
    "ahead",
    "behind",
    "lead",
    "gap",
    "margin",
    "majority",
    "difference",
    "profit",
    "loss",
    "surplus",
    "deficit",
    "shortfall",
    "excess",
    "balance",
    "change",
    "increase",
    "decrease",
    "leaves",
    "leaving",
    "spare",
    "empty",
    "rest",
    "remaining",
    "remain",
    "remained",
    "other",
    "others",
    "left",
    "without",
    "another",
    "extra",
    "additional",
    "up",
    "down",
    "clear",
    "short",
    "above",
    "below",
    "apart",
    "later",
    "earlier",
    "before",
    "after",
    "since",
    "until",
    "net",
    "still",
    "away",
    "added",
    "lost",
    "gained",
    "saved",
    "not",
];

/// Whether the clause of a figure tells a difference, or of a rise or fall.
fn tells_difference(item: &Item) -> bool {
    let prose = &item.block().prose;
    let tells = |t: usize| {
        let lower = prose.lower(t);
        DIFFERENCE.contains(&&*lower)
            || lower.len() > 4 && lower.ends_with("er") && prose.tag(t) == Tag::Adjective
    };
    let verb = item.figure().and_then(|f| f.measure.predicate.as_deref());
    let changes = |verb: &str| {
        ["rise", "fall"]
            .iter()
            .any(|d| verb == *d || opposites::are_alike(verb, d))
    };
    verb.is_some_and(changes) || act::clause(item).any(tells)
}

/// Whether two figures yield a third, in the order given.
fn yields(a: &Figure, b: &Figure, item: &Item) -> bool {
    let Some(figure) = item.figure() else {
        return false;
    };
    let ratio = a.value.checked_div(b.value);
    let near = |value: Option<Decimal>, slack: Decimal| {
        value
            .and_then(|v| v.abs().checked_sub(figure.value.abs()))
            .is_some_and(|gap| gap.abs() <= slack)
    };
    let hundredfold = |value: Option<Decimal>| value?.checked_mul(Decimal::ONE_HUNDRED);
    let half = Decimal::new(5, 1);
    let difference = a.value.checked_sub(b.value);
    match figure.kind {
        FigureKind::Percent if is_points(figure) => {
            a.kind == FigureKind::Percent && near(difference, Decimal::ZERO)
        }
        FigureKind::Percent => {
            let change = ratio.and_then(|r| r.checked_sub(Decimal::ONE));
            near(hundredfold(ratio), half)
                || near(hundredfold(change), half)
                || difference == Some(figure.value)
        }
        FigureKind::Fraction => near(ratio, Decimal::new(2, 2)),
        FigureKind::Multiple => near(ratio, half),
        FigureKind::Age if years(a, b) => near(difference, Decimal::ONE),
        FigureKind::Duration if years(a, b) => near(difference, Decimal::ZERO),
        FigureKind::Year | FigureKind::Day | FigureKind::Time => false,
        // "At 17 she went to sea": an age that nothing marks as one.
        FigureKind::Cardinal if years(a, b) && nameless(figure) => near(difference, Decimal::ONE),
        _ if years(a, b) => false,
        _ if figure.unit.is_some() && !one_unit(a, figure) => false,
        _ if a.value.checked_add(b.value) == Some(figure.value) => true,
        // 3.1 less 1.8 is 1.3 by accident as often as not.
        _ => difference == Some(figure.value) && tells_difference(item),
    }
}
