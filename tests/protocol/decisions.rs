//! What the house decides: spellings, house style, findings that are not to be seen again. Written down by way of the editor.

use crate::client::{Client, apply, apply_edit};
use crate::desk::{DRAFT, Desk, codes, of_code, opened};
use serde_json::{Value, json};

/// The actions that touch a diagnostic.
fn actions(client: &mut Client, uri: &str, diagnostic: &Value) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": uri}, "range": diagnostic["range"], "context": {"diagnostics": []},
    });
    let answer = client.request("textDocument/codeAction", params);
    answer.as_array().unwrap().clone()
}

/// The first action whose title begins so.
fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<&str> = actions
        .iter()
        .map(|a| a["title"].as_str().unwrap())
        .collect();
    (actions.iter())
        .find(|a| a["title"].as_str().unwrap().starts_with(title))
        .unwrap_or_else(|| panic!("no {title} among {titles:?}"))
}

fn run(client: &mut Client, action: &Value) {
    let command = &action["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    client.request("workspace/executeCommand", params);
}

/// The operations of the edit that the server asks for.
fn asked_edit(client: &mut Client) -> Vec<Value> {
    let asked = client.wait_for("an edit", |m| m["method"] == "workspace/applyEdit");
    let changes = &asked["params"]["edit"]["documentChanges"];
    changes.as_array().unwrap().clone()
}

/// A text after the one edit of an operation.
fn edited(text: &str, operation: &Value) -> String {
    let edit = &operation["edits"][0];
    apply(text, &edit["range"], edit["newText"].as_str().unwrap())
}

/// The finding about the name that the draft spells in its own way.
fn misspelt(found: &[Value]) -> &Value {
    (found.iter())
        .find(|d| d["message"].to_string().contains("Kelerdal"))
        .unwrap_or_else(|| panic!("no name among {found:#?}"))
}

fn has_misspelt(m: &Value) -> bool {
    m["params"]["diagnostics"].to_string().contains("Kelerdal")
}

fn without(code: &str) -> impl Fn(&Value) -> bool {
    move |m| !codes(m["params"]["diagnostics"].as_array().unwrap()).contains(&code)
}

const CONFIGURATION: &str = "# the night desk\nsources = [\"sources/**\"]\n\n[names]\naccept = [\n  \"Halvorsen\", # the ferry\n]\n";

#[test]
fn an_accepted_spelling_goes_into_the_configuration() {
    let desk = Desk::new();
    desk.write("backread.toml", CONFIGURATION);
    let (mut client, found) = opened(&desk);
    let uri = desk.uri("draft.md");
    let offered = actions(&mut client, &uri, misspelt(&found));
    run(&mut client, titled(&offered, "Accept the spelling “"));
    let operations = asked_edit(&mut client);
    assert_eq!(operations.len(), 1);
    assert_eq!(
        operations[0]["textDocument"]["uri"],
        desk.uri("backread.toml")
    );
    let after = edited(CONFIGURATION, &operations[0]);
    assert_eq!(
        after,
        CONFIGURATION.replace("ferry\n", "ferry\n  \"Kelerdal\",\n")
    );
    // It holds before the editor saves the file, and when it did.
    client.published(&uri, |m| !has_misspelt(m));
    desk.write("backread.toml", &after);
    let saved = json!({"textDocument": {"uri": desk.uri("backread.toml")}});
    client.notify("textDocument/didSave", saved.clone());
    client.change(&uri, 2, json!([{"text": format!("{DRAFT}\n")}]));
    client.published(&uri, |m| m["params"]["version"] == 2 && !has_misspelt(m));
    // Taken back on the disk, it holds no longer.
    desk.write("backread.toml", "sources = [\"sources/**\"]\n");
    client.notify("textDocument/didSave", saved);
    client.published(&uri, |m| m["params"]["version"] == 2 && has_misspelt(m));
}

#[test]
fn an_edit_that_the_editor_refuses_does_not_hold() {
    let desk = Desk::new();
    let (mut client, found) = opened(&desk);
    let uri = desk.uri("draft.md");
    client.answer_with(
        "workspace/applyEdit",
        json!({"applied": false, "failureReason": "read only"}),
    );
    let offered = actions(&mut client, &uri, misspelt(&found));
    run(&mut client, titled(&offered, "Accept"));
    let shown = client.wait_for("a message", |m| m["method"] == "window/showMessage");
    let message = shown["params"]["message"].as_str().unwrap();
    assert!(message.contains("read only"), "{message}");
    client.change(&uri, 2, json!([{"text": format!("{DRAFT}\n")}]));
    client.published(&uri, |m| m["params"]["version"] == 2 && has_misspelt(m));
}

#[test]
fn two_decisions_in_a_row_are_one_file() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    for name in ["Tobias Kelerdal", "Vasterlink"] {
        let arguments = json!([{"uri": uri, "name": name}]);
        let params = json!({"command": "backread.acceptName", "arguments": arguments});
        client.ask("workspace/executeCommand", params);
    }
    let first = asked_edit(&mut client);
    assert_eq!(first[0]["kind"], "create");
    assert_eq!(first[0]["uri"], desk.uri("backread.toml"));
    let text = edited("", &first[1]);
    let second = asked_edit(&mut client);
    let text = edited(&text, &second[0]);
    assert_eq!(
        text,
        "[names]\naccept = [\"Tobias Kelerdal\", \"Vasterlink\"]\n"
    );
}

