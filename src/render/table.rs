//! Tables in a terminal: the first thing that anybody sees of a score.

use std::io;

use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, TableStyle, Width};

use super::escape::terminal;
use super::{Format, Look};
use crate::report::{ActionView, DimensionView, NONE, Report, Standing};
use crate::wording;

/// Writes tables for people at a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Table;

/// How many actions are shown.
const ACTIONS: usize = 5;

/// How many cells a bar has.
const CELLS: usize = 10;

const LINES: TableStyle = TableStyle::new()
    .header_separator(comfy_table::LineStyle::none().fill('─').junction('─'))
    .bottom_border(comfy_table::LineStyle::none().fill('─').junction('─'));

const HEADING: Style = Style::new().bold();
const BAR: Style = AnsiColor::Blue.on_default();
const ALERT: Style = AnsiColor::Red.on_default();

/// What stands before a thing that is below its floor, so that colour is not the only sign.
const MARK: char = '▲';

impl Format for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn summary(&self) -> &'static str {
        "tables for people at a terminal"
    }

    fn ending(&self) -> Option<&'static str> {
        None
    }

    fn write(&self, report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        let mut screen = Screen { look, out };
        let summary = &report.summary;
        let framework = &report.assessment.framework;
        screen.heading(&summary.organisation)?;
        let date = wording::date(report.assessment.assessed_on);
        screen.text("", &format!("{}, version {}", summary.framework, framework.version))?;
        screen.text("", &format!("Assessed on {date}"))?;
        screen.blank()?;
        overall(report, &mut screen)?;
        screen.blank()?;
        screen.table(&dimensions(report, look))?;
        legend(report, &mut screen)?;
        actions(report, &mut screen)
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let is_wide = look.width >= WIDE;
        let mut header = vec!["File", "Date", "Value", "Level", "Target", "Gap", "Answered"];
        if is_wide {
            header.insert(1, "Organisation");
        }
        let mut table = new_table(look, &header);
        for (file, report) in reports {
            table.add_row(overview(file, &report, is_wide));
        }
        let first = header.len() - 6;
        keep_widths(
            &mut table,
            &[(first, 10), (first + 1, 5), (first + 3, 6), (first + 4, 5), (first + 5, 8)],
        );
        for column in [first + 1, first + 3, first + 4] {
            align_right(&mut table, column);
        }
        Screen { look, out }.table(&table)
    }
}

/// Returns the row of one file among several.
fn overview(file: &str, report: &Report<'_>, is_wide: bool) -> Vec<String> {
    let Standing { value, level, target, gap, .. } = &report.summary.overall;
    let coverage = &report.card.coverage;
    let (file, organisation) = (terminal(file), terminal(&report.summary.organisation));
    let mut row =
        if is_wide { vec![file, organisation] } else { vec![format!("{file}\n· {organisation}")] };
    row.extend([
        report.assessment.assessed_on.to_string(),
        value.clone(),
        terminal(level),
        target.clone(),
        gap.clone(),
        format!("{} of {}", coverage.answered, coverage.in_scope),
    ]);
    row
}

/// Where text goes: lines that fit, coloured if that is wanted.
struct Screen<'a> {
    look: Look,
    out: &'a mut dyn io::Write,
}

