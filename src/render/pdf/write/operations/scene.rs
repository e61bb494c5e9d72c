//! Shapes become drawing operations.

use printpdf::{
    Line, LineDashPattern, LinePoint, Op, PaintMode, Polygon, PolygonRing, WindingOrder,
};

use super::super::points;
use super::{Canvas, color, point, rectangle};
use crate::render::pdf::text::measure;
use crate::render::pdf::{Anchor, Area, Face, Fill, Point, Shape, Stroke, TextBox};

/// How far the handles of a quarter of a circle reach, as a fraction of the radius.
const HANDLE: f64 = 0.552_284_75;

/// Draws `shapes` from `origin` on, enlarged by `scale`.
pub(super) fn draw(canvas: &mut Canvas, shapes: &[Shape], origin: Point, scale: f64) {
    let mut pen = Pen { canvas, origin, scale };
    for shape in shapes {
        pen.canvas.push(Op::SaveGraphicsState);
        pen.shape(shape);
        pen.canvas.push(Op::RestoreGraphicsState);
    }
}

struct Pen<'a> {
    canvas: &'a mut Canvas,
    origin: Point,
    scale: f64,
}

impl Pen<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { at, width, height, fill, stroke } => {
                let corner = self.at(*at);
                let (width, height) = (width * self.scale, height * self.scale);
                let area = Area { x: corner.x, y: corner.y, width, height };
                if let Some(mode) = self.paint(*fill, stroke.as_ref()) {
                    let rectangle = rectangle(area, mode);
                    self.canvas.push(Op::DrawRectangle { rectangle });
                }
            }
            Shape::Line { from, to, stroke } => self.line(&[*from, *to], stroke),
            Shape::Polyline { points, stroke } => self.line(points, stroke),
            Shape::Polygon { points, fill, stroke } => {
                let path = points.iter().map(|it| self.corner(*it)).collect();
                self.path(path, *fill, stroke.as_ref());
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let path = self.circle(*center, *radius);
                self.path(path, *fill, stroke.as_ref());
            }
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
        self.paint(None, Some(stroke));
        let points = points.iter().map(|it| self.corner(*it)).collect();
        self.canvas.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn path(&mut self, points: Vec<LinePoint>, fill: Option<Fill>, stroke: Option<&Stroke>) {
        if let Some(mode) = self.paint(fill, stroke) {
            let rings = vec![PolygonRing { points }];
            let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
            self.canvas.push(Op::DrawPolygon { polygon });
        }
    }

    /// Sets colours and line, and returns what to do with the path, if anything.
    fn paint(&mut self, fill: Option<Fill>, stroke: Option<&Stroke>) -> Option<PaintMode> {
        if let Some(fill) = fill {
            if fill.alpha < 1.0 {
                self.canvas.opacity(fill.alpha);
            }
            self.canvas.push(Op::SetFillColor { col: color(fill.color) });
        }
        if let Some(stroke) = stroke {
            self.canvas.push(Op::SetOutlineColor { col: color(stroke.color) });
            self.canvas.push(Op::SetOutlineThickness { pt: points(stroke.width * self.scale) });
            let dash: Vec<f32> = stroke.dash.iter().map(|it| points(it * self.scale).0).collect();
            if dash.iter().any(|it| *it > 0.0) && dash.iter().all(|it| *it >= 0.0) {
                let dash = LineDashPattern { pattern: dash.into_iter().collect(), offset: 0.0 };
                self.canvas.push(Op::SetLineDashPattern { dash });
            }
        }
        match (fill, stroke) {
            (Some(_), Some(_)) => Some(PaintMode::FillStroke),
            (Some(_), None) => Some(PaintMode::Fill),
            (None, Some(_)) => Some(PaintMode::Stroke),
            (None, None) => None,
        }
    }

    fn circle(&self, center: Point, radius: f64) -> Vec<LinePoint> {
        let at = |x: f64, y: f64| Point::new(center.x + radius * x, center.y + radius * y);
        let mut path = vec![self.corner(at(1.0, 0.0))];
        let mut axis = (1.0, 0.0);
        for _ in 0..4 {
            let next = (-axis.1, axis.0);
            let from = at(axis.0 + HANDLE * next.0, axis.1 + HANDLE * next.1);
            let to = at(next.0 + HANDLE * axis.0, next.1 + HANDLE * axis.1);
            path.extend([self.handle(from), self.handle(to), self.corner(at(next.0, next.1))]);
            axis = next;
        }
        path
    }

    fn at(&self, it: Point) -> Point {
        Point::new(self.origin.x + it.x * self.scale, self.origin.y + it.y * self.scale)
    }

    fn corner(&self, it: Point) -> LinePoint {
        LinePoint { p: point(self.at(it)), bezier: false }
    }

    fn handle(&self, it: Point) -> LinePoint {
        LinePoint { p: point(self.at(it)), bezier: true }
    }
}
