//! The colours of a page, on a light screen and on a dark one.
//!
//! The style sheet names colours by what they are for; here they get their values. Contrast is
//! measured below, for every pair that the style sheet uses.

use super::picture::hex;
use crate::render::Color;

/// A colour by what it is for.
struct Named {
    name: &'static str,
    light: Color,
    dark: Color,
}

const fn named(name: &'static str, light: Color, dark: Color) -> Named {
    Named { name, light, dark }
}

/// Every colour of the style sheet.
const PALETTE: [Named; 20] = [
    named("page", Color::WHITE, Color::new(0x10, 0x17, 0x1D)),
    named("panel", Color::TINT, Color::new(0x1B, 0x25, 0x2E)),
    named("text", Color::TEXT, Color::new(0xE6, 0xEB, 0xEF)),
    named("muted", Color::MUTED, Color::new(0xAE, 0xBB, 0xC5)),
    named("heading", Color::DARK_BLUE, Color::new(0xA9, 0xCC, 0xF5)),
    named("link", Color::BLUE, Color::new(0x8D, 0xBD, 0xF3)),
    named("rule", Color::RULE, Color::new(0x3B, 0x49, 0x55)),
    named("focus", Color::TEXT, Color::new(0xFF, 0xE0, 0x4D)),
    // The ground of pictures.
    named("paper", Color::WHITE, Color::WHITE),
    // The head of the page, and those of tables.
    named("head", Color::DARK_BLUE, Color::new(0x0B, 0x2A, 0x5E)),
    named("on-head", Color::WHITE, Color::WHITE),
    named("pale", Color::PALE, Color::PALE),
    named("info", Color::BLUE, Color::new(0x8D, 0xBD, 0xF3)),
    named("good", Color::GREEN, Color::new(0x7F, 0xD6, 0xA3)),
    named("caution", Color::AMBER, Color::new(0xF2, 0xBC, 0x62)),
    named("alert", Color::RED, Color::new(0xFF, 0xA3, 0x9A)),
    named("info-tint", Color::TINT_BLUE, Color::new(0x14, 0x2A, 0x42)),
    named("good-tint", Color::TINT_GREEN, Color::new(0x12, 0x2F, 0x20)),
    named("caution-tint", Color::TINT_AMBER, Color::new(0x35, 0x27, 0x0E)),
    named("alert-tint", Color::TINT_RED, Color::new(0x40, 0x1C, 0x1A)),
];

/// Returns the rules that give the colours their values. Paper is light.
pub(super) fn rules() -> String {
    let values = |pick: fn(&Named) -> Color| -> String {
        let values: Vec<String> =
            PALETTE.iter().map(|it| format!("--{}:{};", it.name, hex(pick(it)))).collect();
        values.concat()
    };
    format!(
        ":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
        values(|it| it.light),
        values(|it| it.dark)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::Tone;
    use crate::render::html::page::STYLE;

    /// Text, and what it stands on in the style sheet.
    const TEXTS: &[(&[&str], &[&str])] = &[
        (
            &["text", "muted", "heading", "link", "info", "good", "caution", "alert"],
            &["page", "panel", "info-tint", "good-tint", "caution-tint", "alert-tint"],
        ),
        (&["on-head", "pale"], &["head"]),
        (&["page"], &["focus"]),
    ];

    /// Lines and edges that mean something, and what they stand on.
    const EDGES: &[(&[&str], &[&str])] = &[
        (&["focus"], &["page", "panel"]),
        (&["on-head"], &["head"]),
        (&["info", "good", "caution", "alert"], &["page", "panel"]),
    ];

    fn check(pairs: &[(&[&str], &[&str])], enough: f64) {
        let find = |name: &str| PALETTE.iter().find(|it| it.name == name).unwrap();
        for (fronts, backs) in pairs {
            for (front, back) in fronts.iter().flat_map(|a| backs.iter().map(move |b| (a, b))) {
                let (one, other) = (find(front), find(back));
                let (light, dark) =
                    (one.light.contrast(other.light), one.dark.contrast(other.dark));
                assert!(light >= enough, "{front} on {back}, light: {light}");
                assert!(dark >= enough, "{front} on {back}, dark: {dark}");
            }
        }
    }

    #[test]
    fn text_reads_on_everything_that_it_stands_on() {
        check(TEXTS, 4.5);
    }

    #[test]
    fn edges_that_mean_something_can_be_seen() {
        check(EDGES, 3.0);
    }

    #[test]
    fn light_colours_are_those_of_other_formats() {
        let light = |name: &str| PALETTE.iter().find(|it| it.name == name).unwrap().light;
        for (name, tone) in [
            ("info", Tone::Info),
            ("good", Tone::Good),
            ("caution", Tone::Caution),
            ("alert", Tone::Alert),
        ] {
            assert_eq!(light(name), tone.color());
            assert_eq!(light(&format!("{name}-tint")), tone.tint());
        }
    }

    #[test]
    fn the_style_sheet_uses_these_colours_and_no_others() {
        let sheet = include_str!("style.css");
        assert!(!sheet.contains('#') && !sheet.contains("rgb"), "a colour without a name");
        for part in sheet.split("var(--").skip(1) {
            let name = part.split(')').next().unwrap();
            assert!(PALETTE.iter().any(|it| it.name == name), "`{name}` has no value");
        }
        for it in &PALETTE {
            assert!(sheet.contains(&format!("var(--{})", it.name)), "`{}` is not used", it.name);
            assert!(STYLE.contains(&format!("--{}:{}", it.name, hex(it.light))), "{}", it.name);
        }
    }
}
