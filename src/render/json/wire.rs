//! The shapes of the JSON result.

use serde::Serialize;

use super::super::provenance::WireProvenance;

#[derive(Serialize)]
pub(super) struct WireResult<'a> {
    pub(super) format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<&'a str>,
    pub(super) framework: WireFramework<'a>,
    pub(super) organisation: WireOrganisation<'a>,
    pub(super) assessed_on: String,
    pub(super) assessed_by: Option<&'a str>,
    pub(super) levels: Vec<WireLevel<'a>>,
    pub(super) overall: WireStanding<'a>,
    pub(super) coverage: WireCoverage,
    pub(super) dimensions: Vec<WireDimension<'a>>,
    pub(super) actions: Vec<WireAction<'a>>,
    pub(super) priorities: WirePriorities<'a>,
    pub(super) ask: WireAsk<'a>,
    pub(super) board_questions: &'a [String],
    pub(super) method: &'a [String],
    pub(super) caveats: &'a [String],
    pub(super) left_out: &'a [String],
    pub(super) paper: WirePaper<'a>,
    pub(super) provenance: Option<WireProvenance<'a>>,
}

#[derive(Serialize)]
pub(super) struct WireFramework<'a> {
    pub(super) id: &'a str,
    pub(super) version: String,
    pub(super) title: &'a str,
    pub(super) rule: &'a str,
    pub(super) unanswered: &'a str,
}

#[derive(Serialize)]
pub(super) struct WireOrganisation<'a> {
    pub(super) name: &'a str,
    pub(super) ods_code: Option<&'a str>,
    #[serde(rename = "type")]
    pub(super) kind: Option<&'a str>,
    pub(super) region: Option<&'a str>,
    pub(super) settings: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct WireLevel<'a> {
    pub(super) level: i32,
    pub(super) label: &'a str,
}

/// A score, and what it means on the framework's levels.
#[derive(Serialize)]
pub(super) struct WireStanding<'a> {
    pub(super) score: Option<f64>,
    pub(super) value: Option<f64>,
    pub(super) level: Option<i32>,
    pub(super) label: Option<&'a str>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) target: Option<f64>,
    pub(super) gap: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct WireCoverage {
    pub(super) criteria: usize,
    pub(super) in_scope: usize,
    pub(super) answered: usize,
    pub(super) unknown: usize,
    pub(super) not_applicable: usize,
    pub(super) out_of_scope: usize,
    pub(super) unanswered: usize,
}

#[derive(Serialize)]
pub(super) struct WireDimension<'a> {
    pub(super) id: &'a str,
    pub(super) parent: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) rule: &'a str,
    pub(super) weight: u16,
    #[serde(flatten)]
    pub(super) standing: WireStanding<'a>,
    pub(super) held_by: Vec<&'a str>,
    pub(super) score_without_floors: Option<f64>,
    pub(super) criteria: Vec<WireCriterion<'a>>,
}

#[derive(Serialize)]
pub(super) struct WireCriterion<'a> {
    pub(super) id: &'a str,
    pub(super) question: &'a str,
    pub(super) status: &'static str,
    pub(super) answer: Option<WireAnswer<'a>>,
    pub(super) reason: Option<&'a str>,
    pub(super) scored: bool,
    pub(super) weight: u16,
    pub(super) score: Option<f64>,
    pub(super) value: Option<f64>,
    pub(super) floor: Option<i32>,
    pub(super) target: f64,
    pub(super) gap: Option<f64>,
    pub(super) uplift: Option<f64>,
    pub(super) evidence: usize,
    pub(super) evidence_items: Vec<WireEvidence<'a>>,
    pub(super) next: Option<WireNext<'a>>,
    pub(super) note: Option<&'a str>,
    pub(super) owner: Option<&'a str>,
    pub(super) due: Option<String>,
    pub(super) confidence: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct WireEvidence<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) link: Option<&'a str>,
    pub(super) dated: Option<String>,
    pub(super) state: &'static str,
}

/// What the next level takes.
#[derive(Serialize)]
pub(super) struct WireNext<'a> {
    pub(super) level: i32,
    pub(super) label: &'a str,
    pub(super) meaning: Option<&'a str>,
    pub(super) step: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum WireAnswer<'a> {
    Level(i32),
    Choice(&'a str),
    Number(f64),
    Elements(Vec<&'a str>),
}

#[derive(Serialize)]
pub(super) struct WireAction<'a> {
    pub(super) rank: usize,
    pub(super) criterion: &'a str,
    pub(super) dimension: &'a str,
    pub(super) below_floor: bool,
    pub(super) gap: Option<f64>,
    pub(super) uplift: Option<f64>,
    pub(super) step: &'a str,
    pub(super) success: &'a str,
    pub(super) also: &'a [String],
    pub(super) priority: String,
    pub(super) effort: Option<&'static str>,
    pub(super) owner: Option<&'a str>,
    pub(super) due: Option<String>,
}

/// From where on a rise is large.
#[derive(Serialize)]
pub(super) struct WirePriorities<'a> {
    pub(super) large: Option<f64>,
    pub(super) of_overall: bool,
    pub(super) rule: &'a str,
}

#[derive(Serialize)]
pub(super) struct WireAsk<'a> {
    pub(super) lead: &'a str,
    pub(super) items: &'a [String],
}

/// What the reader is told about the paper itself.
#[derive(Serialize)]
pub(super) struct WirePaper<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) stage: &'static str,
    pub(super) purpose: &'static str,
    pub(super) meeting: Option<String>,
    pub(super) sponsor: Option<&'a str>,
    pub(super) classification: Option<&'a str>,
    pub(super) short: bool,
    pub(super) without_people: bool,
}
