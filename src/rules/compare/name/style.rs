//! Spellings that the house or the draft itself decides: `[names.style]`, and two spellings of one name in one draft.

use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict, garble, quoted};
use crate::facts::name::reader::is_capital;
use crate::finding::Relation;
use crate::rules::Context;
use crate::sources::dossier::evidence_in;
use crate::sources::names::{plain, sounds};
use crate::text::{Span, TokenKind};
use std::collections::{BTreeMap, HashMap};

/// Adds the places where the draft has a spelling that the house replaces.
pub fn house(context: &Context, out: &mut Vec<Comparison>) {
    for (house, replaced) in &context.settings.style {
        for form in replaced.iter().filter(|r| !r.is_empty() && *r != house) {
            for (block, facts) in context.draft.blocks.iter().enumerate() {
                for (at, _) in facts.prose.text.match_indices(form.as_str()) {
                    let span = Span::new(at, at + form.len());
                    if !is_whole(&facts.prose.text, span) {
                        continue;
                    }
                    out.retain(|c| {
                        !(c.block == block
                            && c.span.overlaps(span)
                            && c.verdict == Verdict::Variant)
                    });
                    out.push(Comparison {
                        block,
                        span,
                        verdict: Verdict::Variant,
                        right: Some(house.clone()),
                        evidence: Vec::new(),
                        quoted: quoted(facts, span),
                        note: Some(format!("the house writes {house}")),
                    });
                }
            }
        }
    }
}

fn is_whole(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let behind = text.get(span.end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
}

/// Where a word of the draft stands, block and token, each time.
type Places = Vec<(usize, usize)>;

/// Adds the rarer of two spellings of one name that the draft both uses, at its first place.
pub fn within_draft(context: &Context, out: &mut Vec<Comparison>) {
    let mut words: BTreeMap<String, Places> = BTreeMap::new();
    for (block, facts) in context.draft.blocks.iter().enumerate() {
        for mention in &facts.names {
            for token in mention.tokens.clone() {
                let word = facts.prose.word(token);
                if facts.prose.kind(token) == TokenKind::Word
                    && is_capital(word)
                    && word.chars().count() >= 5
                {
                    words
                        .entry(plain(word).into_owned())
                        .or_default()
                        .push((block, token));
                }
            }
        }
    }
    let mut by_sound: HashMap<String, Vec<(&str, &Places)>> = HashMap::new();
    for (word, places) in words.iter().filter(|(w, _)| !garble::is_known(w)) {
        by_sound
            .entry(sounds(word).0)
            .or_default()
            .push((word, places));
    }
    let mut groups: Vec<_> = by_sound.into_values().filter(|g| g.len() > 1).collect();
    groups.sort();
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
                if let Some(found) = differing(context, rare, usual)
                    && !out
                        .iter()
                        .any(|c| c.block == found.block && c.span.overlaps(found.span))
                    && !touches(context, out, rare)
                    && !touches(context, out, usual)
                {
                    out.push(found);
                }
            }
        }
    }
}

/// Whether one of some places is remarked upon already.
fn touches(context: &Context, out: &[Comparison], places: &Places) -> bool {
    places.iter().any(|&(block, token)| {
        context
            .draft
            .blocks
            .get(block)
            .and_then(|b| b.prose.tokens.get(token))
            .is_some_and(|t| {
                out.iter()
                    .any(|c| c.block == block && c.span.overlaps(t.span))
            })
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
    })
}
