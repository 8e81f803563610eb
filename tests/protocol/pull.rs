//! Diagnostics that the editor asks for: of a document, and of the whole workspace.

use crate::client::Client;
use crate::desk::{COURIER, DRAFT, Desk, codes};
use serde_json::{Value, json};

/// A draft in which nothing can be found without its sources.
const QUIET: &str =
    "Harbour officials said 430 passengers were rescued from the ferry Halvorsen.\n";

/// A client that asks, also for what comes along with a document.
fn asking(desk: &Desk) -> Client {
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(), "workspaceFolders": [{"uri": desk.root(), "name": "desk"}],
        "capabilities": {
            "workspace": {"diagnostics": {"refreshSupport": true}},
            "textDocument": {"diagnostic": {"relatedDocumentSupport": true}, "publishDiagnostics": {}},
        },
    }));
    assert!(client.pulls());
    client
}

fn found(items: &Value) -> Vec<&str> {
    codes(items.as_array().unwrap())
}

/// The reports of the workspace by the name of the file.
fn workspace(client: &mut Client, previous: Value) -> Vec<(String, Value)> {
    let answer = client.request(
        "workspace/diagnostic",
        json!({"previousResultIds": previous}),
    );
    let name = |item: &Value| {
        let uri = item["uri"].as_str().unwrap();
        uri.rsplit('/').next().unwrap().to_owned()
    };
    let items = answer["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| (name(item), item.clone()))
        .collect()
}

fn wait_for_refresh(client: &mut Client) {
    client.wait_for("a wish to be asked again", |m| {
        m["method"] == "workspace/diagnostic/refresh"
    });
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let desk = Desk::new();
    let mut client = asking(&desk);
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, QUIET);
    // Nothing can be said before the sources are read; an empty answer would say that all is well.
    let first = client.pull(&uri, None);
    assert_eq!(first["kind"], "full");
    assert_eq!(found(&first["items"]), ["figure-conflict"]);
    let again = client.pull(&uri, Some(&first["resultId"]));
    assert_eq!(again["kind"], "unchanged");
    assert_eq!(again["resultId"], first["resultId"]);
    client.change(&uri, 2, json!([{"text": QUIET.replace("430", "340")}]));
    let mended = client.pull(&uri, Some(&first["resultId"]));
    assert_eq!(
        (&mended["kind"], &mended["items"]),
        (&json!("full"), &json!([]))
    );
    let id = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": desk.uri("unknown.md")}}),
    );
    assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    // Closed while somebody waits: there is nothing to wait for any more.
    assert!(client.leave().success());
}

#[test]
fn a_changed_source_has_the_client_ask_again() {
    let desk = Desk::new();
    let mut client = asking(&desk);
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, QUIET);
    assert_eq!(
        found(&client.pull(&uri, None)["items"]),
        ["figure-conflict"]
    );
    wait_for_refresh(&mut client);
    for name in ["sources/courier.txt", "sources/gazette.txt"] {
        let text = std::fs::read_to_string(desk.path(name)).unwrap();
        desk.write(name, &text.replace("340", "430"));
    }
    // Found by the server itself: this client watches nothing.
    wait_for_refresh(&mut client);
    let none = client.shown(&uri, 1, |found| found.is_empty());
    assert_eq!(none, Vec::<Value>::new());
    let told = |m: &Value| m["method"] == "textDocument/publishDiagnostics";
    assert!(!client.received().iter().any(told));
}

#[test]
fn a_problem_in_the_word_that_is_written_waits() {
    let desk = Desk::new();
    let mut client = asking(&desk);
    let uri = desk.uri("draft.md");
    let right = QUIET.replace("430", "340");
    client.open(&uri, "markdown", 1, &right);
    assert_eq!(client.pull(&uri, None)["items"], json!([]));
    wait_for_refresh(&mut client);
    // "340" becomes "3405" under the writer's hands.
    let place = json!({"line": 0, "character": 26});
    let typed = json!([{"range": {"start": place, "end": place}, "text": "5"}]);
    client.change(&uri, 2, typed);
    assert_eq!(client.pull(&uri, None)["items"], json!([]));
    let shown = client.shown(&uri, 2, |found| !found.is_empty());
    assert_eq!(codes(&shown), ["figure-conflict"]);
}

#[test]
fn a_client_that_is_told_hears_nothing_before_the_sources_are_read() {
    let desk = Desk::new();
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, QUIET);
    let first = client.published(&uri, |_| true);
    assert_eq!(codes(&first), ["figure-conflict"]);
}

