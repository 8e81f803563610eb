//! Units of measurement, currencies, percent.

use super::decimal;
use crate::facts::atom::Atoms;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize};
use std::sync::{LazyLock, Mutex, PoisonError};

/// What a unit measures. Two units convert only within one dimension; currencies never convert.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub enum Dimension {
    /// Percent of something.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// Money in one currency, ISO 4217 code or the sign where the country is not said ("$", "Rs").
    Money(String),
    /// A physical dimension or information, by name: "length", "mass", "area", "duration", …
    Physical(&'static str),
}

/// A dimension as it is read from a cache.
#[derive(Deserialize)]
enum Read {
    Percent,
    PercentagePoint,
    Money(String),
    Physical(String),
}

impl<'d> Deserialize<'d> for Dimension {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Dimension, D::Error> {
        Ok(match Read::deserialize(from)? {
            Read::Percent => Dimension::Percent,
            Read::PercentagePoint => Dimension::PercentagePoint,
            Read::Money(currency) => Dimension::Money(currency),
            Read::Physical(name) => Dimension::Physical(lasting(name)),
        })
    }
}

/// The name of a dimension, for good: there are a dozen.
fn lasting(name: String) -> &'static str {
    static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.iter().find(|n| **n == name) {
        return known;
    }
    let kept: &'static str = name.leak();
    names.push(kept);
    kept
}

/// One unit, as written and what it means.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Unit {
    /// Canonical name: "percent", "USD", "kilometre".
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Factor to the dimension's base unit (metre, kilogram, second, …; main unit of a currency); 1 for percent.
    #[serde(with = "decimal")]
    pub factor: Decimal,
    /// What is added after the factor to reach the base unit: 273.15 for degrees Celsius, else 0.
    #[serde(with = "decimal")]
    pub offset: Decimal,
}

impl Unit {
    /// Percent.
    pub fn percent() -> Unit {
        Unit::plain("percent", Dimension::Percent)
    }

    /// Percentage points.
    pub fn percentage_point() -> Unit {
        Unit::plain("percentage point", Dimension::PercentagePoint)
    }

    fn plain(name: &str, dimension: Dimension) -> Unit {
        Unit {
            name: name.to_owned(),
            dimension,
            factor: Decimal::ONE,
            offset: Decimal::ZERO,
        }
    }

    /// Whether the unit is money.
    pub fn is_money(&self) -> bool {
        matches!(self.dimension, Dimension::Money(_))
    }

    /// Whether values in the two units may be compared. A sign that does not tell its country ("$") goes with each
    /// currency it may stand for.
    pub fn comparable(&self, other: &Unit) -> bool {
        match (&self.dimension, &other.dimension) {
            (Dimension::Money(a), Dimension::Money(b)) => {
                a == b || stands_for(a, b) || stands_for(b, a)
            }
            (a, b) => a == b,
        }
    }

    /// A value of this unit in another one of the same dimension; `None` where the two do not compare.
    pub fn convert(&self, value: Decimal, to: &Unit) -> Option<Decimal> {
        if !self.comparable(to) {
            return None;
        }
        if self.factor == to.factor && self.offset == to.offset {
            return Some(value);
        }
        value
            .checked_mul(self.factor)?
            .checked_add(self.offset)?
            .checked_sub(to.offset)?
            .checked_div(to.factor)
    }

    /// This unit per another one: "kilometre per hour".
    fn per(&self, other: &Unit) -> Option<Unit> {
        let dimension = match (&self.dimension, &other.dimension) {
            (Dimension::Physical("length"), Dimension::Physical("duration")) => "speed",
            (Dimension::Physical("volume"), Dimension::Physical("duration")) => "flow",
            _ => return None,
        };
        Some(Unit {
            name: format!("{} per {}", self.name, other.name),
            dimension: Dimension::Physical(dimension),
            factor: self.factor.checked_div(other.factor)?,
            offset: Decimal::ZERO,
        })
    }

