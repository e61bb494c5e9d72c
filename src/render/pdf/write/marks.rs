//! What the pages say about each element: its marked-content sequences and its links.

use std::collections::BTreeMap;

use lopdf::ObjectId;

use super::tree::Tree;
use crate::render::pdf::{Area, ElementId};

/// Marked-content sequences and links, by page and by element.
pub(super) struct Marks {
    /// By element, in reading order.
    kids: Vec<Vec<Kid>>,
    /// By page and number of the sequence: whose it is. The last page is the one being drawn.
    owners: Vec<Vec<ElementId>>,
    /// Whose each link is.
    links: Vec<ElementId>,
    /// Where the figures are.
    areas: BTreeMap<ElementId, Area>,
}

/// What belongs to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    /// A marked-content sequence.
    Sequence {
        /// The page that it is on.
        page: usize,
        /// Its number there.
        number: usize,
    },
    /// An annotation.
    Annotation {
        /// The page that it is on.
        page: usize,
        /// The annotation.
        id: ObjectId,
    },
    /// A link within the text.
    Link(ElementId),
}

impl Marks {
    /// Returns nothing about `count` elements, on the first page.
    pub(super) fn new(count: usize) -> Self {
        Self {
            kids: vec![Vec::new(); count],
            owners: vec![Vec::new()],
            links: Vec::new(),
            areas: BTreeMap::new(),
        }
    }

    /// Begins a sequence of `id` on the page, and returns its number.
    pub(super) fn begin(&mut self, id: ElementId, tree: &Tree<'_>) -> usize {
        // A link stands in the text of another element, at the place where it is first seen.
        let block = tree.structure().block(id);
        if block != id && self.kids[id.at()].is_empty() {
            self.kids[block.at()].push(Kid::Link(id));
        }
        let page = self.owners.len() - 1;
        let owners = &mut self.owners[page];
        let number = owners.len();
        owners.push(id);
        self.kids[id.at()].push(Kid::Sequence { page, number });
        number
    }

    /// Says where the figure `id` is.
    pub(super) fn place(&mut self, id: ElementId, area: Area) {
        self.areas.insert(id, area);
    }

    /// Adds a link on `page`.
    pub(super) fn link(&mut self, id: ElementId, page: usize, annotation: ObjectId) {
        self.links.push(id);
        self.kids[id.at()].push(Kid::Annotation { page, id: annotation });
    }

    /// Ends the page, and begins the next one.
    pub(super) fn end_page(&mut self) {
        self.owners.push(Vec::new());
    }

    /// Returns what belongs to an element, in reading order.
    pub(super) fn kids(&self, id: ElementId) -> &[Kid] {
        &self.kids[id.at()]
    }

    /// Returns whose the sequences of a page are, by their numbers.
    pub(super) fn owners(&self, page: usize) -> &[ElementId] {
        self.owners.get(page).map_or(&[], Vec::as_slice)
    }

    /// Returns whose the links are, in the order in which they were added.
    pub(super) fn links(&self) -> &[ElementId] {
        &self.links
    }

    /// Returns where the figure `id` is.
    pub(super) fn area(&self, id: ElementId) -> Option<Area> {
        self.areas.get(&id).copied()
    }
}
