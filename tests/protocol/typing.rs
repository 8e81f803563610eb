//! What is told while somebody writes: nothing flickers.

use crate::client::Client;
use crate::desk::{DRAFT, Desk, codes, of_code};
use serde_json::json;

/// What stands in the word that is being written waits until it is left; what stood there stays.
#[test]
fn a_problem_beside_the_caret_waits_until_the_word_is_left() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let draft = DRAFT.replace("430 passengers", "340 passengers");
    assert_ne!(draft, DRAFT);
    let mut lines = draft.lines().enumerate();
    let (line, text) = lines.find(|(_, l)| l.contains("340 passengers")).unwrap();
    let column = text.find("340").unwrap();
    let at = |from: usize, to: usize| json!({"start": {"line": line, "character": column + from}, "end": {"line": line, "character": column + to}});
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&uri, "markdown", 0, &draft);
    let found = client.findings(&uri, 0, "quote-altered");
    assert!(!codes(&found).contains(&"figure-conflict"), "{found:#?}");
    // "340" becomes "430" by way of "40": while the caret is in it, nothing is told of it.
    client.change(&uri, 1, json!([{"range": at(0, 1), "text": ""}]));
    client.change(&uri, 2, json!([{"range": at(0, 2), "text": "430"}]));
    let found = client.diagnostics(&uri, 2);
    assert!(!codes(&found).contains(&"figure-conflict"), "{found:#?}");
    of_code(&found, "quote-altered");
    // The writer goes on elsewhere.
    client.change(&uri, 3, json!([{"range": at(3, 3), "text": " "}]));
    client.findings(&uri, 3, "figure-conflict");
    // What is shown stays while the word is written further.
    client.change(&uri, 4, json!([{"range": at(1, 2), "text": "4"}]));
    let found = client.diagnostics(&uri, 4);
    of_code(&found, "figure-conflict");
    // A pause is as good as leaving.
    client.change(&uri, 5, json!([{"range": at(0, 3), "text": "340"}]));
    client.diagnostics(&uri, 5);
    client.change(&uri, 6, json!([{"range": at(0, 3), "text": "430"}]));
    let found = client.diagnostics(&uri, 6);
    assert!(!codes(&found).contains(&"figure-conflict"), "{found:#?}");
    client.findings(&uri, 6, "figure-conflict");
    assert!(client.leave().success());
}

/// Before the draft was held against its sources, an empty list would say that all is well.
#[test]
fn nothing_is_called_right_before_the_sources_are_read() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&uri, "markdown", 1, DRAFT);
    let first = client.diagnostics(&uri, 1);
    assert!(!first.is_empty());
    assert!(client.leave().success());
}
