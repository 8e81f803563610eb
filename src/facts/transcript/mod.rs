//! Words that stand without quotation marks and are somebody's all the same: the turns of a transcript, and speeches.

mod label;
mod speech;

use super::name::gazetteer;
use super::{BlockFacts, DocumentFacts};
use crate::text::{BlockKind, Span};
use label::{Form, Label};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Most blocks without a label that one turn goes on over.
const LONGEST: usize = 60;

/// A stretch of a block that somebody says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    /// The block.
    pub block: usize,
    /// The words.
    pub words: Span,
    /// The label, or the name under the heading: its block and place. `None` where nobody is named.
    pub speaker: Option<(usize, Span)>,
}

/// The turns of a document, in order.
pub fn read(facts: &DocumentFacts) -> Vec<Turn> {
    let labels: Vec<(usize, Label)> = (0..facts.blocks.len())
        .filter(|&b| facts.is_labelled(b))
        .flat_map(|b| of_block(&facts.blocks[b]).into_iter().map(move |l| (b, l)))
        .collect();
    let labels = proven(facts, labels);
    if labels.is_empty() {
        return speech::read(facts);
    }
    turns(facts, &labels)
}

/// Whether the turns of a document stay what they are where other blocks stand in place of some: as many of the same kinds,
/// none of which was part of a turn or can begin one. `false` where the turns were never asked for.
pub fn stay(before: &DocumentFacts, range: &Range<usize>, blocks: &[Arc<BlockFacts>]) -> bool {
    let silent = |facts: &BlockFacts| {
        let all = Span::new(0, facts.prose.text.len());
        !is_labelled(facts) && !says_i(facts, all) && !is_aside(&facts.prose.text)
    };
    let Some(turns) = before.known_turns() else {
        return false;
    };
    let at = turns.partition_point(|t| t.block < range.start);
    range.start >= speech::HEAD
        && range.len() == blocks.len()
        && turns.get(at).is_none_or(|t| t.block >= range.end)
        && (before.blocks.range(range.clone()).zip(blocks))
            .all(|(old, new)| old.kind == new.kind && silent(old) && silent(new))
}

fn of_block(facts: &BlockFacts) -> Vec<Label> {
    label::read(&facts.prose, facts.kind)
}

/// Whether a line of a block looks like a speaker's label.
pub fn is_labelled(facts: &BlockFacts) -> bool {
    !of_block(facts).is_empty()
}

/// The labels of a document that has a transcript, in which somebody says "I" or "we" behind one of them.
fn proven(facts: &DocumentFacts, labels: Vec<(usize, Label)>) -> Vec<(usize, Label)> {
    let name = |(b, l): &(usize, Label)| l.speaker.of(&facts.blocks[*b].prose.text);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *counts.entry(name(label)).or_default() += 1;
    }
    let has = |form: Form| labels.iter().any(|(_, l)| l.form == form);
    let questions = has(Form::Question) && has(Form::Answer);
    let strong = labels
        .iter()
        .filter(|(_, l)| l.form == Form::Somebody)
        .count();
    // Beside speakers who are known, or again and again, one word is a speaker too.
    let known = |label: &(usize, Label)| match label.1.form {
        Form::Question | Form::Answer => questions,
        Form::Somebody => true,
        Form::Word => strong > 1 || questions || counts.get(name(label)).is_some_and(|&n| n > 1),
        Form::Unclear => false,
    };
    // A name on a line of its own is a byline, unless several are there.
    let bare = |l: &Label| l.words.is_empty();
    let alone = labels.iter().filter(|l| bare(&l.1) && known(l)).count();
    let kept: Vec<(usize, Label)> = (labels.iter())
        .filter(|l| !bare(&l.1) || known(l) && alone > 1)
        .map(|l| match known(l) {
            true => *l,
            // Whose words end here is known; whose begin is not.
            false => (
                l.0,
                Label {
                    form: Form::Unclear,
                    ..l.1
                },
            ),
        })
        .collect();
    let mut clear = kept.iter().filter(|(_, l)| l.form != Form::Unclear);
    let personal = clear.any(|(b, l)| match bare(l) {
        true => facts.is_personal(b + 1),
        false => says_i(&facts.blocks[*b], l.words),
    });
    if personal { kept } else { Vec::new() }
}

