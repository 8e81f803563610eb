//! # date-weekday
//!
//! Finds a weekday that does not fit its date, and a day that its month does not have.
//!
//! ## Why it matters
//!
//! Where weekday and day disagree, one of the two is wrong, and the reader cannot tell which. The calendar can show that
//! much without any source.
//!
//! ## Example
//!
//! > The inquiry reports on Thursday, 3 March 2021, and closes on 31 April.
//!
//! 3 March 2021 was a Wednesday; April has 30 days.
//!
//! ## How to fix or silence it
//!
//! One quick fix writes the weekday of that date, another the nearest day that falls on that weekday. A date without a
//! year is only held against the length of its month.

use super::compare::figure::{self, Comparison, Counterpart, Item, Outcome, Part, What, style};
use super::{Context, Rule};
use crate::facts::DateMention;
use crate::facts::document::{FactId, fold_blanks};
use crate::finding::{Edit, Evidence, Finding, Fix, Relation, Severity};
use crate::sources::dossier::evidence_in;
use crate::text::{Span, lexicon};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The rule.
pub static RULE: Rule = Rule {
    code: "date-weekday",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for (block, facts) in context.blocks() {
        for (index, date) in facts.dates.iter().enumerate() {
            let item = Item::new(context.draft, What::Date, FactId { block, index });
            let found = no_such_day(context, &item, date)
                .or_else(|| wrong_weekday(context, &item, date));
            out.extend(found.filter(|f| !figure::differs_at(context, f.span)));
        }
    }
    let unsupported = figure::comparisons(context)
        .iter()
        .filter(|c| c.what == What::Figure && matches!(c.outcome, Outcome::Unsupported { .. }));
    out.extend(unsupported.filter_map(|c| no_day_of_any_month(context, c)));
}

/// A number behind a month that no month has as a day ("on June 140"), where the sources name a day of that month.
fn no_day_of_any_month(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let item = &comparison.item(context);
    let (month, word) = item.month_before()?;
    let prose = &item.block().prose;
    let before = prose.tokens_in(word).start.checked_sub(1)?;
    // "In June 140 were ill."
    if prose.lower(before) == "in" {
        return None;
    }
    let given: Vec<&Counterpart> = (comparison.counterparts.iter())
        .filter(|c| {
            let date = c.item(context).date();
            date.is_some_and(|d| d.month == Some(month) && d.day.is_some())
        })
        .collect();
    let fix = figure::replace_day(item, &given.first()?.item(context))?;
    Some(Finding {
        span: item.facts.in_file(item.id.block, item.number()),
        evidence: given.iter().map(|c| c.evidence(context)).collect(),
        ..finding(
            context,
            item,
            format!("{} {}: no month has such a day", month_name(month)?, item.text()),
            vec![fix],
        )
    })
}

/// A day that its month does not have. Without a year, February has 29 days.
fn no_such_day(context: &Context, item: &Item, date: &DateMention) -> Option<Finding> {
    let (month, day) = (date.month?, date.day?);
    let first = Date::new(date.year.unwrap_or(2000), month, 1).ok()?;
    let last = first.days_in_month();
    if (1..=last).contains(&day) {
        return None;
    }
    let month = month_name(month)?;
    let year = date.year.map_or(String::new(), |y| format!(" {y}"));
    let text = fold_blanks(item.text());
    let given = sources(context, item).find_map(|c| figure::replace_date(item, &c.item(context)));
    Some(finding(
        context,
        item,
        format!("{text}: {month}{year} has {last} days"),
        given.into_iter().collect(),
    ))
}