impl Screen<'_> {
    fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = terminal(text);
        for line in wrap(&text, self.look.width) {
            let line = paint(line.trim_end(), HEADING, self.look);
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Writes text, its first line after `label`, the rest below it.
    fn text(&mut self, label: &str, text: &str) -> io::Result<()> {
        let text = terminal(text);
        let indent = label.chars().count();
        let width = usize::from(self.look.width).saturating_sub(indent).max(20);
        let lines = wrap(&text, u16::try_from(width).unwrap_or(u16::MAX));
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { label.to_owned() } else { " ".repeat(indent) };
            let line = self.coloured(&format!("{before}{line}"));
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn table(&mut self, table: &comfy_table::Table) -> io::Result<()> {
        for (index, line) in table.lines().enumerate() {
            let line = line.trim_end();
            let is_header = index == 0;
            let line =
                if is_header { paint(line, HEADING, self.look) } else { self.coloured(line) };
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Colours bars and marks in a line that is already laid out, so that colour cannot move
    /// anything.
    fn coloured(&self, line: &str) -> String {
        if !self.look.colour {
            return line.to_owned();
        }
        let mut out = String::new();
        let mut run = String::new();
        let mut style: Option<Style> = None;
        for character in line.chars() {
            let next = match character {
                '█' => Some(BAR),
                MARK => Some(ALERT),
                _ => None,
            };
            if next != style {
                out.push_str(&styled(&run, style, self.look));
                run.clear();
                style = next;
            }
            run.push(character);
        }
        out.push_str(&styled(&run, style, self.look));
        out
    }
}

fn styled(text: &str, style: Option<Style>, look: Look) -> String {
    style.map_or_else(|| text.to_owned(), |style| paint(text, style, look))
}

fn paint(text: &str, style: Style, look: Look) -> String {
    if look.colour && !text.is_empty() {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// Returns text in lines of at most `width` columns.
fn wrap(text: &str, width: u16) -> Vec<String> {
    let mut table = comfy_table::Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width).add_row([text]);
    for column in table.column_iter_mut() {
        column.set_padding((0, 0));
    }
    table.lines().map(|it| it.trim_end().to_owned()).collect()
}

fn new_table(look: Look, header: &[&str]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(look.width.max(60)).set_header(header);
    let last = header.len() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { 2 }));
    }
    table
}

/// Gives columns a width that their content never changes.
fn keep_widths(table: &mut comfy_table::Table, widths: &[(usize, u16)]) {
    for (index, width) in widths {
        if let Some(column) = table.column_mut(*index) {
            let width = Width::Fixed(width + column.padding_width());
            column.set_constraint(ColumnConstraint::Absolute(width));
        }
    }
}

fn align_right(table: &mut comfy_table::Table, column: usize) {
    if let Some(column) = table.column_mut(column) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

fn overall(report: &Report<'_>, screen: &mut Screen<'_>) -> io::Result<()> {
    let summary = &report.summary;
    let standing = &summary.overall;
    let highest = report.assessment.framework.levels.highest();
    let mut line = match standing.score {
        Some(_) => {
            format!("{} of {highest}  {}  {}", standing.value, bar(standing), standing.level)
        }
        None => "no score".to_owned(),
    };
    if standing.score.is_some() {
        line += &format!(" · target {} · gap {}", standing.target, standing.gap);
    }
    screen.text("Overall   ", &line)?;
    if standing.score.is_none() {
        screen.text("          ", &summary.headline)?;
    }
    if let Some(bounds) = &standing.bounds {
        screen
            .text("          ", &format!("could be {bounds}, depending on what is not answered"))?;
    }
    screen.text("Coverage  ", &summary.coverage)?;
    if let Some(evidence) = &summary.evidence {
        screen.text("Evidence  ", evidence.trim_end_matches('.'))?;
    }
    Ok(())
}

/// How wide a terminal has to be for the weakest criterion and what holds a dimension to get
/// columns of their own, instead of lines below the title.
const WIDE: u16 = 130;

fn dimensions(report: &Report<'_>, look: Look) -> comfy_table::Table {
    let is_wide = look.width >= WIDE;
    let has_floors = report.dimensions.iter().any(|it| !it.floors.is_empty());
    let name = terminal(&report.assessment.framework.dimension_name);
    let name = if is_wide { name } else { format!("{name} · weakest criterion") };
    let mut header = vec![name.as_str(), "Value", "", "Level", "Target", "Gap"];
    if is_wide {
        header.push("Weakest criterion");
    }
    if is_wide && has_floors {
        header.push("Floors");
    }
    let mut table = new_table(look, &header);
    for dimension in &report.dimensions {
        let mut row = row(dimension, is_wide);
        row.truncate(header.len());
        table.add_row(row);
    }
    for column in [1, 4, 5] {
        align_right(&mut table, column);
    }
    // Numbers and bars keep their width; titles wrap.
    let bar = u16::try_from(CELLS).unwrap_or(u16::MAX);
    keep_widths(&mut table, &[(1, 5), (2, bar), (4, 6), (5, 5)]);
    table
}

fn row(dimension: &DimensionView, is_wide: bool) -> Vec<String> {
    let Standing { value, level, target, gap, .. } = &dimension.standing;
    let indent = "  ".repeat(dimension.depth);
    let weakest = dimension.weakest.clone().unwrap_or_else(|| NONE.to_owned());
    let floors: Vec<String> = dimension.floors.iter().map(|it| format!("{MARK} {it}")).collect();
    // A dash stays where a wrapped line would lose its spaces.
    let mut title = format!("{}{}", "– ".repeat(dimension.depth), terminal(&dimension.title));
    if !is_wide {
        if dimension.weakest.is_some() {
            title += &format!("\n{indent}· {weakest}");
        }
        for it in &floors {
            title += &format!("\n{indent}{it}");
        }
    }
    if let Some(partly) = &dimension.partly {
        title += &format!("\n{indent}({partly})");
    }
    let bar = bar(&dimension.standing);
    vec![
        title,
        value.clone(),
        bar,
        terminal(level),
        target.clone(),
        gap.clone(),
        weakest,
        floors.join(" "),
    ]
}

/// Returns a bar of ten cells, with a line at the target where the bar does not reach it.
fn bar(standing: &Standing) -> String {
    let cells = |fraction: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a fraction of ten is a small whole number"
        )]
        let cells = (fraction * CELLS as f64).round() as usize;
        cells
    };
    let Some(score) = standing.score else { return "·".repeat(CELLS) };
    let (filled, target) = (cells(score), standing.target_score.map(cells));
    let cell = |index: usize| match index {
        _ if index < filled => '█',
        _ if Some(index + 1) == target => '▕',
        _ => '░',
    };
    (0..CELLS).map(cell).collect()
}

