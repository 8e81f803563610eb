//! What is read as a name: its words, its kind, the role beside it.

use crate::facts::DocumentFacts;
use crate::text::{Document, Format};
use std::sync::Arc;

fn names(text: &str) -> Vec<String> {
    let facts = DocumentFacts::read(Arc::new(Document::new("t.txt", text, Format::Plain)));
    let told = |(_, m): (_, &super::NameMention)| {
        let role = m
            .role
            .as_ref()
            .map_or(String::new(), |r| format!(" [{}]", r.text));
        format!("{}: {}{role}", m.text, m.kind.as_str())
    };
    facts.names().map(told).collect()
}

#[test]
fn names_are_read_whole_with_kind_and_role() {
    let mut wrong = Vec::new();
    for (text, wanted) in [
        (
            "It was Jan van der Brecht who won.",
            &["Jan van der Brecht: person"][..],
        ),
        (
            "Yesterday Karim al-Durubi won.",
            &["Karim al-Durubi: person"],
        ),
        (
            "It was Seán Ó Brollan who won.",
            &["Seán Ó Brollan: person"],
        ),
        (
            "A book by J. K. Marlow came out.",
            &["J. K. Marlow: person"],
        ),
        ("Otto Dorn Jr. left the hall.", &["Otto Dorn Jr: person"]),
        (
            "April Jonsdal left, and in April Moscow agreed.",
            &["April Jonsdal: person", "Moscow: place"],
        ),
        ("Then Theresa May left.", &["Theresa May: person"]),
        (
            "Envoy Kim Tae Jun left on Jun 3.",
            &["Kim Tae Jun: person [Envoy]"],
        ),
        (
            "Then General Park Tae Sol met Park Min-ju in Park Avenue.",
            &[
                "Park Tae Sol: person [General]",
                "Park Min-ju: person",
                "Park Avenue: place",
            ],
        ),
        (
            "Lena Marwick is the mayor of Ostvik.",
            &["Lena Marwick: person [mayor of Ostvik]", "Ostvik: unknown"],
        ),
        (
            "The judge heard Lena Marwick, 43, a lawyer.",
            &["Lena Marwick: person [lawyer]"],
        ),
        (
            "Lena Marwick, 43, was fined.",
            &["Lena Marwick: person [43]"],
        ),
        (
            "Hong Min of the Ostfjord Institute of Peat said so.",
            &[
                "Hong Min: person [of the Ostfjord Institute of Peat]",
                "Ostfjord Institute of Peat: organization",
            ],
        ),
        (
            "OSTFJORD, Marlovia (Reuters) - It rained.",
            &[
                "OSTFJORD: place",
                "Marlovia: unknown",
                "Reuters: organization",
            ],
        ),
        (
            "The Treaty of Ostfjord ended it.",
            &["Treaty of Ostfjord: work"],
        ),
        (
            "She wrote “Brackwater Lights” in a year.",
            &["Brackwater Lights: work"],
        ),
        (
            "On Monday in March the Police were glad.",
            &["Police: unknown"],
        ),
        ("The Spring Festival began.", &["Spring Festival: event"]),
        ("Brackwater's mayor spoke.", &["Brackwater: unknown"]),
        (
            "Then Minister for Mines Helga Tanvik signed it.",
            &["Helga Tanvik: person [Minister for Mines]"],
        ),
        (
            "The chief executive of Norvalt, Greta Solvang, resigned.",
            &[
                "Norvalt: unknown",
                "Greta Solvang: person [chief executive of Norvalt]",
            ],
        ),
        (
            "Greta Solvang, chief medical officer, resigned.",
            &["Greta Solvang: person [chief medical officer]"],
        ),
        (
            "Ivo Kaltzer, the minister of health and social care, left.",
            &["Ivo Kaltzer: person [minister of health and social care]"],
        ),
        (
            "Ivo Kaltzer, who is the mayor of Ostvik, left.",
            &["Ivo Kaltzer: person [mayor of Ostvik]", "Ostvik: unknown"],
        ),
        (
            "Vodna Energija said so, and Tolver Foods said so.",
            &["Vodna Energija: organization", "Tolver Foods: organization"],
        ),
        (
            "She read the novel The Glass Orchard.",
            &["Glass Orchard: work"],
        ),
        (
            "Then Wang Jiangmin (王江民) met محمد الدربي.",
            &[
                "Wang Jiangmin: unknown",
                "王江民: unknown",
                "محمد الدربي: unknown",
            ],
        ),
        (
            "KETTLEBY MAYOR WINS OSTVIK PRIZE AGAIN",
            &["KETTLEBY: unknown", "OSTVIK: unknown"],
        ),
        (
            "Мэр Ольга Квятина выступила.",
            &["Мэр Ольга Квятина: unknown"],
        ),
    ] {
        let read = names(text);
        if read != wanted {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
