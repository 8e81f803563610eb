//! Spellings that the house or the draft itself decides: `[names.style]`, and two spellings of one name in one draft.

use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict, garble, quoted};
use crate::facts::BlockFacts;
use crate::facts::name::capitals::is_capital;
use crate::finding::Relation;
use crate::rules::Context;
use crate::sources::dossier::evidence_in;
use crate::sources::names::{plain, sounds};
use crate::text::{Span, TokenKind};
use std::collections::{BTreeMap, HashMap, HashSet};
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
                });
            }
        }
    }
}

/// Where a word of the draft stands, block and token, each time.
type Places = Vec<(usize, usize)>;

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

/// The rarer of two spellings of one name that the draft both uses, at its first place.
pub fn within_draft(context: &Context) -> Vec<Comparison> {
    let mut out: Vec<Comparison> = Vec::new();
    for group in of_one_sound(context) {
        let group: Vec<(&str, Places)> = group.into_iter().collect();
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
    out
}

/// Words of the draft's names that sound alike and are spelled otherwise, with their places.
fn of_one_sound<'c>(context: &'c Context) -> Vec<BTreeMap<&'c str, Places>> {
    let spellings = |block: usize| {
        let facts = context.draft.blocks.get(block);
        facts.map_or(&[][..], |facts| context.notes(block).spellings(facts))
    };
    // Most words sound like no other: those that do are few, and looked for in a second round.
    let mut first: HashMap<u64, &str> = HashMap::new();
    let mut alike: HashSet<u64> = HashSet::new();
    for block in 0..context.draft.blocks.len() {
        for word in spellings(block) {
            if *first.entry(word.sound).or_insert(&word.plain) != &*word.plain {
                alike.insert(word.sound);
            }
        }
    }
    let mut groups: HashMap<u64, BTreeMap<&str, Places>> = HashMap::new();
    if !alike.is_empty() {
        for block in 0..context.draft.blocks.len() {
            for word in spellings(block).iter().filter(|w| alike.contains(&w.sound)) {
                let group = groups.entry(word.sound).or_default();
                let places = group.entry(&word.plain).or_default();
                places.push((block, word.token));
            }
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort();
    groups
}

/// Whether one of some places is remarked upon already.
fn touches(context: &Context, out: &[Comparison], places: &Places) -> bool {
    places.iter().any(|&(block, token)| {
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

fn differing(context: &Context, rare: &Places, usual: &Places) -> Option<Comparison> {
    let (&(block, token), &(other_block, other_token)) = (rare.first()?, usual.first()?);
    let facts = context.draft.blocks.get(block)?;
    let span = facts.prose.tokens.get(token)?.span;
    let other = context.draft.blocks.get(other_block)?;
    let right = other.prose.word(other_token).to_string();
    if garble::is_accepted(context, facts.prose.word(token)) {
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
    })
}
