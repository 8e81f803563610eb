//! The English names of months and days of the week.

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
