//! Reading figures from prose: numbers, with what stands before and behind them.

use super::digits::{self, Separation};
use super::number::{self, Class, Number};
use super::number_words::NumberWord;
use super::unit::{self, Dimension};
use super::{
    Figure, FigureKind, Hedge, HedgeKind, Measure, NumberForm, Unit, hedge, kind, measure,
};
use crate::facts::atom::Atoms;
use crate::facts::{DateMention, NameMention};
use crate::text::{Prose, Span};
use rust_decimal::Decimal;

/// Reads the figures of a block. Dates and names tell which numbers are parts of them.
pub fn read(prose: &Prose, dates: &[DateMention], names: &[NameMention]) -> Vec<Figure> {
    let atoms = Atoms::of(&prose.text);
    let mut reader = Reader {
        a: &atoms,
        prose,
        names,
        out: Vec::new(),
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
        i = reader.figure(i).unwrap_or(i + 1).max(i + 1);
    }
    reader.out
}

struct Reader<'p> {
    a: &'p Atoms<'p>,
    prose: &'p Prose,
    names: &'p [NameMention],
    out: Vec<Figure>,
}

/// A number with the signs and units at both its sides, as atoms `start..end`.
struct Quantity {
    number: Number,
    start: usize,
    end: usize,
    unit: Option<Unit>,
    /// Whether the unit is an age: "years old".
    age: bool,
    /// Whether the unit is "times" or "-fold".
    multiple: bool,
}

impl<'p> Reader<'p> {
    /// Day and year inside a date.
    fn date(&mut self, date: &DateMention) {
        let a = self.a;
        let mut i = a.at(date.span.start);
        while let Some(atom) = a.get(i).filter(|atom| atom.span.end <= date.span.end) {
            if let Some(n) =
                number::at(a, i).filter(|n| n.end == i + 1 || n.class == Class::Ordinal)
            {
                let day =
                    date.day.is_some_and(|d| n.value == Decimal::from(d)) && a.str(i).len() <= 2;
                let year = date.year.is_some_and(|y| n.value == Decimal::from(y));
                if day || year || n.class == Class::Ordinal {
                    let kind = if year {
                        FigureKind::Year
                    } else {
                        FigureKind::Day
                    };
                    let span = a.span(n.start, n.end);
                    self.push_bare(span, kind, &n);
                    i = n.end;
                    continue;
                }
            }
            let _ = atom;
            i += 1;
        }
    }

    fn push_bare(&mut self, span: Span, kind: FigureKind, n: &Number) {
        self.out.push(Figure {
            span,
            number: span,
            kind,
            form: n.form,
            value: n.value,
            low: Some(n.value),
            high: Some(n.value),
            range: None,
            hedge: None,
            unit: None,
            measure: Measure::default(),
            malformed: None,
        });
    }

    /// The figure whose number begins at atom `i`; the atom to go on at.
    fn figure(&mut self, i: usize) -> Option<usize> {
        let a = self.a;
        if let Some((end, hours)) = kind::time(a, i) {
            let n = bare(i, end, hours);
            self.push_bare(a.span(i, end), FigureKind::Time, &n);
            return Some(end);
        }
        if let Some(end) = self
            .adverb(i)
            .or_else(|| self.roman(i))
            .or_else(|| self.decade(i))
        {
            return Some(end);
        }
        let first = match number::at(a, i) {
            Some(n) => n,
            None => return self.code(i),
        };
        if let Some(end) = self.phone(&first) {
            return Some(end);
        }
        if kind::is_label(a, self.prose, &first) && unit::money_before(a, i).is_none() {
            let end = if first.end == i + 1 {
                self.code_end(i)
            } else {
                first.end
            };
            self.push_bare(a.span(i, end), FigureKind::Label, &first);
            return Some(end);
        }
        let mut q = self.quantity(first);
        if q.unit.is_none() && !q.multiple {
            if kind::is_pronoun_one(a, self.prose, &q.number) && ratio(a, &q.number).is_none() {
                return Some(q.end);
            }
            if a.is_digits(i) && q.number.end == i + 1 && a.glued(q.end) && a.is_word(q.end) {
                let end = self.code_end(i);
                self.push_bare(a.span(i, end), FigureKind::Label, &q.number);
                return Some(end);
            }
            if let Some((end, share)) = ratio(a, &q.number) {
                q.number.value = share;
                q.number.class = Class::Fraction;
                q.number.end = end;
                q.end = end;
            }
        }
        if let Some(end) = self.pair(&q) {
            return Some(end);
        }
        let end = q.end;
        Some(self.push(q, None).max(end))
    }

