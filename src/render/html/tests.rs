//! What holds for the page of every document.

mod reader;

use std::collections::BTreeSet;

use proptest::prelude::*;

use self::reader::{Node, read};
use super::page::page;
use super::text;
use crate::render::document::tests::{HOSTILE, any_document};
use crate::render::document::*;
use crate::render::escape::is_hidden;
use crate::render::scene::{Figure, Shape};

/// Every element that a page has. What is not here can only come from text.
const ELEMENTS: &[&str] = &[
    "a",
    "bdi",
    "body",
    "br",
    "caption",
    "circle",
    "col",
    "colgroup",
    "dd",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "li",
    "line",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "polygon",
    "polyline",
    "rect",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Every attribute that a page has.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "charset",
    "class",
    "colspan",
    "content",
    "cx",
    "cy",
    "dir",
    "fill",
    "fill-opacity",
    "font-size",
    "font-weight",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "points",
    "r",
    "rel",
    "role",
    "scope",
    "stroke",
    "stroke-dasharray",
    "stroke-width",
    "tabindex",
    "text-anchor",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Checks what makes a page safe, and easy to read for those who do not see it.
#[track_caller]
fn check(page: &str) {
    let is_bad = |it: char| it != '\n' && is_hidden(it);
    assert!(!page.contains(is_bad), "something hidden is in the page");
    let root = read(page);
    let all = root.all();
    let mut ids = BTreeSet::new();
    let (mut titles, mut rank) = (0, 0);
    for it in &all {
        assert!(ELEMENTS.contains(&it.name.as_str()), "<{}>", it.name);
        for (name, value) in &it.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "<{} {name}>", it.name);
            match name.as_str() {
                "id" => assert!(ids.insert(value.clone()), "#{value} is there twice"),
                "href" => assert!(is_harmless(&it.name, value), "{value}"),
                _ => {}
            }
        }
        match it.name.as_str() {
            "h1" | "h2" | "h3" | "h4" => {
                let own = it.name.trim_start_matches('h').parse::<u32>().unwrap();
                assert!(own <= rank + 1, "<h{own}> after <h{rank}>");
                assert!(!it.text().trim().is_empty(), "a heading is empty");
                titles += u32::from(own == 1);
                rank = own;
            }
            "th" => assert!(it.attribute("scope").is_some() && !it.text().trim().is_empty()),
            "svg" => assert!(it.children[0].name == "title" && it.attribute("role") == Some("img")),
            "a" => assert!(!it.text().is_empty() && it.attribute("href").is_some()),
            "table" => assert_eq!(it.children[0].name, "caption"),
            _ => {}
        }
    }
    assert_eq!(titles, 1, "there is one heading of rank 1");
    for it in &all {
        let names = it.attribute("aria-labelledby").unwrap_or_default().split(' ');
        let fragment = it.attribute("href").and_then(|it| it.strip_prefix('#'));
        for id in names.chain(fragment).filter(|it| !it.is_empty()) {
            assert!(ids.contains(id), "#{id} is not there");
        }
    }
}

/// Tells whether an element may lead to, or load, an address.
fn is_harmless(element: &str, address: &str) -> bool {
    let schemes: &[&str] = match element {
        "a" => &["https://", "http://", "mailto:", "#"],
        "link" => &["data:image/svg+xml,"],
        _ => &[],
    };
    schemes.iter().any(|it| address.to_ascii_lowercase().starts_with(it))
}

