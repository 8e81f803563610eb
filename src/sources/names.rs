//! An index of the words and names of all sources: by plain letters, by sound and by pairs of letters.

use super::{SourceId, bytes};
use crate::facts::document::FactId;
use crate::facts::name::acronym;
use crate::facts::name::capitals::unshouted;
pub use crate::facts::name::plain;
use crate::facts::{DocumentFacts, NameMention};
use crate::text::{Prose, TokenKind, lexicon};
use rayon::prelude::*;
use rphonetic::DoubleMetaphone;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Reverse;

/// Index of a word in [`Names`].
pub type WordId = u32;

/// Where a word stands in the sources. There is one for each of their words, so that it is kept small.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Which source.
    pub source: SourceId,
    block: u32,
    token: u32,
}

impl Place {
    /// A token of a block. `None` where there are more of either than 32 bits count.
    fn new(source: SourceId, block: usize, token: usize) -> Option<Place> {
        Some(Place {
            source,
            block: block.try_into().ok()?,
            token: token.try_into().ok()?,
        })
    }

    /// Which block of the source.
    pub fn block(self) -> usize {
        self.block as usize
    }

    /// Which token of the block.
    pub fn token(self) -> usize {
        self.token as usize
    }
}

/// A name mention of a source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct MentionId {
    /// Which source.
    pub source: SourceId,
    /// Which of its names.
    pub fact: FactId,
}

/// A name of the sources, in one wording, with all its mentions.
#[derive(Debug, Serialize, Deserialize)]
pub struct NameForm {
    /// Its words in plain letters, hyphens opened.
    pub words: Box<[Box<str>]>,
    /// Where it is mentioned, in order; never empty.
    pub mentions: Vec<MentionId>,
}

/// One word of the sources, in all its spellings that differ by case and accents only.
#[derive(Debug, Serialize, Deserialize)]
pub struct Word {
    /// Plain letters: lower case, no accents, no apostrophes or stops.
    pub plain: Box<str>,
    /// As running text writes it, with how often, most frequent first: "Kral" for the "KRAL" of a headline.
    pub forms: Vec<(Box<str>, u32)>,
    /// Where it stands, in order; page furniture left out.
    pub places: Vec<Place>,
}

impl Word {
    /// The spelling most used.
    pub fn form(&self) -> &str {
        self.forms.first().map_or(&self.plain, |f| &f.0)
    }

    /// Whether any spelling begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.forms
            .iter()
            .any(|(f, _)| f.chars().any(char::is_uppercase))
    }
}

/// The words and names of all sources. Built once, then read only.
#[derive(Default, Debug, Serialize, Deserialize)]
pub struct Names {
    words: Vec<Word>,
    /// Letters of each word, beside the words for speed.
    lengths: Vec<u8>,
    by_plain: FxHashMap<Box<str>, WordId>,
    by_sound: FxHashMap<Box<str>, Vec<WordId>>,
    by_pair: FxHashMap<(char, char), Vec<WordId>>,
    furniture: FxHashSet<Box<str>>,
    forms: Vec<NameForm>,
    form_ids: FxHashMap<Box<[Box<str>]>, u32>,
    forms_by_word: FxHashMap<Box<str>, Vec<u32>>,
    forms_by_letters: FxHashMap<Box<str>, u32>,
    initials: FxHashSet<Box<str>>,
    #[serde(skip)]
    making: Making,
}

/// What saves looking things up twice while the index is made, and goes once it is finished.
#[derive(Default, Debug)]
struct Making {
    /// Each spelling's word, and its place among that word's forms.
    spellings: FxHashMap<Box<str>, (WordId, usize)>,
    /// The wording of each name by its text, with the number of its tokens.
    texts: FxHashMap<Box<str>, (u32, usize)>,
}

/// The Double Metaphone codes of a plain word; the second is empty where it does not differ.
pub fn sounds(plain: &str) -> (String, String) {
    let code = DoubleMetaphone::new(Some(12)).double_metaphone(plain);
    let (first, second) = (code.primary(), code.alternate());
    let second = if second == first {
        String::new()
    } else {
        second
    };
    (first, second)
}

/// What a word is found by when another is like it.
struct WordKeys {
    sounds: (String, String),
    pairs: Vec<(char, char)>,
}

impl WordKeys {
    /// Those of a plain word; `None` where it is too short or common to be mistaken for another.
    fn of(plain: &str) -> Option<WordKeys> {
        let is_found = plain.chars().nth(2).is_some()
            && plain.starts_with(char::is_alphabetic)
            && (plain.len() >= 5 || lexicon::closed_class(plain).is_none());
        is_found.then(|| WordKeys {
            sounds: sounds(plain),
            pairs: pairs(plain),
        })
    }
}

