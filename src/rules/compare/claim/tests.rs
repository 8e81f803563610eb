//! Claims of drafts beside those of sources: what each rule reports, and where it stays silent.

use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::Relation;
use crate::rules::testing::hold;
use crate::rules::{self, Context};
use crate::sources::{Dossier, Source};
use crate::text::{Document, Format};
use std::sync::Arc;

fn facts(path: &str, text: &str) -> DocumentFacts {
    DocumentFacts::read(Arc::new(Document::new(path, text, Format::Plain)))
}

/// Codes of the claims family found in a draft.
fn codes(draft: &str, sources: &[&str]) -> Vec<&'static str> {
    let draft = facts("draft.txt", draft);
    let dossier = Dossier::new(
        sources
            .iter()
            .enumerate()
            .map(|(i, s)| Source::new(facts(&format!("{i}.txt"), s)))
            .collect(),
    );
    let settings = Settings::default();
    let context = Context::new(&draft, &dossier, &settings);
    rules::run(&context)
        .iter()
        .map(|f| f.code)
        .filter(|c| c.starts_with("claim-"))
        .collect()
}

#[test]
fn shifted_credits() {
    let source = "Danish divers estimated that 40 old mines lie in the narrow fjord near Selm. The harbour stayed shut on Monday.";
    let rows = [
        (
            "Norwegian divers estimated that 40 old mines lie in the narrow fjord near Selm.",
            true,
        ),
        (
            "Norwegian divers estimated that about 40 mines are left near the harbour.",
            true,
        ),
        (
            "Danish divers estimated that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        (
            "Divers estimated that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        (
            "The divers from Denmark estimated that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        (
            "Reuters said that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        (
            "They estimated that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        (
            "The mayor said that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        (
            "Experts estimated that 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
        ("40 old mines lie in the narrow fjord near Selm.", false),
        (
            "Norwegian divers said the water was too cold for their boats.",
            false,
        ),
        (
            "Norwegian cooks praised the herring of the old town.",
            false,
        ),
        (
            "According to Copenhagen, 40 old mines lie in the narrow fjord near Selm.",
            false,
        ),
    ];
    for (draft, expected) in rows {
        assert_eq!(
            codes(draft, &[source]).contains(&"claim-attribution-shifted"),
            expected,
            "{draft}"
        );
    }
}

#[test]
fn dropped_attributions() {
    let lead = "The town met in the hall.\n\nIt was a long night for all of them.\n\n";
    let claim =
        "Retreating troops poisoned the northern reservoir above the town during the night.";
    let attributed = [
        "Retreating troops poisoned the northern reservoir above the town during the night, the rebels said.",
        "The rebels said retreating troops poisoned the northern reservoir above the town during the night.",
    ];
    let rows: [(String, &[&str], bool); 11] = [
        (format!("{lead}{claim}"), &attributed, true),
        (format!("{lead}{claim}"), &attributed[..1], true),
        (
            format!("{lead}{claim}"),
            &[attributed[0], attributed[1], claim],
            false,
        ),
        (claim.to_string(), &attributed, false),
        (
            format!("{lead}The rebels said so. {claim}"),
            &attributed,
            false,
        ),
        (
            format!("{lead}{claim} The rebels said more would come."),
            &attributed,
            false,
        ),
        (
            format!("{lead}According to the rebels, {claim}"),
            &attributed,
            false,
        ),
        (format!("{lead}{claim}"), &[claim, claim], false),
        (
            format!("{lead}{claim}"),
            &["Nothing of the kind.", "Nor here."],
            false,
        ),
        (format!("{lead}The reservoir is blue."), &attributed, false),
        (format!("{lead}“{claim}”"), &attributed, false),
    ];
    for (draft, sources, expected) in rows {
        assert_eq!(
            codes(&draft, sources).contains(&"claim-attribution-dropped"),
            expected,
            "{draft} / {sources:?}"
        );
    }
}

#[test]
fn vague_sources() {
    let rows = [
        ("Experts think the glacier will be gone by spring.", true),
        (
            "Some analysts believe the bank will fail before winter.",
            true,
        ),
        ("The bank has reportedly failed.", true),
        ("Sources say the bank has failed.", true),
        (
            "Ana Rivera thinks the glacier will be gone by spring.",
            false,
        ),
        ("The ministry said the bank had failed.", false),
        (
            "Experts at Harbour House think the glacier will be gone.",
            false,
        ),
        ("Experts met in the old hall.", false),
        (
            "Spanish researchers found that the glacier is shrinking.",
            false,
        ),
        (
            "The experts said the glacier will be gone by spring.",
            false,
        ),
        ("He said the glacier will be gone by spring.", false),
        ("Police said the bank had failed.", false),
        ("The study shows that the glacier is shrinking.", false),
        ("Farmers say the glacier is shrinking.", false),
    ];
    for (draft, expected) in rows {
        assert_eq!(
            codes(draft, &["The town met in the hall."]).contains(&"claim-vague-source"),
            expected,
            "{draft}"
        );
    }
}

#[test]
fn counts_of_the_dead() {
    let lead = "The town met in the hall.\n\nIt was a long night for all of them.\n\n";
    let rows = [
        (
            "The landslide in the upper valley killed 43 people before dawn.",
            true,
        ),
        (
            "The landslide in the upper valley killed 43 people before dawn, the police said.",
            false,
        ),
        (
            "According to the police, the landslide in the upper valley killed 43 people.",
            false,
        ),
        (
            "The landslide in the upper valley buried 43 houses before dawn.",
            false,
        ),
        (
            "The landslide in the upper valley killed people before dawn.",
            false,
        ),
        (
            "The police said it was over. The landslide in the upper valley killed 43 people before dawn.",
            false,
        ),
        (
            "The landslide in the upper valley killed 43 people before dawn. The police said it was over.",
            false,
        ),
        ("The old hall holds 300 people and their dogs.", false),
        (
            "The landslide moved 43 tonnes of rock into the river.",
            false,
        ),
        (
            "“The landslide in the upper valley killed 43 people,” said Rivera.",
            false,
        ),
        ("The police counted 43 dead sheep, said Rivera.", false),
    ];
    for (body, expected) in rows {
        let draft = format!("{lead}{body}");
        assert_eq!(
            codes(&draft, &["Nothing else."]).contains(&"claim-unattributed"),
            expected,
            "{draft}"
        );
    }
}

#[test]
fn contradictions() {
    let source = "The ferry company denied the sale of its northern yard to the Selm council.";
    let rows = [
        (
            "The ferry company confirmed the sale of its northern yard to the Selm council.",
            true,
        ),
        (
            "The ferry company denied the sale of its northern yard to the Selm council.",
            false,
        ),
        (
            "The ferry company denied selling its northern yard to the Selm council.",
            false,
        ),
        (
            "The ferry company discussed the sale of its northern yard with the Selm council.",
            false,
        ),
        ("The town confirmed that its bridge is open.", false),
        (
            "The ferry company confirmed it owns the best boats in the bay.",
            false,
        ),
        ("The baker confirmed the price of bread.", false),
        ("The ferry company was founded by two brothers.", false),
        ("The Selm council met in the northern yard.", false),
        ("The sale was a success.", false),
        ("A ferry sank.", false),
    ];
    for (draft, expected) in rows {
        assert_eq!(
            codes(draft, &[source]).contains(&"claim-contradicted"),
            expected,
            "{draft}"
        );
    }
}

#[test]
fn cases_of_claim_attribution_dropped() {
    hold(
        "claim-attribution-dropped",
        include_str!("../../cases/claim-attribution-dropped.txt"),
        10,
    );
}

#[test]
fn cases_of_claim_attribution_shifted() {
    hold(
        "claim-attribution-shifted",
        include_str!("../../cases/claim-attribution-shifted.txt"),
        10,
    );
}

#[test]
fn cases_of_claim_contradicted() {
    hold(
        "claim-contradicted",
        include_str!("../../cases/claim-contradicted.txt"),
        10,
    );
}

#[test]
fn cases_of_claim_unattributed() {
    hold(
        "claim-unattributed",
        include_str!("../../cases/claim-unattributed.txt"),
        10,
    );
}

#[test]
fn cases_of_claim_vague_source() {
    hold(
        "claim-vague-source",
        include_str!("../../cases/claim-vague-source.txt"),
        10,
    );
}

#[test]
fn a_hover_shows_every_passage_that_makes_a_claim() {
    let read = |path: &str, text: &str| Source::new(facts(path, text));
    let dossier = Dossier::new(vec![
        read(
            "a.txt",
            "The northern reservoir had been poisoned by rebels in the night.",
        ),
        read(
            "b.txt",
            "Maria Lind said the northern reservoir had been poisoned by rebels in the night.",
        ),
        read(
            "c.txt",
            "The northern reservoir had been poisoned by rebels in the night, Peter Oda said.",
        ),
        read("d.txt", "The herring was cheap and the market was full."),
    ]);
    let text = "Peter Oda said the northern reservoir had been poisoned by rebels in the night.";
    let (draft, settings) = (facts("draft.txt", text), Settings::default());
    let context = Context::new(&draft, &dossier, &settings);
    let spread = super::spread_at(&context, text.find("reservoir").unwrap_or(0)).expect("a claim");
    let rows: Vec<_> = spread
        .rows
        .iter()
        .map(|r| {
            (
                r.evidence.holder.as_deref(),
                r.evidence.relation,
                r.note.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (Some("Peter Oda"), Relation::Supports, None),
            (Some("Maria Lind"), Relation::Differs, None),
            (None, Relation::Qualifies, Some("asserted")),
        ]
    );
}
