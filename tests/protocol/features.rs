//! What an editor shows: diagnostics, hovers, fixes, places.

use crate::client::{Client, apply, apply_edit};
use crate::desk::{DRAFT, Desk, codes, of_code, opened};
use serde_json::{Value, json};

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

fn actions(client: &mut Client, uri: &str, range: &Value, only: Value) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    let answer = client.request("textDocument/codeAction", params);
    answer.as_array().unwrap().clone()
}

#[test]
fn diagnostics_carry_their_evidence() {
    let desk = Desk::new();
    let (client, found) = opened(&desk);
    let conflict = of_code(&found, "figure-conflict");
    assert_eq!(conflict["severity"], 2);
    let page = conflict["codeDescription"]["href"].as_str().unwrap();
    assert!(page.ends_with("docs/rules/figure-conflict.md"), "{page}");
    assert_eq!(conflict["data"]["fixes"][0]["edits"][0]["newText"], "340");
    let places = conflict["relatedInformation"].as_array().unwrap();
    let in_courier = (places.iter())
        .find(|p| p["location"]["uri"] == desk.uri("sources/courier.txt"))
        .unwrap();
    assert_eq!(
        in_courier["location"]["range"]["start"],
        json!({"line": 2, "character": 39})
    );
    assert!(
        in_courier["message"]
            .as_str()
            .unwrap()
            .contains("340 passengers")
    );
    assert!(client.leave().success());
}

#[test]
fn nothing_is_published_twice() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    // Neither saving nor loading the same sources again is news.
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": desk.uri("sources/courier.txt")}}),
    );
    client.change(&uri, 2, json!([{"text": DRAFT.replace("430", "340")}]));
    client.diagnostics(&uri, 2);
    let again = (client.received().iter())
        .filter(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["version"] == 1)
        .filter(|m| {
            codes(m["params"]["diagnostics"].as_array().unwrap()).contains(&"figure-conflict")
        })
        .count();
    assert_eq!(again, 0);
}

#[test]
fn hover_tells_who_says_what() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    for (line, character, words) in [
        (2, 23, ["340", "courier.txt:3"]),
        (4, 50, ["lights", "gazette.txt:3"]),
        (6, 24, ["Kellerdahl", "courier.txt:7"]),
    ] {
        let hover = client.request("textDocument/hover", at(&uri, line, character));
        let shown = hover["contents"]["value"].as_str().unwrap();
        for word in words {
            assert!(shown.contains(word), "no {word} in: {shown}");
        }
        assert_eq!(hover["range"]["start"]["line"], line);
    }
    // Between facts there is nothing to tell.
    assert_eq!(
        client.request("textDocument/hover", at(&uri, 2, 2)),
        Value::Null
    );
    let link = format!("]({}#L3)", desk.uri("sources/courier.txt"));
    let hover = client.request("textDocument/hover", at(&uri, 2, 24));
    assert!(hover["contents"]["value"].as_str().unwrap().contains(&link));
}

#[test]
fn fixes_are_offered_where_the_caret_is() {
    let desk = Desk::new();
    let (mut client, found) = opened(&desk);
    let uri = desk.uri("draft.md");
    for (code, from, to) in [
        ("figure-conflict", "430", "340"),
        ("quote-altered", "doors", "lights"),
    ] {
        let range = &of_code(&found, code)["range"];
        let offered = actions(&mut client, &uri, range, Value::Null);
        let preferred: Vec<&Value> = offered
            .iter()
            .filter(|a| a["isPreferred"] == true)
            .collect();
        assert_eq!(preferred.len(), 1, "{code}");
        assert_eq!(preferred[0]["diagnostics"][0]["code"], code);
        assert_eq!(
            apply_edit(DRAFT, &uri, &preferred[0]["edit"]),
            DRAFT.replace(from, to)
        );
        assert_eq!(
            actions(&mut client, &uri, range, json!(["quickfix"])),
            offered
        );
        assert!(actions(&mut client, &uri, range, json!(["refactor"])).is_empty());
    }
    let nowhere = json!({"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 2}});
    assert!(actions(&mut client, &uri, &nowhere, Value::Null).is_empty());
}

#[test]
fn a_name_garbled_twice_is_mended_in_one_go() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    // At the second place the same fixes are offered as at the first.
    let second =
        json!({"start": {"line": 6, "character": 70}, "end": {"line": 6, "character": 70}});
    let offered = actions(&mut client, &uri, &second, Value::Null);
    let everywhere = DRAFT.replace("Kelerdal", "Kellerdahl");
    assert!(
        offered
            .iter()
            .filter(|a| a.get("edit").is_some())
            .any(|a| apply_edit(DRAFT, &uri, &a["edit"]) == everywhere),
        "{offered:#?}"
    );
}

#[test]
fn definition_and_references_lead_into_the_sources() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    let links = client.request("textDocument/definition", at(&uri, 2, 24));
    let target = links[0]["targetUri"].as_str().unwrap();
    assert!(target.contains("/sources/"), "{target}");
    assert_eq!(links[0]["originSelectionRange"]["start"]["line"], 2);
    let mut params = at(&uri, 2, 24);
    params["context"] = json!({"includeDeclaration": true});
    let places = client.request("textDocument/references", params);
    let uris: Vec<&str> = places
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["uri"].as_str().unwrap())
        .collect();
    for source in ["sources/courier.txt", "sources/gazette.txt"] {
        assert!(uris.contains(&desk.uri(source).as_str()), "{uris:?}");
    }
    assert_eq!(
        client.request("textDocument/definition", at(&uri, 2, 2)),
        Value::Null
    );
}

