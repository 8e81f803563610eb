//! Configuration and sources: found, read, watched, read again.

use crate::client::Client;
use crate::desk::{COURIER, DRAFT, Desk, codes, of_code, opened};
use serde_json::{Value, json};

#[test]
fn sources_are_found_beside_or_above_the_draft() {
    let desk = Desk::new();
    let uri = desk.uri("drafts/march/ferry.md");
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&uri, "markdown", 1, DRAFT);
    client.findings(&uri, 1, "figure-conflict");
}

#[test]
fn each_folder_of_a_workspace_has_its_own_configuration() {
    let (ferry, other) = (Desk::new(), Desk::new());
    other.write(
        "backread.toml",
        "sources = [\"sources/**\"]\n[rules]\nfigure-conflict = \"error\"\n",
    );
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": ferry.root(), "capabilities": {"workspace": {"workspaceFolders": true}},
        "workspaceFolders": [{"uri": ferry.root(), "name": "ferry"}, {"uri": other.root(), "name": "other"}],
    }));
    for (desk, severity) in [(&ferry, 2), (&other, 1)] {
        let uri = desk.uri("draft.md");
        client.open(&uri, "markdown", 1, DRAFT);
        let found = client.findings(&uri, 1, "figure-conflict");
        assert_eq!(of_code(&found, "figure-conflict")["severity"], severity);
    }
}

#[test]
fn an_unsaved_draft_is_held_against_the_workspace() {
    let desk = Desk::new();
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open("untitled:Untitled-1", "markdown", 1, DRAFT);
    client.findings("untitled:Untitled-1", 1, "figure-conflict");
    // Without a workspace it stands for itself.
    let mut client = Client::start();
    client.initialize(
        json!({"processId": null, "rootUri": null, "workspaceFolders": null, "capabilities": {}}),
    );
    client.open("untitled:Untitled-1", "markdown", 1, DRAFT);
    let found = client.diagnostics("untitled:Untitled-1", 1);
    assert!(!codes(&found).contains(&"figure-conflict"));
}

#[test]
fn front_matter_names_the_drafts_own_sources() {
    let desk = Desk::new();
    desk.write("wire/harbour.txt", &COURIER.replace("340", "430"));
    let uri = desk.uri("draft.md");
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    let draft = format!("---\nsources: [wire/]\n---\n{DRAFT}");
    client.open(&uri, "markdown", 1, &draft);
    let found = client.findings(&uri, 1, "quote-altered");
    assert!(!codes(&found).contains(&"figure-conflict"), "{found:#?}");
    // When the line goes, the folder's sources hold.
    client.change(&uri, 2, json!([{"text": DRAFT}]));
    client.findings(&uri, 2, "figure-conflict");
}

#[test]
fn problems_of_the_configuration_are_shown_in_it() {
    let desk = Desk::new();
    let toml = "sources = [\"sources/**\"]\n\n[rules]\nfigure-conflct = \"off\"\nquote-altered = \"off\"\n";
    desk.write("backread.toml", toml);
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    let problems = client.published(&desk.uri("backread.toml"), |_| true);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["range"]["start"]["line"], 3);
    assert!(
        problems[0]["message"]
            .as_str()
            .unwrap()
            .contains("figure-conflict")
    );
    // The rest holds.
    let found = client.findings(&desk.uri("draft.md"), 1, "figure-conflict");
    assert!(!codes(&found).contains(&"quote-altered"));
    // Mended and saved, it has none.
    desk.write("backread.toml", &toml.replace("conflct", "conflict"));
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": desk.uri("backread.toml")}}),
    );
    assert_eq!(
        client.published(&desk.uri("backread.toml"), |_| true),
        Vec::<Value>::new()
    );
}

#[test]
fn a_changed_source_is_read_again() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    for name in ["sources/courier.txt", "sources/gazette.txt"] {
        let text = std::fs::read_to_string(desk.path(name)).unwrap();
        desk.write(name, &text.replace("340", "430"));
    }
    let change = json!({"uri": desk.uri("sources/courier.txt"), "type": 2});
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [change]}),
    );
    let found = client.published(&uri, |m| {
        let diagnostics = m["params"]["diagnostics"].as_array().unwrap();
        !codes(diagnostics).contains(&"figure-conflict")
    });
    of_code(&found, "quote-altered");
    // And one that is new, told by a client that watches nothing but what it saves.
    desk.write(
        "sources/late.txt",
        "Harbour officials said that 512 passengers were rescued from the ferry Halvorsen.\n",
    );
    for name in ["sources/courier.txt", "sources/gazette.txt"] {
        std::fs::remove_file(desk.path(name)).unwrap();
    }
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": desk.uri("sources/late.txt")}}),
    );
    let found = client.findings(&uri, 1, "figure-conflict");
    assert!(
        of_code(&found, "figure-conflict")["message"]
            .as_str()
            .unwrap()
            .contains("512")
    );
}

