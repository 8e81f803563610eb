//! Months and days of the week by their names and abbreviations.

use crate::text::lexicon::MONTHS;

/// Month by its English name or abbreviation.
pub fn month_named(word: &str) -> Option<i8> {
    if word.len() < 3 || word.len() > 9 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    MONTHS
        .iter()
        .position(|n| {
            *n == lower
                || (lower.len() == 3 && n.starts_with(lower.as_str()))
                || (lower == "sept" && *n == "september")
        })
        .map(|i| i as i8 + 1)
}

/// Weekday, 1 Monday to 7 Sunday, by its English name or abbreviation.
pub fn weekday_named(word: &str) -> Option<i8> {
    Some(match word.to_ascii_lowercase().as_str() {
        "monday" | "mon" => 1,
        "tuesday" | "tue" | "tues" => 2,
        "wednesday" | "wed" => 3,
        "thursday" | "thu" | "thur" | "thurs" => 4,
        "friday" | "fri" => 5,
        "saturday" | "sat" => 6,
        "sunday" | "sun" => 7,
        _ => return None,
    })
}

/// Whether a word names a month or a day of the week.
pub fn is_calendar_word(word: &str) -> bool {
    month_named(word).is_some() || weekday_named(word).is_some()
}
