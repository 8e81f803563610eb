//! Twelve real clients: each one's own `initialize` parameters, then a session from opening to leaving.

use crate::client::{Client, apply_edit};
use crate::desk::{DRAFT, Desk, of_code};
use serde_json::{Value, json};

/// The recorded parameters with the recorded workspace moved to a desk.
fn recorded(name: &str, desk: &Desk) -> Value {
    let path = format!(
        "{}/tests/fixtures/clients/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).unwrap();
    let root = desk.path("");
    let text = text.replace("/workspace", root.to_str().unwrap().trim_end_matches('/'));
    serde_json::from_str(&text).unwrap()
}

/// A client at its desk, with what it said it can do.
struct Session {
    client: Client,
    desk: Desk,
    uri: String,
    params: Value,
    server: Value,
}

impl Session {
    fn capability(&self, path: &str) -> Option<Value> {
        self.params
            .pointer(&format!("/capabilities/{path}"))
            .cloned()
    }

    fn can(&self, path: &str) -> bool {
        self.capability(path) == Some(json!(true))
    }

    /// The document, with more beside it.
    fn document(&self, more: Value) -> Value {
        let mut params = json!({"textDocument": {"uri": self.uri}});
        let own = params.as_object_mut().unwrap();
        own.extend(more.as_object().unwrap().clone());
        params
    }

    fn at(&self, line: u32, character: u32) -> Value {
        self.document(json!({"position": {"line": line, "character": character}}))
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.client.request(method, params)
    }
}

/// Opens, looks, asks for all it knows, decides, mends, saves, leaves.
fn session(name: &str) {
    let desk = Desk::new();
    let params = recorded(name, &desk);
    let mut client = Client::start();
    let result = client.initialize(params.clone());
    let mut session = Session {
        client,
        uri: desk.uri("draft.md"),
        desk,
        params,
        server: result["capabilities"].clone(),
    };
    assert_eq!(result["serverInfo"]["name"], "backread");
    agrees_on_positions(&session);
    let found = looks(&mut session);
    asks(&mut session);
    decides(&mut session, &found);
    mends(&mut session, of_code(&found, "figure-conflict"));
    let Session {
        mut client, uri, ..
    } = session;
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    if client.pulls() {
        // Whoever asks is never told.
        let told = |m: &Value| m["method"] == "textDocument/publishDiagnostics";
        assert!(!client.received().iter().any(told));
    } else {
        assert_eq!(client.published(&uri, |_| true), Vec::<Value>::new());
    }
    assert!(client.leave().success());
}

fn agrees_on_positions(session: &Session) {
    let offered = session.capability("general/positionEncodings");
    let offered = offered.unwrap_or_default();
    let offered = offered.as_array().cloned().unwrap_or_default();
    assert!(offered.is_empty() || offered.contains(&json!("utf-16")));
    assert_eq!(session.server["positionEncoding"], "utf-16");
    let asks = session.capability("textDocument/diagnostic").is_some()
        && (session.can("workspace/diagnostics/refreshSupport")
            || session.can("workspace/diagnostic/refreshSupport"));
    assert_eq!(session.client.pulls(), asks);
    // Neovim, told to look again, would ask for the workspace and leave the open drafts as they were.
    let offered = (session.server).pointer("/diagnosticProvider/workspaceDiagnostics");
    let others = session.params["clientInfo"]["name"] != "Neovim";
    assert_eq!(offered, asks.then_some(&json!(others)));
}

/// Diagnostics and a hover.
fn looks(session: &mut Session) -> Vec<Value> {
    let uri = session.uri.clone();
    session.client.open(&uri, "markdown", 1, DRAFT);
    let found = session.client.shown(&uri, 1, |found| {
        found.iter().any(|d| d["code"] == "figure-conflict")
    });
    let conflict = of_code(&found, "figure-conflict");
    assert_eq!(conflict["source"], "backread");
    assert!(conflict["message"].as_str().unwrap().contains("340"));
    assert_eq!(
        conflict["range"],
        json!({"start": {"line": 2, "character": 23}, "end": {"line": 2, "character": 26}})
    );
    if session.can("textDocument/publishDiagnostics/relatedInformation") {
        let places = conflict["relatedInformation"].as_array().unwrap();
        let sources: Vec<&str> = (places.iter())
            .map(|p| p["location"]["uri"].as_str().unwrap())
            .collect();
        for source in ["sources/courier.txt", "sources/gazette.txt"] {
            assert!(sources.contains(&session.desk.uri(source).as_str()));
        }
    } else {
        assert_eq!(conflict.get("relatedInformation"), None);
    }
    let at = session.at(2, 24);
    let hover = session.ask("textDocument/hover", at);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(
        shown.contains("340") && shown.contains("courier.txt:3"),
        "{shown}"
    );
    let formats = session.capability("textDocument/hover/contentFormat");
    let formats = formats.unwrap();
    let markdown = formats.as_array().unwrap().contains(&json!("markdown"));
    let kind = if markdown { "markdown" } else { "plaintext" };
    assert_eq!(hover["contents"]["kind"], kind);
    assert_eq!(shown.contains("](file://"), markdown, "{shown}");
    found
}

/// Every other method of which the client said that it knows it.
fn asks(session: &mut Session) {
    let name = session.at(6, 24);
    let figure = session.at(2, 24);
    let whole = session.document(json!({}));
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 8, "character": 0}});
    let ranged = session.document(json!({"range": range}));
    let mut references = figure.clone();
    references["context"] = json!({"includeDeclaration": false});
    let mut rename = name.clone();
    rename["newName"] = json!("Tobias Kellerdahl");
    for (capability, method, params, expected) in [
        ("definition", "definition", &figure, "/sources/"),
        ("references", "references", &references, "gazette.txt"),
        ("documentHighlight", "documentHighlight", &name, "range"),
        ("documentSymbol", "documentSymbol", &whole, "Kelerdal"),
        ("completion", "completion", &session.at(6, 21), "Kellerdahl"),
        ("rename", "rename", &rename, "Kellerdahl"),
        ("codeLens", "codeLens", &whole, "1 in conflict"),
        // Off unless the settings ask for them.
        ("inlayHint", "inlayHint", &ranged, "[]"),
        ("documentLink", "documentLink", &whole, "[]"),
    ] {
        if session
            .capability(&format!("textDocument/{capability}"))
            .is_none()
        {
            continue;
        }
        let answer = session.ask(&format!("textDocument/{method}"), params.clone());
        assert!(answer.to_string().contains(expected), "{method}: {answer}");
    }
    if session.can("textDocument/rename/prepareSupport") {
        let answer = session.ask("textDocument/prepareRename", name);
        assert_eq!(answer["placeholder"], "Tobias Kelerdal");
    }
    if session.capability("workspace/symbol").is_some() {
        let answer = session.ask("workspace/symbol", json!({"query": "kel"}));
        assert!(answer.to_string().contains("Kellerdahl"), "{answer}");
    }
    if session.client.pulls() {
        let answer = session.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        let items = answer["items"].as_array().unwrap();
        assert!(items.iter().any(|i| i["uri"] == session.uri), "{answer}");
    }
    // Commands need no capability: a menu or a key runs them.
    let argument = json!({"command": "backread.showEvidence", "arguments": [figure]});
    let answer = session.ask("workspace/executeCommand", argument);
    assert_eq!(answer["kind"], "figure");
    let shows = session.can("window/showDocument/support");
    let method = if shows {
        "window/showDocument"
    } else {
        "window/showMessage"
    };
    let shown = session
        .client
        .wait_for("the passage", |m| m["method"] == method);
    assert!(shown["params"].to_string().contains(".txt"), "{shown}");
}

