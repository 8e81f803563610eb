//! What each room costs: reading, indexing, looking up, checking. `cargo bench`; compare within one run only.

mod invented;

use backread::config::Settings;
use backread::engine::Engine;
use backread::facts::{DocumentFacts, read_block};
use backread::sources::{Cache, Dossier, Trust, index, load};
use backread::text::{BlockKind, Document, Format, Prose};
use divan::Bencher;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

fn main() {
    divan::main();
}

fn document(words: usize) -> Arc<Document> {
    let text = invented::article(1, words);
    Arc::new(Document::new("draft.md", text, Format::Markdown))
}

/// Articles of 600 words each; the draft that is checked is one of the first.
fn dossier(articles: usize) -> Dossier {
    let read = |seed| {
        load::read_source(
            Path::new(&format!("{seed}.txt")),
            invented::article(seed, 600),
        )
    };
    Dossier::new((0..articles as u64).map(read).collect())
}

fn engine(articles: usize) -> Engine {
    static HUNDRED: OnceLock<Arc<Dossier>> = OnceLock::new();
    static THOUSAND: OnceLock<Arc<Dossier>> = OnceLock::new();
    let kept = if articles == 100 { &HUNDRED } else { &THOUSAND };
    let dossier = kept.get_or_init(|| Arc::new(dossier(articles))).clone();
    Engine {
        settings: Arc::new(Settings::default()),
        dossier,
    }
}

/// Blocks and masks of a Markdown text.
#[divan::bench(args = [800, 15_000, 100_000])]
fn text_blocks(bencher: Bencher, words: usize) {
    let text = invented::article(1, words);
    bencher.bench(|| Document::new("draft.md", text.as_str(), Format::Markdown));
}

/// The same of a text in which one word was written.
#[divan::bench(args = [800, 15_000, 100_000])]
fn text_edited(bencher: Bencher, words: usize) {
    let before = document(words);
    let text = invented::article(1, words);
    let middle = text[..text.len() / 2].rfind(' ').unwrap_or(0);
    let text = format!("{} more{}", &text[..middle], &text[middle..]);
    bencher.bench(|| before.edited(text.as_str()));
}

/// Sentences, tokens and tags of one paragraph.
#[divan::bench]
fn text_prose(bencher: Bencher) {
    let paragraph = document(100).prose[0].clone();
    bencher.bench(|| Prose::read(paragraph.clone()));
}

/// All facts of one paragraph: the least that a key costs.
#[divan::bench]
fn facts_block(bencher: Bencher) {
    let paragraph = document(100).prose[0].clone();
    bencher.bench(|| read_block(paragraph.clone(), BlockKind::Paragraph));
}

/// All facts of a document, nothing kept.
#[divan::bench(args = [800, 15_000])]
fn facts_document(bencher: Bencher, words: usize) {
    let document = document(words);
    bencher.bench(|| DocumentFacts::read(document.clone()));
}

/// Reading and indexing a dossier.
#[divan::bench(args = [100], sample_count = 10)]
fn sources_read(bencher: Bencher, articles: usize) {
    bencher.bench(|| dossier(articles));
}

/// Opening a dossier that was read before.
#[divan::bench(args = [100, 1_000], sample_count = 10)]
fn sources_open(bencher: Bencher, articles: usize) {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let cache = Cache::at(folder.path().join("cache")).of_all();
    let files: Vec<PathBuf> = (0..articles)
        .map(|i| folder.path().join(format!("{i}.txt")))
        .collect();
    for (seed, file) in (0..).zip(&files) {
        std::fs::write(file, invented::article(seed, 600)).expect("an article");
    }
    let open = || {
        load::load_with(&files, &Trust::default(), Some(&cache), &|_| {
            ControlFlow::Continue(())
        })
    };
    open();
    bencher.bench(open);
}

/// One look-up of a sentence's words.
#[divan::bench(args = [100, 1_000])]
fn sources_passages_like(bencher: Bencher, articles: usize) {
    let engine = engine(articles);
    let prose = Prose::read(document(100).prose[0].clone());
    let stems = index::content_stems(&prose, prose.sentences[0].tokens.clone());
    bencher.bench(|| engine.dossier.passages_like(&stems, 20));
}

/// A dossier with so many distinct names, a thousand a source.
fn names(many: usize) -> Dossier {
    let mut dice = invented::Dice::new(7);
    let mut seen = HashSet::new();
    while seen.len() < many {
        let name = format!(
            "{} {}",
            invented::name(&mut dice),
            invented::name(&mut dice)
        );
        seen.insert(name);
    }
    let mut seen: Vec<String> = seen.into_iter().collect();
    seen.sort();
    let source = |(i, names): (usize, &[String])| {
        let text: String = names
            .iter()
            .map(|n| format!("Then {n} spoke.\n\n"))
            .collect();
        load::read_source(Path::new(&format!("{i}.txt")), text)
    };
    Dossier::new(seen.chunks(1_000).enumerate().map(source).collect())
}

/// One garbled name looked up among the distinct names of all sources: what is near each of its words, and who bears them.
#[divan::bench(args = [100_000], sample_count = 100)]
fn sources_name(bencher: Bencher, many: usize) {
    static DOSSIER: OnceLock<Dossier> = OnceLock::new();
    let names = DOSSIER.get_or_init(|| names(many)).names();
    assert!(names.forms().len() >= many);
    bencher.bench(|| {
        ["klaischmeit", "brounderk"]
            .iter()
            .flat_map(|word| names.near(divan::black_box(word), 40))
            .filter_map(|id| names.word(id))
            .map(|word| names.forms_with(&word.plain).count())
            .sum::<usize>()
    });
}

/// A whole draft against 100 articles, nothing kept.
#[divan::bench(args = [800, 5_000], sample_count = 10)]
fn check_draft(bencher: Bencher, words: usize) {
    let engine = engine(100);
    let document = document(words);
    bencher.bench(|| engine.check(document.clone()));
}

/// A draft in which one word was written: what a key costs after the facts were kept, from the text to the findings.
#[divan::bench(args = [800, 15_000, 100_000], sample_count = 20)]
fn check_again(bencher: Bencher, words: usize) {
    let engine = engine(100);
    let text = invented::article(1, words);
    let before = engine.check(Arc::new(Document::new(
        "draft.md",
        text.as_str(),
        Format::Markdown,
    )));
    let middle = text[..text.len() / 2].rfind(' ').unwrap_or(0);
    let text = format!("{} more{}", &text[..middle], &text[middle..]);
    bencher.bench(|| {
        let after = before.facts.document.edited(text.as_str());
        engine.check_again(Arc::new(after), &before)
    });
}