    /// The sign before and the unit behind a number.
    fn quantity(&self, number: Number) -> Quantity {
        let a = self.a;
        let mut q = Quantity {
            start: number.start,
            end: number.end,
            unit: None,
            age: false,
            multiple: false,
            number,
        };
        if q.number.class == Class::Ordinal {
            return q;
        }
        if let Some((start, unit)) = unit::money_before(a, q.start) {
            q.start = start;
            q.unit = Some(unit);
            self.after_money(&mut q);
            return q;
        }
        // "MAUD 60"
        if let Some(p) = q.start.checked_sub(1)
            && let Some(unit) = unit::millions_of(a.str(p))
            && let Some(value) = q.number.value.checked_mul(Decimal::from(1_000_000))
        {
            q.start = p;
            q.number.value = value;
            q.unit = Some(unit);
            return q;
        }
        self.unit_behind(&mut q);
        q
    }

    fn unit_behind(&self, q: &mut Quantity) {
        let a = self.a;
        let at = a.past_hyphen(q.end);
        if let Some((end, unit)) = unit::percent(a, at) {
            q.end = end;
            q.unit = Some(unit);
        } else if let Some((end, unit)) =
            unit::money(a, at).filter(|(_, u)| self.is_money(q, at, u))
        {
            q.end = end;
            q.unit = Some(unit);
            // "75 USD million", "17 USD 25"
            if let Some((after, scale)) = number::scale_behind(a, end, true)
                .filter(|_| a.is_word(end) && a.number(end).is_some())
                && let Some(value) = q.number.value.checked_mul(scale)
            {
                q.number.value = value;
                q.end = after;
            }
            self.hundredths(q);
        } else if a.glued(at) && a.is(at, "p") && !a.hyphen(q.end) {
            q.unit = unit::named("pence");
            q.end = at + 1;
        } else if let Some(unit) = unit::millions_of(a.str(at))
            && let Some(value) = q.number.value.checked_mul(Decimal::from(1_000_000))
        {
            q.number.value = value;
            q.unit = Some(unit);
            q.end = at + 1;
        } else if a.is_any(at, &["times", "fold"])
            || (a.is(at, "x") && a.glued(at) && !a.is_digits(at + 1))
        {
            if !(a.is(at, "times") && a.gap(at) && a.is_any(at + 1, &["square", "new"])) {
                q.multiple = true;
                q.end = at + 1;
            }
        } else if let Some((end, unit)) =
            unit::physical(a, at).filter(|(end, u)| self.is_unit(q, at, *end, u))
        {
            q.end = end;
            q.unit = Some(unit);
            self.smaller_parts(q);
            self.age(q);
        } else if a.hyphen(q.end) && a.is(at, "second") {
            q.unit = unit::named("second");
            q.end = at + 1;
        } else if a.is(at, "yo")
            || (a.is(at, "y") && a.mark(at + 1) == Some('/') && a.is(at + 2, "o"))
        {
            q.unit = unit::named("year");
            q.age = true;
            q.end = if a.is(at, "yo") { at + 1 } else { at + 3 };
        }
    }

    /// A word that names money also means other things: "won", "marks", "pounds" of weight.
    fn is_money(&self, q: &Quantity, at: usize, unit: &Unit) -> bool {
        let a = self.a;
        let large = q.number.value >= Decimal::from(1000);
        match &*a.lower(at) {
            "won" => large && !a.is_any(at + 1, &["the", "a", "an", "by", "in", "it"]),
            "mark" | "real" | "reals" | "rand" | "ether" | "colon" => a.is_word(at + 1) && large,
            "marks" => {
                large || q.number.form == NumberForm::Mixed || !q.number.value.fract().is_zero()
            }
            "dram" | "bucks" => large,
            _ => !(unit.name == "sen" && !large),
        }
    }

