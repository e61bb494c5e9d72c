//! Frameworks and answers that are made up at random, and written down.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stocktake::model::Assessment;

use crate::files::assess;

const RULES: [&str; 5] = ["weighted-mean", "median", "weakest-link", "staged", "matrix"];
const POLICIES: [&str; 3] = ["exclude", "zero", "refuse"];
const SETTINGS: [&str; 3] = ["acute", "ambulance", "community"];
const SCALES: [&str; 5] = ["level", "choice", "bands", "line", "checklist"];

/// A framework and answers to it.
///
/// Targets are in thousandths of the way from the lowest level to the highest; settings are bits.
#[derive(Clone, Debug)]
pub(crate) struct MadeUp {
    lowest: i32,
    count: i32,
    rule: usize,
    policy: usize,
    target: Option<u16>,
    /// In half points.
    options: Vec<u8>,
    /// Where each band starts, and its half points.
    bands: BTreeMap<u8, u8>,
    line: (u8, u8),
    pub(crate) dimensions: Vec<MadeUpDimension>,
    settings: u8,
    targets: Vec<(u8, u16)>,
}

#[derive(Clone, Debug)]
pub(crate) struct MadeUpDimension {
    rule: Option<usize>,
    pub(crate) weight: u16,
    target: Option<u16>,
    parent: Option<usize>,
    pub(crate) criteria: Vec<MadeUpCriterion>,
}

#[derive(Clone, Debug)]
pub(crate) struct MadeUpCriterion {
    scale: usize,
    pub(crate) weight: u16,
    scored: bool,
    floor: Option<u8>,
    target: Option<u16>,
    settings: u8,
    elements: Vec<u8>,
    pub(crate) answer: MadeUpAnswer,
}

#[derive(Clone, Debug)]
pub(crate) enum MadeUpAnswer {
    Missing,
    Unknown,
    NotApplicable,
    /// What is picked from the scale, and a target.
    Given(u16, Option<u16>),
}

fn target() -> impl Strategy<Value = Option<u16>> {
    prop_oneof![Just(None), (0..=1000_u16).prop_map(Some), Just(Some(1000))]
}

/// Returns answers that are given, or unknown.
pub(crate) fn rated_answer() -> impl Strategy<Value = MadeUpAnswer> {
    prop_oneof![
        1 => Just(MadeUpAnswer::Unknown),
        6 => (any::<u16>(), target()).prop_map(|(pick, target)| MadeUpAnswer::Given(pick, target)),
    ]
}

/// Returns answers of every kind, or none.
pub(crate) fn answer() -> impl Strategy<Value = MadeUpAnswer> {
    prop_oneof![
        6 => rated_answer(),
        1 => Just(MadeUpAnswer::Missing),
        1 => Just(MadeUpAnswer::NotApplicable),
    ]
}

fn criterion() -> impl Strategy<Value = MadeUpCriterion> {
    let floor = prop_oneof![3 => Just(None), 1 => any::<u8>().prop_map(Some)];
    let settings = prop_oneof![3 => Just(0), 1 => 1..8_u8];
    let elements = prop::collection::vec(any::<u8>(), 1..5);
    let scored = prop::bool::weighted(0.9);
    let weight = prop_oneof![Just(1), 1..=1000_u16];
    (0..SCALES.len(), weight, scored, floor, target(), settings, elements, answer()).prop_map(
        |(scale, weight, scored, floor, target, settings, elements, answer)| MadeUpCriterion {
            scale,
            weight,
            scored,
            floor,
            target,
            settings,
            elements,
            answer,
        },
    )
}

fn dimension() -> impl Strategy<Value = (MadeUpDimension, bool)> {
    let rule = prop::option::of(0..RULES.len());
    let criteria = prop::collection::vec(criterion(), 1..5);
    let parent = prop::option::of(0..5_usize);
    let weight = prop_oneof![Just(1), 1..=1000_u16];
    (rule, weight, target(), parent, criteria, any::<bool>()).prop_map(
        |(rule, weight, target, parent, criteria, bare)| {
            (MadeUpDimension { rule, weight, target, parent, criteria }, bare)
        },
    )
}

