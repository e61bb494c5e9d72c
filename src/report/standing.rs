//! Where something stands, in words and as a picture.

use crate::gap::Gap;
use crate::model::{Levels, Score};
use crate::score::Bounds;
use crate::wording;

/// What stands where there is nothing.
pub const NONE: &str = "–";

/// Where the organisation, or one of its dimensions, stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// The value in levels: `2.6`.
    pub value: String,
    /// The level reached: `2 Started`; `no score` where there is none.
    pub level: String,
    /// The target in levels: `3.0`.
    pub target: String,
    /// The gap in levels: `0.4`; `none` where the target is met.
    pub gap: String,
    /// What the value could still become: `2.5 to 2.7`; only where that is not the value itself.
    pub bounds: Option<String>,
    /// The score, a fraction: how long a bar is.
    pub score: Option<f64>,
    /// The target, a fraction: where a bar should end.
    pub target_score: Option<f64>,
    /// Whether the target is met; `None` where nobody can tell.
    pub is_met: Option<bool>,
}

impl Standing {
    pub(super) fn new(levels: &Levels, score: Option<Score>, bounds: Bounds, gap: Gap) -> Self {
        let value = |score: Score| levels.value_of(score);
        let reached = |score| {
            let level = levels.reached(value(score));
            format!("{} {}", level.number, level.label)
        };
        let between = bounds.low.zip(bounds.high).filter(|(low, high)| low < high);
        let between = between.map(|(low, high)| {
            format!("{} to {}", wording::level(value(low)), wording::level(value(high)))
        });
        Self {
            value: score.map_or_else(|| NONE.to_owned(), |it| wording::level(value(it))),
            level: score.map_or_else(|| "no score".to_owned(), reached),
            target: gap.target.map_or_else(|| NONE.to_owned(), wording::tenths),
            gap: gap_text(gap.gap),
            bounds: between,
            score: score.map(Score::get),
            target_score: gap.target.map(|it| levels.score_of(it).get()),
            is_met: gap.gap.map(|it| it <= 0.0),
        }
    }
}

/// Returns a gap in words.
#[must_use]
pub fn gap_text(gap: Option<f64>) -> String {
    match gap {
        None => NONE.to_owned(),
        Some(gap) if gap <= 0.0 => "none".to_owned(),
        Some(gap) => wording::gap(gap),
    }
}
