//! Text: whatever is typed, the server's text is the client's.

use crate::client::{Client, apply};
use crate::desk::{DRAFT, Desk, codes, of_code};
use serde_json::{Value, json};

/// A generator of numbers that repeats itself from run to run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n).unwrap()).unwrap()
    }
}

/// The position of an index of characters, counted in UTF-16.
fn position(text: &str, index: usize) -> Value {
    let before: String = text.chars().take(index).collect();
    let ends = |c: &char, next: Option<&char>| *c == '\n' || (*c == '\r' && next != Some(&'\n'));
    let all: Vec<char> = text.chars().collect();
    let (mut line, mut start) = (0, 0);
    for i in 0..before.chars().count() {
        if ends(&all[i], all.get(i + 1)) {
            line += 1;
            start = i + 1;
        }
    }
    let character: usize = all[start..index].iter().map(|c| c.len_utf16()).sum();
    json!({"line": line, "character": character})
}

/// Some range of a text that an editor could mean: not inside a line ending.
fn some_range(text: &str, dice: &mut Dice) -> Value {
    let all: Vec<char> = text.chars().collect();
    let mut ends = [(); 2].map(|()| {
        let mut i = dice.below(all.len() + 1);
        if i > 0 && all[i - 1] == '\r' && all.get(i) == Some(&'\n') {
            i += 1;
        }
        i
    });
    ends.sort_unstable();
    let end = ends[1].min(ends[0] + 12);
    let end = if end > ends[0] && all[end - 1] == '\r' && all.get(end) == Some(&'\n') {
        end + 1
    } else {
        end
    };
    json!({"start": position(text, ends[0]), "end": position(text, end)})
}

const PIECES: [&str; 10] = [
    "",
    "x",
    "430 passengers",
    "\r\n",
    "\n\n",
    "🚢",
    "e\u{301}",
    "“words”",
    "Tobias Kelerdal ",
    "مرفأ",
];

/// How many edits make a flood.
const FLOOD: i64 = 10_000;

/// A flood of edits with requests and cancellations between them, sent without waiting.
fn flood(client: &mut Client, uri: &str, seed: u64) -> (String, Vec<i64>) {
    let mut dice = Dice(seed);
    let mut text = DRAFT.replace('\n', "\r\n");
    client.open(uri, "markdown", 0, &text);
    let mut asked = Vec::new();
    for version in 1..=FLOOD {
        let mut changes = Vec::new();
        for _ in 0..=dice.below(2) {
            let range = some_range(&text, &mut dice);
            let new = PIECES[dice.below(PIECES.len())];
            text = apply(&text, &range, new);
            changes.push(json!({"range": range, "text": new}));
        }
        client.change(uri, version, json!(changes));
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": dice.below(9), "character": dice.below(40)}});
        match dice.below(12) {
            0 => asked.push(client.ask("textDocument/hover", at)),
            1 => asked.push(client.ask(
                "textDocument/codeAction",
                json!({"textDocument": {"uri": uri}, "context": {"diagnostics": []},
                       "range": {"start": at["position"], "end": at["position"]}}),
            )),
            2 => {
                let id = client.ask(
                    "textDocument/documentSymbol",
                    json!({"textDocument": {"uri": uri}}),
                );
                client.notify("$/cancelRequest", json!({"id": id}));
                asked.push(id);
            }
            _ => {}
        }
    }
    (text, asked)
}

#[test]
fn a_flood_of_edits_leaves_the_clients_text() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    let (text, asked) = flood(&mut client, &uri, 7);
    assert_eq!(client.text(&uri), (text, FLOOD));
    for id in asked {
        if let Err(error) = client.answer(id) {
            let code = error["code"].as_i64().unwrap();
            assert!(
                [-32800, -32602].contains(&code),
                "only what was cancelled, or asked about a line that was gone, fails: {error}"
            );
        }
    }
    client.diagnostics(&uri, FLOOD);
    assert!(client.leave().success());
}

