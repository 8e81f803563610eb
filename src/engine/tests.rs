//! Tests of the engine: what is kept from check to check must not show.

use super::*;
use crate::text::Format;
use std::ops::Range;

fn draft(text: &str) -> Arc<Document> {
    Arc::new(Document::new("draft.txt", text, Format::Plain))
}

#[test]
fn an_edit_reads_only_the_blocks_it_touches() {
    let engine = Engine::default();
    let before = engine.check(draft("Ten boats left.\nTwo sank.\nNobody knew why.\n"));
    let after = engine.check_again(
        draft("Ten boats left.\nThree sank.\nNobody knew why.\n"),
        &before,
    );
    let kept: Vec<bool> = (before.facts.blocks.iter())
        .zip(&after.facts.blocks)
        .map(|(a, b)| Arc::ptr_eq(a, b))
        .collect();
    assert_eq!(kept, [true, false, true]);
    assert_eq!(after.facts.blocks[1].prose.text.as_ref(), "Three sank.");
}

/// Who is named in one paragraph is asked by the checks of others: they hold as long as the answers do.
#[test]
fn a_name_that_is_typed_leaves_other_paragraphs_alone() {
    let engine = Engine {
        settings: Arc::default(),
        dossier: sources(),
    };
    let around =
        "The ferry was overloaded, Vasterling told reporters. The MHB sent nine crews.\n".repeat(6);
    let text = |name: &str| format!("{around}{name} waited on the quay.\n{around}");
    let mut before = engine.check(draft(&text("Tob")));
    for name in [
        "Tobi",
        "Tobias",
        "Tobias Ke",
        "Tobias Keller",
        "Tobias Kellerdahl",
    ] {
        let after = engine.check_again(draft(&text(name)), &before);
        let kept = (0..after.facts.blocks.len()).filter(|&b| {
            let checks = before.check.block(b).zip(after.check.block(b));
            checks.is_some_and(|(a, b)| Arc::ptr_eq(a, b))
        });
        // The paragraph itself and those that look for a speaker beside them are checked again.
        assert!(kept.count() > 6, "{name}");
        before = after;
    }
    // Another Vasterling may be the one who told reporters.
    let after = engine.check_again(draft(&text("Ingrid Vasterling")), &before);
    let check = |c: &Checked| c.check.block(0).cloned();
    assert!(
        !check(&before)
            .zip(check(&after))
            .is_some_and(|(a, b)| Arc::ptr_eq(&a, &b))
    );
}

#[test]
fn blocks_that_moved_are_kept() {
    let engine = Engine::default();
    let before = engine.check(draft("One.\nTwo.\nThree.\nFour.\n"));
    let after = engine.check_again(draft("New.\nOne.\nThree.\nTwo.\nNewer.\nFour.\n"), &before);
    for (text, old) in [("One.", 0), ("Two.", 1), ("Three.", 2), ("Four.", 3)] {
        let new = (after.facts.blocks.iter())
            .find(|b| b.prose.text.as_ref() == text)
            .unwrap();
        assert!(Arc::ptr_eq(new, &before.facts.blocks[old]), "{text}");
    }
}

