//! Whether two holders of a claim are the same, clearly not, or may be either.

use crate::facts::name::gazetteer;
use crate::facts::{BlockFacts, DocumentFacts, NameKind};
use crate::rules::Context;
use crate::rules::compare::name;
use crate::sources::index::stem;
use crate::sources::names::plain;
use crate::text::lexicon::VerbForm;
use crate::text::{Span, Tag, TokenKind, lexicon};
use std::collections::BTreeSet;

/// How two holders stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kin {
    /// They share a name, a nation or a body.
    Same,
    /// Two nations, two persons, or two bodies known by their full names.
    Different,
    /// Nothing proves either: one may speak for the other, or pass its words on.
    Unclear,
}

/// Words of those who pass on what others say: crediting them instead of their source is no shift.
const RELAYS: [&str; 22] = [
    "agency",
    "agencies",
    "news",
    "reuters",
    "ap",
    "afp",
    "press",
    "times",
    "post",
    "journal",
    "tv",
    "television",
    "radio",
    "media",
    "newspaper",
    "report",
    "reports",
    "broadcaster",
    "website",
    "reporters",
    "statement",
    "daily",
];

struct Read {
    countries: BTreeSet<usize>,
    words: Vec<Box<str>>,
    relay: bool,
    person: bool,
    body: bool,
}

fn read(holder: &str) -> Read {
    let raw: Vec<&str> = holder
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let lower: Vec<String> = raw.iter().map(|w| w.to_lowercase()).collect();
    let mut countries = BTreeSet::new();
    let mut words = Vec::new();
    let mut i = 0;
    while i < lower.len() {
        // The longest name first: "south korean" before "korean".
        let hit = (1..=3usize)
            .rev()
            .filter(|n| i + n <= lower.len())
            .find_map(|n| {
                let found = gazetteer::countries_of(&lower[i..i + n].join(" "));
                (!found.is_empty()).then_some((n, found))
            });
        match hit {
            Some((n, found)) => {
                countries.extend(found.iter().map(|(id, _)| *id));
                i += n;
            }
            None => {
                if lexicon::closed_class(&lower[i]).is_none() && lower[i] != "s" {
                    words.push(stem(&lower[i]));
                }
                i += 1;
            }
        }
    }
    let relay = lower.iter().any(|w| RELAYS.contains(&w.as_str()));
    let capitals = raw
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    let person = raw.len() >= 2
        && capitals == raw.len()
        && countries.is_empty()
        && lower
            .first()
            .is_some_and(|w| gazetteer::is_given_name(w) || gazetteer::is_title(w));
    // "Harbour Pilots' Union": a name of several words that ends in a common one.
    let named: Vec<&&str> = (raw.iter().zip(&lower))
        .filter(|(_, lower)| lexicon::closed_class(lower).is_none() && *lower != "s")
        .map(|(raw, _)| raw)
        .collect();
    let body = !person
        && named.len() >= 2
        && named.iter().all(|w| w.starts_with(char::is_uppercase))
        && lower.last().is_some_and(|w| lexicon::is_common_word(w));
    Read {
        countries,
        words,
        relay,
        person,
        body,
    }
}

/// How two holders stand to each other, by their words alone.
pub fn kin(a: &str, b: &str) -> Kin {
    if is_nobody(a) || is_nobody(b) {
        return Kin::Unclear;
    }
    let (a, b) = (read(a), read(b));
    if !a.countries.is_disjoint(&b.countries) {
        return Kin::Same;
    }
    let shared = a.words.iter().any(|w| b.words.contains(w));
    if a.relay || b.relay {
        return if shared { Kin::Same } else { Kin::Unclear };
    }
    // Two nations, or the same kind of body of two nations; a person of one may be quoted by a body of the other.
    if !a.countries.is_empty() && !b.countries.is_empty() {
        let nations = a.words.is_empty() && b.words.is_empty();
        return if shared || nations {
            Kin::Different
        } else {
            Kin::Unclear
        };
    }
    match (shared, a.person && b.person || a.body && b.body) {
        (true, _) => Kin::Same,
        (false, true) => Kin::Different,
        (false, false) => Kin::Unclear,
    }
}

