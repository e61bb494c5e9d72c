//! Blocks become elements.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::names::Names;
use super::text::{class, dir, dir_of, inline, is_blank, line, lines};
use crate::render::document::{Banner, Block, Card, Fact, Level, List};
use crate::report::Logo;

/// A heading that has been written.
#[derive(Debug)]
pub(super) struct Heading {
    /// Its rank on the page, from 2: the page has one heading of rank 1.
    pub(super) rank: u8,
    /// Its name.
    pub(super) id: String,
    /// What it says.
    pub(super) text: String,
}

/// Writes blocks, and knows what has been written so far.
#[derive(Debug)]
pub(super) struct Writer {
    /// The headings so far.
    pub(super) headings: Vec<Heading>,
    /// The names so far.
    pub(super) names: Names,
    /// How many tables there are so far.
    pub(super) tables: usize,
    /// How many pictures there are so far.
    pub(super) pictures: usize,
}

impl Writer {
    /// Returns a writer at the start of a page that has `reserved` names of its own.
    pub(super) fn new(reserved: &[&str]) -> Self {
        Self { headings: Vec::new(), names: Names::new(reserved), tables: 0, pictures: 0 }
    }

    /// Returns `blocks` as markup.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } }
    }

    /// Returns what the last heading says.
    pub(super) fn topic(&self) -> Option<&str> {
        self.headings.last().map(|it| it.text.as_str())
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Banner(banner) => self.banner(banner),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) if is_blank(text) => Markup::default(),
            Block::Paragraph(text) => html! { p dir=[dir_of(text)] { (inline(text)) } },
            Block::Lead(text) => html! { p class="lead" dir=[dir_of(text)] { (inline(text)) } },
            Block::Note(text) => html! { p class="note" dir=[dir_of(text)] { (inline(text)) } },
            Block::List(list) => self::list(list),
            Block::Facts(facts) => self::facts(facts),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.picture(figure),
            Block::Cards(cards) => self::cards(cards),
            Block::Logo(logo) => self::logo(logo),
            // A browser has letters for all.
            Block::Unshown => Markup::default(),
            Block::PageBreak => html! { div class="break" {} },
            Block::KeepTogether(blocks) => html! { div class="together" { (self.blocks(blocks)) } },
        }
    }

    /// Returns a banner that is not the head of the page.
    fn banner(&mut self, banner: &Banner) -> Markup {
        let title = self.heading(Level::One, &banner.title);
        html! {
            div class="banner" { (in_banner(banner, &title)) }
        }
    }

    /// Returns a heading. No rank is left out on the way down.
    fn heading(&mut self, level: Level, text: &str) -> Markup {
        let text = line(text);
        if text.is_empty() {
            return Markup::default();
        }
        let wanted = match level {
            Level::One => 2,
            Level::Two => 3,
            Level::Three => 4,
        };
        let rank = self.headings.last().map_or(1, |it| it.rank).saturating_add(1).min(wanted);
        let id = self.names.give(&text);
        let dir = dir(&text);
        let markup = html! {
            @match rank {
                2 => { h2 id=(id) dir=[dir] { (text) } },
                3 => { h3 id=(id) dir=[dir] { (text) } },
                _ => { h4 id=(id) dir=[dir] { (text) } },
            }
        };
        self.headings.push(Heading { rank, id, text });
        markup
    }
}

/// Returns what a banner says around its `title`.
pub(super) fn in_banner(banner: &Banner, title: &Markup) -> Markup {
    let part = |class: &str, text: &str| {
        html! {
            @if !text.trim().is_empty() { p class=(class) dir=[dir(text)] { (lines(text)) } }
        }
    };
    html! {
        (part("kicker", &banner.kicker))
        (title)
        (part("subtitle", &banner.subtitle))
    }
}

/// Returns a logo as a picture that the page holds.
pub(super) fn logo(logo: &Logo) -> Markup {
    let file = STANDARD.encode(logo.picture.file());
    let address = format!("data:{};base64,{file}", logo.picture.media_type());
    let (width, height) = logo.picture.size();
    html! {
        div class="logo" { img src=(address) alt=(line(&logo.alt)) width=(width) height=(height); }
    }
}

fn list(list: &List) -> Markup {
    let items = html! {
        @for item in &list.items { li dir=[dir_of(item)] { (inline(item)) } }
    };
    html! {
        @if list.items.is_empty() {} @else if list.numbered { ol { (items) } } @else { ul { (items) } }
    }
}

fn facts(facts: &[Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl class="facts" {
                @for fact in facts {
                    div {
                        dt dir=[dir(&fact.name)] { (lines(&fact.name)) }
                        dd dir=[dir_of(&fact.value)] { (inline(&fact.value)) }
                    }
                }
            }
        }
    }
}

/// Returns cards. What they count is read first, and stands below.
fn cards(cards: &[Card]) -> Markup {
    html! {
        @if !cards.is_empty() {
            dl class="cards" {
                @for card in cards {
                    div class=[class(card.tone)] {
                        dt dir=[dir(&card.label)] { (lines(&card.label)) }
                        dd dir=[dir(&card.value)] { (lines(&card.value)) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::{Text, Tone};

    #[track_caller]
    fn check(blocks: &[Block], expected: &str) {
        assert_eq!(Writer::new(&[]).blocks(blocks).into_string(), expected);
    }

    #[test]
    fn headings_leave_no_rank_out() {
        let levels = [Level::Three, Level::Three, Level::One, Level::Two, Level::Three, Level::One];
        let blocks = levels.map(|it| Block::heading(it, "a"));
        let mut writer = Writer::new(&[]);
        let _ = writer.blocks(&blocks);
        let ranks: Vec<u8> = writer.headings.iter().map(|it| it.rank).collect();
        assert_eq!(ranks, [2, 3, 2, 3, 4, 2]);
    }

    #[test]
    fn a_heading_without_words_is_left_out() {
        check(&[Block::heading(Level::One, " \n")], "");
    }

    #[test]
    fn cards_and_facts_are_names_with_values() {
        let card = Card { value: "2.6".to_owned(), label: "of 5".to_owned(), tone: Tone::Good };
        check(
            &[Block::Cards(vec![card])],
            "<dl class=\"cards\"><div class=\"good\"><dt>of 5</dt><dd>2.6</dd></div></dl>",
        );
        let fact = Fact { name: "By".to_owned(), value: "A\nB".into() };
        check(
            &[Block::Facts(vec![fact])],
            "<dl class=\"facts\"><div><dt>By</dt><dd>A<br>B</dd></div></dl>",
        );
    }

    #[test]
    fn what_is_empty_leaves_nothing_behind() {
        let list = List { numbered: true, items: Vec::new() };
        let empty = [
            Block::Paragraph(Text::default()),
            Block::List(list),
            Block::Facts(Vec::new()),
            Block::Cards(Vec::new()),
        ];
        check(&empty, "");
    }
}
