//! Tests of the word lists.

use super::*;

#[test]
fn lemmas() {
    let cases = [
        ("killed", Tag::Verb, "kill"),
        ("sent", Tag::Verb, "send"),
        ("said", Tag::Verb, "say"),
        ("found", Tag::Verb, "find"),
        ("hoped", Tag::Verb, "hope"),
        ("hopping", Tag::Verb, "hop"),
        ("hoping", Tag::Verb, "hope"),
        ("singing", Tag::Verb, "sing"),
        ("denied", Tag::Verb, "deny"),
        ("dying", Tag::Verb, "die"),
        ("agreed", Tag::Verb, "agree"),
        ("needs", Tag::Verb, "need"),
        ("passes", Tag::Verb, "pass"),
        ("panicking", Tag::Verb, "panic"),
        ("visited", Tag::Verb, "visit"),
        ("deployed", Tag::Verb, "deploy"),
        ("bring", Tag::Verb, "bring"),
        ("put", Tag::Verb, "put"),
        ("casualties", Tag::Noun, "casualty"),
        ("troops", Tag::Noun, "troop"),
        ("children", Tag::Noun, "child"),
        ("houses", Tag::Noun, "house"),
        ("buses", Tag::Noun, "bus"),
        ("men", Tag::Noun, "man"),
        ("crises", Tag::Noun, "crisis"),
        ("news", Tag::Noun, "news"),
        ("glass", Tag::Noun, "glass"),
        ("drones", Tag::Noun, "drone"),
        ("blorbs", Tag::Noun, "blorb"),
        ("largest", Tag::Adjective, "large"),
        ("better", Tag::Adjective, "good"),
        ("bigger", Tag::Adjective, "big"),
        ("heaviest", Tag::Adjective, "heavy"),
        ("quickly", Tag::Adverb, "quickly"),
        ("the", Tag::Determiner, "the"),
    ];
    for (form, tag, expected) in cases {
        assert_eq!(lemma(form, tag), expected, "{form} as {tag:?}");
    }
}

#[test]
fn parts_of_speech() {
    let cases: [(&str, &[Tag]); 12] = [
        ("said", &[Tag::Verb, Tag::Adjective]),
        ("report", &[Tag::Verb, Tag::Noun]),
        ("reports", &[Tag::Verb, Tag::Noun]),
        ("paris", &[Tag::ProperNoun]),
        ("china", &[Tag::ProperNoun, Tag::Noun]),
        ("the", &[Tag::Determiner]),
        ("to", &[Tag::Preposition, Tag::Particle]),
        ("hundred", &[Tag::Numeral]),
        ("don't", &[Tag::Auxiliary]),
        ("largest", &[Tag::Adjective]),
        ("zzyzx", &[]),
        ("", &[]),
    ];
    for (word, expected) in cases {
        let found = tags(word);
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{word}");
        assert_eq!(found.is_empty(), expected.is_empty());
    }
}

#[test]
fn common_words_and_names() {
    for word in [
        "troop",
        "troops",
        "the",
        "sent",
        "children",
        "fourteen",
        "smartphones",
        "larger",
    ] {
        assert!(is_common_word(word), "{word}");
    }
    for word in ["paris", "monday", "zelm", "norway", "anna", ""] {
        assert!(!is_common_word(word), "{word}");
    }
    for word in ["paris", "monday", "china", "may"] {
        assert!(is_known_name(word), "{word}");
    }
    assert!(!is_known_name("troop"));
}

#[test]
fn function_words_are_closed_number_words_are_not() {
    assert_eq!(closed_class("of"), Some(Tag::Preposition));
    assert_eq!(closed_class("couldn't"), Some(Tag::Auxiliary));
    assert_eq!(closed_class("million"), None);
    assert_eq!(closed_class("troops"), None);
    assert!(closed_tags("million").has(Tag::Numeral));
}

#[test]
fn verb_forms() {
    let cases = [
        ("kill", Some(VerbForm::Base)),
        ("kills", Some(VerbForm::ThirdPerson)),
        ("killed", Some(VerbForm::Past)),
        ("gone", Some(VerbForm::Past)),
        ("killing", Some(VerbForm::Gerund)),
        ("quick", None),
        ("zzyzx", None),
    ];
    for (word, form) in cases {
        assert_eq!(verb_form(word), form, "{word}");
    }
}

#[test]
fn data_files_are_well_formed() {
    let files = [
        include_str!("closed_class.txt"),
        include_str!("open_class.txt"),
    ];
    for file in files {
        for line in file
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let (word, letters) = line.split_once(' ').unwrap_or((line, ""));
            assert!(!word.is_empty() && !letters.contains(' '), "{line}");
            assert!(letters.bytes().all(|l| tag_of(l).is_some()), "{line}");
        }
    }
}
