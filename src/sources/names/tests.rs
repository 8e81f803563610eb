//! Words and names of sources, found by letters and sound.

use super::*;

fn index(words: &[&str]) -> Names {
    let mut names = Names::default();
    for (token, word) in words.iter().enumerate() {
        names.add(word, Place::new(SourceId(0), 0, token).unwrap());
    }
    names.finish();
    names
}

#[test]
fn near_words_share_letters_or_sound() {
    let names = index(&["Marchetti", "Ostrander", "Kowalczyk", "Phillipa"]);
    let near = |w: &str| -> Vec<String> {
        names
            .near(w, 8)
            .into_iter()
            .filter_map(|id| names.word(id))
            .map(|w| w.form().to_string())
            .collect()
    };
    assert!(near("marhcetti").contains(&"Marchetti".to_string()));
    assert!(near("osrtanedr").contains(&"Ostrander".to_string()));
    assert!(near("filipa").contains(&"Phillipa".to_string()));
    assert!(!near("marhcetti").contains(&"Kowalczyk".to_string()));
}

#[test]
fn a_slip_finds_its_word_among_many() {
    const SYLLABLES: [&str; 16] = [
        "ba", "de", "ki", "lo", "mu", "na", "re", "si", "to", "vu", "han", "ler", "mis", "nor",
        "tul", "kes",
    ];
    let mut words: Vec<String> = Vec::new();
    for (a, b) in SYLLABLES.iter().flat_map(|a| SYLLABLES.map(|b| (a, b))) {
        for (c, d) in SYLLABLES.iter().flat_map(|c| SYLLABLES.map(|d| (c, d))) {
            words.push(format!("{a}{b}{c}{d}"));
        }
    }
    words.push("Quellenbrand".into());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let names = index(&words);
    for (slip, meant) in [
        ("quelenbrand", "quellenbrand"),
        ("norlermisvo", "norlermisvu"),
        ("tulnaerhan", "tulnarehan"),
        ("kesmsimude", "kesmismude"),
    ] {
        let near = names.near(slip, 40);
        let mut found = near.iter().filter_map(|&id| names.word(id));
        assert!(found.any(|w| *w.plain == *meant), "{slip}");
    }
}
