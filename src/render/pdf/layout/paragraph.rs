//! Headings and running text.

use super::flow::{Flow, Frame};
use super::line::{Ready, Spot};
use super::strip::{Strip, cost};
use super::style::{BODY, HEADINGS, LEAD, NOTE, PARAGRAPH_GAP, Style};
use super::{Area, Bookmark, Content, Placed};
use crate::render::pdf::text::clean;
use crate::render::pdf::{Align, Artifact, Color, ElementId, Level, Role, Tag, Text};

/// The accent below a heading of level one.
const BAR: Area = Area { x: 0.0, y: 4.0, width: 40.0, height: 2.5 };

impl Flow {
    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, frame: &Frame, text: &Text) {
        self.running(frame, text, BODY, PARAGRAPH_GAP);
    }

    /// Adds a larger paragraph.
    pub(crate) fn lead(&mut self, frame: &Frame, text: &Text) {
        self.running(frame, text, LEAD, 9.0);
    }

    /// Adds small print.
    pub(crate) fn note(&mut self, frame: &Frame, text: &Text) {
        self.running(frame, text, NOTE, PARAGRAPH_GAP);
    }

    fn running(&mut self, frame: &Frame, text: &Text, style: Style, gap: f64) {
        self.gap(gap);
        let element = self.structure.add(frame.parent, Role::Paragraph);
        self.text(frame, text, style, element);
        self.gap(gap);
    }

    /// Adds a heading and its bookmark.
    pub(crate) fn heading(&mut self, frame: &Frame, level: Level, text: &str) {
        let (number, before, after) = match level {
            Level::One => (1, 22.0, 10.0),
            Level::Two => (2, 20.0, 6.0),
            Level::Three => (3, 14.0, 4.0),
        };
        self.gap(before);
        let first = self.strips.len();
        let element = self.structure.add(frame.parent, Role::Heading(number));
        let style = HEADINGS[usize::from(number - 1)];
        self.text(frame, &text.into(), style, element);
        self.keep(first, frame.height() / 2.0, cost::HEADING);
        self.bookmark(first, number, text, element);
        if level == Level::One {
            self.bar(frame);
        }
        self.stick();
        self.gap(after);
    }

    /// Makes a bookmark of the heading that begins in the strip `first`.
    pub(crate) fn bookmark(&mut self, first: usize, level: u8, text: &str, element: ElementId) {
        let title = clean::outside(text);
        if let Some(strip) = self.strips.get_mut(first).filter(|_| !title.trim().is_empty()) {
            let bookmark = Bookmark { level, title, element, page: 0, y: 0.0 };
            strip.bookmark = Some(Box::new(bookmark));
        }
    }

    fn bar(&mut self, frame: &Frame) {
        let area = Area { x: frame.x, width: BAR.width.min(frame.width), ..BAR };
        let content = Content::Fill(Color::BLUE);
        let bar = Placed { tag: Tag::Artifact(Artifact::Layout), area, content };
        self.stick();
        let height = BAR.y + BAR.height;
        self.push(Strip { height, boxes: vec![bar], ..Strip::default() }, frame);
    }

    /// Adds the lines of a text, one strip each.
    pub(crate) fn text(&mut self, frame: &Frame, text: &Text, style: Style, element: ElementId) {
        let ready = Ready::new(text, style, element, &mut self.structure);
        let lines = ready.lines(frame.width);
        let spot = Spot { x: frame.x, width: frame.width, y: 0.0, align: Align::Left };
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let lonely = at == 1 || at + 1 == count;
            let cost = if lonely && at > 0 { cost::LONELY_LINE } else { 0.0 };
            let mut strip = Strip { height: style.leading, cost, ..Strip::default() };
            ready.set(line, spot, &mut strip);
            self.push(strip, frame);
        }
    }
}