/// The stretches between labels.
fn turns(facts: &DocumentFacts, labels: &[(usize, Label)]) -> Vec<Turn> {
    let mut out = Vec::new();
    for (i, (block, label)) in labels.iter().enumerate() {
        let speaker = match label.form {
            Form::Question | Form::Answer | Form::Unclear => None,
            Form::Somebody | Form::Word => Some((*block, label.speaker)),
        };
        let mut add = |block: usize, words: Span| {
            if !words.is_empty() {
                out.push(Turn {
                    block,
                    words,
                    speaker,
                });
            }
        };
        add(*block, label.words);
        let next = labels.get(i + 1).map(|(b, _)| *b);
        let end = next.unwrap_or(facts.blocks.len()).min(block + 1 + LONGEST);
        for b in block + 1..end {
            let Some(f) = facts.blocks.get(b).filter(|f| f.kind != BlockKind::Heading) else {
                break;
            };
            // Behind the last label a reporter may go on.
            let first = label.words.is_empty() && b == block + 1;
            if next.is_none() && !first && !facts.is_personal(b) {
                break;
            }
            if !is_aside(&f.prose.text) {
                add(b, whole(f));
            }
        }
    }
    out
}

/// Whether a block is a note of what is seen or heard: "(Applause.)"
fn is_aside(text: &str) -> bool {
    let text = text.trim();
    [('(', ')'), ('[', ']')].iter().any(|&(opens, closes)| {
        text.starts_with(opens) && text.find(closes).is_some_and(|at| at + 1 == text.len())
    })
}

fn whole(facts: &BlockFacts) -> Span {
    Span::new(0, facts.prose.text.trim_end().len())
}

/// Whether somebody speaks as "I" or "we" outside quotation marks.
pub fn says_i(facts: &BlockFacts, words: Span) -> bool {
    label::is_personal(&facts.prose, words, |span| {
        facts.quotations.iter().any(|q| q.span.covers(span))
    })
}

impl DocumentFacts {
    /// The turn that a byte of a block stands in.
    pub fn turn_at(&self, block: usize, offset: usize) -> Option<&Turn> {
        self.turns_in(block)
            .iter()
            .find(|t| t.words.contains(offset))
    }

    /// The turns that stand in a block, in order.
    pub fn turns_in(&self, block: usize) -> &[Turn] {
        let turns = self.turns();
        let first = turns.partition_point(|t| t.block < block);
        let last = turns.partition_point(|t| t.block <= block);
        turns.get(first..last).unwrap_or_default()
    }

    /// The turns whose speakers are labelled, as attributions: the label, its colon, and the block and place of the words.
    pub fn labelled(&self) -> impl Iterator<Item = (&Turn, usize, Span, Span)> {
        self.turns().iter().filter_map(|turn| {
            let (block, label) = turn.speaker?;
            let text = &self.blocks.get(block)?.prose.text;
            let colon = text.get(label.end..)?.find(':').filter(|&at| at == 0);
            let cue = colon.map_or(label, |at| Span::new(label.end + at, label.end + at + 1));
            Some((turn, block, label, cue))
        })
    }

    /// Who speaks in the turn that a byte of a block stands in, as labelled.
    pub fn speaker_of_turn(&self, block: usize, offset: usize) -> Option<String> {
        let (block, label) = self.turn_at(block, offset)?.speaker?;
        Some(written(label.of(&self.blocks.get(block)?.prose.text)))
    }
}

/// Parts of names that are written small inside one.
const PARTICLES: [&str; 10] = [
    "VAN", "VON", "DER", "DEN", "DE", "DU", "DA", "LA", "AL", "BIN",
];
/// What stands behind a name in capitals always.
const LETTERS: [&str; 6] = ["MP", "MEP", "MSP", "QC", "KC", "MD"];

/// A label as running text has it: "IVO KRAL" is Ivo Kral.
pub fn written(label: &str) -> String {
    let name = label.split('(').next().unwrap_or(label).trim();
    let acronym = || {
        gazetteer::organizations_of(&name.to_lowercase())
            .next()
            .is_some()
    };
    if name.chars().any(char::is_lowercase) || acronym() {
        return super::document::fold_blanks(name);
    }
    let words = name.split_whitespace().enumerate().map(|(i, word)| {
        if LETTERS.contains(&word) {
            word.to_owned()
        } else if i > 0 && PARTICLES.contains(&word) {
            word.to_lowercase()
        } else {
            capitalised(word)
        }
    });
    let out = words.collect::<Vec<_>>().join(" ");
    match out.strip_prefix("The ") {
        Some(office) => format!("the {}", office.to_lowercase()),
        None => out,
    }
}

