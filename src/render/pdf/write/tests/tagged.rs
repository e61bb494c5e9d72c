//! The structure of a file, read again: what holds for every document, and what it looks like.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content as Operations;
use lopdf::{Dictionary, Document as File, Object, ObjectId};

use super::{bytes, document, entry, follow, unicode};
use crate::render::pdf::{
    Banner, Block, Cell, Color, Column, Document, Fact, Figure, Level, Link, List, Point, Row,
    Shape, Stroke, Table, Text, Width,
};

/// Checks what ISO 14289-1 asks of a file, as far as it is about the pages and the structure tree.
#[track_caller]
pub(in crate::render::pdf) fn check(file: &File) {
    let catalog = file.catalog().unwrap();
    let info = entry(file, catalog, "MarkInfo");
    assert!(info.get(b"Marked").unwrap().as_bool().unwrap());
    assert!(!info.has(b"Suspects"));
    assert!(!unicode(entry(file, &file.trailer, "Info").get(b"Title").unwrap()).trim().is_empty());
    let drawn: BTreeMap<ObjectId, Vec<String>> =
        file.page_iter().map(|page| (page, sequences(file, page))).collect();
    let mut walk = Walk::new(file);
    let root = entry(file, catalog, "StructTreeRoot");
    let root_id = catalog.get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    if let Ok(first) = root.get(b"K") {
        walk.element(first.as_reference().unwrap(), root_id);
    }
    // Nothing is drawn that has no element, and no element claims what is not drawn.
    for (page, names) in &drawn {
        assert_eq!(walk.names.remove(page).unwrap_or_default(), *names);
    }
    assert!(walk.names.is_empty());
    let elements = file.objects.values().filter(|it| {
        it.as_dict().is_ok_and(|it| it.has(b"S") && it.has(b"P") && !it.has(b"Subtype"))
    });
    assert_eq!(elements.count(), walk.seen.len(), "an element is not part of the tree");
    parents(file, root, &walk, &drawn);
}

/// Returns the names of the marked-content sequences of a page, by their numbers.
fn sequences(file: &File, page: ObjectId) -> Vec<String> {
    let dictionary = file.get_dictionary(page).unwrap();
    assert_eq!(dictionary.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
    let mut names = Vec::new();
    let (mut is_open, mut is_text, mut is_transparent) = (false, false, false);
    // Which operators set something that a page does not take over from the one before.
    let mut set = vec![BTreeSet::new()];
    let has = |set: &[BTreeSet<String>], operator: &str| set.last().unwrap().contains(operator);
    for operation in Operations::decode(&file.get_page_content(page)).unwrap().operations {
        match operation.operator.as_str() {
            "BDC" => {
                assert!(!is_open && !is_text && set.len() == 1, "a sequence in another thing");
                is_open = true;
                let name = operation.operands[0].as_name().unwrap();
                let properties = operation.operands[1].as_dict().unwrap();
                if name == b"Artifact" {
                    assert!(properties.has(b"Type") && !properties.has(b"MCID"));
                } else {
                    let number = properties.get(b"MCID").unwrap().as_i64().unwrap();
                    assert_eq!(usize::try_from(number).unwrap(), names.len());
                    names.push(String::from_utf8(name.to_vec()).unwrap());
                }
            }
            "EMC" => {
                assert!(
                    is_open && !is_text && set.len() == 1,
                    "a sequence ends within another thing"
                );
                is_open = false;
            }
            operator => {
                assert!(is_open, "{operator} says nothing of what it draws");
                match operator {
                    "BT" => assert!(!std::mem::replace(&mut is_text, true)),
                    "ET" => assert!(std::mem::replace(&mut is_text, false)),
                    "q" => set.push(set.last().unwrap().clone()),
                    "Q" => drop(set.pop()),
                    "gs" => is_transparent = true,
                    "Tj" => assert!(has(&set, "Tf") && has(&set, "rg")),
                    "f" | "B" => assert!(has(&set, "rg")),
                    _ => {}
                }
                set.last_mut().unwrap().insert(operation.operator);
            }
        }
    }
    assert!(!is_open, "a sequence does not end");
    assert_eq!(dictionary.has(b"Group"), is_transparent);
    names
}

/// A walk through the structure tree, in reading order.
struct Walk<'a> {
    file: &'a File,
    seen: BTreeSet<ObjectId>,
    /// By page: the types of the elements that have its sequences, in the order of the walk.
    names: BTreeMap<ObjectId, Vec<String>>,
    /// By page: the elements that have its sequences.
    owners: BTreeMap<ObjectId, Vec<ObjectId>>,
    /// By annotation: the element that has it.
    annotations: BTreeMap<ObjectId, ObjectId>,
    heading: u8,
}

