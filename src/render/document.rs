//! What a report says, without a word on where it goes.

mod table;
#[cfg(test)]
pub(super) mod tests;
mod text;
mod walk;

pub use table::{Align, Cell, Column, Row, Table, Width};
pub use text::{Ink, Link, Run, Text};

use super::Color;
use super::scene::Figure;
use crate::report::Logo;

/// A report, from its first block to its last.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The title that viewers show in their window.
    pub title: String,
    /// Who wrote it; empty if nobody is named.
    pub author: String,
    /// What it is about; may be empty.
    pub subject: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// The program that made it; may be empty.
    pub creator: String,
    /// The date it carries. None: the file carries no date.
    pub created: Option<time::Date>,
    /// What it was made from, for programs: one line of JSON, in ASCII.
    pub provenance: Option<String>,
    /// The left side of the footer on every page. It takes at most two lines there.
    pub footer: String,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
}

impl Default for Document {
    /// Returns an empty document in British English.
    fn default() -> Self {
        Self {
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            language: "en-GB".into(),
            creator: String::new(),
            created: None,
            provenance: None,
            footer: String::new(),
            blocks: Vec::new(),
        }
    }
}

/// A part of a document that stands on its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The organisation's logo, above everything else.
    Logo(Logo),
    /// The head of the whole document.
    Banner(Banner),
    /// A heading, which is also a bookmark.
    Heading {
        /// How deep it stands.
        level: Level,
        /// What it says.
        text: String,
    },
    /// Running text.
    Paragraph(Text),
    /// Running text that opens a section, a little larger.
    Lead(Text),
    /// Small print.
    Note(Text),
    /// Items with bullets or numbers.
    List(List),
    /// Names and their values.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// Figures that matter, side by side.
    Cards(Vec<Card>),
    /// The place where a format says which characters it could not show, if there are any.
    Unshown,
    /// What follows starts on a new page.
    PageBreak,
    /// Blocks that stay on one page, if a page can hold them.
    KeepTogether(Vec<Block>),
}

impl Block {
    /// Returns a heading.
    #[must_use]
    pub fn heading(level: Level, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// Returns a paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph(text.into())
    }
}

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the document.
    One,
    /// A section.
    Two,
    /// A section of a section.
    Three,
}

/// The head of a document, on a dark panel. Its title is a heading of level one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Banner {
    /// A line above the title; may be empty.
    pub kicker: String,
    /// The title.
    pub title: String,
    /// A line below the title; may be empty.
    pub subtitle: String,
}

/// Items with bullets or numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Numbers from 1 instead of bullets.
    pub numbered: bool,
    /// What the items say.
    pub items: Vec<Text>,
}

/// A name and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Text,
}

/// A figure that matters, and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The figure: `2.6`.
    pub value: String,
    /// What it counts: `overall score out of 5`.
    pub label: String,
    /// The mood of the figure.
    pub tone: Tone,
}

/// The mood of a panel or a figure. It is never the only carrier of a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// None.
    #[default]
    Plain,
    /// Worth knowing.
    Info,
    /// Good news.
    Good,
    /// Something to look at.
    Caution,
    /// Something to act on.
    Alert,
}

impl Tone {
    /// Returns the colour of text in this mood, on paper.
    pub(super) fn color(self) -> Color {
        match self {
            Self::Plain => Color::DARK_BLUE,
            Self::Info => Color::BLUE,
            Self::Good => Color::GREEN,
            Self::Caution => Color::AMBER,
            Self::Alert => Color::RED,
        }
    }

    /// Returns the colour of a panel in this mood, on paper.
    pub(super) fn tint(self) -> Color {
        match self {
            Self::Plain => Color::TINT,
            Self::Info => Color::TINT_BLUE,
            Self::Good => Color::TINT_GREEN,
            Self::Caution => Color::TINT_AMBER,
            Self::Alert => Color::TINT_RED,
        }
    }
}
