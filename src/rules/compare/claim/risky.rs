//! Claims that are somebody's, whoever makes them: counts of casualties, accusations, superlatives, forecasts.

use crate::facts::BlockFacts;
use crate::facts::figure::FigureKind;
use crate::text::{Span, Tag, TokenKind, lexicon};
use std::ops::Range;
use std::sync::LazyLock;

static WORDS: LazyLock<lexicon::Table> =
    LazyLock::new(|| lexicon::Table::new(include_str!("risky.txt")));

/// What makes a claim risky.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Risk {
    /// So many dead, hurt, missing.
    Casualties,
    /// Somebody did wrong.
    Accusation,
    /// The greatest, the first ever.
    Superlative,
    /// It will rise.
    Forecast,
}

/// The first risky claim of a span of a block, outside quotations, with the words that make it one.
pub fn read(facts: &BlockFacts, span: Span) -> Option<(Risk, Span)> {
    let prose = &facts.prose;
    let tokens = prose.tokens_in(span);
    let class = |t: usize, tag: Tag| {
        WORDS
            .get(&lexicon::lemma(&prose.lower(t), tag))
            .unwrap_or("")
    };
    for t in tokens.clone().filter(|&t| prose.kind(t) == TokenKind::Word) {
        let place = prose.span_of(t..t + 1);
        if facts.quotation_of(place).is_some() {
            continue;
        }
        let verb = prose.tag(t) == Tag::Verb;
        if verb && class(t, Tag::Verb).contains('k') {
            let count = facts
                .figures
                .iter()
                .find(|f| f.kind == FigureKind::Cardinal && span.covers(f.number));
            if let Some(figure) = count {
                return Some((Risk::Casualties, figure.span));
            }
        }
        if let Some(place) = missing(facts, t, tokens.clone()) {
            return Some((Risk::Casualties, place));
        }
        // "is accused of theft" credits somebody; "to defraud", "if he stole" say nothing of fact.
        if verb
            && class(t, Tag::Verb).contains('a')
            && has_subject(facts, t, tokens.start)
            && !(tokens.start..t)
                .any(|x| matches!(&*prose.lower(x), "if" | "whether" | "not" | "never" | "to"))
        {
            return Some((Risk::Accusation, place));
        }
        if let Some(whole) = superlative(facts, t, tokens.end) {
            return Some((Risk::Superlative, whole));
        }
        let will = matches!(&*prose.lower(t), "will" | "shall" | "won't");
        if will
            && let Some(change) = (t + 1..tokens.end.min(t + 4))
                .find(|&x| class(x, Tag::Verb).contains('f') && prose.tag(x) == Tag::Verb)
        {
            return Some((Risk::Forecast, prose.span_of(t..change + 1)));
        }
    }
    None
}

/// "43 people were missing", "left 43 miners missing": the number of those whom nobody finds.
fn missing(facts: &BlockFacts, t: usize, tokens: Range<usize>) -> Option<Span> {
    let prose = &facts.prose;
    let things = !prose.word(t + 1).is_empty()
        && matches!(
            prose.tag(t + 1),
            Tag::Noun | Tag::ProperNoun | Tag::Numeral | Tag::Determiner
        );
    if &*prose.lower(t) != "missing" || things {
        return None;
    }
    let near = prose.span_of(t.saturating_sub(6).max(tokens.start)..t);
    let mut figures = facts.figures.iter().rev();
    let figure = figures.find(|f| f.kind == FigureKind::Cardinal && near.covers(f.number))?;
    let counted = prose
        .tokens_in(near)
        .filter(|&x| prose.tokens[x].span.start >= figure.number.end);
    let mut counted = counted.map(|x| lexicon::lemma(&prose.lower(x), Tag::Noun).into_owned());
    let whose = counted.find(|w| lexicon::closed_class(w).is_none());
    let people =
        whose.is_none_or(|w| PEOPLE.contains(&&*w) || w.ends_with("er") || w.ends_with("man"));
    people.then_some(figure.span)
}