/// Returns texts: words that YAML could take for something else, and anything printable.
pub(crate) fn text() -> impl Strategy<Value = String> {
    // Words that YAML could take for something else, and anything printable.
    prop_oneof![
        prop::sample::select(vec![
            "no",
            "null",
            "~",
            "3",
            "1e3",
            "0x1f",
            "2026-10-01",
            "a: b",
            "# a",
            "- a",
            "'",
            "\"",
            "\\n",
            "{}",
            "[a]",
            "&a",
            "*a",
            "!a",
            "%",
            "@",
            " a ",
            "a\nb",
            "a\tb",
            "Ŵŷ “é” 😀",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,12}[a-z][ -~é\n]{0,12}",
    ]
}

/// Returns frameworks of every shape, with answers.
pub(crate) fn made_up() -> impl Strategy<Value = MadeUp> {
    let levels = (-1..=2, 2..=7);
    // Matrices leave little to look at.
    let rules =
        (prop_oneof![6 => 0..4_usize, 1 => Just(4)], prop_oneof![3 => Just(0), 2 => 1..3_usize]);
    let scales = (
        prop::collection::vec(0..=200_u8, 2..6),
        prop::collection::btree_map(1..100_u8, 0..=200_u8, 0..5),
        (0..=100_u8, 1..=100_u8),
    );
    let dimensions = prop::collection::vec(dimension(), 1..6);
    let targets = prop::collection::vec((any::<u8>(), 0..=1000_u16), 0..3);
    (levels, rules, target(), scales, dimensions, 0..8_u8, targets).prop_map(
        |((lowest, count), (rule, policy), target, scales, dimensions, settings, targets)| {
            let (options, mut bands, (worst, way)) = scales;
            bands.insert(0, options[0]);
            MadeUp {
                lowest,
                count,
                rule,
                policy,
                target,
                options,
                bands,
                line: (worst, ((u16::from(worst) + u16::from(way)) % 101) as u8),
                dimensions: with_parents(dimensions),
                settings,
                targets,
            }
        },
    )
}

/// Makes each parent one that stands above, and takes the criteria of some that have parts.
fn with_parents(dimensions: Vec<(MadeUpDimension, bool)>) -> Vec<MadeUpDimension> {
    let bare: Vec<bool> = dimensions.iter().map(|(_, bare)| *bare).collect();
    let mut dimensions: Vec<MadeUpDimension> = dimensions.into_iter().map(|(it, _)| it).collect();
    for index in 0..dimensions.len() {
        let parent = dimensions[index].parent.filter(|_| index > 0).map(|it| it % index);
        dimensions[index].parent = parent;
        if let Some(parent) = parent.filter(|&it| bare[it]) {
            dimensions[parent].criteria.clear();
        }
    }
    dimensions
}

impl MadeUp {
    /// Returns the criteria in framework order.
    pub(crate) fn criteria_mut(&mut self) -> impl Iterator<Item = &mut MadeUpCriterion> {
        self.dimensions.iter_mut().flat_map(|it| &mut it.criteria)
    }

    pub(crate) fn criteria(&self) -> impl Iterator<Item = &MadeUpCriterion> {
        self.dimensions.iter().flat_map(|it| &it.criteria)
    }

    /// Returns the assessment, read from its text.
    #[track_caller]
    pub(crate) fn assess(&self) -> Assessment {
        assess(&self.framework(), "answers.yaml", &self.answers())
    }

    fn level(&self, thousandths: u16) -> f64 {
        f64::from(self.lowest) + f64::from(thousandths) * f64::from(self.count - 1) / 1000.0
    }

    fn target(&self, thousandths: Option<u16>) -> String {
        thousandths.map(|it| format!("target = {}\n", self.level(it))).unwrap_or_default()
    }

    /// Returns the framework as TOML.
    pub(crate) fn framework(&self) -> String {
        let mut text = format!(
            "[framework]\nid = \"framework\"\nversion = \"1.0.0\"\ntitle = \"Made up\"\n\
             settings = {SETTINGS:?}\nrule = \"{}\"\nunanswered = \"{}\"\n{}\
             [[framework.source]]\ntitle = \"Made up\"\n",
            RULES[self.rule],
            POLICIES[self.policy],
            self.target(self.target),
        );
        for level in self.lowest..self.lowest + self.count {
            text += &format!("[[level]]\nlevel = {level}\nlabel = \"L{level}\"\n");
        }
        text += &self.scales();
        let mut number = 0;
        for (index, dimension) in self.dimensions.iter().enumerate() {
            text += &format!(
                "[[dimension]]\nid = \"d{index}\"\ntitle = \"D\"\nweight = {}\n{}",
                dimension.weight,
                self.target(dimension.target)
            );
            let rule = dimension.rule.map(|it| format!("rule = \"{}\"\n", RULES[it]));
            let parent = dimension.parent.map(|it| format!("parent = \"d{it}\"\n"));
            text += &(rule.unwrap_or_default() + &parent.unwrap_or_default());
            for criterion in &dimension.criteria {
                text += &self.criterion(number, criterion);
                number += 1;
            }
        }
        text
    }

    fn scales(&self) -> String {
        let half = |points: u8| f64::from(points) / 2.0;
        let option = |(index, points): (usize, &u8)| {
            format!("{{ id = \"o{index}\", label = \"O\", points = {} }}", half(*points))
        };
        let options: Vec<String> = self.options.iter().enumerate().map(option).collect();
        let band =
            |(from, points): (&u8, &u8)| format!("{{ from = {from}, points = {} }}", half(*points));
        let bands: Vec<String> = self.bands.iter().map(band).collect();
        format!(
            "[scale.level]\nkind = \"level\"\n[scale.checklist]\nkind = \"checklist\"\n\
             [scale.choice]\nkind = \"choice\"\noptions = [{}]\n\
             [scale.bands]\nkind = \"number\"\nunit = \"%\"\nrange = [0, 100]\nbands = [{}]\n\
             [scale.line]\nkind = \"number\"\nunit = \"%\"\nrange = [0, 100]\n\
             worst = {}\nbest = {}\n",
            options.join(", "),
            bands.join(", "),
            self.line.0,
            self.line.1
        )
    }

    fn criterion(&self, number: usize, it: &MadeUpCriterion) -> String {
        let scale = SCALES[it.scale];
        let mut text = format!(
            "[[dimension.criterion]]\nid = \"c{number}\"\nquestion = \"Q?\"\nscale = \"{scale}\"\n\
             weight = {}\nscored = {}\n{}",
            it.weight,
            it.scored,
            self.target(it.target)
        );
        if let Some(floor) = it.floor {
            text += &format!("floor = {}\n", self.lowest + i32::from(floor) % self.count);
        }
        if it.settings > 0 {
            text += &format!("settings = {:?}\n", settings(it.settings));
        }
        if scale == "checklist" {
            for (index, element) in it.elements.iter().enumerate() {
                let level = self.lowest + 1 + i32::from(*element) % (self.count - 1);
                text += &format!(
                    "[[dimension.criterion.element]]\nid = \"e{index}\"\nlevel = {level}\n\
                     statement = \"S{index}\"\n"
                );
            }
        }
        text
    }

    /// Returns the care settings of the organisation.
    pub(crate) fn settings(&self) -> Vec<&'static str> {
        settings(self.settings)
    }

    /// Returns the targets of the organisation: one for a dimension or a criterion each.
    pub(crate) fn targets(&self) -> BTreeMap<String, f64> {
        let target = |&(key, target): &(u8, u16)| {
            let (dimensions, criteria) = (self.dimensions.len(), self.criteria().count());
            let at = usize::from(key) % (dimensions + criteria);
            let id =
                if at < dimensions { format!("d{at}") } else { format!("c{}", at - dimensions) };
            (id, self.level(target))
        };
        self.targets.iter().map(target).collect()
    }

    /// Returns what is answered to a criterion, in a way that YAML, TOML and JSON share, and the
    /// target beside it.
    pub(crate) fn given(&self, it: &MadeUpCriterion) -> Option<(String, Option<f64>)> {
        let MadeUpAnswer::Given(pick, target) = it.answer else { return None };
        let place = usize::from(pick);
        let given = match SCALES[it.scale] {
            "level" => (self.lowest + i32::from(pick) % self.count).to_string(),
            "choice" => format!("\"o{}\"", place % self.options.len()),
            "checklist" => {
                let met = (0..it.elements.len()).filter(|it| place & (1 << it) != 0);
                format!("{:?}", met.map(|it| format!("e{it}")).collect::<Vec<_>>())
            }
            _ => (f64::from(pick % 1001) / 10.0).to_string(),
        };
        Some((given, target.map(|it| self.level(it))))
    }

    /// Returns the answers as YAML.
    fn answers(&self) -> String {
        let mut text = format!(
            "framework: framework.toml\norganisation: {{ name: Trust, settings: {:?} }}\n\
             assessed_on: 2026-10-01\ntargets: {:?}\nanswers:\n  {{\n",
            self.settings(),
            self.targets(),
        );
        for (index, it) in self.criteria().enumerate() {
            let answer = match &it.answer {
                MadeUpAnswer::Missing => continue,
                MadeUpAnswer::Unknown => "unknown".to_owned(),
                MadeUpAnswer::NotApplicable => "{ not_applicable: None here. }".to_owned(),
                MadeUpAnswer::Given(..) => match self.given(it) {
                    Some((given, Some(target))) => {
                        format!("{{ answer: {given}, target: {target} }}")
                    }
                    given => given.map(|it| it.0).unwrap_or_default(),
                },
            };
            text += &format!("    c{index}: {answer},\n");
        }
        text + "  }\n"
    }
}

fn settings(bits: u8) -> Vec<&'static str> {
    let named = SETTINGS.iter().enumerate().filter(|(index, _)| bits & (1 << index) != 0);
    named.map(|(_, it)| *it).collect()
}
