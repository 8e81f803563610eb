//! Things that a sentence names one by one, counted.

use crate::text::{Prose, Tag, TokenKind};
use std::ops::Range;

/// Words of one item of a list, at most.
const ITEM: usize = 5;

/// Whether a sentence has a list of exactly so many items, at least three: "Arn, Bero, Cald and Dun" are four.
pub fn enumerates(prose: &Prose, sentence: Range<usize>, count: usize) -> bool {
    let mut items = 1;
    let mut words = 0;
    let mut tokens = sentence.peekable();
    while let Some(i) = tokens.next() {
        let word = prose.word(i);
        if word == "," || word == "and" {
            // A comma before "and" is one joint with it.
            let last = word == "and" || {
                let and = tokens.next_if(|&next| prose.word(next) == "and");
                and.is_some()
            };
            // What stands before the first joint is the rest of a clause and of any length.
            let item = items == 1 || (1..=ITEM).contains(&words);
            items = if item { items + 1 } else { 2 };
            words = 0;
            if last {
                if items == count && count >= 3 {
                    return true;
                }
                items = 1;
            }
        } else if prose.kind(i) == TokenKind::Mark {
            (items, words) = (1, 0);
        } else {
            words += 1;
            if matches!(prose.tag(i), Tag::Verb) {
                (items, words) = (1, ITEM + 1);
            }
        }
    }
    false
}
