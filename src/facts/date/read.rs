//! Reading dates from prose.

use super::{DateMention, Period, Relative};
use crate::facts::atom::Atoms;
use crate::facts::figure::number_words::NumberWord;
use crate::text::lexicon::{may_be_calendar_word, month_named, weekday_named};

/// Reads the dates of a block.
pub fn read(a: &Atoms) -> Vec<DateMention> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < a.len() {
        match date_at(a, i) {
            Some((end, mut date)) => {
                date.span = a.span(i, end);
                out.push(date);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    out
}

/// The date that begins at atom `i`: its end.
fn date_at(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    if a.is_digits(i) {
        return iso(a, i)
            .or_else(|| numeric(a, i))
            .or_else(|| day_first(a, i))
            .or_else(|| lone_year(a, i));
    }
    if !a.is_word(i) {
        return None;
    }
    if let Some(NumberWord::Ordinal { .. }) = a.number(i) {
        return day_first(a, i);
    }
    if !is_date_word(a.str(i)) {
        return None;
    }
    relative(a, i)
        .or_else(|| with_weekday(a, i))
        .or_else(|| month_first(a, i))
}

/// Whether a word may begin a date by its first letters. Asked of every word, most of which do not.
fn is_date_word(word: &str) -> bool {
    let [a, b, c, ..] = *word.as_bytes() else {
        return false;
    };
    let relative = matches!(
        &[a | 0x20, b | 0x20, c | 0x20],
        b"yes" | b"tod" | b"ton" | b"tom" | b"las" | b"pas" | b"thi" | b"nex"
    );
    relative || may_be_calendar_word(word)
}

fn year_at(a: &Atoms, i: usize) -> Option<i16> {
    let run = a.str(i);
    (a.is_digits(i) && run.len() == 4 && run.bytes().all(|b| b.is_ascii_digit()))
        .then(|| run.parse().ok().filter(|y| (1000..2200).contains(y)))?
}

/// A day of the month: "19", "19th", "nineteenth"; its end.
fn day_at(a: &Atoms, i: usize) -> Option<(usize, i8)> {
    if let Some(NumberWord::Ordinal {
        value,
        plural: false,
    }) = a.number(i)
    {
        return (value <= 31).then_some((i + 1, value as i8));
    }
    let run = a.str(i);
    if !a.is_digits(i) || run.len() > 2 {
        return None;
    }
    let day: i8 = run.parse().ok().filter(|d| (1..=31).contains(d))?;
    let suffixed = a.glued(i + 1) && a.is_any(i + 1, &["st", "nd", "rd", "th"]);
    if !suffixed && a.glued(i + 1) && a.is_word(i + 1) {
        return None;
    }
    Some((i + 1 + usize::from(suffixed), day))
}

/// A month's name, its abbreviation with a stop; "may", "mar", "dec" and the like only with a capital.
fn month_at(a: &Atoms, i: usize) -> Option<(usize, i8)> {
    if !a.is_word(i) {
        return None;
    }
    let word = a.str(i);
    let month = month_named(word)?;
    let clear = word.len() > 5
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "april" | "july" | "june"
        );
    // "they may 10 times deny it"
    let verb = i > 0
        && a.is_any(
            i - 1,
            &[
                "they", "he", "she", "it", "we", "you", "i", "who", "which", "that", "and",
            ],
        );
    if !clear && !a.capitalised(i) && verb {
        return None;
    }
    if !clear && !a.capitalised(i) {
        // Lower-case text: only beside a day ("may 8", "8 may").
        let beside =
            day_at(a, i + 1).is_some() || a.mark(i + 1) == Some('.') && day_at(a, i + 2).is_some();
        if !(beside || (i > 0 && a.is_digits(i - 1))) {
            return None;
        }
    }
    let stop = word.len() <= 4
        && word.len() != 3 + usize::from(month == 6 || month == 7)
        && a.mark(i + 1) == Some('.');
    let short_stop = word.len() == 3 && month != 5 && a.mark(i + 1) == Some('.');
    Some((i + 1 + usize::from(stop || short_stop), month))
}

/// A year behind day and month, with or without a comma.
fn year_behind(a: &Atoms, end: usize) -> (usize, Option<i16>) {
    let at = end + usize::from(a.mark(end) == Some(','));
    match year_at(a, at) {
        Some(year) if !(a.glued(at + 1) && a.is_word(at + 1)) => (at + 1, Some(year)),
        _ => (end, None),
    }
}

/// "June 19, 2024", "Apr. 28", "June 2024", "June".
fn month_first(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    let (end, month) = month_at(a, i)?;
    let mut date = DateMention {
        month: Some(month),
        ..DateMention::default()
    };
    let the = usize::from(a.is(end, "the"));
    if let Some((after, day)) = day_at(a, end + the)
        && !(the == 1
            && !matches!(a.number(end + 1), Some(NumberWord::Ordinal { .. }))
            && after == end + 2)
        && a.mark(after) != Some(':')
        && !a.is_any(after, &["people", "percent", "million", "billion"])
        && a.mark(after) != Some('%')
    {
        date.day = Some(day);
        let mut after = after;
        // "July 17-19"
        if matches!(a.mark(after), Some('-' | '–'))
            && a.gap(after) == a.gap(after + 1)
            && let Some((end, last)) =
                day_at(a, after + 1).filter(|&(end, last)| last > day && a.mark(end) != Some('-'))
        {
            date.last_day = Some(last);
            after = end;
        }
        let (end, year) = year_behind(a, after);
        date.year = year;
        return Some((end, date));
    }
    let of = usize::from(a.is(end, "of") && year_at(a, end + 1).is_some());
    let (after, year) = year_behind(a, end + of);
    date.year = year;
    let end = if year.is_some() { after } else { i + 1 };
    // "May" and "March" alone are names and verbs too: only behind a preposition.
    let alone = year.is_none();
    let short = a.str(i).len() == 3 || matches!(month, 3 | 5);
    let introduced = i > 0
        && a.is_any(
            i - 1,
            &[
                "in", "since", "until", "till", "by", "of", "from", "during", "early", "late",
                "mid", "before", "after", "for",
            ],
        );
    if alone && short && !introduced {
        return None;
    }
    if alone && !a.capitalised(i) && !introduced {
        return None;
    }
    Some((end, date))
}

/// "19 June 2024", "19th of June", "the nineteenth of June".
fn day_first(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    if a.glued(i)
        && i > 0
        && (a.is_word(i - 1)
            || matches!(a.mark(i - 1), Some('-' | '/' | '.' | '$' | '£' | '€' | ':')))
    {
        return None;
    }
    let (end, day) = day_at(a, i)?;
    // "17-19 July", "17 and 18 July"
    if (matches!(a.mark(end), Some('-' | '–')) || a.is_any(end, &["to", "and"]))
        && let Some((after, last)) = day_at(a, end + 1).filter(|&(_, last)| last > day)
        && let Some((after, month)) = month_at(a, after)
    {
        let (end, year) = year_behind(a, after);
        return Some((
            end,
            DateMention {
                year,
                month: Some(month),
                day: Some(day),
                last_day: Some(last),
                ..DateMention::default()
            },
        ));
    }
    let of = usize::from(a.is(end, "of"));
    let (end, month) = month_at(a, end + of)?;
    // "10 May be": a verb.
    if month == 5 && a.is_any(end, &["be", "have", "not", "also", "still"]) {
        return None;
    }
    let (end, year) = year_behind(a, end);
    Some((
        end,
        DateMention {
            year,
            month: Some(month),
            day: Some(day),
            ..DateMention::default()
        },
    ))
}

/// "2024-06-19".
fn iso(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    let year = year_at(a, i)?;
    let hyphens = a.hyphen(i + 1) && a.hyphen(i + 3);
    if !hyphens
        || a.str(i + 2).len() != 2
        || a.str(i + 4).len() != 2
        || (a.mark(i + 5) == Some('-') && a.glued(i + 5))
    {
        return None;
    }
    let month: i8 = a.str(i + 2).parse().ok().filter(|m| (1..=12).contains(m))?;
    let day: i8 = a.str(i + 4).parse().ok().filter(|d| (1..=31).contains(d))?;
    Some((
        i + 5,
        DateMention {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..DateMention::default()
        },
    ))
}

/// "28/4/2025", "28.4.2025"; month and day are left out where either order would do.
fn numeric(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    let (first, second, year, end) = if a.mark(i + 1) == Some('/') && a.mark(i + 3) == Some('/') {
        (a.str(i), a.str(i + 2), year_at(a, i + 4)?, i + 5)
    } else {
        let mut parts = a.str(i).split('.');
        let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        (
            first,
            second,
            year.parse().ok().filter(|y| (1900..2100).contains(y))?,
            i + 1,
        )
    };
    let first: i8 = first.parse().ok().filter(|n| (1..=31).contains(n))?;
    let second: i8 = second.parse().ok().filter(|n| (1..=31).contains(n))?;
    let (day, month) = match (first > 12, second > 12) {
        (true, false) => (Some(first), Some(second)),
        (false, true) => (Some(second), Some(first)),
        (false, false) if first == second => (Some(first), Some(second)),
        (false, false) => (None, None),
        (true, true) => return None,
    };
    Some((
        end,
        DateMention {
            year: Some(year),
            month,
            day,
            ..DateMention::default()
        },
    ))
}

/// "Monday", "Monday (Apr 28)", "Monday, 28 April 2025".
fn with_weekday(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    let weekday = weekday_named(a.str(i))?;
    let full = a.str(i).len() > 5;
    if !full && !a.capitalised(i) {
        return None;
    }
    let stop = usize::from(!full && a.mark(i + 1) == Some('.'));
    let end = i + 1 + stop;
    let open = matches!(a.mark(end), Some('(' | ','));
    let at = end + usize::from(open) + usize::from(a.is(end + usize::from(open), "the"));
    if let Some((after, mut date)) = (if a.is_word(at) && a.number(at).is_none() {
        month_first(a, at)
    } else {
        day_first(a, at).or_else(|| numeric(a, at))
    })
    .filter(|(_, d)| d.day.is_some())
    {
        date.weekday = Some(weekday);
        let after = after + usize::from(a.mark(end) == Some('(') && a.mark(after) == Some(')'));
        return Some((after, date));
    }
    // "Wednesday 22nd"
    if full
        && let Some((after, day)) = day_at(a, at)
        && after > at + usize::from(a.is_digits(at))
    {
        return Some((
            after,
            DateMention {
                weekday: Some(weekday),
                day: Some(day),
                ..DateMention::default()
            },
        ));
    }
    // "Sun", "Sat", "Wed" alone are other words.
    full.then(|| {
        (
            i + 1,
            DateMention {
                weekday: Some(weekday),
                ..DateMention::default()
            },
        )
    })
}

/// "last June", "next Monday", "yesterday".
fn relative(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    let single = match &*a.lower(i) {
        "yesterday" => Some(Relative::Yesterday),
        "today" | "tonight" => Some(Relative::Today),
        "tomorrow" => Some(Relative::Tomorrow),
        _ => None,
    };
    if let Some(relative) = single {
        return Some((
            i + 1,
            DateMention {
                relative: Some(relative),
                ..DateMention::default()
            },
        ));
    }
    let relative = match &*a.lower(i) {
        "last" | "past" => Relative::Last,
        "this" => Relative::This,
        "next" => Relative::Next,
        _ => return None,
    };
    if let Some(weekday) = weekday_named(a.str(i + 1)).filter(|_| a.str(i + 1).len() > 5) {
        return Some((
            i + 2,
            DateMention {
                weekday: Some(weekday),
                relative: Some(relative),
                ..DateMention::default()
            },
        ));
    }
    let period = match &*a.lower(i + 1) {
        "week" => Some(Period::Week),
        "month" => Some(Period::Month),
        "year" => Some(Period::Year),
        _ => None,
    };
    // "last year's budget" is meant, "his last year" is not.
    let counted = i > 0
        && a.is_any(
            i - 1,
            &["the", "his", "her", "their", "its", "my", "our", "your"],
        );
    if let Some(period) = period.filter(|_| !counted && !a.hyphen(i + 2)) {
        return Some((
            i + 2,
            DateMention {
                relative: Some(relative),
                period: Some(period),
                ..DateMention::default()
            },
        ));
    }
    let month = month_named(a.str(i + 1)).filter(|_| a.capitalised(i + 1))?;
    Some((
        i + 2,
        DateMention {
            month: Some(month),
            relative: Some(relative),
            ..DateMention::default()
        },
    ))
}

/// "in 1986", "since 2014": the year alone, behind a word that calls for one.
fn lone_year(a: &Atoms, i: usize) -> Option<(usize, DateMention)> {
    let year = year_at(a, i).filter(|y| (1500..2100).contains(y))?;
    let called = i > 0 && a.is_any(i - 1, &["in", "since", "until", "during"]);
    let goes_on = (a.is_word(i + 1) && a.glued(i + 1))
        || matches!(a.mark(i + 1), Some('-' | '–' | '%' | '/' | '\''))
        || a.is_any(i + 1, &["to", "million", "people"])
        || (a.is_word(i + 1) && a.lower(i + 1).ends_with('s') && a.str(i + 1).len() > 4);
    (called && !goes_on).then(|| {
        (
            i + 1,
            DateMention {
                year: Some(year),
                ..DateMention::default()
            },
        )
    })
}
