//! What a number is by the words beside it: a year, an age, a time of day, a score; or no number at all.

use super::number::Number;
use super::number_words::NumberWord;
use crate::facts::atom::Atoms;
use crate::facts::date;
use crate::text::{Prose, Tag};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Whether a plural noun follows at once: the number counts something after all.
pub fn is_counted(a: &Atoms, prose: &Prose, n: &Number) -> bool {
    if !a.is_word(n.end) || a.capitalised(n.end) {
        return false;
    }
    let word = a.lower(n.end);
    matches!(tag_at(a, prose, n.end), Tag::Noun) && word.ends_with('s') && !word.ends_with("ss")
        || matches!(
            &*word,
            "people" | "men" | "women" | "children" | "percent" | "per" | "million" | "billion"
        )
}

/// Part of speech of the token an atom lies in.
pub fn tag_at(a: &Atoms, prose: &Prose, i: usize) -> Tag {
    a.get(i)
        .map_or(Tag::Mark, |atom| prose.tag(prose.token_at(atom.span.start)))
}

/// Whether "one" stands for somebody or something already named, or for no number at all.
pub fn is_pronoun_one(a: &Atoms, prose: &Prose, n: &Number) -> bool {
    if n.end != n.start + 1 || a.number(n.start) != Some(NumberWord::Unit(1)) {
        return false;
    }
    let before = n.start.checked_sub(1);
    if before.is_some_and(|p| {
        a.is_any(
            p,
            &[
                "the", "this", "that", "which", "no", "any", "every", "each", "some", "another",
                "such", "these", "those", "big", "new", "good", "only", "first", "last", "loved",
            ],
        )
    }) {
        return true;
    }
    if before
        .is_some_and(|p| a.is_any(p, &["minus", "negative", "least", "than", "number", "just"]))
    {
        return false;
    }
    // "one-off", "one-time"; units behind a hyphen are read as units before this is asked.
    if a.hyphen(n.end) || (a.mark(n.end) == Some('-') && !a.is_digits(n.end + 1)) {
        return true;
    }
    if !a.is_word(n.end) {
        return a.len() > n.end - n.start + 2 && !matches!(a.mark(n.end), Some(')' | '(' | '%'));
    }
    if a.is_any(
        n.end,
        &[
            "of", "another", "who", "that", "which", "can", "is", "was", "has", "had", "must",
            "should", "would", "could", "might", "may", "to", "in", "on", "at", "by", "and", "or",
            "day", "thing", "way", "side", "hand", "point", "such", "more", "with", "for", "from",
            "too", "being",
        ],
    ) {
        return true;
    }
    !matches!(
        tag_at(a, prose, n.end),
        Tag::Noun | Tag::Adjective | Tag::ProperNoun | Tag::Numeral
    )
}

