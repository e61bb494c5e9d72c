//! The footer: a text on the left, the number of the page on the right.

use super::style::{BOTTOM, FOOTER, MARGIN, PAGE_WIDTH, TEXT_WIDTH};
use super::{Area, Content, Page, Placed, TextBox};
use crate::render::pdf::font::{ASCENT, DESCENT};
use crate::render::pdf::text::{lines, measure};
use crate::render::pdf::{Artifact, Color, Face, Tag};

/// The thin line above the footer.
const RULE: f64 = BOTTOM + 18.0;
/// The first base line.
const BASELINE: f64 = RULE + 14.0;
/// How many lines the text takes at most.
const LINES: usize = 2;

/// Adds the footer to each page.
pub(crate) fn add(pages: &mut [Page], text: &str) {
    let count = pages.len();
    let space = TEXT_WIDTH - width(&number(count, count)) - 24.0;
    let mut left = lines(text, Face::Regular, FOOTER.size, space);
    if left.len() > LINES {
        left.truncate(LINES);
        left[LINES - 1].push('…');
    }
    for (at, page) in pages.iter_mut().enumerate() {
        let area = Area { x: MARGIN, y: RULE, width: TEXT_WIDTH, height: 0.5 };
        let tag = Tag::Artifact(Artifact::Footer);
        page.boxes.push(Placed { tag, area, content: Content::Fill(Color::RULE) });
        let mut baseline = BASELINE;
        for line in &left {
            page.boxes.push(line_at(MARGIN, baseline, line.clone()));
            baseline += FOOTER.leading;
        }
        let number = number(at + 1, count);
        let x = PAGE_WIDTH - MARGIN - width(&number);
        page.boxes.push(line_at(x, BASELINE, number));
    }
}

fn number(page: usize, count: usize) -> String {
    format!("Page {page} of {count}")
}

fn width(text: &str) -> f64 {
    measure(text, Face::Regular, FOOTER.size)
}

fn line_at(x: f64, baseline: f64, text: String) -> Placed {
    let size = FOOTER.size;
    let y = baseline - ASCENT * size;
    let area = Area { x, y, width: width(&text), height: (ASCENT + DESCENT) * size };
    let (face, color) = (Face::Regular, FOOTER.color);
    let content = Content::Text(TextBox { text, face, size, color, baseline });
    Placed { tag: Tag::Artifact(Artifact::Footer), area, content }
}
