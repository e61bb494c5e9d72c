//! The lists that cells take their entries from, on a sheet of their own that is hidden.

use super::WorkbookError;
use super::page::Page;
use crate::model::{Confidence, ScaleKind};
use crate::questionnaire::columns::{NO, YES};
use crate::questionnaire::{Choices, Question, Questionnaire};

/// The name of the sheet.
const SHEET: &str = "Lists";

/// Every list, each a column of the sheet.
pub(super) struct Lists {
    lists: Vec<Vec<String>>,
    /// The list of each scale that has one, by the index of the scale.
    by_scale: Vec<Option<usize>>,
}

impl Lists {
    /// Returns the lists that these questions need.
    pub(super) fn of(questionnaire: &Questionnaire<'_>) -> Self {
        let mut lists = vec![
            vec![YES.to_owned()],
            vec![YES.to_owned(), NO.to_owned()],
            Confidence::ALL.iter().map(|it| it.name().to_owned()).collect(),
        ];
        let mut by_scale = vec![None; questionnaire.framework.scales.len()];
        for question in questionnaire.questions() {
            let place = &mut by_scale[question.criterion.scale];
            if let (None, Choices::One(entries)) = (&place, question.choices()) {
                *place = Some(lists.len());
                lists.push(entries.into_iter().map(|it| it.label).collect());
            }
        }
        Self { lists, by_scale }
    }

    /// Returns the cells that say yes.
    pub(super) fn yes(&self) -> String {
        self.range(0)
    }

    /// Returns the cells that say yes and no.
    pub(super) fn yes_or_no(&self) -> String {
        self.range(1)
    }

    /// Returns the cells that say how sure somebody is.
    pub(super) fn confidence(&self) -> String {
        self.range(2)
    }

    /// Returns the cells that a question takes its answer from, if it has such.
    pub(super) fn answers(&self, question: &Question<'_>) -> Option<String> {
        let is_list =
            !matches!(question.framework.scale_of(question.criterion).kind, ScaleKind::Checklist);
        self.by_scale[question.criterion.scale].filter(|_| is_list).map(|it| self.range(it))
    }

    fn range(&self, list: usize) -> String {
        let column = u16::try_from(list).unwrap_or(u16::MAX);
        let column = rust_xlsxwriter::utility::column_number_to_name(column);
        format!("={SHEET}!${column}$1:${column}${}", self.lists[list].len())
    }

    pub(super) fn write(&self, page: &mut Page<'_>) -> Result<(), WorkbookError> {
        page.sheet.set_name(SHEET)?;
        let looks = page.looks;
        for (column, list) in (0..).zip(&self.lists) {
            for (row, entry) in (0..).zip(list) {
                page.ours((row, column), entry, &looks.text)?;
            }
        }
        page.sheet.set_hidden(true);
        page.finish(0, 0)
    }
}
