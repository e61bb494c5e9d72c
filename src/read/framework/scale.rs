//! The tables `[scale.…]`.

use super::super::fields::{Reader, Table};
use super::super::tree::{Entry, Node};
use super::Ids;
use crate::diagnostic::{Code, Span};
use crate::model::{Band, Choice, Line, OptionId, Range, Scale, ScaleId, ScaleKind};

/// What these mean in an answer does not depend on the scale.
const RESERVED: [&str; 3] = ["unknown", "not-applicable", "na"];

const KINDS: [&str; 4] = ["level", "choice", "number", "checklist"];

/// Returns every scale that is declared, with its place; the scale itself unless it has errors.
pub(super) fn scales(node: &Node, reader: &mut Reader) -> Vec<(String, Span, Option<Scale>)> {
    let Some(table) = reader.table(node, "[scale]") else { return Vec::new() };
    let scale = |entry: &Entry| {
        let id = reader.id_from::<ScaleId>(&entry.key, &entry.at);
        let kind = kind(&entry.node, reader);
        let scale = id.zip(kind).map(|(id, kind)| Scale { id, kind });
        (entry.key.clone(), entry.at.clone(), scale)
    };
    table.entries().iter().map(scale).collect()
}

fn kind(node: &Node, reader: &mut Reader) -> Option<ScaleKind> {
    let mut table = reader.table(node, "a scale")?;
    let kind = table.required("kind", reader)?;
    // Which keys a scale has depends on its kind.
    let kind = match reader.one_of(kind, "kind of scale", &KINDS, |it| it)? {
        "level" => Some(ScaleKind::Level),
        "checklist" => Some(ScaleKind::Checklist),
        "choice" => table.required("options", reader).and_then(|it| options(it, reader)),
        _ => number(&mut table, reader),
    };
    table.close(reader);
    kind
}

fn options(node: &Node, reader: &mut Reader) -> Option<ScaleKind> {
    let items = reader.list(node, "options")?;
    if items.len() < 2 {
        let message = "a choice needs at least two options";
        reader.report(Code::MissingKey, &node.span, message, "add an option");
    }
    let mut ids = Ids::default();
    // Every option is read, so that every finding is told.
    let options: Vec<Option<Choice>> =
        items.iter().map(|it| option(it, &mut ids, reader)).collect();
    options.into_iter().collect::<Option<_>>().map(ScaleKind::Choice)
}

fn option(node: &Node, ids: &mut Ids, reader: &mut Reader) -> Option<Choice> {
    let mut table = reader.table(node, "an option")?;
    let id_node = table.required("id", reader);
    let id = id_node.and_then(|it| option_id(it, reader));
    ids.claim("option", id_node, reader);
    let label = table.required("label", reader).and_then(|it| reader.text(it));
    let points = table.required("points", reader).and_then(|it| points(it, reader));
    table.close(reader);
    Some(Choice { id: id?, label: label?, points: points? })
}

/// Returns the id of an option, which may not be a word that means something in every answer.
fn option_id(node: &Node, reader: &mut Reader) -> Option<OptionId> {
    let id: OptionId = reader.id(node)?;
    if RESERVED.contains(&id.as_str()) {
        let message =
            format!("no option can have the id `{id}`: as an answer, it means something else");
        reader.report(Code::InvalidId, &node.span, message, "use another id");
        return None;
    }
    Some(id)
}

fn points(node: &Node, reader: &mut Reader) -> Option<f64> {
    reader.number_within(node, "a number of points", (0.0, 100.0))
}

