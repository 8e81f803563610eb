//! Dates: days, months, years and relative dates in prose.

use crate::text::{Prose, Span};

/// A date as far as the text gives it. Parts that are not said are `None`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DateMention {
    /// Byte range in the block's text.
    pub span: Span,
    /// Year, Common Era.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month as written, also where no such day exists ("30 February").
    pub day: Option<i8>,
    /// Day of the week, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
}

impl DateMention {
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
}

/// Reads the dates of a block.
pub fn read(_prose: &Prose) -> Vec<DateMention> {
    Vec::new()
}
