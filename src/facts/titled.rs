//! Who "the president" is: an office named alone stands for the person with that office who was named last before it.

use super::document::FactId;
use super::name::gazetteer;
use super::name::office::Office;
use super::{BlockFacts, DocumentFacts, NameKind};
use crate::text::{Span, Tag, TokenKind, lexicon};
use std::ops::Range;

/// An office that stands for its holder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Titled {
    /// The block.
    pub block: usize,
    /// Byte range in the block: "the mayor of Kettleby".
    pub span: Span,
    /// The mention, before it, of the person with that office.
    pub bearer: FactId,
}

/// Most words between the article and the office: "the Norwegian deputy prime minister".
const BEFORE: usize = 3;

/// Most words that say what the office is over: "the minister for mines and energy".
const BEHIND: usize = 5;

/// Reads the offices of a document that stand for somebody named before them, in order.
pub fn read(document: &DocumentFacts) -> Vec<Titled> {
    let mut out = Vec::new();
    // Who has which office, the last named last.
    let mut known: Vec<(Office, FactId)> = Vec::new();
    for (block, facts) in document.blocks.iter().enumerate() {
        let mut next = 0;
        for (tokens, office) in offices(facts) {
            let span = facts.prose.span_of(tokens);
            while let Some(name) = facts.names.get(next).filter(|n| n.span.start < span.start) {
                let id = FactId { block, index: next };
                known.extend(held(document, name.role.as_ref().map(|r| &*r.text), id));
                next += 1;
            }
            let same = |(other, _): &&(Office, FactId)| is_same(&office, other);
            if let Some((_, bearer)) = known.iter().rev().find(same) {
                out.push(Titled {
                    block,
                    span,
                    bearer: *bearer,
                });
            }
        }
        for index in next..facts.names.len() {
            let id = FactId { block, index };
            let role = facts.names.get(index).and_then(|n| n.role.as_ref());
            known.extend(held(document, role.map(|r| &*r.text), id));
        }
    }
    out
}

/// The offices that a role gives a person.
fn held(document: &DocumentFacts, role: Option<&str>, id: FactId) -> Vec<(Office, FactId)> {
    let Some(role) = role else {
        return Vec::new();
    };
    let person = matches!(
        document.kind_of(id),
        Some(NameKind::Person | NameKind::Unknown)
    );
    let offices = Office::all(role).into_iter().filter(|o| person && !o.apart);
    offices.map(|office| (office, id)).collect()
}

/// The offices of a block that are named with an article and without their holder, with their tokens.
fn offices(facts: &BlockFacts) -> Vec<(Range<usize>, Office)> {
    let prose = &facts.prose;
    let mut out = Vec::new();
    for sentence in &prose.sentences {
        for article in sentence.tokens.clone() {
            if prose.lower(article) != "the" {
                continue;
            }
            let Some(tokens) = phrase(facts, article, sentence.tokens.end) else {
                continue;
            };
            let span = prose.span_of(tokens.clone());
            let beside_name = facts
                .names
                .iter()
                .any(|n| n.role.as_ref().is_some_and(|r| r.span.overlaps(span)));
            if let (false, Some(office)) = (
                beside_name,
                Office::of(prose.span_of(article + 1..tokens.end).of(&prose.text)),
            ) {
                out.push((tokens, office));
            }
        }
    }
    out
}

/// Whether an office is named at a byte of a block, with an article and without its holder.
pub fn is_office(facts: &BlockFacts, offset: usize) -> bool {
    let mut all = offices(facts).into_iter();
    all.any(|(tokens, _)| facts.prose.span_of(tokens).contains(offset))
}

