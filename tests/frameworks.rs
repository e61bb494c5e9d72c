//! Every framework that ships: it is complete, and its example scores to known values.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use stocktake::diagnostic::{Diagnostic, Group};
use stocktake::model::{Assessment, Framework, ScaleKind, Score, Status};
use stocktake::read::{self, Builtin};
use stocktake::report::Report;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|it| it.extension().is_some_and(|it| it == ending)).collect();
    files.sort();
    assert!(!files.is_empty(), "there is nothing in `{folder}`");
    files
}

fn framework(path: &Path) -> Framework {
    let source = read::open(path).unwrap().unwrap();
    let checked = read::framework(&source);
    let findings: Vec<String> =
        checked.diagnostics.iter().map(stocktake::render::concise).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    checked.value.unwrap()
}

fn example(name: &str) -> Assessment {
    let path = PathBuf::from("examples/example-trust").join(name);
    let source = read::open(&path).unwrap().unwrap();
    let checked = read::answers(&source, read::folder_of(&path));
    assert!(!checked.has_errors(), "{name}");
    checked.value.unwrap()
}

#[test]
fn every_file_loads_without_a_finding_and_is_compiled_in() {
    for path in files("frameworks", "toml") {
        let framework = framework(&path);
        assert_eq!(Some(framework.id.as_str()), path.file_stem().and_then(|it| it.to_str()));
        let builtin = Builtin::find(framework.id.as_str());
        let builtin = builtin.unwrap_or_else(|| panic!("`{}` is not compiled in", framework.id));
        assert_eq!(*builtin.framework(), framework);
    }
}

#[test]
fn every_criterion_says_what_an_assessor_needs() {
    for path in files("frameworks", "toml") {
        let framework = framework(&path);
        for it in &framework.criteria {
            let what =
                |has: bool, part: &str| assert!(has, "{}: `{}` has no {part}", framework.id, it.id);
            what(it.why.is_some(), "reason why it matters");
            what(!it.evidence.is_empty(), "hint at evidence");
            what(it.source.is_some(), "source");
            what(it.question.ends_with('?'), "question mark");
            what(it.steps.keys().eq(it.efforts.keys()), "effort for every step");
        }
        assert!(framework.sources.iter().all(|it| it.url.is_some()), "{}: sources", framework.id);
        assert!(framework.summary.is_some() && framework.licence.is_some(), "{}", framework.id);
        let levels = framework.levels.as_slice();
        assert!(levels.iter().all(|it| it.meaning.is_some()), "{}: levels", framework.id);
    }
}

#[test]
fn every_level_has_what_its_scale_asks_for() {
    for path in files("frameworks", "toml") {
        let framework = framework(&path);
        let levels: Vec<i32> = framework.levels.as_slice().iter().map(|it| it.number).collect();
        for it in &framework.criteria {
            let name = format!("{}: `{}`", framework.id, it.id);
            let kind = &framework.scale_of(it).kind;
            if matches!(kind, ScaleKind::Level) {
                assert!(it.descriptors.keys().eq(&levels), "{name}: descriptors");
            }
            if matches!(kind, ScaleKind::Level | ScaleKind::Checklist) {
                assert!(it.steps.keys().eq(&levels[1..]), "{name}: steps");
            }
            for level in &levels[1..] {
                let elements = it.elements.iter().filter(|it| it.level == *level).count();
                let expected = if matches!(kind, ScaleKind::Checklist) { 2..=4 } else { 0..=0 };
                assert!(expected.contains(&elements), "{name}: {elements} elements at {level}");
            }
        }
    }
}

#[test]
fn every_file_names_the_schema_for_editors_in_its_first_line() {
    for path in files("frameworks", "toml") {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next();
        assert_eq!(first, Some("#:schema ../docs/schema/framework.json"), "{}", path.display());
    }
}

#[test]
fn no_two_criteria_ask_the_same_and_no_two_levels_look_the_same() {
    for path in files("frameworks", "toml") {
        let framework = framework(&path);
        let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
        for it in &framework.criteria {
            let steps = it.steps.values().chain(it.descriptors.values());
            for text in steps.chain([&it.question]) {
                if let Some(other) = texts.insert(text, it.id.as_str()) {
                    panic!("{}: `{}` and `{other}` both say: {text}", framework.id, it.id);
                }
            }
        }
    }
}

