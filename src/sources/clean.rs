//! What of a text is its story, and what is page furniture or another story below the fold.
//!
//! Pages are often saved whole. A line of their own words is known by its phrase (`furniture.txt`); a section cue
//! ("Related articles") opens what follows the story, where short lines are headlines and prose is another story. In
//! doubt a block is story: a source that is not used is a greater loss than a line that is.

use crate::text::document::BlockKind;
use crate::text::lexicon;
use crate::text::{Block, Document, Format};
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

/// What a block of a source belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Region {
    /// The article itself.
    Story,
    /// Menus, bylines, copyright and share lines, lists of headlines: supports and contradicts nothing.
    Furniture,
    /// Another story on the same page, numbered from 1. Its facts hold for that story alone.
    Other(usize),
}

/// What a line is by its phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cue {
    /// Opens what follows the story.
    Section,
    /// Furniture that only stands behind a story.
    End,
    /// Furniture.
    Line,
}

/// A line longer than this is no furniture by its phrase.
const LONGEST_LINE: usize = 220;
/// A section cue is a line of its own.
const LONGEST_CUE: usize = 48;
/// A menu's entries are at most so long.
const LONGEST_ENTRY: usize = 32;
/// Shorter lines are no prose behind a section cue.
const SHORTEST_PROSE: usize = 120;
/// How many lines make a menu.
const MENU: usize = 4;

/// The phrases of `furniture.txt`.
struct Phrases {
    /// Whole lines.
    lines: HashMap<&'static str, Cue>,
    starts: Vec<&'static str>,
    stamps: Vec<&'static str>,
    within: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut out = Phrases {
        lines: HashMap::new(),
        starts: Vec::new(),
        stamps: Vec::new(),
        within: Vec::new(),
    };
    for line in include_str!("furniture.txt").lines() {
        match line.split_once(' ') {
            Some(("section", phrase)) => {
                out.lines.insert(phrase, Cue::Section);
            }
            Some(("end", phrase)) => {
                out.lines.insert(phrase, Cue::End);
            }
            Some(("line", phrase)) => {
                out.lines.insert(phrase, Cue::Line);
            }
            Some(("start", phrase)) => out.starts.push(phrase),
            Some(("stamp", phrase)) => out.stamps.push(phrase),
            Some(("within", phrase)) => out.within.push(phrase),
            _ => {}
        }
    }
    out
});

/// What the text of a block alone tells of its region. Costly to find out, so that it is kept while a draft is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    cue: Option<Cue>,
    sentence: bool,
    headline: bool,
    /// A byline, or how old or long a linked story is.
    stamp: bool,
    dateline: bool,
    /// No longer than an entry of a menu.
    entry: bool,
    /// Shorter than a paragraph of prose.
    short: bool,
}

impl Shape {
    /// Looks at the text of a block.
    pub fn of(text: &str) -> Shape {
        let sentence = is_sentence(text);
        Shape {
            cue: cue(text),
            sentence,
            headline: !sentence && is_headline(text),
            stamp: is_stamp_of_age(text) || is_byline(text),
            dateline: has_dateline(text),
            entry: text.len() <= LONGEST_ENTRY,
            short: text.len() < SHORTEST_PROSE,
        }
    }
}

/// The region of each block of a document, side by side with `document.blocks`.
pub fn regions(document: &Document) -> Vec<Region> {
    let shapes: Vec<Shape> = document.prose.iter().map(|p| Shape::of(p)).collect();
    let matter: Vec<OnceCell<Matter>> = vec![OnceCell::new(); shapes.len()];
    regions_of(document, &shapes, |block| {
        matter[block].get_or_init(|| Matter::of(&document.prose[block]))
    })
}

/// The region of each block of a document by the shapes of its blocks, and by what they speak of where that is asked.
pub fn regions_of<'a>(
    document: &Document,
    shapes: &[Shape],
    matter: impl Fn(usize) -> &'a Matter,
) -> Vec<Region> {
    let blocks = &document.blocks;
    if blocks.len() < 2 {
        return vec![Region::Story; blocks.len()];
    }
    let menu = menu_above(blocks, shapes);
    let mut page = Page {
        story: Vec::new(),
        prose: 0,
        below: false,
        other: 0,
        headline: None,
        masthead: false,
        matter,
    };
    let mut out = Vec::with_capacity(blocks.len());
    for (i, (block, shape)) in blocks.iter().zip(shapes).enumerate() {
        let region = if i < menu && !shape.sentence {
            Region::Furniture
        } else {
            page.region(document.format, (i, block), *shape)
        };
        page.headline = shape.headline.then_some(i);
        out.push(region);
    }
    out
}

