//! Bookmarks.

use std::io;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;
use super::{length, name, text};
use crate::render::pdf::Bookmark;
use crate::render::pdf::layout::PAGE_HEIGHT;

/// How far above a heading a viewer scrolls.
const MARGIN: f64 = 8.0;

/// A bookmark and its neighbours.
#[derive(Clone, Default)]
struct Node {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    children: i64,
}

/// Adds the outline, nested as the headings are.
pub(super) fn write(
    file: &mut File<'_>,
    catalog: &mut Dictionary,
    pages: &[ObjectId],
    bookmarks: &[Bookmark],
) -> io::Result<()> {
    if bookmarks.is_empty() {
        return Ok(());
    }
    let root_id = file.reserve();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| file.reserve()).collect();
    let (nodes, root) = tree(bookmarks);
    let reference = |at: usize| Object::Reference(ids[at]);
    let mut visible = root.children;
    for (at, (bookmark, node)) in bookmarks.iter().zip(&nodes).enumerate() {
        let top = length(PAGE_HEIGHT - bookmark.y + MARGIN);
        let page = pages[bookmark.page].into();
        let target: Vec<Object> = vec![page, name("XYZ"), 0.into(), top, Object::Null];
        let mut entry = Dictionary::from_iter([
            ("Title", text(&bookmark.title)),
            ("Parent", node.parent.map_or(root_id.into(), reference)),
            ("Dest", target.into()),
        ]);
        let neighbors = [
            ("Prev", node.previous),
            ("Next", node.next),
            ("First", node.first),
            ("Last", node.last),
        ];
        for (key, neighbor) in neighbors {
            if let Some(neighbor) = neighbor {
                entry.set(key, reference(neighbor));
            }
        }
        if node.children > 0 {
            // Those at the top show what is below them, the others do not.
            let is_open = node.parent.is_none();
            visible += if is_open { node.children } else { 0 };
            entry.set("Count", if is_open { node.children } else { -node.children });
        }
        file.set(ids[at], entry)?;
    }
    let mut outlines =
        Dictionary::from_iter([("Type", name("Outlines")), ("Count", visible.into())]);
    if let (Some(first), Some(last)) = (root.first, root.last) {
        outlines.set("First", reference(first));
        outlines.set("Last", reference(last));
    }
    file.set(root_id, outlines)?;
    catalog.set("Outlines", root_id);
    catalog.set("PageMode", name("UseOutlines"));
    Ok(())
}

/// Returns the bookmarks as a tree, and its root. A bookmark is below the nearest one before it
/// that has a smaller level.
fn tree(bookmarks: &[Bookmark]) -> (Vec<Node>, Node) {
    let mut nodes = vec![Node::default(); bookmarks.len()];
    let mut root = Node::default();
    let mut path: Vec<usize> = Vec::new();
    for (at, bookmark) in bookmarks.iter().enumerate() {
        while path.pop_if(|it| bookmarks[*it].level >= bookmark.level).is_some() {}
        let parent = path.last().copied();
        let family = parent.map_or(&mut root, |it| &mut nodes[it]);
        let previous = family.last.replace(at);
        family.first.get_or_insert(at);
        family.children += 1;
        nodes[at].parent = parent;
        nodes[at].previous = previous;
        if let Some(previous) = previous {
            nodes[previous].next = Some(at);
        }
        path.push(at);
    }
    (nodes, root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::Structure;

    #[track_caller]
    fn check(levels: &[u8], parents: &[Option<usize>]) {
        let bookmark = |&level| Bookmark {
            level,
            title: String::new(),
            element: Structure::ROOT,
            page: 0,
            y: 0.0,
        };
        let bookmarks: Vec<Bookmark> = levels.iter().map(bookmark).collect();
        let (nodes, _) = tree(&bookmarks);
        assert_eq!(nodes.iter().map(|it| it.parent).collect::<Vec<_>>(), parents);
    }

    #[test]
    fn bookmarks_nest_as_headings_do() {
        check(&[1, 2, 2, 1, 2], &[None, Some(0), Some(0), None, Some(3)]);
        check(&[1, 3, 2], &[None, Some(0), Some(0)]);
        check(&[3, 1], &[None, None]);
    }
}