/// A time of day that begins at atom `i`: its end, and hours with their fraction.
pub fn time(a: &Atoms, i: usize) -> Option<(usize, Decimal)> {
    if !a.is_digits(i) && a.number(i).is_none() {
        return None;
    }
    let run = a.str(i);
    let clock = |hour: u32, minute: u32| {
        (hour < 25 && minute < 60)
            .then(|| Decimal::from(hour) + Decimal::from(minute) / Decimal::from(60))
    };
    let half_day = |k: usize| -> Option<(usize, bool)> {
        let letters = a.lower(k);
        match &*letters {
            "am" => Some((k + 1, false)),
            "pm" => Some((k + 1, true)),
            "a" | "p" if a.is(k + 2, "m") && a.mark(k + 1) == Some('.') => Some((
                k + 3 + usize::from(a.mark(k + 3) == Some('.')),
                &*letters == "p",
            )),
            _ => None,
        }
    };
    let afternoon = |hour: u32, pm: bool| match (hour, pm) {
        (12, false) => 0,
        (12, true) => 12,
        (h, true) if h < 12 => h + 12,
        (h, _) => h,
    };
    if a.is_digits(i) {
        // "10:30", "6:15 pm"
        if a.mark(i + 1) == Some(':')
            && a.glued(i + 1)
            && a.is_digits(i + 2)
            && a.glued(i + 2)
            && a.str(i + 2).len() == 2
            && run.len() <= 2
        {
            let (hour, minute) = (run.parse().ok()?, a.str(i + 2).parse().ok()?);
            let mut end = i + 3;
            if a.mark(end) == Some(':') && a.glued(end) && a.is_digits(end + 1) {
                end += 2;
            }
            let (end, hour) = half_day(end).map_or((end, hour), |(e, pm)| (e, afternoon(hour, pm)));
            return clock(hour, minute).map(|t| (end, t));
        }
        // "10.30am", "6pm"
        if let Some((end, pm)) = half_day(i + 1) {
            let (hour, minute) = run.split_once('.').unwrap_or((run, "0"));
            let hour: u32 = hour.parse().ok().filter(|&h| h <= 12)?;
            return clock(afternoon(hour, pm), minute.parse().ok()?).map(|t| (end, t));
        }
        // "1900 GMT"
        if run.len() == 4 && a.is_any(i + 1, &["gmt", "utc", "bst", "hrs", "est", "edt", "cet"]) {
            return clock(run[..2].parse().ok()?, run[2..].parse().ok()?).map(|t| (i + 2, t));
        }
    }
    if a.is(i + 1, "o'clock") || a.is(i + 1, "o’clock") {
        let hour = match a.number(i) {
            Some(NumberWord::Unit(n) | NumberWord::Teen(n)) => u32::from(n),
            _ => run.parse().ok()?,
        };
        return clock(hour, 0).map(|t| (i + 2, t));
    }
    None
}

/// Whether four bare digits are a calendar year here.
pub fn is_year(a: &Atoms, prose: &Prose, n: &Number, hedged: bool) -> bool {
    let run = a.str(n.start);
    if n.end != n.start + 1 || run.len() != 4 || !run.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let Some(year) = n.value.to_u32().filter(|y| (1000..2100).contains(y)) else {
        return false;
    };
    let modern = (1750..2060).contains(&year);
    let before = n.start.checked_sub(1);
    let introduced = before.is_some_and(|p| {
        a.is_any(
            p,
            &[
                "in", "since", "until", "till", "during", "from", "by", "early", "late", "mid",
                "circa", "autumn", "spring", "summer", "winter", "year", "of", "before", "after",
                "between", "to", "for", "and", "through",
            ],
        ) || date::is_calendar_word(a.str(p))
    });
    if is_counted(a, prose, n)
        || a.is(n.end, "of")
            && !before.is_some_and(|p| a.is_any(p, &["in", "since", "during", "until"]))
    {
        return modern
            && before.is_some_and(|p| {
                a.is_any(
                    p,
                    &["the", "in", "since", "during", "its", "his", "her", "their"],
                )
            })
            && !a.is(n.end, "of");
    }
    if hedged {
        let qualified = matches!(
            tag_at(a, prose, n.end),
            Tag::Noun | Tag::Adjective | Tag::ProperNoun
        );
        return modern
            && before.is_some_and(|p| a.is_any(p, &["around", "about", "circa"]))
            && !(a.is_word(n.end) && qualified);
    }
    introduced || modern
}

