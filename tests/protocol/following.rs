//! What a client may follow and steer: settings of each folder, folders that come and go, progress, traces, logs.

use crate::client::Client;
use crate::desk::{DRAFT, Desk, codes, of_code, opened};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// A client that is asked for its settings.
fn with_settings(folders: &[&Desk], answers: Value) -> Client {
    let mut client = Client::start();
    client.answer_with("workspace/configuration", answers);
    let folders: Vec<Value> = (folders.iter())
        .map(|desk| json!({"uri": desk.root(), "name": "desk"}))
        .collect();
    client.initialize(json!({
        "processId": null, "rootUri": folders[0]["uri"], "workspaceFolders": folders,
        "initializationOptions": {"rules": {"quote-altered": "off"}},
        "capabilities": {"workspace": {
            "configuration": true, "workspaceFolders": true, "didChangeConfiguration": {"dynamicRegistration": true},
        }},
    }));
    client
}

#[test]
fn each_folder_has_the_editors_settings_for_it() {
    let (ferry, other) = (Desk::new(), Desk::new());
    let answers = json!([null, {"rules": {"figure-conflict": "error"}}, null]);
    let mut client = with_settings(&[&ferry, &other], answers);
    let asked = client.wait_for("a question", |m| m["method"] == "workspace/configuration");
    assert_eq!(
        asked["params"]["items"],
        json!([
            {"section": "backread"},
            {"scopeUri": ferry.root(), "section": "backread"},
            {"scopeUri": other.root(), "section": "backread"},
        ])
    );
    client.wait_for("a registration", |m| {
        m["method"] == "client/registerCapability"
            && m["params"]
                .to_string()
                .contains("workspace/didChangeConfiguration")
    });
    for (desk, severity) in [(&ferry, 1), (&other, 2)] {
        let uri = desk.uri("draft.md");
        client.open(&uri, "markdown", 1, DRAFT);
        let found = client.published(&uri, |m| {
            let found = m["params"]["diagnostics"].as_array().unwrap();
            (found.iter()).any(|d| d["code"] == "figure-conflict" && d["severity"] == severity)
        });
        // What the client says of a folder stands in place of what it said at the start.
        assert_eq!(codes(&found).contains(&"quote-altered"), severity == 1);
    }
    // A change is told without what changed: the client is asked again.
    client.answer_with(
        "workspace/configuration",
        json!([null, null, {"rules": {"figure-conflict": "off"}}]),
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.published(&other.uri("draft.md"), |m| {
        !codes(m["params"]["diagnostics"].as_array().unwrap()).contains(&"figure-conflict")
    });
}

#[test]
fn the_projects_file_stands_above_the_editors_settings() {
    let desk = Desk::new();
    desk.write("backread.toml", "[rules]\nfigure-conflict = \"error\"\n");
    let answers = json!([{"rules": {"figure-conflict": "off", "quote-altered": "off"}}, null]);
    let mut client = with_settings(&[&desk], answers);
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, DRAFT);
    let found = client.findings(&uri, 1, "figure-conflict");
    assert_eq!(of_code(&found, "figure-conflict")["severity"], 1);
}

#[test]
fn what_is_wrong_in_the_settings_is_told_once() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    for _ in 0..2 {
        let settings = json!({"backread": {"sorces": ["wire"], "codeLens": "yes"}});
        client.notify(
            "workspace/didChangeConfiguration",
            json!({"settings": settings}),
        );
    }
    client.text(&desk.uri("draft.md"));
    let told: Vec<String> = (client.received().iter())
        .filter(|m| m["method"] == "window/showMessage")
        .map(|m| m["params"]["message"].to_string())
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("did you mean `sources`?")
            && told[0].contains("`codeLens` takes true or false")
    );
}

#[test]
fn folders_come_and_go() {
    let (ferry, other) = (Desk::new(), Desk::empty());
    other.write("sources/wire.txt", &DRAFT.replace("430", "512"));
    let mut client = Client::start();
    client.initialize_plainly(&ferry.root());
    let uri = "untitled:Untitled-1";
    client.open(uri, "markdown", 1, DRAFT);
    let found = client.findings(uri, 1, "figure-conflict");
    assert!(
        of_code(&found, "figure-conflict")["message"]
            .to_string()
            .contains("340")
    );
    let folder = |desk: &Desk| json!({"uri": desk.root(), "name": "desk"});
    let event = json!({"added": [folder(&other)], "removed": [folder(&ferry)]});
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": event}),
    );
    client.published(uri, |m| {
        let found = m["params"]["diagnostics"].as_array().unwrap();
        (found.iter()).any(|d| d["message"].to_string().contains("512"))
    });
    let event = json!({"added": [], "removed": [folder(&other)]});
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": event}),
    );
    client.published(uri, |m| {
        !codes(m["params"]["diagnostics"].as_array().unwrap()).contains(&"figure-conflict")
    });
}

