//! Panels: banners and cards.

use super::flow::{Flow, Frame};
use super::line::{Ready, Spot};
use super::strip::{Strip, Stripe, cost};
use super::style::{BLOCK_GAP, CARD_LABEL, CARD_VALUE, KICKER, SUBTITLE, Style, TITLE};
use crate::render::pdf::{Align, Banner, Card, Color, Role, Text};

/// Within a panel, above and below.
const PAD: f64 = 10.0;
/// Within a banner, above and below.
const BANNER_PAD: f64 = 10.0;
/// Within a panel, left and right.
const INSET: f64 = 14.0;
/// The coloured edge of a panel.
const EDGE: f64 = 3.0;
/// Between cards.
const CARD_GAP: f64 = 10.0;
/// How many cards stand side by side at most.
const CARDS: usize = 4;

impl Flow {
    /// Adds the head of a document.
    pub(crate) fn banner(&mut self, frame: &Frame, banner: &Banner) {
        self.gap(BLOCK_GAP);
        let back = Stripe { x: frame.x, width: frame.width, color: Color::DARK_BLUE };
        let layer = self.layer(PAD, vec![back], None);
        let frame = frame.on(layer, 1.5 * INSET, 1.5 * INSET);
        let first = self.strips.len();
        self.pad(&frame, BANNER_PAD);
        if !banner.kicker.is_empty() {
            let element = self.structure.add(frame.parent, Role::Paragraph);
            self.text(&frame, &banner.kicker.as_str().into(), KICKER, element);
            self.pad(&frame, 6.0);
        }
        let title = self.strips.len();
        let element = self.structure.add(frame.parent, Role::Heading(1));
        self.text(&frame, &banner.title.as_str().into(), TITLE, element);
        self.bookmark(title, 1, &banner.title, element);
        if !banner.subtitle.is_empty() {
            self.pad(&frame, 6.0);
            let element = self.structure.add(frame.parent, Role::Paragraph);
            self.text(&frame, &banner.subtitle.as_str().into(), SUBTITLE, element);
        }
        self.stick();
        self.pad(&frame, BANNER_PAD);
        self.keep(first, frame.height() / 2.0, cost::TOGETHER);
        self.gap(BLOCK_GAP);
    }

    /// Adds figures that matter, side by side.
    pub(crate) fn cards(&mut self, frame: &Frame, cards: &[Card]) {
        self.gap(BLOCK_GAP);
        let rows = cards.len().div_ceil(CARDS).max(1);
        for row in cards.chunks(cards.len().div_ceil(rows).max(1)) {
            self.card_row(frame, row);
            self.gap(CARD_GAP);
        }
        self.gap(BLOCK_GAP);
    }

    fn card_row(&mut self, frame: &Frame, cards: &[Card]) {
        let count = u32::try_from(cards.len()).map_or(1.0, f64::from);
        let width = (frame.width - CARD_GAP * (count - 1.0)) / count;
        let mut x = frame.x;
        let (mut fills, mut values, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for card in cards {
            let tone = card.tone;
            let back = Stripe { x, width, color: tone.tint() };
            fills.extend([back, Stripe { width: EDGE, color: tone.color(), ..back }]);
            let inner = width - INSET - PAD;
            let spot = Spot { x: x + INSET, width: inner, y: 0.0, align: Align::Left };
            let element = self.structure.add(frame.parent, Role::Paragraph);
            // The space keeps the figure and its label apart when they are read out.
            let value: Text = format!("{}\u{A0}", card.value.trim()).into();
            let style = CARD_VALUE.in_color(tone.color());
            let value = Ready::new(&value, style, element, &mut self.structure);
            values.push((value.lines(inner), value, spot));
            let label = card.label.as_str().into();
            let label = Ready::new(&label, CARD_LABEL, element, &mut self.structure);
            labels.push((label.lines(inner), label, spot));
            x += width + CARD_GAP;
        }
        let layer = self.layer(PAD, fills, None);
        let frame = frame.on(layer, 0.0, 0.0);
        let first = self.strips.len();
        self.pad(&frame, PAD - 4.0);
        self.beside(&frame, values, CARD_VALUE);
        self.beside(&frame, labels, CARD_LABEL);
        self.pad(&frame, PAD - 2.0);
        self.keep(first, frame.height() / 2.0, cost::TOGETHER);
    }

    /// Adds the lines of several texts, side by side.
    fn beside(&mut self, frame: &Frame, texts: Vec<Lines>, style: Style) {
        let count = texts.iter().map(|(lines, ..)| lines.len()).max().unwrap_or(0);
        let mut texts: Vec<_> = texts
            .into_iter()
            .map(|(lines, ready, spot)| (lines.into_iter(), ready, spot))
            .collect();
        for _ in 0..count {
            let mut strip = Strip { height: style.leading, ..Strip::default() };
            for (lines, ready, spot) in &mut texts {
                if let Some(line) = lines.next() {
                    ready.set(line, *spot, &mut strip);
                }
            }
            self.push(strip, frame);
        }
    }
}

type Lines = (Vec<crate::render::pdf::text::wrap::Line>, Ready, Spot);