/// A weekday that the date does not fall on.
fn wrong_weekday(context: &Context, item: &Item, date: &DateMention) -> Option<Finding> {
    let day = Date::new(date.year?, date.month?, date.day?).ok()?;
    let said = Weekday::from_monday_one_offset(date.weekday?).ok()?;
    let right = day.weekday();
    if said == right {
        return None;
    }
    let parts = figure::parts(item);
    let span = |part: Part| {
        let (_, span) = parts.iter().find(|(p, _)| *p == part)?;
        Some(item.facts.in_file(item.id.block, *span))
    };
    let written = |span: Span| span.of(&item.facts.document.text);
    let mut fixes = Vec::new();
    if let Some(at) = span(Part::Weekday) {
        let full = name(right);
        let own = written(at);
        // "Mon" and "Mon." stay short.
        let short = own.trim_end_matches('.').len() <= 4;
        let text = full.get(..if short { 3 } else { full.len() }).unwrap_or(&full);
        fixes.push(Fix {
            title: format!("Write {text}"),
            preferred: true,
            safe: false,
            edits: vec![Edit {
                span: Span::new(at.start, at.start + own.trim_end_matches('.').len()),
                text: text.to_owned(),
            }],
        });
    }
    let nearest = (1..=3)
        .flat_map(|n| [day.checked_add((-n).days()), day.checked_add(n.days())])
        .flatten()
        .find(|d| d.weekday() == said)
        .filter(|d| d.month() == day.month());
    if let (Some(at), Some(nearest)) = (span(Part::Day), nearest) {
        let digits = written(at).chars().take_while(char::is_ascii_digit).count();
        let text = nearest.day().to_string();
        fixes.push(Fix {
            title: format!("Write {text} (a {})", name(said)),
            preferred: false,
            safe: false,
            edits: vec![Edit {
                span: Span::new(at.start, at.start + digits),
                text,
            }],
        });
    }
    // A source that gives the day the weekday asks for has the weekday right.
    let other_day = sources(context, item).any(|c| {
        let theirs = c.item(context);
        let theirs = theirs.date();
        theirs.is_some_and(|d| match d.day {
            Some(day) => nearest.is_some_and(|n| n.day() == day),
            None => d.weekday == date.weekday,
        })
    });
    if other_day && fixes.len() > 1 {
        fixes.reverse();
        for (i, fix) in fixes.iter_mut().enumerate() {
            fix.preferred = i == 0;
        }
    }
    Some(finding(
        context,
        item,
        format!("{}: that day was a {}", fold_blanks(item.text()), name(right)),
        fixes,
    ))
}

/// Dates of the sources that stand where this one stands.
fn sources<'c>(context: &'c Context, item: &Item) -> impl Iterator<Item = &'c Counterpart> {
    let (what, id) = (item.what, item.id);
    figure::comparisons(context)
        .iter()
        .find(|c| c.what == what && c.id == id)
        .into_iter()
        .flat_map(|c| &c.counterparts)
        .filter(|c| c.slot >= figure::LIKELY && c.apart.is_none())
        .filter(|c| {
            let theirs = c.item(context);
            let theirs = theirs.date();
            theirs.is_some_and(|d| d.day.is_some() || d.weekday.is_some())
        })
}

fn finding(context: &Context, item: &Item, message: String, fixes: Vec<Fix>) -> Finding {
    let mut evidence: Vec<Evidence> = sources(context, item)
        .take(2)
        .map(|c| c.evidence(context))
        .collect();
    if evidence.is_empty() {
        let own = evidence_in(item.facts, item.id.block, item.span(), Relation::Qualifies);
        evidence.push(own);
    }
    Finding {
        code: RULE.code,
        severity: RULE.severity,
        message,
        span: item.facts.in_file(item.id.block, item.span()),
        also: Vec::new(),
        evidence,
        fixes,
    }
}

/// A month by its number, 1 to 12, with its capital.
fn month_name(month: i8) -> Option<String> {
    let at = usize::try_from(month).ok()?.checked_sub(1)?;
    Some(style::like_case(lexicon::MONTHS.get(at)?, "M"))
}

/// A day of the week with its capital.
fn name(day: Weekday) -> String {
    let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    style::like_case(lexicon::WEEKDAYS.get(at).unwrap_or(&""), "M")
}