    /// Whether a word behind a number is meant as its unit.
    fn is_unit(&self, q: &Quantity, at: usize, end: usize, unit: &Unit) -> bool {
        let a = self.a;
        let word = a.str(at);
        let close = a.glued(at);
        if matches!(q.number.class, Class::Vague) {
            return unit.is_duration() || word.len() > 3;
        }
        match word {
            "m" | "t" | "l" | "L" | "g" | "W" | "V" | "J" => {
                (close
                    || (!a.is_word(end) && !a.is_digits(end))
                    || a.is_any(
                        end,
                        &[
                            "x", "by", "and", "tall", "long", "high", "wide", "deep", "is", "more",
                            "to", "of",
                        ],
                    )
                    || a.is_digits(end))
                    && !a.hyphen(end)
            }
            "st" => a.is_digits(end) || a.gap(at),
            "cup" => q.number.class == Class::Fraction || a.is(end, "of"),
            "Pa" | "min" | "sec" | "hp" | "kn" => true,
            _ if word.eq_ignore_ascii_case("turn") || word.eq_ignore_ascii_case("turns") => {
                !a.is(end, "to")
            }
            _ if unit.name == "pound" && (q.number.value >= Decimal::from(1000)) => true,
            _ => true,
        }
    }

    /// "$17.25", "$5 million dollars", "c $ 100 and fifty": what goes on behind money with its sign in front.
    fn after_money(&self, q: &mut Quantity) {
        let a = self.a;
        if let Some((end, again)) = unit::money(a, a.past_hyphen(q.end))
            && let Some(unit) = &q.unit
            && again.is_money()
            && (again.name == unit.name
                || (unit.name == "$" && again.name.ends_with('D'))
                || (unit.name == "GBP" && a.is(q.end, "pounds")))
            && !a.is_digits(end)
        {
            q.end = end;
        } else if q.unit.as_ref().is_some_and(|u| u.name == "GBP")
            && a.is_any(q.end, &["pounds", "pound"])
        {
            q.end += 1;
        }
    }

    /// "15 dollars 50", "3 dollars and 50 cents", "17 USD 25".
    fn hundredths(&self, q: &mut Quantity) {
        let a = self.a;
        if q.number.form == NumberForm::Mixed || !q.number.value.fract().is_zero() {
            return;
        }
        let joined = a.number(q.end) == Some(NumberWord::And);
        let at = q.end + usize::from(joined);
        if a.glued(at) {
            return;
        }
        let Some((end, cents)) = number::cardinal(a, at, a.len()) else {
            return;
        };
        if cents >= Decimal::ONE_HUNDRED || !cents.fract().is_zero() || cents.is_zero() {
            return;
        }
        let small =
            unit::money(a, end).filter(|(_, u)| matches!(u.name.as_str(), "cent" | "pence"));
        let end = match small {
            Some((after, _)) => after,
            // Nothing else may be counted by the second number.
            None if !a.is_word(end)
                && !matches!(a.mark(end), Some('$' | '€' | '£' | '%' | '-')) =>
            {
                end
            }
            None if a.is_any(end, &["more", "and"]) && (!joined || a.is(end, "and")) => end,
            None => return,
        };
        if let Some(value) = q.number.value.checked_add(cents / Decimal::ONE_HUNDRED) {
            q.number.value = value;
            q.end = end;
        }
    }

    /// "5 ft 2 in", "11 stone 4 pounds", "two hours and 30 minutes".
    fn smaller_parts(&self, q: &mut Quantity) {
        let a = self.a;
        let Some(unit) = q.unit.clone() else { return };
        let parts: &[&str] = match unit.name.as_str() {
            "foot" => &["inch"],
            "stone" => &["pound"],
            "pound" => &["ounce"],
            "hour" => &["minute"],
            "minute" => &["second"],
            "year" => &["month"],
            _ => return,
        };
        let at = q.end
            + usize::from(a.number(q.end) == Some(NumberWord::And) || a.mark(q.end) == Some(','));
        let Some((after, small)) = number::cardinal(a, at, a.len()) else {
            return;
        };
        let read = if a.is(after, "in") && unit.name == "foot" {
            unit::named("inch").map(|u| (after + 1, u))
        } else {
            unit::physical(a, after)
        };
        if let Some((end, part)) = read.filter(|(_, u)| parts.contains(&u.name.as_str()))
            && let Some(extra) = part.convert(small, &unit)
            && extra < Decimal::ONE
            && let Some(value) = q.number.value.checked_add(extra)
        {
            q.number.value = value.round_dp(20);
            q.end = end;
        }
    }

