//! Spellings that the house or the draft itself decides: `[names.style]`, and two spellings of one name in one draft.

use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict, garble, quoted};
use crate::facts::BlockFacts;
use crate::facts::name::capitals::is_capital;
use crate::finding::Relation;
use crate::rules::Context;
use crate::rules::check::tally::{Changes, Place, Tally};
use crate::sources::dossier::evidence_in;
use crate::sources::names::{plain, sounds};
use crate::text::{Span, TokenKind};
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Adds the places of a block where the draft has a spelling that the house replaces.
pub fn house(context: &Context, block: usize, out: &mut Vec<Comparison>) {
    let Some(facts) = context.draft.blocks.get(block) else {
        return;
    };
    for (house, replaced) in &context.settings.style {
        for form in replaced.iter().filter(|r| !r.is_empty() && *r != house) {
            for (at, _) in facts.prose.text.match_indices(form.as_str()) {
                let span = Span::new(at, at + form.len());
                if !span.is_whole(&facts.prose.text) {
                    continue;
                }
                // The house decides: what the sources have for these words is no second finding.
                out.retain(|c| {
                    let told = c.verdict == Verdict::Variant && c.span.overlaps(span)
                        || matches!(c.verdict, Verdict::Garbled | Verdict::Unsupported)
                            && span.covers(c.span);
                    !(c.block == block && told)
                });
                out.push(Comparison {
                    block,
                    span,
                    verdict: Verdict::Variant,
                    right: Some(house.clone()),
                    evidence: Vec::new(),
                    quoted: quoted(facts, span),
                    note: Some(format!("the house writes {house}")),
                    doubtful: false,
                    several: false,
                });
            }
        }
    }
}

/// Where a word of the draft stands, block and token, each time.
type Places<'k> = &'k [(Place, ())];

/// A word of a name that may have a second spelling: one that not everybody knows.
#[derive(Clone, Debug)]
pub struct Spelling {
    plain: Box<str>,
    /// Its sound, as a number.
    sound: u64,
    token: usize,
}

/// The words of the names of one block that may have a second spelling.
pub fn spellings(facts: &BlockFacts) -> Box<[Spelling]> {
    let mut out = Vec::new();
    for token in facts.names.iter().flat_map(|m| m.tokens.clone()) {
        let word = facts.prose.word(token);
        if facts.prose.kind(token) != TokenKind::Word
            || !is_capital(word)
            || word.chars().count() < 5
        {
            continue;
        }
        let plain = plain(word);
        if !garble::is_known(&plain) {
            let mut hasher = DefaultHasher::new();
            sounds(&plain).0.hash(&mut hasher);
            out.push(Spelling {
                plain: plain.into_owned().into(),
                sound: hasher.finish(),
                token,
            });
        }
    }
    out.into()
}

/// What is known of the spellings of a draft from the check before.
#[derive(Default)]
struct Known {
    /// Where each word stands.
    places: Tally<Word, ()>,
    /// The words of each sound.
    of_sound: HashMap<u64, BTreeSet<Box<str>>>,
    /// The sounds of more than one word.
    alike: BTreeSet<u64>,
}

/// A word's sound, as a number, and its letters.
type Word = (u64, Box<str>);

impl Known {
    /// Follows the changes of the draft.
    fn update(&mut self, context: &Context, changes: &Changes) {
        let touched = context.update(&mut self.places, changes, |facts, notes| {
            let words = notes.spellings(facts).iter();
            words
                .map(|w| ((w.sound, w.plain.clone()), w.token))
                .collect()
        });
        for word in touched {
            let words = self.of_sound.entry(word.0).or_default();
            if self.places.places(&word).is_empty() {
                words.remove(&word.1);
            } else {
                words.insert(word.1);
            }
            if words.len() > 1 {
                self.alike.insert(word.0);
            } else {
                self.alike.remove(&word.0);
            }
            if words.is_empty() {
                self.of_sound.remove(&word.0);
            }
        }
    }

    /// Words that sound alike and are spelled otherwise, with their places.
    fn groups(&self) -> impl Iterator<Item = Vec<(&str, Places<'_>)>> {
        self.alike.iter().map(|sound| {
            let words = self.of_sound.get(sound).into_iter().flatten();
            words
                .map(|word| (&**word, self.places.places(&(*sound, word.clone()))))
                .collect()
        })
    }
}

/// The rarer of two spellings of one name that the draft both uses, at its first place. `code` is the rule's that asks.
pub fn within_draft(context: &Context, code: &'static str) -> Vec<Comparison> {
    let (mut known, changes): (Known, _) = context.recall(code);
    known.update(context, &changes);
    let mut groups: Vec<_> = known.groups().collect();
    groups.sort_unstable();
    let mut out: Vec<Comparison> = Vec::new();
    for group in groups {
        for (i, (a, here)) in group.iter().enumerate() {
            for (b, there) in group.iter().skip(i + 1) {
                if !is_spelling_variant(a, b) {
                    continue;
                }
                let (rare, usual) =
                    if here.len() < there.len() || here.len() == there.len() && here > there {
                        (here, there)
                    } else {
                        (there, here)
                    };
                if !touches(context, &out, rare)
                    && !touches(context, &out, usual)
                    && let Some(found) = differing(context, rare, usual)
                {
                    out.push(found);
                }
            }
        }
    }
    context.remember(code, known);
    out
}

/// Whether one of some places is remarked upon already.
fn touches(context: &Context, out: &[Comparison], places: Places) -> bool {
    places.iter().any(|&((block, token), ())| {
        let prose = context.draft.blocks.get(block).map(|b| &b.prose);
        let Some(token) = prose.and_then(|p| p.tokens.get(token)) else {
            return false;
        };
        let known = (context.check_of(block)).and_then(|check| check.compared().names.get());
        known
            .into_iter()
            .flatten()
            .any(|c| c.span.overlaps(token.span))
            || (out.iter()).any(|c| c.block == block && c.span.overlaps(token.span))
    })
}

fn differing(context: &Context, rare: Places, usual: Places) -> Option<Comparison> {
    let (&((block, token), ()), &((other_block, other_token), ())) =
        (rare.first()?, usual.first()?);
    let facts = context.draft.blocks.get(block)?;
    let span = facts.prose.tokens.get(token)?.span;
    let other = context.draft.blocks.get(other_block)?;
    let right = other.prose.word(other_token).to_string();
    // Two spellings that the house knows of are no slip.
    if garble::is_accepted(context, facts.prose.word(token))
        || garble::is_allowed(context, other.prose.word(other_token))
    {
        return None;
    }
    let evidence = evidence_in(
        context.draft,
        other_block,
        other.prose.tokens.get(other_token)?.span,
        Relation::Differs,
    );
    Some(Comparison {
        block,
        span,
        verdict: Verdict::Variant,
        note: Some(format!("the draft also writes {right}")),
        right: Some(right),
        evidence: vec![evidence],
        quoted: quoted(facts, span),
        doubtful: false,
        several: false,
    })
}
