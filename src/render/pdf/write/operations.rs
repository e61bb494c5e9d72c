//! Boxes become drawing operations.
//!
//! [`Canvas::draw`] is the only way in. It takes a [`Placed`] box, which has a role, and draws it
//! within a marked-content sequence that says so. Sequences follow each other and never nest.

mod scene;

use std::collections::BTreeSet;

use lopdf::Dictionary;

use super::content::Stream;
use super::marks::Marks;
use super::subset::Glyphs;
use super::tree::{self, Tree};
use super::{name, pictures};
use crate::render::pdf::{Area, Artifact, Color, Content, Face, Placed, Point, Tag, TextBox};
use crate::report::Picture;

/// The page that is being drawn, and what the pages so far need.
pub(super) struct Canvas<'a> {
    tree: &'a Tree<'a>,
    /// What the pages say about each element.
    marks: Marks,
    stream: Stream,
    /// What the open marked-content sequence belongs to.
    open: Option<Tag>,
    state: State,
    /// The page lets something shine through.
    is_transparent: bool,
    /// Characters that were drawn in regular and in bold.
    glyphs: [Glyphs; 2],
    /// Percentages of opacity that were used.
    opacities: BTreeSet<u8>,
    /// Pictures that were drawn.
    pictures: Vec<Picture>,
}

/// What the next operator will find set.
#[derive(Clone, Copy, Default)]
struct State {
    fill: Option<Color>,
    font: Option<(Face, f64)>,
}

/// A page that has been drawn.
pub(super) struct Drawn {
    /// Its content stream.
    pub(super) content: Vec<u8>,
    /// It lets something shine through.
    pub(super) is_transparent: bool,
}

/// What all pages together need, and say.
pub(super) struct Resources {
    /// What the pages say about each element.
    pub(super) marks: Marks,
    /// The characters that were drawn in regular and in bold.
    pub(super) glyphs: [Glyphs; 2],
    /// Percentages of opacity that were used.
    pub(super) opacities: BTreeSet<u8>,
    /// Pictures that were drawn.
    pub(super) pictures: Vec<Picture>,
}

impl<'a> Canvas<'a> {
    /// Returns an empty page, the first one.
    pub(super) fn new(tree: &'a Tree<'a>) -> Self {
        Self {
            tree,
            marks: Marks::new(tree.len()),
            stream: Stream::default(),
            open: None,
            state: State::default(),
            is_transparent: false,
            glyphs: [Face::Regular, Face::Bold].map(Glyphs::new),
            opacities: BTreeSet::new(),
            pictures: Vec::new(),
        }
    }

    /// Draws a box on the page. One that shows nothing leaves no mark.
    pub(super) fn draw(&mut self, placed: &Placed) {
        if !tree::is_visible(&placed.content) {
            return;
        }
        self.mark(placed.tag);
        match &placed.content {
            Content::Text(text) => self.text(text, placed.area.x),
            Content::Fill(color) => self.fill(placed.area, *color),
            Content::Picture(picture) => {
                if let Tag::Element(id) = placed.tag {
                    self.marks.place(id, placed.area);
                }
                self.picture(placed.area, picture);
            }
            Content::Scene { shapes, scale } => {
                if let Tag::Element(id) = placed.tag {
                    self.marks.place(id, placed.area);
                }
                let origin = Point::new(placed.area.x, placed.area.y);
                scene::draw(self, shapes, origin, *scale);
            }
        }
    }

    /// Ends the page, and begins the next one.
    pub(super) fn take_page(&mut self) -> Drawn {
        self.end_mark();
        self.marks.end_page();
        self.state = State::default();
        let is_transparent = std::mem::take(&mut self.is_transparent);
        Drawn { content: self.stream.take(), is_transparent }
    }

    /// Returns what the pages say about each element.
    pub(super) fn marks(&mut self) -> &mut Marks {
        &mut self.marks
    }

    /// Returns what the pages need.
    pub(super) fn finish(self) -> Resources {
        let Self { marks, glyphs, opacities, pictures, .. } = self;
        Resources { marks, glyphs, opacities, pictures }
    }

    /// Says that what is drawn next belongs to `tag`.
    fn mark(&mut self, tag: Tag) {
        if self.open == Some(tag) {
            return;
        }
        self.end_mark();
        self.open = Some(tag);
        let begin = match tag {
            Tag::Element(id) => {
                let number = self.marks.begin(id, self.tree);
                format!("/{} <</MCID {number}>> BDC", self.tree.name(id))
            }
            Tag::Artifact(Artifact::Layout) => "/Artifact <</Type/Layout>> BDC".into(),
            Tag::Artifact(Artifact::RepeatedHeader) => "/Artifact <</Type/Pagination>> BDC".into(),
            Tag::Artifact(Artifact::Footer) => {
                "/Artifact <</Type/Pagination/Subtype/Footer>> BDC".into()
            }
        };
        self.stream.operator(&begin);
    }

    fn end_mark(&mut self) {
        if self.open.take().is_some() {
            self.stream.operator("EMC");
        }
    }

    fn text(&mut self, text: &TextBox, x: f64) {
        self.stream.operator("BT");
        self.fill_color(text.color);
        if self.state.font != Some((text.face, text.size)) {
            self.state.font = Some((text.face, text.size));
            self.stream.font(font_name(text.face), text.size);
        }
        self.stream.places("Td", &[Point::new(x, text.baseline)]);
        let glyphs = &mut self.glyphs[text.face as usize];
        self.stream.show(text.text.chars().map(|c| glyphs.code(c)));
        self.stream.operator("ET");
    }

    fn fill(&mut self, area: Area, color: Color) {
        self.fill_color(color);
        self.rectangle(area);
        self.stream.operator("f");
    }

    fn picture(&mut self, area: Area, picture: &Picture) {
        let at = self.pictures.iter().position(|it| it == picture).unwrap_or_else(|| {
            self.pictures.push(picture.clone());
            self.pictures.len() - 1
        });
        self.is_transparent |= pictures::is_transparent(picture);
        self.stream.operator("q");
        self.stream.transform(area);
        self.stream.named("Do", &pictures::name(at));
        self.stream.operator("Q");
    }

    fn rectangle(&mut self, area: Area) {
        let Area { x, y, width, height } = area;
        self.stream.rectangle(Point::new(x, y + height), width, height);
    }

    fn fill_color(&mut self, color: Color) {
        if self.state.fill != Some(color) {
            self.state.fill = Some(color);
            self.stream.color("rg", color);
        }
    }

    /// Makes what is filled next let the page shine through.
    fn opacity(&mut self, alpha: f64) {
        let percent = (alpha.clamp(0.0, 1.0) * 100.0).round();
        let percent = (0..=100).find(|it| f64::from(*it) >= percent).unwrap_or(100);
        self.opacities.insert(percent);
        self.is_transparent = true;
        self.stream.named("gs", &opacity_name(percent));
    }
}

/// Returns the name by which pages call a face.
pub(super) fn font_name(face: Face) -> &'static str {
    match face {
        Face::Regular => "Regular",
        Face::Bold => "Bold",
    }
}

/// Returns the opacities that were used, by the names by which pages call them.
pub(super) fn opacities(used: &BTreeSet<u8>) -> Dictionary {
    let opacity = |&percent: &u8| {
        let alpha = (f32::from(percent) / 100.0).into();
        let state = Dictionary::from_iter([("Type", name("ExtGState")), ("ca", alpha)]);
        (opacity_name(percent), state.into())
    };
    used.iter().map(opacity).collect()
}

fn opacity_name(percent: u8) -> String {
    format!("Opacity{percent}")
}