    /// "25-year-old", "five years of age".
    fn age(&self, q: &mut Quantity) {
        let a = self.a;
        if !q.unit.as_ref().is_some_and(Unit::is_duration) {
            return;
        }
        let at = a.past_hyphen(q.end);
        if a.is_any(at, &["old", "olds"]) {
            q.age = true;
            q.end = at + 1;
        } else if a.is(q.end, "of") && a.is(q.end + 1, "age") {
            q.age = true;
            q.end += 2;
        }
    }

    /// "10 to 12", "3-2", "1914-18": a number whose other end follows.
    fn pair(&mut self, q: &Quantity) -> Option<usize> {
        let a = self.a;
        if matches!(q.number.class, Class::Vague | Class::Ordinal) {
            return None;
        }
        let at = q.end;
        let dash = matches!(a.mark(at), Some('-' | '–' | '‑' | '~' | '−'));
        let even = dash && (a.gap(at) == a.gap(at + 1) || a.mark(at) == Some('~'));
        let between = a.is(at, "and") && q.start > 0 && self.opened_by(q.start, "between");
        let to = a.is_any(at, &["to", "through"]);
        if !(even || between || to) {
            return None;
        }
        let mut second_at = at + 1;
        while matches!(a.mark(second_at), Some('$' | '£' | '€' | '¥')) {
            second_at += 1;
        }
        let second = number::at(a, second_at)?;
        if second.class != q.number.class
            && !(second.class == Class::Cardinal || q.number.class == Class::Cardinal)
        {
            return None;
        }
        let mut second = self.quantity(second);
        let year = |n: &Number| {
            n.end == n.start + 1
                && a.str(n.start).len() == 4
                && n.value >= Decimal::from(1000)
                && n.value < Decimal::from(2100)
                && a.str(n.start).bytes().all(|b| b.is_ascii_digit())
        };
        // "1914-18", "2016-2019", "from 2010 to 2015"
        if year(&q.number) && q.unit.is_none() && second.unit.is_none() {
            let tail = dash
                && a.str(second.number.start).len() == 2
                && second.number.end == second.number.start + 1
                && a.is_digits(second.number.start);
            if tail && second.number.value > q.number.value % Decimal::ONE_HUNDRED {
                let century = q.number.value - q.number.value % Decimal::ONE_HUNDRED;
                second.number.value += century;
            }
            if (tail || year(&second.number))
                && kind::is_year(a, self.prose, &q.number, false)
                && second.number.value > Decimal::from(1000)
                && !a.is_word(second.end)
            {
                for n in [&q.number, &second.number] {
                    self.push_bare(a.span(n.start, n.end), FigureKind::Year, n);
                }
                return Some(second.end);
            }
        }
        // "1 to 2 million", "$3-4bn": the scale belongs to both.
        let mut low = q.number.value;
        let high = second.number.value;
        if q.number.form != NumberForm::Mixed
            && second.number.form == NumberForm::Mixed
            && low < Decimal::from(1000)
            && low < high
            && let Some(scale) = [9u32, 6, 3, 12]
                .iter()
                .filter_map(|&e| number::power_of_ten(e))
                .find(|s| high >= *s && (high / s) < Decimal::from(1000))
            && low <= high / scale
        {
            low = low.checked_mul(scale)?;
        }
        let score_form = dash || (a.is(at, "to") && self.votes_near(q.start));
        if score_form
            && q.unit.is_none()
            && second.unit.is_none()
            && !between
            && kind::is_score(a, q.start, second.end, low, high)
        {
            let n = bare(q.start, second.number.end, low);
            let span = a.span(q.start, second.number.end);
            self.push_bare(span, FigureKind::Score, &n);
            if let Some(figure) = self.out.last_mut() {
                figure.range = Some((low, high));
            }
            return Some(second.end);
        }
        if low >= high || (to && self.is_change(q.start)) {
            return None;
        }
        // "10-year" deals and dates of tokenised text have no second end; "5 - 10" has.
        let unit = match (&q.unit, &second.unit) {
            (Some(x), Some(y)) if !x.comparable(y) => return None,
            (_, Some(y)) => Some(y.clone()),
            (x, None) => x.clone(),
        };
        let range = Quantity {
            start: q.start,
            end: second.end,
            unit,
            age: second.age || q.age,
            multiple: second.multiple,
            number: Number {
                start: q.number.start,
                end: second.number.end,
                value: low.checked_add(high)?.checked_div(Decimal::TWO)?,
                form: second.number.form,
                class: q.number.class,
                separation: None,
                ceiling: None,
            },
        };
        Some(self.push(range, Some((low, high))))
    }

