//! What is shown in and beside the text: the figures counted at the top, hints behind them, links to sources, the names of
//! the sources.

use crate::client::Client;
use crate::desk::{DRAFT, Desk, opened};
use serde_json::{Value, json};

fn document(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

fn whole(uri: &str) -> Value {
    let range =
        json!({"start": {"line": 0, "character": 0}, "end": {"line": u32::MAX, "character": 0}});
    json!({"textDocument": {"uri": uri}, "range": range})
}

const SOURCE: &str = "\
Harbour officials said on Tuesday that 340 passengers were rescued from the ferry Halvorsen. Nine fishing boats took part in the search.
";

const STORY: &str = "\
Harbour officials said 340 passengers were rescued from the ferry Halvorsen.

Twelve fishing boats took part in the search. The ferry carried 57 lorries of timber.
";

/// A desk with one source, and a client with a draft open.
fn story(settings: Value, capabilities: Value) -> (Desk, Client, String) {
    let desk = Desk::empty();
    desk.write("sources/wire.txt", SOURCE);
    let uri = desk.uri("story.md");
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(), "initializationOptions": settings, "capabilities": capabilities,
    }));
    client.open(&uri, "markdown", 1, STORY);
    client.findings(&uri, 1, "figure-conflict");
    (desk, client, uri)
}