/// The parts of other models that a criterion may map to.
const MODELS: [(&str, &[&str]); 5] = [
    (
        "wgll",
        &[
            "well-led",
            "smart-foundations",
            "safe-practice",
            "support-people",
            "empower-citizens",
            "improve-care",
            "healthy-populations",
        ],
    ),
    ("dspt", &["caf"]),
    (
        "dtac",
        &[
            "clinical-safety",
            "data-protection",
            "technical-security",
            "interoperability",
            "usability-and-accessibility",
        ],
    ),
    ("dcb0129", &["clinical-safety"]),
    ("dcb0160", &["clinical-safety"]),
];

#[test]
fn every_maps_to_leads_somewhere() {
    for path in files("frameworks", "toml") {
        let framework = framework(&path);
        for criterion in &framework.criteria {
            for name in &criterion.maps_to {
                let (model, part) = name.split_once(':').unwrap();
                let is_model =
                    MODELS.iter().any(|(it, parts)| *it == model && parts.contains(&part));
                let ours = Builtin::find(model).map(Builtin::framework);
                let is_ours = ours.is_some_and(|it| it.criterion(part).is_some());
                let to = format!("{}: `{}` maps to `{name}`", framework.id, criterion.id);
                assert!(is_model || is_ours, "{to}, which is nothing");
                assert_ne!(model, framework.id.as_str(), "{to}, which is itself");
            }
        }
    }
}

#[test]
fn the_eight_principles_are_eight_with_three_questions_each() {
    let framework = framework(Path::new("frameworks/nhs-providers-eight-principles.toml"));
    assert_eq!(framework.dimensions.len(), 8);
    for dimension in 0..8 {
        assert_eq!(framework.criteria_of(dimension).count(), 3);
    }
    assert_eq!((framework.levels.lowest(), framework.levels.highest()), (0, 5));
    assert_eq!(framework.evidence.required_from, Some(4));
    assert!(framework.criteria.iter().any(|it| it.floor.is_some()));
}

#[test]
fn the_example_of_the_eight_principles_scores_to_known_values() {
    let assessment = example("eight-principles.yaml");
    let report = Report::new(&assessment);
    // By hand, in levels: the means of three, three, …; the sixth would be (4 + 3 + 1) / 3, but
    // `supplier-exit` holds it at 2. The mean of all eight is 20.5 / 8.
    let expected: [f64; 8] = [7.0 / 3.0, 3.5, 7.0 / 3.0, 5.0 / 3.0, 5.0 / 3.0, 2.0, 4.5, 2.5];
    let levels = &assessment.framework.levels;
    let values = report.card.dimensions.iter().map(|it| levels.value_of(it.score.unwrap()));
    for (value, expected) in values.zip(expected) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }
    let overall = report.card.overall.map(|it| levels.value_of(it)).unwrap();
    assert!((overall - 20.5 / 8.0).abs() < 1e-9, "{overall}");
    let free = report.card.dimensions[5].without_floors.map(Score::get).unwrap();
    assert!((free - 8.0 / 15.0).abs() < 1e-9, "{free}");
    let count = |status| report.card.criteria.iter().filter(|it| it.status == status).count();
    assert_eq!(
        [Status::Answered, Status::Unknown, Status::NotApplicable, Status::Unanswered].map(count),
        [20, 1, 1, 2]
    );
    assert_eq!(report.card.criteria.iter().filter(|it| it.below_floor).count(), 1);
    assert_eq!(report.plan[0].criterion, "supplier-exit");
}

/// A value in levels, as a fraction.
type Fraction = (i32, i32);

/// What every example scores, in levels: the overall value, and that of each dimension; worked out
/// by hand, as fractions.
const EXAMPLES: &[(&str, Fraction, &[Fraction])] = &[
    ("board-quick-check.yaml", (7, 10), &[(1, 1), (1, 2)]),
    ("connectivity.yaml", (19619, 7920), &[(2, 1), (181, 72), (145, 48), (208, 99), (11, 4)]),
    ("data-convergence.yaml", (151, 72), &[(7, 4), (5, 2), (2, 1), (4, 3), (2, 1), (3, 1)]),
    ("dma-2015-scales.yaml", (103, 18), &[(20, 3), (7, 1), (7, 2)]),
    (
        "eight-principles.yaml",
        (41, 16),
        &[(7, 3), (7, 2), (7, 3), (5, 3), (5, 3), (2, 1), (9, 2), (5, 2)],
    ),
    ("human-experience.yaml", (25, 12), &[(5, 3), (13, 8), (2, 1), (3, 1), (17, 8)]),
    (
        "what-good-looks-like.yaml",
        (7037, 2940),
        &[(18, 7), (11, 5), (2, 1), (2, 1), (14, 5), (17, 6), (13, 5), (2, 1), (14, 5), (7, 4)],
    ),
    (
        "workflow-transformation.yaml",
        (10247, 4860),
        &[(131, 54), (11, 4), (2, 1), (3, 2), (2, 1), (13, 10), (2, 1), (2, 1), (3, 1)],
    ),
];

