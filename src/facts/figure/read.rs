//! Reading figures from prose: numbers, with what stands before and behind them.

use super::number::{self, Class, Number};
use super::quantity::{self, Quantity};
use super::range::{self, Pair};
use super::special::{self, Special};
use super::unit::{self, Dimension};
use super::{
    Figure, FigureKind, Hedge, HedgeKind, Measure, hedge, kind, label, malformed, measure, shared,
};
use crate::facts::atom::Atoms;
use crate::facts::{DateMention, NameMention};
use crate::text::Prose;
use rust_decimal::Decimal;

/// Reads the figures of a block, whose atoms are given. Dates and names tell which numbers are parts of them.
pub fn read(
    prose: &Prose,
    atoms: &Atoms,
    dates: &[DateMention],
    names: &[NameMention],
) -> Vec<Figure> {
    let mut reader = Reader {
        a: atoms,
        prose,
        names,
        out: Vec::new(),
        done: 0,
    };
    let mut dates = dates.iter().peekable();
    let mut i = 0;
    while let Some(atom) = atoms.get(i) {
        while dates.peek().is_some_and(|d| d.span.end <= atom.span.start) {
            dates.next();
        }
        if let Some(date) = dates.peek().filter(|d| d.span.start <= atom.span.start) {
            reader.date(date);
            i = atoms.at(date.span.end).max(i + 1);
            continue;
        }
        if let Some(end) = reader.figure(i) {
            reader.done = end;
            i = end.max(i + 1);
        } else {
            i += 1;
        }
    }
    let mut figures = reader.out;
    shared::share(prose, &mut figures);
    figures
}

struct Reader<'p> {
    a: &'p Atoms<'p>,
    prose: &'p Prose,
    names: &'p [NameMention],
    out: Vec<Figure>,
    /// One past the last atom of the figure before.
    done: usize,
}

