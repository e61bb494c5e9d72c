//! Boxes become bytes.
//!
//! Pages are drawn and written one by one, each mark within a marked-content sequence. The rest of the
//! file says what the marks are: the structure tree, the outline, the metadata. It is PDF/UA-1, whatever
//! the document. All of it takes time in proportion to the number of boxes.
//!
//! Fonts are embedded by printpdf; objects are those of lopdf.

mod content;
mod elements;
mod file;
mod links;
mod marks;
pub(super) mod metadata;
mod operations;
mod outline;
mod pictures;
mod subset;
mod tree;

use std::io;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use crate::render::pdf::layout::{PAGE_HEIGHT, PAGE_WIDTH};
use crate::render::pdf::{Document, Layout, LinkArea};
use file::{File, integer};
use operations::{Canvas, Drawn};
use tree::Tree;

/// Writes the pages of `layout` to `out`, with the metadata of `document`.
pub(super) fn write(
    document: &Document,
    layout: Layout,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let Layout { pages, structure, outline } = layout;
    let mut file = File::new(out)?;
    let shared = Shared { parent: file.reserve(), resources: file.reserve() };
    let ids: Vec<ObjectId> = pages.iter().map(|_| file.reserve()).collect();
    let tree = Tree::new(&structure, &pages);
    let mut canvas = Canvas::new(&tree);
    for (at, page) in pages.into_iter().enumerate() {
        for placed in &page.boxes {
            canvas.draw(placed);
        }
        let drawn = canvas.take_page();
        let links = annotations(&mut file, &mut canvas, &ids, at, &page.links)?;
        let mut dictionary = shared.page(&mut file, at, drawn)?;
        if !links.is_empty() {
            dictionary.set("Annots", links);
        }
        file.set(ids[at], dictionary)?;
    }
    let resources = canvas.finish();
    let fonts = subset::write(&mut file, &resources.glyphs)?;
    let opacities = operations::opacities(&resources.opacities);
    let pictures = pictures::write(&mut file, &resources.pictures)?;
    let dictionary = Dictionary::from_iter([
        ("Font", fonts.into()),
        ("ExtGState", opacities.into()),
        ("XObject", pictures.into()),
    ]);
    file.set(shared.resources, dictionary)?;
    let kids: Vec<Object> = ids.iter().map(|it| Object::from(*it)).collect();
    let dictionary = Dictionary::from_iter([
        ("Type", name("Pages")),
        ("Count", integer(ids.len())),
        ("Kids", kids.into()),
    ]);
    file.set(shared.parent, dictionary)?;
    let mut catalog =
        Dictionary::from_iter([("Type", name("Catalog")), ("Pages", shared.parent.into())]);
    elements::write(&mut file, &mut catalog, &tree, &resources.marks, &ids)?;
    outline::write(&mut file, &mut catalog, &ids, &outline)?;
    let info = metadata::write(&mut file, &mut catalog, document)?;
    let root = file.add(catalog)?;
    file.finish(root, info)
}

/// What all pages refer to.
struct Shared {
    parent: ObjectId,
    resources: ObjectId,
}

impl Shared {
    /// Writes what was drawn, and returns its page.
    fn page(&self, file: &mut File<'_>, at: usize, drawn: Drawn) -> io::Result<Dictionary> {
        let content = file.add(Stream::new(Dictionary::new(), drawn.content))?;
        let area = [0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT].map(length).to_vec();
        let mut page = Dictionary::from_iter([
            ("Type", name("Page")),
            ("Parent", self.parent.into()),
            ("MediaBox", area.into()),
            ("Resources", self.resources.into()),
            ("Contents", content.into()),
            ("StructParents", integer(at)),
            // The tab key goes from link to link as the text does.
            ("Tabs", name("S")),
        ]);
        if drawn.is_transparent {
            let group =
                [("Type", name("Group")), ("S", name("Transparency")), ("CS", name("DeviceRGB"))];
            page.set("Group", Dictionary::from_iter(group));
        }
        Ok(page)
    }
}

/// Writes the links of the page `at`, and returns them.
fn annotations(
    file: &mut File<'_>,
    canvas: &mut Canvas<'_>,
    pages: &[ObjectId],
    at: usize,
    links: &[LinkArea],
) -> io::Result<Vec<Object>> {
    let mut written = Vec::with_capacity(links.len());
    for link in links {
        let marks = canvas.marks();
        // In the parent tree, links come after the pages.
        let key = pages.len() + marks.links().len();
        let id = links::write(file, link, pages[at], key)?;
        marks.link(link.element, at, id);
        written.push(id.into());
    }
    Ok(written)
}

/// Returns a length to a hundredth of a point.
fn points(length: f64) -> f64 {
    if !length.is_finite() {
        return 0.0;
    }
    // Adding zero makes -0 a 0.
    (length * 100.0).round().clamp(-1e7, 1e7) / 100.0 + 0.0
}

/// Returns a length as an object.
fn length(length: f64) -> Object {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page is small, and f32 holds seven digits"
    )]
    let rounded = points(length) as f32;
    rounded.into()
}

/// Returns text for the places where a PDF takes Unicode.
fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes = units.flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

fn name(name: &str) -> Object {
    Object::Name(name.into())
}

#[cfg(test)]
pub(super) mod tests;
