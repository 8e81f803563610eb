//! The words that credit a claim, as the draft's writer would put them, and where.

use crate::facts::attribution::Class;
use crate::facts::{BlockFacts, DocumentFacts};
use crate::finding::{Edit, Fix};
use crate::text::lexicon::{self, VerbForm};
use crate::text::{Span, Tag};

/// Most words of a holder that fit before "said"; a longer one follows "according to".
const SHORT: usize = 5;

/// A fix that credits a sentence of the draft to a holder as told inside one: "…, the army said." behind it, or "According to the army, …" before a long one.
pub fn add(draft: &DocumentFacts, block: usize, sentence: Span, holder: &str) -> Option<Fix> {
    let facts = draft.blocks.get(block)?;
    let text = sentence.of(&facts.prose.text);
    let inside = |at: usize| {
        let at = draft.in_file(block, Span::new(at, at)).start;
        Span::new(at, at)
    };
    let words = text.split_whitespace().count();
    // A long sentence, or one of several clauses, names its source first.
    let first = words > 30 || text.contains(';') || !text.ends_with('.');
    let edit = if first {
        let prefix = format!("According to {holder}, ");
        let token = facts.prose.token_at(sentence.start);
        let word = facts.prose.word(token);
        let small = has_capital_by_place(facts, token);
        let span = facts.prose.span_of(token..token + 1);
        let lower = if small {
            word.to_lowercase()
        } else {
            word.to_string()
        };
        Edit {
            span: draft.in_file(block, span),
            text: prefix + &lower,
        }
    } else {
        let credit = if holder.split_whitespace().count() > SHORT {
            format!(", according to {holder}")
        } else {
            format!(", {holder} {}", verb_of(draft, holder))
        };
        // The stop of "the U.S." is the abbreviation's, and stays.
        let last = text.split_whitespace().next_back()?;
        if last.trim_end_matches('.').contains('.') {
            Edit {
                span: inside(sentence.end),
                text: credit + ".",
            }
        } else {
            Edit {
                span: inside(sentence.end.checked_sub(1)?),
                text: credit,
            }
        }
    };
    let title = if first {
        format!("Add “According to {holder}”")
    } else {
        format!("Add “{}”", edit.text.trim_start_matches(", "))
    };
    Some(Fix {
        title,
        preferred: false,
        safe: false,
        edits: vec![edit],
    })
}

/// Whether a word has its capital for the sentence's sake alone: "Rebels", "The", not "Rivera", "NATO", "I".
fn has_capital_by_place(facts: &BlockFacts, token: usize) -> bool {
    let word = facts.prose.word(token);
    let lower = word.to_lowercase();
    if lexicon::closed_class(&lower).is_some() {
        return word != "I" && !word.starts_with("I'") && !word.starts_with("I’");
    }
    let place = facts.prose.span_of(token..token + 1);
    let proper = facts.names.iter().any(|n| n.span.overlaps(place))
        || facts.prose.word(token + 1).starts_with(char::is_uppercase)
        || lexicon::is_month(&lower)
        || lexicon::is_weekday(&lower);
    !proper && lexicon::is_common_word(&lower) && word.chars().skip(1).all(char::is_lowercase)
}

/// "said" or "says": as the draft has it elsewhere.
fn verb_of(draft: &DocumentFacts, holder: &str) -> &'static str {
    let (mut past, mut present) = (0, 0);
    for facts in &draft.blocks {
        for a in facts
            .attributions
            .iter()
            .filter(|a| a.class == Class::Speech)
        {
            match a.cue.of(&facts.prose.text).to_lowercase().as_str() {
                "says" | "say" => present += 1,
                "said" => past += 1,
                _ => {}
            }
        }
    }
    match (present > past, is_plural(holder)) {
        (true, true) => "say",
        (true, false) => "says",
        (false, _) => "said",
    }
}

/// Whether a holder is several: "officials", "the police", "Ana Rivera and Hana Mori".
fn is_plural(holder: &str) -> bool {
    holder.contains(" and ")
        || (holder.split_whitespace().next_back()).is_some_and(|w| {
            w == "police" || w.ends_with('s') && !w.ends_with("ss") && lexicon::is_common_word(w)
        })
}

/// A verb of the present made to agree with a holder put in the place of a plural: "think" is "thinks" of Ana Rivera.
pub fn agreeing(verb: &str, holder: &str) -> Option<String> {
    let base =
        lexicon::verb_form(verb) == Some(VerbForm::Base) && lexicon::lemma(verb, Tag::Verb) == verb;
    if is_plural(holder) || !base {
        return None;
    }
    Some(match verb {
        "have" => "has".to_string(),
        _ if verb.ends_with(['s', 'x', 'o', 'z'])
            || verb.ends_with("sh")
            || verb.ends_with("ch") =>
        {
            format!("{verb}es")
        }
        _ => match verb.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{verb}s"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_agree_with_their_new_subject() {
        for (verb, holder, expected) in [
            ("think", "Ana Rivera", Some("thinks")),
            ("say", "the board", Some("says")),
            ("worry", "Ana Rivera", Some("worries")),
            ("say", "the pilots", None),
            ("said", "Ana Rivera", None),
        ] {
            assert_eq!(
                agreeing(verb, holder).as_deref(),
                expected,
                "{verb} {holder}"
            );
        }
    }
}