/// Whether two holders are the same kind of body of two nations: "Freedonian police", "Sylvanian police".
pub fn counterparts(a: &str, b: &str) -> bool {
    let (a, b) = (read(a), read(b));
    !a.countries.is_empty()
        && !b.countries.is_empty()
        && a.countries.is_disjoint(&b.countries)
        && a.words.iter().any(|w| b.words.contains(w))
}

/// Who a holder is by name, where the document knows a person by its words: "Oda" is "Peter Oda" there.
pub fn person(facts: &DocumentFacts, holder: &str) -> Option<String> {
    // "Ana Rivera, Chief Executive", "the mayor, Ana Rivera": the name, not the office.
    let name = holder.split(',').find_map(name_in)?;
    let last = name.split_whitespace().next_back()?;
    facts
        .entities()
        .iter()
        .filter(|e| e.kind == NameKind::Person)
        .find(|e| {
            let mut words = e.canonical.split_whitespace();
            words.any(|w| w == last) || e.canonical.contains(name)
        })
        .map(|e| e.canonical.clone())
}

/// The name at the end of a phrase, behind an office in small letters: "company spokesman Carl Boyd".
fn name_in(phrase: &str) -> Option<&str> {
    const PARTICLES: [&str; 8] = ["de", "van", "von", "der", "al", "bin", "la", "of"];
    let phrase = phrase.trim();
    let mut start = phrase.len();
    let mut particles = phrase.len();
    for word in phrase.split_whitespace().rev() {
        let at = word.as_ptr().addr().checked_sub(phrase.as_ptr().addr())?;
        let owned = word.ends_with("'s") || word.ends_with("’s");
        if word.starts_with(char::is_uppercase) && !owned {
            (start, particles) = (at, at);
        } else if PARTICLES.contains(&word) && start < phrase.len() {
            particles = at;
        } else {
            break;
        }
    }
    // "the people of Selm" are no Selm: what stands before a name is an office.
    let before = phrase.get(..particles)?.split_whitespace().next_back();
    let office = before.is_none_or(|w| particles == start && lexicon::closed_class(w).is_none());
    let name = phrase.get(start..).filter(|n| !n.is_empty() && office)?;
    // "Prime Minister" is nobody's name.
    let last = name.split_whitespace().next_back()?;
    (!gazetteer::is_title(&last.to_lowercase()) && !is_general(last)).then_some(name)
}

/// How those who may be credited in a draft stand to those in a source: one that is the same is enough, and only where all
/// differ they do.
pub fn kin_of_any(
    context: &Context,
    ours: &[String],
    facts: &DocumentFacts,
    theirs: &[String],
) -> Kin {
    let pairs = || ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let mut all: Option<Kin> = None;
    for (a, b) in pairs() {
        match (kin_in(context, a, facts, b), all) {
            (Kin::Same, _) => return Kin::Same,
            (Kin::Different, None | Some(Kin::Different)) => all = Some(Kin::Different),
            _ => all = Some(Kin::Unclear),
        }
    }
    all.unwrap_or(Kin::Unclear)
}

