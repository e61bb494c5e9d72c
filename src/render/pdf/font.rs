//! The typeface: Arimo in two weights, built in.
//!
//! Widths are whole thousandths of the font size, cut as the PDF writer cuts them, so a line is as
//! wide on the page as it was when it was broken.

use std::sync::LazyLock;

use printpdf::ParsedFont;

/// A weight of the typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// For running text.
    Regular,
    /// For headings and emphasis.
    Bold,
}

/// How far letters reach above the base line, as a fraction of the font size.
pub(super) const ASCENT: f64 = 0.905;
/// How far letters reach below the base line, as a fraction of the font size.
pub(super) const DESCENT: f64 = 0.212;
/// The widest character, in thousandths of the font size.
pub(super) const WIDEST: u32 = 1325;

const REGULAR: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Arimo-Regular.ttf"));
const BOLD: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Arimo-Bold.ttf"));

static FONTS: LazyLock<[Font; 2]> = LazyLock::new(|| [Font::new(REGULAR), Font::new(BOLD)]);

/// What marks a character without a glyph in [`Font::advances`].
const MISSING: u16 = u16::MAX;

/// A font file, read once per process.
pub(super) struct Font {
    /// The file.
    pub(super) bytes: &'static [u8],
    /// What printpdf reads in it.
    pub(super) parsed: ParsedFont,
    /// By character, in the basic multilingual plane.
    advances: Vec<u16>,
}

impl Font {
    fn new(bytes: &'static [u8]) -> Self {
        let parsed = ParsedFont::from_bytes(bytes, 0, &mut Vec::new())
            .expect("the font that is built in is well-formed");
        let mut advances = vec![MISSING; 0x1_0000];
        for (&character, glyph) in &parsed.codepoint_to_glyph {
            let place = usize::try_from(character).ok().and_then(|at| advances.get_mut(at));
            if let (Some(place), Some(&width)) = (place, parsed.glyph_widths.get(glyph)) {
                let width = u32::from(width) * 1000 / u32::from(parsed.units_per_em);
                *place = u16::try_from(width).unwrap_or(MISSING);
            }
        }
        Self { bytes, parsed, advances }
    }
}

impl Face {
    /// Returns regular or bold.
    pub(super) fn bold(bold: bool) -> Self {
        if bold { Self::Bold } else { Self::Regular }
    }

    /// Returns the font file of this face.
    pub(super) fn font(self) -> &'static Font {
        &FONTS[self as usize]
    }

    /// Returns how wide `c` is in thousandths of the font size, or `None` without a glyph for it.
    pub(super) fn advance(self, c: char) -> Option<u32> {
        let advance = *self.font().advances.get(c as usize)?;
        (advance != MISSING).then_some(u32::from(advance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_know_the_same_characters() {
        for c in '\0'..='\u{FFFF}' {
            let known = Face::Regular.advance(c).is_some();
            assert_eq!(known, Face::Bold.advance(c).is_some(), "{c:?}");
        }
    }

    #[test]
    fn no_character_is_wider_than_the_widest() {
        for face in [Face::Regular, Face::Bold] {
            assert!(('\0'..='\u{FFFF}').filter_map(|c| face.advance(c)).all(|it| it <= WIDEST));
        }
    }

    #[test]
    fn a_glyph_stands_for_one_character() {
        for face in [Face::Regular, Face::Bold] {
            let map = &face.font().parsed.codepoint_to_glyph;
            let mut glyphs: Vec<u16> = map.values().copied().collect();
            glyphs.sort_unstable();
            glyphs.dedup();
            assert_eq!(glyphs.len(), map.len());
        }
    }

    #[test]
    fn welsh_greek_and_symbols_are_known() {
        for c in "ŴŵŶŷẀẁẂẃẄẅỲỳÂâÊêÎîÔôÛûαβγΩμέ≥≤→•–—‘’“”…€£√■▲●\u{A0}".chars()
        {
            assert!(Face::Regular.advance(c).is_some(), "{c:?}");
        }
    }
}
