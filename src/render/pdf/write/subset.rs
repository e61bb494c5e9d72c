//! Fonts with only the characters that were drawn.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use crate::render::pdf::Face;

/// Returns the name of a face in the file. The first part says that it is a subset.
pub(super) fn name(face: Face) -> &'static str {
    match face {
        Face::Regular => "AAAAAA+Arimo",
        Face::Bold => "AAAAAB+Arimo-Bold",
    }
}

/// Returns the part of `face` that draws the characters `used`.
pub(super) fn font(face: Face, used: &BTreeSet<char>) -> PdfFont {
    let font = face.font();
    let parsed = &font.parsed;
    let mut remapper = GlyphRemapper::new();
    let mut codepoint_to_glyph = BTreeMap::new();
    let mut glyph_widths = BTreeMap::new();
    for character in used.iter().map(|it| u32::from(*it)) {
        if let Some(&glyph) = parsed.codepoint_to_glyph.get(&character) {
            let place = remapper.remap(glyph);
            codepoint_to_glyph.insert(character, place);
            glyph_widths.insert(place, parsed.glyph_widths.get(&glyph).copied().unwrap_or(0));
        }
    }
    let original_bytes = subsetter::subset(font.bytes, 0, &remapper)
        .expect("a part of a well-formed font is well-formed");
    PdfFont::new(ParsedFont {
        original_bytes,
        font_index: 0,
        font_name: Some(name(face).into()),
        codepoint_to_glyph,
        glyph_widths,
        units_per_em: parsed.units_per_em,
        font_metrics: parsed.font_metrics.clone(),
        font_type: parsed.font_type,
        pdf_font_metrics: parsed.pdf_font_metrics.clone(),
    })
}
