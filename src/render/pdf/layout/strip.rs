//! Strips: what pages are filled with.

use std::rc::Rc;

use super::{Bookmark, LinkArea, Placed};
use crate::render::pdf::Color;

/// What it costs to end a page before a strip.
///
/// A page that stays empty costs 100, and half an empty page a quarter of that. So 16 is as bad as
/// two fifths of a page without text.
pub(crate) mod cost {
    /// A table with a single row of one line on one of its pages.
    pub(crate) const LONELY_ROW: f64 = 4.0;
    /// After the short paragraph that opens a section.
    pub(crate) const OPENING: f64 = 30.0;
    /// Within a row of a table.
    pub(crate) const ROW: f64 = 14.0;
    /// After the first line of a paragraph, or before its last.
    pub(crate) const LONELY_LINE: f64 = 16.0;
    /// Within blocks that should stay together.
    pub(crate) const TOGETHER: f64 = 40.0;
    /// After a heading, a table header, or the edge of a panel: more than any empty page.
    pub(crate) const HEADING: f64 = 1000.0;
    /// An empty page.
    pub(crate) const EMPTY: f64 = 100.0;
}

/// The smallest thing that a page can hold. It is never cut.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    /// How high it is.
    pub(crate) height: f64,
    /// The space above it, except at the top of a page.
    pub(crate) gap: f64,
    /// What it costs to end a page before it.
    pub(crate) cost: f64,
    /// A page ends before it.
    pub(crate) starts_page: bool,
    /// What is painted behind it, from back to front.
    pub(crate) layers: Vec<Rc<Layer>>,
    /// The table header that stands above it on each page but the first of the table.
    pub(crate) header: Option<usize>,
    /// What it holds. Vertical positions count from its top edge.
    pub(crate) boxes: Vec<Placed>,
    /// The label of the row that it is in, drawn again where it begins a page.
    pub(crate) label: Option<Rc<[Placed]>>,
    /// The links in it. Vertical positions count from its top edge.
    pub(crate) links: Vec<LinkArea>,
    /// The heading that begins in it.
    pub(crate) bookmark: Option<Box<Bookmark>>,
}

/// Colours behind consecutive strips, as one area on each page.
#[derive(Debug)]
pub(crate) struct Layer {
    /// Which layer it is: no other has this number.
    pub(crate) id: usize,
    /// The space between its strips and its edge where a page break cuts it.
    pub(crate) pad: f64,
    /// The colours, from back to front.
    pub(crate) fills: Vec<Stripe>,
    /// A thin line at its lower edge.
    pub(crate) rule: Option<Stripe>,
}

/// A colour from top to bottom of a layer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stripe {
    /// From the left edge of the page.
    pub(crate) x: f64,
    /// To the right.
    pub(crate) width: f64,
    /// The colour.
    pub(crate) color: Color,
}

impl Strip {
    /// Returns the space above it, which depends on whether it `begins` a page.
    pub(crate) fn above(&self, begins: bool) -> f64 {
        if begins { 0.0 } else { self.gap }
    }

    /// Returns whether `layer` lies behind this strip.
    pub(crate) fn is_on(&self, layer: &Layer) -> bool {
        self.layers.iter().any(|it| it.id == layer.id)
    }
}
