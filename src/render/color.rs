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
    /// NHS Dark Green: the mark of a target that is met.
    pub const DARK_GREEN: Self = Self::new(0x00, 0x67, 0x47);
    /// NHS Orange, darkened until it stands out from white: the mark of a gap.
    pub const DEEP_ORANGE: Self = Self::new(0xC6, 0x6A, 0x00);
    /// NHS Mid Grey: outlines of what has no colour of its own.
    pub const MID_GREY: Self = Self::new(0x76, 0x86, 0x92);
    /// NHS Pale Grey: what counts for nothing.
    pub const PALE_GREY: Self = Self::new(0xE8, 0xED, 0xEE);
    /// NHS Bright Blue.
    pub const BRIGHT_BLUE: Self = Self::new(0x00, 0x72, 0xCE);
    /// NHS Light Blue.
    pub const LIGHT_BLUE: Self = Self::new(0x41, 0xB6, 0xE6);
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

    /// Returns the colour of a place between the lowest level (`0.0`) and the highest (`1.0`): the
    /// higher, the darker.
    ///
    /// It goes from light blues to dark ones and leaves out those between, on which neither
    /// [`on`](Self::on) reads.
    #[must_use]
    pub fn level(fraction: f64) -> Self {
        let fraction = fraction.clamp(0.0, 1.0);
        if fraction < 0.5 {
            Self::TINT_BLUE.mixed(Self::LIGHT_BLUE, fraction * 2.0)
        } else {
            Self::BRIGHT_BLUE.mixed(Self::DARK_BLUE, fraction * 2.0 - 1.0)
        }
    }

    /// Returns the colour of text on a ground of this colour: dark or white, whichever reads better.
    #[must_use]
    pub fn on(self) -> Self {
        let is_dark = self.contrast(Self::WHITE) > self.contrast(Self::TEXT);
        if is_dark { Self::WHITE } else { Self::TEXT }
    }

    /// Returns this colour under a layer of `other` that covers so much of it, `0.0..=1.0`.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let part = |from: u8, to: u8| {
            let mixed = f64::from(from) * (1.0 - share) + f64::from(to) * share;
            // A mean of two bytes is a byte.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
            let mixed = mixed.round().clamp(0.0, 255.0) as u8;
            mixed
        };
        Self {
            red: part(self.red, other.red),
            green: part(self.green, other.green),
            blue: part(self.blue, other.blue),
        }
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

    #[test]
    fn a_higher_level_is_darker_and_its_number_can_be_read() {
        let ramp: Vec<Color> = (0..=1000).map(|it| Color::level(f64::from(it) / 1000.0)).collect();
        for pair in ramp.windows(2) {
            assert!(pair[1].luminance() <= pair[0].luminance(), "{pair:?}");
        }
        for color in ramp {
            assert!(color.contrast(color.on()) >= 4.5, "{color:?}");
        }
        assert_eq!(Color::level(1.0), Color::DARK_BLUE);
    }

    #[test]
    fn a_layer_covers_what_it_says() {
        let (black, white) = (Color::new(0, 0, 0), Color::WHITE);
        assert_eq!(white.mixed(black, 0.0), white);
        assert_eq!(white.mixed(black, 1.0), black);
        assert_eq!(white.mixed(black, 0.5), Color::new(128, 128, 128));
    }
}