    /// Whether it is a span of time.
    pub fn is_duration(&self) -> bool {
        self.dimension == Dimension::Physical("duration")
    }
}

/// Whether `sign`, which names no country, may mean the currency `code`.
fn stands_for(sign: &str, code: &str) -> bool {
    let codes: &[&str] = match sign {
        "$" => &["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "cent"],
        "Rs" => &["INR", "PKR", "LKR", "NPR"],
        "Fr" => &["CHF", "FRF", "BEF"],
        "kr" => &["SEK", "NOK", "DKK", "ISK"],
        "DM" => &["DEM"],
        "peso" => &["MXN", "ARS", "CLP", "COP", "PHP", "CUP"],
        "dinar" => &["IQD", "KWD", "JOD"],
        "riyal" => &["SAR", "QAR"],
        "shilling" => &["KES"],
        "cent" => &["USD", "EUR", "CAD", "AUD", "NZD", "$"],
        "pence" => &["GBP"],
        _ => return false,
    };
    codes.contains(&code)
}

struct Table {
    units: Vec<Unit>,
    /// Symbols, case kept.
    symbols: FxHashMap<&'static str, usize>,
    /// Words and phrases, lower case.
    words: FxHashMap<&'static str, usize>,
    /// Most words of a phrase in `words`.
    longest: usize,
}

static PHYSICAL: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for line in lines(include_str!("data/units.tsv")) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or("");
        let (name, dimension, factor, offset) = (next(), next(), next(), next());
        let unit = Unit {
            name: name.to_owned(),
            dimension: Dimension::Physical(dimension),
            factor: factor.parse().unwrap_or(Decimal::ONE),
            offset: offset.parse().unwrap_or_default(),
        };
        table.add(unit, next(), next());
    }
    table
});

static MONEY: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for line in lines(include_str!("data/currencies.tsv")) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or("");
        let (code, factor) = (next(), next());
        let unit = Unit {
            name: code.to_owned(),
            dimension: Dimension::Money(code.to_owned()),
            factor: factor.parse().unwrap_or(Decimal::ONE),
            offset: Decimal::ZERO,
        };
        let (signs, words) = (next(), next());
        table.add(unit, signs, words);
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            table.symbols.insert(code, table.units.len() - 1);
        }
    }
    table
});

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

impl Table {
    fn new() -> Table {
        Table {
            units: Vec::new(),
            symbols: FxHashMap::default(),
            words: FxHashMap::default(),
            longest: 1,
        }
    }

    fn add(&mut self, unit: Unit, symbols: &'static str, words: &'static str) {
        let index = self.units.len();
        self.units.push(unit);
        for symbol in symbols.split(',').filter(|s| !s.is_empty()) {
            self.symbols.entry(symbol).or_insert(index);
        }
        for word in words.split(',').filter(|w| !w.is_empty()) {
            self.longest = self.longest.max(word.split(' ').count());
            self.words.entry(word).or_insert(index);
        }
    }

    /// The longest phrase of words that begins at atom `i`.
    fn phrase(&self, a: &Atoms, i: usize) -> Option<(usize, &Unit)> {
        if !a.is_word(i) {
            return None;
        }
        let mut phrase = String::new();
        let mut found = None;
        for k in i..i + self.longest {
            if !a.is_word(k) {
                break;
            }
            if k > i {
                phrase.push(' ');
            }
            phrase.push_str(&a.lower(k));
            if let Some(&unit) = self.words.get(phrase.as_str()) {
                found = Some((k + 1, &self.units[unit]));
            }
            // "U.S. dollars"
            if a.mark(k + 1) == Some('.') {
                break;
            }
        }
        found
    }
}

