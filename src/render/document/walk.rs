//! All texts of a document, one after the other.

use super::{Block, Document, Text};

impl Document {
    /// Hands each text of the document to `visit`, in reading order.
    pub fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(&self.footer);
        blocks(&self.blocks, visit);
    }
}

fn blocks(all: &[Block], visit: &mut dyn FnMut(&str)) {
    for block in all {
        match block {
            Block::Banner(it) => {
                for text in [&it.kicker, &it.title, &it.subtitle] {
                    visit(text);
                }
            }
            Block::Heading { text, .. } => visit(text),
            Block::Paragraph(it) | Block::Lead(it) | Block::Note(it) => runs(it, visit),
            Block::List(it) => it.items.iter().for_each(|it| runs(it, visit)),
            Block::Facts(all) => {
                for it in all {
                    visit(&it.name);
                    runs(&it.value, visit);
                }
            }
            Block::Table(it) => {
                visit(&it.caption);
                it.columns.iter().for_each(|it| visit(&it.header));
                let cells = it.rows.iter().flat_map(|it| &it.cells);
                cells.for_each(|it| runs(&it.text, visit));
            }
            Block::Figure(it) => {
                it.shapes.iter().filter_map(|it| it.text()).for_each(&mut *visit);
                visit(&it.caption);
            }
            Block::Cards(all) => {
                for it in all {
                    visit(&it.value);
                    visit(&it.label);
                }
            }
            Block::KeepTogether(all) => blocks(all, visit),
            Block::Logo(_) | Block::Unshown | Block::PageBreak => {}
        }
    }
}

fn runs(text: &Text, visit: &mut dyn FnMut(&str)) {
    text.runs.iter().for_each(|it| visit(&it.text));
}
