//! Quotations of drafts beside those of sources: what is an alteration and what is none.

use super::{Verdict, comparisons};
use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::Severity;
use crate::rules::testing::hold;
use crate::rules::{self, Context};
use crate::sources::{Dossier, Source};
use crate::text::{Document, Format};
use std::sync::Arc;

fn facts(path: &str, text: &str) -> DocumentFacts {
    DocumentFacts::read(Arc::new(Document::new(path, text, Format::Plain)))
}

fn dossier(sources: &[&str]) -> Dossier {
    Dossier::new(
        sources
            .iter()
            .enumerate()
            .map(|(i, s)| Source::new(facts(&format!("{i}.txt"), s)))
            .collect(),
    )
}

/// The draft's first quotation against sources that hold the other one in the same frame.
fn verdict(draft: &str, sources: &[&str]) -> Option<Verdict> {
    let (draft, dossier, settings) = (
        facts("draft.txt", draft),
        dossier(sources),
        Settings::default(),
    );
    let context = Context::new(&draft, &dossier, &settings);
    comparisons(&context).first().map(|c| c.verdict)
}

fn framed(words: &str) -> String {
    format!("The harbour master of Port Selm spoke on Tuesday. “{words}” she told the council.")
}

#[test]
fn what_is_no_alteration() {
    let rows = [
        (
            "We will rebuild every bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild every bridge by autumn,",
            "we will rebuild every bridge by autumn.",
        ),
        (
            "We’ll rebuild every bridge by autumn,",
            "We'll rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild every bridge by autumn,",
            "We'll rebuild every bridge by autumn,",
        ),
        (
            "The harbour is our honour and our labour,",
            "The harbor is our honor and our labor,",
        ),
        (
            "They organised the defence of the theatre,",
            "They organized the defense of the theater,",
        ),
        (
            "The build-up at the yard took five weeks,",
            "The buildup at the yard took 5 weeks,",
        ),
        (
            "Forty per cent of the nets were torn,",
            "Forty percent of the nets were torn,",
        ),
        (
            "We will rebuild … by autumn, come what may,",
            "We will rebuild every bridge in the valley by autumn, come what may,",
        ),
        (
            "We will rebuild ... by autumn, come what may,",
            "We will rebuild every bridge in the valley by autumn, come what may,",
        ),
        (
            "[The council] will rebuild every bridge by autumn,",
            "They will rebuild every bridge by autumn,",
        ),
        (
            "[W]e will rebuild every bridge by autumn,",
            "In the end we will rebuild every bridge by autumn,",
        ),
        (
            "every bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "It cannot be that the ferries stand idle,",
            "It can not be that the ferries stand idle,",
        ),
        (
            "It isn’t true that the ferries stand idle,",
            "It is not true that the ferries stand idle,",
        ),
        (
            "The cafe on the quay sold naive paintings,",
            "The café on the quay sold naïve paintings,",
        ),
        (
            "The U.S. fleet sailed past the mole at dawn,",
            "The US fleet sailed past the mole at dawn,",
        ),
        (
            "The catch of 12,000 tonnes rotted on the quay,",
            "The catch of 12000 tonnes rotted on the quay,",
        ),
        (
            "They travelled towards the centre of the storm,",
            "They traveled toward the center of the storm,",
        ),
        (
            "Every skipper — and every cook — lost a friend,",
            "Every skipper, and every cook, lost a friend,",
        ),
    ];
    for (draft, source) in rows {
        assert_eq!(
            verdict(&framed(draft), &[&framed(source)]),
            Some(Verdict::Carried),
            "{draft} / {source}"
        );
    }
}

#[test]
fn what_is_an_alteration() {
    let rows = [
        (
            "We will rebuild every bridge by winter,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We may rebuild every bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild each bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "They will rebuild every bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild every bridge by spring,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We will not rebuild every bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild every bridge by autumn,",
            "We will not rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild every old bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "The nets were torn and the crews are tired,",
            "The nets are torn and the crews are tired,",
        ),
        (
            "Most of the boats came home before the storm,",
            "All of the boats came home before the storm,",
        ),
        (
            "The citizens of this harbour deserve better,",
            "The people of this harbour deserve better,",
        ),
        (
            "I know the pilots steered us onto the reef,",
            "I think the pilots steered us onto the reef,",
        ),
        (
            "The pumps failed twice before the lock gave way,",
            "The pumps failed once before the lock gave way,",
        ),
        (
            "Nobody warned the ferry crews about the ice,",
            "Somebody warned the ferry crews about the ice,",
        ),
        (
            "Our grandfathers built this mole with bare hands,",
            "Our fathers built this mole with bare hands,",
        ),
        (
            "The lighthouse must stay open to visitors,",
            "The lighthouse should stay open to visitors,",
        ),
        (
            "We lost nine boats in a single night,",
            "We lost six boats in a single night,",
        ),
        (
            "The nation owes its sailors a decent harbour,",
            "The country owes its sailors a decent harbour,",
        ),
        (
            "We always counted the barrels after unloading,",
            "We often counted the barrels after unloading,",
        ),
        (
            "She never sold the island to the company,",
            "She sold the island to the company,",
        ),
    ];
    for (draft, source) in rows {
        assert_eq!(
            verdict(&framed(draft), &[&framed(source)]),
            Some(Verdict::Altered),
            "{draft} / {source}"
        );
    }
}