#[test]
fn sources_are_looked_at_for_a_client_that_watches_nothing() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    for name in ["sources/courier.txt", "sources/gazette.txt"] {
        let text = std::fs::read_to_string(desk.path(name)).unwrap();
        desk.write(name, &text.replace("340 passengers", "all 430 passengers"));
    }
    client.published(&uri, |m| {
        !codes(m["params"]["diagnostics"].as_array().unwrap()).contains(&"figure-conflict")
    });
    // A configuration that appears counts from then on.
    desk.write("backread.toml", "[rules]\nquote-altered = \"error\"\n");
    client.published(&uri, |m| {
        let found = m["params"]["diagnostics"].as_array().unwrap();
        found
            .iter()
            .any(|d| d["code"] == "quote-altered" && d["severity"] == 1)
    });
}

#[test]
fn a_folder_of_sources_that_appears_is_found() {
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    for capabilities in [json!({}), watching] {
        let desk = Desk::new();
        let away = desk.path("away");
        std::fs::rename(desk.path("sources"), &away).unwrap();
        let mut client = Client::start();
        client.initialize(
            json!({"processId": null, "rootUri": desk.root(), "capabilities": capabilities}),
        );
        let uri = desk.uri("draft.md");
        client.open(&uri, "markdown", 1, DRAFT);
        client.diagnostics(&uri, 1);
        std::fs::rename(away, desk.path("sources")).unwrap();
        if capabilities != json!({}) {
            let created = json!([{"uri": desk.uri("sources/courier.txt"), "type": 1}]);
            client.notify(
                "workspace/didChangeWatchedFiles",
                json!({"changes": created}),
            );
        }
        client.findings(&uri, 1, "figure-conflict");
    }
}

#[test]
fn a_configuration_that_is_open_shows_the_problems_of_its_text() {
    let desk = Desk::new();
    desk.write("backread.toml", "sources = [\"sources/**\"]\n");
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("backread.toml");
    client.open(&uri, "toml", 1, "[rules]\nquote-altred = \"off\"\n");
    let problems = client.diagnostics(&uri, 1);
    assert_eq!(problems[0]["range"]["start"]["line"], 1);
    client.change(
        &uri,
        2,
        json!([{"text": "[rules]\nquote-altered = \"off\"\n"}]),
    );
    assert_eq!(client.diagnostics(&uri, 2), Vec::<Value>::new());
    client.change(&uri, 3, json!([{"text": "430 passengers"}]));
    assert_eq!(client.diagnostics(&uri, 3)[0]["severity"], 1);
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}});
    assert_eq!(client.request("textDocument/hover", at), Value::Null);
}

#[test]
fn files_are_watched_where_the_client_can() {
    let desk = Desk::new();
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(),
        "capabilities": {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true}}},
    }));
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    let watched = |m: &Value, what: &str| {
        m["method"] == "client/registerCapability" && m["params"].to_string().contains(what)
    };
    client.wait_for("watching configurations", |m| {
        watched(m, "**/backread.toml")
    });
    let sources = desk.uri("sources");
    client.wait_for("watching sources", |m| watched(m, &sources));
    let (mut plain, _) = opened(&desk);
    assert!(
        plain
            .received()
            .iter()
            .all(|m| m["method"] != "client/registerCapability")
    );
}

#[test]
fn the_editors_settings_hold_where_the_project_says_nothing() {
    let desk = Desk::new();
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(), "capabilities": {},
        "initializationOptions": {"rules": {"quote-altered": "off"}},
    }));
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, DRAFT);
    let found = client.findings(&uri, 1, "figure-conflict");
    assert!(!codes(&found).contains(&"quote-altered"));
    let settings = json!({"backread": {"rules": {"figure-conflict": "off"}}});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": settings}),
    );
    let found = client.findings(&uri, 1, "quote-altered");
    assert!(!codes(&found).contains(&"figure-conflict"));
}

#[test]
fn a_source_that_cannot_be_read_is_named_and_the_rest_go_on() {
    let desk = Desk::new();
    std::fs::write(desk.path("sources/picture.txt"), b"\x89PNG\0\0\0").unwrap();
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    let shown = client.wait_for("a message", |m| m["method"] == "window/showMessage");
    assert!(
        shown["params"]["message"]
            .as_str()
            .unwrap()
            .contains("picture.txt")
    );
    client.findings(&desk.uri("draft.md"), 1, "figure-conflict");
}