/// What was seen of a page so far.
struct Page<F> {
    /// The blocks of the story so far; their words are only looked at where something stands below it.
    story: Vec<usize>,
    /// Blocks of prose in the story.
    prose: usize,
    /// A section cue was seen behind the story.
    below: bool,
    /// The number of the story below the fold that is being read; 0 before the first.
    other: usize,
    /// The block before, where it was a headline.
    headline: Option<usize>,
    /// A byline, stamp or dateline stood since the last prose: what comes is a story of its own.
    masthead: bool,
    /// What a block speaks of.
    matter: F,
}

impl<'a, F: Fn(usize) -> &'a Matter> Page<F> {
    fn region(&mut self, format: Format, (at, block): (usize, &Block), shape: Shape) -> Region {
        let headline_before = self.headline.is_some();
        match shape.cue {
            Some(Cue::Section | Cue::End) if self.prose > 0 => {
                self.below = true;
                self.masthead = false;
                return Region::Furniture;
            }
            // A heading of the story itself may read like a cue: "Latest" above the first paragraph.
            Some(Cue::Section) if block.kind == BlockKind::Heading => {}
            Some(_) => return Region::Furniture,
            None => {}
        }
        if shape.stamp {
            self.masthead |= self.below;
            return Region::Furniture;
        }
        let dateline = shape.dateline;
        // Another dateline under a headline of its own: the next story of a page without cues.
        if !self.below && dateline && self.prose > 2 && headline_before {
            self.below = true;
        }
        if !self.below {
            if shape.sentence {
                self.prose += 1;
            }
            self.story.push(at);
            return Region::Story;
        }
        if format == Format::Markdown && block.kind == BlockKind::Heading {
            // A document of sections: its next heading ends the section that the cue opened.
            self.below = false;
            return Region::Story;
        }
        if shape.short || !shape.sentence {
            return match self.other {
                n if n > 0 && shape.sentence && !headline_before => Region::Other(n),
                _ => Region::Furniture,
            };
        }
        let words = (self.matter)(at);
        let own_headline = self.headline.is_some_and(|headline| {
            let headline = (self.matter)(headline);
            !headline.0.is_empty() && headline.share(|word| words.has(word)) >= 0.4
        });
        let separate = dateline || self.masthead || own_headline;
        if !separate && self.other == 0 && self.tells(words) {
            // The cue opened a box within the story.
            self.below = false;
            self.prose += 1;
            self.story.push(at);
            return Region::Story;
        }
        if separate || self.other == 0 || headline_before {
            self.other += 1;
        }
        self.masthead = false;
        Region::Other(self.other)
    }

    /// Whether a quarter of some words are those of the story so far. Looked for from its end, where a long story mostly
    /// tells at once.
    fn tells(&self, words: &Matter) -> bool {
        let mut left = words.0.to_vec();
        let told = |left: &[u64]| {
            (words.0.len() - left.len()) as f32 / words.0.len().max(1) as f32 >= 0.25
        };
        (self.story.iter().rev()).any(|&block| {
            let story = (self.matter)(block);
            left.retain(|&word| !story.has(word));
            told(&left)
        })
    }
}

/// What a block speaks of: its distinct content words, a plural "s" left out, as numbers in ascending order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matter(Box<[u64]>);

impl Matter {
    /// Reads the text of a block.
    pub fn of(text: &str) -> Matter {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 2)
            .map(str::to_lowercase)
            .filter(|w| lexicon::closed_class(w).is_none());
        let mut numbers: Vec<u64> = words
            .map(|word| {
                let mut hasher = DefaultHasher::new();
                word.strip_suffix('s').unwrap_or(&word).hash(&mut hasher);
                hasher.finish()
            })
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        Matter(numbers.into())
    }

    fn has(&self, word: u64) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// The share of these words of which something holds, 0 to 1.
    fn share(&self, holds: impl Fn(u64) -> bool) -> f32 {
        let held = self.0.iter().filter(|word| holds(**word)).count();
        held as f32 / self.0.len().max(1) as f32
    }
}

/// How many blocks at the top are a menu: many short lines before the first sentence or longer line.
fn menu_above(blocks: &[Block], shapes: &[Shape]) -> usize {
    let entries = shapes
        .iter()
        .take_while(|shape| shape.cue.is_some() || shape.entry && !shape.sentence)
        .count();
    if entries >= MENU && entries < blocks.len() {
        entries
    } else {
        0
    }
}

