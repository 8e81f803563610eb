//! Who says what a span of a document says: the attribution that covers it, pronouns resolved, carried over paragraphs.

use super::attribution::Class;
use super::document::fold_blanks;
use super::{Attribution, BlockFacts, DocumentFacts, NameKind, NameMention, Quotation, transcript};
use crate::text::{BlockKind, Span, Tag};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many blocks back a pronoun or a quotation without a tag may look for its speaker.
const REACH: usize = 3;

/// How many paragraphs on a quotation that stays open may be given its speaker.
const BELOW: usize = 8;

/// Most words of a holder: a longer phrase is cut at its first comma.
const LONGEST: usize = 12;

impl DocumentFacts {
    /// Who says what a span of a block says: the source of the attribution that covers it, as written, blanks folded. What is
    /// said outranks what is thought or shown ("officials said the army wants 300 men": officials). A pronoun gives way to
    /// the one it stands for, and a quotation without a tag belongs to the speaker before it.
    pub fn holder(&self, block: usize, span: Span) -> Option<String> {
        let covering = self.covering(block, span);
        match covering.first() {
            Some(best) => self.credited(block, best, span),
            None => (self.speaker_without_tag(block))
                .or_else(|| self.speaker_of_turn(block, span.start)),
        }
    }

    /// Everybody whom what a span says may be credited to: who says it, then those who report that it was said.
    pub fn holders(&self, block: usize, span: Span) -> Vec<String> {
        let covering = self.covering(block, span);
        let around = || self.speaker_of_turn(block, span.start);
        if covering.is_empty() {
            let speaker = self.speaker_without_tag(block).or_else(around);
            return speaker.into_iter().collect();
        }
        let mut out: Vec<String> = Vec::new();
        let credited = (covering.iter()).filter_map(|a| self.credited(block, a, span));
        for holder in credited.chain(around()) {
            if !out.contains(&holder) {
                out.push(holder);
            }
        }
        out
    }

    /// Who is credited by an attribution that covers a span: its source by name, or the speaker before a quotation without a tag.
    pub fn credited(&self, block: usize, a: &Attribution, span: Span) -> Option<String> {
        let facts = self.blocks.get(block)?;
        match a.source {
            // A pronoun of nobody named is still somebody.
            Some(source) => {
                let text = &facts.prose.text;
                let name = self.named(block, source);
                let name = name.unwrap_or_else(|| fold_blanks(source.of(text)));
                // "IVO KRAL: …"
                let labels = text.get(source.end..).is_some_and(|b| b.starts_with(':'));
                Some(if labels {
                    transcript::written(&name)
                } else {
                    name
                })
            }
            None if facts.quotations.iter().any(|q| q.inner.overlaps(span)) => {
                let open = |q: &Quotation| q.opened && !q.closed && q.inner.overlaps(span);
                let ahead = || self.speaker_ahead(block);
                let ahead = || facts.quotations.iter().any(open).then(ahead).flatten();
                (self.signed_by(block))
                    .or_else(ahead)
                    .or_else(|| self.speaker_carried(block, a.cue.start))
            }
            None => None,
        }
    }

    /// The attributions that cover a span, the one that tells best who says it first.
    fn covering(&self, block: usize, span: Span) -> Vec<&Attribution> {
        let Some(facts) = self.blocks.get(block) else {
            return Vec::new();
        };
        let text = &facts.prose.text;
        let mut covering: Vec<&Attribution> = facts
            .attributions_at(span)
            .filter(|a| {
                a.content
                    .iter()
                    .any(|c| c.overlaps(span) && (c.covers(span) || span.covers(*c)))
            })
            .filter(|a| !self.is_part_of_words(block, a, span))
            .collect();
        covering.sort_by_key(|a| {
            let width: usize = a.content.iter().map(|c| c.len()).sum();
            let rank = match a.class {
                Class::Speech if a.reports(text) => 0,
                Class::Speech => 1,
                _ => 2,
            };
            (rank, a.source.is_none(), width)
        });
        covering
    }

    /// Whether an attribution is itself part of the words asked for, or tells of the speaker as "we": "“We promise 40 boats,”
    /// Rivera said".
    fn is_part_of_words(&self, block: usize, a: &Attribution, span: Span) -> bool {
        let facts = &self.blocks[block];
        let mut around = (facts.quotations.iter()).filter(|q| !q.nested && q.inner.covers(a.cue));
        let turn = || Some(self.turn_at(block, a.cue.start)?.words);
        let own = |s: Span| is_first_person(s.of(&facts.prose.text));
        match around.next().map(|q| q.inner).or_else(turn) {
            Some(words) => {
                span.covers(a.cue) || a.source.is_some_and(|s| words.covers(s) && own(s))
            }
            None => self.is_spoken(block) && a.source.is_some_and(own),
        }
    }

