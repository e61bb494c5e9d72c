//! Figures become pictures in the page: SVG that draws the shapes and nothing else.
//!
//! A picture keeps its colours and its white ground, whatever the page around it looks like.

use maud::{Markup, html};

use super::block::Writer;
use super::text::{dir, line, lines};
use crate::render::Color;
use crate::render::scene::{Anchor, Figure, Fill, Point, Shape, Stroke};

/// How large a point of a figure is on a screen with room for it, in pixels.
const SCALE: f64 = 1.8;

/// The largest coordinate. What lies farther out is nowhere near the frame.
const FAR: f64 = 1e5;

impl Writer {
    /// Returns a figure with its caption, and in words for everybody.
    pub(super) fn picture(&mut self, figure: &Figure) -> Markup {
        self.pictures += 1;
        let name = format!("Picture {}", self.pictures);
        let (title_id, alt_id) =
            (self.names.give(&name), self.names.give(&format!("{name} in words")));
        let topic = self.topic().map(|it| format!("{name}: {it}"));
        let title = Some(line(&figure.caption)).filter(|it| !it.is_empty()).or(topic);
        let title = title.unwrap_or_else(|| name.clone());
        let alt = line(&figure.alt);
        let names = if alt.is_empty() { title_id.clone() } else { format!("{title_id} {alt_id}") };
        let (width, height) = (length(figure.width), length(figure.height));
        let frame = format!("0 0 {} {}", number(width), number(height));
        html! {
            figure {
                section class="scroll" tabindex="0" aria-label=(name) {
                    svg role="img" aria-labelledby=(names) viewBox=(frame)
                        width=(number(width * SCALE)) height=(number(height * SCALE)) {
                        title id=(title_id) { (title) }
                        @if !alt.is_empty() { desc id=(alt_id) { (alt) } }
                        rect width=(number(width)) height=(number(height)) fill=(hex(Color::WHITE)) {}
                        @for it in &figure.shapes { (shape(it)) }
                    }
                }
                @if !alt.is_empty() {
                    details {
                        summary { "The values of picture " (self.pictures) " in words" }
                        p dir=[dir(&alt)] { (lines(&figure.alt)) }
                    }
                }
                // The last in a figure, as HTML demands; the style sheet puts it below the picture.
                @if !figure.caption.trim().is_empty() {
                    figcaption dir=[dir(&figure.caption)] { (lines(&figure.caption)) }
                }
            }
        }
    }
}

fn shape(shape: &Shape) -> Markup {
    match shape {
        Shape::Rect { at, width, height, fill, stroke } => {
            let (fill, line) = (Filled::new(*fill), Stroked::new(stroke.as_ref()));
            html! {
                rect x=(number(at.x)) y=(number(at.y))
                    width=(number(width.max(0.0))) height=(number(height.max(0.0)))
                    fill=(fill.color) fill-opacity=[fill.alpha]
                    stroke=[line.color] stroke-width=[line.width] stroke-dasharray=[line.dash] {}
            }
        }
        Shape::Line { from, to, stroke } => {
            let line = Stroked::new(Some(stroke));
            html! {
                line x1=(number(from.x)) y1=(number(from.y)) x2=(number(to.x)) y2=(number(to.y))
                    stroke=[line.color] stroke-width=[line.width] stroke-dasharray=[line.dash] {}
            }
        }
        Shape::Polyline { points, stroke } => {
            let line = Stroked::new(Some(stroke));
            html! {
                polyline points=(self::points(points)) fill="none"
                    stroke=[line.color] stroke-width=[line.width] stroke-dasharray=[line.dash] {}
            }
        }
        Shape::Polygon { points, fill, stroke } => {
            let (fill, line) = (Filled::new(*fill), Stroked::new(stroke.as_ref()));
            html! {
                polygon points=(self::points(points))
                    fill=(fill.color) fill-opacity=[fill.alpha]
                    stroke=[line.color] stroke-width=[line.width] stroke-dasharray=[line.dash] {}
            }
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let (fill, line) = (Filled::new(*fill), Stroked::new(stroke.as_ref()));
            html! {
                circle cx=(number(center.x)) cy=(number(center.y)) r=(number(radius.max(0.0)))
                    fill=(fill.color) fill-opacity=[fill.alpha]
                    stroke=[line.color] stroke-width=[line.width] stroke-dasharray=[line.dash] {}
            }
        }
        Shape::Text { at, text, size, bold, color, anchor } => {
            let anchor = match anchor {
                Anchor::Start => None,
                Anchor::Middle => Some("middle"),
                Anchor::End => Some("end"),
            };
            html! {
                text x=(number(at.x)) y=(number(at.y)) font-size=(number(size.max(0.0)))
                    font-weight=[bold.then_some("bold")] text-anchor=[anchor] fill=(hex(*color)) {
                    (line(text))
                }
            }
        }
    }
}

/// How a shape is filled, as attributes.
struct Filled {
    color: String,
    alpha: Option<String>,
}

impl Filled {
    fn new(fill: Option<Fill>) -> Self {
        let Some(Fill { color, alpha }) = fill else {
            return Self { color: "none".to_owned(), alpha: None };
        };
        let alpha = alpha.clamp(0.0, 1.0);
        Self { color: hex(color), alpha: (alpha < 1.0).then(|| number(alpha)) }
    }
}