impl Reader<'_> {
    /// Days and year inside a date.
    fn date(&mut self, date: &DateMention) {
        let a = self.a;
        let mut i = a.at(date.span.start);
        while a.get(i).is_some_and(|atom| atom.span.end <= date.span.end) {
            let is_part = |n: &Number| n.end == i + 1 || n.class == Class::Ordinal;
            if let Some(n) = number::at(a, i).filter(is_part) {
                let is = |part: Option<i8>| part.is_some_and(|d| n.value == Decimal::from(d));
                let kind = if date.year.is_some_and(|y| n.value == Decimal::from(y)) {
                    Some(FigureKind::Year)
                } else if (is(date.day) || is(date.last_day)) && n.value < Decimal::from(32) {
                    Some(FigureKind::Day)
                } else {
                    None
                };
                if let Some(kind) = kind {
                    self.bare(kind, &n, None);
                    i = n.end;
                    continue;
                }
            }
            i += 1;
        }
    }

    /// Adds a number that counts nothing.
    fn bare(&mut self, kind: FigureKind, n: &Number, range: Option<(Decimal, Decimal)>) -> usize {
        let span = self.a.span(n.start, n.end);
        // The ends of a score keep their order; those of a decade are its bounds.
        let (low, high) = match range {
            Some((low, high)) if kind != FigureKind::Score => (low, high),
            _ => (n.value, n.value),
        };
        self.out.push(Figure {
            span,
            number: span,
            kind,
            form: n.form,
            value: n.value,
            low: Some(low),
            high: Some(high),
            range,
            hedge: None,
            unit: None,
            measure: Measure::default(),
            malformed: None,
        });
        n.end
    }

    fn special(&mut self, special: Special) -> usize {
        let end = self.bare(special.kind, &special.number, special.range);
        if let Some(figure) = self.out.last_mut() {
            figure.unit = special.unit;
        }
        end
    }

    /// The figure whose number begins at atom `i`; the atom to go on at.
    fn figure(&mut self, i: usize) -> Option<usize> {
        let a = self.a;
        if !number::may_begin(a, i) {
            return None;
        }
        if let Some((end, hours)) = kind::time(a, i) {
            return Some(self.bare(FigureKind::Time, &Number::bare(i, end, hours), None));
        }
        if let Some(number) = special::adverb(a, i) {
            let mut q = Quantity::bare(number);
            q.multiple = true;
            return Some(self.push(q, None, None));
        }
        if let Some(special) = special::roman(a, i).or_else(|| special::decade(a, i)) {
            return Some(self.special(special));
        }
        if let Some(q) = quantity::one_and(a, i) {
            return Some(self.push(q, None, None));
        }
        let Some(first) = number::at(a, i) else {
            return special::code(a, i).map(|code| self.special(code));
        };
        if let Some(phone) = special::phone(a, &first) {
            return Some(self.special(phone));
        }
        let mut q = Quantity::of(a, first, self.done);
        if q.start == q.number.start && label::is_label(a, self.prose, &q.number) {
            let end = if q.number.end == i + 1 {
                special::code_end(a, i)
            } else {
                q.number.end
            };
            let start = special::code_start(a, i);
            let code = Number {
                start,
                end,
                ..q.number
            };
            return Some(self.bare(FigureKind::Label, &code, None));
        }
        if q.unit.is_none() && !q.multiple {
            let ratio = quantity::ratio(a, &q.number);
            if ratio.is_none() && kind::is_pronoun_one(a, self.prose, &q.number) {
                return Some(q.end);
            }
            // "737MAX", "3D"
            if a.is_digits(i) && q.number.end == i + 1 && a.glued(q.end) && a.is_word(q.end) {
                let end = special::code_end(a, i);
                return Some(self.bare(FigureKind::Label, &Number { end, ..q.number }, None));
            }
            if let Some((end, share)) = ratio {
                q.number.value = share;
                q.number.class = Class::Fraction;
                q.number.end = end;
                q.end = end;
            }
        }
        Some(match range::read(a, self.prose, &q) {
            Some(Pair::Years(first, second)) => {
                self.bare(FigureKind::Year, &first, None);
                self.bare(FigureKind::Year, &second, None)
            }
            Some(Pair::Ratio(number)) => self.bare(FigureKind::Multiple, &number, None),
            Some(Pair::Score(number, ends)) => self.bare(FigureKind::Score, &number, Some(ends)),
            Some(Pair::Range {
                quantity,
                ends,
                malformed,
            }) => self.push(quantity, Some(ends), malformed),
            None => {
                let malformed = malformed::of(a, &q.number, q.start, q.end, q.unit.as_ref());
                self.push(q, None, malformed)
            }
        })
    }

    /// Adds a figure with its hedge and measure; the atom to go on at.
    fn push(
        &mut self,
        q: Quantity,
        range: Option<(Decimal, Decimal)>,
        malformed: Option<String>,
    ) -> usize {
        let a = self.a;
        let n = &q.number;
        let (mut start, mut end) = (q.start, q.end);
        let mut found: Option<Hedge> = None;
        let mut close = false;
        if let Some((first, last, kind)) = hedge::before(a, start) {
            start = first;
            close = hedge::is_close(a, first);
            found = Some(Hedge {
                span: a.span(first, last),
                kind,
            });
        }
        if let Some((after, kind)) = hedge::after(a, end) {
            found.get_or_insert(Hedge {
                span: a.span(end, after),
                kind,
            });
            end = after;
        }
        if n.class == Class::Vague {
            found.get_or_insert(Hedge {
                span: a.span(n.start, n.end),
                kind: HedgeKind::About,
            });
        }
        let hedge_kind = found.as_ref().map(|h| h.kind);
        let kind = self.kind(&q, hedge_kind.is_some());
        let (bottom, top) = range.unwrap_or((n.value, n.value));
        let (mut low, mut high) = match (kind, hedge_kind) {
            // "around 1912" is a matter of years, not of percent.
            (FigureKind::Year, Some(HedgeKind::About)) => (
                n.value.checked_sub(Decimal::from(5)),
                n.value.checked_add(Decimal::from(5)),
            ),
            _ => hedge::interval(hedge_kind, close, bottom, top),
        };
        if let Some(ceiling) = n.ceiling {
            low = Some(n.value);
            high = (hedge_kind != Some(HedgeKind::MoreThan)).then_some(ceiling);
        }
        let span = a.span(start, end);
        let number = a.span(n.start, n.end);
        let measure = if matches!(kind, FigureKind::Year | FigureKind::Label) {
            Measure::default()
        } else {
            measure::read(
                self.prose,
                a,
                &measure::Place {
                    kind,
                    whole: span,
                    end,
                    plural_unit: q.plural_unit(a),
                    unit: q.unit.is_some(),
                    whole_unit: q.hyphenated(a),
                },
            )
        };
        let age = kind == FigureKind::Age && q.unit.is_none();
        self.out.push(Figure {
            span,
            number,
            kind,
            form: n.form,
            value: n.value,
            low,
            high,
            range,
            hedge: found,
            unit: if age { unit::named("year") } else { q.unit },
            measure,
            malformed,
        });
        end
    }

    fn kind(&self, q: &Quantity, hedged: bool) -> FigureKind {
        let n = &q.number;
        if q.age {
            return FigureKind::Age;
        }
        if q.multiple {
            return FigureKind::Multiple;
        }
        if let Some(unit) = &q.unit {
            return match unit.dimension {
                Dimension::Percent | Dimension::PercentagePoint => FigureKind::Percent,
                Dimension::Money(_) => FigureKind::Money,
                Dimension::Physical("duration") => FigureKind::Duration,
                Dimension::Physical(_) => FigureKind::Dimension,
            };
        }
        match n.class {
            Class::Ordinal => FigureKind::Ordinal,
            Class::Fraction => FigureKind::Fraction,
            _ if kind::is_year(self.a, self.prose, n, hedged) => FigureKind::Year,
            _ if kind::is_age(self.a, self.prose, n) => FigureKind::Age,
            _ if self.in_name(n) => FigureKind::Label,
            _ => FigureKind::Cardinal,
        }
    }

    /// A number with a capital inside a name that begins before it.
    fn in_name(&self, n: &Number) -> bool {
        let span = self.a.span(n.start, n.end);
        self.a.capitalised(n.start)
            && self
                .names
                .iter()
                .any(|name| name.span.covers(span) && name.span.start < span.start)
    }
}
