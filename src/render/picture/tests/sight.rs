//! How colours look to people with each kind of colour vision.
//!
//! Source: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for
//! Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics
//! 15 (2009), the matrices of severity 1.0, in linear RGB. Differences are CIE 1976, with the white
//! of D65.

use crate::render::Color;

/// A kind of colour vision: what it makes of linear RGB.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    #[expect(dead_code, reason = "a failure names it")]
    name: &'static str,
    matrix: [[f64; 3]; 3],
}

pub(super) const ALL: [Sight; 4] = [
    Sight { name: "trichromacy", matrix: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] },
    Sight {
        name: "protanopia",
        matrix: [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    },
    Sight {
        name: "deuteranopia",
        matrix: [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    },
    Sight {
        name: "tritanopia",
        matrix: [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    },
];

/// What a printer without colour makes of it.
pub(super) const GREY: Sight = Sight { name: "grey", matrix: [[0.2126, 0.7152, 0.0722]; 3] };

impl Sight {
    /// Returns how different two colours look.
    pub(super) fn difference(self, a: Color, b: Color) -> f64 {
        let (a, b) = (self.lab(a), self.lab(b));
        (0..3).map(|it| (a[it] - b[it]).powi(2)).sum::<f64>().sqrt()
    }

    fn lab(self, color: Color) -> [f64; 3] {
        let rgb = [color.red, color.green, color.blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        let dot = |row: [f64; 3], of: [f64; 3]| row[0] * of[0] + row[1] * of[1] + row[2] * of[2];
        let seen = self.matrix.map(|row| dot(row, rgb).clamp(0.0, 1.0));
        let x = dot([0.4124, 0.3576, 0.1805], seen) / 0.950_47;
        let y = dot([0.2126, 0.7152, 0.0722], seen);
        let z = dot([0.0193, 0.1192, 0.9505], seen) / 1.088_83;
        let f = |it: f64| {
            if it > 216.0 / 24389.0 { it.cbrt() } else { (it * 24389.0 / 27.0 + 16.0) / 116.0 }
        };
        [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
    }
}

#[test]
fn black_and_white_are_a_hundred_apart_and_grey_stays_grey() {
    for sight in ALL.into_iter().chain([GREY]) {
        let difference = sight.difference(Color::new(0, 0, 0), Color::WHITE);
        assert!((difference - 100.0).abs() < 0.5, "{sight:?}: {difference}");
    }
}

#[test]
fn red_and_green_are_alike_without_their_cones() {
    let (red, green) = (Color::new(0xA0, 0x50, 0x20), Color::new(0x60, 0x70, 0x20));
    assert!(ALL[0].difference(red, green) > 2.0 * ALL[2].difference(red, green));
}