/// The actions at a range; ALE sends diagnostics without their source and severity; others send stale ones.
fn actions(session: &mut Session, diagnostic: &Value) -> Vec<Value> {
    let range = &diagnostic["range"];
    let stripped = json!([{"range": range, "message": diagnostic["message"]}]);
    let context = json!({"diagnostics": stripped});
    let params = session.document(json!({"range": range, "context": context}));
    let answer = session.ask("textDocument/codeAction", params);
    answer.as_array().unwrap().clone()
}

/// The edit of an action, asked for where the client said that it can.
fn edit_of(session: &mut Session, action: &Value) -> Value {
    let properties = session.capability("textDocument/codeAction/resolveSupport/properties");
    let resolves = properties.is_some_and(|p| p.as_array().unwrap().contains(&json!("edit")))
        && session.can("textDocument/codeAction/dataSupport");
    assert_eq!(
        session.server["codeActionProvider"]["resolveProvider"],
        resolves
    );
    assert_eq!(action.get("edit").is_none(), resolves, "{action}");
    match resolves {
        true => session.ask("codeAction/resolve", action.clone())["edit"].clone(),
        false => action["edit"].clone(),
    }
}

fn of_name(diagnostic: &Value) -> bool {
    diagnostic["message"].to_string().contains("Kelerdal")
}

