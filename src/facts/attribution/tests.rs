//! Attributions with their spans, row by row: ⟨source⟩ {cue} [content]. A row without marks holds none.

use crate::facts::read_block;
use crate::text::{BlockKind, Span};

/// A row's text, and the spans that its marks set off.
fn parse(row: &str) -> (String, Option<Span>, Option<Span>, Vec<Span>) {
    let (mut text, mut source, mut cue, mut content) = (String::new(), None, None, Vec::new());
    let (mut source_at, mut cue_at, mut content_at) = (0, 0, 0);
    for c in row.chars() {
        match c {
            '⟨' => source_at = text.len(),
            '⟩' => source = Some(Span::new(source_at, text.len())),
            '{' => cue_at = text.len(),
            '}' => cue = Some(Span::new(cue_at, text.len())),
            '[' => content_at = text.len(),
            ']' => content.push(Span::new(content_at, text.len())),
            _ => text.push(c),
        }
    }
    (text, source, cue, content)
}

#[test]
fn source_cue_and_content() {
    let rows = [
        "⟨The ministry⟩ {said} [the dam would hold].",
        "⟨The ministry⟩ {said} [that the dam would hold].",
        "⟨The ministry⟩ {said} on Monday [that the dam would hold].",
        "⟨The ministry⟩ {said} in a statement [that the dam would hold].",
        "⟨Ana Rivera⟩ {says} [the mill is closed].",
        "⟨The engineers⟩ {have said} [they saw cracks].",
        "[The dam would hold], ⟨the ministry⟩ {said}.",
        "[The solution], ⟨Rivera⟩ {said}, [was simple].",
        "⟨The union⟩ {is aware} [that the dam is old].",
        "⟨The farmers⟩ {were opposed to} [the dam].",
        "[The dam would hold], ⟨the ministry⟩ {said} on Monday.",
        "[The dam would hold], {said} ⟨Ana Rivera⟩, an engineer.",
        "[“The dam will hold,”] ⟨Rivera⟩ {said}.",
        "[“The dam will hold,”] {said} ⟨Rivera⟩.",
        "[“The dam will hold,”] ⟨she⟩ {said}, [“and the valley is safe.”]",
        "[“The dam will hold,”] ⟨Rivera⟩ {said}. [“The valley is safe.”]",
        "[\"The dam will hold,\"] ⟨Rivera⟩ {told} reporters.",
        "[“Will the dam hold?”] ⟨Rivera⟩ {asked}.",
        "⟨Rivera⟩ {said}: [“The dam will hold.”]",
        "⟨Rivera⟩ {said}, [“The dam will hold.”]",
        "⟨Rivera⟩ {told} the council [that the dam would hold].",
        "⟨Rivera⟩ {told} reporters [she would stay].",
        "⟨Rivera⟩ {told} the board [the gates were open].",
        "⟨Rivera⟩ {asked} [whether the gates were open].",
        "⟨Rivera⟩ {asked} the council [to open the gates].",
        "⟨Rivera⟩ {wondered} [why the gates were open].",
        "⟨Rivera⟩ {warned} [that the river was rising].",
        "⟨Rivera⟩ {warned of} [floods in the valley].",
        "⟨Rivera⟩ {claimed} [the gates were open].",
        "⟨Rivera⟩ {denied} [that the gates were open].",
        "⟨Rivera⟩ {denied} [opening the gates].",
        "⟨Rivera⟩ {admitted} [that the gates were open].",
        "⟨Rivera⟩ {argued} [that the dam was too old].",
        "⟨Rivera⟩ {insisted} [the dam was sound].",
        "⟨Rivera⟩ {noted} [that the dam was old].",
        "⟨Rivera⟩ {added} [that the river was rising].",
        "⟨Rivera⟩ {believes} [that the dam is sound].",
        "⟨Rivera⟩ {thinks} [the dam is sound].",
        "⟨Rivera⟩ {fears} [that the dam will break].",
        "⟨Rivera⟩ {hopes} [to rebuild the dam].",
        "⟨Rivera⟩ {wants} [to rebuild the dam].",
        "⟨Rivera⟩ {plans} [to rebuild the dam by autumn].",
        "⟨Rivera⟩ {intends} [to rebuild the dam].",
        "⟨Rivera⟩ {decided} [to close the gates].",
        "⟨Rivera⟩ {refused} [to close the gates].",
        "⟨Rivera⟩ {declined} [to comment on the leak].",
        "⟨Rivera⟩ declined {to comment on} [the leak].",
        "⟨Rivera⟩ {promised} [to rebuild the dam].",
        "⟨Rivera⟩ {vowed} [that the dam would be rebuilt].",
        "⟨Rivera⟩ {urged} the council [to close the gates].",
        "⟨Rivera⟩ {called for} [a new dam].",
        "⟨Rivera⟩ {complained about} [the noise].",
        "⟨Rivera⟩ {criticised} [the new dam].",
        "⟨Rivera⟩ {praised} [the crews who closed the gates].",
        "⟨Rivera⟩ {accused} [the board of neglect].",
        "⟨Rivera⟩ {blamed} [the board for the flood].",
        "⟨Rivera⟩ {described} [the flood as a disaster].",
        "⟨Rivera⟩ {called} [the flood a disaster].",
        "⟨Rivera⟩ {supports} [the new dam].",
        "⟨Rivera⟩ {opposes} [building a second dam].",
        "⟨Rivera⟩ {predicted} [that the river would rise].",
        "⟨Rivera⟩ {estimated} [that 400 houses were flooded].",
        "⟨Rivera⟩ {expects} [the river to rise].",
        "{According to} ⟨Rivera⟩, [the dam is sound].",
        "{According to} ⟨the river board⟩, [the dam is sound].",
        "[The dam is sound], {according to} ⟨Rivera⟩.",
        "[The dam], {according to} ⟨Rivera⟩, [is sound].",
        "{In the words of} ⟨Rivera⟩, [the dam is a wreck].",
        "{As ⟨Rivera⟩ put it}, [the dam is a wreck].",
        "{As ⟨the board⟩ noted}, [the dam is old].",
        "[The dam is a wreck], {as ⟨Rivera⟩ put it}.",
        "[The dam has] {reportedly} [been sold].",
        "[The dam was] {allegedly} [sold to a baker].",
        "⟨The survey⟩ {found} [that most farmers want a new dam].",
        "The survey found that ⟨most farmers⟩ {want} [a new dam].",
        "⟨The figures⟩ {suggest} [the river is rising].",
        "⟨The letters⟩ {reveal} [that the board knew of the cracks].",
        "The letters reveal that ⟨the board⟩ {knew of} [the cracks].",
        "[The dam] {seems} [to be sound].",
        "[The dam] {appears} [to have been sold].",
        "[The dam] {is expected} [to reopen in spring].",
        "[The dam] {is believed} [to be sound].",
        "It {was reported} [that the dam had been sold].",
        "It {was announced} [that the gates would close].",
        "[The board] {was accused} [of neglect by farmers].",
        "[The plan] {was criticised} by ⟨farmers⟩.",
        "The farmers {were told} [that the gates would close].",
        "There is {speculation} [that the dam was sold].",
        "⟨Rivera⟩ {said} [the dam was old] and added that the river was rising.",
        "⟨Rivera⟩ said the dam was old and {added} [that the river was rising].",
        "⟨Rivera⟩ {said} [the dam was old], adding that the river was rising.",
        "⟨Rivera⟩ said the dam was old, {adding} [that the river was rising].",
        "⟨Rivera⟩ {said} [the dam was old], but farmers went on working.",
        "⟨Rivera⟩ {said} [the dam was old]; farmers went on working.",
        "⟨Rivera, who runs the mill⟩, {said} [the dam was old].",
        "⟨Ana Rivera, an engineer from Selm⟩, {said} [the dam was old].",
        "⟨The mill’s owner, Ana Rivera⟩, {said} [the dam was old].",
        "⟨Officials in Selm⟩ {said} [the dam was old].",
        "⟨Many of the farmers⟩ {say} [they saw cracks].",
        "⟨Farmers and engineers⟩ {said} [the dam was old].",
        "The Courier quoted ⟨Rivera⟩ as {saying} [that the dam was old].",
        "[“The dam is old,”] ⟨Rivera⟩ {wrote} in a letter to the board.",
        "[“The dam is old,”] ⟨Rivera⟩ {tweeted}.",
        "⟨Rivera⟩ {wrote} [that the dam was old].",
        "⟨Rivera⟩ {testified} [that the gates were open].",
        "When ⟨Rivera⟩ {said} [the dam was old], farmers laughed.",
        "On Monday, ⟨Rivera⟩ {said} [the dam was old].",
        "But ⟨Rivera⟩ {said} [the dam was old].",
        "⟨Rivera⟩ {has repeatedly said} [the dam was old].",
        "⟨Rivera⟩ {did not say} [whether the dam was old].",
        "⟨Rivera⟩ {said} [he saw “a wall of mud” in the valley].",
        "⟨The board⟩ {called} [the flood “a disaster for the valley.”]",
        "[{“}A wall of mud came down the valley at night.”]",
        "⟨Poll⟩{:} [Farmers Want Another Dam Before Winter]",
        "Nobody believes ⟨the board⟩’s {claim} [that the dam was sold].",
        "Farmers repeat the {rumour} [that the board had sold the dam].",
        "The Courier printed ⟨her⟩ {plan} [to rebuild the dam].",
        "[“The dam is old,”] the Courier {quoted ⟨Rivera⟩ as saying}.",
    ];
    for row in rows {
        let (text, source, cue, content) = parse(row);
        let facts = read_block(text.as_str(), BlockKind::Paragraph);
        let found = facts
            .attributions
            .iter()
            .any(|a| a.source == source && Some(a.cue) == cue && a.content == content);
        let shown: Vec<_> = facts
            .attributions
            .iter()
            .map(|a| {
                let content: Vec<&str> = a.content.iter().map(|c| c.of(&text)).collect();
                (a.source.map(|s| s.of(&text)), a.cue.of(&text), content)
            })
            .collect();
        assert!(found, "{row}\nfound: {shown:#?}");
    }
}

#[test]
fn what_reports_nothing() {
    let rows = [
        "The report of the board fills four shelves.",
        "The reported 300 sandbags lay on the quay.",
        "Exclusive reports from the valley fill the paper.",
        "The river rose by two metres in a night.",
        "The pledged funds never came.",
        "Farmers carried sandbags through the mud.",
        "The gates stand open in summer.",
        "Rivera walked along the dam with her dog.",
    ];
    for text in rows {
        let facts = read_block(text, BlockKind::Paragraph);
        assert_eq!(facts.attributions, [], "{text}");
    }
}