/// Edits of every kind, one after the other: what is kept from check to check must not show.
#[test]
fn checking_again_gives_what_checking_gives() {
    let articles = [
        "Officials said that 340 passengers left the ferry. The master, Tobias Kellerdahl, thanked nine crews.",
        "“We heard a long grinding noise and then the lights went out,” said Ingrid Vasterling. About 12 boats came.",
    ];
    let sources = (articles.iter().enumerate())
        .map(|(i, text)| load::read_source(Path::new(&format!("{i}.txt")), (*text).to_owned()))
        .collect();
    let engine = Engine {
        settings: Arc::default(),
        dossier: Arc::new(Dossier::new(sources)),
    };
    let texts = [
        "Officials said 430 passengers left the ferry.\n\nTobias Kelerdal thanked nine crews.\n",
        "New.\n\nOfficials said 430 passengers left the ferry.\n\nTobias Kelerdal thanked nine crews.\n",
        "New.\n\nTobias Kelerdal thanked ten crews.\n\nOfficials said 430 passengers left the ferry.\n",
        "Officials said 430 passengers left the ferry.\n\nOfficials said 430 passengers left the ferry.\n\n             “We heard a long grinding noise and then the doors went out,” she said.\n",
        "“We heard a long grinding noise and then the doors went out,” she said.\n\nTobias Kelerdal came.\n\n             Officials said 340 passengers left the ferry.\n",
        "",
        "Officials said 430 passengers left the ferry.\n",
    ];
    let mut before = engine.check(draft(texts[0]));
    for text in texts {
        let again = engine.check_again(draft(text), &before);
        let afresh = engine.check(draft(text));
        assert_eq!(again.findings, afresh.findings, "{text}");
        for offset in 0..text.len() {
            let spread = engine.spread_at(&again, offset);
            assert_eq!(
                spread,
                engine.spread_at(&afresh, offset),
                "{text} at {offset}"
            );
        }
        before = again;
    }
    let last = before.findings.iter().map(|f| f.code);
    assert!(last.eq(["figure-conflict"]), "{:#?}", before.findings);
}

/// A dice that rolls the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// A place in a text where a character begins.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.roll(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// What drafts are made of: something for every rule, speakers and quotations that reach over paragraphs, words that tell of
/// the draft as a whole.
const PIECES: [&str; 40] = [
    "\n\n",
    "\n\n",
    "\n\n",
    "\n",
    " ",
    "x",
    "Officials said 430 passengers left the ferry. ",
    "The flood destroyed 31 houses in Orlava. ",
    "In Orlava the flood destroyed 13 houses. ",
    "Tobias Kelerdal thanked nine crews. ",
    "Tobias Kellerdahl spoke first. ",
    "Kellerdall spoke last. ",
    "“We heard a long grinding noise and then the doors went out,” she said. ",
    "“We heard a long grinding noise. ",
    "Nobody on the quay slept. ",
    "and then the lights went out,” Kellerdahl told reporters. ",
    "Ingrid Vasterling, the harbour master, came. ",
    "She said 12 boats came. ",
    "He told reporters that up to 14 boats came. ",
    "Vasterling went on: ",
    "“About 12 boats came.” ",
    "Last year 40 boats sank. ",
    "Experts say the harbor lost its color. ",
    "The harbour centre honoured its neighbours. ",
    "Five towns: Orlava, Menz, Selm and Dorn. ",
    "Related stories\n\n",
    "A Long Night at the Harbour\n\n",
    "# Storm\n\n",
    "- 430 passengers\n",
    "- she said 12 boats came\n",
    "> The lights went out. About 14 boats came.\n",
    "> — Ingrid Vasterling, harbour master\n\n",
    "The harbour master waited. ",
    "MENZ, 3 May 2019 – ",
    "The board (HBO) met on Monday, 4 May 2019. ",
    "<!-- backread-ignore figure-conflict -->\n\n",
    "IVO KRAL: I thank the chair. About 14 boats came.\n\n",
    "ANA BELL: We lost 12 boats, and I know it.\n\n",
    "I saw 14 boats and two crews. ",
    "The Menz Harbour Board (MHB) denied that the ferry was overloaded. ",
];

const FRONT_MATTER: &str = "---\ndate: 2019-05-03\n---\n\n";

fn sources() -> Arc<Dossier> {
    let articles = [
        "MENZ, 3 May 2019 – Officials said that 340 passengers left the ferry. The master, Tobias Kellerdahl, thanked nine crews.",
        "“We heard a long grinding noise and then the lights went out,” said Ingrid Vasterling. About 12 boats came, she said.",
        "The flood destroyed 31 houses in Orlava, the Menz Harbour Board (MHB) said. The ferry was overloaded, Vasterling told reporters.",
        "Up to 14 boats came, Ingrid Vasterling told reporters on Monday, 3 May 2019. In 2018 40 boats sank.",
    ];
    let sources = (articles.iter().enumerate())
        .map(|(i, text)| load::read_source(Path::new(&format!("{i}.txt")), (*text).to_owned()));
    Arc::new(Dossier::new(sources.collect()))
}