/// "O'DOWD-MCKAY" as "O'Dowd-McKay".
fn capitalised(word: &str) -> String {
    let mut out = String::new();
    let mut begins = true;
    for c in word.chars() {
        if begins || !c.is_alphabetic() {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        begins = matches!(c, '-' | '\'' | '’' | '.') || out.ends_with("Mc");
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::facts::DocumentFacts;
    use crate::text::{Document, Format};
    use std::sync::Arc;

    fn said(text: &str) -> Vec<(String, Option<String>)> {
        let facts = DocumentFacts::read(Arc::new(Document::new("a.txt", text, Format::Plain)));
        (facts.turns().iter())
            .map(|t| {
                let words = facts.text(t.block, t.words).split_whitespace().take(2);
                (
                    words.collect::<Vec<_>>().join(" "),
                    facts.speaker_of_turn(t.block, t.words.start),
                )
            })
            .collect()
    }

    #[test]
    fn any_label_ends_the_words_of_the_one_before() {
        let text = "LUCY FENN: I ask about the nurses.\n\nTHE SECRETARY OF STATE FOR PEAT (JOHN HARD): We have them.\n\n\
                    Tom Reyes, County Engineer: The dyke was sound.\n\nLUCY FENN: I thank him.";
        let mine = Some("Lucy Fenn".to_owned());
        let speakers: Vec<_> = said(text).into_iter().map(|(_, who)| who).collect();
        assert_eq!(speakers, [mine.clone(), None, None, mine]);
    }

    #[test]
    fn capitals_of_a_label_become_a_name() {
        for (label, name) in [
            ("IVO KRAL", "Ivo Kral"),
            ("SIOBHAN MCDONALD", "Siobhan McDonald"),
            ("CARLOS VAN DER BERG", "Carlos van der Berg"),
            ("JOHN HARD MP", "John Hard MP"),
            ("UNA O'DOWD-HALL", "Una O'Dowd-Hall"),
            ("THE CHAIR", "the chair"),
            ("NATO", "NATO"),
            ("Ivo Kral (Reform)", "Ivo Kral"),
        ] {
            assert_eq!(super::written(label), name, "{label}");
        }
    }

    /// A text with the first words of each of its turns and who has them.
    type Row<'a> = (&'a str, &'a [(&'a str, Option<&'a str>)]);

    #[test]
    fn turns_and_who_has_them() {
        let rows: [Row; 12] = [
            (
                "IVO KRAL: I thank the chair.\n\nANA BELL: The valley has waited.\n\nIt will wait no more.\n\nIVO KRAL: Then go.",
                &[
                    ("I thank", Some("Ivo Kral")),
                    ("The valley", Some("Ana Bell")),
                    ("It will", Some("Ana Bell")),
                    ("Then go.", Some("Ivo Kral")),
                ],
            ),
            (
                "Q: Why now?\nA: We had no choice.",
                &[("Why now?", None), ("We had", None)],
            ),
            (
                "IVO KRAL\n\nI thank the chair.\n\nANA BELL\n\nThe valley has waited.",
                &[
                    ("I thank", Some("Ivo Kral")),
                    ("The valley", Some("Ana Bell")),
                ],
            ),
            (
                "Kral: We will not sell it.\nBellko: Who asked you?\nKral: Nobody.\nBellko: Well.",
                &[
                    ("We will", Some("Kral")),
                    ("Who asked", Some("Bellko")),
                    ("Nobody.", Some("Kral")),
                    ("Well.", Some("Bellko")),
                ],
            ),
            (
                "THE CHAIR: I call Mr Kral.\nMR KRAL: Thank you.\n(Applause.)",
                &[
                    ("I call", Some("the chair")),
                    ("Thank you.", Some("Mr Kral")),
                ],
            ),
            (
                "Speech by Ivo Kral to the council\n\nFriends, I have one thing to say.\n\nThe mole is old and it leans.",
                &[
                    ("Friends, I", Some("Ivo Kral")),
                    ("The mole", Some("Ivo Kral")),
                ],
            ),
            // Nobody speaks.
            (
                "Update: The road is open.\nNote: The gate closes at five.",
                &[],
            ),
            ("Ostfjord: The dam holds.\nSelmvik: The bridge fell.", &[]),
            (
                "Ivo Kral opened the mole on Monday.\n\n“We are glad,” he said.\n\nThe mole leans.",
                &[],
            ),
            ("Maria Kral\n\nThe mole leans. The lamps are dark.", &[]),
            ("The mole leans.\n\nIt has no lamps.", &[]),
            (
                "The mole was built in World War I.\n\nNobody mended it after World War I.",
                &[],
            ),
        ];
        for (text, expected) in rows {
            let expected: Vec<_> = (expected.iter())
                .map(|(w, s)| (w.to_string(), s.map(str::to_owned)))
                .collect();
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
