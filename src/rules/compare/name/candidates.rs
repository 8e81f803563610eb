//! Which words of the sources one word of the draft may stand for, with the company both keep.

use super::similarity::{self, Sound};
use crate::facts::BlockFacts;
use crate::facts::name::capitals::is_capital;
use crate::rules::Context;
use crate::sources::index::content_stems;
use crate::sources::names::{Place, WordId, plain};
use crate::text::{Prose, TokenKind, lexicon};
use std::collections::HashMap;

/// At most so many places of a word are looked at: the company of a frequent word is known by then.
const PLACES: usize = 60;

/// A word of the sources beside a word of the draft.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word.
    pub word: WordId,
    /// Likeness of letters, the consonants counted twice, 0 to 1.
    pub letters: f64,
    /// Likeness of sound.
    pub sound: Sound,
    /// How far the words beside it are the same: 2 for a content word, 1 for a function word, half for the second.
    pub beside: f64,
    /// Whether both its neighbours are the same.
    pub framed: bool,
    /// The share of the draft's sentence that the source's sentence holds, 0 to 1.
    pub company: f64,
    /// Where that is best.
    pub place: Place,
}

/// The neighbours of a token in its sentence: second and first before, first and second behind; marks passed over.
pub struct Neighbours([Option<Box<str>>; 4]);

impl Neighbours {
    /// Reads them. `mended` gives the right plain form of tokens known to be garbled.
    pub fn of(prose: &Prose, token: usize, mended: &HashMap<usize, Box<str>>) -> Neighbours {
        let sentence = prose.tokens.get(token).map_or(0..0, |t| {
            prose
                .sentences
                .get(prose.sentence_at(t.span.start))
                .map_or(0..0, |s| s.tokens.clone())
        });
        let word = |i: usize| -> Option<Box<str>> {
            if prose.kind(i) == TokenKind::Mark {
                return None;
            }
            if let Some(right) = mended.get(&i) {
                return Some(right.clone());
            }
            let p = plain(prose.word(i));
            (!p.is_empty() && p != "s").then(|| p.as_ref().into())
        };
        let mut back = (sentence.start..token).rev().filter_map(word);
        let (first_before, second_before) = (back.next(), back.next());
        let mut forth = (token + 1..sentence.end).filter_map(word);
        let (first_behind, second_behind) = (forth.next(), forth.next());
        Neighbours([second_before, first_before, first_behind, second_behind])
    }

    /// How far two words keep the same neighbours, and whether those on both sides are the same.
    fn shared(&self, other: &Neighbours) -> (f64, bool) {
        let weight = |i: usize| -> f64 {
            match (&self.0[i], &other.0[i]) {
                (Some(a), Some(b)) if a == b => {
                    if lexicon::closed_class(a).is_some() {
                        1.0
                    } else {
                        2.0
                    }
                }
                _ => 0.0,
            }
        };
        let edge = |i: usize| self.0[i].is_none() && other.0[i].is_none();
        let (before, behind) = (weight(1), weight(2));
        let mut sum = before + behind;
        if before > 0.0 {
            sum += weight(0) / 2.0;
        }
        if behind > 0.0 {
            sum += weight(3) / 2.0;
        }
        let framed = (before > 0.0 || edge(1)) && (behind > 0.0 || edge(2)) && sum > 0.0;
        (sum, framed)
    }

    fn before(&self) -> Option<&str> {
        self.0[1].as_deref()
    }

    fn behind(&self) -> Option<&str> {
        self.0[2].as_deref()
    }
}

/// Passages that speak of what the draft's sentence speaks of, with their share of it.
pub type Company = HashMap<(usize, usize, usize), f32>;

/// Passages like the sentence of a token, that token left out.
pub fn company(context: &Context, facts: &BlockFacts, token: usize) -> Company {
    let prose = &facts.prose;
    let Some(sentence) = prose
        .tokens
        .get(token)
        .and_then(|t| prose.sentences.get(prose.sentence_at(t.span.start)))
    else {
        return Company::new();
    };
    let mut stems = content_stems(prose, sentence.tokens.start..token);
    stems.extend(content_stems(prose, token + 1..sentence.tokens.end));
    stems.sort_unstable();
    stems.dedup();
    context
        .dossier
        .passages_like(&stems, 24)
        .into_iter()
        .map(|hit| {
            (
                (
                    hit.passage.source.0,
                    hit.passage.block,
                    hit.passage.sentence,
                ),
                hit.coverage,
            )
        })
        .collect()
}