    /// Who says a block in which nobody is credited: who speaks around it, or signs the quotation that it is part of.
    fn speaker_without_tag(&self, block: usize) -> Option<String> {
        if self.is_spoken(block) {
            return self.speaker_around(block);
        }
        if self.blocks.get(block)?.kind == BlockKind::BlockQuote {
            self.signed_by(block).or_else(|| self.announced_by(block))
        } else {
            self.announced_by(block).filter(|_| self.is_listed(block))
        }
    }

    /// Who says a paragraph in the middle of a quotation: the speaker named where it closes, or where it opens.
    fn speaker_around(&self, block: usize) -> Option<String> {
        let first = (0..block).rev().find(|&b| !self.is_spoken(b))?;
        let last = (block..self.blocks.len()).find(|&b| !self.is_spoken(b))?;
        let closing = self.blocks[last].quotations.first().and_then(|q| q.speaker);
        let opening = || self.blocks[first].quotations.last().and_then(|q| q.speaker);
        match closing {
            Some(source) => self.named(last, source),
            None => self.named(first, opening()?),
        }
    }

    /// A source as a name or phrase; a pronoun by what it stands for.
    pub(super) fn named(&self, block: usize, source: Span) -> Option<String> {
        let text = source.of(&self.blocks[block].prose.text);
        // "I" outside quotation marks is the writer, or words whose marks were lost; "that" is no person.
        if is_pronoun(text) && !takes_up(text) {
            None
        } else if is_pronoun(text) {
            self.speaker_before(block, source.start)
        } else {
            Some(short(text))
        }
    }

    /// The speaker of a quotation without a tag: the one before it in its paragraph, or that of the paragraph before where the
    /// quotation opens its own and that one held a quotation too.
    fn speaker_carried(&self, block: usize, offset: usize) -> Option<String> {
        if offset == 0
            && let Some(speaker) = self.announced_by(block)
        {
            return Some(speaker);
        }
        let here = &self.blocks[block];
        let spoken = here
            .attributions
            .iter()
            .any(|a| a.class == Class::Speech && a.source.is_some_and(|s| s.start < offset));
        let before = block.checked_sub(1).and_then(|b| self.blocks.get(b));
        let goes_on = offset == 0 && before.is_some_and(|b| !b.quotations.is_empty());
        (spoken || goes_on).then(|| self.speaker_before(block, offset))?
    }

    /// The speaker of a quotation that a block leaves open and that the next ones go on with, each with an opening mark of
    /// its own: named where it closes.
    pub(super) fn speaker_ahead(&self, block: usize) -> Option<String> {
        let mut quotations = self.blocks.get(block)?.quotations.iter();
        quotations.rfind(|q| !q.nested && q.opened && !q.closed)?;
        for b in block + 1..=block + BELOW {
            let first = self.blocks.get(b)?.quotations.first()?;
            if first.span.start > 0 {
                return None;
            }
            if let Some(speaker) = first.speaker {
                return self.named(b, speaker);
            }
            if first.closed {
                return None;
            }
        }
        None
    }

    /// Who was speaking, or spoken of, before a place: backwards through this block and those before it.
    fn speaker_before(&self, block: usize, offset: usize) -> Option<String> {
        for b in (block.saturating_sub(REACH)..=block).rev() {
            let limit = if b == block { offset } else { usize::MAX };
            match antecedent(&self.blocks[b], limit) {
                Antecedent::Nobody => {}
                Antecedent::One(name) => return Some(name),
                Antecedent::Several => return None,
            }
        }
        None
    }
}

/// Whom a pronoun behind a block, or behind a place of it, takes up.
#[derive(Hash)]
enum Antecedent {
    Nobody,
    One(String),
    Several,
}

/// Sentence by sentence backwards from a byte offset of a block: the last speaker named, else the one person named outside
/// quotations. Two persons in one sentence are one too many: the pronoun may be either's, and nobody is credited.
fn antecedent(facts: &BlockFacts, limit: usize) -> Antecedent {
    let text = &facts.prose.text;
    let earlier = (facts.prose.sentences.iter()).filter(|s| s.span.start < limit);
    for sentence in earlier.rev() {
        let here = |span: Span| span.overlaps(sentence.span) && span.end <= limit;
        let quoted = |span: Span| facts.quotations.iter().any(|q| q.inner.overlaps(span));
        let speaker = (facts.attributions.iter())
            .filter(|a| a.class == Class::Speech)
            .filter_map(|a| a.source)
            .filter(|s| here(*s) && !quoted(*s))
            .filter(|s| !is_pronoun(s.of(text)) && !is_agent(text, *s))
            .max_by_key(|s| s.start);
        if let Some(source) = speaker {
            return Antecedent::One(short(source.of(text)));
        }
        // "Ana Rivera" and "Rivera" are one.
        let named = |n: &&NameMention| here(n.span) && !quoted(n.span) && may_be_person(facts, n);
        let persons: Vec<&str> = (facts.names.iter().filter(named))
            .map(|n| n.text.as_str())
            .collect();
        if let Some(longest) = persons.iter().max_by_key(|name| name.len()) {
            let one = persons.iter().all(|name| longest.ends_with(name));
            return if one {
                Antecedent::One((*longest).to_owned())
            } else {
                Antecedent::Several
            };
        }
    }
    Antecedent::Nobody
}