#[test]
fn a_configuration_that_is_open_is_changed_as_it_stands_there() {
    let desk = Desk::new();
    desk.write("backread.toml", "");
    let (mut client, _) = opened(&desk);
    let file = desk.uri("backread.toml");
    let text = "# not saved yet\n[names]\naccept = []\n";
    client.open(&file, "toml", 7, text);
    let arguments = json!([{"uri": desk.uri("draft.md"), "name": "Kelerdal"}]);
    let params = json!({"command": "backread.acceptName", "arguments": arguments});
    client.request("workspace/executeCommand", params);
    let operations = asked_edit(&mut client);
    assert_eq!(operations[0]["textDocument"]["version"], 7);
    assert_eq!(
        edited(text, &operations[0]),
        text.replace("[]", "[\"Kelerdal\"]")
    );
}

#[test]
fn a_spelling_becomes_the_houses() {
    let desk = Desk::empty();
    desk.write(
        "sources/town.txt",
        "Mayor Oleksy Dorn opened the market hall on Monday. Oleksy Dorn thanked the builders.\n",
    );
    let draft = "Mayor Oleksiy Dorn opened the market hall on Monday.\n";
    let uri = desk.uri("draft.md");
    for (title, house, replaced) in [
        ("Make “Oleksiy", "Oleksiy", "Oleksy"),
        ("Make “Oleksy", "Oleksy", "Oleksiy"),
    ] {
        let mut client = Client::start();
        client.initialize_plainly(&desk.root());
        client.open(&uri, "markdown", 1, draft);
        let found = client.findings(&uri, 1, "name-variant");
        let offered = actions(&mut client, &uri, of_code(&found, "name-variant"));
        run(&mut client, titled(&offered, title));
        let text = edited("", &asked_edit(&mut client)[1]);
        let line = (text.lines().last().unwrap()).replace(" Dorn", "");
        let bare = format!("{house} = [\"{replaced}\"]");
        assert_eq!(line.replace("\"Oleksiy\" =", "Oleksiy ="), bare, "{text}");
        if house == "Oleksiy" {
            client.published(&uri, without("name-variant"));
        } else {
            client.published(&uri, |m| {
                m["params"]["diagnostics"]
                    .to_string()
                    .contains("the house writes")
            });
        }
    }
}

#[test]
fn a_finding_is_silenced_in_its_paragraph() {
    let desk = Desk::new();
    let (mut client, found) = opened(&desk);
    let uri = desk.uri("draft.md");
    let offered = actions(&mut client, &uri, of_code(&found, "figure-conflict"));
    let action = titled(&offered, "Ignore figure-conflict in this paragraph");
    let text = apply_edit(DRAFT, &uri, &action["edit"]);
    assert_eq!(
        text,
        DRAFT.replace(
            "Harbour officials",
            "<!-- backread-ignore figure-conflict -->\n\nHarbour officials"
        )
    );
    client.change(&uri, 2, json!([{"text": text}]));
    assert!(!codes(&client.diagnostics(&uri, 2)).contains(&"figure-conflict"));
    // Plain text has no comments.
    let plain = desk.uri("draft.txt");
    client.open(&plain, "plaintext", 1, DRAFT);
    let found = client.findings(&plain, 1, "figure-conflict");
    let offered = actions(&mut client, &plain, of_code(&found, "figure-conflict"));
    assert!(
        !offered
            .iter()
            .any(|a| a["title"].as_str().unwrap().contains("paragraph"))
    );
}

