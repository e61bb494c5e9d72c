//! Sizes, in points.

use crate::render::pdf::Color;

/// A4.
pub(crate) const PAGE_WIDTH: f64 = 595.276;
/// A4.
pub(crate) const PAGE_HEIGHT: f64 = 841.89;
/// Free on both sides.
pub(crate) const MARGIN: f64 = 56.0;
/// Where the text of a page begins.
pub(crate) const TOP: f64 = 46.0;
/// Where the text of a page ends; the footer stands below.
pub(crate) const BOTTOM: f64 = PAGE_HEIGHT - 60.0;
/// How wide the text is.
pub(crate) const TEXT_WIDTH: f64 = PAGE_WIDTH - 2.0 * MARGIN;
/// How high the text of a page can be.
pub(crate) const TEXT_HEIGHT: f64 = BOTTOM - TOP;

/// How a block of text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// The font size.
    pub(crate) size: f64,
    /// From base line to base line.
    pub(crate) leading: f64,
    /// Set in bold.
    pub(crate) bold: bool,
    /// The colour of runs without one of their own.
    pub(crate) color: Color,
}

impl Style {
    const fn new(size: f64, leading: f64, bold: bool, color: Color) -> Self {
        Self { size, leading, bold, color }
    }

    /// Returns this style in `color`.
    pub(crate) const fn in_color(self, color: Color) -> Self {
        Self { color, ..self }
    }
}

/// Running text.
pub(crate) const BODY: Style = Style::new(10.0, 14.0, false, Color::TEXT);
/// The text that opens a section.
pub(crate) const LEAD: Style = Style::new(11.0, 15.0, false, Color::MUTED);
/// Small print.
pub(crate) const NOTE: Style = Style::new(8.5, 11.5, false, Color::MUTED);
/// Headings, from level one.
pub(crate) const HEADINGS: [Style; 3] = [
    Style::new(20.0, 25.0, true, Color::DARK_BLUE),
    Style::new(13.5, 18.0, true, Color::DARK_BLUE),
    Style::new(10.5, 14.5, true, Color::TEXT),
];
/// Captions of tables and figures.
pub(crate) const CAPTION: Style = Style::new(9.0, 12.5, true, Color::DARK_BLUE);
/// Cells.
pub(crate) const CELL: Style = Style::new(8.5, 11.0, false, Color::TEXT);
/// Header cells.
pub(crate) const HEADER_CELL: Style = Style::new(8.5, 11.0, true, Color::WHITE);
/// Names of facts.
pub(crate) const FACT_NAME: Style = Style::new(9.5, 14.0, true, Color::MUTED);
/// Values of facts.
pub(crate) const FACT_VALUE: Style = Style::new(9.5, 14.0, false, Color::TEXT);
/// Figures on cards.
pub(crate) const CARD_VALUE: Style = Style::new(20.0, 24.0, true, Color::DARK_BLUE);
/// What the figures on cards count.
pub(crate) const CARD_LABEL: Style = Style::new(8.5, 11.5, false, Color::MUTED);
/// The line above the title of a banner.
pub(crate) const KICKER: Style = Style::new(9.5, 14.0, true, Color::PALE);
/// The title of a banner.
pub(crate) const TITLE: Style = Style::new(24.0, 28.0, true, Color::WHITE);
/// The line below the title of a banner.
pub(crate) const SUBTITLE: Style = Style::new(12.0, 17.0, false, Color::PALE);
/// The footer.
pub(crate) const FOOTER: Style = Style::new(7.5, 10.0, false, Color::MUTED);

/// Between a paragraph and what follows.
pub(crate) const PARAGRAPH_GAP: f64 = 7.0;
/// Around tables, figures and panels.
pub(crate) const BLOCK_GAP: f64 = 12.0;