    /// Whether `word` opens the phrase that the number at `start` stands in: "between about 10".
    fn opened_by(&self, start: usize, word: &str) -> bool {
        (start.saturating_sub(3)..start).any(|k| self.a.is(k, word))
    }

    /// "voted 5 to 4"
    fn votes_near(&self, start: usize) -> bool {
        (start.saturating_sub(4)..start).any(|k| {
            self.a
                .is_any(k, &["voted", "vote", "won", "lost", "beat", "ruled"])
        })
    }

    /// "rose from 40 to 50" names two values, not a range.
    fn is_change(&self, start: usize) -> bool {
        const CHANGES: &[&str] = &[
            "rise",
            "rises",
            "rose",
            "risen",
            "rising",
            "fall",
            "falls",
            "fell",
            "fallen",
            "falling",
            "grow",
            "grows",
            "grew",
            "grown",
            "growing",
            "drop",
            "drops",
            "dropped",
            "dropping",
            "increase",
            "increases",
            "increased",
            "increasing",
            "decrease",
            "decreases",
            "decreased",
            "decline",
            "declined",
            "declining",
            "cut",
            "cuts",
            "cutting",
            "raise",
            "raises",
            "raised",
            "raising",
            "jump",
            "jumped",
            "jumps",
            "climb",
            "climbed",
            "climbs",
            "soared",
            "slid",
            "slipped",
            "dipped",
            "went",
            "gone",
            "up",
            "down",
            "reduce",
            "reduced",
            "reduces",
            "reducing",
            "change",
            "changed",
            "expanded",
            "shrank",
            "shrunk",
            "lowered",
            "upgraded",
            "doubled",
            "tripled",
            "surged",
            "swelled",
            "moved",
            "slashed",
            "tumbled",
            "plunged",
        ];
        let a = self.a;
        (start.saturating_sub(9)..start)
            .rev()
            .take_while(|&k| !matches!(a.mark(k), Some('.' | ';')))
            .any(|k| a.is_any(k, CHANGES))
    }

    /// "twice", "thrice", "threefold".
    fn adverb(&mut self, i: usize) -> Option<usize> {
        let a = self.a;
        if !a.is_word(i) {
            return None;
        }
        let lower = a.lower(i);
        let times = match &*lower {
            "twice" => 2,
            "thrice" => 3,
            word => {
                let stem = word.strip_suffix("fold").filter(|s| s.len() > 2)?;
                match super::number_words::classify(stem)? {
                    NumberWord::Unit(n) | NumberWord::Teen(n) | NumberWord::Tens(n) => n,
                    NumberWord::Hundred { .. } => 100,
                    _ => return None,
                }
            }
        };
        let mut n = bare(i, i + 1, Decimal::from(times));
        n.form = NumberForm::Words;
        let q = Quantity {
            start: i,
            end: i + 1,
            unit: None,
            age: false,
            multiple: true,
            number: n,
        };
        Some(self.push(q, None))
    }

    /// "World War II", "Elizabeth II", "Part IV".
    fn roman(&mut self, i: usize) -> Option<usize> {
        let a = self.a;
        let word = a.str(i);
        if !a.is_word(i) || i == 0 || a.glued(i) || a.glued(i + 1) && a.is_word(i + 1) {
            return None;
        }
        let value = digits::roman(word)?;
        let labelled = a.is_any(
            i - 1,
            &[
                "war", "part", "chapter", "volume", "book", "act", "phase", "type", "title",
                "class",
            ],
        );
        if !a.capitalised(i - 1)
            || (word.len() < 2 && !labelled)
            || matches!(
                word,
                "DC" | "MD"
                    | "CD"
                    | "DI"
                    | "CV"
                    | "MC"
                    | "CC"
                    | "DM"
                    | "MI"
                    | "CI"
                    | "LI"
                    | "DVI"
                    | "DIV"
                    | "MIX"
            )
        {
            return None;
        }
        let n = bare(i, i + 1, Decimal::from(value));
        self.push_bare(a.span(i, i + 1), FigureKind::Label, &n);
        Some(i + 1)
    }

