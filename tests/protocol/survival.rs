//! What must not end the server, and what must.

use crate::client::Client;
use crate::desk::{DRAFT, Desk, opened};
use serde_json::{Value, json};

#[test]
fn malformed_messages_are_answered_and_survived() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    for (body, code) in [
        ("{\"jsonrpc\":\"2.0\",\"method\":", -32700),
        ("not JSON", -32700),
        ("", -32700),
        ("[]", -32600),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}",
            -32600,
        ),
    ] {
        client.send_body(body);
        let answer = client.wait_for("an error", |m| {
            m["id"].is_null() && m.get("error").is_some()
        });
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    for garbled in [
        "what is this?\r\n\r\n",
        "Content-Length: -5\r\n\r\n{\"jsonrpc\":\"2.0\"}",
    ] {
        client.send_raw(garbled.as_bytes());
        let answer = client.wait_for("an error", |m| {
            m["id"].is_null() && m.get("error").is_some()
        });
        assert_eq!(answer["error"]["code"], -32700);
    }
    assert_eq!(client.text(&desk.uri("draft.md")).0, DRAFT);
    assert!(client.leave().success());
}

#[test]
fn wrong_parameters_get_the_protocols_errors() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    for (method, params, code) in [
        ("textDocument/hover", json!({}), -32602),
        ("textDocument/hover", Value::Null, -32602),
        (
            "textDocument/hover",
            json!({"textDocument": {"uri": "no address"}, "position": {"line": 0, "character": 0}}),
            -32602,
        ),
        (
            "textDocument/hover",
            json!({"textDocument": {"uri": uri}, "position": {"line": -1, "character": 0}}),
            -32602,
        ),
        (
            "textDocument/hover",
            json!({"textDocument": {"uri": desk.uri("unknown.md")}, "position": {"line": 0, "character": 0}}),
            -32602,
        ),
        (
            "backread/text",
            json!({"uri": desk.uri("unknown.md")}),
            -32602,
        ),
        ("textDocument/unheardOf", json!({}), -32601),
        ("$/unheardOf", json!({}), -32601),
        ("initialize", json!({"capabilities": {}}), -32600),
    ] {
        let id = client.ask(method, params.clone());
        assert_eq!(
            client.answer(id).unwrap_err()["code"],
            code,
            "{method} {params}"
        );
    }
    // A column behind its line is the line's end, and a range may end behind the text; what begins nowhere is a mistake.
    let place = |line: u32, character: u32| json!({"line": line, "character": character});
    let (begin, far) = (place(0, 0), place(u32::MAX, u32::MAX));
    let hover = |position: &Value| json!({"textDocument": {"uri": uri}, "position": position});
    let actions = |start: &Value, end: &Value| {
        let range = json!({"start": start, "end": end});
        json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}})
    };
    client.request("textDocument/hover", hover(&place(2, u32::MAX)));
    let found = client.request("textDocument/codeAction", actions(&begin, &far));
    assert!(!found.as_array().unwrap().is_empty());
    for (method, params) in [
        ("textDocument/hover", hover(&far)),
        ("textDocument/completion", hover(&place(9, 0))),
        ("textDocument/codeAction", actions(&far, &far)),
        (
            "textDocument/codeAction",
            actions(&place(2, 9), &place(2, 3)),
        ),
    ] {
        let id = client.ask(method, params.clone());
        assert_eq!(client.answer(id).unwrap_err()["code"], -32602, "{params}");
    }
    // Notifications that make no sense have no answer; the next message is served.
    client.notify("textDocument/didChange", json!({"textDocument": 7}));
    client.notify("textDocument/didOpen", Value::Null);
    client.notify("$/unheardOf", json!({}));
    client.notify("$/cancelRequest", json!({"id": 4711}));
    client.change(&desk.uri("unknown.md"), 2, json!([{"text": "x"}]));
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": desk.uri("unknown.md")}}),
    );
    assert_eq!(client.text(&uri).0, DRAFT);
    assert!(client.leave().success());
}

#[test]
fn requests_outside_the_session_are_refused() {
    let mut client = Client::start();
    let at =
        json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 0}});
    let id = client.ask("textDocument/hover", at.clone());
    assert_eq!(client.answer(id).unwrap_err()["code"], -32002);
    client.initialize(json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.request("shutdown", Value::Null);
    let id = client.ask("textDocument/hover", at);
    assert_eq!(client.answer(id).unwrap_err()["code"], -32600);
    client.notify("exit", Value::Null);
    assert!(client.ended().success());
}

#[test]
fn exit_ends_the_process_with_input_left_open() {
    let desk = Desk::new();
    let (client, _) = opened(&desk);
    assert!(client.leave().success());
    // Without `shutdown` the protocol wants exit code 1.
    let (mut client, _) = opened(&desk);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn the_end_of_input_ends_the_process() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    client.close_input();
    assert!(client.ended().success());
    // Also in the middle of a message.
    let mut client = Client::start();
    client.send_raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    client.close_input();
    assert!(client.ended().success());
}

#[test]
fn a_client_that_never_reads_can_leave() {
    let desk = Desk::new();
    let mut client = Client::start_silent();
    client.ask(
        "initialize",
        json!({"processId": null, "rootUri": desk.root(), "capabilities": {}}),
    );
    client.notify("initialized", json!({}));
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 0, &DRAFT.repeat(50));
    for _ in 0..300 {
        client.ask("backread/text", json!({"uri": uri}));
    }
    client.close_input();
    assert!(client.ended().success());
}
