//! What is opened and closed: nothing of it stays behind, and what takes long holds up nobody else.

use crate::client::Client;
use crate::desk::{DRAFT, Desk, opened};
use serde_json::{Value, json};

/// The draft, so often that checking it takes far longer than answering for another one.
fn long() -> String {
    DRAFT.repeat(3000)
}

/// A client whose long draft is being checked: what was opened after it has been checked already.
fn with_a_long_check(desk: &Desk) -> (Client, String) {
    let (mut client, _) = opened(desk);
    let slow = desk.uri("slow.md");
    client.open(&slow, "markdown", 1, &long());
    let quick = desk.uri("quick.md");
    client.open(&quick, "markdown", 1, DRAFT);
    client.diagnostics(&quick, 1);
    (client, slow)
}

fn document(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

fn names(client: &mut Client) -> usize {
    let found = client.request("workspace/symbol", json!({"query": "kellerdahl"}));
    found.as_array().unwrap().len()
}

/// Tells the server that a file of the desk is gone.
fn remove(client: &mut Client, desk: &Desk, name: &str) {
    std::fs::remove_file(desk.path(name)).unwrap();
    let changes = json!([{"uri": desk.uri(name), "type": 3}]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": changes}),
    );
}

#[test]
fn a_slow_draft_holds_up_nobody_else() {
    let desk = Desk::new();
    let (mut client, slow) = with_a_long_check(&desk);
    let asked: Vec<i64> = (0..20)
        .map(|_| client.ask("textDocument/codeLens", document(&slow)))
        .collect();
    let place = json!({"line": 2, "character": 24});
    let hover = json!({"textDocument": {"uri": desk.uri("draft.md")}, "position": place});
    assert!(client.request("textDocument/hover", hover)["contents"].is_object());
    // Its own text needs no check.
    assert_eq!(client.text(&slow).1, 1);
    let third = desk.uri("third.md");
    client.open(&third, "markdown", 1, DRAFT);
    client.diagnostics(&third, 1);
    let answered = |m: &Value| m.get("method").is_none() && asked.iter().any(|id| m["id"] == *id);
    assert!(!client.received().iter().any(answered));
    // Who waits for a document that is closed is told so.
    client.notify("textDocument/didClose", document(&slow));
    for id in asked {
        assert_eq!(client.answer(id).unwrap_err()["code"], -32801);
    }
    assert!(client.leave().success());
}

#[test]
fn a_closed_text_is_not_judged_after_the_one_that_was_opened_since() {
    let desk = Desk::new();
    let (mut client, slow) = with_a_long_check(&desk);
    client.notify("textDocument/didClose", document(&slow));
    client.open(&slow, "markdown", 2, "Nothing is said here.\n");
    assert_eq!(client.diagnostics(&slow, 2), Vec::<Value>::new());
    // As long as the one under way, and begun later.
    let other = desk.uri("other.md");
    client.open(&other, "markdown", 1, &long());
    client.diagnostics(&other, 1);
    let of_it = |m: &Value| m["params"]["uri"] == slow;
    assert!(!client.received().iter().any(of_it));
}

#[test]
fn requests_about_a_text_that_was_changed_are_answered_as_of_their_turn() {
    let desk = Desk::new();
    let (mut client, slow) = with_a_long_check(&desk);
    let symbols = "textDocument/documentSymbol";
    let first = client.ask(symbols, document(&slow));
    client.change(&slow, 2, json!([{"text": "# One\n"}]));
    let second = client.ask(symbols, document(&slow));
    let cancelled = client.ask(symbols, document(&slow));
    client.notify("$/cancelRequest", json!({"id": cancelled}));
    client.change(&slow, 3, json!([{"text": "# One\n\nText.\n\n# Two\n"}]));
    let third = client.ask(symbols, document(&slow));
    let mut headings = |id| client.answer(id).unwrap().as_array().unwrap().len();
    assert_eq!((headings(third), headings(second)), (2, 1));
    assert!(headings(first) > 2);
    assert_eq!(client.answer(cancelled).unwrap_err()["code"], -32800);
}

#[test]
fn sources_that_no_draft_needs_are_forgotten() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    assert!(names(&mut client) > 0);
    let uri = desk.uri("draft.md");
    client.notify("textDocument/didClose", document(&uri));
    assert_eq!(names(&mut client), 0);
    // Opened again it is held against them again.
    client.open(&uri, "markdown", 1, DRAFT);
    client.findings(&uri, 1, "figure-conflict");
    assert!(names(&mut client) > 0);
}

#[test]
fn a_configuration_that_is_deleted_takes_its_problems_along() {
    let desk = Desk::new();
    desk.write("backread.toml", "sorces = [\"sources\"]\n");
    let (mut client, _) = opened(&desk);
    let file = desk.uri("backread.toml");
    assert_eq!(client.published(&file, |_| true).len(), 1);
    remove(&mut client, &desk, "backread.toml");
    assert_eq!(client.published(&file, |_| true), Vec::<Value>::new());
}

#[test]
fn an_open_text_that_lost_its_place_on_the_disk_keeps_its_problems() {
    let desk = Desk::new();
    let text = "sorces = [\"sources\"]\n";
    desk.write("backread.toml", text);
    let (mut client, _) = opened(&desk);
    let file = desk.uri("backread.toml");
    client.published(&file, |m| m["params"].get("version").is_none());
    client.open(&file, "toml", 5, text);
    assert_eq!(client.diagnostics(&file, 5).len(), 1);
    remove(&mut client, &desk, "backread.toml");
    client.change(&file, 6, json!([{"text": format!("{text}\n")}]));
    assert_eq!(client.diagnostics(&file, 6).len(), 1);
}

#[test]
fn shutdown_is_answered_though_exit_came_along() {
    for _ in 0..10 {
        let mut client = Client::start();
        client.initialize(json!({"processId": null, "rootUri": null, "capabilities": {}}));
        let messages = [
            json!({"jsonrpc": "2.0", "id": 77, "method": "shutdown"}),
            json!({"jsonrpc": "2.0", "method": "exit"}),
        ];
        let framed = messages.map(|message| {
            let body = message.to_string();
            format!("Content-Length: {}\r\n\r\n{body}", body.len())
        });
        client.send_raw(framed.concat().as_bytes());
        assert_eq!(client.answer(77), Ok(Value::Null));
        assert!(client.ended().success());
    }
}
