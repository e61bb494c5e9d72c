//! What holds for every document.

use proptest::prelude::*;

use super::super::style::{BOTTOM, MARGIN, PAGE_HEIGHT, TEXT_WIDTH, TOP};
use super::{text_of, words};
use crate::render::pdf::text::clean;
use crate::render::pdf::write::tests::tagged;
use crate::render::pdf::*;

/// Checks that boxes stay in their area, that no text lies on other text, and that all is tagged.
#[track_caller]
pub(super) fn check(layout: &Layout) {
    for page in &layout.pages {
        for placed in &page.boxes {
            let Area { x, y, width, height } = placed.area;
            let is_footer = placed.tag == Tag::Artifact(Artifact::Footer);
            let (top, bottom) = if is_footer { (BOTTOM, PAGE_HEIGHT) } else { (TOP, BOTTOM) };
            let fits = x >= MARGIN - 0.01
                && x + width <= MARGIN + TEXT_WIDTH + 0.01
                && y >= top - 0.01
                && y + height <= bottom + 0.01;
            assert!(fits && width >= 0.0 && height >= 0.0, "{placed:?}");
        }
        let texts: Vec<&Placed> =
            page.boxes.iter().filter(|it| text_of(it).is_some() && it.area.width > 0.0).collect();
        for (at, a) in texts.iter().enumerate() {
            for b in &texts[at + 1..] {
                assert!(!overlap(a.area, b.area), "{a:?}\n{b:?}");
            }
        }
        let order = page.boxes.iter().filter_map(|it| match it.tag {
            Tag::Element(id) => Some(layout.structure.block(id)),
            Tag::Artifact(_) => None,
        });
        assert!(order.is_sorted(), "the boxes of a page are not in reading order");
        for link in &page.links {
            assert_eq!(layout.structure.get(link.element).role, Role::Link);
        }
    }
    for (id, element) in layout.structure.iter() {
        assert_eq!(element.parent.is_none(), id == Structure::ROOT);
        assert!(element.parent.is_none_or(|parent| parent < id));
    }
}

fn overlap(a: Area, b: Area) -> bool {
    let across = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let down = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
    across > 0.05 && down > 0.05
}

/// Returns all that the pages say, element after element, without white space.
fn said(layout: &Layout) -> String {
    let mut texts: Vec<(ElementId, String)> = Vec::new();
    for placed in layout.pages.iter().flat_map(|page| &page.boxes) {
        if let Tag::Element(id) = placed.tag {
            let text = match &placed.content {
                Content::Text(text) => text.text.clone(),
                Content::Scene { shapes, .. } => shapes.iter().map(label).collect(),
                Content::Picture(_) => String::new(),
                Content::Fill(_) => panic!("a colour is never part of an element"),
            };
            texts.push((layout.structure.block(id), text));
        }
    }
    texts.sort_by_key(|(id, _)| *id);
    squeeze(&texts.into_iter().map(|(_, text)| text).collect::<String>())
}

fn label(shape: &Shape) -> &str {
    match shape {
        Shape::Text { text, .. } => text,
        _ => "",
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns what `blocks` say, in reading order.
fn meant(blocks: &[Block], all: &mut String) {
    let text = |all: &mut String, text: &Text| {
        text.runs.iter().for_each(|run| all.push_str(&clean::lines(&run.text)));
    };
    for block in blocks {
        match block {
            Block::Banner(banner) => {
                all.push_str(&clean::lines(&banner.kicker));
                all.push_str(&clean::lines(&banner.title));
                all.push_str(&clean::lines(&banner.subtitle));
            }
            Block::Heading { text, .. } => all.push_str(&clean::lines(text)),
            Block::Paragraph(it) | Block::Lead(it) | Block::Note(it) => text(all, it),
            Block::List(list) => {
                for (at, item) in list.items.iter().enumerate() {
                    let label = if list.numbered { format!("{}.", at + 1) } else { "•".into() };
                    all.push_str(&label);
                    text(all, item);
                }
            }
            Block::Facts(facts) => {
                for fact in facts {
                    all.push_str(&clean::lines(&fact.name));
                    text(all, &fact.value);
                }
            }
            Block::Table(table) => {
                all.push_str(&clean::lines(&table.caption));
                table.columns.iter().for_each(|it| all.push_str(&clean::lines(&it.header)));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| text(all, &cell.text));
            }
            Block::Figure(figure) => {
                figure.shapes.iter().for_each(|it| all.push_str(&clean::line(label(it))));
                all.push_str(&clean::lines(&figure.caption));
            }
            Block::Callout(callout) => {
                all.push_str(&clean::lines(&callout.title));
                meant(&callout.blocks, all);
            }
            Block::Cards(cards) => {
                for card in cards {
                    all.push_str(&clean::lines(&card.value));
                    all.push_str(&clean::lines(&card.label));
                }
            }
            Block::Logo(_) | Block::Unshown | Block::Spacer(_) | Block::PageBreak => {}
            Block::KeepTogether(blocks) => meant(blocks, all),
        }
    }
}

fn any_string() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\\PC{0,40}",
        2 => any::<String>(),
        3 => "[A-Za-z ,.-]{0,200}",
        1 => (1_usize..400).prop_map(words),
        1 => (1_usize..400).prop_map(|count| "long".repeat(count)),
        1 => (1_usize..60).prop_map(|count| "line\n".repeat(count)),
        1 => Just(String::new()),
    ]
}

fn any_text() -> impl Strategy<Value = Text> {
    let run = (any_string(), any::<bool>(), any::<bool>()).prop_map(|(text, bold, linked)| {
        let link = if linked { Link::new("https://nhs.uk/") } else { None };
        Run { text, bold, ink: Ink::Normal, link }
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
        any::<f64>().prop_map(Block::Spacer),
        (0.0..900.0).prop_map(Block::Spacer),
        Just(Block::PageBreak),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        prop_oneof![
            (any_tone(), any_string(), blocks.clone())
                .prop_map(|(tone, title, blocks)| Callout { tone, title, blocks })
                .prop_map(Block::Callout),
            blocks.prop_map(Block::KeepTogether),
        ]
    })
}

fn any_document() -> impl Strategy<Value = Document> {
    (any_string(), any_string(), prop::collection::vec(any_block(), 0..6)).prop_map(
        |(title, footer, blocks)| Document { title, footer, blocks, ..Document::default() },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_box_is_in_its_place(document in any_document()) {
        check(&layout(&document));
    }

    #[test]
    fn no_text_is_lost(document in any_document()) {
        let mut all = String::new();
        meant(&document.blocks, &mut all);
        prop_assert_eq!(said(&layout(&document)), squeeze(&all));
    }

    #[test]
    fn the_same_document_has_the_same_layout(document in any_document()) {
        // Compared as text, because a figure may hold coordinates that are not numbers.
        prop_assert_eq!(format!("{:?}", layout(&document)), format!("{:?}", layout(&document)));
    }

    #[test]
    fn every_document_can_be_written(document in any_document()) {
        let mut bytes = Vec::new();
        write(&document, &mut bytes).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        prop_assert_eq!(file.get_pages().len(), layout(&document).pages.len());
        tagged::check(&file);
        let mut again = Vec::new();
        write(&document, &mut again).unwrap();
        prop_assert!(bytes == again);
    }
}
