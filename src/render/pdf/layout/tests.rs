//! Laws that hold for the layout of every document, and cases that show what they mean.

mod laws;

use super::style::{BOTTOM, TOP};
use super::*;
use crate::render::pdf::{
    Artifact, Banner, Block, Cell, Column, Fact, Level, List, Role, Row, Table, Tag, Text, Width,
};

fn of(blocks: Vec<Block>) -> Layout {
    layout(&Document { blocks, ..Document::default() })
}

/// Returns the lines on a page, in reading order, without furniture and without the space at their end.
fn texts(page: &Page) -> Vec<&str> {
    let own = page.boxes.iter().filter(|it| matches!(it.tag, Tag::Element(_)));
    own.filter_map(text_of).map(|it| it.text.trim_end_matches(' ')).collect()
}

fn text_of(placed: &Placed) -> Option<&TextBox> {
    match &placed.content {
        Content::Text(text) => Some(text),
        _ => None,
    }
}

fn words(count: usize) -> String {
    (0..count).flat_map(|at| ["word".into(), at.to_string(), " ".into()]).collect()
}

fn table(rows: usize, text: &str) -> Table {
    let row = |at: usize| Row::from_iter([Cell::from(format!("R{at}")), text.into()]);
    Table {
        columns: vec![
            Column::new("Ref", Width::Points(50.0)),
            Column::new("Text", Width::Share(1.0)),
        ],
        rows: (0..rows).map(row).collect(),
        row_headers: true,
        ..Table::default()
    }
}

#[test]
fn an_empty_document_has_one_page_with_a_footer() {
    let layout = of(vec![]);
    assert_eq!(layout.pages.len(), 1);
    let texts: Vec<_> = layout.pages[0].boxes.iter().filter_map(text_of).collect();
    assert_eq!(texts.last().unwrap().text, "Page 1 of 1");
}

#[test]
fn a_table_header_is_repeated_as_furniture() {
    let layout = of(vec![Block::Table(table(120, "text"))]);
    assert!(layout.pages.len() > 2);
    for (at, page) in layout.pages.iter().enumerate() {
        let headers: Vec<&Placed> =
            page.boxes.iter().filter(|it| text_of(it).is_some_and(|it| it.text == "Ref")).collect();
        assert_eq!(headers.len(), 1);
        let repeated = headers[0].tag == Tag::Artifact(Artifact::RepeatedHeader);
        assert_eq!(repeated, at > 0);
    }
}

#[test]
fn a_row_higher_than_a_page_is_split() {
    let layout = of(vec![Block::Table(table(1, &words(3000)))]);
    assert!(layout.pages.len() > 2);
    let all: String = layout.pages.iter().flat_map(texts).collect();
    assert!(all.contains("word2999"));
    for (at, page) in layout.pages.iter().enumerate() {
        let labels = page.boxes.iter().filter(|it| text_of(it).is_some_and(|it| it.text == "R0"));
        let expected = Tag::Artifact(Artifact::RepeatedHeader);
        let tags: Vec<bool> = labels.map(|it| it.tag == expected).collect();
        assert_eq!(tags, [at > 0], "page {at}");
    }
}

#[test]
fn a_cell_is_read_before_the_next_one() {
    let layout = of(vec![Block::Table(Table {
        columns: vec![Column::new("", Width::Share(1.0)), Column::new("", Width::Share(1.0))],
        rows: vec![Row::from_iter([words(60), words(60)])],
        ..Table::default()
    })]);
    let all: String = texts(&layout.pages[0]).concat();
    assert_eq!(all.replace(' ', ""), words(60).repeat(2).replace(' ', ""));
}