fn legend(report: &Report<'_>, screen: &mut Screen<'_>) -> io::Result<()> {
    screen.text("", "█ value, ▕ target; bars run from the lowest level to the highest")?;
    for (title, held) in &report.summary.held {
        screen.text(&format!("{MARK} "), &format!("{title}: {held}"))?;
    }
    Ok(())
}

fn actions(report: &Report<'_>, screen: &mut Screen<'_>) -> io::Result<()> {
    screen.blank()?;
    if let Some(text) = &report.no_plan {
        return screen.text("", text);
    }
    screen.heading("What to do first")?;
    for action in report.plan.iter().take(ACTIONS) {
        screen.text(&format!("{:>2}. ", action.rank), &about(action))?;
        screen.text("    ", &action.step)?;
    }
    let rest = report.plan.len().saturating_sub(ACTIONS);
    if rest > 0 {
        let more = wording::count(rest, "more action", "more actions");
        screen.text("", &format!("{more}: stocktake report FILE -o gap-report.pdf"))?;
    }
    Ok(())
}

fn about(action: &ActionView) -> String {
    let mut parts = vec![action.criterion.clone()];
    parts.extend(action.below_floor.as_ref().map(|it| format!("{MARK} {}", it.to_lowercase())));
    parts.push(format!("gap {}", action.gap));
    parts.push(format!("overall {}", action.uplift));
    parts.extend(action.effort.map(|it| format!("{it} effort")));
    parts.extend(action.owner.clone());
    parts.extend(action.due.as_ref().map(|it| format!("by {it}")));
    parts.join(" · ")
}
