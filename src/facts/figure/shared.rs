//! A scale and a unit that two ends of a change share: "rose from 40 to 50 million euros".

use super::{Figure, FigureKind, NumberForm};
use crate::text::{Prose, Span, TokenKind};
use rust_decimal::Decimal;

/// How many times the other end, in its own scale, a number can be that shares the scale: "fell from 12 to 2 million".
const TIMES: i64 = 20;

/// Gives the number behind "from" the scale and the unit that are only written at the other end.
pub fn share(prose: &Prose, figures: &mut [Figure]) {
    for i in 1..figures.len() {
        let Some([first, second]) = figures.get_mut(i - 1..=i) else {
            continue;
        };
        if is_from(prose, first) && joins(prose, first, second, "to") {
            take(prose, first, second);
        } else if is_bare(prose, second) && joins(prose, first, second, "from") {
            take(prose, second, first);
        }
    }
}

/// Whether nothing stands between two figures but this word.
fn joins(prose: &Prose, first: &Figure, second: &Figure, word: &str) -> bool {
    // "200 or greater than 190": the bound of one may be taken for the other's.
    first.span.end <= second.span.start && {
        let mut between = prose.tokens_in(Span::new(first.span.end, second.span.start));
        between.len() == 1 && between.all(|i| prose.lower(i) == word)
    }
}

/// Whether "from" stands before a figure.
fn is_from(prose: &Prose, figure: &Figure) -> bool {
    let before = prose.token_at(figure.span.start).checked_sub(1);
    before.is_some_and(|i| prose.lower(i) == "from")
}

/// Whether nothing stands behind a figure that it could count.
fn is_bare(prose: &Prose, figure: &Figure) -> bool {
    let next = prose.token_at(figure.span.end);
    next >= prose.tokens.len() || prose.kind(next) == TokenKind::Mark
}

/// Gives a bare number what the other end has.
fn take(prose: &Prose, bare: &mut Figure, other: &Figure) {
    let plain = bare.form == NumberForm::Digits && bare.range.is_none() && other.range.is_none();
    let sign_of_money = is_money(bare) && bare.unit == other.unit;
    let counted = bare.kind == FigureKind::Cardinal && bare.unit.is_none();
    let takes = matches!(other.kind, FigureKind::Cardinal | FigureKind::Money);
    if !plain || !takes || !(counted || sign_of_money) {
        return;
    }
    if let Some(scale) = scale(prose, other)
        && bare.value < Decimal::ONE_THOUSAND
        && (other.value.checked_div(scale))
            .and_then(|own| own.checked_mul(Decimal::from(TIMES)))
            .is_some_and(|most| bare.value <= most)
        && let Some(value) = bare.value.checked_mul(scale)
    {
        let scaled = |bound: Option<Decimal>| bound.and_then(|b| b.checked_mul(scale));
        (bare.low, bare.high) = (scaled(bare.low), scaled(bare.high));
        bare.value = value;
        bare.form = NumberForm::Mixed;
    } else if other.form == NumberForm::Mixed {
        return;
    }
    if is_money(other) {
        bare.kind = other.kind;
        bare.unit.clone_from(&other.unit);
    }
}

fn is_money(figure: &Figure) -> bool {
    figure.kind == FigureKind::Money
}

/// The scale that a number is written with: its value against its digits.
fn scale(prose: &Prose, figure: &Figure) -> Option<Decimal> {
    if figure.form != NumberForm::Mixed {
        return None;
    }
    let digits = digits(figure.number.of(&prose.text));
    let scale = figure.value.checked_div(digits.parse().ok()?)?.normalize();
    (scale >= Decimal::ONE_THOUSAND && scale.fract().is_zero()).then_some(scale)
}

/// The digits a number begins with, commas left out.
fn digits(number: &str) -> String {
    (number.chars())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|&c| c != ',')
        .collect()
}

/// Whether a number has its scale from the other end of a change.
pub fn has_scale_of_another(figure: &Figure, text: &str) -> bool {
    figure.form == NumberForm::Mixed && !text.chars().any(char::is_alphabetic)
}
