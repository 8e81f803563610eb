//! Names in context: a draft's sentence, a source's sentence, and what is reported.

use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::{Finding, Severity};
use crate::rules::{self, Context};
use crate::sources::{Dossier, load::read_source};
use crate::text::{Document, Format};
use std::path::Path;
use std::sync::Arc;

fn read(draft: &str, sources: &[&str]) -> (DocumentFacts, Dossier) {
    let sources = (sources.iter().enumerate())
        .map(|(i, text)| read_source(Path::new(&format!("{i}.txt")), (*text).to_string()))
        .collect();
    let document = Document::new("draft.txt", draft, Format::Plain);
    (
        DocumentFacts::read(Arc::new(document)),
        Dossier::new(sources),
    )
}

fn check(draft: &str, sources: &[&str], settings: Settings) -> Vec<Finding> {
    let (draft, dossier) = read(draft, sources);
    let mut found = rules::run(&Context::new(&draft, &dossier, &settings));
    found.retain(|f| f.code.starts_with("name-"));
    found
}

fn rows() -> Vec<[&'static str; 4]> {
    include_str!("cases.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| {
            let mut fields = l.split('|').map(str::trim);
            std::array::from_fn(|_| fields.next().unwrap_or_default())
        })
        .collect()
}

#[test]
fn each_name_is_judged_in_its_context() {
    let mut wrong = Vec::new();
    for [code, draft, source, right] in rows() {
        let found = check(draft, &[source], Settings::default());
        let told: Vec<&str> = found.iter().map(|f| f.code).collect();
        if code.starts_with('-') {
            if !found.is_empty() {
                wrong.push(format!(
                    "{draft} / {source}: {:?}",
                    found.iter().map(|f| &f.message).collect::<Vec<_>>()
                ));
            }
            continue;
        }
        let wanted = format!("name-{code}");
        let Some(finding) = found.iter().find(|f| f.code == wanted) else {
            wrong.push(format!("{draft} / {source}: no {wanted}, but {told:?}"));
            continue;
        };
        if found
            .iter()
            .any(|f| f.severity >= Severity::Warning && f.code != wanted)
        {
            wrong.push(format!("{draft} / {source}: more than {wanted}: {told:?}"));
        }
        let first = finding.fixes.first().and_then(|f| f.edits.first());
        if right != "-" && first.map(|e| e.text.as_str()) != Some(right) {
            wrong.push(format!(
                "{draft} / {source}: the fix writes {:?}, not {right}",
                first.map(|e| &e.text)
            ));
        }
        if finding.severity >= Severity::Warning && finding.evidence.is_empty() {
            wrong.push(format!("{draft}: a warning without evidence"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_table_is_large_and_often_silent() {
    let rows = rows();
    assert!(rows.len() >= 300, "{}", rows.len());
    assert!(rows.iter().filter(|r| r[0].starts_with('-')).count() >= 100);
    for rule in [
        "garbled",
        "variant",
        "truncated",
        "role",
        "acronym",
        "unsupported",
    ] {
        let guards = rows.iter().filter(|r| r[0].strip_prefix('-') == Some(rule));
        assert!(
            guards.count() >= 10,
            "rows on which name-{rule} stays silent"
        );
    }
}

#[test]
fn a_slip_made_often_is_one_finding_mended_everywhere() {
    let draft =
        "Minister Dorota Kwiatkwoska spoke. Then Kwiatkwoska left. Kwiatkwoska's car waited.";
    let found = check(
        draft,
        &["Minister Dorota Kwiatkowska spoke. Then Kwiatkowska left."],
        Settings::default(),
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].also.len(), 2);
    assert!(found[0].fixes[0].preferred && found[0].fixes[0].edits.len() == 1);
    assert_eq!(found[0].fixes[1].edits.len(), 3);
}

#[test]
fn inside_a_quotation_nothing_is_rewritten_unasked() {
    let draft = "\"We will rebuild Ketlteby,\" said the mayor.";
    let reported = "The mayor said that Kettleby would be rebuilt.";
    let found = check(draft, &[reported], Settings::default());
    assert_eq!(found.len(), 1);
    assert!(found[0].fixes.is_empty(), "no source quotes it: {found:?}");
    let source = "\"We will rebuild Kettleby,\" said the mayor. Kettleby burned in May.";
    let found = check(draft, &[source], Settings::default());
    assert_eq!(found.len(), 1);
    assert!(!found[0].fixes[0].preferred && !found[0].fixes[0].safe);
    let found = check(
        "\"We will rebuild Ketlteby,\" said the mayor. Ketlteby burned in May. Then Ketlteby slept.",
        &[source],
        Settings::default(),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].also.len(), 2, "the quoted place is reported");
    let [here, fix] = &found[0].fixes[..] else {
        panic!("{found:?}");
    };
    assert!(!here.preferred && !here.safe);
    assert!(fix.safe && fix.edits.len() == 2, "{fix:?}");
    assert!(fix.edits.iter().all(|e| e.span != found[0].span));
}

#[test]
fn the_house_decides_without_sources_and_once() {
    let house = Settings {
        style: [("Kyivgrad".to_string(), vec!["Kievgrad".to_string()])].into(),
        ..Settings::default()
    };
    for sources in [
        &[][..],
        &["The mayor of Kyivgrad spoke."],
        &["Nobody spoke."],
    ] {
        let found = check("The mayor of Kievgrad spoke.", sources, house.clone());
        assert_eq!(found.len(), 1, "{sources:?}: {found:?}");
        assert_eq!(found[0].code, "name-variant");
        assert_eq!(found[0].fixes[0].edits[0].text, "Kyivgrad");
    }
    let two = "Poet Aleksandr Dobrynskyy wrote. Dobrynskyy won. Then Dobrynsky left.";
    let found = check(two, &[], Settings::default());
    assert_eq!(found.len(), 1, "two spellings in one draft: {found:?}");
}

#[test]
fn the_house_decides_on_spellings() {
    let source = ["Poet Aleksandr Dobrynsky wrote it."];
    let draft = "Poet Aleksandr Dobrynskyy wrote it.";
    let accepted = Settings {
        accept: vec!["Dobrynskyy".into()],
        ..Settings::default()
    };
    assert!(check(draft, &source, accepted).is_empty());
    let house = Settings {
        style: [("Dobrynskyy".to_string(), vec!["Dobrynsky".to_string()])].into(),
        ..Settings::default()
    };
    assert!(
        check(draft, &source, house.clone()).is_empty(),
        "the house's own spelling"
    );
    let found = check("Poet Aleksandr Dobrynsky wrote it.", &source, house);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "name-variant");
    assert_eq!(found[0].fixes[0].edits[0].text, "Dobrynskyy");
}

/// What is mended unseen is what all sources agree on.
#[test]
fn a_garble_is_safe_to_mend_where_the_sources_agree() {
    let draft = "Harbour master Brunilda Kesterwahl spoke.";
    for (sources, safe) in [
        (&["Harbour master Brunilda Kesterwohl spoke."][..], true),
        (
            &[
                "Harbour master Brunilda Kesterwohl spoke.",
                "Kesterwohl spoke.",
            ],
            true,
        ),
        (
            &[
                "Harbour master Brunilda Kesterwohl spoke.",
                "Harbour master Brunilda Kesterwohll spoke.",
            ],
            false,
        ),
        (
            &[
                "Harbour master Brunilda Kesterwohl spoke.",
                "Harbour master Brunilda Kesterwuhl spoke.",
            ],
            false,
        ),
    ] {
        let found = check(draft, sources, Settings::default());
        let [finding] = found.as_slice() else {
            panic!("{sources:?}: {found:?}");
        };
        assert_eq!(finding.code, "name-garbled", "{sources:?}");
        assert_eq!(finding.fixes[0].safe, safe, "{sources:?}: {finding:?}");
    }
}

/// A spelling that the house accepts makes the other one no slip.
#[test]
fn nothing_is_told_beside_a_spelling_that_is_accepted() {
    let draft = "Aleksandr Dobrynskyy wrote it. Critics praised Dobrynskyy. Then Dobrynsky left.";
    assert_eq!(check(draft, &[], Settings::default()).len(), 1);
    for accepted in ["Dobrynsky", "Dobrynskyy"] {
        let settings = Settings {
            accept: vec![accepted.into()],
            ..Settings::default()
        };
        let found = check(draft, &[], settings);
        assert!(found.is_empty(), "{accepted}: {found:?}");
    }
}

#[test]
fn two_spellings_in_one_draft_are_told_once() {
    let draft = "Poet Aleksandr Dobrynskyy wrote it. Critics praised Dobrynskyy. Poet Aleksandr Dobrynsky won. Then Dobrynsky left.";
    let source = ["Poet Aleksandr Dobrynskyy and Poet Aleksandr Dobrynsky are one."];
    let found = check(draft, &source, Settings::default());
    assert_eq!(
        found.iter().filter(|f| f.code == "name-variant").count(),
        1,
        "{found:?}"
    );
}

#[test]
fn a_hover_tells_who_a_name_is() {
    let sources = [
        "Harbour minister Annelise Vanterpol opened it. Vanterpol smiled.",
        "It was Vanterpol who opened it.",
    ];
    let draft = "The lock was opened by Annelise Vanterpol.";
    let (facts, dossier) = read(draft, &sources);
    let settings = Settings::default();
    let context = Context::new(&facts, &dossier, &settings);
    let spread = super::spread_at(&context, draft.find("Annelise").unwrap_or(0)).expect("a name");
    assert_eq!(spread.rows.len(), 3, "{spread:?}");
    assert!(
        spread
            .rows
            .iter()
            .any(|r| r.note.as_deref().is_some_and(|n| n.contains("minister")))
    );
}