#[test]
fn the_outline_has_figures_names_and_quotations() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("draft.md");
    let outline = client.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": uri}}),
    );
    let heading = &outline[0];
    assert!(
        heading["name"]
            .as_str()
            .unwrap()
            .starts_with("The night of the Halvorsen")
    );
    let names: Vec<&str> = (heading["children"].as_array().unwrap().iter())
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    for name in ["430", "Tobias Kelerdal"] {
        assert!(names.iter().any(|n| n.contains(name)), "{names:?}");
    }
    assert!(
        names.iter().any(|n| n.starts_with("“We heard")),
        "{names:?}"
    );
}

#[test]
fn claims_stand_in_the_outline_with_who_makes_them() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let outline = client.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": desk.uri("draft.md")}}),
    );
    let claim = (outline[0]["children"].as_array().unwrap().iter())
        .find(|s| s["detail"] == "Harbour officials")
        .unwrap_or_else(|| panic!("no claim in {outline:#}"));
    let name = claim["name"].as_str().unwrap();
    assert!(name.starts_with("430 passengers were rescued"), "{name}");
}

#[test]
fn the_same_figure_is_highlighted_and_a_name_found_in_other_drafts() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("other.md");
    let text = "Boats took 340 passengers. Of the 340 passengers, 340 crates and 12 passengers were wet.\n\nTobias Kelerdal came.\n";
    client.open(&uri, "markdown", 1, text);
    let places = client.request("textDocument/documentHighlight", at(&uri, 0, 12));
    let starts: Vec<&Value> = (places.as_array().unwrap().iter())
        .map(|p| &p["range"]["start"]["character"])
        .collect();
    assert_eq!(starts, [11, 34]);
    client.findings(&uri, 1, "name-variant");
    let mut params = at(&uri, 2, 10);
    params["context"] = json!({"includeDeclaration": true});
    let places = client.request("textDocument/references", params);
    let of = |uri: &str| {
        let places = places.as_array().unwrap().iter();
        places.filter(|p| p["uri"] == uri).count()
    };
    assert_eq!((of(&uri), of(&desk.uri("draft.md"))), (1, 2), "{places:#}");
    assert!(of(&desk.uri("sources/courier.txt")) > 0);
}