/// Pairs of neighbouring letters, the word's edges marked; each once.
fn pairs(plain: &str) -> Vec<(char, char)> {
    let mut out: Vec<(char, char)> = Vec::new();
    let mut previous = '^';
    for c in plain.chars().chain(['$']) {
        out.push((previous, c));
        previous = c;
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// So many places in the lists of words by pair are counted, those of the rarer pairs first.
const COUNTED: usize = 80_000;

/// So many words are held against the more frequent pairs as well, where not all pairs are counted.
const EXAMINED: usize = 512;

/// The count that the best of many have at least, as many as asked for if there are so many.
fn least_of_best(counts: impl Iterator<Item = u8>, many: usize) -> u8 {
    let mut with = [0usize; 256];
    for count in counts {
        with[usize::from(count)] += 1;
    }
    let mut sum = 0;
    let enough = (2..=u8::MAX).rev().find(|&count| {
        sum += with[usize::from(count)];
        sum >= many
    });
    enough.unwrap_or(2)
}

/// Cuts a list down to its smallest so many, in no order.
fn keep_first<T: Ord>(list: &mut Vec<T>, many: usize) {
    if list.len() > many && many > 0 {
        list.select_nth_unstable(many - 1);
    }
    list.truncate(many);
}

impl Names {
    /// Adds the words and names of a source. `furniture` says of a block whether it is page furniture: its words are
    /// known, but lead nowhere.
    pub fn push(
        &mut self,
        source: SourceId,
        facts: &DocumentFacts,
        furniture: impl Fn(usize) -> bool,
    ) {
        for (block, read) in facts.blocks.iter().enumerate() {
            let beside = furniture(block);
            for token in 0..read.prose.tokens.len() {
                if read.prose.kind(token) == TokenKind::Mark {
                    continue;
                }
                let word = read.prose.word(token);
                if beside {
                    self.furniture.insert(plain(word).into());
                    continue;
                }
                let Some(place) = Place::new(source, block, token) else {
                    continue;
                };
                self.add(&unshouted(&read.prose, token), place);
                if word.len() > 1 && word.contains('-') {
                    for part in word.split('-').filter(|p| !p.is_empty()) {
                        self.furniture.insert(plain(part).into());
                    }
                }
            }
            if beside {
                continue;
            }
            for (index, mention) in read.names.iter().enumerate() {
                let id = MentionId {
                    source,
                    fact: FactId { block, index },
                };
                self.add_name(&read.prose, mention, id);
            }
        }
    }

    /// As bytes, put together from its parts: they are written side by side.
    pub fn encode(&self) -> postcard::Result<Vec<u8>> {
        let Names {
            words,
            lengths,
            by_plain,
            by_sound,
            by_pair,
            furniture,
            forms,
            form_ids,
            forms_by_word,
            forms_by_letters,
            initials,
            making: _,
        } = self;
        // The words are most of it.
        let (first, second) = words.split_at(words.len() / 2);
        let encoded = |words: &[Word]| -> postcard::Result<Vec<u8>> {
            let places: usize = words.iter().map(|w| w.places.len()).sum();
            let mut out = Vec::with_capacity(places * 6);
            for word in words {
                out = bytes::append(word, out)?;
            }
            Ok(out)
        };
        let (first, second) = rayon::join(|| encoded(first), || encoded(second));
        let by_key = (by_plain, by_sound, by_pair, furniture);
        let by_form = (forms, form_ids, forms_by_word, forms_by_letters, initials);
        let mut out = bytes::encode(&words.len(), 8)?;
        out.extend(first?);
        out.extend(second?);
        bytes::append(&(lengths, by_key, by_form), out)
    }

    fn add_name(&mut self, prose: &Prose, mention: &NameMention, id: MentionId) {
        let known = self.making.texts.get(&*mention.text).copied();
        let is_same = |&(form, tokens): &(u32, usize)| {
            tokens == mention.tokens.len() && self.is_worded(form, prose, mention)
        };
        let form = match known.filter(is_same) {
            Some((form, _)) => form,
            None => self.add_wording(prose, mention),
        };
        if let Some(entry) = self.forms.get_mut(form as usize) {
            entry.mentions.push(id);
        }
        if let Some(short) = mention.acronym {
            self.lead_to(form, &plain(short.of(&prose.text)));
        }
    }

    /// Whether a mention has the words of a name.
    fn is_worded(&self, form: u32, prose: &Prose, mention: &NameMention) -> bool {
        let words = self.forms.get(form as usize).map(|form| form.words.iter());
        words.is_some_and(|words| words.map(|w| &**w).eq(words_of(prose, mention)))
    }

    /// Adds a mention's wording and initials, where they are new.
    fn add_wording(&mut self, prose: &Prose, mention: &NameMention) -> u32 {
        if mention.tokens.len() > 1 {
            self.initials
                .insert(acronym::initials(&mention.text).into());
        }
        let words: Box<[Box<str>]> = mention_words(prose, mention).into();
        let form = match self.form_ids.get(&words) {
            Some(&form) => form,
            None => self.add_form(words),
        };
        let known = (form, mention.tokens.len());
        self.making
            .texts
            .insert(mention.text.as_str().into(), known);
        form
    }

    /// Adds a name in a wording of its own.
    fn add_form(&mut self, words: Box<[Box<str>]>) -> u32 {
        let form = self.forms.len() as u32;
        self.form_ids.insert(words.clone(), form);
        self.forms_by_letters
            .entry(words.concat().into())
            .or_insert(form);
        for word in &words {
            self.lead_to(form, word);
        }
        self.forms.push(NameForm {
            words,
            mentions: Vec::new(),
        });
        form
    }

    /// Makes a word lead to a name that it stands in.
    fn lead_to(&mut self, form: u32, word: &str) {
        let list = match self.forms_by_word.get_mut(word) {
            Some(list) => list,
            None => self.forms_by_word.entry(word.into()).or_default(),
        };
        if !list.contains(&form) {
            list.push(form);
        }
    }

    /// Adds a place of a word, as running text writes it.
    fn add(&mut self, word: &str, place: Place) {
        let (id, form) = match self.making.spellings.get(word) {
            Some(&known) => known,
            None => self.spell(word),
        };
        if let Some(entry) = self.words.get_mut(id as usize) {
            entry.places.push(place);
            if let Some((_, count)) = entry.forms.get_mut(form) {
                *count += 1;
            }
        }
    }

    /// Adds a spelling that stands nowhere yet: its word, and its place among that word's forms.
    fn spell(&mut self, word: &str) -> (WordId, usize) {
        let key = plain(word);
        let id = match self.by_plain.get(key.as_ref()) {
            Some(&id) => id,
            None => {
                let id = self.words.len() as WordId;
                self.by_plain.insert(key.as_ref().into(), id);
                self.words.push(Word {
                    plain: key.as_ref().into(),
                    forms: Vec::new(),
                    places: Vec::new(),
                });
                id
            }
        };
        let forms = self.words.get_mut(id as usize).map(|word| &mut word.forms);
        let form = forms.map_or(0, |forms| {
            forms.push((word.into(), 0));
            forms.len() - 1
        });
        self.making.spellings.insert(word.into(), (id, form));
        (id, form)
    }

    /// Makes the keys, once all sources are in.
    pub fn finish(&mut self) {
        // Most of what names take are these lists, and they grow by doubling.
        self.words
            .iter_mut()
            .for_each(|word| word.places.shrink_to_fit());
        self.making = Making::default();
        // How a word sounds costs most of it.
        let keys: Vec<Option<WordKeys>> = (self.words.par_iter_mut())
            .map(|word| {
                word.forms
                    .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                WordKeys::of(&word.plain)
            })
            .collect();
        self.lengths.clear();
        for (id, (word, keys)) in self.words.iter().zip(keys).enumerate() {
            let id = id as WordId;
            self.lengths.push(word.plain.chars().count().min(255) as u8);
            let Some(WordKeys { sounds, pairs }) = keys else {
                continue;
            };
            for sound in <[String; 2]>::from(sounds) {
                if sound.len() >= 2 {
                    self.by_sound.entry(sound.into()).or_default().push(id);
                }
            }
            for pair in pairs {
                self.by_pair.entry(pair).or_default().push(id);
            }
        }
    }

    /// A word by its number.
    pub fn word(&self, id: WordId) -> Option<&Word> {
        self.words.get(id as usize)
    }

    /// A word by its plain letters.
    pub fn find(&self, plain: &str) -> Option<(WordId, &Word)> {
        let id = *self.by_plain.get(plain)?;
        Some((id, self.words.get(id as usize)?))
    }

    /// Whether a word, in plain letters, stands anywhere in the sources, page furniture included.
    pub fn has(&self, plain: &str) -> bool {
        self.by_plain.contains_key(plain) || self.furniture.contains(plain)
    }

    /// Whether a word, in plain letters, stands somewhere in the sources in capitals as an acronym does.
    pub fn has_acronym(&self, plain: &str) -> bool {
        self.find(plain)
            .is_some_and(|(_, w)| w.forms.iter().any(|(form, _)| acronym::is_acronym(form)))
    }

    /// Words that sound or look like one, in plain letters: at most about `limit`, those that share most first.
    pub fn near(&self, word: &str, limit: usize) -> Vec<WordId> {
        let mut out = self.alike(word, limit);
        let length = word.chars().count();
        let (first, second) = sounds(word);
        for sound in [first, second] {
            if sound.len() < 2 {
                continue;
            }
            for &id in self
                .by_sound
                .get(sound.as_str())
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .take(limit)
            {
                let close = self
                    .words
                    .get(id as usize)
                    .is_some_and(|w| w.plain.chars().count().abs_diff(length) <= 5);
                if close && !out.contains(&id) {
                    out.push(id);
                }
            }
        }
        out
    }

    /// Words that share most pairs of letters with one, by Dice's coefficient: exactly so while the words are not too many,
    /// then those among them that share most of the rarer pairs. What stands in thousands of words tells least, and costs most.
    fn alike(&self, word: &str, limit: usize) -> Vec<WordId> {
        thread_local! {
            static SHARED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        let own = pairs(word);
        let mut lists: Vec<&[WordId]> = (own.iter())
            .filter_map(|pair| self.by_pair.get(pair))
            .map(Vec::as_slice)
            .collect();
        lists.sort_by_key(|list| list.len());
        let mut sum = 0;
        let rarer = lists.iter().take_while(|list| {
            sum += list.len();
            sum <= COUNTED
        });
        let (rare, frequent) = lists.split_at(rarer.count().max(2).min(lists.len()));
        let dice = |id: WordId, shared: u32| {
            let other = self.lengths.get(id as usize).map_or(0, |&n| u32::from(n));
            // In thousandths.
            Reverse(shared * 2000 / (own.len() as u32 + other + 1))
        };
        let mut scored: Vec<(Reverse<u32>, WordId)> = SHARED.with_borrow_mut(|shared| {
            shared.clear();
            shared.resize(self.words.len(), 0);
            let mut touched: Vec<WordId> = Vec::new();
            for &id in rare.iter().copied().flatten() {
                if let Some(count) = shared.get_mut(id as usize) {
                    *count = count.saturating_add(1);
                    if *count == 2 {
                        touched.push(id);
                    }
                }
            }
            let count = |id: WordId| shared.get(id as usize).copied().unwrap_or(0);
            let least = match frequent.is_empty() {
                true => 2,
                false => least_of_best(touched.iter().map(|&id| count(id)), EXAMINED),
            };
            (touched.into_iter().filter(|&id| count(id) >= least))
                .map(|id| (dice(id, u32::from(count(id))), id))
                .collect()
        });
        if !frequent.is_empty() {
            keep_first(&mut scored, EXAMINED);
            for (score, id) in &mut scored {
                let shared = lists.iter().filter(|list| list.binary_search(id).is_ok());
                *score = dice(*id, shared.count() as u32);
            }
        }
        keep_first(&mut scored, limit);
        scored.sort_unstable();
        scored.into_iter().map(|(_, id)| id).collect()
    }

    /// Whether some name of the sources has these initials, upper case.
    pub fn has_initials(&self, letters: &str) -> bool {
        self.initials.contains(letters)
    }

    /// The names of the sources that hold a word, in plain letters, or have it behind them as their acronym.
    pub fn forms_with<'s>(&'s self, plain: &str) -> impl Iterator<Item = &'s NameForm> + use<'s> {
        self.forms_by_word
            .get(plain)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|&id| self.forms.get(id as usize))
    }

    /// All names of the sources, each wording once.
    pub fn forms(&self) -> &[NameForm] {
        &self.forms
    }

    /// The name of the sources whose words, joined, give some plain letters.
    pub fn form_of_letters(&self, letters: &str) -> Option<&NameForm> {
        self.forms
            .get(*self.forms_by_letters.get(letters)? as usize)
    }
}

/// The words of a mention in plain letters, hyphens opened, marks left out.
pub fn mention_words(prose: &Prose, mention: &NameMention) -> Vec<Box<str>> {
    words_of(prose, mention).map(Into::into).collect()
}

fn words_of<'p>(
    prose: &'p Prose,
    mention: &NameMention,
) -> impl Iterator<Item = Cow<'p, str>> + use<'p> {
    mention
        .tokens
        .clone()
        .filter(|&i| prose.kind(i) != TokenKind::Mark)
        .flat_map(|i| prose.word(i).split('-').map(plain))
        .filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests;
