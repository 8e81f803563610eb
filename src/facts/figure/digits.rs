//! Numbers in digits: separators of thousands, decimal signs, and what is written wrongly.

use rust_decimal::Decimal;

/// How the digits of a number are separated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Separation {
    /// "13000", "2.5".
    Plain,
    /// "13,000", "12,34,567".
    Comma,
    /// "1.234.567,8".
    Point,
    /// "12 000", with any kind of blank.
    Blank,
    /// "14,00": a comma where English has a point.
    DecimalComma,
    /// "1,2345": a comma at a place where no style has one.
    Broken,
}

/// Digits, read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Digits {
    /// The number.
    pub value: Decimal,
    /// How it is written.
    pub separation: Separation,
}

/// Length of the run of digits and inner separators at the beginning of `rest`.
pub fn run(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    let mut group = 0;
    while let Some(&b) = bytes.get(end) {
        if b.is_ascii_digit() {
            end += 1;
            group += 1;
        } else if matches!(b, b',' | b'.') && digit(end + 1) {
            end += 1;
            group = 0;
        } else if let Some(width) = narrow_blank(&rest[end..])
            && (1..=3).contains(&group)
            && (0..3).all(|k| digit(end + width + k))
            && !digit(end + width + 3)
        {
            end += width;
            group = 0;
        } else {
            break;
        }
    }
    end
}

/// Width of a blank that stands inside numbers only: no-break, narrow no-break, thin, figure space.
fn narrow_blank(rest: &str) -> Option<usize> {
    let c = rest.chars().next()?;
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}').then(|| c.len_utf8())
}

/// Reads one run of digits; `None` where it is no single number ("31,33,35", "10.20.0.7") or too great.
pub fn parse(run: &str) -> Option<Digits> {
    let spaced = !run.is_ascii();
    let plain: String = run.chars().filter(char::is_ascii).collect();
    let commas = plain.matches(',').count();
    let points = plain.matches('.').count();
    let last_comma = plain.rfind(',');
    let last_point = plain.rfind('.');
    let (digits, separation) = match (commas, points) {
        (0, 0) => (plain, Separation::Plain),
        (0, 1) => (plain, Separation::Plain),
        (0, _) => {
            let groups: Vec<&str> = plain.split('.').collect();
            if !thousands(&groups) {
                return None;
            }
            (plain.replace('.', ""), Separation::Point)
        }
        (_, 0 | 1) if last_point > last_comma || points == 0 => {
            let whole = &plain[..last_point.unwrap_or(plain.len())];
            let groups: Vec<&str> = whole.split(',').collect();
            let tail = groups.last().map_or(0, |g| g.len());
            if thousands(&groups) || indian(&groups) {
                (plain.replace(',', ""), Separation::Comma)
            } else if points == 0 && commas == 1 && tail < 3 {
                (plain.replace(',', "."), Separation::DecimalComma)
            } else if commas == 1 && (tail > 3 || groups[0].len() > 3) {
                (plain.replace(',', ""), Separation::Broken)
            } else {
                return None;
            }
        }
        (1, _) => {
            let whole = &plain[..last_comma?];
            let groups: Vec<&str> = whole.split('.').collect();
            if !thousands(&groups) {
                return None;
            }
            (plain.replace('.', "").replace(',', "."), Separation::Point)
        }
        _ => return None,
    };
    let separation = if spaced && separation == Separation::Plain {
        Separation::Blank
    } else {
        separation
    };
    let value = digits
        .strip_prefix('.')
        .map_or_else(|| digits.parse(), |rest| format!("0.{rest}").parse())
        .ok()?;
    Some(Digits { value, separation })
}

fn thousands(groups: &[&str]) -> bool {
    groups.len() > 1
        && (1..=3).contains(&groups[0].len())
        && groups[1..].iter().all(|g| g.len() == 3)
}

/// Lakh and crore: "12,34,567".
fn indian(groups: &[&str]) -> bool {
    let Some((last, front)) = groups.split_last() else {
        return false;
    };
    front.len() > 1
        && last.len() == 3
        && (1..=2).contains(&front[0].len())
        && front[1..].iter().all(|g| g.len() == 2)
}

/// A number with commas between its thousands, as English prose writes it.
pub fn with_commas(value: Decimal) -> String {
    let plain = value.to_string();
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |w| ("-", w));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 3 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// "½" and its like, as numerator and denominator.
pub fn vulgar(c: char) -> Option<(u8, u8)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// A Roman numeral in capitals, below 4,000, in its one right spelling.
pub fn roman(word: &str) -> Option<u32> {
    let digit = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            'M' => 1000,
            _ => return None,
        })
    };
    if word.is_empty() || word.len() > 12 {
        return None;
    }
    let values: Vec<u32> = word.chars().map(digit).collect::<Option<_>>()?;
    let mut sum = 0;
    for (i, &v) in values.iter().enumerate() {
        if values.get(i + 1).is_some_and(|&next| next > v) {
            sum -= v as i32;
        } else {
            sum += v as i32;
        }
    }
    let sum = u32::try_from(sum).ok()?;
    (spell_roman(sum) == word).then_some(sum)
}

fn spell_roman(mut n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, letters) in PARTS {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_style_of_separators() {
        let cases = [
            ("13000", "13000", Separation::Plain),
            ("2.50", "2.50", Separation::Plain),
            (".25", "0.25", Separation::Plain),
            ("13,000", "13000", Separation::Comma),
            ("1,234,567.8", "1234567.8", Separation::Comma),
            ("12,34,567", "1234567", Separation::Comma),
            ("1.234.567,8", "1234567.8", Separation::Point),
            ("1.234,56", "1234.56", Separation::Point),
            ("12\u{202f}000", "12000", Separation::Blank),
            ("14,00", "14.00", Separation::DecimalComma),
            ("1,2345", "12345", Separation::Broken),
        ];
        for (run, value, separation) in cases {
            let read = parse(run).unwrap_or_else(|| panic!("{run} is a number"));
            assert_eq!(
                (read.value.to_string().as_str(), read.separation),
                (value, separation),
                "{run}"
            );
        }
        for none in [
            "31,33,35",
            "10.20.0.7",
            "3.2.1",
            "99999999999999999999999999999999999",
        ] {
            assert_eq!(parse(none), None, "{none}");
        }
    }

    #[test]
    fn groups_thousands() {
        for (value, text) in [
            ("999", "999"),
            ("4000", "4,000"),
            ("-1234567.5", "-1,234,567.5"),
        ] {
            assert_eq!(with_commas(value.parse().expect("a number")), text);
        }
    }

    #[test]
    fn reads_roman_numerals_in_their_right_spelling_only() {
        for (word, value) in [("II", 2), ("XLIX", 49), ("MCMXC", 1990)] {
            assert_eq!(roman(word), Some(value));
        }
        for word in ["IIII", "IC", "VX", "", "Iv", "MIX3"] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
