//! The structure tree.
//!
//! Each element knows the marked-content sequences and links that are its own, and the parent tree
//! knows the way back. Source: ISO 32000-1:2008, 14.7 and 14.8.

use std::io;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, integer};
use super::links::rectangle;
use super::marks::{Kid, Marks};
use super::tree::Tree;
use super::{name, text};
use crate::render::pdf::{ElementId, Labels, Role, Scope};

/// Writes the structure tree, and says in the catalog that the file is tagged.
pub(super) fn write(
    file: &mut File<'_>,
    catalog: &mut Dictionary,
    tree: &Tree<'_>,
    marks: &Marks,
    pages: &[ObjectId],
) -> io::Result<()> {
    let root = file.reserve();
    let mut ids = vec![root; tree.len()];
    let mut kids: Vec<Vec<ElementId>> = vec![Vec::new(); tree.len()];
    for (id, element, role) in tree.iter() {
        ids[id.at()] = file.reserve();
        if let Some(parent) = element.parent.filter(|_| role != Role::Link) {
            kids[parent.at()].push(id);
        }
    }
    let writer = Writer { marks, pages, ids: &ids };
    for (id, element, role) in tree.iter() {
        let parent = element.parent.map_or(root, |it| ids[it.at()]);
        let mut dictionary =
            Dictionary::from_iter([("S", name(tree.name(id))), ("P", parent.into())]);
        writer.content(&mut dictionary, id, &kids[id.at()]);
        if let Some(alt) = element.alt.as_deref().filter(|_| role == Role::Figure) {
            dictionary.set("Alt", text(alt));
        }
        if let Some(attributes) = writer.attributes(id, role) {
            dictionary.set("A", attributes);
        }
        file.set(ids[id.at()], dictionary)?;
    }
    let parents = file.add(writer.parents())?;
    let next = pages.len() + marks.links().len();
    let mut dictionary = Dictionary::from_iter([
        ("Type", name("StructTreeRoot")),
        ("ParentTree", parents.into()),
        ("ParentTreeNextKey", integer(next)),
    ]);
    if let Some((first, ..)) = tree.iter().next() {
        dictionary.set("K", ids[first.at()]);
    }
    file.set(root, dictionary)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", Dictionary::from_iter([("Marked", true.into())]));
    Ok(())
}

struct Writer<'a> {
    marks: &'a Marks,
    pages: &'a [ObjectId],
    ids: &'a [ObjectId],
}

impl Writer<'_> {
    /// Says what belongs to an element: what is its own on the pages, then the elements in it.
    fn content(&self, dictionary: &mut Dictionary, id: ElementId, elements: &[ElementId]) {
        let own = self.marks.kids(id);
        let home = own.iter().find_map(|kid| match kid {
            Kid::Sequence { page, .. } => Some(*page),
            Kid::Annotation { .. } | Kid::Link(_) => None,
        });
        let mut kids: Vec<Object> = own.iter().map(|kid| self.kid(*kid, home)).collect();
        kids.extend(elements.iter().map(|it| Object::from(self.ids[it.at()])));
        if let Some(home) = home {
            dictionary.set("Pg", self.pages[home]);
        }
        match (kids.pop(), kids.is_empty()) {
            (Some(only), true) => dictionary.set("K", only),
            (Some(last), false) => {
                kids.push(last);
                dictionary.set("K", kids);
            }
            (None, _) => {}
        }
    }

    /// Returns a part of an element whose other parts are on the page `home`.
    fn kid(&self, kid: Kid, home: Option<usize>) -> Object {
        match kid {
            Kid::Sequence { page, number } if Some(page) == home => integer(number),
            Kid::Sequence { page, number } => Dictionary::from_iter([
                ("Type", name("MCR")),
                ("Pg", self.pages[page].into()),
                ("MCID", integer(number)),
            ])
            .into(),
            Kid::Annotation { page, id } => Dictionary::from_iter([
                ("Type", name("OBJR")),
                ("Pg", self.pages[page].into()),
                ("Obj", id.into()),
            ])
            .into(),
            Kid::Link(id) => self.ids[id.at()].into(),
        }
    }

    /// Returns what else there is to know about an element.
    fn attributes(&self, id: ElementId, role: Role) -> Option<Dictionary> {
        let mut entries = Vec::new();
        let owner = match role {
            Role::List(labels) => {
                let numbering = match labels {
                    Labels::Bullets => "Disc",
                    Labels::Numbers => "Decimal",
                    Labels::Names => "None",
                };
                entries.push(("ListNumbering", name(numbering)));
                "List"
            }
            Role::TableHeaderCell { scope, .. } => {
                let scope = match scope {
                    Scope::Column => "Column",
                    Scope::Row => "Row",
                };
                entries.push(("Scope", name(scope)));
                "Table"
            }
            Role::TableCell { .. } => "Table",
            Role::Figure => {
                entries.push(("Placement", name("Block")));
                entries.push(("BBox", rectangle(self.marks.area(id)?)));
                "Layout"
            }
            _ => return None,
        };
        if let Role::TableHeaderCell { span: span @ 2.., .. }
        | Role::TableCell { span: span @ 2.. } = role
        {
            entries.push(("ColSpan", integer(span)));
        }
        if entries.is_empty() {
            return None;
        }
        entries.insert(0, ("O", name(owner)));
        Some(Dictionary::from_iter(entries))
    }

    /// Returns the parent tree: for each page the owners of its sequences, then those of the links.
    fn parents(&self) -> Dictionary {
        let mut entries: Vec<Object> = Vec::new();
        let reference = |it: &ElementId| Object::from(self.ids[it.at()]);
        for page in 0..self.pages.len() {
            let owners: Vec<Object> = self.marks.owners(page).iter().map(reference).collect();
            entries.extend([integer(page), owners.into()]);
        }
        for (at, owner) in self.marks.links().iter().enumerate() {
            entries.extend([integer(self.pages.len() + at), reference(owner)]);
        }
        Dictionary::from_iter([("Nums", entries.into())])
    }
}