impl<'a> Walk<'a> {
    fn new(file: &'a File) -> Self {
        Self {
            file,
            seen: BTreeSet::new(),
            names: BTreeMap::new(),
            owners: BTreeMap::new(),
            annotations: BTreeMap::new(),
            heading: 0,
        }
    }

    /// Visits an element, and returns its type.
    fn element(&mut self, id: ObjectId, parent: ObjectId) -> String {
        assert!(self.seen.insert(id), "an element is in two places");
        let element = self.file.get_dictionary(id).unwrap();
        assert_eq!(element.get(b"P").unwrap().as_reference().unwrap(), parent);
        let role = role(element);
        if let Some(level) = role.strip_prefix('H').and_then(|it| it.parse().ok()) {
            assert!(level <= self.heading + 1, "H{level} after H{}", self.heading);
            self.heading = level;
        }
        let mut children = Vec::new();
        let (mut sequences, mut annotations) = (0, 0);
        for kid in kids(element) {
            match kid {
                Object::Integer(number) => {
                    self.sequence(id, element, element, *number);
                    sequences += 1;
                }
                Object::Reference(child) => children.push(self.element(*child, id)),
                kid => {
                    let kid = kid.as_dict().unwrap();
                    if kid.get(b"Type").unwrap().as_name().unwrap() == b"MCR" {
                        let number = kid.get(b"MCID").unwrap().as_i64().unwrap();
                        self.sequence(id, element, kid, number);
                        sequences += 1;
                    } else {
                        self.annotation(id, kid);
                        annotations += 1;
                    }
                }
            }
        }
        self.rules(element, &role, &children, sequences, annotations);
        role
    }

    /// Visits a sequence on the page that `place` names.
    fn sequence(&mut self, id: ObjectId, element: &Dictionary, place: &Dictionary, number: i64) {
        let page = place.get(b"Pg").unwrap().as_reference().unwrap();
        let names = self.names.entry(page).or_default();
        // Numbers grow along the page, so the tree is in the order in which the page is drawn.
        assert_eq!(usize::try_from(number).unwrap(), names.len());
        names.push(role(element));
        self.owners.entry(page).or_default().push(id);
    }

    fn annotation(&mut self, id: ObjectId, kid: &Dictionary) {
        assert_eq!(kid.get(b"Type").unwrap().as_name().unwrap(), b"OBJR");
        let target = kid.get(b"Obj").unwrap().as_reference().unwrap();
        assert!(self.annotations.insert(target, id).is_none());
        let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
        let page = self.file.get_dictionary(page).unwrap();
        assert!(page.get(b"Annots").unwrap().as_array().unwrap().contains(&target.into()));
        let annotation = self.file.get_dictionary(target).unwrap();
        assert!(!unicode(annotation.get(b"Contents").unwrap()).trim().is_empty());
    }

    /// Checks what an element of this type has to have.
    fn rules(
        &self,
        element: &'a Dictionary,
        role: &str,
        children: &[String],
        sequences: usize,
        annotations: usize,
    ) {
        let attributes = element.get(b"A").and_then(Object::as_dict);
        let attribute = |key: &str| attributes.ok().and_then(|it| it.get(key.as_bytes()).ok());
        assert!(role == "TD" || sequences + children.len() > 0, "an empty {role}");
        assert_eq!(annotations > 0, role == "Link");
        let allowed: &[&str] = match role {
            "Document" | "Div" => &["H1", "H2", "H3", "P", "L", "Table", "Figure", "Div"],
            "H1" | "H2" | "H3" | "P" | "Lbl" | "LBody" | "TH" | "TD" | "Caption" => &["Link"],
            "L" => &["LI"],
            "LI" => &["Lbl", "LBody"],
            "Table" => &["Caption", "THead", "TBody"],
            "THead" | "TBody" => &["TR"],
            "TR" => &["TH", "TD"],
            "Figure" => &["Caption"],
            "Link" => &[],
            role => panic!("{role}"),
        };
        for child in children {
            assert!(allowed.contains(&child.as_str()), "{child} in {role}");
        }
        match role {
            "L" => assert!(attribute("ListNumbering").is_some()),
            "TH" => assert!(attribute("Scope").is_some()),
            "Figure" => {
                assert!(!unicode(element.get(b"Alt").unwrap()).trim().is_empty());
                assert_eq!(attribute("BBox").unwrap().as_array().unwrap().len(), 4);
            }
            "Table" => {
                assert_eq!(children.last().unwrap(), "TBody");
                assert!(children.is_sorted_by_key(|it| (it != "Caption", it != "THead")));
                let widths: BTreeSet<i64> = self.rows(element).map(|row| self.width(row)).collect();
                assert_eq!(widths.len(), 1, "rows of different widths");
            }
            _ => {}
        }
    }