#[test]
fn two_findings_of_a_line_have_one_entry_to_silence_them() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("two.md");
    client.open(
        &uri,
        "markdown",
        1,
        "Some 5, 000 litres and 7, 000 crates were lost.\n",
    );
    let found = client.findings(&uri, 1, "figure-malformed");
    assert_eq!(
        codes(&found)
            .iter()
            .filter(|c| **c == "figure-malformed")
            .count(),
        2
    );
    let whole = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 47}}});
    let offered = actions(&mut client, &uri, &whole);
    let silencing =
        (offered.iter()).filter(|a| a["title"] == "Ignore figure-malformed in this paragraph");
    let served: Vec<usize> = silencing
        .map(|a| a["diagnostics"].as_array().unwrap().len())
        .collect();
    assert_eq!(served, [2]);
    // An entry that was whole when it was offered stays as it is.
    let whole = json!({"title": "Ignore it", "kind": "quickfix"});
    assert_eq!(client.request("codeAction/resolve", whole.clone()), whole);
}

#[test]
fn a_finding_is_silenced_in_all_drafts() {
    let desk = Desk::new();
    let (mut client, found) = opened(&desk);
    let uri = desk.uri("draft.md");
    let offered = actions(&mut client, &uri, of_code(&found, "figure-conflict"));
    let action = titled(&offered, "Ignore figure-conflict at “430 passengers”");
    run(&mut client, action);
    let operations = asked_edit(&mut client);
    assert_eq!(operations[0]["uri"], desk.uri("backread.ignore.toml"));
    assert_eq!(
        edited("", &operations[1]),
        "[[ignore]]\nrule = \"figure-conflict\"\nwords = \"430 passengers\"\nreason = \"\"\n"
    );
    client.published(&uri, without("figure-conflict"));
}

#[test]
fn an_editor_that_takes_no_edits_finds_the_file_written() {
    let desk = Desk::new();
    let mut client = Client::start();
    client.initialize(json!({"processId": null, "rootUri": desk.root(), "capabilities": {}}));
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, DRAFT);
    let found = client.findings(&uri, 1, "figure-conflict");
    // An editor that knows commands only gets commands: one for each edit too.
    let offered = actions(&mut client, &uri, of_code(&found, "figure-conflict"));
    assert!(
        offered.iter().all(|a| a["command"].is_string()),
        "{offered:#?}"
    );
    let params = json!({"command": "backread.ignore", "arguments": [
        {"uri": uri, "rule": "figure-conflict", "words": "430 passengers", "reason": "the desk agreed"},
    ]});
    client.request("workspace/executeCommand", params);
    let text = std::fs::read_to_string(desk.path("backread.ignore.toml")).unwrap();
    assert!(text.contains("the desk agreed"), "{text}");
    client.published(&uri, without("figure-conflict"));
}

#[test]
fn an_editor_that_knows_commands_only_is_asked_for_the_edits() {
    let desk = Desk::new();
    let mut client = Client::start();
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(), "capabilities": {"workspace": {"applyEdit": true}},
    }));
    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, DRAFT);
    let found = client.findings(&uri, 1, "figure-conflict");
    let offered = actions(&mut client, &uri, of_code(&found, "figure-conflict"));
    let params = json!({"command": offered[0]["command"], "arguments": offered[0]["arguments"]});
    client.request("workspace/executeCommand", params.clone());
    let asked = client.wait_for("an edit", |m| m["method"] == "workspace/applyEdit");
    let mended = apply_edit(DRAFT, &uri, &asked["params"]["edit"]);
    assert_eq!(mended, DRAFT.replace("430", "340"));
    // For another text than it was offered for it is not made.
    client.change(&uri, 2, json!([{"text": mended}]));
    let id = client.ask("workspace/executeCommand", params);
    assert_eq!(client.answer(id).unwrap_err()["code"], -32801);
}