/// How a line is drawn, as attributes.
#[derive(Default)]
struct Stroked {
    color: Option<String>,
    width: Option<String>,
    dash: Option<String>,
}

impl Stroked {
    fn new(stroke: Option<&Stroke>) -> Self {
        let Some(Stroke { color, width, dash }) = stroke else { return Self::default() };
        let dash: Vec<String> = dash.iter().map(|it| number(it.max(0.0))).collect();
        Self {
            color: Some(hex(*color)),
            width: Some(number(width.max(0.0))),
            dash: (!dash.is_empty()).then(|| dash.join(" ")),
        }
    }
}

fn points(points: &[Point]) -> String {
    let points: Vec<String> =
        points.iter().map(|it| format!("{},{}", number(it.x), number(it.y))).collect();
    points.join(" ")
}

/// Returns a side of the frame, which has to have one.
fn length(side: f64) -> f64 {
    if side.is_finite() { side.clamp(1.0, FAR) } else { 1.0 }
}

/// Returns a number with two decimals at most.
fn number(number: f64) -> String {
    let number = if number.is_nan() { 0.0 } else { number.clamp(-FAR, FAR) };
    let text = format!("{number:.2}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// Returns a colour as style sheets and pictures name it: `#005EB8`.
pub(super) fn hex(Color { red, green, blue }: Color) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(it: &Shape, expected: &str) {
        assert_eq!(shape(it).into_string(), expected);
    }

    #[test]
    fn every_shape_is_drawn() {
        let (at, to) = (Point::new(1.0, 2.5), Point::new(3.0, -0.001));
        let fill = Some(Fill { color: Color::BLUE, alpha: 0.5 });
        let stroke = Stroke::new(Color::RED, 2.0);
        check(
            &Shape::Rect { at, width: 4.0, height: -1.0, fill, stroke: None },
            "<rect x=\"1\" y=\"2.5\" width=\"4\" height=\"0\" fill=\"#005EB8\" fill-opacity=\"0.5\"></rect>",
        );
        check(
            &Shape::Line { from: at, to, stroke: stroke.clone().dashed([3.0, 1.0]) },
            "<line x1=\"1\" y1=\"2.5\" x2=\"3\" y2=\"0\" stroke=\"#B01E17\" stroke-width=\"2\" stroke-dasharray=\"3 1\"></line>",
        );
        check(
            &Shape::Polyline { points: vec![at, to], stroke: stroke.clone() },
            "<polyline points=\"1,2.5 3,0\" fill=\"none\" stroke=\"#B01E17\" stroke-width=\"2\"></polyline>",
        );
        check(
            &Shape::Polygon { points: vec![at], fill: None, stroke: Some(stroke) },
            "<polygon points=\"1,2.5\" fill=\"none\" stroke=\"#B01E17\" stroke-width=\"2\"></polygon>",
        );
        check(
            &Shape::Circle {
                center: at,
                radius: f64::NAN,
                fill: Some(Color::WHITE.into()),
                stroke: None,
            },
            "<circle cx=\"1\" cy=\"2.5\" r=\"0\" fill=\"#FFFFFF\"></circle>",
        );
    }

    #[test]
    fn text_stands_at_its_anchor_and_cannot_leave_its_element() {
        let text = |anchor, bold| Shape::Text {
            at: Point::default(),
            text: "</text><a>".to_owned(),
            size: 8.5,
            bold,
            color: Color::TEXT,
            anchor,
        };
        let start = "<text x=\"0\" y=\"0\" font-size=\"8.5\"";
        let end = "fill=\"#212B32\">&lt;/text&gt;&lt;a&gt;</text>";
        check(&text(Anchor::Start, false), &format!("{start} {end}"));
        check(
            &text(Anchor::End, true),
            &format!("{start} font-weight=\"bold\" text-anchor=\"end\" {end}"),
        );
    }

    #[test]
    fn a_picture_has_a_name_and_says_in_words_what_it_shows() {
        let figure = Figure {
            alt: "A 2".to_owned(),
            caption: "Values.".to_owned(),
            width: 100.0,
            height: f64::INFINITY,
            shapes: Vec::new(),
        };
        assert_eq!(
            Writer::new(&[]).picture(&figure).into_string(),
            "<figure><section class=\"scroll\" tabindex=\"0\" aria-label=\"Picture 1\">\
             <svg role=\"img\" aria-labelledby=\"picture-1 picture-1-in-words\" viewBox=\"0 0 100 1\" \
             width=\"180\" height=\"1.8\"><title id=\"picture-1\">Values.</title>\
             <desc id=\"picture-1-in-words\">A 2</desc>\
             <rect width=\"100\" height=\"1\" fill=\"#FFFFFF\"></rect></svg></section>\
             <details><summary>The values of picture 1 in words</summary><p>A 2</p></details>\
             <figcaption>Values.</figcaption></figure>"
        );
    }

    #[test]
    fn numbers_are_short_and_finite() {
        let numbers = [1.0, 0.125, -0.001, f64::NAN, f64::INFINITY, -1e300];
        assert_eq!(numbers.map(number), ["1", "0.12", "0", "0", "100000", "-100000"]);
    }
}
