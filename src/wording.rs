//! Words and numbers as people read them: plurals, lists, decimals, dates.
//!
//! The only place where a number is rounded.

use crate::model::{Date, TOLERANCE};

/// Returns a count with its noun: `1 criterion`, `2 criteria`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns items as a phrase: `a, b and c`.
#[must_use]
pub fn list<T: AsRef<str>>(items: &[T], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [init @ .., end] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", init.join(", "), end.as_ref())
        }
    }
}

/// Returns a distance or a target in levels, with one decimal: `0.4`.
#[must_use]
pub fn tenths(levels: f64) -> String {
    format!("{:.1}", ((levels * 10.0) + 1e-9).round() / 10.0 + 0.0)
}

/// Returns a distance that is there, in levels. It is never printed as 0.0.
#[must_use]
pub fn gap(levels: f64) -> String {
    if levels < 0.05 { "< 0.1".to_owned() } else { tenths(levels) }
}

/// Returns a value in levels, with one decimal: `2.6`.
///
/// A level that is not reached is never printed: just below level 2 is `1.96`, not `2.0`.
#[must_use]
pub fn level(value: f64) -> String {
    match (1..=4).find(|&it| !pretends(value, rounded(value, it))) {
        Some(digits) => format!("{:.digits$}", rounded(value, digits)),
        None => format!("{:.4}", (value * 10_000.0).floor() / 10_000.0),
    }
}

/// Returns a number with so many decimals. Halves go up, as people expect: binary fractions would
/// send 2.25 one way and 2.35 another.
fn rounded(value: f64, digits: usize) -> f64 {
    let unit = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9][digits];
    ((value * unit + 1e-9).round() + 0.0) / unit
}

/// Tells whether a rounded value is a level that the value does not reach.
fn pretends(value: f64, rounded: f64) -> bool {
    rounded.fract() == 0.0 && value < rounded - TOLERANCE
}

/// Returns a value that is below a limit, with as few decimals as it takes to see that: 2.96 is
/// below 3, and `3.0` would not tell. A level that is not reached is never printed.
#[must_use]
pub fn below(value: f64, limit: f64) -> String {
    let shows = |it: f64| it < limit && !pretends(value, it);
    let digits = (1..9).find(|&it| shows(rounded(value, it))).unwrap_or(9);
    format!("{:.digits$}", rounded(value, digits))
}

/// Returns two values of which the first is higher, with as few decimals as it takes to see that.
/// A level that is not reached is never printed.
#[must_use]
pub fn apart(higher: f64, lower: f64) -> [String; 2] {
    let both = |digits: usize| [rounded(higher, digits), rounded(lower, digits)];
    let shows = |[a, b]: [f64; 2]| a > b && !pretends(higher, a) && !pretends(lower, b);
    let digits = (1..9).find(|&it| shows(both(it))).unwrap_or(9);
    both(digits).map(|it| format!("{it:.digits$}"))
}

/// Returns a number as its author would write it, with no more than `digits` decimals: `41.5`.
#[must_use]
pub fn number(number: f64, digits: usize) -> String {
    let text = format!("{:.*}", digits, number + 0.0);
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Returns a date as people write it: `1 October 2026`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}

/// Returns text in lines of at most `width` characters, cut between words; a longer word has a line of
/// its own. A text without words has no lines.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Returns text with its first letter in upper case.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Returns text as a sentence: with a full stop, unless it ends in a mark of its own.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…', ':']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_a_sentence() {
        assert_eq!(list::<&str>(&[], "and"), "");
        assert_eq!(list(&["a"], "and"), "a");
        assert_eq!(list(&["a", "b"], "or"), "a or b");
        assert_eq!(list(&["a", "b", "c"], "and"), "a, b and c");
    }

    #[test]
    fn halves_go_up() {
        let levels: Vec<String> = [2.25, 2.35, 2.449, 0.0, -0.0].map(level).to_vec();
        assert_eq!(levels, ["2.3", "2.4", "2.4", "0.0", "0.0"]);
    }

    #[test]
    fn a_level_that_is_not_reached_is_not_printed() {
        let levels: Vec<String> = [1.94, 1.96, 1.996, 1.999_999, 2.0, 2.04].map(level).to_vec();
        assert_eq!(levels, ["1.9", "1.96", "1.996", "1.9999", "2.0", "2.0"]);
    }

    #[test]
    fn a_value_below_a_limit_looks_like_it() {
        for (value, limit, expected) in [
            (2.96, 3.0, "2.96"),
            (2.9, 3.0, "2.9"),
            (2.25, 3.0, "2.3"),
            (1.96, 3.0, "1.96"),
            (2.0, 2.000_000_4, "2.0"),
            (2.049, 2.05, "2.0"),
            (3.0 - 2e-9, 3.0, "2.999999998"),
            (-0.0, 1.0, "0.0"),
            (-1.0, -0.5, "-1.0"),
        ] {
            assert_eq!(below(value, limit), expected, "{value} {limit}");
        }
    }

    #[test]
    fn two_values_that_differ_look_different() {
        for (higher, lower, expected) in [
            (2.0, 1.0, ["2.0", "1.0"]),
            (2.04, 2.03, ["2.04", "2.03"]),
            (2.0, 1.96, ["2.00", "1.96"]),
            (1.96, 1.9, ["1.96", "1.90"]),
            (2.000_000_004, 2.0, ["2.000000004", "2.000000000"]),
        ] {
            assert_eq!(apart(higher, lower), expected, "{higher} {lower}");
        }
    }

    #[test]
    fn numbers_have_no_trailing_zeros() {
        assert_eq!(number(41.5, 2), "41.5");
        assert_eq!(number(30.000_000_000_000_004, 2), "30");
        assert_eq!(number(100.0, 2), "100");
        assert_eq!(number(-0.001, 2), "0");
    }

    #[test]
    fn lines_are_cut_between_words() {
        assert_eq!(wrapped("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrapped("extraordinary it is", 5), ["extraordinary", "it is"]);
        assert_eq!(wrapped("  ", 5), Vec::<String>::new());
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date(crate::model::parse_date("2026-10-01").unwrap()), "1 October 2026");
    }
}