#[test]
fn what_cannot_be_decided_is_told() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    desk.write("backread.toml", "names = 3\n");
    client.open("untitled:Untitled-1", "markdown", 1, DRAFT);
    let unknown = desk.uri("unknown.md");
    for (command, argument, code) in [
        ("backread.unheardOf", json!({}), -32602),
        ("backread.acceptName", json!({"uri": uri}), -32602),
        (
            "backread.acceptName",
            json!({"uri": "no address", "name": "x"}),
            -32602,
        ),
        (
            "backread.ignore",
            json!({"uri": uri, "rule": "figure-conflit", "words": "x"}),
            -32602,
        ),
        ("backread.applyFix", json!({"uri": uri}), -32602),
        ("backread.showFigures", json!({"uri": unknown}), -32602),
        (
            "backread.acceptName",
            json!({"uri": unknown, "name": "x"}),
            -32803,
        ),
        (
            "backread.acceptName",
            json!({"uri": uri, "name": "x"}),
            -32803,
        ),
    ] {
        let params = json!({"command": command, "arguments": [argument]});
        let id = client.ask("workspace/executeCommand", params.clone());
        assert_eq!(client.answer(id).unwrap_err()["code"], code, "{params}");
    }
    let id = client.ask(
        "codeAction/resolve",
        json!({"title": "no action of ours", "data": {"uri": uri}}),
    );
    assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    assert!(client.leave().success());
}

#[test]
fn what_is_taken_back_in_the_editor_and_saved_does_not_hold() {
    let desk = Desk::new();
    desk.write("backread.toml", CONFIGURATION);
    let (mut client, _) = opened(&desk);
    let (uri, file) = (desk.uri("draft.md"), desk.uri("backread.toml"));
    client.open(&file, "toml", 1, CONFIGURATION);
    let arguments = json!([{"uri": uri, "name": "Kelerdal"}]);
    let params = json!({"command": "backread.acceptName", "arguments": arguments});
    client.request("workspace/executeCommand", params);
    let after = edited(CONFIGURATION, &asked_edit(&mut client)[0]);
    client.change(&file, 2, json!([{"text": after}]));
    client.published(&uri, |m| !has_misspelt(m));
    // What others save there before the editor does takes nothing back.
    let changes = json!({"changes": [{"uri": file, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
    client.change(&uri, 2, json!([{"text": format!("{DRAFT}\n")}]));
    client.published(&uri, |m| m["params"]["version"] == 2 && !has_misspelt(m));
    client.change(&file, 3, json!([{"text": CONFIGURATION}]));
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": file}}),
    );
    client.published(&uri, has_misspelt);
}

#[test]
fn commands_about_nothing_are_refused() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    for (command, argument) in [
        ("acceptName", json!({"uri": uri, "name": ""})),
        ("acceptName", json!({"uri": uri, "name": " "})),
        (
            "ignore",
            json!({"uri": uri, "rule": "figure-conflict", "words": ""}),
        ),
        (
            "houseStyle",
            json!({"uri": uri, "house": "Marrow", "replaced": "Marrow"}),
        ),
        (
            "houseStyle",
            json!({"uri": uri, "house": "", "replaced": "Marrow"}),
        ),
        (
            "houseStyle",
            json!({"uri": uri, "house": "Marrow", "replaced": ""}),
        ),
        ("reindex", json!({"uri": 5})),
        ("reindex", json!({"uri": desk.uri("unknown.md")})),
    ] {
        let command = format!("backread.{command}");
        let params = json!({"command": command, "arguments": [argument]});
        let id = client.ask("workspace/executeCommand", params);
        let error = client.answer(id).unwrap_err();
        assert_eq!(error["code"], -32602, "{command} {argument}");
    }
    let reindex = |arguments: Value| json!({"command": "backread.reindex", "arguments": arguments});
    for arguments in [json!([]), json!([null]), json!([{"uri": uri}])] {
        client.request("workspace/executeCommand", reindex(arguments));
    }
    let edits = |m: &Value| m["method"] == "workspace/applyEdit";
    assert!(!client.received().iter().any(edits));
}
