//! Figures.

use super::flow::{Flow, Frame};
use super::strip::{Strip, cost};
use super::style::{BLOCK_GAP, NOTE};
use super::{Area, Content, Placed};
use crate::render::pdf::text::clean;
use crate::render::pdf::{Figure, Role, Shape, Tag};
use crate::report::Logo;

/// How wide and how high a logo is at most, in points.
const LOGO: (f64, f64) = (150.0, 28.0);

impl Flow {
    /// Adds the organisation's logo.
    pub(crate) fn logo(&mut self, frame: &Frame, logo: &Logo) {
        let element = self.structure.add(frame.parent, Role::Figure);
        self.structure.describe(element, clean::outside(&logo.alt));
        let (width, height) = logo.picture.size();
        let (width, height) = (f64::from(width), f64::from(height));
        let scale = (LOGO.0 / width).min(LOGO.1 / height);
        let area = Area { x: frame.x, y: 0.0, width: width * scale, height: height * scale };
        let content = Content::Picture(logo.picture.clone());
        let placed = Placed { tag: Tag::Element(element), area, content };
        self.push(Strip { height: area.height, boxes: vec![placed], ..Strip::default() }, frame);
        self.stick();
        self.gap(BLOCK_GAP);
    }

    /// Adds a figure and its caption.
    pub(crate) fn figure(&mut self, frame: &Frame, figure: &Figure) {
        self.gap(BLOCK_GAP);
        let element = self.structure.add(frame.parent, Role::Figure);
        self.structure.describe(element, alt(figure));
        let usable = |it: f64| if it.is_finite() && it > 1.0 { it } else { 1.0 };
        let (width, height) = (usable(figure.width), usable(figure.height));
        let scale = (frame.width / width).min(frame.height() * 0.85 / height).min(1.0);
        let area = Area { x: frame.x, y: 0.0, width: width * scale, height: height * scale };
        let shapes = figure.shapes.iter().map(shown).collect();
        let scene = Content::Scene { shapes, scale };
        let placed = Placed { tag: Tag::Element(element), area, content: scene };
        let first = self.strips.len();
        self.push(Strip { height: area.height, boxes: vec![placed], ..Strip::default() }, frame);
        if !figure.caption.is_empty() {
            self.stick();
            self.gap(6.0);
            let caption = self.structure.add(element, Role::Caption);
            self.text(frame, &figure.caption.as_str().into(), NOTE, caption);
            self.keep(first, frame.height(), cost::TOGETHER);
        }
        self.gap(BLOCK_GAP);
    }
}

/// Returns what the figure shows. Readers who do not see it are told something in any case.
fn alt(figure: &Figure) -> String {
    let alt = [&figure.alt, &figure.caption].into_iter().find(|it| !it.trim().is_empty());
    alt.map_or_else(|| "Figure".to_owned(), |it| clean::outside(it))
}

/// Returns `shape` with text that can be shown.
fn shown(shape: &Shape) -> Shape {
    let mut shape = shape.clone();
    if let Shape::Text { text, .. } = &mut shape {
        *text = clean::line(text);
    }
    shape
}