    /// "the 1990s", "in his 40s", "the '80s".
    fn decade(&mut self, i: usize) -> Option<usize> {
        let a = self.a;
        let s = if matches!(a.mark(i + 1), Some('\'' | '’')) && a.glued(i + 1) {
            i + 2
        } else {
            i + 1
        };
        if !a.is_digits(i) || a.str(s) != "s" || !a.glued(s) {
            return None;
        }
        let value = digits::parse(a.str(i))?.value;
        if !(value % Decimal::TEN).is_zero() || i > 0 && a.mark(i - 1) == Some('$') {
            return None;
        }
        let back = i.saturating_sub(3)..i;
        let aged = back
            .clone()
            .any(|k| a.is_any(k, &["his", "her", "their", "my", "aged", "your", "our"]));
        let width = if (value % Decimal::ONE_HUNDRED).is_zero()
            && value >= Decimal::from(1000)
            && a.str(i).ends_with("00")
            && !a.str(i).starts_with("20")
        {
            99
        } else {
            9
        };
        let kind = match a.str(i).len() {
            4 => FigureKind::Year,
            2 if aged => FigureKind::Age,
            2 => FigureKind::Year,
            _ => return None,
        };
        let mut n = bare(i, s + 1, value);
        n.form = NumberForm::Digits;
        self.push_bare(a.span(i, s + 1), kind, &n);
        if let Some(figure) = self.out.last_mut() {
            let last = value + Decimal::from(width);
            figure.high = Some(last);
            figure.range = Some((value, last));
            if kind == FigureKind::Age {
                figure.unit = unit::named("year");
            }
        }
        Some(s + 1)
    }

    /// Three and more runs of digits with hyphens: a phone number or another code.
    fn phone(&mut self, n: &Number) -> Option<usize> {
        let a = self.a;
        let mut end = n.end;
        let mut runs = 1;
        while matches!(a.mark(end), Some('-' | '/'))
            && a.glued(end)
            && a.is_digits(end + 1)
            && a.glued(end + 1)
        {
            end += 2;
            runs += 1;
        }
        let plus = n.start > 0
            && a.mark(n.start - 1) == Some('+')
            && a.glued(n.start)
            && a.is_digits(n.start);
        if runs > 2 || (plus && a.str(n.start).len() > 6) {
            self.push_bare(a.span(n.start, end), FigureKind::Label, n);
            return Some(end);
        }
        None
    }

    /// Digits that are no number: a version, an address.
    fn code(&mut self, i: usize) -> Option<usize> {
        let a = self.a;
        if !a.is_digits(i) {
            return None;
        }
        let value = a.str(i).split(['.', ',']).next()?.parse().ok()?;
        let end = self.code_end(i);
        let n = bare(i, i + 1, value);
        self.push_bare(a.span(i, end), FigureKind::Label, &n);
        Some(end)
    }

    /// One past the last atom glued to `i`.
    fn code_end(&self, i: usize) -> usize {
        let a = self.a;
        let mut end = i + 1;
        while a.glued(end) && (a.is_word(end) || a.is_digits(end)) {
            end += 1;
        }
        end
    }

    /// Adds a figure with its hedge and measure; the atom to go on at.
    fn push(&mut self, q: Quantity, range: Option<(Decimal, Decimal)>) -> usize {
        let a = self.a;
        let n = &q.number;
        let (mut start, mut end) = (q.start, q.end);
        let mut found: Option<(Span, HedgeKind)> = None;
        let mut close = false;
        if let Some((first, last, kind)) = hedge::before(a, start) {
            start = first;
            close = hedge::is_close(a, first);
            found = Some((a.span(first, last), kind));
        }
        if let Some((after, kind)) =
            hedge::after(a, end).or_else(|| hedge::after(a, n.end).filter(|_| n.end > end))
        {
            if found.is_none() {
                found = Some((a.span(end, after), kind));
            }
            end = after;
        }
        if n.class == Class::Vague && found.is_none() {
            found = Some((a.span(n.start, n.end), HedgeKind::About));
        }
        let hedge_kind = found.map(|(_, k)| k);
        let kind = self.kind(&q, hedge_kind.is_some());
        let (bottom, top) = range.unwrap_or((n.value, n.value));
        let (mut low, mut high) = hedge::interval(hedge_kind, close, bottom, top);
        if let Some(ceiling) = n.ceiling {
            low = Some(n.value);
            high = (hedge_kind != Some(HedgeKind::MoreThan)).then_some(ceiling);
        }
        let span = a.span(start, end);
        let number = a.span(n.start, n.end);
        let counts = !matches!(
            kind,
            FigureKind::Year
                | FigureKind::Day
                | FigureKind::Time
                | FigureKind::Label
                | FigureKind::Score
        );
        let measure = if counts {
            measure::read(self.prose, number, span, q.unit.is_some() || q.multiple)
        } else {
            Measure::default()
        };
        let malformed = super::malformed::of(a, n, q.start, q.end, q.unit.as_ref());
        let unit = q
            .unit
            .or_else(|| (kind == FigureKind::Age).then(|| unit::named("year"))?);
        self.out.push(Figure {
            span,
            number,
            kind,
            form: n.form,
            value: n.value,
            low,
            high,
            range,
            hedge: found.map(|(span, kind)| Hedge { span, kind }),
            unit,
            measure,
            malformed,
        });
        end
    }

