//! Colours, and the palette of the report.
//!
//! Source: NHS identity guidelines, colours; contrast after WCAG 2.2, success criterion 1.4.3.

/// A colour on screen, as sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, `0..=255`.
    pub red: u8,
    /// Green, `0..=255`.
    pub green: u8,
    /// Blue, `0..=255`.
    pub blue: u8,
}

impl Color {
    /// Running text.
    pub const TEXT: Self = Self::new(0x21, 0x2B, 0x32);
    /// Text of less weight: captions, labels, footers.
    pub const MUTED: Self = Self::new(0x42, 0x55, 0x63);
    /// NHS Dark Blue: headings and table headers.
    pub const DARK_BLUE: Self = Self::new(0x00, 0x30, 0x87);
    /// NHS Blue: accents and links.
    pub const BLUE: Self = Self::new(0x00, 0x5E, 0xB8);
    /// Text on dark panels.
    pub const WHITE: Self = Self::new(0xFF, 0xFF, 0xFF);
    /// Text of less weight on dark panels.
    pub const PALE: Self = Self::new(0xD5, 0xE3, 0xF2);
    /// Good news.
    pub const GREEN: Self = Self::new(0x00, 0x6B, 0x33);
    /// Something to look at.
    pub const AMBER: Self = Self::new(0x8A, 0x4B, 0x00);
    /// Something to act on.
    pub const RED: Self = Self::new(0xB0, 0x1E, 0x17);
    /// Thin lines between things.
    pub const RULE: Self = Self::new(0xC8, 0xD0, 0xD6);
    /// The lightest panel, and every other row.
    pub const TINT: Self = Self::new(0xF3, 0xF6, 0xF8);
    /// A panel with a blue cast.
    pub const TINT_BLUE: Self = Self::new(0xE8, 0xF0, 0xF9);
    /// A panel with a green cast.
    pub const TINT_GREEN: Self = Self::new(0xE5, 0xF3, 0xEA);
    /// A panel with an amber cast.
    pub const TINT_AMBER: Self = Self::new(0xFD, 0xF1, 0xDD);
    /// A panel with a red cast.
    pub const TINT_RED: Self = Self::new(0xFB, 0xE9, 0xE7);

    /// Returns the colour of these parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Returns how well text of this colour reads on `other`: `1.0..=21.0`, where 4.5 is enough.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_the_highest_contrast() {
        let black = Color::new(0, 0, 0);
        assert!((black.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        assert!((Color::WHITE.contrast(Color::WHITE) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn every_text_color_reads_on_every_panel() {
        let texts = [
            Color::TEXT,
            Color::MUTED,
            Color::DARK_BLUE,
            Color::BLUE,
            Color::GREEN,
            Color::AMBER,
            Color::RED,
        ];
        let panels = [
            Color::WHITE,
            Color::TINT,
            Color::TINT_BLUE,
            Color::TINT_GREEN,
            Color::TINT_AMBER,
            Color::TINT_RED,
        ];
        for text in texts {
            for panel in panels {
                assert!(text.contrast(panel) >= 4.5, "{text:?} on {panel:?}");
            }
        }
        assert!(Color::WHITE.contrast(Color::DARK_BLUE) >= 4.5);
        assert!(Color::PALE.contrast(Color::DARK_BLUE) >= 4.5);
    }
}
