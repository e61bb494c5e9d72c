//! Strips become pages.

mod sheet;

use std::ops::Range;

use super::strip::{Strip, cost};
use super::style::{BOTTOM, TEXT_HEIGHT, TOP};
use super::{Bookmark, Page};
use crate::render::pdf::Structure;
use sheet::Sheet;

/// A repeated table header takes no more of a page than this.
const HEADER_LIMIT: f64 = 0.4;

/// Returns pages with all `strips` on them, and the bookmarks with their places.
///
/// `headers` has the strips of each table header. There is at least one page.
pub(crate) fn paginate(
    strips: Vec<Strip>,
    headers: &[Range<usize>],
    structure: &Structure,
) -> (Vec<Page>, Vec<Bookmark>) {
    let headers: Vec<Vec<Strip>> = headers.iter().map(|it| strips[it.clone()].to_vec()).collect();
    let ends = ends(&strips, &headers);
    let mut pages = Vec::with_capacity(ends.len().max(1));
    let mut outline = Vec::new();
    let mut sheet = Sheet::new(TOP);
    let mut ends = ends.into_iter().peekable();
    let mut previous: Option<Strip> = None;
    for (at, strip) in strips.into_iter().enumerate() {
        if ends.next_if_eq(&at).is_some() {
            pages.push(sheet.finish(Some(&strip), structure));
            sheet = Sheet::new(TOP);
            if let Some(header) = header_above(&strip, &headers) {
                for it in header {
                    sheet.repeat(it, previous.as_ref());
                }
            }
        }
        let mut strip = strip;
        sheet.place(&mut strip, previous.as_ref());
        if let Some(bookmark) = strip.bookmark.take() {
            let y = sheet.y() - strip.height;
            outline.push(Bookmark { page: pages.len(), y, ..*bookmark });
        }
        previous = Some(strip);
    }
    pages.push(sheet.finish(None, structure));
    (pages, outline)
}

/// Returns the place of the first strip of each page but the first.
fn ends(strips: &[Strip], headers: &[Vec<Strip>]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while let Some(end) = end(strips, start, headers) {
        ends.push(end);
        start = end;
    }
    ends
}

/// Returns where the page that begins with the strip `start` ends, or `None` if it is the last.
fn end(strips: &[Strip], start: usize, headers: &[Vec<Strip>]) -> Option<usize> {
    let first = strips.get(start)?;
    let mut y = TOP;
    if start > 0 {
        y += first
            .layers
            .iter()
            .filter(|it| strips[start - 1].is_on(it))
            .map(|it| it.pad)
            .sum::<f64>();
        y += header_above(first, headers).map_or(0.0, height);
    }
    let mut best = None;
    for (at, strip) in strips.iter().enumerate().skip(start) {
        let is_first = at == start;
        if !is_first && strip.starts_page {
            return Some(at);
        }
        let empty = (BOTTOM - y) / TEXT_HEIGHT;
        let cost = strip.cost + cost::EMPTY * empty * empty;
        if !is_first && best.is_none_or(|(least, _)| cost <= least) {
            best = Some((cost, at));
        }
        y += strip.above(is_first) + strip.height;
        let next_pads = strips.get(at + 1).map_or(0.0, |next| shared_pads(strip, next));
        if !is_first && y + next_pads > BOTTOM + 1e-6 {
            return best.map(|(_, at)| at);
        }
    }
    None
}

/// Returns the space that a page break between two strips takes on the first page.
fn shared_pads(strip: &Strip, next: &Strip) -> f64 {
    strip.layers.iter().filter(|it| next.is_on(it)).map(|it| it.pad).sum()
}

/// Returns the table header that is repeated above `strip` where it begins a page.
fn header_above<'a>(strip: &Strip, headers: &'a [Vec<Strip>]) -> Option<&'a [Strip]> {
    let header = &headers[strip.header?];
    (height(header) <= HEADER_LIMIT * TEXT_HEIGHT).then_some(header)
}

fn height(strips: &[Strip]) -> f64 {
    strips.iter().map(|it| it.height).sum()
}