/// What a line is by its phrase.
fn cue(text: &str) -> Option<Cue> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let phrases = &*PHRASES;
    let lower = fold(text);
    if lower.len() <= LONGEST_CUE {
        let line = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '\''));
        // "Comments (12)", "12 comments"
        let line = line
            .trim_end_matches(|c: char| c.is_ascii_digit() || " ()".contains(c))
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        if let Some(&cue) = phrases.lines.get(line) {
            return Some(cue);
        }
    }
    let begins = |phrase: &&str| {
        lower.strip_prefix(*phrase).is_some_and(|rest| {
            // "copyrighted" does not begin with "copyright".
            phrase.ends_with(|c: char| !c.is_alphanumeric())
                || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')
        })
    };
    let sentence = is_sentence(text);
    let stamp = || {
        text.len() <= 80
            && lower.bytes().any(|b| b.is_ascii_digit())
            && phrases.stamps.iter().any(begins)
    };
    let follow = || lower.starts_with("follow ") && names_network(&lower);
    let furniture = phrases.within.iter().any(|p| lower.contains(p))
        || follow()
        || !(sentence && text.len() > 140) && phrases.starts.iter().any(begins)
        || !sentence && stamp();
    furniture.then_some(Cue::Line)
}

/// Lower case, blanks folded, apostrophes straight.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    if folded.is_ascii() {
        folded.make_ascii_lowercase();
        return folded;
    }
    folded.to_lowercase().replace('’', "'")
}

fn names_network(lower: &str) -> bool {
    [
        " on facebook",
        " on twitter",
        " on x",
        " on instagram",
        " on linkedin",
        " on telegram",
        " on whatsapp",
        " on youtube",
        " on tiktok",
        " on threads",
        " on bluesky",
        " on google news",
        " @",
    ]
    .iter()
    .any(|network| lower.contains(network))
}

/// "3 hours ago", "an hour ago", "5 min read": how old or long a linked story is.
fn is_stamp_of_age(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let lower = fold(text);
    [" ago", " min read", " minute read", " mins read"]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// "By Ada Quill", "- Orlan Post", "Ada Quill, Staff Writer".
fn is_byline(text: &str) -> bool {
    if text.len() > 100 || is_sentence(text) {
        return false;
    }
    let names = |rest: &str| {
        let mut words = rest
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '&'))
            .filter(|w| {
                !w.is_empty()
                    && !matches!(
                        *w,
                        "and" | "in" | "of" | "for" | "the" | "de" | "van" | "al"
                    )
            })
            .peekable();
        words.peek().is_some()
            && words.all(|w| w.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()))
    };
    if let Some(rest) = text
        .strip_prefix("By ")
        .or_else(|| text.strip_prefix("BY "))
        .or_else(|| text.strip_prefix("by "))
    {
        return names(rest);
    }
    // The outlet under a linked story: "- Orlan Post"; a list's entries are longer.
    text.strip_prefix("- ")
        .or_else(|| text.strip_prefix("— "))
        .is_some_and(|rest| rest.split_whitespace().count() <= 3 && names(rest))
}

/// "ORLAN: ", "ORLAN, Vellia — ", "Orlan (Agency) - ": where a story was written, at its beginning.
fn has_dateline(text: &str) -> bool {
    let Some(head) = text
        .get(..text.len().min(64))
        .or_else(|| (48..64).rev().find_map(|i| text.get(..i)))
    else {
        return false;
    };
    // The first byte of a long dash among them: few blocks begin with any of these marks.
    if !head.bytes().any(|b| matches!(b, b':' | b'-' | 0xe2)) {
        return false;
    }
    let Some(end) = [": ", " — ", " – ", " - ", " -- ", "— ", "– "]
        .iter()
        .filter_map(|mark| head.find(mark))
        .min()
    else {
        return false;
    };
    let place = head.get(..end).unwrap_or_default();
    let (city, agency) = match place.split_once('(') {
        Some((city, _)) => (city.trim(), true),
        None => (place, false),
    };
    let first = city.split(',').next().unwrap_or_default();
    let words = first.split_whitespace().count();
    let upper = first.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !first.chars().any(char::is_lowercase);
    (1..=4).contains(&words) && (upper || agency && first.starts_with(char::is_uppercase))
}

/// Whether a block ends as prose does, with at least a few words.
fn is_sentence(text: &str) -> bool {
    let ends = text
        .trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '”' | '\'' | '’' | ')' | ']')
        })
        .ends_with(['.', '!', '?', '…']);
    let words = text.split_whitespace().take(4).count();
    ends && words >= 4 || text.len() >= 2 * SHORTEST_PROSE
}

/// A line that could be the headline of a linked story.
fn is_headline(text: &str) -> bool {
    text.len() <= LONGEST_LINE && !is_sentence(text) && text.split_whitespace().nth(2).is_some()
}

#[cfg(test)]
mod tests;
