//! Mentions of one document that name one: full name, surname alone, first name alone, acronym and expansion, country and demonym.

use super::name::office::Office;
use super::name::vocabulary::is_particle;
use super::name::{acronym, gazetteer, plain};
use super::{BlockFacts, NameKind, NameMention};
use crate::text::{Prose, SharedList};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Who is named in a document.
#[derive(Debug, Default)]
pub struct Named {
    /// The fullest form of each and what it is, in the order of their first mention.
    pub entities: Vec<(String, NameKind)>,
    /// Which one each mention of the document names, in order.
    pub of_mention: Vec<u32>,
}

/// All of a mention that tells whom it names.
#[derive(PartialEq, Eq, Debug)]
pub struct Naming<'a> {
    text: &'a str,
    kind: NameKind,
    acronym: Option<&'a str>,
    /// The office tells two of one surname apart.
    role: Option<&'a str>,
}

impl<'a> Naming<'a> {
    /// Looks at a mention of a block.
    pub fn new(prose: &'a Prose, mention: &'a NameMention) -> Naming<'a> {
        Naming {
            text: &mention.text,
            kind: mention.kind,
            acronym: mention.acronym.map(|span| span.of(&prose.text)),
            role: mention.role.as_ref().map(|role| role.text.as_str()),
        }
    }
}

/// Groups the name mentions of a document.
pub fn resolve(blocks: &SharedList<Arc<BlockFacts>>) -> Named {
    let mentions: Vec<(&BlockFacts, &NameMention)> = blocks
        .iter()
        .flat_map(|facts| facts.names.iter().map(move |m| (&**facts, m)))
        .collect();
    // A long text writes few names often.
    let mut wordings: FxHashMap<&str, Rc<Wording>> = FxHashMap::default();
    let words: Vec<Rc<Wording>> = (mentions.iter())
        .map(|(_, m)| {
            let wording = wordings.entry(&m.text);
            wording.or_insert_with(|| Rc::new(Wording::of(m))).clone()
        })
        .collect();
    let mut groups = Groups::default();
    // Full forms first, so that a surname in the lead finds the full name below it.
    let mut of_mention: Vec<Option<usize>> = vec![None; mentions.len()];
    for (((facts, m), wording), slot) in mentions.iter().zip(&words).zip(&mut of_mention) {
        if wording.full {
            let group = groups.full(&wording.words, m);
            if let Some(short) = m.acronym {
                groups
                    .acronyms
                    .insert(acronym::letters(short.of(&facts.prose.text)), group);
            }
            *slot = Some(group);
        }
    }
    let mut recent: FxHashMap<&str, usize> = FxHashMap::default();
    for (((_, m), wording), slot) in mentions.iter().zip(&words).zip(&mut of_mention) {
        let words = &wording.words;
        let group = match *slot {
            Some(group) => group,
            None => groups.short(words, m, &recent),
        };
        groups.holds(group, m);
        // Two people with one surname stay two: the surname alone is the one named last.
        if let Some(last) = surname(words) {
            recent.insert(last, group);
        }
        *slot = Some(group);
    }
    let mut order: Vec<Option<u32>> = vec![None; groups.count];
    let mut out = Named::default();
    for ((_, m), group) in mentions.iter().zip(of_mention) {
        let slot = group.and_then(|group| order.get_mut(group));
        let at = match slot {
            Some(Some(at)) => *at,
            slot => {
                let at = out.entities.len() as u32;
                out.entities.push((m.text.clone(), m.kind));
                if let Some(slot) = slot {
                    *slot = Some(at);
                }
                at
            }
        };
        out.of_mention.push(at);
        if let Some((canonical, kind)) = out.entities.get_mut(at as usize) {
            if m.kind != NameKind::Demonym
                && (m.text.len() > canonical.len() || *kind == NameKind::Demonym)
            {
                canonical.clone_from(&m.text);
            }
            if matches!(*kind, NameKind::Unknown | NameKind::Demonym) && m.kind != NameKind::Unknown
            {
                *kind = m.kind;
            }
        }
    }
    out
}

/// The words of a name, read once however often it is written.
struct Wording {
    words: Vec<String>,
    /// It stands for itself: a full name, a country.
    full: bool,
}

impl Wording {
    fn of(m: &NameMention) -> Wording {
        let words = words(m);
        let partial = words.first().is_some_and(|w| is_particle(w));
        // A compound alone is a surname or a first name: "Tveit-Haugen", "Dae-sung".
        let full = m.text.contains(char::is_whitespace) && !partial
            || !gazetteer::countries_of(&m.text.to_lowercase()).is_empty();
        Wording { words, full }
    }
}

