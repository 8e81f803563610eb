//! Ranges and their two ends.

use super::{Slip, Sum, changes, exact};
use crate::facts::figure::{Figure, FigureKind};
use crate::finding::{Edit, Fix};
use crate::text::Span;
use rust_decimal::Decimal;

impl Sum<'_> {
    /// "Between 900 and 700"; "from 2016 to 2011".
    pub fn range_turned_round(&self) -> Option<Slip> {
        let prose = &self.context.draft.blocks[self.block].prose;
        for (_, figure) in &self.figures {
            // "They won 88-81 at home": two numbers of nothing are a result.
            let noun = figure.measure.span.start;
            let counts = prose.text.get(figure.number.end..noun);
            let of_something = match figure.kind {
                FigureKind::Score => false,
                FigureKind::Cardinal => counts.is_some_and(|gap| gap.trim().is_empty()),
                _ => true,
            };
            if let Some((low, high)) = figure.range
                && low > high
                && of_something
                && !small(low, high, figure)
            {
                return Some(self.slip(
                    format!("{}: the range is turned round", self.text(figure)),
                    figure,
                    Vec::new(),
                    Vec::new(),
                ));
            }
        }
        for pair in self.figures.windows(2) {
            let [(_, a), (_, b)] = pair else { continue };
            let gap = self.between(a.span.end, b.span.start);
            let at = prose.token_at(a.span.start);
            let before = at
                .checked_sub(1)
                .filter(|t| self.sentence.contains(t))
                .map(|t| prose.lower(t).into_owned())
                .unwrap_or_default();
            let years = a.kind == FigureKind::Year && b.kind == FigureKind::Year;
            let joined = match before.as_str() {
                "between" => gap == ["and"],
                "from" => gap == ["to"] && years,
                _ => false,
            };
            if !joined || a.kind != b.kind || a.unit != b.unit {
                continue;
            }
            if !years && (!changes(a) || small(a.value, b.value, a)) {
                continue;
            }
            if exact(a)? > exact(b)? {
                let file = |span: Span| self.context.draft.in_file(self.block, span);
                let fix = Fix {
                    title: "Turn the range round".to_owned(),
                    preferred: true,
                    safe: false,
                    edits: vec![
                        Edit {
                            span: file(a.number),
                            text: self.context.draft.text(self.block, b.number).to_owned(),
                        },
                        Edit {
                            span: file(b.number),
                            text: self.context.draft.text(self.block, a.number).to_owned(),
                        },
                    ],
                };
                return Some(self.slip(
                    format!(
                        "{} to {}: the range is turned round",
                        self.text(a),
                        self.text(b)
                    ),
                    a,
                    vec![self.evidence(b)],
                    vec![fix],
                ));
            }
        }
        None
    }
}

/// Numbers that may be hours of the day or parts of a name: "between 10 and 2".
fn small(a: Decimal, b: Decimal, figure: &Figure) -> bool {
    let day = Decimal::from(24);
    figure.unit.is_none() && a <= day && b <= day
}
