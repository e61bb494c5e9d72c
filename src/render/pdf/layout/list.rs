//! Lists, and names with their values.

use super::flow::{Flow, Frame};
use super::line::{Ready, Spot};
use super::strip::{Strip, Stripe, cost};
use super::style::{BODY, FACT_NAME, FACT_VALUE, PARAGRAPH_GAP, Style};
use crate::render::pdf::text::{clean, measure};
use crate::render::pdf::{Align, Color, ElementId, Face, Fact, Labels, List, Role, Text};

/// Between a label and its text.
const LABEL_GAP: f64 = 7.0;
/// Between the name and the value of a fact, which may be no narrower.
const FACT_GAP: f64 = 14.0;
/// Between items.
const ITEM_GAP: f64 = 3.0;
/// Above and below a fact.
const FACT_PAD: f64 = 3.0;

impl Flow {
    /// Adds a list.
    pub(crate) fn list(&mut self, frame: &Frame, list: &List) {
        self.gap(PARAGRAPH_GAP);
        let labels = if list.numbered { Labels::Numbers } else { Labels::Bullets };
        let element = self.structure.add(frame.parent, Role::List(labels));
        let label = |at: usize| if list.numbered { format!("{}.", at + 1) } else { "•".into() };
        let style = BODY.in_color(Color::BLUE);
        let widest = measure(&label(list.items.len().max(1) - 1), Face::Bold, BODY.size);
        let widest = if list.numbered { widest } else { widest + LABEL_GAP / 2.0 };
        for (at, item) in list.items.iter().enumerate() {
            let pair = Pair {
                name: &Text::default().bold(label(at)),
                name_style: style,
                name_width: widest,
                gap: LABEL_GAP,
                value: item,
                value_style: BODY,
            };
            self.pair(frame, element, &pair);
            self.gap(ITEM_GAP);
        }
        self.gap(PARAGRAPH_GAP);
    }

    /// Adds names and values, side by side and with a thin line below each.
    pub(crate) fn facts(&mut self, frame: &Frame, facts: &[Fact]) {
        self.gap(PARAGRAPH_GAP);
        let element = self.structure.add(frame.parent, Role::List(Labels::Names));
        let names = facts.iter().map(|it| clean::line(&it.name));
        let widths = names.map(|it| measure(&it, Face::Bold, FACT_NAME.size));
        let widest = widths.fold(0.0, f64::max).min(frame.width * 0.35).ceil();
        for fact in facts {
            let pair = Pair {
                name: &fact.name.as_str().into(),
                name_style: FACT_NAME,
                name_width: widest,
                gap: FACT_GAP,
                value: &fact.value,
                value_style: FACT_VALUE,
            };
            let stripe = Stripe { x: frame.x, width: frame.width, color: Color::RULE };
            let layer = self.layer(0.0, Vec::new(), Some(stripe));
            let frame = frame.on(layer, 0.0, 0.0);
            self.pad(&frame, FACT_PAD);
            self.stick();
            self.pair(&frame, element, &pair);
            self.stick();
            self.pad(&frame, FACT_PAD);
        }
        self.gap(PARAGRAPH_GAP);
    }

    /// Adds a label and its text, side by side.
    fn pair(&mut self, frame: &Frame, list: ElementId, pair: &Pair<'_>) {
        let item = self.structure.add(list, Role::ListItem);
        let label = self.structure.add(item, Role::Label);
        let name = Ready::new(pair.name, pair.name_style, label, &mut self.structure);
        let body = self.structure.add(item, Role::ListBody);
        let value = Ready::new(pair.value, pair.value_style, body, &mut self.structure);

        let indent = pair.name_width + pair.gap;
        let left = Spot { x: frame.x, width: pair.name_width, y: 0.0, align: Align::Left };
        let right = Spot { x: frame.x + indent, width: frame.width - indent, ..left };
        let (names, values) = (name.lines(left.width), value.lines(right.width));
        let count = names.len().max(values.len());
        let (mut names, mut values) = (names.into_iter(), values.into_iter());
        for at in 0..count {
            let lonely = at > 0 && (at == 1 || at + 1 == count);
            let cost = if lonely { cost::LONELY_LINE } else { 0.0 };
            let height = pair.value_style.leading;
            let mut strip = Strip { height, cost, ..Strip::default() };
            if let Some(line) = names.next() {
                name.set(line, left, &mut strip);
            }
            if let Some(line) = values.next() {
                value.set(line, right, &mut strip);
            }
            self.push(strip, frame);
        }
    }
}

/// A label and its text. Both styles have the same leading.
struct Pair<'a> {
    name: &'a Text,
    name_style: Style,
    name_width: f64,
    gap: f64,
    value: &'a Text,
    value_style: Style,
}
