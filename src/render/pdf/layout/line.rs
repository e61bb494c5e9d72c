//! Lines of text become boxes.

use super::strip::Strip;
use super::style::Style;
use super::{Area, Content, LinkArea, Placed, TextBox};
use crate::render::pdf::font::{ASCENT, DESCENT};
use crate::render::pdf::text::clean;
use crate::render::pdf::text::wrap::{self, Line, Styled};
use crate::render::pdf::{
    Align, Artifact, Color, ElementId, Face, Ink, Link, Role, Run, Structure, Tag, Text,
};

/// How many characters the description of a link has at most.
const LABEL: usize = 200;

/// Text that is ready to be broken into lines: clean, and with an element for each link.
#[derive(Debug)]
pub(crate) struct Ready {
    runs: Vec<ReadyRun>,
    style: Style,
}

#[derive(Debug)]
struct ReadyRun {
    text: String,
    face: Face,
    color: Color,
    element: ElementId,
    link: Option<Link>,
    label: String,
}

/// Where a line goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// From the left edge of the page.
    pub(crate) x: f64,
    /// The space for the line.
    pub(crate) width: f64,
    /// From the top edge of the strip.
    pub(crate) y: f64,
    /// To which side it leans.
    pub(crate) align: Align,
}

impl Ready {
    /// Returns `text` as part of `element`.
    pub(crate) fn new(
        text: &Text,
        style: Style,
        element: ElementId,
        structure: &mut Structure,
    ) -> Self {
        let ready = |run: &Run| ReadyRun {
            text: clean::lines(&run.text),
            face: Face::bold(run.bold || style.bold && run.ink != Ink::Muted),
            color: color(run, style),
            element: match run.link {
                Some(_) => structure.add(element, Role::Link),
                None => element,
            },
            link: run.link.clone(),
            label: run.link.as_ref().map(|_| label(&run.text)).unwrap_or_default(),
        };
        Self { runs: text.runs.iter().map(ready).collect(), style }
    }

    /// Returns the same text at another size.
    pub(crate) fn at_size(mut self, size: f64) -> Self {
        self.style.size = size;
        self
    }

    /// Returns the lines, where `width` points are free.
    pub(crate) fn lines(&self, width: f64) -> Vec<Line> {
        wrap::wrap(&self.styled(), self.style.size, width)
    }

    /// Returns how wide the widest word is.
    pub(crate) fn widest_word(&self) -> f64 {
        wrap::widest_word(&self.styled(), self.style.size)
    }

    fn styled(&self) -> Vec<Styled<'_>> {
        self.runs.iter().map(|run| Styled { face: run.face, text: &run.text }).collect()
    }

    /// Adds a line of this text to `strip`.
    pub(crate) fn set(&self, line: Line, spot: Spot, strip: &mut Strip) {
        let Style { size, leading, .. } = self.style;
        let slack = spot.width - line.width;
        let left = spot.x
            + match spot.align {
                Align::Left => 0.0,
                Align::Center => slack / 2.0,
                Align::Right => slack,
            };
        let height = (ASCENT + DESCENT) * size;
        let top = spot.y + (leading - height) / 2.0;
        let baseline = top + ASCENT * size;
        // There are very many strips, and most have few boxes.
        strip.boxes.reserve_exact(line.pieces.len());
        for piece in line.pieces {
            let run = &self.runs[piece.run];
            let area = Area { x: left + piece.x, y: top, width: piece.width, height };
            if let Some(link) = &run.link {
                let y = baseline + 0.12 * size;
                let content = Content::Fill(run.color);
                let area = Area { y, height: 0.5, ..area };
                let tag = Tag::Artifact(Artifact::Layout);
                strip.boxes.push(Placed { tag, area, content });
                let label = run.label.clone();
                let area = Area { y: top, height, ..area };
                let element = run.element;
                strip.links.push(LinkArea { area, link: link.clone(), element, label });
            }
            let content = Content::Text(TextBox {
                text: piece.text,
                face: run.face,
                size,
                color: run.color,
                baseline,
            });
            strip.boxes.push(Placed { tag: Tag::Element(run.element), area, content });
        }
    }
}

/// Returns the colour of a run, on text in this style.
fn color(run: &Run, style: Style) -> Color {
    match run.ink {
        _ if run.link.is_some() => Color::BLUE,
        Ink::Normal => style.color,
        Ink::Muted => Color::MUTED,
        Ink::Toned(tone) => tone.color(),
    }
}

/// Returns a description of a link with this text. A very long one is cut, because each line of the
/// text has it.
fn label(text: &str) -> String {
    let text = clean::outside(text);
    if text.chars().nth(LABEL).is_none() {
        return text;
    }
    text.chars().take(LABEL).chain(['…']).collect()
}
