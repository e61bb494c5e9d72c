//! Content streams: the operators of a page, as text.
//!
//! Source: ISO 32000-1:2008, annex A.

use std::io::Write;

use super::file::hexadecimal;
use super::points;
use crate::render::pdf::layout::PAGE_HEIGHT;
use crate::render::pdf::{Area, Color, Point};

/// The content stream of a page that is being drawn.
#[derive(Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
}

impl Stream {
    /// Returns what was drawn, and begins anew.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Adds an operator without operands.
    pub(super) fn operator(&mut self, operator: &str) {
        self.bytes.extend_from_slice(operator.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Adds an operator and lengths, in points.
    pub(super) fn lengths(&mut self, operator: &str, lengths: &[f64]) {
        for length in lengths {
            self.length(*length);
        }
        self.operator(operator);
    }

    /// Adds an operator and places on the page, which PDF counts from the bottom.
    pub(super) fn places(&mut self, operator: &str, places: &[Point]) {
        for place in places {
            self.length(place.x);
            self.length(PAGE_HEIGHT - place.y);
        }
        self.operator(operator);
    }

    /// Adds a rectangle to the path, from its lower left corner.
    pub(super) fn rectangle(&mut self, corner: Point, width: f64, height: f64) {
        self.length(corner.x);
        self.length(PAGE_HEIGHT - corner.y);
        self.lengths("re", &[width, height]);
    }

    /// Makes the unit square that is drawn next fill an area.
    pub(super) fn transform(&mut self, area: Area) {
        let Area { x, y, width, height } = area;
        let bottom = PAGE_HEIGHT - y - height;
        self.lengths("cm", &[width, 0.0, 0.0, height, x, bottom]);
    }

    /// Adds an operator and a colour.
    pub(super) fn color(&mut self, operator: &str, color: Color) {
        for part in [color.red, color.green, color.blue] {
            self.number((f64::from(part) / 255.0 * 1000.0).round() / 1000.0);
        }
        self.operator(operator);
    }

    /// Adds an operator and the name of a resource.
    pub(super) fn named(&mut self, operator: &str, name: &str) {
        self.name(name);
        self.operator(operator);
    }

    /// Sets the font and its size.
    pub(super) fn font(&mut self, name: &str, size: f64) {
        self.name(name);
        self.lengths("Tf", &[size]);
    }

    /// Sets the lengths of dashes and gaps.
    pub(super) fn dashes(&mut self, lengths: &[f64]) {
        self.bytes.push(b'[');
        for length in lengths {
            self.length(*length);
        }
        self.bytes.extend_from_slice(b"] 0 ");
        self.operator("d");
    }

    /// Shows glyphs.
    pub(super) fn show(&mut self, glyphs: impl Iterator<Item = u16>) {
        self.bytes.push(b'<');
        for byte in glyphs.flat_map(u16::to_be_bytes) {
            hexadecimal(byte, &mut self.bytes);
        }
        self.bytes.push(b'>');
        self.operator("Tj");
    }

    fn name(&mut self, name: &str) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
    }

    fn length(&mut self, length: f64) {
        self.number(points(length));
    }

    fn number(&mut self, number: f64) {
        write!(self.bytes, "{number} ").expect("memory takes all that is written to it");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(draw: impl Fn(&mut Stream), expected: &str) {
        let mut stream = Stream::default();
        draw(&mut stream);
        assert_eq!(String::from_utf8(stream.take()).unwrap(), expected);
    }

    #[test]
    fn operands_come_before_the_operator() {
        check(|it| it.lengths("w", &[0.5]), "0.5 w\n");
        check(|it| it.places("m", &[Point::new(1.0, PAGE_HEIGHT - 2.0)]), "1 2 m\n");
        check(|it| it.color("rg", Color::WHITE), "1 1 1 rg\n");
        check(|it| it.font("Bold", 8.5), "/Bold 8.5 Tf\n");
        check(|it| it.dashes(&[4.0, 2.0]), "[4 2 ] 0 d\n");
        check(|it| it.show([1, 0x10A].into_iter()), "<0001010A>Tj\n");
    }

    #[test]
    fn lengths_are_rounded_and_always_numbers() {
        check(|it| it.lengths("w", &[1.0 / 3.0, -0.001]), "0.33 0 w\n");
        check(|it| it.lengths("w", &[f64::NAN, f64::INFINITY, 1e300]), "0 0 100000 w\n");
    }
}
