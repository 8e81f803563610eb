//! A source's number written as the draft writes its own.

use crate::facts::Figure;
use crate::facts::figure::{FigureKind, NumberForm};
use rust_decimal::Decimal;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The text to put where the draft's number stands: the source's own words where both are written alike, else the
/// source's value in the draft's form. `draft` and `source` are the texts of the two numbers.
pub fn rewrite(draft: &str, draft_figure: &Figure, source: &str, source_figure: &Figure) -> String {
    let alike = draft_figure.form == source_figure.form
        && (draft_figure.form == NumberForm::Words || scale_word(draft) == scale_word(source));
    // A rank, a result or a range is no plain number to be written anew.
    let plain = |f: &Figure| {
        f.range.is_none()
            && !matches!(
                f.kind,
                FigureKind::Ordinal
                    | FigureKind::Fraction
                    | FigureKind::Multiple
                    | FigureKind::Score
            )
    };
    if alike || !plain(draft_figure) || !plain(source_figure) {
        return like_case(source, draft);
    }
    let written = match draft_figure.form {
        NumberForm::Words => words(source_figure.value),
        NumberForm::Digits => Some(digits(source_figure.value, draft.contains(','))),
        NumberForm::Mixed => None,
    };
    like_case(&written.unwrap_or_else(|| source.to_owned()), draft)
}

/// What stands behind the digits of a number: " million", "m", "th"; empty where nothing does.
fn scale_word(number: &str) -> &str {
    number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '–'))
}

/// `text` with a capital where `model` has one.
pub fn like_case(text: &str, model: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let capital = model.starts_with(char::is_uppercase);
    if !first.is_alphabetic()
        || !model.starts_with(char::is_alphabetic)
        || capital == first.is_uppercase()
    {
        return text.to_owned();
    }
    let first: String = if capital {
        first.to_uppercase().collect()
    } else {
        first.to_lowercase().collect()
    };
    first + chars.as_str()
}

/// A number in digits; from five digits on, or where the draft has them, with thousands separators.
pub fn digits(value: Decimal, separators: bool) -> String {
    let plain = value.normalize().to_string();
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let (sign, whole) = whole
        .strip_prefix('-')
        .map_or(("", whole), |rest| ("-", rest));
    if whole.len() < 4 || (whole.len() == 4 && !separators) {
        return plain;
    }
    let mut grouped = String::with_capacity(plain.len() + plain.len() / 3);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    format!("{sign}{grouped}{rest}")
}

/// A whole number under a hundred in words.
pub fn words(value: Decimal) -> Option<String> {
    let n = usize::try_from(value.normalize()).ok()?;
    if let Some(word) = ONES.get(n) {
        return Some((*word).to_owned());
    }
    let tens = TENS.get(n / 10)?;
    Some(match n % 10 {
        0 => (*tens).to_owned(),
        one => format!("{tens}-{}", ONES.get(one)?),
    })
}