/// How two holders stand to each other, by what their own documents know of them too: a surname alone is a person's.
pub fn kin_in(context: &Context, a: &str, theirs: &DocumentFacts, b: &str) -> Kin {
    // Whom the rules of names take for a garble of somebody is that one.
    let mended = name::mended(context, a);
    let a = mended.as_ref();
    // Two who are written alike may be two of one family, but no reader could tell what to mend.
    if a == b {
        return Kin::Same;
    }
    let ours = context.person(a).map(|name| name.to_string());
    let one = ours.or_else(|| person(theirs, a));
    let (Some(one), Some(other)) = (one, person(theirs, b)) else {
        return kin(a, b);
    };
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(&one), words(&other));
    // A name that is nearly the other is a garble, not another person.
    let near = |x: &String| {
        other
            .iter()
            .any(|y| strsim::normalized_damerau_levenshtein(x, y) > 0.7)
    };
    // "Carl Boyd, a spokesman for Ana Rivera" may be credited with her words.
    let speaks_for = |phrase: &str, name: &[String]| {
        let mut words = phrase.split(|c: char| !c.is_alphanumeric());
        words.any(|w| w.len() > 2 && name.last().is_some_and(|n| *n == w.to_lowercase()))
    };
    // Two of one family, both named in full there.
    let known = |name: &[String]| {
        (theirs.entities().iter()).any(|e| {
            let canonical = e.canonical.to_lowercase();
            e.kind == NameKind::Person
                && canonical
                    .split_whitespace()
                    .eq(name.iter().map(String::as_str))
        })
    };
    let family = one.len() == 2
        && other.len() == 2
        && one.last() == other.last()
        && one.first() != other.first()
        && !one.first().is_some_and(near)
        && known(&one)
        && known(&other);
    if family {
        Kin::Different
    } else if one.iter().any(|w| other.contains(w)) {
        Kin::Same
    } else if is_regnal(a) || is_regnal(b) {
        // Popes and princes have another name besides.
        Kin::Unclear
    } else if one.iter().any(near) || speaks_for(a, &other) || speaks_for(b, &one) {
        Kin::Unclear
    } else {
        Kin::Different
    }
}

/// Whether a holder goes by a name that was taken or given with an office: "Pope Clement", "Queen Ingrid".
fn is_regnal(holder: &str) -> bool {
    const TITLES: [&str; 16] = [
        "pope",
        "king",
        "queen",
        "prince",
        "princess",
        "emperor",
        "empress",
        "duke",
        "duchess",
        "lord",
        "lady",
        "saint",
        "sultan",
        "sheikh",
        "patriarch",
        "lama",
    ];
    holder
        .split_whitespace()
        .any(|w| TITLES.contains(&w.to_lowercase().as_str()))
}

/// The parties among some holders, each by its fullest name: "the board" is "the Coastal Safety Board".
pub fn parties<'h>(holders: &[&'h str]) -> Vec<&'h str> {
    let mut out: Vec<&str> = Vec::new();
    for &holder in holders {
        match out
            .iter_mut()
            .find(|o| **o == holder || kin(o, holder) == Kin::Same)
        {
            Some(known) if holder.len() > known.len() => *known = holder,
            Some(_) => {}
            None => out.push(holder),
        }
    }
    out
}

/// Whether one who is credited nearby is surely another than a holder. A person may speak for the rebels.
pub fn is_another(context: &Context, nearby: &str, facts: &DocumentFacts, holder: &str) -> bool {
    if is_nobody(nearby) || is_nobody(holder) || is_relay(nearby) || is_relay(holder) {
        return false;
    }
    kin_in(context, nearby, facts, holder) == Kin::Different
}

/// Whether a holder passes on what others say: an agency, a newspaper, a statement.
pub fn is_relay(holder: &str) -> bool {
    read(holder).relay
}

/// The words of a holder that tell who it is, as stems.
pub fn words(holder: &str) -> Vec<Box<str>> {
    read(holder).words
}

/// A holder as it stands inside a sentence: "The board" is "the board", a name keeps its capital.
pub fn inside(holder: &str) -> String {
    let first = holder.split_whitespace().next().unwrap_or("");
    let small = lexicon::closed_class(&first.to_lowercase()).is_some()
        || !holder.chars().skip(1).any(char::is_uppercase)
            && lexicon::is_common_word(&first.to_lowercase())
            && holder.split_whitespace().count() <= 2
            && (first.ends_with('s') || matches!(first, "Police" | "People" | "Staff"));
    let mut chars = holder.chars();
    match chars.next() {
        Some(c) if small && first.chars().skip(1).all(char::is_lowercase) => {
            c.to_lowercase().chain(chars).collect()
        }
        _ => holder.to_string(),
    }
}