#[test]
fn problems_of_the_configuration_come_along_with_the_draft() {
    let desk = Desk::new();
    desk.write("backread.toml", "sources = [\"sources/**\"]\nsorces = []\n");
    let mut client = asking(&desk);
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, QUIET);
    let report = client.pull(&uri, None);
    let related = &report["relatedDocuments"][desk.uri("backread.toml")];
    let message = related["items"][0]["message"].as_str().unwrap();
    assert!(message.contains("sorces"), "{message}");
}

#[test]
fn drafts_that_are_not_open_are_reported_too() {
    let desk = Desk::new();
    desk.write(
        "backread.toml",
        "sources = [\"sources/**\"]\ndrafts = [\"drafts/*.md\"]\nsorces = []\n",
    );
    desk.write("drafts/one.md", QUIET);
    desk.write(
        "drafts/two.md",
        &format!("---\nsources: [../other.txt]\n---\n{QUIET}"),
    );
    desk.write("other.txt", &COURIER.replace("340", "512"));
    desk.write("drafts/right.md", &QUIET.replace("430", "340"));
    desk.write("note.md", QUIET);
    let mut client = asking(&desk);
    let open = desk.uri("drafts/open.md");
    desk.write("drafts/open.md", QUIET);
    client.open(&open, "markdown", 3, DRAFT);
    let first = workspace(&mut client, json!([]));
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["backread.toml", "one.md", "open.md", "two.md"]
            .map(|n| n)
            .to_vec()
    );
    let of = |name: &str| &first.iter().find(|(n, _)| n == name).unwrap().1;
    assert_eq!(found(&of("one.md")["items"]), ["figure-conflict"]);
    assert_eq!(of("one.md")["version"], Value::Null);
    let other = of("two.md")["items"][0]["message"].as_str().unwrap();
    assert!(other.contains("512"), "{other}");
    assert_eq!(of("open.md")["version"], 3);
    // As the client has it, not as it is on the disk; and the same as for the document alone.
    let alone = client.pull(&open, None);
    assert_eq!(alone["resultId"], of("open.md")["resultId"]);
    assert!(found(&alone["items"]).contains(&"quote-altered"));

    // What has not changed is named alone; what is gone has nothing; what is mended neither.
    let ids: Vec<Value> = (first.iter())
        .map(|(_, item)| json!({"uri": item["uri"], "value": item["resultId"]}))
        .collect();
    std::fs::remove_file(desk.path("drafts/two.md")).unwrap();
    desk.write(
        "drafts/one.md",
        "Harbour officials said 340 passengers were rescued.\n",
    );
    let second = workspace(&mut client, json!(ids));
    let kinds: Vec<(&str, &str)> = (second.iter())
        .map(|(name, item)| (name.as_str(), item["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("backread.toml", "unchanged"),
            ("one.md", "full"),
            ("open.md", "unchanged"),
            ("two.md", "full"),
        ]
    );
    for (name, item) in second {
        if item["kind"] == "full" {
            assert_eq!(item["items"], json!([]), "{name}");
        }
    }
    assert!(client.leave().success());
}

#[test]
fn the_workspace_is_answered_when_a_document_is_closed_before_its_home_is_found() {
    let desk = Desk::new();
    let mut client = asking(&desk);
    workspace(&mut client, json!([]));
    let uri = desk.uri("long.md");
    client.open(&uri, "markdown", 1, &DRAFT.repeat(3000));
    let id = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    assert!(client.answer(id).unwrap()["items"].is_array());
}

#[test]
fn a_deleted_configuration_is_not_in_the_workspace_any_more() {
    let desk = Desk::new();
    desk.write("backread.toml", "sorces = 1\ndrafts = [\"*.md\"]\n");
    let mut client = asking(&desk);
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    let names = |client: &mut Client| -> Vec<String> {
        let found = workspace(client, json!([]));
        found.into_iter().map(|(name, _)| name).collect()
    };
    assert!(names(&mut client).contains(&"backread.toml".to_owned()));
    std::fs::remove_file(desk.path("backread.toml")).unwrap();
    let changes = json!([{"uri": desk.uri("backread.toml"), "type": 3}]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": changes}),
    );
    wait_for_refresh(&mut client);
    assert!(!names(&mut client).contains(&"backread.toml".to_owned()));
}
