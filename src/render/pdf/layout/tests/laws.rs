//! What holds for every document.

use proptest::prelude::*;

use super::super::style::{BOTTOM, MARGIN, PAGE_HEIGHT, TEXT_WIDTH, TOP};
use super::text_of;
use crate::render::document::tests::any_document;
use crate::render::pdf::text::clean;
use crate::render::pdf::write::tests::tagged;
use crate::render::pdf::*;

/// Checks that boxes stay in their area, that no text lies on other text, and that all is tagged.
#[track_caller]
pub(super) fn check(layout: &Layout) {
    for page in &layout.pages {
        for placed in &page.boxes {
            let Area { x, y, width, height } = placed.area;
            let is_footer = placed.tag == Tag::Artifact(Artifact::Footer);
            let (top, bottom) = if is_footer { (BOTTOM, PAGE_HEIGHT) } else { (TOP, BOTTOM) };
            let fits = x >= MARGIN - 0.01
                && x + width <= MARGIN + TEXT_WIDTH + 0.01
                && y >= top - 0.01
                && y + height <= bottom + 0.01;
            assert!(fits && width >= 0.0 && height >= 0.0, "{placed:?}");
        }
        let texts: Vec<&Placed> =
            page.boxes.iter().filter(|it| text_of(it).is_some() && it.area.width > 0.0).collect();
        for (at, a) in texts.iter().enumerate() {
            for b in &texts[at + 1..] {
                assert!(!overlap(a.area, b.area), "{a:?}\n{b:?}");
            }
        }
        let order = page.boxes.iter().filter_map(|it| match it.tag {
            Tag::Element(id) => Some(layout.structure.block(id)),
            Tag::Artifact(_) => None,
        });
        assert!(order.is_sorted(), "the boxes of a page are not in reading order");
        for link in &page.links {
            assert_eq!(layout.structure.get(link.element).role, Role::Link);
        }
    }
    for (id, element) in layout.structure.iter() {
        assert_eq!(element.parent.is_none(), id == Structure::ROOT);
        assert!(element.parent.is_none_or(|parent| parent < id));
    }
}

fn overlap(a: Area, b: Area) -> bool {
    let across = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let down = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
    across > 0.05 && down > 0.05
}

/// Returns all that the pages say, element after element, without white space, and without the bullets
/// and numbers of lists.
fn said(layout: &Layout) -> String {
    let mut texts: Vec<(ElementId, String)> = Vec::new();
    for placed in layout.pages.iter().flat_map(|page| &page.boxes) {
        if let Tag::Element(id) = placed.tag {
            let structure = &layout.structure;
            let above = std::iter::successors(Some(id), |&it| structure.get(it).parent);
            let mut roles = above.map(|it| structure.get(it).role);
            let is_label = roles.any(|it| it == Role::Label);
            if is_label
                && roles.any(|it| matches!(it, Role::List(Labels::Bullets | Labels::Numbers)))
            {
                continue;
            }
            let text = match &placed.content {
                Content::Text(text) => text.text.clone(),
                Content::Scene { shapes, .. } => shapes.iter().filter_map(Shape::text).collect(),
                Content::Picture(_) => String::new(),
                Content::Fill(_) => panic!("a colour is never part of an element"),
            };
            texts.push((layout.structure.block(id), text));
        }
    }
    texts.sort_by_key(|(id, _)| *id);
    squeeze(&texts.into_iter().map(|(_, text)| text).collect::<String>())
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_box_is_in_its_place(document in any_document()) {
        check(&layout(&document));
    }

    #[test]
    fn no_text_is_lost(document in any_document()) {
        // The footer is furniture, and stands on every page.
        let document = Document { footer: String::new(), ..document };
        let mut meant = String::new();
        document.texts(&mut |it| meant.push_str(&clean::lines(it)));
        prop_assert_eq!(said(&layout(&document)), squeeze(&meant));
    }

    #[test]
    fn the_same_document_has_the_same_layout(document in any_document()) {
        // Compared as text, because a figure may hold coordinates that are not numbers.
        prop_assert_eq!(format!("{:?}", layout(&document)), format!("{:?}", layout(&document)));
    }

    #[test]
    fn every_document_can_be_written(document in any_document()) {
        let mut bytes = Vec::new();
        write(&document, &mut bytes).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        prop_assert_eq!(file.get_pages().len(), layout(&document).pages.len());
        tagged::check(&file);
        let mut again = Vec::new();
        write(&document, &mut again).unwrap();
        prop_assert!(bytes == again);
    }
}