/// The tokens of an office behind an article, and of what it is over.
fn phrase(facts: &BlockFacts, article: usize, end: usize) -> Option<Range<usize>> {
    let prose = &facts.prose;
    let is_word = |i: usize| i < end && prose.kind(i) == TokenKind::Word;
    let is_office = |i: usize| is_word(i) && gazetteer::is_title(&prose.lower(i));
    let first = (article + 1..article + 2 + BEFORE)
        .take_while(|&i| is_word(i) && lexicon::closed_class(&prose.lower(i)).is_none())
        .find(|&i| is_office(i))?;
    let mut last = first;
    while is_office(last + 1)
        || is_word(last + 1) && gazetteer::is_office_word(&prose.lower(last + 1), "beside")
    {
        last += 1;
    }
    // "The mayor Otto Dorn" is named; "the president hotel" is none.
    let next = prose.word(last + 1);
    if next.starts_with(char::is_uppercase) || is_word(last + 1) && prose.tag(last + 1) == Tag::Noun
    {
        return None;
    }
    let mut behind = last + 1;
    if matches!(&*prose.lower(behind), "of" | "for") {
        let over = |i: usize| {
            let lower = prose.lower(i);
            is_word(i)
                && (prose.word(i).starts_with(char::is_uppercase)
                    || matches!(&*lower, "the" | "and")
                    || gazetteer::portfolio(&lower).is_some())
        };
        let reach = (behind + 1..behind + 2 + BEHIND).take_while(|&i| over(i));
        let named = reach.filter(|&i| lexicon::closed_class(&prose.lower(i)).is_none());
        // "The minister of his choice" is somebody else.
        behind = named.last()? + 1;
    }
    Some(article..behind)
}

/// Whether an office named alone may be the one that somebody has.
fn is_same(alone: &Office, held: &Office) -> bool {
    let post = match (alone.usual, held.usual) {
        (Some(a), Some(b)) => a == b,
        (None, None) => alone.title == held.title,
        _ => false,
    };
    post && alone.deputy == held.deputy
        && !alone.apart
        && (alone.nations.is_empty()
            || held.nations.is_empty()
            || !alone.nations.is_disjoint(&held.nations))
        && (alone.over.is_empty() || held.over.is_empty() || !alone.over.is_disjoint(&held.over))
        && (alone.body.is_empty()
            || held.body.is_empty()
            || alone.body.iter().any(|w| held.body.contains(w)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Format};
    use std::sync::Arc;

    #[test]
    fn an_office_stands_for_its_holder_named_before() {
        for (text, expected) in [
            (
                "President Otmar Roche landed in Ostvik. The president was late.",
                &[("The president", "Otmar Roche")][..],
            ),
            (
                "Otmar Roche, the mayor of Ostvik, met Helga Tanner, mayor of Brenn. The mayor of Ostvik smiled, and the mayor of Brenn left.",
                &[
                    ("The mayor of Ostvik", "Otmar Roche"),
                    ("the mayor of Brenn", "Helga Tanner"),
                ],
            ),
            (
                "Finance Minister Ivo Kaltz spoke first. Then Health Minister Lea Brandt rose. The finance minister sat down. The minister went on.",
                &[
                    ("The finance minister", "Ivo Kaltz"),
                    ("The minister", "Lea Brandt"),
                ],
            ),
            (
                "Norvalt is led by chief executive Greta Solbakk.\n\nOn Monday the chief executive resigned.",
                &[("the chief executive", "Greta Solbakk")],
            ),
            (
                "The president, Otmar Roche, was late. Roche said the president should wait.",
                &[("the president", "Otmar Roche")],
            ),
            ("The president was late. Otmar Roche laughed.", &[]),
            (
                "Prime Minister Otmar Roche came. The foreign minister did not.",
                &[],
            ),
            (
                "President Otmar Roche came. The vice president did not.",
                &[],
            ),
            (
                "President Otmar Roche came. The former president did not.",
                &[],
            ),
            (
                "Danish President Otmar Roche came. The French president did not.",
                &[],
            ),
            ("Mayor Otmar Roche slept in the President Hotel.", &[]),
        ] {
            let facts = DocumentFacts::read(Arc::new(Document::new("t.txt", text, Format::Plain)));
            let found: Vec<(&str, &str)> = (facts.titled().iter())
                .filter_map(|t| {
                    let words = t.span.of(&facts.blocks.get(t.block)?.prose.text);
                    Some((words, facts.canonical_of(t.bearer)?))
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
