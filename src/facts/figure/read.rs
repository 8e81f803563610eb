//! Reading figures from prose.

use super::{Figure, FigureKind, Measure, NumberForm};
use crate::facts::{DateMention, NameMention};
use crate::text::{Prose, Tag, TokenKind};
use rust_decimal::Decimal;

/// Reads the figures of a block. Dates and names tell which numbers are parts of them.
pub fn read(prose: &Prose, _dates: &[DateMention], _names: &[NameMention]) -> Vec<Figure> {
    let mut out = Vec::new();
    for (i, token) in prose.tokens.iter().enumerate() {
        if token.kind != TokenKind::Number {
            continue;
        }
        let Ok(value) = prose.word(i).replace(',', "").parse::<Decimal>() else {
            continue;
        };
        let mut head = i + 1;
        while prose.tag(head) == Tag::Adjective || prose.tag(head) == Tag::ProperNoun {
            head += 1;
        }
        let measure = match prose.tag(head) {
            Tag::Noun => Measure {
                head: prose.lower(head).into_owned(),
                span: prose.span_of(i + 1..head + 1),
                ..Measure::default()
            },
            _ => Measure::default(),
        };
        out.push(Figure {
            span: token.span,
            number: token.span,
            kind: FigureKind::Cardinal,
            form: NumberForm::Digits,
            value,
            low: Some(value),
            high: Some(value),
            range: None,
            hedge: None,
            unit: None,
            measure,
            malformed: None,
        });
    }
    out
}
