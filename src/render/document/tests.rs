//! Documents of every kind, for the laws of the formats that lay them out.

use proptest::prelude::*;

use super::*;
use crate::render::scene::{Anchor, Point, Shape};

/// Text that would do harm as markup.
pub(in crate::render) const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "</style></title></svg><b>",
    "<![CDATA[x]]>--><!--",
    "javascript:alert(1)",
    "&lt;\u{202e}&#60;\0",
];

/// Returns text of every kind.
fn any_string() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\\PC{0,40}",
        2 => any::<String>(),
        3 => "[A-Za-z ,.-]{0,200}",
        1 => (1_usize..400).prop_map(|count| "word ".repeat(count)),
        1 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        1 => (1_usize..400).prop_map(|count| "long".repeat(count)),
        1 => (1_usize..60).prop_map(|count| "line\n".repeat(count)),
        1 => Just(String::new()),
    ]
}

fn any_text() -> impl Strategy<Value = Text> {
    let ink = prop_oneof![
        2 => Just(Ink::Normal),
        1 => Just(Ink::Muted),
        1 => any_tone().prop_map(Ink::Toned),
    ];
    let run = (any_string(), any::<bool>(), any::<bool>(), ink);
    let run = run.prop_map(|(text, bold, linked, ink)| {
        let address = if linked { "https://nhs.uk/" } else { "" };
        Run { text, bold, ink, link: Link::new(address) }
    });
    prop::collection::vec(run, 0..4).prop_map(|runs| Text { runs })
}

fn any_tone() -> impl Strategy<Value = Tone> {
    prop::sample::select(vec![Tone::Plain, Tone::Info, Tone::Good, Tone::Caution, Tone::Alert])
}

fn any_table() -> impl Strategy<Value = Table> {
    let width = prop_oneof![
        (0.0..200.0).prop_map(Width::Points),
        (0.0..5.0).prop_map(Width::Share),
        any::<f64>().prop_map(Width::Points),
        any::<f64>().prop_map(Width::Share),
    ];
    let align = prop::sample::select(vec![Align::Left, Align::Center, Align::Right]);
    let column = (any_string(), width, align).prop_map(|(header, width, align)| Column {
        header,
        width,
        align,
    });
    let cell = (any_text(), any::<bool>(), prop_oneof![0_usize..4, Just(usize::MAX)]).prop_map(
        |(text, tinted, span)| Cell {
            text,
            tone: if tinted { Tone::Alert } else { Tone::Plain },
            span,
        },
    );
    let row = prop::collection::vec(cell, 0..6).prop_map(|cells| Row { cells });
    let columns = prop::collection::vec(column, 0..6);
    (any_string(), columns, prop::collection::vec(row, 0..8), any::<bool>()).prop_map(
        |(caption, columns, rows, row_headers)| Table { caption, columns, rows, row_headers },
    )
}

fn any_figure() -> impl Strategy<Value = Figure> {
    let size = prop_oneof![0.0..2000.0, any::<f64>()];
    let shape = (any_string(), any::<f64>(), any::<f64>()).prop_map(|(text, x, y)| Shape::Text {
        at: Point::new(x, y),
        text,
        size: 8.0,
        bold: true,
        color: Color::TEXT,
        anchor: Anchor::Middle,
    });
    (any_string(), any_string(), size.clone(), size, prop::collection::vec(shape, 0..3)).prop_map(
        |(alt, caption, width, height, shapes)| Figure { alt, caption, width, height, shapes },
    )
}

fn any_block() -> impl Strategy<Value = Block> {
    let level = prop::sample::select(vec![Level::One, Level::Two, Level::Three]);
    let card = (any_string(), any_string(), any_tone()).prop_map(|(value, label, tone)| Card {
        value,
        label,
        tone,
    });
    let fact = (any_string(), any_text()).prop_map(|(name, value)| Fact { name, value });
    let leaf = prop_oneof![
        (any_string(), any_string(), any_string())
            .prop_map(|(kicker, title, subtitle)| Banner { kicker, title, subtitle })
            .prop_map(Block::Banner),
        (level, any_string()).prop_map(|(level, text)| Block::Heading { level, text }),
        any_text().prop_map(Block::Paragraph),
        any_text().prop_map(Block::Lead),
        any_text().prop_map(Block::Note),
        (any::<bool>(), prop::collection::vec(any_text(), 0..5))
            .prop_map(|(numbered, items)| Block::List(List { numbered, items })),
        prop::collection::vec(fact, 0..5).prop_map(Block::Facts),
        any_table().prop_map(Block::Table),
        any_figure().prop_map(Block::Figure),
        prop::collection::vec(card, 0..7).prop_map(Block::Cards),
        Just(Block::PageBreak),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(Block::KeepTogether)
    })
}

/// Returns documents with blocks of every kind, in every order, and numbers that make no sense.
pub(in crate::render) fn any_document() -> impl Strategy<Value = Document> {
    (any_string(), any_string(), prop::collection::vec(any_block(), 0..6)).prop_map(
        |(title, footer, blocks)| Document { title, footer, blocks, ..Document::default() },
    )
}