#[test]
fn every_example_scores_to_known_values() {
    for path in files("examples/example-trust", "yaml") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let known = EXAMPLES.iter().find(|(it, ..)| *it == name);
        let (_, overall, dimensions) = known.unwrap_or_else(|| panic!("`{name}` has no values"));
        let assessment = example(name);
        let report = Report::new(&assessment);
        let levels = &assessment.framework.levels;
        let scores = std::iter::once(report.card.overall);
        let scores = scores.chain(report.card.dimensions.iter().map(|it| it.score));
        let expected = std::iter::once(overall).chain(*dimensions);
        assert_eq!(report.card.dimensions.len(), dimensions.len(), "{name}");
        for (score, (over, under)) in scores.zip(expected) {
            let (value, expected) =
                (levels.value_of(score.unwrap()), f64::from(*over) / f64::from(*under));
            assert!((value - expected).abs() < 1e-9, "{name}: {value} is not {over}/{under}");
        }
    }
}

#[test]
fn every_example_belongs_to_a_framework_and_every_framework_has_one() {
    let examples = files("examples/example-trust", "yaml");
    let names = examples.iter().map(|it| example(it.file_name().unwrap().to_str().unwrap()));
    let mut names: Vec<String> = names.map(|it| it.framework.id.to_string()).collect();
    names.sort();
    let all = files("frameworks", "toml");
    let all: Vec<&str> = all.iter().map(|it| it.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, all);
}

#[test]
fn every_example_makes_a_report_without_an_empty_section() {
    for path in files("examples/example-trust", "yaml") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let assessment = example(name);
        let report = Report::new(&assessment);
        assert!(!report.plan.is_empty() && !report.open.is_empty(), "{name}");
        let is_both = |it| report.summary.largest_gaps.contains(it);
        assert!(!report.summary.strongest.iter().any(is_both), "{name}");
        assert!(!report.summary.largest_gaps.is_empty(), "{name}");
        for it in &report.plan {
            assert!(!it.step.contains("Get to level"), "{name}: `{}` has no step", it.criterion);
        }
        let mut pdf = Vec::new();
        let pdf_format = stocktake::render::format("pdf").unwrap();
        pdf_format.write(&report, stocktake::render::Look::PLAIN, &mut pdf).unwrap();
        let pages = lopdf::Document::load_mem(&pdf).unwrap().get_pages().len();
        assert!((3..=40).contains(&pages), "{name}: {pages} pages");
    }
}

/// Returns the code blocks of a page in one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let fence = format!("```{language}\n");
    let parts = text.split(&fence).skip(1);
    parts.map(|it| it.split("\n```").next().unwrap().to_owned() + "\n").collect()
}

#[test]
fn the_worked_example_of_the_page_works() {
    let page = "docs/file-format/framework.md";
    let folder = tempfile::tempdir().unwrap();
    let whole = |it: &String| it.contains("[framework]") && it.contains("[[dimension.criterion]]");
    let frameworks: Vec<String> = blocks(page, "toml").into_iter().filter(whole).collect();
    assert_eq!(frameworks.len(), 2);
    for text in frameworks {
        let id = text.lines().find_map(|it| it.strip_prefix("id = \"")?.strip_suffix('"')).unwrap();
        let path = folder.path().join(format!("{id}.toml"));
        fs::write(&path, &text).unwrap();
        framework(&path);
    }
    let answers = blocks(page, "yaml").into_iter().find(|it| it.starts_with("framework:")).unwrap();
    let path = folder.path().join("answers.yaml");
    fs::write(&path, answers).unwrap();
    let checked = read::answers(&read::open(&path).unwrap().unwrap(), folder.path());
    let is_told = |it: &Diagnostic| it.code.group() != Group::Planning;
    assert!(!checked.diagnostics.iter().any(is_told), "{:?}", checked.diagnostics);
    let assessment = checked.value.unwrap();
    let report = Report::new(&assessment);
    let safe = &report.card.dimensions[1];
    // One third and two thirds of the way up, of three levels: 1.5.
    let value = safe.without_floors.map(|it| assessment.framework.levels.value_of(it)).unwrap();
    assert!((value - 1.5).abs() < 1e-9, "{value}");
    assert_eq!(report.plan[0].criterion, "lost-devices");
}