/// A holder as it stands inside a sentence of the draft. What the sources write small is no name: "Union leader Ana Bell" began
/// a sentence there.
pub fn in_sentence(context: &Context, holder: &str) -> String {
    let inside = inside(holder);
    let mut words = inside.split_whitespace();
    let (first, next) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let lower = first.to_lowercase();
    let capital_alone = first.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    // "Union leader", "Co-author Teodor Lind"; "President Kral" and "Bank of Selm" keep theirs.
    let before_noun = next.starts_with(char::is_lowercase) && lexicon::closed_class(next).is_none();
    let before_name = next.starts_with(char::is_uppercase) && is_role(&lower);
    let noun = capital_alone && first != lower && (before_noun || before_name);
    if !noun || !is_written_small(context, &lower, before_name) {
        return inside;
    }
    let mut chars = inside.chars();
    (chars.next()).map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// Whether a word tells what somebody does and is no title that keeps its capital before a name.
fn is_role(lower: &str) -> bool {
    let noun = lower.rsplit('-').next().unwrap_or(lower);
    let agent = noun.ends_with("er") || noun.ends_with("or") || noun.ends_with("ist");
    let spokes = noun.ends_with("man") || noun.ends_with("woman") || noun.ends_with("person");
    let keeps = gazetteer::is_title(lower) && !spokes;
    !keeps && (agent || spokes) && lexicon::is_common_word(noun) && !gazetteer::is_given_name(lower)
}

/// Whether the sources write a word small, or write it nowhere but where a sentence begins and it is none but a common one.
fn is_written_small(context: &Context, lower: &str, role: bool) -> bool {
    let dossier = context.dossier;
    let Some((_, word)) = dossier.names().find(&plain(lower)) else {
        return role;
    };
    let small = word.forms.iter().any(|(form, _)| **form == *lower);
    let named = word.places.iter().take(PLACES).any(|place| {
        let facts = &dossier.source(place.source).facts;
        facts.blocks.get(place.block()).is_some_and(|block| {
            let prose = &block.prose;
            let begins = prose
                .sentences
                .iter()
                .any(|s| s.tokens.start == place.token())
                || (place.token().checked_sub(1)).is_none_or(|before| {
                    prose.kind(before) == TokenKind::Mark && prose.word(before) != ","
                });
            !begins && prose.word(place.token()).starts_with(char::is_uppercase)
        })
    });
    !named && (small || role)
}

/// Most places of a word that are looked at to tell whether it is a name.
const PLACES: usize = 200;

/// A holder, told as inside a sentence, in the place of another: with a capital where a sentence or a quotation begins there.
pub fn in_place_of(inside: &str, facts: &BlockFacts, place: Span) -> String {
    let first = facts.prose.token_at(place.start);
    let begins = (facts.prose.sentences.iter()).any(|s| s.tokens.start == first)
        || (facts.quotations.iter()).any(|q| q.inner.start == place.start);
    let mut chars = inside.chars();
    match chars.next() {
        Some(c) if begins => c.to_uppercase().chain(chars).collect(),
        _ => inside.to_string(),
    }
}

/// Most tokens that tell who somebody is.
const LONGEST_APPOSITION: usize = 10;

/// The place of a holder with what tells who that is: ", the captain of Selm", ", 54,". `None` where a clause tells it.
pub fn with_apposition(facts: &BlockFacts, place: Span) -> Option<Span> {
    let text = &facts.prose.text;
    let behind = text.get(place.end..)?;
    let Some(rest) = behind.strip_prefix(", ") else {
        return Some(place);
    };
    let first = rest.split_whitespace().next().unwrap_or("");
    let word = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    if matches!(word, "who" | "whose" | "which") {
        return None;
    }
    let tells = matches!(word, "a" | "an" | "the" | "his" | "her" | "its")
        || !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    if !tells {
        return Some(place);
    }
    let prose = &facts.prose;
    let sentence = prose.sentences.get(prose.sentence_at(place.start))?;
    let first = prose.token_at(place.end + ", ".len());
    let ends = |&t: &usize| {
        matches!(
            prose.word(t),
            "," | ";" | "“" | "\"" | "." | "!" | "?" | "—" | "–"
        )
    };
    let last = (first..sentence.tokens.end)
        .find(ends)
        .unwrap_or(sentence.tokens.end);
    let stretch = prose.span_of(first..last);
    let told = facts.attributions.iter().flat_map(|a| &a.content);
    // "According to Ana Rivera, the dam will hold": what follows is what she says.
    if told.into_iter().any(|c| c.overlaps(stretch)) {
        return Some(place);
    }
    // "A flag flying behind her" tells of the scene, not who she is.
    let acts = (first..last).any(|t| {
        let gerund = lexicon::entry(&prose.lower(t)).form == Some(VerbForm::Gerund);
        prose.tag(t) == Tag::Verb || gerund
    });
    if stretch.is_empty() || acts || last - first > LONGEST_APPOSITION {
        return None;
    }
    let end = stretch.end;
    // The comma that closes it goes too, unless a quotation goes on behind it.
    let tail = text.get(end..)?;
    let closes = tail.starts_with(", ") && !tail[2..].starts_with(['“', '"', '‘']);
    Some(Span::new(place.start, end + usize::from(closes)))
}

/// Whether a holder speaks for many, so that a body may be behind it: "officials", "a spokesman", "the authorities".
pub fn is_general(holder: &str) -> bool {
    const GENERAL: [&str; 24] = [
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "authorities",
        "government",
        "leader",
        "leaders",
        "minister",
        "president",
        "chief",
        "head",
        "member",
        "members",
        "lawyer",
        "lawyers",
        "aide",
        "aides",
        "commander",
        "director",
        "mayor",
        "ministry",
        "office",
    ];
    holder
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| GENERAL.contains(&w.to_lowercase().as_str()))
}