/// The words of the sources that a word of the draft may stand for, most likely first.
pub fn candidates(
    context: &Context,
    facts: &BlockFacts,
    token: usize,
    mended: &HashMap<usize, Box<str>>,
) -> Vec<Candidate> {
    let names = context.dossier.names();
    let own = plain(facts.prose.word(token)).into_owned();
    let around = Neighbours::of(&facts.prose, token, mended);
    let mut ids = names.near(&own, 40);
    // What stands beside the same neighbour in a source, however far its letters are.
    for (neighbour, step) in [(around.before(), 1i64), (around.behind(), -1)] {
        let Some((_, word)) = neighbour.and_then(|n| names.find(n)) else {
            continue;
        };
        for place in word.places.iter().take(PLACES * 4) {
            if let Some(id) = beside(context, place, step)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
    }
    let capital = is_capital(facts.prose.word(token));
    let near: Vec<(WordId, f64, Sound)> = ids
        .into_iter()
        .filter_map(|id| {
            let word = names.word(id)?;
            if *word.plain == *own
                || word.plain.chars().count() < 3
                || capital && !word.is_capitalised()
            {
                return None;
            }
            let letters = similarity::likeness(&own, &word.plain);
            (letters >= 0.4).then(|| (id, letters, similarity::sound(&own, &word.plain)))
        })
        .collect();
    if near.is_empty() {
        return Vec::new();
    }
    let company = company(context, facts, token);
    let mut out: Vec<Candidate> = near
        .into_iter()
        .filter_map(|(word, letters, sound)| {
            let mut best: Option<(f64, Candidate)> = None;
            for &place in names.word(word)?.places.iter().take(PLACES) {
                let source = &context.dossier.source(place.source).facts;
                let Some(block) = source.blocks.get(place.block()) else {
                    continue;
                };
                let (beside, framed) = around.shared(&Neighbours::of(
                    &block.prose,
                    place.token(),
                    &HashMap::new(),
                ));
                let sentence = block
                    .prose
                    .tokens
                    .get(place.token())
                    .map_or(0, |t| block.prose.sentence_at(t.span.start));
                let share = company
                    .get(&(place.source.0, place.block(), sentence))
                    .copied()
                    .unwrap_or(0.0) as f64;
                let weight = beside + 2.0 * share;
                if best.as_ref().is_none_or(|(w, _)| weight > *w) {
                    best = Some((
                        weight,
                        Candidate {
                            word,
                            letters,
                            sound,
                            beside,
                            framed,
                            company: share,
                            place,
                        },
                    ));
                }
            }
            best.map(|(_, c)| c)
        })
        .collect();
    out.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.word.cmp(&b.word)));
    out
}

fn beside(context: &Context, place: &Place, step: i64) -> Option<WordId> {
    let prose = &context
        .dossier
        .source(place.source)
        .facts
        .blocks
        .get(place.block())?
        .prose;
    let mut at = place.token() as i64;
    for _ in 0..3 {
        at += step;
        let token = usize::try_from(at).ok()?;
        let word = prose.tokens.get(token)?.span.of(&prose.text);
        let p = plain(word);
        if prose.kind(token) != TokenKind::Mark && p != "s" {
            return context.dossier.names().find(&p).map(|(id, _)| id);
        }
    }
    None
}

impl Candidate {
    /// The evidence of letters, sound and company as one number, to rank by.
    pub fn weight(&self) -> f64 {
        self.likeness() + 0.1 * self.context()
    }

    /// Letters, helped by sound.
    pub fn likeness(&self) -> f64 {
        self.letters
            + match self.sound {
                Sound::Same => 0.06,
                Sound::Begins => 0.03,
                Sound::Other => 0.0,
            }
    }

    /// The company it keeps: neighbours and sentence.
    pub fn context(&self) -> f64 {
        self.beside + 2.0 * self.company
    }
}