fn number(table: &mut Table<'_>, reader: &mut Reader) -> Option<ScaleKind> {
    let unit = table.required("unit", reader).and_then(|it| reader.text(it));
    let range = table.required("range", reader).and_then(|it| range(it, reader));
    let bands_node = table.get("bands");
    let (worst, best) = (table.entry("worst"), table.entry("best"));
    match (bands_node, worst, best) {
        (Some(_), Some(entry), _) | (Some(_), None, Some(entry)) => {
            let message =
                format!("a scale has either `bands` or a line, not `{}` as well", entry.key);
            reader.report(
                Code::ConflictingKeys,
                &entry.at,
                message,
                "remove the bands, or `worst` and `best`",
            );
            None
        }
        (Some(node), None, None) => {
            let bands = bands(node, range, reader);
            Some(ScaleKind::Bands { unit: unit?, range: range?, bands: bands? })
        }
        (None, Some(worst), Some(best)) => {
            let (from, to) = (reader.number(&worst.node), reader.number(&best.node));
            let line = Line::new(from?, to?);
            if line.is_none() {
                let message = "`worst` and `best` are the same number";
                reader.report(
                    Code::InvalidRange,
                    &best.node.span,
                    message,
                    "a line needs two different ends",
                );
            }
            Some(ScaleKind::Line { unit: unit?, range: range?, line: line? })
        }
        _ => {
            let message = "a number scale needs `bands`, or `worst` and `best`";
            reader.report(Code::MissingKey, &table.span, message, "add one or the other");
            None
        }
    }
}

fn range(node: &Node, reader: &mut Reader) -> Option<Range> {
    let items = reader.list(node, "two numbers")?;
    let [lower, upper] = items else {
        reader.report(
            Code::InvalidRange,
            &node.span,
            "a range has two ends",
            "write it as `range = [0, 100]`",
        );
        return None;
    };
    let (lower, upper) = (reader.number(lower), reader.number(upper));
    let range = Range::new(lower?, upper?);
    if range.is_none() {
        let message = "the lower end of the range is not below its upper end";
        reader.report(
            Code::InvalidRange,
            &node.span,
            message,
            "write the smaller number first, such as `range = [0, 100]`",
        );
    }
    range
}

fn bands(node: &Node, range: Option<Range>, reader: &mut Reader) -> Option<Vec<Band>> {
    let items = reader.list(node, "bands")?;
    if items.is_empty() {
        let message = "a scale needs at least one band";
        reader.report(Code::MissingKey, &node.span, message, "add `{ from = …, points = … }`");
    }
    // Every band is read, so that every finding is told.
    let read: Vec<Option<(Band, Span)>> = items.iter().map(|it| band(it, reader)).collect();
    let mut bands: Vec<Band> = Vec::new();
    for (band, span) in read.into_iter().collect::<Option<Vec<_>>>()? {
        check_band(&band, &span, bands.last(), range, reader);
        bands.push(band);
    }
    (!bands.is_empty()).then_some(bands)
}

/// Returns a band, and where it says what it starts from.
fn band(node: &Node, reader: &mut Reader) -> Option<(Band, Span)> {
    let mut table = reader.table(node, "a band")?;
    let from = table.required("from", reader);
    let number = from.and_then(|it| reader.number(it));
    let points = table.required("points", reader).and_then(|it| points(it, reader));
    table.close(reader);
    Some((Band { from: number?, points: points? }, from?.span.clone()))
}

fn check_band(
    band: &Band,
    span: &Span,
    before: Option<&Band>,
    range: Option<Range>,
    reader: &mut Reader,
) {
    let text = reader.source.slice(span).to_owned();
    match (before, range) {
        (Some(before), _) if band.from <= before.from => {
            let message = "this band does not start above the one before";
            let help = "write the bands in rising order of `from`";
            reader.report(Code::BandsOutOfOrder, span, message, help);
        }
        (None, Some(range)) if band.from > range.lower() => {
            let message =
                format!("the first band starts at {text}, above the lower end of the range");
            let lower = crate::wording::number(range.lower(), 6);
            reader.report(
                Code::BandsWithHole,
                span,
                message,
                format!("start it at {lower}, or add a band below it"),
            );
        }
        (_, Some(range)) if band.from > range.upper() || band.from < range.lower() => {
            let message = format!("a band that starts at {text} is outside the range");
            reader.report(Code::OutOfRange, span, message, "start it within the range");
        }
        _ => {}
    }
}
