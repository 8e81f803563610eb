//! Eleven real clients: each one's own `initialize` parameters, then a session from opening to leaving.

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

/// Opens, looks, mends, saves, leaves.
fn session(name: &str) {
    let desk = Desk::new();
    let params = recorded(name, &desk);
    let capability = |path: &str| params.pointer(&format!("/capabilities/{path}")).cloned();
    let mut client = Client::start();
    let result = client.initialize(params.clone());

    let offered = capability("general/positionEncodings").unwrap_or_default();
    let offered = offered.as_array().cloned().unwrap_or_default();
    assert!(offered.is_empty() || offered.contains(&json!("utf-16")));
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(result["serverInfo"]["name"], "backread");

    let uri = desk.uri("draft.md");
    client.open(&uri, "markdown", 1, DRAFT);
    let found = client.findings(&uri, 1, "figure-conflict");
    let conflict = of_code(&found, "figure-conflict");
    assert_eq!(conflict["source"], "backread");
    assert!(conflict["message"].as_str().unwrap().contains("340"));
    assert_eq!(
        conflict["range"],
        json!({"start": {"line": 2, "character": 23}, "end": {"line": 2, "character": 26}})
    );
    let related = capability("textDocument/publishDiagnostics/relatedInformation");
    if related == Some(json!(true)) {
        let places = conflict["relatedInformation"].as_array().unwrap();
        let sources: Vec<&str> = (places.iter())
            .map(|p| p["location"]["uri"].as_str().unwrap())
            .collect();
        assert!(sources.contains(&desk.uri("sources/courier.txt").as_str()));
        assert!(sources.contains(&desk.uri("sources/gazette.txt").as_str()));
    } else {
        assert_eq!(conflict.get("relatedInformation"), None);
    }

    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 24}});
    let hover = client.request("textDocument/hover", at);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(
        shown.contains("340") && shown.contains("courier.txt:3"),
        "{shown}"
    );
    let formats = capability("textDocument/hover/contentFormat").unwrap();
    let markdown = formats.as_array().unwrap().contains(&json!("markdown"));
    assert_eq!(
        hover["contents"]["kind"],
        if markdown { "markdown" } else { "plaintext" }
    );
    assert_eq!(shown.contains("](file://"), markdown, "{shown}");

    // ALE sends diagnostics without their source and severity; others send stale ones.
    let stripped = json!([{"range": conflict["range"], "message": conflict["message"]}]);
    let actions = client.request(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": uri}, "range": conflict["range"], "context": {"diagnostics": stripped}}),
    );
    let action = &actions[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    let versioned = capability("workspace/workspaceEdit/documentChanges") == Some(json!(true));
    assert_eq!(action["edit"].get("documentChanges").is_some(), versioned);
    if versioned {
        assert_eq!(
            action["edit"]["documentChanges"][0]["textDocument"]["version"],
            1
        );
    }
    let mended = apply_edit(DRAFT, &uri, &action["edit"]);
    assert_eq!(mended, DRAFT.replace("430", "340"));
    client.change(&uri, 2, json!([{"text": mended}]));
    let found = client.diagnostics(&uri, 2);
    assert!(
        found.iter().all(|d| d["code"] != "figure-conflict"),
        "{found:#?}"
    );
    assert_eq!(client.text(&uri), (mended, 2));

    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(client.published(&uri, |_| true), Vec::<Value>::new());
    assert!(client.leave().success());
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
    vim_ale = "vim9.0-ale3.3.0",
}