    fn rows(&self, table: &'a Dictionary) -> impl Iterator<Item = &'a Dictionary> {
        let parts: Vec<_> = children(self.file, table).filter(|it| role(it) != "Caption").collect();
        let file = self.file;
        parts.into_iter().flat_map(move |part| children(file, part).collect::<Vec<_>>())
    }

    fn width(&self, row: &Dictionary) -> i64 {
        let span = |cell: &Dictionary| {
            let attributes = cell.get(b"A").and_then(Object::as_dict).ok()?;
            attributes.get(b"ColSpan").and_then(Object::as_i64).ok()
        };
        children(self.file, row).map(|cell| span(cell).unwrap_or(1)).sum()
    }
}

/// Checks that the parent tree knows the way back from each sequence and each annotation.
fn parents(
    file: &File,
    root: &Dictionary,
    walk: &Walk<'_>,
    drawn: &BTreeMap<ObjectId, Vec<String>>,
) {
    let numbers = entry(file, root, "ParentTree").get(b"Nums").unwrap().as_array().unwrap();
    let entries: BTreeMap<i64, &Object> =
        numbers.chunks(2).map(|it| (it[0].as_i64().unwrap(), &it[1])).collect();
    assert!(numbers.chunks(2).map(|it| it[0].as_i64().unwrap()).eq(entries.keys().copied()));
    let next = root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap();
    assert!(entries.keys().all(|key| *key < next));
    for page in drawn.keys() {
        let page_dictionary = file.get_dictionary(*page).unwrap();
        let key = page_dictionary.get(b"StructParents").unwrap().as_i64().unwrap();
        let owners = entries[&key].as_array().unwrap();
        let owners: Vec<ObjectId> = owners.iter().map(|it| it.as_reference().unwrap()).collect();
        assert_eq!(owners, walk.owners.get(page).cloned().unwrap_or_default());
        let annotations = page_dictionary.get(b"Annots").and_then(Object::as_array);
        for annotation in annotations.into_iter().flatten() {
            let annotation = annotation.as_reference().unwrap();
            let key = file.get_dictionary(annotation).unwrap().get(b"StructParent").unwrap();
            let owner = entries[&key.as_i64().unwrap()].as_reference().unwrap();
            assert_eq!(walk.annotations[&annotation], owner);
        }
    }
}

fn role(element: &Dictionary) -> String {
    String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap()
}

fn kids(element: &Dictionary) -> Vec<&Object> {
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().collect(),
        Ok(kid) => vec![kid],
        Err(_) => vec![],
    }
}

fn children<'a>(
    file: &'a File,
    element: &'a Dictionary,
) -> impl Iterator<Item = &'a Dictionary> + use<'a> {
    kids(element).into_iter().filter(|it| it.as_reference().is_ok()).map(|it| follow(file, it))
}

/// Returns an element and what is in it: `P(Link)`.
fn outline(file: &File, element: &Dictionary) -> String {
    let inner: Vec<String> = children(file, element).map(|it| outline(file, it)).collect();
    if inner.is_empty() {
        return role(element);
    }
    format!("{}({})", role(element), inner.join(" "))
}

fn read(document: &Document) -> File {
    File::load_mem(&bytes(document)).unwrap()
}

/// Checks which elements `blocks` become.
#[track_caller]
fn becomes(blocks: Vec<Block>, expected: &str) {
    let file = read(&Document { blocks, ..Document::default() });
    check(&file);
    let root = entry(&file, file.catalog().unwrap(), "StructTreeRoot");
    let found = root.get(b"K").map(|it| outline(&file, follow(&file, it))).unwrap_or_default();
    assert_eq!(found, expected);
}

fn heading(level: Level) -> Block {
    Block::heading(level, "Heading")
}

fn table(headers: [&str; 2], rows: &[[&str; 2]], row_headers: bool) -> Table {
    Table {
        columns: headers.map(|it| Column::new(it, Width::Share(1.0))).to_vec(),
        rows: rows.iter().map(|row| Row::from_iter(*row)).collect(),
        row_headers,
        ..Table::default()
    }
}

#[test]
fn a_document_is_tagged() {
    check(&read(&document()));
}

#[test]
fn blocks_become_elements() {
    let link = Link::new("https://nhs.uk").unwrap();
    let banner = Banner { kicker: "a".into(), title: "b".into(), subtitle: String::new() };
    let list = List { numbered: true, items: vec!["e".into()] };
    becomes(
        vec![
            Block::Banner(banner),
            Block::Paragraph(Text::from("See ").link("this", link).plain(".")),
            Block::List(list),
        ],
        "Document(P H1 P(Link) L(LI(Lbl LBody)))",
    );
}