/// Whether a name is a person's, or of several words that tell nothing and no place: not behind "in" or "near".
fn may_be_person(facts: &BlockFacts, name: &NameMention) -> bool {
    let prose = &facts.prose;
    let placed = || {
        let before = prose.token_at(name.span.start).checked_sub(1);
        before.is_some_and(|b| prose.tag(b) == Tag::Preposition || &*prose.lower(b) == "the")
    };
    match name.kind {
        NameKind::Person => true,
        NameKind::Unknown => name.text.contains(' ') && !placed(),
        _ => false,
    }
}

/// All that is seen of a block from its neighbours, who look for speakers, for attributions and for quotations that go on;
/// as a number. A block rests on its own text and on these numbers of the blocks around it.
pub fn seen_from_outside(facts: &BlockFacts) -> u64 {
    let mut hasher = DefaultHasher::new();
    let text = &facts.prose.text;
    antecedent(facts, usize::MAX).hash(&mut hasher);
    // Who is announced may be a pronoun, which looks anywhere before it.
    let announces = facts.attributions.iter().any(|a| a.content.is_empty());
    announces.then_some(text).hash(&mut hasher);
    facts.quotations.is_empty().hash(&mut hasher);
    (facts
        .quotations
        .first()
        .map(|q| (q.span.start == 0, q.opened)))
    .hash(&mut hasher);
    let sentences = &facts.prose.sentences;
    for sentence in [sentences.first(), sentences.last()] {
        for source in sentence.into_iter().flat_map(|s| facts.sources_in(s.span)) {
            source.hash(&mut hasher);
        }
        '.'.hash(&mut hasher);
    }
    hasher.finish()
}

impl BlockFacts {
    /// Who is credited in a sentence, as written, by each attribution that says or shows something there.
    pub fn sources_in(&self, sentence: Span) -> impl Iterator<Item = Option<&str>> {
        let here = move |a: &&Attribution| {
            matches!(a.class, Class::Speech | Class::Evidence)
                && (a.cue.overlaps(sentence) || a.content.iter().any(|c| c.overlaps(sentence)))
        };
        let all = self.attributions.iter().filter(here);
        all.map(|a| a.source.map(|s| s.of(&self.prose.text)))
    }
}

/// Whether a source is the agent of a passive, which no subject pronoun takes up: "was asked by Ana Rivera".
fn is_agent(text: &str, source: Span) -> bool {
    let before = text.get(..source.start).unwrap_or("").trim_end();
    before.ends_with(" by")
}

/// Whether a pronoun stands for somebody named before.
fn takes_up(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    matches!(
        &*lower,
        "he" | "she" | "it" | "they" | "who" | "his" | "her" | "their" | "its" | "him" | "them"
    )
}

/// Whether a source is the speaker's own pronoun.
fn is_first_person(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    matches!(&*lower, "i" | "we" | "my" | "our" | "me" | "us")
}

/// Whether a source is a pronoun alone.
pub fn is_pronoun(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "who"
            | "his"
            | "her"
            | "their"
            | "its"
            | "him"
            | "them"
            | "i"
            | "we"
            | "you"
            | "my"
            | "our"
            | "that"
            | "which"
            | "this"
            | "one"
            | "us"
    )
}

