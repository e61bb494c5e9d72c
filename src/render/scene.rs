//! Figures: a few shapes in a frame.
//!
//! Coordinates are points from the top left corner of the frame, to the right and downwards.

use super::Color;

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands below it; may be empty.
    pub caption: String,
    /// The width of the frame. A wider figure than the page is drawn smaller.
    pub width: f64,
    /// The height of the frame. A higher figure than the page is drawn smaller.
    pub height: f64,
    /// From back to front. They should stay in the frame, because nothing outside is cut.
    pub shapes: Vec<Shape>,
}

/// A place in the frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

impl Point {
    /// Returns the point at `x`, `y`.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// One mark of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// The top left corner.
        at: Point,
        /// To the right.
        width: f64,
        /// Downwards.
        height: f64,
        /// How it is filled.
        fill: Option<Fill>,
        /// How its outline is drawn.
        stroke: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// Where it starts.
        from: Point,
        /// Where it ends.
        to: Point,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// Straight lines from point to point.
    Polyline {
        /// In order.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// Straight lines from point to point and back to the first.
    Polygon {
        /// In order.
        points: Vec<Point>,
        /// How it is filled.
        fill: Option<Fill>,
        /// How its outline is drawn.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius.
        radius: f64,
        /// How it is filled.
        fill: Option<Fill>,
        /// How its outline is drawn.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// The anchor, on the base line.
        at: Point,
        /// What it says.
        text: String,
        /// The size in points.
        size: f64,
        /// Set in bold.
        bold: bool,
        /// Its colour.
        color: Color,
        /// Which part of the text stands at `at`.
        anchor: Anchor,
    },
}

impl Shape {
    /// Returns what it says, if it says something.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text, .. } => Some(text),
            Self::Rect { .. }
            | Self::Line { .. }
            | Self::Polyline { .. }
            | Self::Polygon { .. }
            | Self::Circle { .. } => None,
        }
    }
}

/// How a shape is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// The colour.
    pub color: Color,
    /// How much it covers, `0.0..=1.0`.
    pub alpha: f64,
}

impl From<Color> for Fill {
    fn from(color: Color) -> Self {
        Self { color, alpha: 1.0 }
    }
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub color: Color,
    /// The thickness in points.
    pub width: f64,
    /// Lengths of dashes and gaps in points. Empty: a solid line.
    pub dash: Vec<f64>,
}

impl Stroke {
    /// Returns a solid line.
    #[must_use]
    pub const fn new(color: Color, width: f64) -> Self {
        Self { color, width, dash: Vec::new() }
    }

    /// Returns this line with dashes.
    #[must_use]
    pub fn dashed(self, dash: impl Into<Vec<f64>>) -> Self {
        Self { dash: dash.into(), ..self }
    }
}

/// Which part of a text stands at its anchor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}
