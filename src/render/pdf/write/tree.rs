//! Which elements a file has, and as what.
//!
//! A reader is told about nothing that is not there, and nothing that would lead astray:
//!
//! - an element on no page is left out, but for the cells of a row that is there;
//! - headings are as deep as their bookmarks: a heading two levels below the one before is one level
//!   below it;
//! - a header cell that says nothing is a cell;
//! - a table without rows is a group, and so is a figure without a drawing; its caption is a paragraph;
//! - the header of a table without other rows is its body, which a table has to have.

use crate::render::pdf::{Content, Element, ElementId, Page, Role, Structure, Tag};

/// The elements of a structure that a file has.
pub(super) struct Tree<'a> {
    structure: &'a Structure,
    /// What each element is. None: the file does not have it.
    roles: Vec<Option<Role>>,
}

impl<'a> Tree<'a> {
    /// Returns the elements that have something on the pages, and those around them.
    pub(super) fn new(structure: &'a Structure, pages: &[Page]) -> Self {
        let elements: Vec<(ElementId, &Element)> = structure.iter().collect();
        let is_drawn = drawn(elements.len(), pages);
        let mut is_kept = is_drawn.clone();
        let (mut has_rows, mut has_body) =
            (vec![false; elements.len()], vec![false; elements.len()]);
        for (id, element) in elements.iter().rev().filter(|(_, it)| it.parent.is_some()) {
            if let Some(parent) = element.parent.filter(|_| is_kept[id.at()]) {
                is_kept[parent.at()] = true;
                has_body[parent.at()] |= element.role == Role::TableBody;
                has_rows[parent.at()] |= matches!(element.role, Role::TableHead | Role::TableBody);
            }
        }
        let mut roles: Vec<Option<Role>> = Vec::with_capacity(elements.len());
        let mut headings = Vec::new();
        for (id, element) in elements {
            let at = id.at();
            let parent = element.parent.map(ElementId::at);
            let parent_role = parent.and_then(|it| roles[it]);
            let is_cell =
                matches!(element.role, Role::TableCell { .. } | Role::TableHeaderCell { .. });
            let role = match element.role {
                _ if !(is_kept[at] || is_cell && parent_role.is_some()) => None,
                Role::Heading(level) => Some(Role::Heading(depth(&mut headings, level))),
                Role::TableHeaderCell { span, .. } if !is_kept[at] => {
                    Some(Role::TableCell { span })
                }
                Role::Table if !has_rows[at] => Some(Role::Group),
                Role::Figure if !is_drawn[at] => Some(Role::Group),
                Role::Caption if parent_role == Some(Role::Group) => Some(Role::Paragraph),
                Role::TableHead if parent.is_some_and(|it| !has_body[it]) => Some(Role::TableBody),
                role => Some(role),
            };
            roles.push(role);
        }
        Self { structure, roles }
    }

    /// Returns the structure that the elements are from.
    pub(super) fn structure(&self) -> &'a Structure {
        self.structure
    }

    /// Returns how many elements the structure has.
    pub(super) fn len(&self) -> usize {
        self.roles.len()
    }

    /// Returns what an element is, or `None` if the file does not have it.
    pub(super) fn role(&self, id: ElementId) -> Option<Role> {
        self.roles[id.at()]
    }

    /// Returns the elements that the file has, in reading order, with what they are.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ElementId, &'a Element, Role)> {
        let elements = self.structure.iter().zip(&self.roles);
        elements.filter_map(|((id, element), role)| Some((id, element, (*role)?)))
    }

    /// Returns the standard structure type of an element that the file has.
    pub(super) fn name(&self, id: ElementId) -> &'static str {
        match self.role(id).unwrap_or(Role::Group) {
            Role::Document => "Document",
            Role::Group => "Div",
            Role::Heading(1) => "H1",
            Role::Heading(2) => "H2",
            Role::Heading(_) => "H3",
            Role::Paragraph => "P",
            Role::List(_) => "L",
            Role::ListItem => "LI",
            Role::Label => "Lbl",
            Role::ListBody => "LBody",
            Role::Table => "Table",
            Role::TableHead => "THead",
            Role::TableBody => "TBody",
            Role::TableRow => "TR",
            Role::TableHeaderCell { .. } => "TH",
            Role::TableCell { .. } => "TD",
            Role::Figure => "Figure",
            Role::Caption => "Caption",
            Role::Link => "Link",
        }
    }
}

/// Returns whether there is anything to draw.
pub(super) fn is_visible(content: &Content) -> bool {
    match content {
        Content::Text(text) => !text.text.is_empty(),
        Content::Fill(_) | Content::Picture(_) => true,
        Content::Scene { shapes, .. } => !shapes.is_empty(),
    }
}

/// Returns which of `count` elements have a box of their own.
fn drawn(count: usize, pages: &[Page]) -> Vec<bool> {
    let mut is_drawn = vec![false; count];
    for placed in pages.iter().flat_map(|page| &page.boxes) {
        if let Tag::Element(id) = placed.tag {
            is_drawn[id.at()] |= is_visible(&placed.content);
        }
    }
    is_drawn
}

/// Returns how deep a heading stands below the `open` ones, and opens it.
fn depth(open: &mut Vec<u8>, level: u8) -> u8 {
    while open.pop_if(|it| *it >= level).is_some() {}
    open.push(level);
    u8::try_from(open.len()).unwrap_or(u8::MAX)
}
