//! Blocks become strips.

use std::ops::Range;
use std::rc::Rc;

use super::strip::{Layer, Strip, Stripe, cost};
use super::style::{BLOCK_GAP, MARGIN, TEXT_HEIGHT, TEXT_WIDTH};
use crate::render::pdf::{Block, ElementId, Structure};

/// How many lines a paragraph has at most that opens a section and does not stand alone.
const OPENING_LINES: usize = 6;

/// The strips so far.
#[derive(Debug)]
pub(crate) struct Flow {
    /// What the boxes in the strips are.
    pub(crate) structure: Structure,
    /// In reading order.
    pub(crate) strips: Vec<Strip>,
    /// The strips of each table header.
    pub(crate) headers: Vec<Range<usize>>,
    layers: usize,
    gap: f64,
    cost: f64,
    starts_page: bool,
    follows_heading: bool,
}

/// Where blocks stand: how wide, on which panels, and as part of what.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// From the left edge of the page.
    pub(crate) x: f64,
    /// To the right.
    pub(crate) width: f64,
    /// What the blocks are part of.
    pub(crate) parent: ElementId,
    /// What is painted behind them.
    pub(crate) layers: Vec<Rc<Layer>>,
}

impl Frame {
    /// Returns the frame of a page.
    pub(crate) fn page() -> Self {
        Self { x: MARGIN, width: TEXT_WIDTH, parent: Structure::ROOT, layers: Vec::new() }
    }

    /// Returns this frame on one more layer, and narrower.
    pub(crate) fn on(&self, layer: Rc<Layer>, left: f64, right: f64) -> Self {
        let mut frame = self.clone();
        frame.layers.push(layer);
        frame.x += left;
        frame.width -= left + right;
        frame
    }

    /// Returns how high a strip in this frame can be.
    pub(crate) fn height(&self) -> f64 {
        TEXT_HEIGHT - 2.0 * self.layers.iter().map(|it| it.pad).sum::<f64>()
    }
}

impl Flow {
    /// Returns a flow without strips.
    pub(crate) fn new() -> Self {
        Self {
            structure: Structure::new(),
            strips: Vec::new(),
            headers: Vec::new(),
            layers: 0,
            gap: 0.0,
            cost: 0.0,
            starts_page: false,
            follows_heading: false,
        }
    }

    /// Adds blocks, one after the other.
    pub(crate) fn blocks(&mut self, frame: &Frame, blocks: &[Block]) {
        for block in blocks {
            self.block(frame, block);
        }
    }

    fn block(&mut self, frame: &Frame, block: &Block) {
        let opens = std::mem::replace(&mut self.follows_heading, false);
        let first = self.strips.len();
        match block {
            Block::Banner(banner) => self.banner(frame, banner),
            Block::Heading { level, text } => self.heading(frame, *level, text),
            Block::Paragraph(text) => self.paragraph(frame, text),
            Block::Lead(text) => self.lead(frame, text),
            Block::Note(text) => self.note(frame, text),
            Block::List(list) => self.list(frame, list),
            Block::Facts(facts) => self.facts(frame, facts),
            Block::Table(table) => self.table(frame, table),
            Block::Figure(figure) => self.figure(frame, figure),
            Block::Cards(cards) => self.cards(frame, cards),
            Block::Logo(logo) => self.logo(frame, logo),
            Block::Unshown => {}
            Block::PageBreak => self.starts_page = true,
            Block::KeepTogether(blocks) => {
                self.blocks(frame, blocks);
                self.keep(first, TEXT_HEIGHT - BLOCK_GAP, cost::TOGETHER);
            }
        }
        self.follows_heading = matches!(block, Block::Heading { .. });
        let is_paragraph = matches!(block, Block::Paragraph(_) | Block::Lead(_));
        if opens && is_paragraph && self.strips.len() - first <= OPENING_LINES {
            self.stick_at(cost::OPENING);
        }
    }

    /// Demands at least `gap` points above the next strip.
    pub(crate) fn gap(&mut self, gap: f64) {
        self.gap = self.gap.max(gap);
    }

    /// Demands that no page ends before the next strip, if that can be.
    pub(crate) fn stick(&mut self) {
        self.stick_at(cost::HEADING);
    }

    /// Demands that a page that ends before the next strip costs at least `cost`.
    pub(crate) fn stick_at(&mut self, cost: f64) {
        self.cost = self.cost.max(cost);
    }

    /// Adds a strip, with the gap and the page break that were demanded.
    pub(crate) fn push(&mut self, mut strip: Strip, frame: &Frame) {
        strip.layers.splice(0..0, frame.layers.iter().cloned());
        strip.gap = std::mem::take(&mut self.gap);
        strip.cost = strip.cost.max(std::mem::take(&mut self.cost));
        strip.starts_page = std::mem::take(&mut self.starts_page);
        self.strips.push(strip);
    }

    /// Adds an empty strip.
    pub(crate) fn pad(&mut self, frame: &Frame, height: f64) {
        self.push(Strip { height, ..Strip::default() }, frame);
    }

    /// Keeps the strips from `first` on one page, if they are not higher than `limit`.
    pub(crate) fn keep(&mut self, first: usize, limit: f64, cost: f64) {
        let strips = self.strips.get_mut(first..).unwrap_or_default();
        if strips.iter().map(|it| it.gap + it.height).sum::<f64>() <= limit {
            for strip in strips.iter_mut().skip(1) {
                strip.cost = strip.cost.max(cost);
            }
        }
    }

    /// Returns a layer that is different from all others.
    pub(crate) fn layer(
        &mut self,
        pad: f64,
        fills: Vec<Stripe>,
        rule: Option<Stripe>,
    ) -> Rc<Layer> {
        self.layers += 1;
        Rc::new(Layer { id: self.layers, pad, fills, rule })
    }
}
