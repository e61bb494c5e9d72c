//! What the typeface lacks: counted, and told in the report.

use std::collections::BTreeSet;

use crate::render::pdf::text::clean;
use crate::render::pdf::{Block, Document};
use crate::wording;

/// Returns the document with a word on the characters that the typeface lacks, at the place for it.
pub(super) fn told(mut document: Document) -> Document {
    let mut count = 0;
    let mut kinds = BTreeSet::new();
    document.texts(&mut |text| {
        for it in clean::unshown(text) {
            count += 1;
            kinds.insert(it);
        }
    });
    let word = kinds.first().map(|first| word(count, kinds.len(), *first));
    for block in document.blocks.iter_mut().filter(|it| **it == Block::Unshown) {
        if let Some(word) = &word {
            *block = Block::paragraph(word.as_str());
        }
    }
    document
}

fn word(count: usize, kinds: usize, first: char) -> String {
    let places = wording::count(count, "place shows", "places show");
    let kinds = wording::count(kinds, "different character", "different characters");
    format!(
        "{places} the code of a character that the typeface of this file lacks, or that would hide or reorder \
         others: {kinds}, such as [U+{:04X}].",
        u32::from(first)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(texts: &[&str]) -> Block {
        let mut blocks: Vec<Block> = texts.iter().map(|it| Block::paragraph(*it)).collect();
        blocks.push(Block::Unshown);
        told(Document { blocks, ..Document::default() }).blocks.pop().unwrap()
    }

    #[test]
    fn each_place_with_a_code_is_counted() {
        let expected = "3 places show the code of a character that the typeface of this file lacks, or that \
                        would hide or reorder others: 2 different characters, such as [U+202E].";
        assert_eq!(last(&["\u{1F600} and \u{1F600}", "a\u{202E}b"]), Block::paragraph(expected));
    }

    #[test]
    fn where_all_is_shown_nothing_is_said() {
        assert_eq!(
            last(&["Ysbyty \u{174}y\u{175}, 10\u{A0}%\r\nand w\u{302}", ""]),
            Block::Unshown
        );
    }
}
