//! Figures that the draft's own text yields: a sum, difference, ratio or change of two others.

use super::item::Item;
use crate::facts::Figure;
use crate::facts::figure::FigureKind;
use rust_decimal::Decimal;

/// Whether a figure follows from two others of its sentence or the one before.
pub fn derived(item: &Item) -> bool {
    let Some(figure) = item.figure().filter(|f| f.range.is_none()) else {
        return false;
    };
    let block = item.block();
    let sentence = |f: &Figure| block.prose.sentence_at(f.number.start);
    let own = sentence(figure);
    let others: Vec<&Figure> = block
        .figures
        .iter()
        .filter(|f| f.number != figure.number && f.range.is_none())
        .filter(|f| (own.saturating_sub(1)..=own).contains(&sentence(f)))
        .filter(|f| !matches!(f.kind, FigureKind::Ordinal | FigureKind::Label))
        .collect();
    others.iter().enumerate().any(|(i, a)| {
        let rest = others.iter().skip(i + 1);
        rest.filter(|b| a.unit.as_ref().map(|u| &u.name) == b.unit.as_ref().map(|u| &u.name))
            .any(|b| yields(a.value, b.value, figure) || yields(b.value, a.value, figure))
    })
}

/// Whether two values yield a third, in the order given.
fn yields(a: Decimal, b: Decimal, figure: &Figure) -> bool {
    let ratio = a.checked_div(b);
    let near = |value: Option<Decimal>| {
        value
            .and_then(|v| v.abs().checked_sub(figure.value.abs()))
            .is_some_and(|gap| gap.abs() <= Decimal::new(5, 1))
    };
    match figure.kind {
        FigureKind::Percent => {
            let change = ratio
                .and_then(|r| r.checked_sub(Decimal::ONE))
                .and_then(|c| c.checked_mul(Decimal::ONE_HUNDRED));
            near(change) || a.checked_sub(b) == Some(figure.value)
        }
        FigureKind::Multiple => near(ratio),
        _ => a.checked_add(b) == Some(figure.value) || a.checked_sub(b) == Some(figure.value),
    }
}
