//! A sheet that is filled in: what its cells look like, which of them are open, and what they take.

use rust_xlsxwriter::{
    Color as Ink, DataValidation, DataValidationRule, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, ProtectionOptions, Worksheet,
};

use super::super::super::color::Color;
use super::super::{sheet, style};
use super::WorkbookError;
use crate::model::Date;

/// How much text a cell may hold, in UTF-16 units.
const CELL: usize = 32_767;

/// How many characters of a title fit into a line.
const TITLE: f64 = 70.0;

/// The first year of which days are written as days, and not as text.
const FIRST_YEAR: u16 = 1950;

/// What cells look like.
pub(super) struct Looks {
    title: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    pub(super) strong: Format,
    pub(super) quiet: Format,
    pub(super) count: Format,
    /// For a text of ours that is no part of a table.
    pub(super) plain: Format,
    /// For a cell that somebody fills in.
    pub(super) open: Format,
    pub(super) open_number: Format,
    pub(super) open_date: Format,
    /// For a cell in a column of those that is not to be filled in here.
    pub(super) shut: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let line = style::ink(Color::RULE);
        let base = Format::new()
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Left)
            .set_text_wrap()
            .set_font_color(style::ink(Color::TEXT));
        let text = base.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(line);
        let open = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(line)
            .set_background_color(Ink::RGB(0x00FF_FBE6))
            .set_unlocked();
        Self {
            title: base
                .clone()
                .set_bold()
                .set_font_size(16)
                .set_font_color(style::ink(Color::DARK_BLUE)),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_font_color(style::ink(Color::WHITE))
                .set_background_color(style::ink(Color::DARK_BLUE)),
            strong: text.clone().set_bold(),
            quiet: text.clone().set_font_color(style::ink(Color::MUTED)).set_font_size(9),
            count: text.clone().set_align(FormatAlign::Right),
            open_number: open.clone().set_align(FormatAlign::Right),
            open_date: open.clone().set_num_format("d mmm yyyy"),
            shut: text.clone().set_background_color(Ink::RGB(0x00F0_F2F5)),
            plain: base,
            open,
            text,
        }
    }
}

/// A sheet that is being written.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) looks: &'a Looks,
}

