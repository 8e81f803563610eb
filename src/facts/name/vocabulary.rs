//! Words that build names: particles, connectors, heads of organisations and places, days and months.

use crate::text::lexicon;

/// Whether a word, lower case, joins parts of a person's name: "van", "de", "bin".
pub fn is_particle(lower: &str) -> bool {
    matches!(
        lower,
        "van" | "von" | "de" | "der" | "den" | "del" | "della" | "di" | "da" | "do" | "dos" | "das" | "du"
            | "la" | "le" | "las" | "los" | "el" | "al" | "bin" | "ibn" | "ben" | "bint" | "abu" | "abd"
            | "ter" | "ten" | "te" | "zu" | "zur" | "zum" | "af" | "av" | "y" | "e" | "ap" | "ní" | "mac"
    )
}

/// Whether a word, lower case, joins parts of an organisation's or a place's name and counts for no initial.
pub fn is_connector(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "for" | "and" | "the" | "in" | "on" | "to" | "&" | "de" | "des" | "du" | "la" | "le" | "les" | "der" | "die"
            | "und" | "für" | "et" | "del" | "y"
    )
}

/// Whether a word, lower case, is the head of an organisation's name.
pub fn is_organization_head(lower: &str) -> bool {
    matches!(
        lower,
        "academy" | "administration" | "agency" | "airlines" | "airways" | "alliance" | "army" | "assembly"
            | "association" | "authority" | "bank" | "board" | "brigade" | "bureau" | "cabinet" | "caucus" | "center"
            | "centre" | "church" | "club" | "coalition" | "college" | "command" | "commission" | "committee"
            | "company" | "confederation" | "congress" | "constabulary" | "consortium" | "constitution" | "corporation"
            | "corps" | "council" | "court" | "department" | "directorate" | "federation" | "fleet" | "force"
            | "forces" | "foundation" | "front" | "fund" | "government" | "group" | "guard" | "guards" | "guild"
            | "hospital" | "inc" | "industries" | "initiative" | "institute" | "institution" | "journal" | "laboratory"
            | "league" | "limited" | "ltd" | "ministry" | "mission" | "movement" | "museum" | "navy" | "network"
            | "news" | "office" | "opera" | "orchestra" | "organisation" | "organization" | "parliament" | "partnership"
            | "party" | "plc" | "police" | "post" | "press" | "programme" | "project" | "regiment" | "school" | "senate"
            | "service" | "services" | "society" | "squad" | "staff" | "syndicate" | "taskforce" | "team" | "theatre"
            | "times" | "tribunal" | "tribune" | "trust" | "union" | "united" | "university" | "watch"
    )
}

/// Whether a word, lower case, is the head of a place's name.
pub fn is_place_head(lower: &str) -> bool {
    matches!(
        lower,
        "airport" | "arena" | "avenue" | "bay" | "beach" | "borough" | "bridge" | "canal" | "cape" | "castle"
            | "city" | "coast" | "county" | "creek" | "desert" | "district" | "empire" | "farm" | "field" | "forest"
            | "garden" | "gardens" | "gulf" | "hall" | "harbor" | "harbour" | "heights" | "hill" | "hills" | "hotel"
            | "house" | "island" | "islands" | "isle" | "isles" | "kingdom" | "lake" | "mountain" | "mountains" | "ocean"
            | "palace" | "park" | "peninsula" | "plaza" | "port" | "prison" | "province" | "region" | "republic"
            | "reservoir" | "river" | "road" | "sea" | "square" | "stadium" | "state" | "states" | "station" | "strait"
            | "street" | "territory" | "tower" | "town" | "valley" | "village" | "volcano"
    )
}

/// Whether a word, lower case, is the head of an event's name.
pub fn is_event_head(lower: &str) -> bool {
    matches!(
        lower,
        "championship" | "championships" | "challenge" | "conference" | "cup" | "day" | "festival" | "final" | "games"
            | "open" | "prix" | "series" | "summit" | "tour" | "trophy" | "war"
    )
}

/// Whether a word, lower case, may follow a group's possessive within a name: "People's Army", "Workers' Party".
pub fn is_group(lower: &str) -> bool {
    matches!(
        lower,
        "people" | "peoples" | "workers" | "worker" | "women" | "woman" | "children" | "men" | "farmers" | "king" | "queen"
            | "lord" | "veterans" | "players" | "citizens" | "teachers" | "master" | "masters" | "girls" | "boys"
    )
}

/// Whether a word, lower case, is a day of the week or a month, in full or cut.
pub fn is_calendar(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches('.'),
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "mondays" | "tuesdays"
            | "wednesdays" | "thursdays" | "fridays" | "saturdays" | "sundays" | "mon" | "tue" | "tues" | "wed" | "thu"
            | "thur" | "thurs" | "fri" | "sat" | "sun" | "january" | "february" | "march" | "april" | "may" | "june"
            | "july" | "august" | "september" | "october" | "november" | "december" | "jan" | "feb" | "mar" | "apr"
            | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
    )
}

/// Whether a word, lower case, is an everyday word that a capital alone does not make a name.
pub fn is_everyday(lower: &str) -> bool {
    lexicon::closed_class(lower).is_some()
        || is_calendar(lower)
        || matches!(lower, "i'm" | "i'll" | "i've" | "i'd" | "it's" | "he's" | "she's" | "they're" | "we're" | "let's" | "that's")
}
