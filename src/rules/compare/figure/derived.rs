//! Figures that others yield: a sum, difference, ratio or change of two of them.

use super::item::Item;
use crate::facts::Figure;
use crate::facts::figure::FigureKind;
use crate::sources::index::stem;
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
    let others: Vec<&Figure> = (block.figures.get(near).unwrap_or_default().iter())
        .filter(|f| f.number != figure.number && is_operand(f))
        .collect();
    others.iter().enumerate().any(|(i, a)| {
        let mut rest = others.iter().skip(i + 1);
        rest.any(|b| one_unit(a, b) && (yields(a, b, figure) || yields(b, a, figure)))
    })
}

/// Figures of neighbouring sentences that may add up, at most.
const PARTS: usize = 6;
/// Sentences that the operands of one sum may lie apart.
const APART: usize = 2;

/// Whether a figure of the draft follows from figures of a source, given in order with the number of their sentence:
/// a sum of some that stand one behind the other, or what two of one noun or one unit yield.
pub fn derived_from(source: &[(usize, &Figure)], figure: &Figure) -> bool {
    let operands: Vec<(usize, &Figure)> = (source.iter().copied())
        .filter(|(_, f)| is_operand(f))
        .collect();
    summed(source, figure).is_some()
        || operands.iter().enumerate().any(|(i, &(first, a))| {
            let near = operands.iter().skip(i + 1).take(PARTS);
            let mut near = near.take_while(|(other, _)| other.abs_diff(first) <= APART);
            near.any(|&(second, b)| {
                let related = same_noun(a, b) || a.unit.is_some() || years(a, b) && first == second;
                related && one_unit(a, b) && (yields(a, b, figure) || yields(b, a, figure))
            })
        })
}

/// The figures of a source, one behind the other, that add up to a figure of the draft.
pub fn summed<'f>(source: &[(usize, &'f Figure)], figure: &Figure) -> Option<Vec<&'f Figure>> {
    let part = |f: &Figure| is_operand(f) && f.kind == figure.kind && one_unit(f, figure);
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

/// Whether two figures yield a third, in the order given.
fn yields(a: &Figure, b: &Figure, figure: &Figure) -> bool {
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
        _ if years(a, b) => false,
        _ => a.value.checked_add(b.value) == Some(figure.value) || difference == Some(figure.value),
    }
}
