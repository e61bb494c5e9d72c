//! The logical structure: what the boxes on the pages are, and how they belong together.
//!
//! The roles are the standard structure types of ISO 32000-1, 14.8.4, under English names. Layout says
//! what there is, also where nothing came of it: a paragraph without text is an element, and a heading
//! may be two levels below the one before. The writer leaves out and renumbers.

/// The tree of elements, in reading order.
///
/// Invariant: the first element is the document, and each other one comes after its parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    elements: Vec<Element>,
}

/// The place of an element in its [`Structure`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(usize);

/// A part of the document that a reader can be told about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What it is part of. None: it is the document.
    pub parent: Option<ElementId>,
    /// What it shows, if it is a figure.
    pub alt: Option<String>,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole (`Document`).
    Document,
    /// Blocks on a panel (`Div`).
    Group,
    /// A heading of level 1 to 3 (`H1` to `H3`).
    Heading(u8),
    /// A paragraph (`P`).
    Paragraph,
    /// A list (`L`).
    List(Labels),
    /// An item (`LI`).
    ListItem,
    /// The bullet, number or name of an item (`Lbl`).
    Label,
    /// What an item says (`LBody`).
    ListBody,
    /// A table (`Table`).
    Table,
    /// Its header rows (`THead`).
    TableHead,
    /// Its other rows (`TBody`).
    TableBody,
    /// A row (`TR`).
    TableRow,
    /// A header (`TH`).
    TableHeaderCell {
        /// What it is the header of.
        scope: Scope,
        /// How many columns it takes.
        span: usize,
    },
    /// A cell (`TD`).
    TableCell {
        /// How many columns it takes.
        span: usize,
    },
    /// A drawing (`Figure`).
    Figure,
    /// The caption of a table or figure (`Caption`).
    Caption,
    /// A link, within a paragraph or cell (`Link`).
    Link,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// A bullet, the same for each.
    Bullets,
    /// Numbers from 1.
    Numbers,
    /// A name, different for each.
    Names,
}

/// What a table header is the header of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
}

/// What a box on a page is: part of the document, or furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Part of this element.
    Element(ElementId),
    /// Furniture, which is not read out.
    Artifact(Artifact),
}

/// Furniture of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Tints and rules.
    Layout,
    /// The header of a table, on each page but its first.
    RepeatedHeader,
    /// The footer.
    Footer,
}

impl ElementId {
    /// Returns the place of the element in [`Structure::iter`].
    pub(super) fn at(self) -> usize {
        self.0
    }
}

impl Structure {
    /// The document itself.
    pub const ROOT: ElementId = ElementId(0);

    /// Returns a structure that holds only the document.
    pub(super) fn new() -> Self {
        Self { elements: vec![Element { role: Role::Document, parent: None, alt: None }] }
    }

    /// Adds an element after all others, and returns its place.
    pub(super) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.elements.push(Element { role, parent: Some(parent), alt: None });
        ElementId(self.elements.len() - 1)
    }

    /// Describes an element for those who do not see it.
    pub(super) fn describe(&mut self, id: ElementId, alt: String) {
        self.elements[id.0].alt = Some(alt);
    }

    /// Returns an element.
    #[must_use]
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0]
    }

    /// Returns all elements in reading order, with their places.
    pub fn iter(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        self.elements.iter().enumerate().map(|(at, element)| (ElementId(at), element))
    }

    /// Returns the element in whose text `id` stands: itself, unless it is a link.
    #[must_use]
    pub fn block(&self, id: ElementId) -> ElementId {
        let element = self.get(id);
        match (element.role, element.parent) {
            (Role::Link, Some(parent)) => parent,
            _ => id,
        }
    }
}
