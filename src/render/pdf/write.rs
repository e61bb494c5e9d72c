//! Boxes become bytes.
//!
//! printpdf turns drawing operations into content streams and embeds the fonts. What it leaves open
//! is completed in the object tree: the outline, the links, the language, the metadata. All of it
//! takes time in proportion to the number of boxes.

mod links;
mod metadata;
mod operations;
mod outline;
mod subset;

use std::io;

use lopdf::{Dictionary, Object, ObjectId};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt};

use crate::render::pdf::layout::{PAGE_HEIGHT, PAGE_WIDTH};
use crate::render::pdf::{Document, Layout};
use operations::Canvas;

/// Writes the pages of `layout` to `out`, with the metadata of `document`.
pub(super) fn write(
    document: &Document,
    layout: &Layout,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut file = draw(layout);
    file.version = "1.7".into();
    let pages: Vec<ObjectId> = file.page_iter().collect();
    links::add(&mut file, &pages, layout);
    outline::add(&mut file, &pages, &layout.outline);
    metadata::add(&mut file, document);
    file.compress();
    metadata::identify(&mut file)?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    out.write_all(&bytes)
}

/// Returns a file with all pages, but without anything else.
fn draw(layout: &Layout) -> lopdf::Document {
    let mut pdf = PdfDocument::new("");
    let mut canvas = Canvas::default();
    for page in &layout.pages {
        for placed in &page.boxes {
            canvas.draw(placed);
        }
        let (width, height) = (points(PAGE_WIDTH).into(), points(PAGE_HEIGHT).into());
        pdf.pages.push(PdfPage::new(width, height, canvas.take_page()));
    }
    canvas.add_resources(&mut pdf);
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    let file = pdf.to_lopdf_document(&options, &mut warnings);
    debug_assert!(warnings.is_empty(), "{warnings:?}");
    file
}

/// Returns a length as printpdf wants it, to a hundredth of a point.
fn points(length: f64) -> Pt {
    let rounded = if length.is_finite() { (length * 100.0).round() / 100.0 } else { 0.0 };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page is small, and f32 holds seven digits"
    )]
    let rounded = rounded.clamp(-1e5, 1e5) as f32;
    Pt(rounded)
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

/// Returns a dictionary that the file has for certain.
fn dictionary(file: &mut lopdf::Document, id: ObjectId) -> &mut Dictionary {
    file.get_object_mut(id)
        .and_then(Object::as_dict_mut)
        .expect("the file has this object, and it is a dictionary")
}

#[cfg(test)]
mod tests;
