//! A page that is being filled.

use std::rc::Rc;

use super::super::strip::{Layer, Strip, Stripe};
use super::super::{Area, Content, Page, Placed};
use crate::render::pdf::{Artifact, ElementId, Structure, Tag};

/// The thickness of a rule.
const RULE: f64 = 0.5;

/// A page from its top down to `y`.
pub(super) struct Sheet {
    y: f64,
    /// Nothing is on it, not even a repeated header.
    is_fresh: bool,
    /// No strip is on it but repeated ones.
    begins_page: bool,
    open: Vec<Open>,
    fills: Vec<Placed>,
    rules: Vec<Placed>,
    furniture: Vec<Placed>,
    text: Vec<Placed>,
    page: Page,
}

/// A layer whose lower edge is not known yet.
struct Open {
    layer: Rc<Layer>,
    /// The place of its first fill.
    first: usize,
}

impl Sheet {
    /// Returns an empty page.
    pub(super) fn new(top: f64) -> Self {
        Self {
            y: top,
            is_fresh: true,
            begins_page: true,
            open: Vec::new(),
            fills: Vec::new(),
            rules: Vec::new(),
            furniture: Vec::new(),
            text: Vec::new(),
            page: Page::default(),
        }
    }

    /// Returns the lower edge of what is on the page so far.
    pub(super) fn y(&self) -> f64 {
        self.y
    }

    /// Adds `strip`, which follows `previous` in the document, and takes its boxes.
    pub(super) fn place(&mut self, strip: &mut Strip, previous: Option<&Strip>) {
        let label = strip.label.take().filter(|_| self.begins_page && previous.is_some());
        self.begins_page = false;
        self.begin(strip, previous);
        let y = self.y;
        for mut placed in label.iter().flat_map(|it| it.iter().cloned()) {
            move_down(&mut placed, y);
            self.furniture.push(placed);
        }
        for mut placed in strip.boxes.drain(..) {
            move_down(&mut placed, y);
            match placed.tag {
                Tag::Artifact(_) => self.furniture.push(placed),
                Tag::Element(_) => self.text.push(placed),
            }
        }
        for mut link in strip.links.drain(..) {
            link.area.y += y;
            self.page.links.push(link);
        }
        self.y += strip.height;
    }

    /// Adds `strip` once more, as furniture.
    pub(super) fn repeat(&mut self, strip: &Strip, previous: Option<&Strip>) {
        self.begin(strip, previous);
        for placed in &strip.boxes {
            let mut placed = placed.clone();
            placed.tag = Tag::Artifact(Artifact::RepeatedHeader);
            move_down(&mut placed, self.y);
            self.furniture.push(placed);
        }
        self.y += strip.height;
    }

    /// Moves down to where `strip` begins, with its layers behind it.
    fn begin(&mut self, strip: &Strip, previous: Option<&Strip>) {
        while let Some(open) = self.open.pop_if(|it| !strip.is_on(&it.layer)) {
            self.close(&open, self.y, true);
        }
        self.y += strip.above(self.is_fresh);
        self.is_fresh = false;
        for layer in strip.layers.iter().skip(self.open.len()) {
            let first = self.fills.len();
            for stripe in &layer.fills {
                let placed = self.stripe(*stripe, 0.0);
                self.fills.push(placed);
            }
            self.open.push(Open { layer: Rc::clone(layer), first });
            if previous.is_some_and(|it| it.is_on(layer)) {
                self.y += layer.pad;
            }
        }
    }

    /// Gives a layer its lower edge.
    fn close(&mut self, open: &Open, y: f64, is_end: bool) {
        for placed in &mut self.fills[open.first..open.first + open.layer.fills.len()] {
            placed.area.height = y - placed.area.y;
        }
        if let Some(rule) = open.layer.rule.filter(|_| is_end) {
            let mut placed = self.stripe(rule, RULE);
            placed.area.y = y - RULE;
            self.rules.push(placed);
        }
    }

    fn stripe(&self, stripe: Stripe, height: f64) -> Placed {
        let Stripe { x, width, color } = stripe;
        Placed {
            tag: Tag::Artifact(Artifact::Layout),
            area: Area { x, y: self.y, width, height },
            content: Content::Fill(color),
        }
    }

    /// Returns the page. The next one begins with `next`.
    pub(super) fn finish(mut self, next: Option<&Strip>, structure: &Structure) -> Page {
        while let Some(open) = self.open.pop() {
            let goes_on = next.is_some_and(|it| it.is_on(&open.layer));
            if goes_on {
                self.y += open.layer.pad;
            }
            self.close(&open, self.y, !goes_on);
        }
        // Lines of neighbouring cells alternate in strips; readers want cell after cell.
        let order = |it: &Placed| match it.tag {
            Tag::Element(id) => structure.block(id),
            Tag::Artifact(_) => ElementId::default(),
        };
        self.text.sort_by_key(order);
        let mut page = self.page;
        let parts = [self.fills, self.rules, self.furniture, self.text];
        page.boxes.reserve_exact(parts.iter().map(Vec::len).sum());
        page.boxes.extend(parts.into_iter().flatten());
        page
    }
}

fn move_down(placed: &mut Placed, y: f64) {
    placed.area.y += y;
    if let Content::Text(text) = &mut placed.content {
        text.baseline += y;
    }
}
