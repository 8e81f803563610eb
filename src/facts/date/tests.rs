//! Dates as prose writes them, and the days they mean.

use super::{DateMention, Relative};
use crate::facts::{DocumentFacts, read_block};
use crate::text::{BlockKind, Document, Format};
use jiff::civil::date;
use std::sync::Arc;

/// The dates of a sentence: text, ISO form, weekday.
fn read(sentence: &str) -> Vec<(String, String, Option<i8>)> {
    read_block(sentence, BlockKind::Paragraph)
        .dates
        .iter()
        .map(|d| (d.span.of(sentence).to_owned(), d.iso(), d.weekday))
        .collect()
}

#[test]
fn reads_each_way_of_writing_a_day() {
    let cases = [
        (
            "It was signed on June 19, 2024.",
            "June 19, 2024",
            "2024-06-19",
            None,
        ),
        (
            "It was signed on 19 June 2024.",
            "19 June 2024",
            "2024-06-19",
            None,
        ),
        (
            "It was signed on 19th of June 2024.",
            "19th of June 2024",
            "2024-06-19",
            None,
        ),
        (
            "It was signed on the nineteenth of June.",
            "nineteenth of June",
            "--06-19",
            None,
        ),
        ("They met on Apr 28 in Moss.", "Apr 28", "--04-28", None),
        ("They met on Apr. 28 in Moss.", "Apr. 28", "--04-28", None),
        ("They met on April 19th.", "April 19th", "--04-19", None),
        (
            "They met on Monday (Apr 28) in Moss.",
            "Monday (Apr 28)",
            "--04-28",
            Some(1),
        ),
        (
            "They met on Monday, 28 April 2025.",
            "Monday, 28 April 2025",
            "2025-04-28",
            Some(1),
        ),
        ("They met on Friday.", "Friday", "", Some(5)),
        (
            "The file says 2024-06-19.",
            "2024-06-19",
            "2024-06-19",
            None,
        ),
        ("The file says 28/4/2025.", "28/4/2025", "2025-04-28", None),
        ("The file says 4/28/2025.", "4/28/2025", "2025-04-28", None),
        ("The file says 28.4.2025.", "28.4.2025", "2025-04-28", None),
        ("The file says 3/4/2025.", "3/4/2025", "2025", None),
        ("It began in June 2024.", "June 2024", "2024-06", None),
        ("It began in May.", "May", "--05", None),
        ("It began in 1986.", "1986", "1986", None),
        ("It closes on 30 February.", "30 February", "--02-30", None),
        ("The fair runs 17-19 July.", "17-19 July", "--07-17", None),
        ("It was sealed last June.", "last June", "--06", None),
    ];
    for (sentence, text, iso, weekday) in cases {
        assert_eq!(
            read(sentence),
            [(text.to_owned(), iso.to_owned(), weekday)],
            "{sentence}"
        );
    }
}

#[test]
fn finds_no_date_where_none_is() {
    for sentence in [
        "May be it will march on.",
        "The second man sat in the sun.",
        "They may 10 times deny it.",
        "Mar the table and you pay.",
        "It sold 2000 copies in 12 shops.",
        "Ratio 10/12 holds.",
        "Gate 12 345 closed.",
        "It was his last year there.",
    ] {
        assert_eq!(read(sentence), [], "{sentence}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_kept_as_written() {
    let facts = read_block("It closes on 30 February.", BlockKind::Paragraph);
    assert!(!facts.dates[0].exists());
    let facts = read_block("It closes on 29 February.", BlockKind::Paragraph);
    assert!(facts.dates[0].exists());
}

#[test]
fn resolves_against_the_day_of_writing() {
    // A Tuesday.
    let written = date(2025, 4, 29);
    let day = |y, m, d| Some((date(y, m, d), date(y, m, d)));
    let cases = [
        ("on Monday", day(2025, 4, 28)),
        ("on Tuesday", day(2025, 4, 29)),
        ("last Tuesday", day(2025, 4, 22)),
        ("next Friday", day(2025, 5, 2)),
        ("yesterday", day(2025, 4, 28)),
        ("tomorrow", day(2025, 4, 30)),
        ("on Apr 24", day(2025, 4, 24)),
        ("on Dec 24", day(2024, 12, 24)),
        ("last June", Some((date(2024, 6, 1), date(2024, 6, 30)))),
        ("this June", Some((date(2025, 6, 1), date(2025, 6, 30)))),
        ("next March", Some((date(2026, 3, 1), date(2026, 3, 31)))),
        ("in October", Some((date(2024, 10, 1), date(2024, 10, 31)))),
        ("in 1986", Some((date(1986, 1, 1), date(1986, 12, 31)))),
        (
            "earlier this year",
            Some((date(2025, 1, 1), date(2025, 12, 31))),
        ),
        ("last year", Some((date(2024, 1, 1), date(2024, 12, 31)))),
        ("last month", Some((date(2025, 3, 1), date(2025, 3, 31)))),
        ("next week", Some((date(2025, 5, 5), date(2025, 5, 11)))),
        ("on 30 February 2024", None),
    ];
    for (text, want) in cases {
        let facts = read_block(format!("It happened {text}."), BlockKind::Paragraph);
        let got = facts.dates[0].resolve(written).map(|r| (r.first, r.last));
        assert_eq!(got, want, "{text}");
    }
    let bare = DateMention {
        relative: Some(Relative::Last),
        ..DateMention::default()
    };
    assert_eq!(bare.resolve(written), None);
}

#[test]
fn tells_when_a_text_was_written() {
    let cases = [
        (
            "MENZ, 10 August 2018 — The bridge opened.",
            Some(date(2018, 8, 10)),
        ),
        ("(May 3, 2019) - The bridge opened.", Some(date(2019, 5, 3))),
        (
            "The bridge opens\n\n3 May 2019\n\nIt was late.",
            Some(date(2019, 5, 3)),
        ),
        ("Updated 3 May 2019", Some(date(2019, 5, 3))),
        // Told of something else, or not to the day.
        ("The bridge opened on 10 August 2018.", None),
        ("On 10 August 2018 the bridge opened — at last.", None),
        ("MENZ, August 2018 — The bridge opened.", None),
        ("MENZ, 10 August — The bridge opened.", None),
        ("One.\n\nTwo.\n\nThree.\n\n3 May 2019", None),
        ("", None),
    ];
    for (text, written) in cases {
        let document = Document::new("a.txt", text, Format::Plain);
        let read = DocumentFacts::read(Arc::new(document)).written;
        assert_eq!(read, written, "{text}");
    }
    let front = "---\ndate: 2018-08-10\n---\n\nThe bridge opened last June.\n";
    let document = Document::new("a.md", front, Format::Markdown);
    let read = DocumentFacts::read(Arc::new(document)).written;
    assert_eq!(read, Some(date(2018, 8, 10)));
}