    fn kind(&self, q: &Quantity, hedged: bool) -> FigureKind {
        let a = self.a;
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
            Class::Ordinal => return FigureKind::Ordinal,
            Class::Fraction => return FigureKind::Fraction,
            _ => {}
        }
        if kind::is_year(a, self.prose, n, hedged) {
            return FigureKind::Year;
        }
        if self.is_age(q) {
            return FigureKind::Age;
        }
        if self.in_name(n) {
            return FigureKind::Label;
        }
        FigureKind::Cardinal
    }

    /// "aged 25", "age 25", "Anna Berg, 25, said".
    fn is_age(&self, q: &Quantity) -> bool {
        let a = self.a;
        let n = &q.number;
        if n.value >= Decimal::from(125) || !n.value.fract().is_zero() {
            return false;
        }
        let Some(p) = q.start.checked_sub(1) else {
            return false;
        };
        if a.is_any(p, &["aged", "age", "ages"]) || (a.is(p, "of") && p > 0 && a.is(p - 1, "age")) {
            return true;
        }
        let closed = matches!(a.mark(n.end), Some(',' | '.' | ';' | ')')) || a.get(n.end).is_none();
        p > 0
            && a.mark(p) == Some(',')
            && closed
            && a.capitalised(p - 1)
            && a.is_digits(n.start)
            && n.end == n.start + 1
            && n.value >= Decimal::from(3)
            && kind::tag_at(a, self.prose, p - 1) == crate::text::Tag::ProperNoun
            && !super::super::date::is_calendar_word(a.str(p - 1))
    }

    /// A number inside a name that goes on behind it or has more than this number.
    fn in_name(&self, n: &Number) -> bool {
        let span = self.a.span(n.start, n.end);
        self.a.capitalised(n.start)
            && self.names.iter().any(|name| {
                name.span.covers(span)
                    && name.span.len() > span.len()
                    && name.span.start < span.start
            })
    }
}

fn bare(start: usize, end: usize, value: Decimal) -> Number {
    Number {
        start,
        end,
        value,
        form: NumberForm::Digits,
        class: Class::Cardinal,
        separation: Some(Separation::Plain),
        ceiling: None,
    }
}

/// "one in five", "two out of three", "2000 over 3": the end of the ratio and its value.
fn ratio(a: &Atoms, n: &Number) -> Option<(usize, Decimal)> {
    if n.class != Class::Cardinal {
        return None;
    }
    let at = n.end;
    let out_of = a.is(at, "out") && a.is(at + 1, "of");
    let inside = a.is(at, "in");
    let over = a.is(at, "over");
    if !(out_of || inside || over) {
        return None;
    }
    let second = at + if out_of { 2 } else { 1 };
    let (end, whole) = if a.is(second, "every") {
        number::cardinal(a, second + 1, a.len())?
    } else {
        number::cardinal(a, second, a.len())?
    };
    if whole <= Decimal::ONE || !n.value.fract().is_zero() || n.value <= Decimal::ZERO {
        return None;
    }
    if over {
        let ends = !a.is_word(end) && !matches!(a.mark(end), Some('%' | '-'));
        return (ends && n.end - n.start <= 5)
            .then(|| n.value.checked_div(whole).map(|v| (end, v)))?;
    }
    if n.value >= whole {
        return None;
    }
    let timed = unit::physical(a, end).is_some() || unit::percent(a, end).is_some();
    let yearly = a.str(second).len() == 4 && a.is_digits(second);
    if timed || yearly || (inside && n.value > Decimal::from(9)) {
        return None;
    }
    n.value.checked_div(whole).map(|v| (end, v))
}