/// A place: row and column, from 0.
pub(super) type Place = (u32, u16);

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, looks: &'a Looks) -> Self {
        Self { sheet, looks }
    }

    /// Writes a text as it is. `what` is how an error calls it.
    pub(super) fn text(
        &mut self,
        (row, column): Place,
        text: &str,
        look: &Format,
        what: impl Fn() -> String,
    ) -> Result<(), WorkbookError> {
        if text.encode_utf16().count() > CELL {
            return Err(WorkbookError::TooLong(what()));
        }
        if text.is_empty() {
            self.sheet.write_blank(row, column, look)?;
            return Ok(());
        }
        // A spreadsheet would take it for a formula once somebody edits the cell.
        let is_like_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']);
        let quoted = is_like_formula.then(|| look.clone().set_quote_prefix());
        self.sheet.write_string_with_format(row, column, text, quoted.as_ref().unwrap_or(look))?;
        Ok(())
    }

    /// Writes a text of ours.
    pub(super) fn ours(
        &mut self,
        place: Place,
        text: &str,
        look: &Format,
    ) -> Result<(), WorkbookError> {
        self.text(place, text, look, || "a text of the framework".to_owned())
    }

    /// Writes a question in bold, and below it why it is asked.
    pub(super) fn asked(
        &mut self,
        (row, column): Place,
        question: &str,
        why: &str,
    ) -> Result<(), WorkbookError> {
        let looks = self.looks;
        if why.is_empty() {
            return self.ours((row, column), question, &looks.strong);
        }
        let parts = [(&looks.strong, question), (&looks.text, why)];
        self.sheet.write_rich_string_with_format(row, column, &parts, &looks.text)?;
        Ok(())
    }

    /// Writes a cell that takes a text.
    pub(super) fn open(
        &mut self,
        place: Place,
        text: Option<&str>,
        what: impl Fn() -> String,
    ) -> Result<(), WorkbookError> {
        let looks = self.looks;
        self.text(place, text.unwrap_or_default(), &looks.open, what)
    }

    /// Writes a cell that takes a number within a range.
    pub(super) fn open_number(
        &mut self,
        (row, column): Place,
        number: Option<f64>,
        (lower, upper): (f64, f64),
        what: &str,
    ) -> Result<(), WorkbookError> {
        let looks = self.looks;
        match number {
            Some(it) => self.sheet.write_number_with_format(row, column, it, &looks.open_number)?,
            None => self.sheet.write_blank(row, column, &looks.open_number)?,
        };
        let rule = DataValidationRule::Between(lower, upper);
        self.takes((row, column), DataValidation::new().allow_decimal_number(rule), what)
    }

    /// Writes a cell that takes a day.
    pub(super) fn open_date(
        &mut self,
        (row, column): Place,
        date: Option<Date>,
    ) -> Result<(), WorkbookError> {
        let looks = self.looks;
        // A day long ago would be taken for a year that somebody typed.
        let day = date.filter(|it| it.year() >= FIRST_YEAR.into()).and_then(sheet::date);
        match (date, day) {
            (_, Some(day)) => {
                self.sheet.write_datetime_with_format(row, column, &day, &looks.open_date)?;
            }
            (Some(date), None) => {
                self.sheet.write_string_with_format(
                    row,
                    column,
                    date.to_string(),
                    &looks.open_date,
                )?;
            }
            (None, None) => {
                self.sheet.write_blank(row, column, &looks.open_date)?;
            }
        }
        let first = ExcelDateTime::from_ymd(FIRST_YEAR, 1, 1)?;
        let rule = DataValidationRule::GreaterThanOrEqualTo(first);
        self.takes(
            (row, column),
            DataValidation::new().allow_date(rule),
            "Type a day, such as 31 March 2027.",
        )
    }

    /// Writes a cell that takes an entry of a list, which is a range of cells.
    pub(super) fn open_list(
        &mut self,
        (row, column): Place,
        entry: Option<&str>,
        list: &str,
        what: &str,
    ) -> Result<(), WorkbookError> {
        self.open((row, column), entry, || "an entry of a list".to_owned())?;
        let list = DataValidation::new().allow_list_formula(Formula::new(list));
        self.takes((row, column), list, what)
    }

    /// Says what a cell takes, and refuses the rest with the same words.
    fn takes(
        &mut self,
        (row, column): Place,
        rule: DataValidation,
        what: &str,
    ) -> Result<(), WorkbookError> {
        // A message may have 255 characters.
        let what: String = what.chars().take(120).collect();
        let rule = rule.set_error_title("This cannot be read back")?.set_error_message(what)?;
        self.sheet.add_data_validation(row, column, row, column, &rule)?;
        Ok(())
    }

    /// Writes a cell that is not to be filled in.
    pub(super) fn shut(&mut self, (row, column): Place) -> Result<(), WorkbookError> {
        self.sheet.write_blank(row, column, &self.looks.shut)?;
        Ok(())
    }

    /// Writes a formula of ours, with what it comes to as long as nobody changes anything.
    pub(super) fn formula(
        &mut self,
        (row, column): Place,
        formula: &str,
        result: &str,
        look: &Format,
    ) -> Result<(), WorkbookError> {
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, look)?;
        Ok(())
    }

    /// Writes a text of ours across the first three columns, where `width` characters fit into a line.
    pub(super) fn across(
        &mut self,
        row: u32,
        text: &str,
        look: &Format,
        width: f64,
    ) -> Result<(), WorkbookError> {
        self.sheet.merge_range(row, 0, row, 2, "", look)?;
        self.ours((row, 0), text, look)?;
        self.height(row, &[(text, width)])
    }

    /// Writes the title of a sheet.
    pub(super) fn title(&mut self, text: &str) -> Result<(), WorkbookError> {
        let looks = self.looks;
        self.across(0, text, &looks.title, TITLE)?;
        self.sheet.set_row_height(0, 24.0 * sheet::lines(text, TITLE))?;
        Ok(())
    }

    /// Writes the headers of columns, with their widths in characters.
    pub(super) fn headers(
        &mut self,
        row: u32,
        headers: &[(&str, f64)],
    ) -> Result<(), WorkbookError> {
        let looks = self.looks;
        for (column, (header, width)) in (0..).zip(headers) {
            self.sheet.set_column_width(column, *width)?;
            self.ours((row, column), header, &looks.header)?;
        }
        Ok(())
    }

    /// Makes a row as high as its texts need, which are in columns of these widths.
    pub(super) fn height(&mut self, row: u32, texts: &[(&str, f64)]) -> Result<(), WorkbookError> {
        let lines = |(text, width): &(&str, f64)| {
            text.split('\n').map(|it| sheet::lines(it, *width)).sum::<f64>()
        };
        let lines = texts.iter().map(lines).fold(1.0, f64::max);
        self.sheet.set_row_height(row, (lines * sheet::LINE).min(sheet::ROW))?;
        Ok(())
    }

    /// Locks what is not open, and settles how the sheet is printed. The first `rows` and `columns` stay
    /// in view.
    pub(super) fn finish(&mut self, rows: u32, columns: u16) -> Result<(), WorkbookError> {
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            // Comments.
            edit_objects: true,
            ..ProtectionOptions::default()
        };
        self.sheet.protect_with_options(&options);
        self.sheet.set_freeze_panes(rows, columns)?;
        self.sheet.set_landscape().set_paper_size(9);
        self.sheet.set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
        self.sheet.set_footer("&L&A&RPage &P of &N");
        Ok(())
    }
}
