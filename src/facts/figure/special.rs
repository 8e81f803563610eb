//! Numbers with a form of their own: "twice", "World War II", "the 1990s", phone numbers, codes.

use super::digits;
use super::number::Number;
use super::number_words::{self, NumberWord};
use super::unit::{self, Unit};
use super::{FigureKind, NumberForm};
use crate::facts::atom::Atoms;
use rust_decimal::Decimal;

/// Such a number.
pub struct Special {
    /// The number, as atoms.
    pub number: Number,
    /// What it is.
    pub kind: FigureKind,
    /// Both ends of a decade.
    pub range: Option<(Decimal, Decimal)>,
    /// Years of age.
    pub unit: Option<Unit>,
}

impl Special {
    fn label(number: Number) -> Special {
        Special {
            number,
            kind: FigureKind::Label,
            range: None,
            unit: None,
        }
    }
}

/// "World War II", "Elizabeth II", "Part IV".
pub fn roman(a: &Atoms, i: usize) -> Option<Special> {
    let word = a.str(i);
    if !a.is_word(i) || i == 0 || a.glued(i) || a.glued(i + 1) && a.is_word(i + 1) {
        return None;
    }
    let value = digits::roman(word)?;
    let labelled = a.is_any(
        i - 1,
        &[
            "war", "part", "chapter", "volume", "book", "act", "phase", "type", "title", "class",
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
    Some(Special::label(Number::bare(i, i + 1, Decimal::from(value))))
}

/// "the 1990s", "in his 40s", "the '80s".
pub fn decade(a: &Atoms, i: usize) -> Option<Special> {
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
    // "the '90s"
    let value = match (kind, a.str(i).len()) {
        (FigureKind::Year, 2) if value >= Decimal::from(20) => value + Decimal::from(1900),
        (FigureKind::Year, 2) => value + Decimal::from(2000),
        _ => value,
    };
    Some(Special {
        number: Number::bare(i, s + 1, value),
        kind,
        range: Some((value, value + Decimal::from(width))),
        unit: if kind == FigureKind::Age {
            unit::named("year")
        } else {
            None
        },
    })
}

/// Three and more runs of digits with hyphens: a phone number or another code.
pub fn phone(a: &Atoms, n: &Number) -> Option<Special> {
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
    // "020 7555 0143"
    let dialled = |k: usize| {
        a.is_digits(k)
            && a.gap(k)
            && a.str(k).len() >= 3
            && a.str(k).bytes().all(|b| b.is_ascii_digit())
    };
    let first = a.str(n.start);
    if n.end == n.start + 1 && first.len() >= 3 && first.starts_with('0') && dialled(n.end) {
        let mut end = n.end;
        while dialled(end) {
            end += 1;
        }
        return Some(Special::label(Number { end, ..n.clone() }));
    }
    // Dates that became names, and round the clock.
    let slash = a.mark(n.end) == Some('/') && a.glued(n.end) && a.glued(n.end + 1);
    if slash
        && matches!(
            (a.str(n.start), a.str(n.end + 1)),
            ("24", "7") | ("9", "11") | ("7", "7")
        )
    {
        return Some(Special::label(Number {
            end: n.end + 2,
            ..n.clone()
        }));
    }
    let plus =
        n.start > 0 && a.mark(n.start - 1) == Some('+') && a.glued(n.start) && a.is_digits(n.start);
    if runs > 2 || (plus && a.str(n.start).len() > 6) {
        return Some(Special::label(Number { end, ..n.clone() }));
    }
    None
}

/// "twice", "thrice", "threefold", "doubled".
pub fn adverb(a: &Atoms, i: usize) -> Option<Number> {
    if !a.is_word(i) {
        return None;
    }
    let lower = a.lower(i);
    let times = match &*lower {
        "twice" => 2,
        "thrice" => 3,
        "doubled" | "doubling" => 2,
        "tripled" | "trebled" | "tripling" => 3,
        "quadrupled" => 4,
        word => {
            let stem = word.strip_suffix("fold").filter(|s| s.len() > 2)?;
            match number_words::classify(stem)? {
                NumberWord::Unit(n) | NumberWord::Teen(n) | NumberWord::Tens(n) => n,
                NumberWord::Hundred { .. } => 100,
                _ => return None,
            }
        }
    };
    Some(Number {
        form: NumberForm::Words,
        ..Number::bare(i, i + 1, Decimal::from(times))
    })
}

/// Digits that are no number: a version, an address.
pub fn code(a: &Atoms, i: usize) -> Option<Special> {
    if !a.is_digits(i) {
        return None;
    }
    let value = a.str(i).split(['.', ',']).next()?.parse().ok()?;
    Some(Special::label(Number::bare(i, code_end(a, i), value)))
}

/// One past the last atom glued to `i`.
pub fn code_end(a: &Atoms, i: usize) -> usize {
    let mut end = i + 1;
    while a.glued(end) && (a.is_word(end) || a.is_digits(end)) {
        end += 1;
    }
    end
}

/// First atom of the code that `i` stands in: "MH" of "MH370", "F" of "F-16".
pub fn code_start(a: &Atoms, i: usize) -> usize {
    let mut start = i;
    while a.glued(start) {
        let joined = start > 1 && a.hyphen(start - 1) && a.is_word(start - 2);
        if a.is_word(start - 1) {
            start -= 1;
        } else if joined {
            start -= 2;
        } else {
            break;
        }
    }
    start
}
