//! Assessments to draw.

use std::path::Path;
use std::sync::Arc;

use crate::model::{
    Answer, Assessment, CriterionId, DimensionId, Effort, Given, Level, Levels, Organisation,
    Response, Scale, ScaleId, ScaleKind, Targets,
};
use crate::read;

/// Titles that people and machines come up with.
pub(super) const TITLES: [&str; 9] = [
    "",
    " ",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandsstellvertretung",
    "مستشفى الملك فهد التخصصي للرعاية الرقمية",
    "בית החולים הכללי על שם שיבא",
    "\u{202E}reversed\u{202C} and \u{200B}hidden",
    "😀😀😀😀😀😀😀😀😀😀😀😀",
    "one\ntwo\nthree\nfour\nfive\nsix\nseven",
    "A title that goes on, and on, and says what a summary should say: that every service, in every care \
     setting, is designed around the people who use it, and that it is measured, and improved",
];

/// Returns every example of the repository.
pub(super) fn examples() -> Vec<Assessment> {
    let folder = Path::new("examples/example-trust");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "yaml"));
    paths.sort();
    assert!(paths.len() >= 8, "the examples are not found");
    let assessment = |path: &std::path::PathBuf| {
        let source = read::open(path).unwrap().unwrap();
        read::answers(&source, folder).value.unwrap()
    };
    paths.iter().map(assessment).collect()
}

/// What an assessment should be like.
pub(super) struct Plan {
    pub(super) titles: Vec<String>,
    /// In each dimension.
    pub(super) criteria: usize,
    pub(super) levels: i32,
    pub(super) seed: u64,
}

/// Returns an assessment with answers of every kind. Every dimension has a score.
pub(super) fn made(plan: &Plan) -> Assessment {
    let mut random = Random(plan.seed);
    let builtin = read::Builtin::find("board-quick-check").unwrap();
    let mut framework = (*builtin.framework()).clone();
    let level = |number| Level { number, label: format!("Level {number}"), meaning: None };
    framework.levels = Levels::new((0..plan.levels).map(level).collect()).unwrap();
    framework.target = f64::from(plan.levels - 1) * 0.75;
    let id = ScaleId::new("levels").unwrap();
    framework.scales = vec![Scale { id, kind: ScaleKind::Level }];
    let (dimension, criterion) = (framework.dimensions[0].clone(), framework.criteria[0].clone());
    (framework.dimensions, framework.criteria) = (Vec::new(), Vec::new());
    let mut answers: Vec<Option<Answer>> = Vec::new();
    for (index, title) in plan.titles.iter().enumerate() {
        let mut dimension = dimension.clone();
        dimension.id = DimensionId::new(&format!("dimension-{index}")).unwrap();
        dimension.title.clone_from(title);
        dimension.target = (random.below(3) == 0).then(|| f64::from(plan.levels - 1));
        // Some are parts of the first, but only where enough others are left.
        dimension.parent = (index > 13 && random.below(4) == 0).then_some(0);
        framework.dimensions.push(dimension);
        for at in 0..plan.criteria {
            let mut it = criterion.clone();
            let name = ["a", "a-longer-name", &"x".repeat(60)][random.below(3)].to_owned();
            it.id = CriterionId::new(&format!("{name}-{index}-{at}")).unwrap();
            (it.dimension, it.scale, it.target) = (index, 0, None);
            it.settings = Vec::new();
            it.elements = Vec::new();
            it.scored = at == 0 || random.below(8) > 0;
            it.floor = (it.scored && random.below(4) == 0).then_some(1);
            it.efforts = (0..plan.levels)
                .filter_map(|level| Some((level, *Effort::ALL.get(random.below(4))?)))
                .collect();
            framework.criteria.push(it);
            let highest = usize::try_from(plan.levels).unwrap();
            let level = i32::try_from(random.below(highest)).unwrap();
            answers.push(match random.below(9) {
                0 if at > 0 => None,
                1 if at > 0 => {
                    Some(Response::NotApplicable { reason: "no such service".into() }.into())
                }
                2 => Some(Response::Unknown.into()),
                _ => Some(Response::Given(Given::Level(level)).into()),
            });
        }
    }
    let example = examples().remove(0);
    Assessment {
        framework: Arc::new(framework),
        organisation: Organisation { settings: Vec::new(), ..example.organisation },
        answers,
        targets: Targets::default(),
        ..example
    }
}

/// Numbers without a pattern, the same in every run (Knuth's linear congruential generator).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
