//! Tests of sentence ends: `|` marks where each sentence ends.

use super::*;

/// Sentences of the text without its marks, joined by marks.
fn split(marked: &str) -> String {
    let text = marked.replace('|', "");
    let spans = sentences(&text);
    spans
        .iter()
        .map(|s| s.of(&text).to_owned())
        .collect::<Vec<_>>()
        .join("|")
}

#[test]
fn ends_of_sentences() {
    let cases = [
        // Plain stops
        "The mill burnt.|Nobody was hurt.",
        "Was it the mill?|It was!|Nobody spoke.",
        "The mill burnt",
        "What?!|No.",
        "It cost a lot.|5 people paid.",
        "It grew by 3.5 metres.|The rest sank.",
        "They came on Apr 28.|The rest left.",
        "It made $1.2 billion.|It lost more.",
        "It was 1986.|The mill stood.",
        // Titles and initials
        "Mr. Quill and Mrs. Orme met Dr. Vane.|They talked.",
        "Gen. Ruis met Sen. Tallow in St. Orlan.",
        "J.P. Quill spoke.|A. B. Orme did not.",
        "Ada J. Quill left.|He stayed.",
        "Lt. Col. Bram Tosk spoke.",
        "He takes vitamin C.|The doctor agrees.",
        "It was plan B.|It failed.",
        "Sammy Vane Jr. won.|Nobody cheered.",
        "Bank J.P. Quillson said so.",
        // Acronyms
        "The U.S. Army left.|The U.K. stayed.",
        "They left the U.S.|The rest stayed.",
        "They left the U.S.|But some stayed.",
        "The U.S. and the E.U. agreed.",
        "He lives in Washington, D.C.|He works there.",
        "She has a Ph.D.|She teaches.",
        "The non-U.S. firms left.",
        "Rice, beans, etc.|Prices rose.",
        "Rice, beans, etc. are cheap.",
        // Companies and places
        "Vane Inc. said so.|Orme Corp. did not.",
        "He runs Vane Inc.|It makes mills.",
        "Vane & Co. Chairman Ada Orme spoke.",
        "Salem, Ore. Mayor Ada Orme spoke.",
        // Months, numbers, time
        "On Jan. 5 they met.|On Feb. 7 they parted.",
        "It was No. 5 on the list.|No. 6 was last.",
        "He said no.|They left.",
        "See p. 12 and vol. 3.|They differ.",
        "At 9 a.m. Monday it began.",
        "At 9 a.m. EST it began.",
        "It began at 9 p.m.|Police came.",
        "It began at 9 p.m.|The police came.",
        "It began at 9 p.m. on Monday.",
        "It weighs 5 kg.|Nobody lifts it.",
        "Quill vs. Orme was heard.",
        "Fruit, e.g. Apples, is dear.",
        // Quotations
        "“We stay,” he said.|“We always did.”",
        "\"We stay,\" he said.|\"We always did.\"|The end.",
        "\"Really?\" she asked.|\"Yes!\" he said.",
        "“Really?” Quill asked.|“Yes!” the mayor said.",
        "“Go!”|The crowd left.",
        "He said: “It ended.”|Nobody knew.",
        "He said: 'It ended.'|Nobody knew.",
        "“It is bad.|We must act,” he said.",
        "He went on,” They who stayed are brave.”|Nobody spoke.",
        "It ended.' |Last month it began.",
        "It ended. ”|The rest went on.",
        "It ended.“|The rest went on.",
        "(It ended.)|The rest went on.",
        "It ended (in May).|The rest went on.",
        "It ended [sic].|The rest went on.",
        "It “ended.”|“Nobody” knew.",
        "It ended.|(Nobody knew.)",
        "It ended.|— Ada Orme",
        // Ellipses
        "Our men… fully stood.",
        "Our men... stood.",
        "Our men stood…|Nobody fell.",
        "Our men stood...|Nobody fell.",
        // Hosts and versions
        "It ended.|\"We stay,\" he said.",
        "See example.com for more.",
        "He ran Example.Com for years.",
        "Version 2.0 is out.",
        "“It ended.”|The rest went on.",
        // Enumerations and lower case
        "1. The first mill burnt.|2. The second stood.",
        "the mill burnt.|nobody was hurt.|mr. quill left the u.s. and stayed away.",
        "It ended.|iPhone sales rose.",
        "It ended. and then it began.",
        "THE MILL BURNT.|NOBODY WAS HURT.|MR. QUILL LEFT.",
        // Blanks
        "It ended.\u{a0}|The rest went on.",
        "It ended.\n|The rest\nwent on.",
        "It ended\n\n|The rest went on",
        "It ended\r\n\r\n|The rest went on",
        "",
        " \u{a0} ",
    ];
    for marked in cases {
        let expected = marked
            .split('|')
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join("|");
        // A mark with no blank before it and none behind stands for a blank in the text.
        let text = marked.split('|').fold(String::new(), |text, piece| {
            if text.is_empty() || text.ends_with(char::is_whitespace) {
                text + piece
            } else {
                text + " " + piece
            }
        });
        assert_eq!(split(&text), expected, "{marked}");
    }
}

#[test]
fn missing_blanks_after_stops() {
    let cases: [(&str, &[&str]); 7] = [
        ("It ended.The rest", &["It ended.", "The rest"]),
        ("It ended!The rest", &["It ended!", "The rest"]),
        ("“It ended.”The rest", &["“It ended.”", "The rest"]),
        ("\"It ended.\"The rest", &["\"It ended.\"", "The rest"]),
        (
            "It ended.\"The rest,\" he said.",
            &["It ended.", "\"The rest,\" he said."],
        ),
        ("Node.js and Yahoo.Com", &["Node.js and Yahoo.Com"]),
        ("終わった。次の話", &["終わった。", "次の話"]),
    ];
    for (text, expected) in cases {
        let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}