#[test]
fn figures_are_counted_at_the_top_and_listed() {
    let window = json!({"window": {"showDocument": {"support": true}}});
    let (_desk, mut client, uri) = story(Value::Null, window);
    let lenses = client.request("textDocument/codeLens", document(&uri));
    let lens = &lenses[0];
    assert_eq!(lens["range"]["start"], json!({"line": 0, "character": 0}));
    assert_eq!(
        lens["command"]["title"],
        "3 figures: 1 supported, 1 in conflict, 1 in no source"
    );
    let params = json!({
        "command": lens["command"]["command"], "arguments": lens["command"]["arguments"],
    });
    client.answer_with(
        "window/showMessageRequest",
        json!({"title": "Twelve: 1 source differs"}),
    );
    let listed = client.request("workspace/executeCommand", params);
    let standings: Vec<(&str, &str)> = (listed.as_array().unwrap().iter())
        .map(|f| (f["text"].as_str().unwrap(), f["standing"].as_str().unwrap()))
        .collect();
    assert_eq!(
        standings,
        [
            ("340", "supported"),
            ("Twelve", "conflict"),
            ("57", "unsupported")
        ]
    );
    let asked = client.wait_for("a choice", |m| m["method"] == "window/showMessageRequest");
    let titles: Vec<&str> = (asked["params"]["actions"].as_array().unwrap().iter())
        .map(|a| a["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["Twelve: 1 source differs", "57: in no source"]);
    let shown = client.wait_for("the place", |m| m["method"] == "window/showDocument");
    assert_eq!(shown["params"]["uri"], uri);
    assert_eq!(
        shown["params"]["selection"]["start"],
        json!({"line": 2, "character": 0})
    );
}

#[test]
fn figures_are_counted_where_there_is_nothing_to_hold_them_against() {
    let desk = Desk::empty();
    let uri = desk.uri("story.md");
    let mut client = Client::start();
    client.initialize(json!({"processId": null, "rootUri": desk.root(), "capabilities": {}}));
    client.open(&uri, "markdown", 1, &format!("{STORY}\n“We left"));
    client.findings(&uri, 1, "quote-unbalanced");
    // The search for sources is over when another check is.
    client.change(&uri, 2, json!([{"text": STORY}]));
    client.diagnostics(&uri, 2);
    let title = "3 figures; no sources to hold them against";
    let lenses = client.request("textDocument/codeLens", document(&uri));
    assert_eq!(lenses[0]["command"]["title"], title);
    let params = json!({
        "command": lenses[0]["command"]["command"], "arguments": lenses[0]["command"]["arguments"],
    });
    let listed = client.request("workspace/executeCommand", params);
    assert_eq!(listed.as_array().unwrap().len(), 3);
    let told = client.wait_for("a message", |m| m["method"] == "window/showMessage");
    assert_eq!(told["params"]["message"], title);
}

#[test]
fn hints_and_lenses_are_shown_as_the_settings_want_them() {
    let (_desk, mut client, uri) = story(json!({"inlayHints": true, "codeLens": false}), json!({}));
    let lenses = client.request("textDocument/codeLens", document(&uri));
    assert_eq!(lenses, json!([]));
    let hints = client.request("textDocument/inlayHint", whole(&uri));
    let labels: Vec<(&Value, &str)> = (hints.as_array().unwrap().iter())
        .map(|h| (&h["position"], h["label"].as_str().unwrap()))
        .collect();
    assert_eq!(
        labels,
        [
            (&json!({"line": 0, "character": 26}), "1 source agrees"),
            (&json!({"line": 2, "character": 6}), "1 source differs"),
            (&json!({"line": 2, "character": 66}), "in no source"),
        ]
    );
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let some = client.request(
        "textDocument/inlayHint",
        json!({"textDocument": {"uri": uri}, "range": range}),
    );
    assert_eq!(some.as_array().unwrap().len(), 1);
    let backwards =
        json!({"start": {"line": 2, "character": 0}, "end": {"line": 1, "character": 0}});
    let id = client.ask(
        "textDocument/inlayHint",
        json!({"textDocument": {"uri": uri}, "range": backwards}),
    );
    assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    let settings = json!({"backread": {"inlayHints": false}});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": settings}),
    );
    // The next request finds the settings of its turn once the draft's home is found again: a check tells when.
    client.change(&uri, 2, json!([{"text": STORY}]));
    client.diagnostics(&uri, 2);
    assert_eq!(
        client.request("textDocument/inlayHint", whole(&uri)),
        json!([])
    );
}

#[test]
fn sources_that_the_draft_names_are_linked() {
    let desk = Desk::new();
    desk.write("wire/late.txt", "Nothing new.\n");
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("linked.md");
    let text = "---\nsources: [wire/late.txt, \"sources/gazette.txt\", nowhere.txt]\n---\nSee “gazette.txt” and sources/gazette.txt, not other.txt. 🚢 late.txt.\n";
    client.open(&uri, "markdown", 1, text);
    client.diagnostics(&uri, 1);
    client.change(&uri, 2, json!([{"text": format!("{text}\n")}]));
    client.diagnostics(&uri, 2);
    let links = client.request("textDocument/documentLink", document(&uri));
    let found: Vec<(u64, u64, &str)> = (links.as_array().unwrap().iter())
        .map(|l| {
            let start = &l["range"]["start"];
            let target = l["target"].as_str().unwrap();
            (
                start["line"].as_u64().unwrap(),
                start["character"].as_u64().unwrap(),
                target.strip_prefix(&desk.root()).unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (1, 10, "/wire/late.txt"),
            (1, 26, "/sources/gazette.txt"),
            (3, 5, "/sources/gazette.txt"),
            (3, 22, "/sources/gazette.txt"),
            (3, 61, "/wire/late.txt"),
        ]
    );
}

#[test]
fn the_names_of_all_sources_are_symbols_of_the_workspace() {
    let desk = Desk::new();
    let other = Desk::empty();
    other.write(
        "sources/wire.txt",
        "The Keel Institute spoke to Tomas Brekkestad.\n",
    );
    let (mut client, _) = opened(&desk);
    client.open(&other.uri("other.md"), "markdown", 1, "Text.\n");
    client.diagnostics(&other.uri("other.md"), 1);
    let mut names = |query: &str| -> Vec<(String, String)> {
        let answer = client.request("workspace/symbol", json!({"query": query}));
        (answer.as_array().unwrap().iter())
            .map(|s| {
                let place = s["location"]["uri"].as_str().unwrap();
                let file = place.rsplit('/').next().unwrap();
                (s["name"].as_str().unwrap().to_owned(), file.to_owned())
            })
            .collect()
    };
    let found = names("kel");
    assert_eq!(found, [("Tobias Kellerdahl".into(), "courier.txt".into())]);
    assert!(
        names("brekk")
            .iter()
            .any(|(name, _)| name.contains("Brekkestad"))
    );
    assert_eq!(names("dahl"), []);
    let all = names("");
    for name in ["Tobias Kellerdahl", "Ingrid Vasterling", "Tomas Brekkestad"] {
        assert!(all.iter().any(|(n, _)| n == name), "no {name} in {all:?}");
    }
}

#[test]
fn the_passage_is_opened_where_the_editor_can() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    for shows in [true, false] {
        let mut client = Client::start();
        client.initialize(json!({
            "processId": null, "rootUri": desk.root(),
            "capabilities": {"window": {"showDocument": {"support": shows}}},
        }));
        client.open(&uri, "markdown", 1, DRAFT);
        client.findings(&uri, 1, "figure-conflict");
        let argument =
            json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 24}});
        let params = json!({"command": "backread.showEvidence", "arguments": [argument]});
        let answer = client.request("workspace/executeCommand", params);
        assert_eq!(answer["kind"], "figure");
        if shows {
            let shown = client.wait_for("the passage", |m| m["method"] == "window/showDocument");
            let place = shown["params"]["uri"].as_str().unwrap();
            assert!(place.contains("/sources/"), "{place}");
            assert!(shown["params"]["selection"]["start"]["character"].is_u64());
        } else {
            let shown = client.wait_for("the passage", |m| m["method"] == "window/showMessage");
            let message = shown["params"]["message"].as_str().unwrap();
            assert!(message.contains("340 passengers"), "{message}");
        }
    }
}