/// The longest time, in seconds, that makes a speed of a length: what is gone in a day or a week is a distance.
const HOUR: Decimal = Decimal::from_parts(3600, 0, 0, false, 0);
/// The longest that makes a flow of a volume: "barrels a day" are barrels, produced daily.
const MINUTE: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// A unit of measurement that begins at atom `i`, behind a number: its end.
pub fn physical(a: &Atoms, i: usize) -> Option<(usize, Unit)> {
    let (end, unit) = simple(a, i)?;
    // "miles an hour", "km/h", "metres per second", "litres a minute"
    let longest = match unit.dimension {
        Dimension::Physical("length") => HOUR,
        Dimension::Physical("volume") => MINUTE,
        _ => Decimal::ZERO,
    };
    if longest > Decimal::ZERO {
        let per = if a.is_any(end, &["per", "an", "a"]) || a.mark(end) == Some('/') {
            end + 1
        } else {
            return Some((end, unit));
        };
        let time = match a.str(per) {
            "h" | "hr" => Some((per + 1, "hour")),
            "s" | "sec" => Some((per + 1, "second")),
            "second" => Some((per + 1, "second")),
            _ => None,
        };
        let time = match time {
            Some((after, name)) => PHYSICAL
                .units
                .iter()
                .find(|u| u.name == name)
                .map(|u| (after, u.clone())),
            // "85 miles a week" is a distance, done weekly.
            None => simple(a, per).filter(|(_, u)| u.is_duration() && u.factor <= longest),
        };
        if let Some((after, time)) = time
            && let Some(speed) = unit.per(&time)
        {
            return Some((after, speed));
        }
    }
    Some((end, unit))
}

fn simple(a: &Atoms, i: usize) -> Option<(usize, Unit)> {
    let table = &*PHYSICAL;
    // "20 (kg)", "20 <kg>"
    if let Some(open) = a.mark(i)
        && let Some(close) = match open {
            '(' => Some(')'),
            '[' => Some(']'),
            '{' => Some('}'),
            '<' => Some('>'),
            _ => None,
        }
    {
        let unit = table.symbols.get(a.str(i + 1))?;
        return (matches!(a.mark(i + 2), Some(c) if c == close || c == ')'))
            .then(|| (i + 3, table.units[*unit].clone()));
    }
    // "°C", "° Celsius"
    if a.mark(i) == Some('°') {
        let symbol = match a.str(i + 1) {
            "C" => "°C",
            "F" => "°F",
            w if w.eq_ignore_ascii_case("celsius") => "°C",
            w if w.eq_ignore_ascii_case("fahrenheit") => "°F",
            _ => "°",
        };
        let end = if symbol == "°" { i + 1 } else { i + 2 };
        return table
            .symbols
            .get(symbol)
            .map(|&u| (end, table.units[u].clone()));
    }
    // "30C"
    if a.glued(i)
        && (a.gap(i + 1) || a.mark(i + 1).is_some())
        && let Some(symbol) = match a.str(i) {
            "C" => Some("°C"),
            "F" => Some("°F"),
            _ => None,
        }
        && a.is_digits(i - 1)
        && a.str(i - 1).len() < 4
    {
        return table
            .symbols
            .get(symbol)
            .map(|&u| (i + 1, table.units[u].clone()));
    }
    if let Some((end, unit)) = table.phrase(a, i) {
        // "90 degrees F"
        if unit.name == "degree" && a.is_word(end) {
            let symbol = match a.str(end) {
                "C" => "°C",
                "F" => "°F",
                _ => return Some((end, unit.clone())),
            };
            return table
                .symbols
                .get(symbol)
                .map(|&u| (end + 1, table.units[u].clone()));
        }
        return Some((end, unit.clone()));
    }
    // "km2", "m²": a power behind the letters.
    let power = match (a.str(i + 1), a.mark(i + 1)) {
        _ if !a.glued(i + 1) => None,
        ("2", _) | (_, Some('²')) => Some("2"),
        ("3", _) | (_, Some('³')) => Some("3"),
        _ => None,
    };
    if let Some(power) = power
        && a.gap(i + 2)
        && let Some(&u) = table.symbols.get(format!("{}{power}", a.str(i)).as_str())
    {
        return Some((i + 2, table.units[u].clone()));
    }
    let &unit = table.symbols.get(a.str(i))?;
    // Letters glued to further letters or digits are a code ("51840 K-77").
    let coded = (a.glued(i + 1) && a.is_digits(i + 1)) || (a.hyphen(i + 1) && a.is_digits(i + 2));
    (!coded).then(|| (i + 1, table.units[unit].clone()))
}