#[test]
fn no_heading_stands_alone_at_the_bottom() {
    for lines in 20..70 {
        let text = vec!["line"; lines].join("\n");
        let layout = of(vec![
            Block::paragraph(text),
            Block::heading(Level::One, "One"),
            Block::heading(Level::Two, "Two"),
            Block::paragraph(words(100)),
        ]);
        for page in &layout.pages {
            let texts = texts(page);
            assert!(!matches!(texts.last(), Some(&("One" | "Two"))), "{lines}: {texts:?}");
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    for lines in 40..60 {
        let layout =
            of(vec![Block::paragraph(vec!["x"; lines].join("\n")), Block::paragraph("a\nb\nc\nd")]);
        for page in &layout.pages {
            let own = texts(page).iter().filter(|it| "abcd".contains(**it)).count();
            assert!(own != 1 && own != 3, "{lines}");
        }
    }
}

#[test]
fn a_page_break_drops_the_gap() {
    let top = |blocks| of(blocks).pages.last().unwrap().boxes[0].area.y;
    let plain = top(vec![Block::PageBreak, Block::paragraph("a")]);
    let heading = [Block::paragraph("a"), Block::PageBreak, Block::paragraph("b")];
    assert!((top(heading.to_vec()) - plain).abs() < 1e-9);
}

#[test]
fn page_breaks_make_no_empty_pages() {
    let breaks = vec![Block::PageBreak, Block::PageBreak];
    assert_eq!(of(breaks.clone()).pages.len(), 1);
    let blocks =
        [breaks.clone(), vec![Block::paragraph("a")], breaks.clone(), vec![Block::paragraph("b")]];
    assert_eq!(of(blocks.concat()).pages.len(), 2);
}

#[test]
fn a_banner_higher_than_a_page_is_split_with_its_panel() {
    let banner = Banner { title: vec!["line"; 120].join("\n"), ..Banner::default() };
    let layout = of(vec![Block::Banner(banner)]);
    assert!(layout.pages.len() > 2);
    for page in &layout.pages {
        let panel = page.boxes[0].area;
        assert!(matches!(page.boxes[0].content, Content::Fill(Color::DARK_BLUE)));
        let lines = page.boxes.iter().filter(|it| matches!(it.tag, Tag::Element(_)));
        for line in lines {
            assert!(line.area.y > panel.y + 5.0);
            assert!(line.area.y + line.area.height < panel.y + panel.height - 5.0);
        }
    }
}

#[test]
fn blocks_that_fit_on_a_page_stay_together() {
    let block = || Block::paragraph("a\nb\nc\nd\ne\nf\ng\nh\ni\nj");
    let group = Block::KeepTogether(vec![block(), block()]);
    let layout = of(vec![Block::paragraph(vec!["x"; 40].join("\n")), group]);
    assert_eq!(texts(&layout.pages[1]).len(), 20);
}

#[test]
fn a_short_row_is_not_split() {
    for lines in 30..50 {
        let text = "a\nb\nc\nd\ne\nf\ng\nh";
        let before = Block::paragraph(vec!["x"; lines].join("\n"));
        let layout = of(vec![before, Block::Table(table(3, text))]);
        for page in &layout.pages {
            let count = texts(page).iter().filter(|it| **it == "a").count();
            assert_eq!(texts(page).iter().filter(|it| **it == "h").count(), count, "{lines}");
        }
    }
}

#[test]
fn bookmarks_know_their_places() {
    let layout = of(vec![
        Block::heading(Level::One, "One"),
        Block::PageBreak,
        Block::heading(Level::Two, "Two"),
        Block::heading(Level::Three, " "),
    ]);
    let [one, two] = &layout.outline[..] else { panic!("{:?}", layout.outline) };
    assert_eq!((one.level, one.page, two.level, two.page), (1, 0, 2, 1));
    assert!((two.y - TOP).abs() < 1e-9);
    assert_eq!(layout.structure.get(two.element).role, Role::Heading(2));
}

#[test]
fn a_link_has_an_area_on_each_line() {
    let link = Link::new("https://nhs.uk").unwrap();
    let text = Text::from("See ").link(words(40), link).plain(".");
    let layout = of(vec![Block::Paragraph(text)]);
    let links = &layout.pages[0].links;
    assert!(links.len() > 2);
    assert!(links.iter().all(|it| it.element == links[0].element));
    let link = layout.structure.get(links[0].element);
    assert_eq!(link.role, Role::Link);
}

#[test]
fn every_item_has_a_label_and_a_body() {
    let list = List { numbered: true, items: vec!["a".into(), "b".into()] };
    let facts = vec![Fact { name: "c".into(), value: "d".into() }];
    let layout = of(vec![Block::List(list), Block::Facts(facts)]);
    assert_eq!(texts(&layout.pages[0]), ["1.", "a", "2.", "b", "c", "d"]);
    let roles: Vec<Role> = layout.structure.iter().map(|(_, it)| it.role).collect();
    assert_eq!(roles.iter().filter(|it| **it == Role::Label).count(), 3);
    assert_eq!(roles.iter().filter(|it| **it == Role::ListBody).count(), 3);
}

#[test]
fn a_table_of_very_many_columns_fits() {
    let columns: Vec<Column> =
        (0..120).map(|at| Column::new(format!("Column {at}"), Width::Share(1.0))).collect();
    let row: Row = (0..120).map(|at| at.to_string()).collect();
    let layout = of(vec![Block::Table(Table { columns, rows: vec![row], ..Table::default() })]);
    laws::check(&layout);
}

#[test]
fn a_long_footer_takes_two_lines() {
    let document = Document { footer: words(200), ..Document::default() };
    let layout = layout(&document);
    let footer: Vec<_> = layout.pages[0].boxes.iter().filter_map(text_of).collect();
    assert_eq!(footer.len(), 3);
    assert!(footer[1].text.ends_with('…'));
    assert!(layout.pages[0].boxes.iter().all(|it| it.area.y > BOTTOM));
    laws::check(&layout);
}
