//! The facts of a source, kept as bytes until somebody looks at them: of a thousand articles a draft touches a few dozen.

use super::bytes;
use crate::facts::{
    Attribution, BlockFacts, DateMention, DocumentFacts, Figure, NameMention, Quotation, Reach,
};
use crate::text::prose::Sentence;
use crate::text::{Block, BlockKind, Document, Format, Prose, Token};
use serde::{Deserialize, Serialize};
use std::ops::{Deref, Range};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The facts of a source.
#[derive(Clone, Debug)]
pub struct KeptFacts(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    facts: OnceLock<DocumentFacts>,
    document: OnceLock<Arc<Document>>,
    kept: Option<Kept>,
}

/// A source as it is kept: its text, and what was read in it as bytes.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The file, as the user named it.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// Some bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Those of them that [`encode`] made.
    pub range: Range<usize>,
}

impl KeptFacts {
    /// Facts to be read when they are asked for.
    pub fn later(kept: Kept) -> KeptFacts {
        KeptFacts(Arc::new(Inner {
            facts: OnceLock::new(),
            document: OnceLock::new(),
            kept: Some(kept),
        }))
    }

    /// The document, parsed; its facts stay bytes if they are.
    pub fn document(&self) -> &Arc<Document> {
        self.0.document.get_or_init(|| match &self.0.kept {
            Some(kept) => kept.document(),
            None => self.document.clone(),
        })
    }

    /// The bytes they are kept as, where they are.
    pub fn kept(&self) -> Option<&Kept> {
        self.0.kept.as_ref()
    }
}

impl From<DocumentFacts> for KeptFacts {
    fn from(facts: DocumentFacts) -> KeptFacts {
        KeptFacts(Arc::new(Inner {
            document: OnceLock::from(facts.document.clone()),
            facts: OnceLock::from(facts),
            kept: None,
        }))
    }
}

impl Deref for KeptFacts {
    type Target = DocumentFacts;

    fn deref(&self) -> &DocumentFacts {
        self.0.facts.get_or_init(|| match &self.0.kept {
            Some(kept) => kept.facts(self.document().clone()),
            None => DocumentFacts::read(Arc::new(Document::new("", "", Format::Plain))),
        })
    }
}

impl Kept {
    fn document(&self) -> Arc<Document> {
        let format = Format::of_path(&self.path);
        Arc::new(Document::new(self.path.clone(), self.text.clone(), format))
    }

    /// The facts. Bytes that do not fit the text, for whatever reason, are worth nothing: then the text is read.
    fn facts(&self, document: Arc<Document>) -> DocumentFacts {
        let bytes = self.bytes.get(self.range.clone()).unwrap_or_default();
        match decode(&document, bytes) {
            Some(blocks) => DocumentFacts::of_blocks(document, blocks.into()),
            None => {
                tracing::warn!("{} is read again", self.path.display());
                DocumentFacts::read(document)
            }
        }
    }
}

/// The facts of a block as they are written.
#[derive(Serialize)]
struct Written<'a> {
    kind: BlockKind,
    length: usize,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    figures: &'a [Figure],
    dates: &'a [DateMention],
    names: &'a [NameMention],
    quotations: &'a [Quotation],
    attributions: &'a [Attribution],
}

/// The same as they are read.
#[derive(Deserialize)]
struct Read {
    kind: BlockKind,
    length: usize,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    figures: Vec<Figure>,
    dates: Vec<DateMention>,
    names: Vec<NameMention>,
    quotations: Vec<Quotation>,
    attributions: Vec<Attribution>,
}

/// The facts of a document as bytes.
pub fn encode(facts: &DocumentFacts) -> Vec<u8> {
    let blocks: Vec<Written> = (facts.blocks.iter())
        .map(|b| Written {
            kind: b.kind,
            length: b.prose.text.len(),
            tokens: &b.prose.tokens,
            sentences: &b.prose.sentences,
            figures: &b.figures,
            dates: &b.dates,
            names: &b.names,
            quotations: &b.quotations,
            attributions: &b.attributions,
        })
        .collect();
    // Plain data in memory: writing it does not fail. Without bytes the text is read again.
    // About twelve bytes a token: what they come to, whatever the text.
    let tokens: usize = facts.blocks.iter().map(|b| b.prose.tokens.len()).sum();
    bytes::encode(&blocks, tokens * 12).unwrap_or_default()
}

fn decode(document: &Document, bytes: &[u8]) -> Option<Vec<Arc<BlockFacts>>> {
    let blocks: Vec<Read> = postcard::from_bytes(bytes).ok()?;
    let same =
        |block: &Block, read: &Read| block.kind == read.kind && block.span.len() == read.length;
    let pairs = || document.blocks.iter().zip(&blocks);
    if blocks.len() != document.blocks.len() || !pairs().all(|(b, r)| same(b, r)) {
        return None;
    }
    let facts = document.prose.iter().zip(blocks).map(|(prose, read)| {
        Arc::new(BlockFacts {
            prose: Prose::of(prose.clone(), read.tokens, read.sentences),
            kind: read.kind,
            figures: read.figures,
            dates: read.dates,
            names: read.names,
            quotations: read.quotations,
            attributions: read.attributions,
            reach: Reach::default(),
        })
    });
    Some(facts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "MENZ, 3 May 2019 – About 1.2 million people (45%) left, Harbour minister Anna Berg said on Monday.\n\n\
         “We lost 40 boats of 12 metres,” she told the Menz Harbour Office (MHO). It cost $5.5bn.\n";

    fn document() -> Arc<Document> {
        Arc::new(Document::new("a.txt", TEXT, Format::Plain))
    }

    #[test]
    fn facts_come_back_as_they_were() {
        let facts = DocumentFacts::read(document());
        let blocks = decode(&document(), &encode(&facts)).unwrap();
        assert_eq!(format!("{blocks:?}"), format!("{:?}", facts.blocks));
    }

    #[test]
    fn bytes_of_another_text_are_not_taken() {
        let facts = DocumentFacts::read(document());
        let bytes = encode(&facts);
        for (text, bytes) in [
            ("Another text.", &bytes[..]),
            (TEXT, &bytes[..bytes.len() / 2]),
            (TEXT, &[]),
            (TEXT, &[0xff; 40]),
        ] {
            let kept = KeptFacts::later(Kept {
                path: "a.txt".into(),
                text: text.into(),
                bytes: Arc::new(bytes.to_vec()),
                range: 0..bytes.len(),
            });
            let document = Document::new("a.txt", text, Format::Plain);
            let afresh = DocumentFacts::read(Arc::new(document));
            assert_eq!(format!("{:?}", kept.blocks), format!("{:?}", afresh.blocks));
        }
    }
}
