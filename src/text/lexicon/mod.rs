//! Word lists, compiled in. Each list is a data file whose head names its origin, licence and script.

use super::Tag;

/// The part of speech of a function word (closed class), lower case; `None` for all others.
pub fn closed_class(lower: &str) -> Option<Tag> {
    Some(match lower {
        "the" | "a" | "an" | "this" | "that" | "these" | "those" | "its" | "his" | "her"
        | "their" | "our" | "my" | "your" => Tag::Determiner,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "him" | "them" | "us" | "who"
        | "which" => Tag::Pronoun,
        "of" | "in" | "on" | "at" | "by" | "for" | "with" | "from" | "to" | "about" | "after"
        | "before" | "as" | "into" | "under" | "over" | "against" => Tag::Preposition,
        "and" | "or" | "but" | "nor" => Tag::Conjunction,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "has" | "have" | "had"
        | "do" | "does" | "did" | "will" | "would" | "can" | "could" | "may" | "might"
        | "shall" | "should" | "must" => Tag::Auxiliary,
        "not" | "'s" => Tag::Particle,
        _ => return None,
    })
}