/// Accepts a spelling: the finding goes, and the configuration has it, in the editor or on the disk.
fn decides(session: &mut Session, found: &[Value]) {
    let uri = session.uri.clone();
    let offered = {
        let misspelt = found.iter().find(|d| of_name(d));
        actions(session, misspelt.unwrap())
    };
    let action = (offered.iter())
        .find(|a| a["command"]["command"] == "backread.acceptName")
        .unwrap_or_else(|| panic!("nothing to accept: {offered:#?}"));
    let run =
        json!({"command": "backread.acceptName", "arguments": action["command"]["arguments"]});
    session.ask("workspace/executeCommand", run);
    let file = session.desk.path("backread.toml");
    let text = if session.can("workspace/applyEdit") {
        let asked = session
            .client
            .wait_for("an edit", |m| m["method"] == "workspace/applyEdit");
        assert!(!file.exists());
        let changes = &asked["params"]["edit"];
        let edits = match changes.get("documentChanges") {
            Some(operations) => operations.as_array().unwrap().last().unwrap()["edits"].clone(),
            None => changes["changes"][session.desk.uri("backread.toml")].clone(),
        };
        edits[0]["newText"].as_str().unwrap().to_owned()
    } else {
        std::fs::read_to_string(file).unwrap()
    };
    assert!(
        text.starts_with("[names]\naccept = [\"") && text.contains("Kelerdal\"]"),
        "{text}"
    );
    session
        .client
        .shown(&uri, 1, |found| !found.iter().any(of_name));
}

fn mends(session: &mut Session, conflict: &Value) {
    let uri = session.uri.clone();
    let offered = actions(session, conflict);
    let action = &offered[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    let edit = edit_of(session, action);
    let versioned = session.can("workspace/workspaceEdit/documentChanges");
    assert_eq!(edit.get("documentChanges").is_some(), versioned);
    if versioned {
        assert_eq!(edit["documentChanges"][0]["textDocument"]["version"], 1);
    }
    let mended = apply_edit(DRAFT, &uri, &edit);
    assert_eq!(mended, DRAFT.replace("430", "340"));
    session.client.change(&uri, 2, json!([{"text": mended}]));
    session.client.shown(&uri, 2, |found| {
        found.iter().all(|d| d["code"] != "figure-conflict")
    });
    assert_eq!(session.client.text(&uri), (mended, 2));
}

macro_rules! sessions {
    ($($test:ident = $name:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            session($name);
        })*

        #[test]
        fn every_recorded_client_is_replayed() {
            let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/clients"))
                .unwrap()
                .map(|f| f.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            let mut replayed = vec![$($name.to_owned()),*];
            files.sort();
            replayed.sort();
            assert_eq!(files, replayed);
        }
    };
}

sessions! {
    neovim_0_7 = "Neovim-0.7.2",
    neovim_0_10 = "Neovim-0.10.4",
    neovim_0_12 = "Neovim-0.12.4",
    vs_code_1_100 = "code-server-1.100.3",
    vs_code_1_139 = "code-server-1.139.1",
    emacs_28_eglot = "emacs28.2-eglot1.9",
    emacs_30_eglot = "emacs30.1-eglot1.17.30",
    helix_25_01 = "helix-25.01.1",
    helix_25_07 = "helix-25.07.1",
    kakoune = "kakoune-lsp-22.0.0",
    kate = "kate-22.12.3",
    vim_ale = "vim9.0-ale3.3.0",
}
