//! Frameworks and answers in few words.

use stocktake::gap::{Gaps, gaps};
use stocktake::model::{Assessment, Score};
use stocktake::plan::{Action, plan};
use stocktake::score::{Bounds, CriterionScore, DimensionScore, Scorecard, score};

use crate::files::assess;

/// An assessment, and everything that was worked out from it.
pub(crate) struct Outcome {
    pub(crate) assessment: Assessment,
    pub(crate) card: Scorecard,
    pub(crate) gaps: Gaps,
    pub(crate) actions: Vec<Action>,
}

impl Outcome {
    pub(crate) fn new(assessment: Assessment) -> Self {
        let card = score(&assessment);
        let gaps = gaps(&assessment, &card);
        let actions = plan(&assessment, &card, &gaps);
        Self { assessment, card, gaps, actions }
    }

    pub(crate) fn overall(&self) -> Option<f64> {
        self.card.overall.map(Score::get)
    }

    /// Returns the score of a dimension.
    #[track_caller]
    pub(crate) fn score(&self, dimension: &str) -> Option<f64> {
        self.dimension(dimension).score.map(Score::get)
    }

    /// Returns the score of a dimension without the floors of its criteria.
    #[track_caller]
    pub(crate) fn without_floors(&self, dimension: &str) -> Option<f64> {
        self.dimension(dimension).without_floors.map(Score::get)
    }

    /// Returns the score of a criterion.
    #[track_caller]
    pub(crate) fn rating(&self, criterion: &str) -> Option<f64> {
        self.criterion(criterion).score.map(Score::get)
    }

    #[track_caller]
    pub(crate) fn dimension(&self, id: &str) -> &DimensionScore {
        &self.card.dimensions[self.dimension_index(id)]
    }

    #[track_caller]
    pub(crate) fn dimension_index(&self, id: &str) -> usize {
        self.assessment.framework.dimension(id).expect("there is such a dimension")
    }

    #[track_caller]
    pub(crate) fn criterion(&self, id: &str) -> &CriterionScore {
        &self.card.criteria[self.index(id)]
    }

    #[track_caller]
    pub(crate) fn index(&self, id: &str) -> usize {
        self.assessment.framework.criterion(id).expect("there is such a criterion")
    }

    /// Returns the ids of the criteria that there is something to do about, most urgent first.
    pub(crate) fn order(&self) -> Vec<&str> {
        self.actions.iter().map(|it| self.id(it.criterion)).collect()
    }

    /// Returns the ids of the criteria that hold a dimension.
    #[track_caller]
    pub(crate) fn held_by(&self, dimension: &str) -> Vec<&str> {
        self.dimension(dimension).held_by.iter().map(|&it| self.id(it)).collect()
    }

    fn id(&self, criterion: usize) -> &str {
        self.assessment.framework.criteria[criterion].id.as_str()
    }
}

/// Returns a framework with levels 0 to 4 and two scales: `points`, which is a straight line from
/// 0 to 100 and the default, and `level`.
pub(crate) fn framework(keys: &str, dimensions: &[String]) -> String {
    let mut text = format!(
        "[framework]\nid = \"framework\"\nversion = \"1.0.0\"\ntitle = \"Framework\"\n\
         default_scale = \"points\"\nsettings = [\"acute\", \"ambulance\", \"community\"]\n{}\n\
         [[framework.source]]\ntitle = \"Made up for tests\"\n\
         [scale.points]\nkind = \"number\"\nunit = \"points\"\nrange = [0, 100]\n\
         worst = 0\nbest = 100\n\
         [scale.level]\nkind = \"level\"\n",
        lines(keys)
    );
    for level in 0..=4 {
        text += &format!("[[level]]\nlevel = {level}\nlabel = \"L{level}\"\n");
    }
    text + &dimensions.concat()
}

/// Returns a dimension with criteria, each of them an id and keys.
pub(crate) fn dimension(id: &str, keys: &str, criteria: &[(&str, &str)]) -> String {
    let criterion = |(id, keys): &(&str, &str)| {
        let keys = lines(keys);
        format!("[[dimension.criterion]]\nid = \"{id}\"\nquestion = \"{id}?\"\n{keys}\n")
    };
    let criteria: String = criteria.iter().map(criterion).collect();
    format!("[[dimension]]\nid = \"{id}\"\ntitle = \"{id}\"\n{}\n{criteria}", lines(keys))
}

/// Returns `weight = 3; target = 2` as two lines.
fn lines(keys: &str) -> String {
    keys.replace("; ", "\n")
}

/// Returns what comes of answers in YAML, such as `a: 30, b: unknown`.
#[track_caller]
pub(crate) fn outcome(framework: &str, answers: &str) -> Outcome {
    outcome_of(framework, "", answers)
}

/// Returns what comes of answers in YAML, with other `keys` of an answers file before them.
#[track_caller]
pub(crate) fn outcome_of(framework: &str, keys: &str, answers: &str) -> Outcome {
    let organisation =
        if keys.contains("organisation:") { "" } else { "organisation: { name: Trust }" };
    let text = format!(
        "framework: framework.toml\n{organisation}\nassessed_on: 2026-10-01\n{keys}\n\
         answers: {{ {answers} }}\n"
    );
    Outcome::new(assess(framework, "answers.yaml", &text))
}

/// Checks a figure, but for what rounding leaves of it in a 64-bit float.
#[track_caller]
pub(crate) fn close(found: Option<f64>, expected: impl Into<Option<f64>>) {
    let expected = expected.into();
    let is_close = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-12,
        (found, expected) => found == expected,
    };
    assert!(is_close, "found {found:?}, expected {expected:?}");
}

/// Checks both bounds of a score.
#[track_caller]
pub(crate) fn bounds(found: Bounds, low: f64, high: f64) {
    close(found.low.map(Score::get), low);
    close(found.high.map(Score::get), high);
}
