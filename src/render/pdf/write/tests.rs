//! The bytes, read again.

pub(in crate::render::pdf) mod tagged;

use lopdf::{Dictionary, Document as File, Object};

use crate::render::pdf::{
    Anchor, Block, Color, Document, Figure, Fill, Level, Link, Point, Shape, Stroke, Text, write,
};

fn document() -> Document {
    let link = Link::new("https://www.england.nhs.uk/(a)").unwrap();
    let (at, fill) = (Point::new(50.0, 50.0), Fill { color: Color::BLUE, alpha: 0.25 });
    let stroke = Stroke::new(Color::RED, 1.0).dashed([4.0, 2.0]);
    let circle = Shape::Circle { center: at, radius: 20.0, fill: Some(fill), stroke: Some(stroke) };
    let label = Shape::Text {
        at,
        text: "Ŵyŵ ≥ 3.5".into(),
        size: 8.0,
        bold: true,
        color: Color::TEXT,
        anchor: Anchor::Middle,
    };
    let figure = Figure {
        alt: "A circle".into(),
        width: 100.0,
        height: 100.0,
        shapes: vec![circle, label],
        ..Figure::default()
    };
    Document {
        title: "Gap report – Ysbyty Ŵyŵ & <co>".into(),
        author: "Digital directorate".into(),
        footer: "Footer".into(),
        created: time::Date::from_calendar_date(2026, time::Month::November, 2).ok(),
        blocks: vec![
            Block::heading(Level::One, "Αρχή"),
            Block::Paragraph(Text::from("Read ").link("the framework", link).bold(" now 😀.")),
            Block::heading(Level::Two, "Chart"),
            Block::Figure(figure),
            Block::PageBreak,
            Block::heading(Level::One, "Second page"),
        ],
        ..Document::default()
    }
}

fn bytes(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(document, &mut bytes).unwrap();
    bytes
}

fn file() -> File {
    File::load_mem(&bytes(&document())).unwrap()
}

fn follow<'a>(file: &'a File, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => file.get_dictionary(*id).unwrap(),
        object => object.as_dict().unwrap(),
    }
}

fn entry<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
    follow(file, dictionary.get(key.as_bytes()).unwrap())
}

fn unicode(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

#[test]
fn text_can_be_copied_out() {
    let file = file();
    let text = file.extract_text(&[1]).unwrap().replace('\n', "");
    for part in ["Αρχή", "Read ", "the framework", " now [U+1F600].", "Ŵyŵ ≥ 3.5", "Page 1 of 2"]
    {
        assert!(text.contains(part), "{part:?} in {text:?}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let file = file();
    assert_eq!(file.version, "1.7");
    let info = entry(&file, &file.trailer, "Info");
    assert_eq!(unicode(info.get(b"Title").unwrap()), "Gap report – Ysbyty Ŵyŵ & <co>");
    assert_eq!(unicode(info.get(b"CreationDate").unwrap()), "D:20261102000000Z");
    assert!(!info.has(b"Trapped") && !info.has(b"GTS_PDFXVersion") && !info.has(b"Identifier"));
    let catalog = file.catalog().unwrap();
    assert_eq!(unicode(catalog.get(b"Lang").unwrap()), "en-GB");
    let preferences = entry(&file, catalog, "ViewerPreferences");
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let xmp = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let xmp = file.get_object(xmp).unwrap().as_stream().unwrap();
    assert!(!xmp.dict.has(b"Filter"));
    let xmp = std::str::from_utf8(&xmp.content).unwrap();
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(xmp.contains(">Gap report – Ysbyty Ŵyŵ &amp; &lt;co&gt;<"));
}

#[test]
fn bookmarks_are_nested() {
    let file = file();
    let root = entry(&file, file.catalog().unwrap(), "Outlines");
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 3);
    let first = entry(&file, root, "First");
    assert_eq!(unicode(first.get(b"Title").unwrap()), "Αρχή");
    assert_eq!(unicode(entry(&file, first, "First").get(b"Title").unwrap()), "Chart");
    assert_eq!(unicode(entry(&file, first, "Next").get(b"Title").unwrap()), "Second page");
    let target = entry(&file, root, "Last").get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(target[0].as_reference().unwrap(), file.get_pages()[&2]);
    assert_eq!(target[1].as_name().unwrap(), b"XYZ");
}

#[test]
fn links_say_where_they_lead() {
    let file = file();
    let pages = file.get_pages();
    let page = file.get_dictionary(pages[&1]).unwrap();
    let [link] = &page.get(b"Annots").unwrap().as_array().unwrap()[..] else { panic!() };
    let link = follow(&file, link);
    assert_eq!(unicode(link.get(b"Contents").unwrap()), "the framework");
    let uri = entry(&file, link, "A").get(b"URI").unwrap().as_str().unwrap();
    assert_eq!(uri, b"https://www.england.nhs.uk/(a)");
    assert!(!file.get_dictionary(pages[&2]).unwrap().has(b"Annots"));
}

#[test]
fn fonts_are_embedded_in_part() {
    let file = file();
    let page = file.get_pages()[&1];
    let fonts = file.get_page_fonts(page).unwrap();
    assert_eq!(fonts.len(), 2);
    for font in fonts.values() {
        assert!(font.has(b"ToUnicode"));
        let child = &font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0];
        let child = entry(&file, follow(&file, child), "FontDescriptor");
        let program = child.get(b"FontFile2").unwrap().as_reference().unwrap();
        let program = file.get_object(program).unwrap().as_stream().unwrap();
        assert!(program.get_plain_content().unwrap().len() < 12_000);
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let first = bytes(&document());
    bytes(&Document::default());
    assert!(first == bytes(&document()));
}

#[test]
fn the_identifier_depends_on_the_content() {
    let id = |document: &Document| {
        let file = File::load_mem(&bytes(document)).unwrap();
        file.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    let document = document();
    assert_eq!(id(&document), id(&document));
    assert_eq!(id(&document).len(), 16);
    assert_ne!(id(&document), id(&Document { blocks: vec![], ..document.clone() }));
    assert_ne!(id(&document), id(&Document { title: "Other".into(), ..document.clone() }));
}