/// A desk with so many sources that reading them takes a while; no two runs have the same.
fn busy_desk() -> Desk {
    let desk = Desk::new();
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_nanos();
    for i in 0..3000 {
        let text = format!(
            "Report {i} of {now}. The harbour of Marrow took in {i} ships, officials said on Tuesday.\n"
        );
        desk.write(&format!("sources/report-{i}.txt"), &text.repeat(4));
    }
    desk
}

fn progress(m: &Value, kind: &str) -> bool {
    m["method"] == "$/progress" && m["params"]["value"]["kind"] == kind
}

fn following(desk: &Desk) -> Client {
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(), "capabilities": {"window": {"workDoneProgress": true}},
    }));
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    client
}

#[test]
fn reading_many_sources_shows_its_progress() {
    let desk = busy_desk();
    let mut client = following(&desk);
    let created = client.wait_for("a token", |m| {
        m["method"] == "window/workDoneProgress/create"
    });
    let token = &created["params"]["token"];
    let begun = client.wait_for("a beginning", |m| progress(m, "begin"));
    assert_eq!(&begun["params"]["token"], token);
    assert_eq!(begun["params"]["value"]["cancellable"], true);
    let ended = client.wait_for("an end", |m| progress(m, "end"));
    assert_eq!(&ended["params"]["token"], token);
    let told: Vec<u64> = (client.received().iter())
        .filter(|m| progress(m, "report"))
        .map(|m| m["params"]["value"]["percentage"].as_u64().unwrap())
        .collect();
    assert!(
        !told.is_empty() && told.is_sorted() && told.iter().all(|p| *p <= 100),
        "{told:?}"
    );
    client.findings(&desk.uri("draft.md"), 1, "figure-conflict");
}

#[test]
fn reading_is_cancelled_and_taken_up_again() {
    let desk = busy_desk();
    let mut client = following(&desk);
    let begun = client.wait_for("a beginning", |m| progress(m, "begin"));
    let token = &begun["params"]["token"];
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    let ended = client.wait_for("an end", |m| progress(m, "end"));
    assert_eq!(ended["params"]["value"]["message"], "cancelled");
    let logged = client.wait_for("a line", |m| m["method"] == "window/logMessage");
    assert!(
        logged["params"]["message"]
            .to_string()
            .contains("backread.reindex")
    );
    client.request(
        "workspace/executeCommand",
        json!({"command": "backread.reindex"}),
    );
    client.findings(&desk.uri("draft.md"), 1, "figure-conflict");
    assert!(client.leave().success());
}

#[test]
fn work_is_traced_as_the_client_wants_it() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    let hover = json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 24}});
    client.request("textDocument/hover", hover.clone());
    for (value, verbose) in [("messages", false), ("verbose", true)] {
        client.notify("$/setTrace", json!({"value": value}));
        client.request("textDocument/hover", hover.clone());
        let traced = client.wait_for("a trace", |m| m["method"] == "$/logTrace");
        let message = traced["params"]["message"].as_str().unwrap();
        assert!(message.starts_with("hover: answered in "), "{message}");
        assert_eq!(traced["params"].get("verbose").is_some(), verbose);
    }
    client.notify("$/setTrace", json!({"value": "off"}));
    client.request("textDocument/hover", hover);
    client.text(&uri);
    assert!(
        !client
            .received()
            .iter()
            .any(|m| m["method"] == "$/logTrace")
    );
}

#[test]
fn the_log_goes_to_the_client_and_to_a_file() {
    let desk = Desk::new();
    let log = desk.path("log.txt");
    desk.write("log.txt", "of an earlier day\n");
    let mut client =
        Client::start_with(&["--log-file", log.to_str().unwrap(), "--log-level", "info"]);
    client.read_on();
    client.initialize_plainly(&desk.root());
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    client.findings(&desk.uri("draft.md"), 1, "figure-conflict");
    let logged = client.wait_for("a line", |m| m["method"] == "window/logMessage");
    assert!(
        logged["params"]["message"]
            .to_string()
            .contains("2 sources read")
    );
    assert!(client.leave().success());
    let text = std::fs::read_to_string(log).unwrap();
    assert!(
        text.starts_with("of an earlier day\n") && text.contains("sources read"),
        "{text}"
    );
}