#[test]
fn a_client_that_reads_late_and_answers_nothing_holds_nothing_up() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let mut client = Client::start();
    client.never_answer();
    // A client that can watch files is asked to; this one never answers.
    client.initialize(json!({
        "processId": null, "rootUri": desk.root(),
        "capabilities": {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}},
    }));
    let (text, _) = flood(&mut client, &uri, 11);
    assert_eq!(client.text(&uri), (text, FLOOD));

    let mut silent = Client::start_silent();
    silent.ask(
        "initialize",
        json!({"processId": null, "rootUri": desk.root(), "capabilities": {}}),
    );
    silent.notify("initialized", json!({}));
    let (text, asked) = flood(&mut silent, &uri, 13);
    // Far more than a pipe holds is waiting by now; all of it comes, in the end.
    silent.read_on();
    assert_eq!(silent.text(&uri), (text, FLOOD));
    for id in asked {
        let _ = silent.answer(id);
    }
    assert!(silent.leave().success());
}

#[test]
fn a_client_that_reads_slowly_gets_it_all() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let mut slow = Client::start_silent();
    slow.read_on_slowly();
    slow.initialize_plainly(&desk.root());
    let (text, asked) = flood(&mut slow, &uri, 17);
    assert_eq!(slow.text(&uri), (text, FLOOD));
    for id in asked {
        let _ = slow.answer(id);
    }
    slow.diagnostics(&uri, FLOOD);
    assert!(slow.leave().success());
}

#[test]
fn requests_see_the_text_as_of_their_turn() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&uri, "markdown", 0, "");
    let mut asked = Vec::new();
    for version in 1..=50 {
        let start = json!({"line": 0, "character": 0});
        let change = json!([{"range": {"start": start, "end": start}, "text": "Port Marrow.\n"}]);
        client.change(&uri, version, change);
        asked.push((version, client.ask("backread/text", json!({"uri": uri}))));
    }
    for (version, id) in asked {
        let answer = client.answer(id).unwrap();
        assert_eq!(answer["version"], version);
        let lines = answer["text"].as_str().unwrap().lines().count();
        assert_eq!(i64::try_from(lines).unwrap(), version);
    }
}

#[test]
fn columns_are_counted_as_agreed() {
    // The garbled name stands behind a ship: one character, two UTF-16 units, four bytes.
    let draft = "Harbour master 🚢 Tobias Kelerdal said the crews were brave.\r\n";
    for (offered, agreed, column) in [
        (json!(null), "utf-16", 25),
        (json!(["utf-8", "utf-16"]), "utf-16", 25),
        (json!(["utf-8", "utf-32"]), "utf-8", 27),
        (json!(["utf-32"]), "utf-32", 24),
    ] {
        let desk = Desk::new();
        let uri = desk.uri("other.md");
        let mut client = Client::start();
        let result = client.initialize(json!({
            "processId": null, "rootUri": null, "capabilities": {"general": {"positionEncodings": offered}},
        }));
        assert_eq!(result["capabilities"]["positionEncoding"], agreed);
        client.open(&uri, "markdown", 1, draft);
        let found = client.published(&uri, |m| m["params"]["diagnostics"] != json!([]));
        let start = &found[0]["range"]["start"];
        assert_eq!(*start, json!({"line": 0, "character": column}), "{agreed}");
        let end = json!({"line": 0, "character": column + 8});
        client.change(
            &uri,
            2,
            json!([{"range": {"start": start, "end": end}, "text": "Kellerdahl"}]),
        );
        assert_eq!(
            client.text(&uri).0,
            draft.replace("Kelerdal", "Kellerdahl"),
            "{agreed}"
        );
    }
}

#[test]
fn the_last_text_is_the_one_that_is_judged() {
    let desk = Desk::new();
    let uri = desk.uri("draft.md");
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&uri, "markdown", 0, DRAFT);
    client.findings(&uri, 0, "figure-conflict");
    // The figure is mended and spoilt by turns.
    for version in 1..=41 {
        let figure = if version % 2 == 1 { "340" } else { "430" };
        let range =
            json!({"start": {"line": 2, "character": 23}, "end": {"line": 2, "character": 26}});
        client.change(&uri, version, json!([{"range": range, "text": figure}]));
    }
    let found = client.diagnostics(&uri, 41);
    assert!(!codes(&found).contains(&"figure-conflict"), "{found:#?}");
    of_code(&found, "quote-altered");
}