#[test]
fn what_stands_nowhere() {
    let rows = [
        (
            "The moon was full and the owls were loud,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "My sister keeps bees behind the chapel,",
            "The nets are torn and the crews are tired,",
        ),
        (
            "A red kite circled over the quarry,",
            "All of the boats came home before the storm,",
        ),
        (
            "No painter could mix such a green,",
            "The people of this harbour deserve better,",
        ),
        (
            "Seven violins hung in the workshop,",
            "The pumps failed once before the lock gave way,",
        ),
    ];
    for (draft, source) in rows {
        assert_eq!(
            verdict(&framed(draft), &[&framed(source)]),
            Some(Verdict::Nowhere),
            "{draft} / {source}"
        );
    }
}

#[test]
fn terms_and_scare_quotes_are_not_compared() {
    for draft in [
        "The “green wave” broke.",
        "A so-called “expert” came.",
        "The “old mole” stands.",
    ] {
        assert_eq!(
            verdict(draft, &["The “blue wave” broke. The “young mole” fell."]),
            None,
            "{draft}"
        );
    }
}

#[test]
fn a_form_that_any_source_carries_is_right() {
    let draft = framed("We shall defend this harbour with our lives,");
    let one = framed("We shall defend this harbour with our lives,");
    let other = framed("We will protect this port with our lives,");
    assert_eq!(verdict(&draft, &[&other, &one]), Some(Verdict::Carried));
}

#[test]
fn one_other_rendering_of_a_fragment_proves_nothing() {
    let draft = "The queen praised the “highest spirit of steadfast brotherly friendship” at the feast on Sunday.";
    let one = "At a banquet, the “highest spirit of firm brotherly friendship” was celebrated by the court.";
    assert_eq!(verdict(draft, &[one]), Some(Verdict::Loose));
    let two = "Courtiers toasted the “highest spirit of firm brotherly friendship”, a herald said.";
    assert_eq!(verdict(draft, &[one, two]), Some(Verdict::Altered));
}

/// The draft as the preferred fix of its first altered quotation leaves it.
fn mended(draft: &str, source: &str) -> Option<String> {
    let (read, dossier, settings) = (
        facts("draft.txt", draft),
        dossier(&[source]),
        Settings::default(),
    );
    let context = Context::new(&read, &dossier, &settings);
    let findings = rules::run(&context);
    let fix = findings
        .iter()
        .find(|f| {
            // A number that was changed is told by the rule of figures.
            matches!(f.code, "quote-altered" | "figure-conflict") && f.severity == Severity::Warning
        })?
        .fixes
        .first()?
        .clone();
    let mut out = draft.to_string();
    let mut edits = fix.edits;
    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
    for edit in edits {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    Some(out)
}

#[test]
fn a_fix_restores_the_source_and_touches_nothing_else() {
    let rows = [
        (
            "We will rebuild every bridge by autumn,",
            "We will rebuild every bridge by winter,",
        ),
        (
            "We will rebuild every bridge by autumn,",
            "They will rebuild every bridge by autumn,",
        ),
        (
            "We will not rebuild every bridge by autumn,",
            "We will rebuild every bridge by autumn,",
        ),
        (
            "We will rebuild every bridge by autumn,",
            "We will rebuild every old bridge by autumn,",
        ),
        (
            "All of the boats came home before the storm,",
            "Most of the boats came home before the storm,",
        ),
        (
            "The people of this harbour deserve better,",
            "The people of this harbour deserve less,",
        ),
        (
            "The nets are torn, and the crews are tired,",
            "The nets were torn, and the crews are tired,",
        ),
        (
            "I wouldn’t sell the island for gold,",
            "I shouldn’t sell the island for gold,",
        ),
        (
            "Our fathers built this mole with bare hands,",
            "Our grandfathers built this mole with bare hands,",
        ),
        (
            "We lost six boats in a single night,",
            "We lost sixteen boats in a single night,",
        ),
        (
            "The dredger is late again and the tide will not wait,",
            "The dredger (a Dutch one) is late again and the tide will not wait,",
        ),
        (
            "The dredger is late again and the tide will not wait,",
            "The dredger — so they say — is late again and the tide will not wait,",
        ),
        (
            "The dredger is late again and nobody on the quay can tell why,",
            "The dredger is late again and nobody, absolutely nobody, on the quay can tell why,",
        ),
        (
            "The dredger is late again and nobody on the quay can tell why,",
            "The dredger is late again and nobody on the quay (or off it) can tell why,",
        ),
        (
            "We won’t sell the dredger, and the crew has heard it from me,",
            "We will sell the dredger, and the crew has heard it from me,",
        ),
        (
            "We won’t sell the dredger, and the crew has heard it from me,",
            "We would sell the dredger, and the crew has heard it from me,",
        ),
        (
            "The dredger had been mended before the tide came in,",
            "The dredger hadn’t been mended before the tide came in,",
        ),
        (
            "The nets are torn, and the crews are tired of waiting,",
            "The nets are torn, as ever, and the crews are tired of waiting,",
        ),
    ];
    for (right, wrong) in rows {
        assert_eq!(
            mended(&framed(wrong), &framed(right)).as_deref(),
            Some(framed(right).as_str()),
            "{wrong}"
        );
    }
}

#[test]
fn a_fix_keeps_the_drafts_spelling_and_marks() {
    let source = framed("It was an honour to serve the good people of this old harbour,");
    let draft = "The harbor master of Port Selm spoke on Tuesday. \"It was a favor to serve the good people of this old harbor,\" she told the council.";
    let right = draft.replace("a favor", "an honor");
    assert_eq!(mended(draft, &source), Some(right));
}

/// Codes of what is found in a draft, severities left out.
fn codes(draft: &str, source: &str) -> Vec<&'static str> {
    let (read, dossier, settings) = (
        facts("draft.txt", draft),
        dossier(&[source]),
        Settings::default(),
    );
    let context = Context::new(&read, &dossier, &settings);
    rules::run(&context)
        .iter()
        .map(|f| f.code)
        .filter(|c| c.starts_with("quote-"))
        .collect()
}

