//! Dates that are told from the day of writing, against dates: "last June", "on Monday", "last year".

use super::item::Item;
use super::verdict::Verdict;
use crate::facts::DateMention;
use crate::facts::date::{Period, Relative, Resolved};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Compares two dates of which at least one is told from the day of writing. `None`: neither is, or it is not known when
/// the text was written.
pub fn resolved(a: &Item, b: &Item) -> Option<Verdict> {
    let (left, right) = (a.date()?, b.date()?);
    if bare_weekday(left) {
        return on_weekday(left, a.facts.written?, &placed(right, b.facts.written)?);
    }
    if bare_weekday(right) {
        return on_weekday(right, b.facts.written?, &placed(left, a.facts.written)?);
    }
    if left.relative.is_none() && right.relative.is_none() {
        return None;
    }
    let (first, second) = (
        placed(left, a.facts.written)?,
        placed(right, b.facts.written)?,
    );
    let meet = |a: &Resolved, b: &Resolved| a.first <= b.last && b.first <= a.last;
    // "Last June", said in August, may be that of the year before.
    let met = meet(&first, &second)
        || last_month(left) && earlier(&first).is_some_and(|e| meet(&e, &second))
        || last_month(right) && earlier(&second).is_some_and(|e| meet(&first, &e));
    Some(if met {
        Verdict::Agrees
    } else {
        Verdict::Differs
    })
}

/// The year that "last year" or "this year" means, where it is known when the text was written.
pub fn relative_year(item: &Item) -> Option<i16> {
    let date = item.date().filter(|d| d.period == Some(Period::Year))?;
    Some(date.resolve(item.facts.written?)?.first.year())
}

/// What a date means, where that is certain: it has its year, or says how it lies to the day of writing.
fn placed(date: &DateMention, written: Option<Date>) -> Option<Resolved> {
    match (date.year, date.relative) {
        _ if bare_weekday(date) => None,
        (Some(year), _) => date.resolve(Date::new(year, 1, 1).ok()?),
        (None, Some(_)) => date.resolve(written?),
        (None, None) => None,
    }
}

fn bare_weekday(date: &DateMention) -> bool {
    date.weekday.is_some() && date.month.is_none() && date.day.is_none() && date.year.is_none()
}

/// "On Monday" against a day of the same week or so. Whether it is behind or ahead is not said; a day farther off is
/// another one.
fn on_weekday(date: &DateMention, written: Date, other: &Resolved) -> Option<Verdict> {
    let weekday = Weekday::from_monday_one_offset(date.weekday?).ok()?;
    let near = written.checked_sub(6.days()).ok()? <= other.first
        && other.last <= written.checked_add(6.days()).ok()?;
    (near && other.first == other.last).then(|| {
        if other.first.weekday() == weekday {
            Verdict::Agrees
        } else {
            Verdict::Differs
        }
    })
}

fn last_month(date: &DateMention) -> bool {
    date.month.is_some() && date.relative == Some(Relative::Last)
}

/// The same days a year before.
fn earlier(days: &Resolved) -> Option<Resolved> {
    Some(Resolved {
        first: days.first.checked_sub(1.year()).ok()?,
        last: days.last.checked_sub(1.year()).ok()?,
    })
}
