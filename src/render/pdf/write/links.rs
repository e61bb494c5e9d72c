//! Links.

use std::io;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, integer};
use super::{length, name, text};
use crate::render::pdf::layout::PAGE_HEIGHT;
use crate::render::pdf::{Area, LinkArea};

/// Writes a link annotation. It finds its element under `key` in the parent tree.
pub(super) fn write(
    file: &mut File<'_>,
    link: &LinkArea,
    page: ObjectId,
    key: usize,
) -> io::Result<ObjectId> {
    let action = Dictionary::from_iter([
        ("S", name("URI")),
        ("URI", Object::string_literal(link.link.address())),
    ]);
    let label = match link.label.trim() {
        "" => link.link.address(),
        label => label,
    };
    let border: Vec<Object> = vec![0.into(), 0.into(), 0.into()];
    file.add(Dictionary::from_iter([
        ("Type", name("Annot")),
        ("Subtype", name("Link")),
        ("Rect", rectangle(link.area)),
        ("Border", border.into()),
        // Printed, and neither hidden nor locked.
        ("F", 4.into()),
        ("P", page.into()),
        ("StructParent", integer(key)),
        ("Contents", text(label)),
        ("A", action.into()),
    ]))
}

/// Returns an area as PDF has it: two corners, from the bottom of the page.
pub(super) fn rectangle(area: Area) -> Object {
    let Area { x, y, width, height } = area;
    let bottom = PAGE_HEIGHT - y - height;
    [x, bottom, x + width, bottom + height].map(length).to_vec().into()
}
