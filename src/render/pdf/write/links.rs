//! Links.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{dictionary, name, points, text};
use crate::render::pdf::layout::PAGE_HEIGHT;
use crate::render::pdf::{Area, Layout, LinkArea};

/// Adds a link annotation for each link area.
pub(super) fn add(file: &mut Document, pages: &[ObjectId], layout: &Layout) {
    for (id, page) in pages.iter().zip(&layout.pages) {
        let links: Vec<Object> = page
            .links
            .iter()
            .map(|link| Object::Reference(file.add_object(annotation(link, *id))))
            .collect();
        let page = dictionary(file, *id);
        if links.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", links);
        }
    }
}

fn annotation(link: &LinkArea, page: ObjectId) -> Dictionary {
    let Area { x, y, width, height } = link.area;
    let bottom = PAGE_HEIGHT - y - height;
    let corners = [x, bottom, x + width, bottom + height];
    let rect: Vec<Object> = corners.into_iter().map(|it| points(it).0.into()).collect();
    let border: Vec<Object> = vec![0.into(), 0.into(), 0.into()];
    let action = Dictionary::from_iter([
        ("S", name("URI")),
        ("URI", Object::string_literal(link.link.address())),
    ]);
    Dictionary::from_iter([
        ("Type", name("Annot")),
        ("Subtype", name("Link")),
        ("Rect", rect.into()),
        ("Border", border.into()),
        // Printed, and neither hidden nor locked.
        ("F", 4.into()),
        ("P", page.into()),
        ("Contents", text(&link.label)),
        ("A", action.into()),
    ])
}