/// Those who may be missing, with the words in "-er" and "-man".
const PEOPLE: [&str; 26] = [
    "people",
    "person",
    "child",
    "men",
    "woman",
    "women",
    "student",
    "pupil",
    "passenger",
    "tourist",
    "migrant",
    "resident",
    "sailor",
    "soldier",
    "civilian",
    "victim",
    "other",
    "more",
    "pilot",
    "crew",
    "guest",
    "patient",
    "refugee",
    "girl",
    "boy",
    "missing",
];

/// Whether somebody stands before a verb in the active voice.
fn has_subject(facts: &BlockFacts, verb: usize, first: usize) -> bool {
    let prose = &facts.prose;
    let mut t = verb;
    while t > first && matches!(prose.tag(t - 1), Tag::Adverb | Tag::Auxiliary) {
        if matches!(
            &*prose.lower(t - 1),
            "be" | "been" | "is" | "are" | "was" | "were" | "being"
        ) {
            return false;
        }
        t -= 1;
    }
    t > first && matches!(prose.tag(t - 1), Tag::Noun | Tag::ProperNoun | Tag::Pronoun)
}

/// "the longest bridge in the world", "the first ever": the words from "the" to the domain.
fn superlative(facts: &BlockFacts, t: usize, end: usize) -> Option<Span> {
    let prose = &facts.prose;
    if &*prose.lower(t) != "the" {
        return None;
    }
    let next = prose.lower(t + 1);
    let most = matches!(
        &*next,
        "most" | "least" | "first" | "only" | "worst" | "best"
    ) || next.len() > 4
        && next.ends_with("est")
        && lexicon::lemma(&next, Tag::Adjective) != next;
    if !most {
        return None;
    }
    (t + 2..end.min(t + 12)).find_map(|x| {
        let ever = matches!(&*prose.lower(x), "ever");
        let domain = matches!(&*prose.lower(x), "in" | "of" | "on")
            && (x + 1..end.min(x + 4)).any(|y| {
                matches!(
                    &*prose.lower(y),
                    "world"
                        | "history"
                        | "country"
                        | "record"
                        | "time"
                        | "memory"
                        | "region"
                        | "continent"
                        | "planet"
                )
            });
        (ever || domain).then(|| prose.span_of(t..if ever { x + 1 } else { (x + 3).min(end) }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read_block;
    use crate::text::BlockKind;

    #[test]
    fn what_is_risky() {
        let rows = [
            (
                "The landslide killed 43 people before dawn.",
                Some(Risk::Casualties),
            ),
            (
                "The mayor stole two million crowns from the fund.",
                Some(Risk::Accusation),
            ),
            ("The clerk has bribed two judges.", Some(Risk::Accusation)),
            (
                "The bridge is the longest wooden bridge in the world.",
                Some(Risk::Superlative),
            ),
            (
                "It was the first ever flight over the lake.",
                Some(Risk::Superlative),
            ),
            (
                "The price of flour will double before spring.",
                Some(Risk::Forecast),
            ),
            ("43 people are still missing.", Some(Risk::Casualties)),
            ("The storm left 12 sailors missing.", Some(Risk::Casualties)),
            (
                "Three of 40 climbers remained missing on Monday.",
                Some(Risk::Casualties),
            ),
            ("43 pages are missing.", None),
            ("The clerk found the missing 43 crowns.", None),
            ("The landslide buried 43 houses.", None),
            ("The mayor opened the school.", None),
            ("The clerk did not steal the money.", None),
            ("She asked whether the clerk stole it.", None),
            ("The bridge is long and narrow.", None),
            ("The best bread comes from Selm.", None),
            ("The first train leaves at nine.", None),
            ("The mill will open on Friday.", None),
            ("“Flour will double,” she said.", None),
        ];
        for (text, expected) in rows {
            let facts = read_block(text, BlockKind::Paragraph);
            let all = Span::new(0, text.len());
            assert_eq!(read(&facts, all).map(|r| r.0), expected, "{text}");
        }
    }
}
