//! Prints figures (local tool).
use backread::facts::*;
use backread::text::BlockKind;
fn main() {
    for p in std::env::args().skip(1) {
        let t = std::fs::read_to_string(&p).unwrap();
        for line in t.lines() {
            if line.trim().is_empty() {
                continue;
            }
            let b = read_block(line, BlockKind::Paragraph);
            println!("\n{}", line);
            for d in &b.dates {
                println!(
                    "   D {:?} {} wd={:?} rel={:?}",
                    d.span.of(&b.prose.text),
                    d.iso(),
                    d.weekday,
                    d.relative
                );
            }
            for f in &b.figures {
                println!(
                    "   F {:?} [{}] {:?} = {} ({}..{}){} u={} | {} {:?} pred={} {}{}",
                    f.span.of(&b.prose.text),
                    f.number.of(&b.prose.text),
                    f.kind,
                    f.value,
                    f.low.map_or("-".into(), |v| v.round_dp(3).to_string()),
                    f.high.map_or("-".into(), |v| v.round_dp(3).to_string()),
                    f.range
                        .map_or(String::new(), |r| format!(" r={}~{}", r.0, r.1)),
                    f.unit.as_ref().map_or("-", |u| &u.name),
                    f.measure.head,
                    f.measure.modifiers,
                    f.measure.predicate.as_deref().unwrap_or("-"),
                    if f.measure.part { "PART" } else { "" },
                    f.malformed
                        .as_ref()
                        .map_or(String::new(), |m| format!(" MALFORMED→{m}"))
                );
            }
        }
    }
}
