//! Where everything goes: boxes on pages.
//!
//! Each block is cut into [strips](strip::Strip), the smallest things that a page can hold: a line
//! of text, a line of a table row with all its cells, a figure. Then pages are filled with strips,
//! as TeX fills them: a page ends at the latest place where a break costs least. No strip is higher
//! than a page, so everything finds a place, and the work grows with the length of the text alone.

mod columns;
mod figure;
mod flow;
mod footer;
mod line;
mod list;
mod paginate;
mod panel;
mod paragraph;
mod strip;
mod style;
mod table;

pub(super) use style::{PAGE_HEIGHT, PAGE_WIDTH};

use crate::render::pdf::{Color, Document, ElementId, Face, Link, Shape, Structure, Tag};
use crate::report::Picture;

/// A document on pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// At least one.
    pub pages: Vec<Page>,
    /// What the boxes are.
    pub structure: Structure,
    /// The headings, in reading order.
    pub outline: Vec<Bookmark>,
}

/// A page of A4, 595.28 by 841.89 points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Furniture below the text, the text in reading order, the footer.
    pub boxes: Vec<Placed>,
    /// Where a click leads somewhere.
    pub links: Vec<LinkArea>,
}

/// A box: what to draw, where, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it is.
    pub tag: Tag,
    /// Where it is.
    pub area: Area,
    /// What to draw.
    pub content: Content,
}

/// A rectangle on a page, in points from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// From the left edge of the page.
    pub x: f64,
    /// From the top edge of the page.
    pub y: f64,
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
}

/// What to draw in a box.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text on one line.
    Text(TextBox),
    /// A colour, all over the box.
    Fill(Color),
    /// A picture made of dots, as large as the box.
    Picture(Picture),
    /// Shapes, in points from the top left corner of the box.
    Scene {
        /// From back to front.
        shapes: Vec<Shape>,
        /// How many points on the page make a point of the shapes.
        scale: f64,
    },
}

/// Text on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    /// Only characters of the face. A line that the next one continues ends in a space, which
    /// the box does not count in its width.
    pub text: String,
    /// The face.
    pub face: Face,
    /// The size in points.
    pub size: f64,
    /// The colour.
    pub color: Color,
    /// The base line, from the top edge of the page.
    pub baseline: f64,
}

/// Where a click leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// Where to click.
    pub area: Area,
    /// Where it leads.
    pub link: Link,
    /// The element of the text.
    pub element: ElementId,
    /// The text of the whole link, which may take several areas; the first 200 characters of it.
    pub label: String,
}

/// A heading and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// From 1, as deep as its heading.
    pub level: u8,
    /// What its heading says.
    pub title: String,
    /// Its heading.
    pub element: ElementId,
    /// The place of its page in [`Layout::pages`].
    pub page: usize,
    /// The top of its heading, in points from the top edge of the page.
    pub y: f64,
}

/// Returns `document` on pages.
#[must_use]
pub fn layout(document: &Document) -> Layout {
    let mut flow = flow::Flow::new();
    flow.blocks(&flow::Frame::page(), &document.blocks);
    let flow::Flow { structure, strips, headers, .. } = flow;
    let (mut pages, outline) = paginate::paginate(strips, &headers, &structure);
    footer::add(&mut pages, &document.footer);
    Layout { pages, structure, outline }
}

#[cfg(test)]
mod tests;