/// The unit of that canonical name.
pub fn named(name: &str) -> Option<Unit> {
    PHYSICAL
        .units
        .iter()
        .chain(&MONEY.units)
        .find(|u| u.name == name)
        .cloned()
}

/// A sign, code or name of money that begins at atom `i`: its end.
pub fn money(a: &Atoms, i: usize) -> Option<(usize, Unit)> {
    let table = &*MONEY;
    if let Some((end, unit)) = table.phrase(a, i) {
        return Some((end, unit.clone()));
    }
    // "U.S. dollars"
    if a.is(i, "u") && a.mark(i + 1) == Some('.') && a.is(i + 2, "s") {
        let after = i + 3 + usize::from(a.mark(i + 3) == Some('.'));
        if a.is_any(after, &["dollar", "dollars"]) {
            return named("USD").map(|u| (after + 1, u));
        }
        return None;
    }
    if let Some(&unit) = table.symbols.get(a.str(i)) {
        return Some((i + 1, table.units[unit].clone()));
    }
    if a.str(i).len() == 3 && a.is_word(i) {
        let upper = a.str(i).to_ascii_uppercase();
        if upper != "ALL"
            && let Some(&unit) = table.symbols.get(upper.as_str())
        {
            let clear = a.str(i) == upper
                || a.is_any(
                    i,
                    &[
                        "usd", "eur", "gbp", "rmb", "cad", "aud", "jpy", "btc", "nzd", "mxn",
                        "inr", "chf",
                    ],
                );
            return clear.then(|| (i + 1, table.units[unit].clone()));
        }
    }
    None
}

/// The sign or code of money that ends right before atom `i`: its first atom.
pub fn money_before(a: &Atoms, i: usize) -> Option<(usize, Unit)> {
    let table = &*MONEY;
    let last = i.checked_sub(1)?;
    let sign = a.str(last);
    if a.mark(last).is_some() {
        let &plain = table.symbols.get(sign)?;
        // Letters before the sign name the country: "HK$", "c $", "usd$", "U.S. $".
        if sign == "$" || sign == "£" || sign == "¥" {
            if let Some(first) = last.checked_sub(1)
                && a.is_word(first)
            {
                let letters = a.str(first).to_ascii_uppercase();
                let prefix = match letters.as_str() {
                    "US" | "USD" => Some("USD"),
                    "C" | "CA" | "CAN" | "CAD" => Some("CAD"),
                    "A" | "AU" | "AUD" => Some("AUD"),
                    "NZ" | "NZD" => Some("NZD"),
                    "HK" | "HKD" => Some("HKD"),
                    "S" | "SG" | "SGD" => Some("SGD"),
                    "NT" | "TWD" => Some("TWD"),
                    "R" | "BRL" => Some("BRL"),
                    "MEX" | "MX" | "MXN" => Some("MXN"),
                    "E" if sign == "£" => Some("EGP"),
                    "IR" if sign == "£" => Some("IEP"),
                    "CN" if sign == "¥" => Some("CNY"),
                    _ => None,
                };
                let close =
                    a.glued(last) || !matches!(letters.as_str(), "A" | "US" | "R" | "S" | "E");
                // A blank between "us" and "$" is read in tokenised text only, where the number stands apart as well.
                let apart = letters == "US" && a.gap(i);
                if let Some(code) = prefix.filter(|_| close || apart) {
                    return named(code).map(|u| (first, u));
                }
            }
            // "U.S. $"
            if last >= 3
                && a.is_any(last - 1, &["s"])
                && a.mark(last - 2) == Some('.')
                && a.is(last - 3, "u")
            {
                return named("USD").map(|u| (last - 3, u));
            }
            if last >= 4
                && a.mark(last - 1) == Some('.')
                && a.is(last - 2, "s")
                && a.mark(last - 3) == Some('.')
                && a.is(last - 4, "u")
            {
                return named("USD").map(|u| (last - 4, u));
            }
        }
        return Some((last, table.units[plain].clone()));
    }
    if !a.is_word(last) {
        return None;
    }
    let code = if sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_alphabetic()) {
        money(a, last).filter(|(end, u)| {
            *end == i && u.name.len() == 3 && u.name.eq_ignore_ascii_case(sign)
                || (*end == i && u.name == "CNY")
                || (*end == i && u.name == "sen")
        })
    } else {
        table
            .symbols
            .get(sign)
            .filter(|_| matches!(sign, "Rs" | "RM" | "kr" | "KSh"))
            .map(|&u| (i, table.units[u].clone()))
    };
    code.map(|(_, u)| (last, u))
}

