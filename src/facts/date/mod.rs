//! Dates: days, months, years and relative dates in prose.

mod read;
#[cfg(test)]
mod tests;
mod written;

pub use crate::text::lexicon::is_calendar_word;
pub use read::read;
pub use written::{dateline, written};

use crate::text::Span;
use jiff::civil::{self, Weekday};
use serde::{Deserialize, Serialize};

/// A word that places a date against the day the text was written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Relative {
    /// "last June", "last Monday", "last year".
    Last,
    /// "this year", "earlier this month", "later this week".
    This,
    /// "next June", "next week".
    Next,
    /// "yesterday".
    Yesterday,
    /// "today", "tonight".
    Today,
    /// "tomorrow".
    Tomorrow,
}

/// A stretch of the calendar that a [`Relative`] word points at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Period {
    /// "this week": Monday to Sunday.
    Week,
    /// "last month".
    Month,
    /// "next year".
    Year,
}

/// A date as far as the text gives it. Parts that are not said are `None`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DateMention {
    /// Byte range in the block's text.
    pub span: Span,
    /// Year, Common Era.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month as written, also where no such day exists ("30 February").
    pub day: Option<i8>,
    /// Last day, where several are named: "17-19 July".
    pub last_day: Option<i8>,
    /// Day of the week, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// What places it against the day of writing: "last" of "last June".
    pub relative: Option<Relative>,
    /// What it points at, where no month or weekday is named: "last year".
    pub period: Option<Period>,
}

/// A date known to the day, the month or the year: first and last day of what is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resolved {
    /// First day.
    pub first: civil::Date,
    /// Last day.
    pub last: civil::Date,
}

impl DateMention {
    /// Whether it names a day, month or year: "today" and "last week" do not.
    pub fn is_named(&self) -> bool {
        self.year.is_some() || self.month.is_some() || self.day.is_some() || self.weekday.is_some()
    }

    /// ISO 8601 as far as it is known: "2024-06-19", "2024-06", "2024", "--06-19"; empty for a bare weekday.
    pub fn iso(&self) -> String {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), None, _) => format!("{y:04}"),
            (None, Some(m), Some(d)) => format!("--{m:02}-{d:02}"),
            (None, Some(m), None) => format!("--{m:02}"),
            _ => String::new(),
        }
    }

    /// Whether day and month exist together ("30 February" does not; 29 February does where no year is said).
    pub fn exists(&self) -> bool {
        match (self.month, self.day) {
            (Some(m), Some(d)) => civil::Date::new(self.year.unwrap_or(2024), m, d).is_ok(),
            _ => true,
        }
    }

    /// The days that are meant, in a text written on `written`: news tells of the past, so that a weekday or a
    /// month without a year is the nearest one not after that day, unless "next" or "this" says otherwise.
    pub fn resolve(&self, written: civil::Date) -> Option<Resolved> {
        let day = |d: civil::Date| Some(Resolved { first: d, last: d });
        match self.relative {
            Some(Relative::Today) => return day(written),
            Some(Relative::Yesterday) => return day(written.yesterday().ok()?),
            Some(Relative::Tomorrow) => return day(written.tomorrow().ok()?),
            _ => {}
        }
        if let Some(period) = self.period {
            return period.around(written, self.relative?);
        }
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => day(civil::Date::new(y, m, d).ok()?),
            (Some(y), Some(m), None) => month(y, m),
            (Some(y), None, _) => Some(Resolved {
                first: civil::Date::new(y, 1, 1).ok()?,
                last: civil::Date::new(y, 12, 31).ok()?,
            }),
            (None, Some(m), d) => {
                let year = self.year_of_month(m, d, written);
                match d {
                    Some(d) => day(civil::Date::new(year, m, d).ok()?),
                    None => month(year, m),
                }
            }
            (None, None, _) => {
                let weekday = Weekday::from_monday_one_offset(self.weekday?).ok()?;
                if self.relative == Some(Relative::Next) {
                    return day(written.nth_weekday(1, weekday).ok()?);
                }
                if written.weekday() == weekday && self.relative != Some(Relative::Last) {
                    return day(written);
                }
                day(written.nth_weekday(-1, weekday).ok()?)
            }
        }
    }

    /// The year of a month without one: this year's where it has come, last year's where it has not.
    fn year_of_month(&self, month: i8, day: Option<i8>, written: civil::Date) -> i16 {
        let this = written.year();
        let key = (month, day.unwrap_or(1));
        let now = (
            written.month(),
            if day.is_some() { written.day() } else { 1 },
        );
        match self.relative {
            Some(Relative::This) => this,
            Some(Relative::Next) => this + i16::from(key <= now),
            Some(Relative::Last) => this - i16::from(key >= now),
            // A day just ahead is announced, not remembered.
            _ if key.0 > now.0 + 2 => this - 1,
            _ => this,
        }
    }
}

fn month(year: i16, month: i8) -> Option<Resolved> {
    let first = civil::Date::new(year, month, 1).ok()?;
    Some(Resolved {
        first,
        last: first.last_of_month(),
    })
}

impl Period {
    /// The last, this or next such stretch, seen from `written`.
    fn around(self, written: civil::Date, relative: Relative) -> Option<Resolved> {
        let step = match relative {
            Relative::Last => -1,
            Relative::Next => 1,
            _ => 0,
        };
        match self {
            Period::Week => {
                let into = i64::from(written.weekday().to_monday_zero_offset());
                let first = written
                    .checked_add(jiff::Span::new().days(step * 7 - into))
                    .ok()?;
                let last = first.checked_add(jiff::Span::new().days(6)).ok()?;
                Some(Resolved { first, last })
            }
            Period::Month => {
                let there = written
                    .first_of_month()
                    .checked_add(jiff::Span::new().months(step))
                    .ok()?;
                month(there.year(), there.month())
            }
            Period::Year => {
                let there = written
                    .first_of_year()
                    .checked_add(jiff::Span::new().years(step))
                    .ok()?;
                Some(Resolved {
                    first: there,
                    last: there.last_of_year(),
                })
            }
        }
    }
}