#[test]
fn unbalanced_marks() {
    let rows = [
        (
            "“The valley is dry, the engineer said. The council waits.",
            true,
        ),
        (
            "\"The valley is dry, the engineer said. The council waits.",
            true,
        ),
        ("“The valley is dry,” the engineer said.", false),
        (
            "“The valley is dry.\n\n“It was green once,” the engineer said.",
            false,
        ),
        (
            "\"The valley is dry.\n\n\"It was green once,\" the engineer said.",
            false,
        ),
        ("The board was 12\" wide and 6' long.", false),
        ("The ’90s were dry, ’twas said.", false),
        ("The farmers’ plan and the mills’ plan differ.", false),
        ("‘The valley is dry,’ the engineer said.", false),
        ("He said: “She told me ‘no’ twice.”", false),
        ("The “valley” is dry.", false),
        ("«The valley is dry,» the engineer said.", false),
    ];
    for (draft, expected) in rows {
        let found = codes(draft, "Nothing of the kind stands here.").contains(&"quote-unbalanced");
        assert_eq!(found, expected, "{draft}");
    }
}

#[test]
fn words_in_another_mouth() {
    let source = "“We will not sell the old lighthouse to strangers,” said Maria Lopez. The council met on Monday.";
    let rows = [
        (
            "“We will not sell the old lighthouse to strangers,” said Daniel Green.",
            true,
        ),
        (
            "“We will not sell the old lighthouse to strangers,” said Maria Lopez.",
            false,
        ),
        (
            "“We will not sell the old lighthouse to strangers,” said Lopez.",
            false,
        ),
        (
            "“We will not sell the old lighthouse to strangers,” the council said.",
            false,
        ),
        (
            "“We will not sell the old lighthouse to strangers,” she said.",
            false,
        ),
        (
            "“We will not sell the old lighthouse to strangers,” Reuters reported.",
            false,
        ),
        ("“We will not sell the old lighthouse to strangers.”", false),
        ("“The old lighthouse” stays, said Daniel Green.", false),
        ("Daniel Green said nothing.", false),
        (
            "“My garden needs rain and a good fence,” said Daniel Green.",
            false,
        ),
        (
            "Daniel Green heard Maria Lopez say: “We will not sell the old lighthouse to strangers.”",
            false,
        ),
    ];
    for (draft, expected) in rows {
        assert_eq!(
            codes(draft, source).contains(&"quote-misattributed"),
            expected,
            "{draft}"
        );
    }
}

#[test]
fn a_hundred_quotations_are_held_against_their_sources() {
    let tables = [
        include_str!("../../cases/quote-altered.txt"),
        include_str!("../../cases/quote-misattributed.txt"),
        include_str!("../../cases/quote-unsupported.txt"),
    ];
    let rows = tables.iter().flat_map(|t| t.lines());
    let pairs = rows.filter(|l| l.starts_with("draft: ") && l.contains(['“', '"', '«', '‘']));
    let pairs = pairs.count();
    assert!(pairs >= 100, "{pairs} pairs");
}

#[test]
fn cases_of_quote_altered() {
    hold(
        "quote-altered",
        include_str!("../../cases/quote-altered.txt"),
        10,
    );
}

#[test]
fn cases_of_quote_misattributed() {
    hold(
        "quote-misattributed",
        include_str!("../../cases/quote-misattributed.txt"),
        10,
    );
}

#[test]
fn cases_of_quote_unbalanced() {
    hold(
        "quote-unbalanced",
        include_str!("../../cases/quote-unbalanced.txt"),
        10,
    );
}

#[test]
fn cases_of_quote_unsupported() {
    hold(
        "quote-unsupported",
        include_str!("../../cases/quote-unsupported.txt"),
        10,
    );
}