/// Whether a holder of evidence is somebody, or something that somebody wrote down: "the board", "a survey", "the minutes".
pub fn is_witness(holder: &str) -> bool {
    const RECORDS: [&str; 31] = [
        "analysis",
        "audit",
        "autopsy",
        "census",
        "commission",
        "court",
        "data",
        "documents",
        "examination",
        "figures",
        "filing",
        "filings",
        "inquest",
        "inquiry",
        "investigation",
        "investigators",
        "judge",
        "jury",
        "minutes",
        "police",
        "poll",
        "polls",
        "records",
        "report",
        "reports",
        "research",
        "researchers",
        "review",
        "statistics",
        "study",
        "survey",
    ];
    let mut words = holder
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.any(|w| {
        RECORDS.contains(&w.to_lowercase().as_str())
            || w.starts_with(char::is_uppercase)
                && lexicon::closed_class(&w.to_lowercase()).is_none()
    }) || is_general(holder)
}

/// Whether a holder names nobody: a pronoun, or nothing but function words.
pub fn is_nobody(holder: &str) -> bool {
    let lower = holder.to_lowercase();
    lower.split_whitespace().all(|w| {
        matches!(
            lexicon::closed_class(w),
            Some(Tag::Pronoun | Tag::Determiner | Tag::Preposition)
        )
    })
}

