//! The page around the blocks: its policy, its landmarks, its table of contents.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::block::{self, Heading, Writer, in_banner};
use super::palette;
use super::text::{dir, line, lines};
use crate::render::document::{Banner, Block, Document};

/// The names that the page itself gives.
const RESERVED: [&str; 2] = ["main", "contents"];

/// The name of the element that says what the report was made from.
pub(super) const PROVENANCE: &str = "stocktake-provenance";

/// A page without a title is called this.
const UNTITLED: &str = "Report";

/// The mark in the tab of a browser: bars, and a target. Without one, browsers ask the server.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
    %3Crect width='16' height='16' rx='3' fill='%23003087'/%3E\
    %3Cpath d='M3 4h6v2H3zM3 7h4v2H3zM3 10h8v2H3z' fill='%23fff'/%3E\
    %3Cpath d='M12 3h1v10h-1z' fill='%23fae100'/%3E%3C/svg%3E";

/// The style of every page.
pub(super) static STYLE: LazyLock<String> = LazyLock::new(|| {
    // A browser reads each line break as one character, so the hash has to count it as one.
    palette::rules() + &include_str!("style.css").replace('\r', "")
});

/// What a page may do: have this style, and pictures that it holds.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(STYLE.as_bytes()))
    )
});

/// Returns `document` as a page.
pub(super) fn page(document: &Document) -> String {
    let mut writer = Writer::new(&RESERVED);
    let (logo, blocks) = match document.blocks.split_first() {
        Some((Block::Logo(logo), rest)) => (Some(logo), rest),
        _ => (None, document.blocks.as_slice()),
    };
    let (banner, blocks) = match blocks.split_first() {
        Some((Block::Banner(banner), rest)) => (banner.clone(), rest),
        _ => (Banner::default(), blocks),
    };
    let main = writer.blocks(blocks);
    let titles = [&banner.title, &document.title, UNTITLED].map(line);
    let title = titles.iter().find(|it| !it.is_empty());
    let title = html! { @if let Some(it) = title { h1 dir=[dir(it)] { (it) } } };
    let language = Some(line(&document.language)).filter(|it| !it.is_empty());
    let page = html! {
        (DOCTYPE)
        html lang=(language.as_deref().unwrap_or("en-GB")) {
            (head(document))
            body {
                a class="skip" href="#main" { "Skip to the report" }
                header class="banner" {
                    div { @if let Some(it) = logo { (block::logo(it)) } (in_banner(&banner, &title)) }
                }
                div class="page" {
                    (contents(&writer.headings))
                    main id="main" tabindex="-1" { (main) }
                }
                (footer(document))
            }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    page
}

/// Returns what a page says that it was made from.
pub(super) fn provenance(page: &[u8]) -> Option<String> {
    let page = std::str::from_utf8(page).ok()?;
    let (_, rest) = page.split_once(&format!("<meta name=\"{PROVENANCE}\" content=\""))?;
    let (content, _) = rest.split_once('"')?;
    Some(content.replace("&quot;", "\"").replace("&amp;", "&"))
}

fn head(document: &Document) -> Markup {
    let title = Some(line(&document.title)).filter(|it| !it.is_empty());
    let meta = |name: &str, content: &str| {
        let content = line(content);
        html! { @if !content.is_empty() { meta name=(name) content=(content); } }
    };
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(*POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { (title.as_deref().unwrap_or(UNTITLED)) }
            (meta("author", &document.author))
            (meta("description", &document.subject))
            (meta("keywords", &document.keywords.join(", ")))
            (meta("generator", &document.creator))
            @if let Some(it) = &document.provenance { meta name=(PROVENANCE) content=(it); }
            @if let Some(date) = document.created { (meta("date", &date.to_string())) }
            link rel="icon" href=(ICON);
            style { (PreEscaped(STYLE.as_str())) }
        }
    }
}

/// Returns the headings of the two highest ranks, with links to them.
fn contents(headings: &[Heading]) -> Markup {
    let link = |it: &Heading| html! { a href={ "#" (it.id) } dir=[dir(&it.text)] { (it.text) } };
    let parts = headings.chunk_by(|_, next| next.rank > 2);
    html! {
        @if !headings.is_empty() {
            nav aria-labelledby="contents" {
                h2 id="contents" { "Contents" }
                ul {
                    @for part in parts {
                        li {
                            (link(&part[0]))
                            @if part.iter().any(|it| it.rank == 3) {
                                ul {
                                    @for it in part.iter().filter(|it| it.rank == 3) {
                                        li { (link(it)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn footer(document: &Document) -> Markup {
    html! {
        footer {
            div {
                @if !document.footer.trim().is_empty() {
                    p dir=[dir(&document.footer)] { (lines(&document.footer)) }
                }
                @if !document.creator.trim().is_empty() {
                    p { "Made with " (line(&document.creator)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::Level;

    #[test]
    fn the_policy_allows_the_style_that_is_there_and_nothing_else() {
        let page = page(&Document::default());
        let (_, rest) = page.split_once("<style>").unwrap();
        let (style, _) = rest.split_once("</style>").unwrap();
        let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
        let policy = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'\">"
        );
        assert!(page.contains(&policy), "{policy}");
        assert!(!page.contains(" style=") && !page.contains("<script"));
    }

    #[test]
    fn an_empty_document_is_a_page_with_a_title() {
        let page = page(&Document { language: String::new(), ..Document::default() });
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">")
        );
        assert!(page.contains("<title>Report</title>") && page.contains("<h1>Report</h1>"));
        assert!(!page.contains("<nav"));
    }

    #[test]
    fn the_first_banner_is_the_head_of_the_page() {
        let banner =
            |title: &str| Block::Banner(Banner { title: title.to_owned(), ..Banner::default() });
        let blocks = vec![banner("One"), banner("Two")];
        let page = page(&Document { title: "Window".to_owned(), blocks, ..Document::default() });
        assert!(page.contains("<title>Window</title>"));
        assert!(page.contains("<header class=\"banner\"><div><h1>One</h1></div></header>"));
        assert!(page.contains("<div class=\"banner\"><h2 id=\"two\">Two</h2></div>"));
    }

    #[test]
    fn the_table_of_contents_leads_to_the_headings() {
        let levels = [Level::One, Level::Two, Level::Three, Level::One];
        let blocks = levels.map(|it| Block::heading(it, "A & B")).into();
        let page = page(&Document { blocks, ..Document::default() });
        let expected = "<ul><li><a href=\"#a-b\">A &amp; B</a><ul><li><a href=\"#a-b-2\">A &amp; B</a></li></ul></li>\
             <li><a href=\"#a-b-4\">A &amp; B</a></li></ul></nav>";
        assert!(page.contains(expected), "{page}");
    }

    #[test]
    fn what_is_said_about_a_document_is_in_its_head() {
        let document = Document {
            title: "A\u{202e}</title><script>".to_owned(),
            author: "\" onload=\"x".to_owned(),
            created: time::Date::from_calendar_date(2026, time::Month::October, 1).ok(),
            ..Document::default()
        };
        let page = page(&document);
        assert!(page.contains("<title>A\\u{202e}&lt;/title&gt;&lt;script&gt;</title>"));
        assert!(page.contains("<meta name=\"author\" content=\"&quot; onload=&quot;x\">"));
        assert!(page.contains("<meta name=\"date\" content=\"2026-10-01\">"));
    }
}
