//! Names: proper names of persons, organisations, places and works, with the role beside them.

pub mod acronym;
pub mod capitals;
pub mod gazetteer;
mod kind;
mod letters;
pub mod office;
pub mod reader;
mod role;
#[cfg(test)]
mod tests;
pub mod vocabulary;

pub use letters::plain;
pub use reader::read;

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation: agency, company, party, team, newspaper.
    Organization,
    /// A place: country, city, region, building, sea.
    Place,
    /// A title of a work: book, film, treaty, law.
    Work,
    /// An event: war, cup, conference.
    Event,
    /// A people, language or demonym: "Danish", "Republicans".
    Demonym,
    /// A name whose kind the text does not tell.
    Unknown,
}

impl NameKind {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organization => "organization",
            NameKind::Place => "place",
            NameKind::Work => "work",
            NameKind::Event => "event",
            NameKind::Demonym => "demonym",
            NameKind::Unknown => "unknown",
        }
    }
}

/// What stands beside a name and says who it is: "Danish President", "of the Harbour Institute".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Role {
    /// Byte range in the block's text.
    pub span: Span,
    /// As written, blanks folded.
    pub text: String,
}

/// One mention of a name in a block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NameMention {
    /// Byte range in the block's text, titles ("President") and possessive "'s" left out.
    pub span: Span,
    /// Its tokens, as a range of the block's tokens.
    pub tokens: Range<usize>,
    /// As written, blanks folded.
    pub text: String,
    /// What it names, as far as the block tells.
    pub kind: NameKind,
    /// The role beside it.
    pub role: Option<Role>,
    /// The acronym in brackets behind it ("(MHPB)"), byte range of its letters.
    pub acronym: Option<Span>,
    /// Whether it begins a sentence, where a capital proves nothing.
    pub sentence_initial: bool,
}