/// Whether a holder is somebody whom no reader could ask: "experts", "observers", "some people".
pub fn is_vague(holder: &str) -> bool {
    const VAGUE: [&str; 26] = [
        "experts",
        "observers",
        "analysts",
        "critics",
        "insiders",
        "sources",
        "some",
        "many",
        "people",
        "others",
        "commentators",
        "pundits",
        "skeptics",
        "sceptics",
        "supporters",
        "opponents",
        "most",
        "several",
        "few",
        "watchers",
        "source",
        "studies",
        "research",
        "scientists",
        "researchers",
        "everyone",
    ];
    let words: Vec<String> = holder.split_whitespace().map(str::to_lowercase).collect();
    let Some(last) = words.last() else {
        return false;
    };
    VAGUE.contains(&last.as_str())
        && words.len() <= 3
        && words.iter().all(|w| gazetteer::countries_of(w).is_empty())
        && !holder.chars().skip(1).any(char::is_uppercase)
        && !words.iter().any(|w| {
            matches!(
                w.as_str(),
                "the" | "his" | "her" | "their" | "its" | "these" | "those"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read_block;
    use crate::text::BlockKind;

    #[test]
    fn the_name_in_a_phrase() {
        let rows = [
            ("Ana Rivera", Some("Ana Rivera")),
            ("spokesman Carl Boyd", Some("Carl Boyd")),
            ("company spokesman Carl Boyd", Some("Carl Boyd")),
            ("the harbour’s director Carl Boyd", Some("Carl Boyd")),
            ("Ludwig van Beek", Some("Ludwig van Beek")),
            ("spokesman Ludwig van Beek", Some("Ludwig van Beek")),
            ("the people of Selm", None),
            ("Oda’s lawyer", None),
            ("the mayor", None),
            ("Prime Minister", None),
            ("officials in Selm", None),
        ];
        for (phrase, expected) in rows {
            assert_eq!(name_in(phrase), expected, "{phrase}");
        }
    }

    #[test]
    fn kinship_of_holders() {
        let rows = [
            ("French officials", "France", Kin::Same),
            ("Paris", "French officials", Kin::Same),
            (
                "South Sudanese intelligence",
                "Sudanese intelligence",
                Kin::Different,
            ),
            ("Spanish police", "Portuguese police", Kin::Different),
            ("Reuters", "Spanish police", Kin::Unclear),
            ("he", "Spanish police", Kin::Unclear),
            ("Maria Lopez", "Lopez", Kin::Same),
            ("Maria Lopez", "Daniel Green", Kin::Different),
            ("the board", "the union", Kin::Unclear),
        ];
        for (a, b, expected) in rows {
            assert_eq!(kin(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn a_party_goes_by_its_fullest_name() {
        let holders = [
            "the board",
            "the Coastal Safety Board",
            "Daniel Green",
            "Green",
        ];
        assert_eq!(
            parties(&holders),
            ["the Coastal Safety Board", "Daniel Green"]
        );
    }

    #[test]
    fn holders_as_written() {
        for (holder, expected) in [
            ("The army", "the army"),
            ("Ana Rivera", "Ana Rivera"),
            ("Police", "police"),
            ("Lind", "Lind"),
            ("Officials", "officials"),
            ("A clerk of the court", "a clerk of the court"),
        ] {
            assert_eq!(inside(holder), expected);
        }
        let facts = read_block("Rebels met. Then Oda spoke.", BlockKind::Paragraph);
        let place = |word| {
            let at = facts.prose.text.find(word).unwrap_or(0);
            Span::new(at, at + 1)
        };
        assert_eq!(in_place_of("the army", &facts, place("Rebels")), "The army");
        assert_eq!(in_place_of("the army", &facts, place("Oda")), "the army");
        let spokesman = in_place_of("spokesman Carl Boyd", &facts, place("Oda"));
        assert_eq!(spokesman, "spokesman Carl Boyd");
    }

    #[test]
    fn vague_holders() {
        for yes in ["experts", "Some analysts", "many people", "Experts"] {
            assert!(is_vague(yes), "{yes}");
        }
        for no in [
            "Spanish experts",
            "the experts",
            "Ana Rivera",
            "the ministry",
            "experts at Harbour House",
            "police",
        ] {
            assert!(!is_vague(no), "{no}");
        }
    }

    #[test]
    fn what_tells_who_somebody_is_goes_with_the_name() {
        let cases = [
            (
                "“We paint it,” said Ana Rivera, the captain of Selm.",
                Some("Ana Rivera, the captain of Selm"),
            ),
            (
                "“We paint it,” said Ana Rivera, the U.S. envoy.",
                Some("Ana Rivera, the U.S. envoy"),
            ),
            ("“We paint it,” said Ana Rivera, who leads the board.", None),
            (
                "“We paint it,” said Ana Rivera, a flag flying behind her.",
                None,
            ),
            (
                "“We paint it,” said Ana Rivera on Monday.",
                Some("Ana Rivera"),
            ),
            (
                "According to Ana Rivera, the dam will hold through the winter.",
                Some("Ana Rivera"),
            ),
        ];
        for (text, expected) in cases {
            let facts = crate::facts::read_block(text, crate::text::BlockKind::Paragraph);
            let start = text.find("Ana").unwrap();
            let place = Span::new(start, start + "Ana Rivera".len());
            let whole = super::with_apposition(&facts, place).map(|span| span.of(text));
            assert_eq!(whole, expected, "{text}");
        }
    }
}