#[test]
fn the_same_figure_and_quotation_are_found_in_other_drafts() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let other = desk.uri("other.md");
    let text = "They took 430 passengers, 430 crates and 12 passengers.\n\nIt was dark. “We heard a long grinding noise and then the doors went out,” a nurse said. “Then the doors went out.” “We heard a gull.”\n";
    client.open(&other, "markdown", 1, text);
    client.findings(&other, 1, "quote-altered");
    let mut places = |line: u32, character: u32| -> Vec<(u64, u64)> {
        let mut params = at(&desk.uri("draft.md"), line, character);
        params["context"] = json!({"includeDeclaration": true});
        let places = client.request("textDocument/references", params);
        (places.as_array().unwrap().iter())
            .filter(|p| p["uri"] == other)
            .map(|p| &p["range"]["start"])
            .map(|p| {
                (
                    p["line"].as_u64().unwrap(),
                    p["character"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    assert_eq!(places(2, 24), [(0, 10)]);
    assert_eq!(places(4, 4), [(2, 13), (2, 89)]);
}

#[test]
fn a_hover_is_written_as_the_client_likes_it_best() {
    for (formats, kind) in [
        (json!(["markdown", "plaintext"]), "markdown"),
        (json!(["plaintext", "markdown"]), "plaintext"),
        (json!(["plaintext"]), "plaintext"),
    ] {
        let desk = Desk::new();
        let uri = desk.uri("draft.md");
        let mut client = Client::start();
        client.initialize(json!({
            "processId": null, "rootUri": desk.root(),
            "capabilities": {"textDocument": {"hover": {"contentFormat": formats}}},
        }));
        client.open(&uri, "markdown", 1, DRAFT);
        client.findings(&uri, 1, "figure-conflict");
        let hover = client.request("textDocument/hover", at(&uri, 2, 24));
        assert_eq!(hover["contents"]["kind"], kind);
    }
}

#[test]
fn a_source_that_is_opened_is_not_judged() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("sources/courier.txt");
    let text = std::fs::read_to_string(desk.path("sources/courier.txt")).unwrap();
    client.open(&uri, "plaintext", 1, &text);
    assert_eq!(client.diagnostics(&uri, 1), Vec::<Value>::new());
    client.wait_for("a word that it is not judged", |m| {
        let message = m["params"]["message"].as_str().unwrap_or_default();
        m["method"] == "window/logMessage" && message.contains("courier.txt is one of the sources")
    });
    assert_eq!(
        client.request("textDocument/hover", at(&uri, 2, 40)),
        Value::Null
    );
}

#[test]
fn a_panicking_document_would_cost_itself_alone() {
    // Text of every odd kind; each is checked and answered for.
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    for (i, text) in [
        "",
        "\u{feff}",
        "\r",
        "\0\0",
        "“",
        "4, 000",
        "---\n",
        "```\n",
        "| a |\n|--|\n",
        "99999999999999999999999999999999 boats",
        "🚢".repeat(2000).as_str(),
        "e\u{301}\u{200f}مرفأ",
    ]
    .into_iter()
    .enumerate()
    {
        let uri = desk.uri(&format!("odd{i}.md"));
        client.open(&uri, "markdown", 1, text);
        client.diagnostics(&uri, 1);
        client.request("textDocument/hover", at(&uri, 0, 1));
    }
    assert!(client.leave().success());
}

#[test]
fn a_name_is_renamed_in_all_its_forms() {
    let desk = Desk::new();
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("other.md");
    let text = "🚢 Harbour master Tobias Kelerdal spoke. Then Kelerdal left; Tobias *Kelerdal's* car waited. The *Tobias* sank.\n";
    client.open(&uri, "markdown", 1, text);
    // Behind the last letter of the surname that stands alone.
    let range = client.request("textDocument/prepareRename", at(&uri, 0, 54));
    assert_eq!(range["placeholder"], "Kelerdal");
    assert_eq!(range["range"]["start"]["character"], 46);
    let mut params = at(&uri, 0, 20);
    params["newName"] = json!("Tobias Kellerdahl");
    let edit = client.request("textDocument/rename", params);
    assert_eq!(
        apply_edit(text, &uri, &edit),
        text.replace("Kelerdal", "Kellerdahl")
    );
    // Between names there is nothing to rename, and no name is nothing.
    assert_eq!(
        client.request("textDocument/prepareRename", at(&uri, 0, 37)),
        Value::Null
    );
    let mut params = at(&uri, 0, 20);
    params["newName"] = json!(" ");
    let id = client.ask("textDocument/rename", params);
    assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    assert!(client.leave().success());
}

#[test]
fn the_start_of_a_name_brings_the_names_of_the_sources() {
    let desk = Desk::new();
    desk.write(
        "sources/wire.txt",
        "Brekkestad left early. Norwegian minister Ola Brekkestad took the ferry.\n",
    );
    let (mut client, _) = opened(&desk);
    let uri = desk.uri("other.md");
    client.open(&uri, "markdown", 1, "Tobias Kelerdal spoke.");
    client.findings(&uri, 1, "name-variant");
    for (version, text, label, detail, mended) in [
        (
            2,
            "🚢 asked Tob",
            "Tobias Kellerdahl",
            "person",
            "🚢 asked Tobias Kellerdahl",
        ),
        (
            3,
            "🚢 asked Kel",
            "Tobias Kellerdahl",
            "person",
            "🚢 asked Tobias Kellerdahl",
        ),
        (
            4,
            "Tobias Kel",
            "Tobias Kellerdahl",
            "person",
            "Tobias Kellerdahl",
        ),
        (
            5,
            "Then Brek",
            "Ola Brekkestad",
            "Norwegian minister",
            "Then Ola Brekkestad",
        ),
    ] {
        client.change(&uri, version, json!([{"text": text}]));
        let items = completions(&mut client, &uri, text);
        let item = (items.iter().find(|i| i["label"] == label))
            .unwrap_or_else(|| panic!("{text}: {items:?}"));
        assert_eq!(item["detail"], detail, "{text}");
        let edit = &item["textEdit"];
        let new = edit["newText"].as_str().unwrap();
        assert_eq!(apply(text, &edit["range"], new), mended);
    }
    for (version, text) in [(6, "🚢 asked tob"), (7, "🚢 asked "), (8, "🚢 asked Qaz")] {
        client.change(&uri, version, json!([{"text": text}]));
        let items = completions(&mut client, &uri, text);
        assert!(items.is_empty(), "{text}: {items:?}");
    }
    assert!(client.leave().success());
}

/// What is offered at the end of a line.
fn completions(client: &mut Client, uri: &str, line: &str) -> Vec<Value> {
    let end = u32::try_from(line.encode_utf16().count()).unwrap();
    let answer = client.request("textDocument/completion", at(uri, 0, end));
    answer["items"].as_array().unwrap().clone()
}
