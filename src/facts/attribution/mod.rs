//! Attributions: who is said to have said what. Source, cue and content, as in PARC 3.0 (Pareti 2016) and PolNeAR (Newell 2018).
//!
//! Every reader of this folder looks for one form: verbs with what follows them (`reported`), tags behind or inside
//! what is reported (`tag`), what is said of the noun before (`relative`), "according to" and its like (`according`), nouns ("the
//! claim that", `noun`), whom a report leans on (`citing`), stances ("is a critic of", `stance`), adjectives ("aware that", `adjective`), and quotations that no
//! cue stands beside (`quoted`).

mod according;
mod adjective;
mod citing;
mod clause;
mod compound;
mod cues;
mod noun;
mod passive;
mod phrase;
mod quoted;
mod relative;
mod reported;
mod stance;
mod tag;
#[cfg(test)]
mod tests;
mod verb;

pub use cues::Class;

use super::Quotation;
use crate::text::{Prose, Span};
use phrase::Clauses;
use serde::{Deserialize, Serialize};

/// One attribution. Spans are byte ranges of the block's text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attribution {
    /// Whether somebody says it, thinks or wants it, shows it, or it seems so.
    pub class: Class,
    /// Who is credited, as written ("Marlovian officials"); `None` where nobody is ("it was reported that").
    pub source: Option<Span>,
    /// The words that credit: "said", "according to". Where a quotation stands without any, its opening mark.
    pub cue: Span,
    /// What is credited; several pieces where the cue stands in its middle, none where the cue ends the block with a colon
    /// and the next block holds what is credited ([`DocumentFacts::announced`](super::DocumentFacts::announced)).
    pub content: Vec<Span>,
}

impl Attribution {
    /// Whether somebody says the very thing, in words that may be quoted: "said", "according to". A stance ("rejected") or
    /// what is yet to come ("would promise") tells of somebody who need not have said a word of it.
    pub fn reports(&self, text: &str) -> bool {
        const MODALS: [&str; 11] = [
            "would", "will", "'ll", "’ll", "should", "could", "can", "may", "might", "must",
            "shall",
        ];
        let cue = self.cue.of(text).to_lowercase();
        let verb = cue.split_whitespace().find_map(|w| cues::Cue::of(w).verb);
        !cue.split_whitespace().any(|w| MODALS.contains(&w))
            && verb.is_none_or(|v| v.takes('q') || v.takes('t'))
    }
}

/// Whether a reader of attributions begins at a word, lower case, that is neither verb nor noun nor adjective of their lists.
/// Compounds are told by their hyphen.
fn begins_elsewhere(lower: &str, noun: &str) -> bool {
    lower.contains('-')
        || citing::CUE == lower
        || reported::GO_ON.contains(&lower)
        || adjective::CLEAR.contains(&lower)
        || according::CUES.contains(&lower)
        || according::HEARSAY.contains(&lower)
        || stance::begins_at(lower, noun)
}

/// Reads the attributions of a block.
pub fn read(prose: &Prose, quotations: &[Quotation]) -> Vec<Attribution> {
    let clauses = Clauses::new(prose, quotations);
    let mut out = Vec::new();
    for token in (0..prose.tokens.len()).filter(|&t| clauses.may_credit(t)) {
        let found = citing::read(&clauses, token)
            .or_else(|| tag::read(&clauses, token))
            // "was opposed to" is no passive.
            .or_else(|| adjective::read(&clauses, token))
            .or_else(|| reported::read(&clauses, token))
            .or_else(|| according::read(&clauses, token))
            .or_else(|| compound::read(&clauses, token))
            .or_else(|| stance::read(&clauses, token))
            .or_else(|| noun::read(&clauses, token));
        out.extend(found);
    }
    quoted::continued(&clauses, &mut out);
    quoted::bare(&clauses, &mut out);
    out.retain(|a| a.content.iter().any(|c| !c.is_empty()));
    for a in &mut out {
        a.content.retain(|c| !c.is_empty());
        a.content.sort_unstable();
        // "There were reports": nobody.
        let nobody = |s: &Span| s.of(&prose.text).eq_ignore_ascii_case("there");
        a.source = a.source.filter(|s| !nobody(s));
    }
    out.extend(quoted::announcing(&clauses, &out));
    out.sort_by_key(|a| (a.content.first().copied(), a.cue));
    out
}
