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
    MONTHS.contains(&lower)
}

/// Whether a lower-case word is a day of the week in full.
pub fn is_weekday(lower: &str) -> bool {
    WEEKDAYS.contains(&lower)
}

/// Month, 1 to 12, by its name or abbreviation in any case.
pub fn month_named(word: &str) -> Option<i8> {
    named(&MONTHS, word, &["sept"])
}

/// Weekday, 1 Monday to 7 Sunday, by its name or abbreviation in any case.
pub fn weekday_named(word: &str) -> Option<i8> {
    named(&WEEKDAYS, word, &["tues", "thur", "thurs"])
}

/// Whether a word names a month or a day of the week.
pub fn is_calendar_word(word: &str) -> bool {
    month_named(word).is_some() || weekday_named(word).is_some()
}

/// The place of a name in a list, from 1 on: in full, by its first three letters or one of some longer abbreviations.
fn named(names: &[&str], word: &str, abbreviations: &[&str]) -> Option<i8> {
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let short = word.len() == 3 || abbreviations.iter().any(|a| a.eq_ignore_ascii_case(word));
    let initial = |text: &str| text.bytes().next().map(|b| b.to_ascii_lowercase());
    let first = initial(word);
    let is = |name: &&str| match name.get(..word.len()) {
        // Asked of every word: few begin like a month.
        Some(_) if initial(name) != first => false,
        Some(head) => (short || name.len() == word.len()) && head.eq_ignore_ascii_case(word),
        None => false,
    };
    let at = names.iter().position(is)?;
    i8::try_from(at + 1).ok()
}