/// Paragraphs parted and joined, quotations opened and closed over several, front matter come and gone: what an editor
/// shows after any number of edits is what the terminal shows of the text.
#[test]
fn any_edits_give_what_the_text_gives() {
    let (found, kept) = edit_drafts(10, 10..50, 30);
    assert!(
        found > 500 && kept > 500,
        "{found} findings, {kept} blocks kept"
    );
}

/// The same of drafts in which most blocks stand too far from an edit to be looked at.
#[test]
fn any_edits_of_a_long_draft_give_what_the_text_gives() {
    let (found, kept) = edit_drafts(2, 1_200..1_300, 25);
    assert!(
        found > 5_000 && kept > 5_000,
        "{found} findings, {kept} blocks kept"
    );
}

/// Edits so many drafts of so many pieces so many times. Returns how many findings there were, and how many blocks kept
/// their checks.
fn edit_drafts(drafts: usize, pieces: Range<usize>, edits: usize) -> (usize, usize) {
    let engine = Engine {
        settings: Arc::default(),
        dossier: sources(),
    };
    let markdown = |text: &str| Document::new("draft.md", text, Format::Markdown);
    let mut dice = Dice(11);
    let (mut found, mut kept) = (0, 0);
    for _ in 0..drafts {
        let pieces = pieces.start + dice.roll(pieces.len());
        let mut text: String = (0..pieces)
            .map(|_| PIECES[dice.roll(PIECES.len())])
            .collect();
        let mut before = engine.check(Arc::new(markdown(&text)));
        for _ in 0..edits {
            let was = text.clone();
            let at = dice.place(&text);
            match dice.roll(8) {
                // A paragraph is joined with the next.
                0 => match text[at..].find("\n\n") {
                    Some(gap) => text.replace_range(at + gap..at + gap + 2, " "),
                    None => text.insert_str(at, "\n\n"),
                },
                1 => match text.strip_prefix(FRONT_MATTER) {
                    Some(body) => text = body.to_owned(),
                    None => text.insert_str(0, FRONT_MATTER),
                },
                // Something is cut and put elsewhere.
                2 => {
                    let end = at.max(dice.place(&text).min(at + 80));
                    let end = (end..=text.len()).find(|&e| text.is_char_boundary(e));
                    let cut: String = text.drain(at..end.unwrap_or(at)).collect();
                    let to = dice.place(&text);
                    text.insert_str(to, &cut);
                }
                3 => {
                    let end = (at + dice.roll(6)..=text.len()).find(|&e| text.is_char_boundary(e));
                    text.replace_range(at..end.unwrap_or(at), "");
                }
                _ => text.insert_str(at, PIECES[dice.roll(PIECES.len())]),
            }
            let again = engine.check_again(Arc::new(before.facts.document.edited(&*text)), &before);
            let afresh = engine.check(Arc::new(markdown(&text)));
            assert_eq!(again.findings, afresh.findings, "{was}\n\nbecame\n\n{text}");
            let spoken = |c: &Checked| -> Vec<bool> {
                (0..c.facts.blocks.len())
                    .map(|b| c.facts.is_spoken(b))
                    .collect()
            };
            assert_eq!(spoken(&again), spoken(&afresh), "{text}");
            let named = |c: &Checked| -> Vec<Option<String>> {
                let names = c.facts.names();
                names
                    .map(|(id, _)| c.facts.canonical_of(id).map(str::to_owned))
                    .collect()
            };
            assert_eq!(named(&again), named(&afresh), "{text}");
            for offset in (0..text.len()).step_by(17.max(text.len() / 100)) {
                let (one, other) = (
                    engine.spread_at(&again, offset),
                    engine.spread_at(&afresh, offset),
                );
                assert_eq!(one, other, "{text} at {offset}");
            }
            let same = |block: usize| {
                let known = before.check.block(block).zip(again.check.block(block));
                known.is_some_and(|(a, b)| Arc::ptr_eq(a, b))
            };
            kept += (0..again.facts.blocks.len()).filter(|&b| same(b)).count();
            found += again.findings.len();
            before = again;
        }
    }
    (found, kept)
}