/// The words of a mention, plain, hyphens opened.
fn words(m: &NameMention) -> Vec<String> {
    m.text
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|w| plain(w).into_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The last word that tells no generation: "Dorn" of "Otto Dorn Jr.".
fn surname(words: &[String]) -> Option<&String> {
    let generation = |w: &String| {
        matches!(
            w.as_str(),
            "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv"
        )
    };
    words.iter().rfind(|w| !generation(w)).or(words.last())
}

#[derive(Default)]
struct Groups {
    count: usize,
    full: FxHashMap<String, usize>,
    by_last: FxHashMap<String, Vec<usize>>,
    by_first: FxHashMap<String, Vec<usize>>,
    acronyms: FxHashMap<String, usize>,
    initials: FxHashMap<String, usize>,
    /// Who was given an office, last mentioned last.
    by_title: FxHashMap<String, Vec<usize>>,
    /// The offices that are written beside names.
    titles: FxHashMap<String, Rc<[String]>>,
}

/// The offices of a role, forms of address left out.
fn titles(role: &str) -> Rc<[String]> {
    (Office::all(role).into_iter())
        .filter(|office| !gazetteer::is_office_word(&office.title, "honorific"))
        .map(|office| office.usual.map_or(office.title, str::to_owned))
        .collect()
}

impl Groups {
    fn next(&mut self) -> usize {
        self.count += 1;
        self.count - 1
    }

    /// The group of a full form.
    fn full(&mut self, words: &[String], m: &NameMention) -> usize {
        let lower = m.text.to_lowercase();
        let country = gazetteer::countries_of(&lower)
            .iter()
            .find(|(_, sense)| *sense != gazetteer::Sense::Capital)
            .map(|(id, _)| format!("country {id}"));
        let organization = gazetteer::organizations_of(&lower)
            .next()
            .and_then(|o| o.names.first())
            .map(|n| format!("organization {n}"));
        let person = matches!(m.kind, NameKind::Person | NameKind::Unknown);
        // A middle initial makes nobody else.
        let kept: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(i, w)| !(person && *i > 0 && i + 1 < words.len() && w.chars().count() == 1))
            .map(|(_, w)| w.as_str())
            .collect();
        let mut key = country.or(organization).unwrap_or_else(|| kept.join(" "));
        // One name in either order: family name first, or last.
        if let (true, [a, b]) = (person && !self.full.contains_key(&key), kept.as_slice()) {
            let turned = format!("{b} {a}");
            if self.full.contains_key(&turned) {
                key = turned;
            }
        }
        if let Some(&group) = self.full.get(&key) {
            return group;
        }
        let group = self.next();
        self.full.insert(key, group);
        if let (Some(first), Some(last)) = (words.first(), surname(words))
            && words.len() > 1
            && m.kind != NameKind::Demonym
        {
            if person {
                self.by_last.entry(last.clone()).or_default().push(group);
                // "Van der Brecht" is short for "Jan van der Brecht", "al-Harithi" for "Nadia bint Yusuf al-Harithi".
                for at in (1..words.len()).filter(|&i| words.get(i).is_some_and(|w| is_particle(w)))
                {
                    let family = words.get(at..).unwrap_or_default().join(" ");
                    self.by_last.entry(family).or_default().push(group);
                }
                self.compound(m.text.split_whitespace().next_back(), group, true);
            }
            if m.kind != NameKind::Place && !gazetteer::is_world_word(first) {
                self.by_first.entry(first.clone()).or_default().push(group);
                self.compound(m.text.split_whitespace().next(), group, false);
            }
            let initials = acronym::initials(&m.text);
            if initials.chars().count() > 2 {
                self.initials.entry(initials).or_insert(group);
            }
        }
        group
    }

    /// A first or last word that is a compound stands for the whole as well: "Tveit-Haugen".
    fn compound(&mut self, word: Option<&str>, group: usize, last: bool) {
        let Some(word) = word.filter(|word| word.contains('-')) else {
            return;
        };
        let parts: Vec<String> = (word.split('-').map(|part| plain(part).into_owned()))
            .filter(|part| !part.is_empty())
            .collect();
        let list = match last {
            true => &mut self.by_last,
            false => &mut self.by_first,
        };
        let groups = list.entry(parts.join(" ")).or_default();
        if !groups.contains(&group) {
            groups.push(group);
        }
    }

    /// The offices beside a mention.
    fn titles(&mut self, m: &NameMention) -> Rc<[String]> {
        let Some(role) = &m.role else {
            return Rc::default();
        };
        if let Some(known) = self.titles.get(&role.text) {
            return known.clone();
        }
        let titles = titles(&role.text);
        self.titles.insert(role.text.clone(), titles.clone());
        titles
    }

    /// Remembers the offices that a mention gives somebody.
    fn holds(&mut self, group: usize, m: &NameMention) {
        for title in self.titles(m).iter() {
            let bearers = self.by_title.entry(title.clone()).or_default();
            bearers.retain(|&bearer| bearer != group);
            bearers.push(group);
        }
    }

    /// The group of one word, or of a surname with its particles: an acronym, a surname, a first name; else its own.
    fn short(
        &mut self,
        words: &[String],
        m: &NameMention,
        recent: &FxHashMap<&str, usize>,
    ) -> usize {
        let word = words.join(" ");
        if acronym::is_acronym(&m.text) {
            let letters = acronym::letters(&m.text);
            if let Some(&group) = self
                .acronyms
                .get(&letters)
                .or_else(|| self.initials.get(&letters))
            {
                return group;
            }
        }
        let titles = match self.by_last.contains_key(&word) {
            true => self.titles(m),
            false => Rc::default(),
        };
        if let Some(groups) = self.by_last.get(&word) {
            // "Mayor Brandt" is the Brandt who is mayor.
            let bearers = titles.iter().filter_map(|t| self.by_title.get(t));
            if let Some(&group) = bearers.flatten().rfind(|&group| groups.contains(group)) {
                return group;
            }
            if let Some(&group) = recent.get(word.as_str()).filter(|g| groups.contains(g)) {
                return group;
            }
            if let Some(&group) = groups.first() {
                return group;
            }
        }
        if let Some([group]) = self.by_first.get(&word).map(Vec::as_slice) {
            return *group;
        }
        self.full(words, m)
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::DocumentFacts;
    use crate::text::{Document, Format};
    use std::sync::Arc;

    fn entities(text: &str) -> Vec<(String, usize)> {
        let facts = DocumentFacts::read(Arc::new(Document::new("t.txt", text, Format::Plain)));
        facts
            .entities()
            .iter()
            .map(|e| (e.canonical.clone(), e.mentions.len()))
            .collect()
    }

    #[test]
    fn mentions_of_one_are_one() {
        for (text, canonical, count) in [
            (
                "The mayor, Henrike Osterwold, came. Later Osterwold left. Then Henrike returned.",
                "Henrike Osterwold",
                3,
            ),
            (
                "The National Harbour Office (NHO) closed. Officials at the NHO agreed.",
                "National Harbour Office",
                3,
            ),
            (
                "It lies in Portugal. The Portuguese minister of Portugal agreed.",
                "Portugal",
                3,
            ),
            (
                "Engineer Dae Sung Ho spoke. According to Dae, all is well.",
                "Dae Sung Ho",
                2,
            ),
            (
                "Professor Lena Q. Marwick spoke. It was Lena Marwick who wrote it.",
                "Lena Q. Marwick",
                2,
            ),
        ] {
            let found = entities(text);
            assert!(
                found.iter().any(|(c, n)| c == canonical && *n == count),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn particles_generations_and_either_order_are_known() {
        for (text, canonical, count) in [
            (
                "Jan van der Brecht came. Van der Brecht spoke. Then Brecht left.",
                "Jan van der Brecht",
                3,
            ),
            (
                "Karim al-Durubi came. Al-Durubi spoke.",
                "Karim al-Durubi",
                2,
            ),
            (
                "Envoy Szabadi Istvar came. Later Istvar Szabadi left.",
                "Szabadi Istvar",
                2,
            ),
            ("Kim Tae Jun came. Kim left.", "Kim Tae Jun", 2),
            ("She met Kim Tae Jun. Kim left.", "Kim Tae Jun", 2),
            (
                "Nadia bint Yusuf al-Harithi came. Al-Harithi left. Harithi slept. Nadia woke.",
                "Nadia bint Yusuf al-Harithi",
                4,
            ),
            (
                "Ilse Tveit-Haugen came. Tveit-Haugen left.",
                "Ilse Tveit-Haugen",
                2,
            ),
            (
                "Halmos-Szabad Ferko came. Halmos-Szabad left.",
                "Halmos-Szabad Ferko",
                2,
            ),
            ("Envoy Kim Dae-sung came. Dae-sung left.", "Kim Dae-sung", 2),
            (
                "Mayor Otto Brandauer met Lea Brandauer. Mayor Brandauer left.",
                "Otto Brandauer",
                2,
            ),
            ("Nguyen Van Dao came. Dao left.", "Nguyen Van Dao", 2),
            (
                "Otto Dorn Jr. met Otto Dorn Sr. on a pier.",
                "Otto Dorn Sr",
                1,
            ),
            ("Ben Hallsworth met Otto Hallsworth.", "Ben Hallsworth", 1),
        ] {
            let found = entities(text);
            assert!(
                found.iter().any(|(c, n)| c == canonical && *n == count),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn two_people_with_one_surname_stay_two() {
        let found =
            entities("Conductor Otto Brandauer met composer Lea Brandauer. Then Brandauer left.");
        assert!(
            found.iter().any(|(c, n)| c == "Otto Brandauer" && *n == 1),
            "{found:?}"
        );
        assert!(
            found.iter().any(|(c, n)| c == "Lea Brandauer" && *n == 2),
            "{found:?}"
        );
    }
}