#[test]
fn what_says_nothing_is_left_out() {
    becomes(vec![], "");
    let fact = Fact { name: "Name".into(), value: " ".into() };
    let figure = Figure { alt: "Nothing".into(), ..Figure::default() };
    becomes(
        vec![
            Block::paragraph(""),
            Block::heading(Level::One, " "),
            Block::List(List::default()),
            Block::Facts(vec![fact]),
            Block::Figure(figure),
            Block::Table(table(["", ""], &[["", ""]], true)),
        ],
        "Document(L(LI(Lbl)))",
    );
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let levels = |levels: &[Level]| levels.iter().copied().map(heading).collect::<Vec<_>>();
    let (one, two, three) = (Level::One, Level::Two, Level::Three);
    becomes(levels(&[one, three, three, two]), "Document(H1 H2 H2 H2)");
    becomes(levels(&[three, two, one, two, three]), "Document(H1 H1 H1 H2 H3)");
    // A heading that is not there leaves no step.
    let blank = Block::heading(two, "");
    becomes(vec![heading(one), blank, heading(three)], "Document(H1 H2)");
}

#[test]
fn tables_say_what_their_headers_are() {
    let rows = [["a", "b"], ["", "c"], ["", ""]];
    becomes(
        vec![Block::Table(table(["", "Head"], &rows, true))],
        "Document(Table(THead(TR(TD TH)) TBody(TR(TH TD) TR(TD TD))))",
    );
    let headed = Table { caption: "Caption".into(), ..table(["A", "B"], &[], true) };
    becomes(vec![Block::Table(headed)], "Document(Table(Caption TBody(TR(TH TH))))");
    let captioned = Table { caption: "Caption".into(), ..table(["", ""], &[], true) };
    becomes(vec![Block::Table(captioned)], "Document(Div(P))");
}

#[test]
fn a_figure_without_a_description_has_its_caption() {
    let line = Shape::Polyline { points: vec![], stroke: Stroke::new(Color::BLUE, 1.0) };
    let figure = Figure {
        caption: "What it shows".into(),
        width: 10.0,
        height: 10.0,
        shapes: vec![line],
        ..Figure::default()
    };
    let file =
        read(&Document { blocks: vec![Block::Figure(figure.clone())], ..Document::default() });
    let alt = |it: &Object| it.as_dict().ok()?.get(b"Alt").ok().map(unicode);
    assert_eq!(file.objects.values().find_map(alt).unwrap(), "What it shows");
    becomes(vec![Block::Figure(figure.clone())], "Document(Figure(Caption))");
    becomes(vec![Block::Figure(Figure { shapes: vec![], ..figure })], "Document(Div(P))");
}

#[test]
fn a_cell_over_two_pages_is_one_element_with_a_header_that_is_read_once() {
    let text = "line\n".repeat(90);
    let blocks = vec![Block::Table(table(["A", "B"], &[["a", &text]], true))];
    let file = read(&Document { blocks: blocks.clone(), ..Document::default() });
    assert_eq!(file.get_pages().len(), 2);
    becomes(blocks, "Document(Table(THead(TR(TH TH)) TBody(TR(TH TD))))");
}

#[test]
fn a_page_takes_nothing_over_from_the_one_before() {
    // The first text on the second page looks like the last one on the first: it is the footer.
    let rule = Shape::Line {
        from: Point::new(0.0, 0.0),
        to: Point::new(9.0, 9.0),
        stroke: Stroke::new(Color::BLUE, 1.0),
    };
    let figure = Figure { width: 10.0, height: 10.0, shapes: vec![rule], ..Figure::default() };
    let blocks = vec![Block::paragraph("a"), Block::PageBreak, Block::Figure(figure)];
    becomes(blocks, "Document(P Figure)");
}

#[test]
fn a_link_over_two_pages_has_an_area_on_each() {
    let text = Text::default().link("word ".repeat(1500), Link::new("https://nhs.uk").unwrap());
    let file = read(&Document { blocks: vec![Block::Paragraph(text)], ..Document::default() });
    assert!(file.get_pages().len() > 1);
    check(&file);
    let cell = Cell::from(Text::default().link("x", Link::new("https://nhs.uk").unwrap()));
    let rows = vec![Row::from_iter([cell])];
    becomes(
        vec![Block::Table(Table { rows, ..Table::default() })],
        "Document(Table(TBody(TR(TD(Link)))))",
    );
}
