//! Tests of parts of speech: each word is followed by its expected tag.

use crate::text::{Prose, Tag};

fn letter(tag: Tag) -> char {
    match tag {
        Tag::Noun => 'n',
        Tag::ProperNoun => 'p',
        Tag::Verb => 'v',
        Tag::Auxiliary => 'x',
        Tag::Adjective => 'a',
        Tag::Adverb => 'r',
        Tag::Determiner => 'd',
        Tag::Pronoun => 'o',
        Tag::Preposition => 'i',
        Tag::Conjunction => 'c',
        Tag::Numeral => 'm',
        Tag::Particle => 't',
        Tag::Mark => '.',
    }
}

/// Checks `word/tag` pairs; words without a tag may have any; `+` glues a word to the one before.
fn check(tagged: &[&str]) {
    let mut wrong = Vec::new();
    for line in tagged {
        let mut text = String::new();
        let mut expected = Vec::new();
        for piece in line.split(' ') {
            let (word, tag) = match piece.rsplit_once('/') {
                Some((word, tag)) => (word, Some(tag)),
                None => (piece, None),
            };
            let word = word.strip_prefix('+').unwrap_or_else(|| {
                text.push_str(if text.is_empty() { "" } else { " " });
                word
            });
            expected.push((text.len(), word, tag));
            text.push_str(word);
        }
        let prose = Prose::read(text.as_str());
        for (at, word, tag) in expected {
            let token = prose.token_at(at);
            if let Some(tag) = tag {
                assert_eq!(prose.word(token), word, "{line}");
                let found = letter(prose.tag(token)).to_string();
                if found != tag {
                    wrong.push(format!("{word}: {found}, not {tag}, in: {text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nouns_verbs_adjectives() {
    check(&[
        "The/d old/a mill/n burnt/v down/r .",
        "They/o sent/v 3,000/m fresh/a troops/n to/i the border/n .",
        "He wants to/t send/v more/d men/n to/i Orlan/p .",
        "The wounded/a soldiers/n were/x killed/v or/c captured/v .",
        "She/o has/x quickly/r denied/v the claim/n .",
        "They/o have/v 13,000/m soldiers/n .",
        "They did/x not/t answer/v .",
        "The ministry/n reports/v that/i the bridge/n was closed/v .",
        "Two/m reports/n said/v so .",
        "Officials/n say/v the river/n will/x rise/v .",
        "The rise/n of/i prices/n worried/v us/o .",
        "Prices/n rose/v by/i 5/m % in/i March/p .",
        "By/i training/v soldiers/n , it broke/v the law/n .",
        "The men/n who/o fled/v were/x armed/v .",
        "A rapidly/r growing/a number/n of/i people/n left/v .",
        "It/o +'s/x a long/a war/n .",
        "the town/n +'s/t old/a hall/n stood/v",
        "I met/v her/o and her/d men/n .",
        "That/d mill/n is the one/m that/o burnt/v .",
        "He said/v that/i the mill/n burnt/v .",
        "There/o were/x 12/m men/n there/r .",
        "They gave/v up/r .",
        "They sailed/v up/i the river/n .",
        "a 25 +- +year-old/a woman/n was/x hurt/v",
        "the state-run/a agency/n",
        "Mayor Quill/p says/v the river/n fell/v .",
        "He comes/v home and eats/v a loaf/n .",
        "Fleeing/v the flood/n and leaving/v her/d men/n , she drowned/v .",
        "It/o holds/v more/r than/i 40/m men/n .",
        "The men/n have/x been/x freed/v .",
        "The army/n , which/o launches/v the boats/n , left/v .",
    ]);
}

#[test]
fn names() {
    check(&[
        "The/d Vellian/p army/n left/v Orlan/p on/i Monday/p .",
        "Orlan/p fell/v on/i 5/m May/p .",
        "Prices/n fell/v .",
        "China/p said/v so .",
        "May/p 5 was/x a holiday/n .",
        "May/x he stay/v ?",
        "President/p Quill/p spoke/v .",
        "Former/a President/p Quill/p spoke/v .",
        "North/p Vellia/p fell/v .",
        "Bank/p of/i Vellia/p officials/n met/v .",
        "Officials/n of the bank met/v .",
        "The US/p army/n told/v us/o .",
        "The PM/n and the CEO/n met/v .",
        "“ +Nobody/o knows/v , ” Quill/p said/v .",
        "He said/v : “ +Prices/n fell/v +. +”",
        "the al-Tamir/p family/n left/v",
        "Yesterday Quill/p met/v Orme/p .",
        "Kelvar-based/a firms/n left/v",
    ]);
}

#[test]
fn headlines_and_texts_without_capitals() {
    check(&[
        "Quillmont/p Denies/v Closing Border/n Bridge/n After/i Flood/n",
        "QUILLMONT/p DENIES/v CLOSING THE/d BRIDGE/n",
        "quillmont/p denies/v closing the/d bridge/n near paris/p",
        "the/d mayor/n said/v so on monday/p",
    ]);
}
