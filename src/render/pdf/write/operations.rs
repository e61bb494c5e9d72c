//! Boxes become drawing operations.
//!
//! [`Canvas::draw`] is the only way in, and it takes a [`Placed`] box, which has a role. To make
//! tagged PDF, begin a marked-content sequence there where the tag differs from that of the box
//! before.

mod scene;

use std::collections::BTreeSet;

use printpdf::{
    Color as PdfColor, ExtendedGraphicsState, ExtendedGraphicsStateId, FontId, Op, PaintMode,
    PdfDocument, PdfFontHandle, Point as PdfPoint, Rect, Rgb, TextItem,
};

use super::{points, subset};
use crate::render::pdf::layout::PAGE_HEIGHT;
use crate::render::pdf::{Area, Color, Content, Face, Placed, Point, TextBox};

/// The operations of a page, and what the pages so far need.
#[derive(Default)]
pub(super) struct Canvas {
    operations: Vec<Op>,
    /// Characters that were drawn in regular and in bold.
    used: [BTreeSet<char>; 2],
    /// Percentages of opacity that were used.
    opacities: BTreeSet<u8>,
}

impl Canvas {
    /// Draws a box on the page.
    pub(super) fn draw(&mut self, placed: &Placed) {
        match &placed.content {
            Content::Text(text) => self.text(text, placed.area.x),
            Content::Fill(color) => self.fill(placed.area, *color),
            Content::Scene { shapes, scale } => {
                let origin = Point::new(placed.area.x, placed.area.y);
                scene::draw(self, shapes, origin, *scale);
            }
        }
    }

    /// Ends the page, and returns its operations.
    pub(super) fn take_page(&mut self) -> Vec<Op> {
        std::mem::take(&mut self.operations)
    }

    /// Adds the fonts and opacities that the pages need.
    pub(super) fn add_resources(self, pdf: &mut PdfDocument) {
        for face in [Face::Regular, Face::Bold] {
            let used = &self.used[face as usize];
            if !used.is_empty() {
                pdf.resources.fonts.map.insert(font_id(face), subset::font(face, used));
            }
        }
        for percent in self.opacities {
            let alpha = f32::from(percent) / 100.0;
            let state = ExtendedGraphicsState::default().with_current_fill_alpha(alpha);
            pdf.resources.extgstates.map.insert(opacity_id(percent), state);
        }
    }

    fn push(&mut self, operation: Op) {
        self.operations.push(operation);
    }

    fn text(&mut self, text: &TextBox, x: f64) {
        self.used[text.face as usize].extend(text.text.chars());
        let font = PdfFontHandle::External(font_id(text.face));
        self.operations.extend([
            Op::StartTextSection,
            Op::SetFillColor { col: color(text.color) },
            Op::SetFont { font, size: points(text.size) },
            Op::SetTextCursor { pos: point(Point::new(x, text.baseline)) },
            Op::ShowText { items: vec![TextItem::Text(text.text.clone())] },
            Op::EndTextSection,
        ]);
    }

    fn fill(&mut self, area: Area, fill: Color) {
        self.push(Op::SetFillColor { col: color(fill) });
        self.push(Op::DrawRectangle { rectangle: rectangle(area, PaintMode::Fill) });
    }

    /// Makes what is filled next let the page shine through.
    fn opacity(&mut self, alpha: f64) {
        let percent = (alpha.clamp(0.0, 1.0) * 100.0).round();
        let percent = (0..=100).find(|it| f64::from(*it) >= percent).unwrap_or(100);
        self.opacities.insert(percent);
        self.push(Op::LoadGraphicsState { gs: opacity_id(percent) });
    }
}

fn font_id(face: Face) -> FontId {
    FontId(subset::name(face).into())
}

fn opacity_id(percent: u8) -> ExtendedGraphicsStateId {
    ExtendedGraphicsStateId(format!("Opacity{percent}"))
}

fn color(color: Color) -> PdfColor {
    let part = |it: u8| (f32::from(it) / 255.0 * 1000.0).round() / 1000.0;
    let (r, g, b) = (part(color.red), part(color.green), part(color.blue));
    PdfColor::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Returns a place on the page, which PDF counts from the bottom.
fn point(point: Point) -> PdfPoint {
    PdfPoint { x: points(point.x), y: points(PAGE_HEIGHT - point.y) }
}

fn rectangle(area: Area, mode: PaintMode) -> Rect {
    let corner = point(Point::new(area.x, area.y + area.height));
    let (width, height) = (points(area.width), points(area.height));
    Rect { x: corner.x, y: corner.y, width, height, mode: Some(mode), winding_order: None }
}