/// Whether two small numbers with a hyphen between them are the result of a game or a vote.
pub fn is_score(a: &Atoms, start: usize, end: usize, first: Decimal, second: Decimal) -> bool {
    const WORDS: &[&str] = &[
        "win",
        "wins",
        "won",
        "winning",
        "victory",
        "victories",
        "beat",
        "beats",
        "beaten",
        "defeat",
        "defeats",
        "defeated",
        "draw",
        "drew",
        "drawn",
        "lead",
        "leads",
        "led",
        "leading",
        "lose",
        "loses",
        "lost",
        "losing",
        "loss",
        "score",
        "scored",
        "scoreline",
        "aggregate",
        "thrashing",
        "thrashed",
        "triumph",
        "success",
        "vote",
        "voted",
        "votes",
        "ahead",
        "down",
        "behind",
        "deficit",
        "advantage",
        "trailed",
        "trailing",
        "decision",
        "ruling",
        "ruled",
        "tie",
        "tied",
        "home",
        "away",
        "set",
        "sets",
        "shootout",
        "penalties",
        "equaliser",
        "level",
        "result",
        "reverse",
        "record",
        "overtime",
        "upset",
        "final",
        "match",
        "margin",
        "comeback",
        "rout",
        "finish",
        "finished",
        "hammering",
        "hammered",
        "stalemate",
        "loser",
        "winner",
        "winners",
        "half",
    ];
    let small = Decimal::from(200);
    if first > small || second > small || !first.fract().is_zero() || !second.fract().is_zero() {
        return false;
    }
    let near = |k: usize| a.is_any(k, WORDS);
    if near(end) || (end + 1..end + 3).any(near) {
        return true;
    }
    let counted = a.is_word(end)
        && a.number(end).is_none()
        && !a.is_any(
            end,
            &[
                "to", "in", "at", "on", "by", "against", "over", "with", "from", "after", "and",
                "for", "but", "when", "as", "before", "up", "the", "last", "thanks",
            ],
        );
    if counted || a.mark(end) == Some('%') {
        return false;
    }
    (start.saturating_sub(8)..start).any(near) || first >= second
}

/// Whether a number is somebody's age: "aged 25", "Anna Berg, 25, said", "she was 25 when".
pub fn is_age(a: &Atoms, prose: &Prose, n: &Number) -> bool {
    const PERSONS: &str = "man woman boy girl teenager driver victim suspect mother father son daughter wife husband brother sister player \
        officer soldier student pensioner actor actress singer striker midfielder defender star patient teacher nurse farmer grandmother \
        grandfather widow child toddler baby pupil worker cyclist passenger";
    if n.value >= Decimal::from(125) || n.value <= Decimal::ZERO {
        return false;
    }
    let Some(mut p) = n.start.checked_sub(1) else {
        return false;
    };
    while p > 0 && a.is_any(p, &["between", "about", "around", "over", "under"]) {
        p -= 1;
    }
    if a.is_any(p, &["aged", "age", "ages"])
        || (a.is(p, "of") && p > 0 && a.is_any(p - 1, &["age", "ages"]))
    {
        return true;
    }
    if !n.value.fract().is_zero() {
        return false;
    }
    let closed = matches!(a.mark(n.end), Some(',' | '.' | ';' | ')')) || a.get(n.end).is_none();
    // "she was 25", "when he turned 40"
    if p > 0
        && a.is_any(p, &["was", "is", "turned", "turns", "be"])
        && a.is_any(p - 1, &["he", "she", "who", "i"])
        && (closed
            || a.is_any(
                n.end,
                &["when", "and", "with", "at", "but", "in", "on", "while"],
            ))
    {
        return true;
    }
    if a.is_any(p, &["now", "then"]) && p > 0 {
        p -= 1;
    }
    if p == 0
        || a.mark(p) != Some(',')
        || !closed
        || n.end != n.start + 1
        || n.value < Decimal::from(3)
        || !a.is_digits(n.start)
    {
        return false;
    }
    // One of a row of numbers is no age.
    if a.is_digits(p - 1) || (a.mark(n.end) == Some(',') && a.is_digits(n.end + 1)) {
        return false;
    }
    let person = a.lower(p - 1);
    let named = tag_at(a, prose, p - 1) == Tag::ProperNoun && a.capitalised(p - 1);
    let in_lower_case = matches!(
        tag_at(a, prose, p - 1),
        Tag::Noun | Tag::ProperNoun | Tag::Adjective
    ) && a.mark(n.end) == Some(',')
        && !is_counted_noun(&person);
    (named || in_lower_case || PERSONS.split_ascii_whitespace().any(|w| w == person))
        && !date::is_calendar_word(a.str(p - 1))
}

/// A plural, which no single person's age follows.
fn is_counted_noun(word: &str) -> bool {
    word.len() > 4 && word.ends_with('s')
}