/// "MUSD", "MEUR": a million of a currency in one word.
pub fn millions_of(word: &str) -> Option<Unit> {
    let code = word.strip_prefix('M').filter(|c| c.len() == 3)?;
    let &unit = MONEY.symbols.get(code)?;
    Some(MONEY.units[unit].clone())
}

/// A sign of percent that begins at atom `i`: its end.
pub fn percent(a: &Atoms, i: usize) -> Option<(usize, Unit)> {
    if a.mark(i) == Some('%') {
        if a.is_word(i + 1) && a.is(i + 1, "points") {
            return Some((i + 2, Unit::percentage_point()));
        }
        return Some((i + 1, Unit::percent()));
    }
    if a.is_any(i, &["percentage", "percent"]) || (a.is(i, "per") && a.is(i + 1, "cent")) {
        let end = i + if a.is(i, "per") { 2 } else { 1 };
        let end = if a.mark(end) == Some('.') && a.is_any(end + 1, &["of", "points"]) {
            end + 1
        } else {
            end
        };
        if a.is_any(end, &["point", "points"]) {
            return Some((end + 1, Unit::percentage_point()));
        }
        return Some((end, Unit::percent()));
    }
    (a.is_any(i, &["percents", "pc", "pct"])).then(|| (i + 1, Unit::percent()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str) -> Unit {
        named(name).unwrap_or_else(|| panic!("{name} is in the tables"))
    }

    #[test]
    fn converts_within_a_dimension() {
        let cases = [
            ("10", "kilometre", "mile", "6.2137"),
            ("100", "degree Celsius", "degree Fahrenheit", "212.0000"),
            ("70", "kilogram", "pound", "154.3236"),
            ("2", "hectare", "acre", "4.9421"),
            ("250", "pence", "GBP", "2.5000"),
            ("90", "minute", "hour", "1.5000"),
        ];
        for (value, from, to, want) in cases {
            let got = unit(from).convert(value.parse().expect("a number"), &unit(to));
            let got = got.map(|v| format!("{:.4}", v.round_dp(4)));
            assert_eq!(got.as_deref(), Some(want), "{value} {from} in {to}");
        }
        assert_eq!(
            unit("kilometre").convert(Decimal::ONE, &unit("kilogram")),
            None
        );
        assert_eq!(unit("USD").convert(Decimal::ONE, &unit("EUR")), None);
        assert!(unit("$").comparable(&unit("AUD")) && !unit("USD").comparable(&unit("AUD")));
    }

    #[test]
    fn the_tables_hold_no_unreadable_number() {
        for line in lines(include_str!("data/units.tsv")) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 6, "{line}");
            assert!(fields[2].parse::<Decimal>().is_ok(), "{line}");
            assert!(
                fields[3].is_empty() || fields[3].parse::<Decimal>().is_ok(),
                "{line}"
            );
        }
    }
}