/// Returns each text of `blocks` in the order of the page.
fn meant(blocks: &[Block], all: &mut Vec<String>) {
    let text = |all: &mut Vec<String>, text: &Text| {
        all.extend(text.runs.iter().map(|it| it.text.clone()));
    };
    for block in blocks {
        match block {
            Block::Banner(Banner { kicker, title, subtitle }) => {
                all.extend([kicker, title, subtitle].map(Clone::clone));
            }
            Block::Heading { text, .. } => all.push(text.clone()),
            Block::Paragraph(it) | Block::Lead(it) | Block::Note(it) => text(all, it),
            Block::List(list) => list.items.iter().for_each(|it| text(all, it)),
            Block::Facts(facts) => {
                for fact in facts {
                    all.push(fact.name.clone());
                    text(all, &fact.value);
                }
            }
            Block::Table(table) => {
                all.push(table.caption.clone());
                all.extend(table.columns.iter().map(|it| it.header.clone()));
                table.rows.iter().flat_map(|it| &it.cells).for_each(|it| text(all, &it.text));
            }
            Block::Figure(Figure { alt, caption, shapes, .. }) => {
                all.extend(shapes.iter().filter_map(|it| match it {
                    Shape::Text { text, .. } => Some(text.clone()),
                    _ => None,
                }));
                all.extend([alt, caption].map(Clone::clone));
            }
            Block::Cards(cards) => {
                all.extend(cards.iter().flat_map(|it| [it.label.clone(), it.value.clone()]));
            }
            Block::Logo(_) | Block::Unshown | Block::PageBreak => {}
            Block::KeepTogether(blocks) => meant(blocks, all),
        }
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_safe_and_well_formed(document in any_document()) {
        check(&page(&document));
    }

    #[test]
    fn no_text_is_lost(document in any_document()) {
        let mut all = Vec::new();
        meant(&document.blocks, &mut all);
        all.push(document.footer.clone());
        let root = read(&page(&document));
        let body = root.all().into_iter().find(|it| it.name == "body").unwrap();
        let said = squeeze(&body.text());
        let mut rest = said.as_str();
        for text in all {
            let text = squeeze(&text::shown(&text));
            let found = rest.split_once(&text);
            prop_assert!(found.is_some(), "{} is not in {}", text, rest);
            rest = found.unwrap().1;
        }
    }

    #[test]
    fn the_same_document_gives_the_same_page(document in any_document()) {
        prop_assert_eq!(page(&document), page(&document));
    }
}

#[test]
fn text_that_looks_like_markup_stays_text_everywhere() {
    for text in HOSTILE {
        let run = || Text::default().plain(text).bold(text).muted(text).toned(text, Tone::Alert);
        let column = Column::new(text, Width::Share(1.0));
        let shape = Shape::Text {
            at: crate::render::scene::Point::default(),
            text: text.into(),
            size: 8.0,
            bold: false,
            color: crate::render::Color::TEXT,
            anchor: crate::render::scene::Anchor::Start,
        };
        let blocks = vec![
            Block::Banner(Banner {
                kicker: text.into(),
                title: text.into(),
                subtitle: text.into(),
            }),
            Block::heading(Level::One, text),
            Block::Paragraph(run()),
            Block::List(List { numbered: false, items: vec![run()] }),
            Block::Facts(vec![Fact { name: text.into(), value: run() }]),
            Block::Cards(vec![Card { value: text.into(), label: text.into(), tone: Tone::Good }]),
            Block::Table(Table {
                caption: text.into(),
                columns: vec![column.clone(), column.clone(), column.clone(), column],
                rows: vec![Row::from_iter([run(), run()])],
                row_headers: true,
            }),
            Block::Figure(Figure {
                alt: text.into(),
                caption: text.into(),
                width: 9.0,
                height: 9.0,
                shapes: vec![shape],
            }),
        ];
        let document = Document {
            title: text.into(),
            author: text.into(),
            subject: text.into(),
            keywords: vec![text.into()],
            language: text.into(),
            creator: text.into(),
            footer: text.into(),
            blocks,
            ..Document::default()
        };
        check(&page(&document));
    }
}

#[test]
fn the_reader_refuses_what_is_not_well_formed() {
    for page in
        ["<p>", "<p></b></p>", "<p a=b></p>", "<p>a & b</p>", "<p a=\"<\"></p>", "</p>", "a < b"]
    {
        let read = std::panic::catch_unwind(|| read(&format!("<!DOCTYPE html>{page}")));
        assert!(read.is_err(), "{page}");
    }
    let root: Node = read("<!DOCTYPE html><p a=\"1 &amp; 2\">x<br>&lt;</p>");
    assert_eq!(root.children[0].attribute("a"), Some("1 & 2"));
    assert_eq!(root.text(), "x<");
}
