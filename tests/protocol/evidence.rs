//! What our own extension asks for: `backread/evidence`, which its view shows beside the draft, and hovers without findings.

use crate::client::Client;
use crate::desk::{DRAFT, Desk, opened};
use serde_json::{Value, json};

#[test]
fn the_evidence_of_a_figure_is_every_passage_with_its_place() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    let mut at = |line: u32, character: u32| {
        let position = json!({"line": line, "character": character});
        client.request(
            "backread/evidence",
            json!({"textDocument": {"uri": uri}, "position": position}),
        )
    };
    let figure = at(2, 23);
    assert_eq!(figure["kind"], "figure");
    assert_eq!(
        figure["range"]["start"],
        json!({"line": 2, "character": 23})
    );
    let rows = figure["rows"].as_array().unwrap();
    let courier = (rows.iter())
        .find(|r| r["location"]["uri"] == desk.uri("sources/courier.txt"))
        .unwrap();
    assert_eq!(courier["relation"], "differs");
    let holder = courier["holder"].as_str().unwrap();
    assert!(holder.ends_with("officials"), "{holder}");
    assert_eq!(
        courier["location"]["range"]["start"],
        json!({"line": 2, "character": 39})
    );
    for (key, words) in [
        ("value", "340"),
        ("excerpt", "ran aground"),
        ("source", "courier.txt"),
    ] {
        let said = courier[key].as_str().unwrap();
        assert!(said.contains(words), "no {words} in {said}");
    }
    let quotation = at(4, 50);
    assert_eq!(quotation["kind"], "quotation");
    assert!(quotation["text"].as_str().unwrap().contains("doors"));
    let name = at(6, 24);
    assert_eq!(name["kind"], "name");
    assert_eq!(name["text"], "Tobias Kelerdal");
    // Between facts there is nothing to show.
    assert_eq!(at(1, 0), Value::Null);
    assert!(client.leave().success());
}

#[test]
fn an_editor_that_shows_findings_in_hovers_gets_the_table_alone() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    for (own, said) in [(true, false), (false, true)] {
        let mut client = Client::start();
        client.initialize(json!({
            "processId": null, "rootUri": desk.root(),
            "capabilities": {"experimental": {"backread": {"findingsInHover": own}}},
        }));
        client.open(&uri, "markdown", 1, DRAFT);
        client.findings(&uri, 1, "figure-conflict");
        let position = json!({"line": 2, "character": 23});
        let hover = client.request(
            "textDocument/hover",
            json!({"textDocument": {"uri": uri}, "position": position}),
        );
        let shown = hover["contents"]["value"].as_str().unwrap();
        assert!(shown.contains("courier.txt:3"), "{shown}");
        assert_eq!(shown.contains("figure-conflict"), said, "{shown}");
        assert!(client.leave().success());
    }
}
