//! Shapes become drawing operations.

use super::Canvas;
use crate::render::pdf::text::measure;
use crate::render::pdf::{Anchor, Area, Face, Fill, Point, Shape, Stroke, TextBox};

/// How far the handles of a quarter of a circle reach, as a fraction of the radius.
const HANDLE: f64 = 0.552_284_75;

/// Draws `shapes` from `origin` on, enlarged by `scale`.
pub(super) fn draw(canvas: &mut Canvas<'_>, shapes: &[Shape], origin: Point, scale: f64) {
    let mut pen = Pen { canvas, origin, scale };
    for shape in shapes {
        let state = pen.canvas.state;
        pen.operator("q");
        pen.shape(shape);
        pen.operator("Q");
        pen.canvas.state = state;
    }
}

struct Pen<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    origin: Point,
    scale: f64,
}

impl Pen<'_, '_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { at, width, height, fill, stroke } => {
                let Point { x, y } = self.at(*at);
                let (width, height) = (width * self.scale, height * self.scale);
                if let Some(paint) = self.paint(*fill, stroke.as_ref()) {
                    self.canvas.rectangle(Area { x, y, width, height });
                    self.operator(paint);
                }
            }
            Shape::Line { from, to, stroke } => self.line(&[*from, *to], stroke),
            Shape::Polyline { points, stroke } => self.line(points, stroke),
            Shape::Polygon { points, fill, stroke } => {
                if let Some(paint) = self.paint(*fill, stroke.as_ref()).filter(|_| points.len() > 1)
                {
                    self.path(points);
                    self.operator("h");
                    self.operator(paint);
                }
            }
            Shape::Circle { center, radius, fill, stroke } => {
                if let Some(paint) = self.paint(*fill, stroke.as_ref()) {
                    self.circle(*center, *radius);
                    self.operator("h");
                    self.operator(paint);
                }
            }
            Shape::Text { text, .. } if text.is_empty() => {}
            Shape::Text { at, text, size, bold, color, anchor } => {
                let (face, size) = (Face::bold(*bold), size * self.scale);
                let at = self.at(*at);
                let width = measure(text, face, size);
                let x = match anchor {
                    Anchor::Start => at.x,
                    Anchor::Middle => at.x - width / 2.0,
                    Anchor::End => at.x - width,
                };
                let (text, color, baseline) = (text.clone(), *color, at.y);
                self.canvas.text(&TextBox { text, face, size, color, baseline }, x);
            }
        }
    }

    fn line(&mut self, points: &[Point], stroke: &Stroke) {
        if let Some(paint) = self.paint(None, Some(stroke)).filter(|_| points.len() > 1) {
            self.path(points);
            self.operator(paint);
        }
    }

    fn path(&mut self, points: &[Point]) {
        for (at, point) in points.iter().enumerate() {
            let place = self.at(*point);
            self.canvas.stream.places(if at == 0 { "m" } else { "l" }, &[place]);
        }
    }

    /// Sets colours and line, and returns the operator that paints the path, if anything.
    fn paint(&mut self, fill: Option<Fill>, stroke: Option<&Stroke>) -> Option<&'static str> {
        if let Some(fill) = fill {
            if fill.alpha < 1.0 {
                self.canvas.opacity(fill.alpha);
            }
            self.canvas.fill_color(fill.color);
        }
        if let Some(stroke) = stroke {
            self.canvas.stream.color("RG", stroke.color);
            self.canvas.stream.lengths("w", &[stroke.width * self.scale]);
            let dashes: Vec<f64> =
                stroke.dash.iter().map(|it| super::super::points(it * self.scale)).collect();
            if dashes.iter().any(|it| *it > 0.0) && dashes.iter().all(|it| *it >= 0.0) {
                self.canvas.stream.dashes(&dashes);
            }
        }
        match (fill, stroke) {
            (Some(_), Some(_)) => Some("B"),
            (Some(_), None) => Some("f"),
            (None, Some(_)) => Some("S"),
            (None, None) => None,
        }
    }

    fn circle(&mut self, center: Point, radius: f64) {
        let at = |x: f64, y: f64| Point::new(center.x + radius * x, center.y + radius * y);
        let mut axis = (1.0, 0.0);
        let start = self.at(at(axis.0, axis.1));
        self.canvas.stream.places("m", &[start]);
        for _ in 0..4 {
            let next = (-axis.1, axis.0);
            let from = at(axis.0 + HANDLE * next.0, axis.1 + HANDLE * next.1);
            let to = at(next.0 + HANDLE * axis.0, next.1 + HANDLE * axis.1);
            let places = [from, to, at(next.0, next.1)].map(|it| self.at(it));
            self.canvas.stream.places("c", &places);
            axis = next;
        }
    }

    fn operator(&mut self, operator: &str) {
        self.canvas.stream.operator(operator);
    }

    fn at(&self, it: Point) -> Point {
        Point::new(self.origin.x + it.x * self.scale, self.origin.y + it.y * self.scale)
    }
}
