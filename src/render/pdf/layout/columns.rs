//! How wide the columns of a table are.

use crate::render::pdf::Width;

/// No word takes more of a table than this, unless its column has it anyway.
const WORD_LIMIT: f64 = 0.4;

/// Returns the widths of columns that share `total` points.
///
/// `minimum` has the width that each column needs for its widest word. A column that is narrower
/// takes from those that have more than they need.
pub(crate) fn widths(columns: &[Width], minimum: &[f64], total: f64) -> Vec<f64> {
    let mut widths = shares(columns, total);
    let mut minimum: Vec<f64> = minimum.iter().map(|it| it.min(WORD_LIMIT * total)).collect();
    let needed: f64 = minimum.iter().sum();
    if needed > total {
        for it in &mut minimum {
            *it *= total / needed;
        }
    }
    let (mut missing, mut spare) = (0.0, 0.0);
    for (width, minimum) in widths.iter().zip(&minimum) {
        missing += (minimum - width).max(0.0);
        spare += (width - minimum).max(0.0);
    }
    if missing > 0.0 && spare > 0.0 {
        let given = (missing / spare).min(1.0);
        for (width, minimum) in widths.iter_mut().zip(&minimum) {
            *width = if *width < *minimum { *minimum } else { *width - (*width - minimum) * given };
        }
    }
    widths
}

/// Returns the widths as they were asked for, stretched to `total`.
fn shares(columns: &[Width], total: f64) -> Vec<f64> {
    let usable = |it: f64| if it.is_finite() && it > 0.0 { it.min(1e6) } else { 1.0 };
    let (mut points, mut shares, mut sharing) = (0.0, 0.0, 0.0);
    for column in columns {
        match *column {
            Width::Points(it) => points += usable(it),
            Width::Share(it) => {
                shares += usable(it);
                sharing += 1.0;
            }
        }
    }
    // Columns in points leave at least a tenth of a page for each of the others, or an even part.
    let count = u32::try_from(columns.len()).map_or(f64::MAX, f64::from).max(1.0);
    let kept = sharing * (total / count).min(total / 10.0);
    let fixed = if shares > 0.0 { points.min(total - kept) } else { total };
    columns
        .iter()
        .map(|column| match *column {
            Width::Points(it) => usable(it) * fixed / points,
            Width::Share(it) => usable(it) * (total - fixed) / shares,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Width::{Points, Share};
    use super::*;

    #[track_caller]
    fn check(columns: &[Width], minimum: &[f64], expected: &[f64]) {
        let widths = widths(columns, minimum, 400.0);
        assert!((widths.iter().sum::<f64>() - 400.0).abs() < 1e-6);
        for (width, expected) in widths.iter().zip(expected) {
            assert!((width - expected).abs() < 1e-6, "{widths:?}");
        }
    }

    #[test]
    fn shares_take_what_points_leave() {
        check(&[Points(100.0), Share(1.0), Share(2.0)], &[0.0; 3], &[100.0, 100.0, 200.0]);
        check(&[Points(100.0), Points(100.0)], &[0.0; 2], &[200.0, 200.0]);
    }

    #[test]
    fn too_many_points_leave_something() {
        check(&[Points(900.0), Share(1.0)], &[0.0; 2], &[360.0, 40.0]);
    }

    #[test]
    fn a_long_word_takes_from_the_neighbours() {
        check(&[Share(1.0), Share(1.0)], &[50.0, 150.0], &[200.0, 200.0]);
        check(&[Share(1.0), Share(3.0)], &[120.0, 100.0], &[120.0, 280.0]);
        check(&[Share(1.0), Share(1.0)], &[50.0, 900.0], &[200.0, 200.0]);
    }

    #[test]
    fn nonsense_still_adds_up() {
        check(&[Share(f64::NAN), Points(-1.0), Share(0.0)], &[9.0; 3], &[]);
        check(&vec![Points(50.0); 100], &vec![60.0; 100], &[]);
    }
}
