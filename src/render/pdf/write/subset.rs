//! Fonts with only the characters that were drawn.

use std::collections::BTreeMap;
use std::io;

use lopdf::Dictionary;
use printpdf::{
    FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt,
    TextItem,
};
use subsetter::GlyphRemapper;

use super::file::File;
use super::operations::font_name;
use crate::render::pdf::Face;

/// The glyphs of a face that were drawn, numbered in the order of their first use.
pub(super) struct Glyphs {
    face: Face,
    remapper: GlyphRemapper,
    codes: BTreeMap<char, u16>,
}

impl Glyphs {
    /// Returns none of the glyphs of `face`.
    pub(super) fn new(face: Face) -> Self {
        Self { face, remapper: GlyphRemapper::new(), codes: BTreeMap::new() }
    }

    /// Returns the number that shows `c`.
    pub(super) fn code(&mut self, c: char) -> u16 {
        *self.codes.entry(c).or_insert_with(|| {
            let glyph = self.face.font().parsed.codepoint_to_glyph.get(&u32::from(c));
            debug_assert!(glyph.is_some(), "text has only characters of the face");
            glyph.map_or(0, |glyph| self.remapper.remap(*glyph))
        })
    }

    /// Returns the part of the face that draws these glyphs.
    fn font(&self) -> PdfFont {
        let font = self.face.font();
        let parsed = &font.parsed;
        let mut codepoint_to_glyph = BTreeMap::new();
        let mut glyph_widths = BTreeMap::new();
        for (&c, &code) in &self.codes {
            let glyph = parsed.codepoint_to_glyph.get(&u32::from(c));
            let width = glyph.and_then(|glyph| parsed.glyph_widths.get(glyph));
            codepoint_to_glyph.insert(u32::from(c), code);
            glyph_widths.insert(code, width.copied().unwrap_or(0));
        }
        let original_bytes = subsetter::subset(font.bytes, 0, &self.remapper)
            .expect("a part of a well-formed font is well-formed");
        PdfFont::new(ParsedFont {
            original_bytes,
            font_index: 0,
            font_name: Some(name(self.face).into()),
            codepoint_to_glyph,
            glyph_widths,
            units_per_em: parsed.units_per_em,
            font_metrics: parsed.font_metrics.clone(),
            font_type: parsed.font_type,
            pdf_font_metrics: parsed.pdf_font_metrics.clone(),
        })
    }
}

/// Returns the name of a face in the file. The first part says that it is a subset.
fn name(face: Face) -> &'static str {
    match face {
        Face::Regular => "AAAAAA+Arimo",
        Face::Bold => "AAAAAB+Arimo-Bold",
    }
}

/// Writes the fonts that have glyphs, and returns their names on the pages.
///
/// printpdf knows how to embed a font, and does so if a page shows it. So it gets a page that shows
/// each character once, and the fonts are taken over from there.
pub(super) fn write(file: &mut File<'_>, all: &[Glyphs]) -> io::Result<Dictionary> {
    let mut pdf = PdfDocument::new("");
    let mut specimen = Vec::new();
    for glyphs in all.iter().filter(|it| !it.codes.is_empty()) {
        let id = FontId(font_name(glyphs.face).into());
        pdf.resources.fonts.map.insert(id.clone(), glyphs.font());
        let text = TextItem::Text(glyphs.codes.keys().collect());
        specimen.extend([
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) },
            Op::ShowText { items: vec![text] },
            Op::EndTextSection,
        ]);
    }
    pdf.pages.push(PdfPage::new(Pt(1.0).into(), Pt(1.0).into(), specimen));
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let mut embedded = pdf.to_lopdf_document(&options, &mut warnings);
    debug_assert!(warnings.is_empty(), "{warnings:?}");
    let page = embedded.page_iter().next().unwrap_or_default();
    let fonts: BTreeMap<Vec<u8>, Dictionary> = embedded
        .get_page_fonts(page)
        .map(|fonts| fonts.into_iter().map(|(name, font)| (name, font.clone())).collect())
        .unwrap_or_default();
    let mut written = Dictionary::new();
    for (name, font) in fonts {
        let font = file.transplant(&mut embedded, font.into())?;
        written.set(name, file.add(font)?);
    }
    Ok(written)
}
