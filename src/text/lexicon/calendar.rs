//! The English names of months and days of the week, and their abbreviations.

/// The months in order, lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week from Monday on, lower case.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Whether a lower-case word is a month's name in full.
pub fn is_month(lower: &str) -> bool {
    beginning_like(&MONTH_HEADS, lower).is_some_and(|at| MONTHS[at] == lower)
}

/// Whether a lower-case word is a day of the week in full.
pub fn is_weekday(lower: &str) -> bool {
    beginning_like(&WEEKDAY_HEADS, lower).is_some_and(|at| WEEKDAYS[at] == lower)
}

/// Month, 1 to 12, by its name or abbreviation in any case.
pub fn month_named(word: &str) -> Option<i8> {
    named(&MONTHS, &MONTH_HEADS, word, &["sept"])
}

/// Weekday, 1 Monday to 7 Sunday, by its name or abbreviation in any case.
pub fn weekday_named(word: &str) -> Option<i8> {
    named(&WEEKDAYS, &WEEKDAY_HEADS, word, &["tues", "thur", "thurs"])
}

/// Whether a word names a month or a day of the week.
pub fn is_calendar_word(word: &str) -> bool {
    month_named(word).is_some() || weekday_named(word).is_some()
}

/// Whether a word begins as the name of a month or a day of the week does.
pub fn may_be_calendar_word(word: &str) -> bool {
    beginning_like(&MONTH_HEADS, word).is_some() || beginning_like(&WEEKDAY_HEADS, word).is_some()
}

/// The place of a name in a list, from 1 on: in full, by its first three letters or one of some longer abbreviations.
fn named(names: &[&str], heads: &[u32], word: &str, abbreviations: &[&str]) -> Option<i8> {
    let at = beginning_like(heads, word)?;
    let name = names.get(at)?;
    let short = word.len() == 3
        || name.len() == word.len()
        || abbreviations.iter().any(|a| a.eq_ignore_ascii_case(word));
    let is = short && name.get(..word.len())?.eq_ignore_ascii_case(word);
    is.then(|| i8::try_from(at + 1).ok())?
}

/// Which of some names may be this word, by its first three letters, case aside. Asked of every word.
fn beginning_like(heads: &[u32], word: &str) -> Option<usize> {
    let head = head_of(word.as_bytes())?;
    heads.iter().position(|&other| other == head)
}

/// The first three letters of a word as a number, case aside.
const fn head_of(word: &[u8]) -> Option<u32> {
    match word {
        [a, b, c, ..] => Some(u32::from_le_bytes([*a | 0x20, *b | 0x20, *c | 0x20, 0])),
        _ => None,
    }
}

const fn heads<const N: usize>(names: &[&str; N]) -> [u32; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        if let Some(head) = head_of(names[i].as_bytes()) {
            out[i] = head;
        }
        i += 1;
    }
    out
}

const MONTH_HEADS: [u32; 12] = heads(&MONTHS);
const WEEKDAY_HEADS: [u32; 7] = heads(&WEEKDAYS);