/// A source without its apposition: "Ana Rivera, who runs the mill" is Ana Rivera.
fn short(text: &str) -> String {
    let folded = fold_blanks(text);
    let folded = ["who", "which", "that"]
        .iter()
        .find_map(|w| folded.strip_suffix(w).filter(|h| h.ends_with(' ')))
        .unwrap_or(&folded)
        .trim_matches(|c: char| matches!(c, ',' | ';' | '"' | '“' | '”') || c.is_whitespace());
    let head = folded.split(", ").next().unwrap_or(folded);
    let appositive = folded.get(head.len()..).is_some_and(|rest| {
        let next = rest
            .trim_start_matches([',', ' '])
            .split(' ')
            .next()
            .unwrap_or("");
        matches!(next, "a" | "an" | "the" | "who" | "which" | "whose")
            || next.starts_with(|c: char| c.is_ascii_digit())
            || next.len() > 4 && (next.ends_with("ing") || next.ends_with("ed"))
    });
    if appositive || folded.split(' ').count() > LONGEST {
        head.to_string()
    } else {
        folded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Format};
    use std::sync::Arc;

    fn holder_of(text: &str, words: &str) -> Option<String> {
        let facts = DocumentFacts::read(Arc::new(Document::new("a.txt", text, Format::Plain)));
        let at = text.find(words)?;
        let block = facts.document.block_at(at)?;
        let start = at - facts.document.blocks[block].span.start;
        facts.holder(block, Span::new(start, start + words.len()))
    }

    #[test]
    fn the_source_of_the_clause() {
        let rows = [
            (
                "The ministry said 300 barges had sunk.",
                "300",
                Some("The ministry"),
            ),
            ("Nobody counted the 300 barges.", "300", None),
            (
                "According to the harbour board, 40 cranes stand idle.",
                "40",
                Some("the harbour board"),
            ),
            (
                "Forty cranes, or 12 in each dock, stand idle, the harbour board said.",
                "12",
                Some("the harbour board"),
            ),
            (
                "“We lost 12 boats,” said Ana Rivera, a skipper.",
                "12",
                Some("Ana Rivera"),
            ),
            (
                "Ana Rivera, 54, who runs the mill, said 12 boats were lost.",
                "12",
                Some("Ana Rivera"),
            ),
            (
                "Ana Rivera, quoting the board, said 12 boats were lost.",
                "12",
                Some("Ana Rivera"),
            ),
            (
                "“We promise 12 boats,” Ana Rivera said.",
                "12",
                Some("Ana Rivera"),
            ),
            (
                "“We promise you 12 boats,” Ana Rivera said.",
                "We promise you 12 boats",
                Some("Ana Rivera"),
            ),
            (
                "Ana Rivera said Oda would defend “12 boats”.",
                "12",
                Some("Ana Rivera"),
            ),
            (
                "Ana Rivera said Oda had told the board that 12 boats were lost.",
                "12",
                Some("Oda"),
            ),
            (
                "The Courier quoted Oda as saying that 12 boats were lost.",
                "12",
                Some("Oda"),
            ),
            (
                "Selm - The board said 12 boats were lost.",
                "12",
                Some("The board"),
            ),
            (
                "Ana Rivera asked nobody. “Nobody told me of 12 boats,” she said.",
                "12",
                Some("Ana Rivera"),
            ),
        ];
        for (text, words, expected) in rows {
            assert_eq!(holder_of(text, words).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn pronouns_are_followed_back() {
        let rows = [
            (
                "Ana Rivera said the mill had closed. She said 40 people lost work.",
                "40",
                Some("Ana Rivera"),
            ),
            (
                "“We lost boats.\n\nThe storm took 40 of them.\n\nNone came back,” Ana Rivera said.",
                "40",
                Some("Ana Rivera"),
            ),
            (
                "Oda spoke of “old boats”.\n\n“The storm took 40 boats.\n\n“None came back,” Ana Rivera said.",
                "40",
                Some("Ana Rivera"),
            ),
            (
                "Oda runs the mill.\n\nAna Rivera went on to say:\n\n“We lost 40 boats in the storm.”",
                "40",
                Some("Ana Rivera"),
            ),
            (
                "Anna Rivera met Carl Boyd on the quay. “I saw 40 boats,” she said.",
                "40",
                Some("she"),
            ),
            // A name that is in no list of given names may be hers as well.
            (
                "Carl Boyd runs the mill.\n\nMirelka Taskov opened her bakery in May. “I saw 40 boats,” she said.",
                "40",
                Some("Mirelka Taskov"),
            ),
            (
                "Anna Rivera met Mirelka Taskov on the quay. “I saw 40 boats,” she said.",
                "40",
                Some("she"),
            ),
            (
                "Anna Rivera runs the mill in Upper Orvelt. “I saw 40 boats,” she said.",
                "40",
                Some("Anna Rivera"),
            ),
            (
                "Oda Lund said the mill had closed. Ana Rivera left the room. “I saw 40 boats,” she said.",
                "40",
                Some("Ana Rivera"),
            ),
            (
                "Ana Rivera runs the mill; Rivera built it. She said 40 people lost work.",
                "40",
                Some("Ana Rivera"),
            ),
            (
                "The board said the dam held.\n\nIt added that 12 gates were open.",
                "12",
                Some("The board"),
            ),
        ];
        for (text, words, expected) in rows {
            assert_eq!(holder_of(text, words).as_deref(), expected, "{text}");
        }
    }
}
