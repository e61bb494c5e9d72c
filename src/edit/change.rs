//! What differs between two assessments, as keys of a file.

use std::collections::BTreeMap;

use crate::model::{Answer, Assessment, Setting};
use crate::notation::Value;

/// What a key shall hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Want {
    /// The key is to go.
    Absent,
    /// A question that is not answered: a key with nothing after it, where the language has that.
    Waiting,
    /// A value.
    Value(Value),
    /// An answer: the keys of its long form.
    Answer(Vec<(&'static str, Value)>),
    /// Several targets.
    Targets(Vec<(String, f64)>),
}

/// Keys of a table, and what they shall hold.
pub(super) type Wants<K> = Vec<(K, Want)>;

/// What differs, table by table.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) file: Wants<&'static str>,
    pub(super) organisation: Wants<&'static str>,
    pub(super) targets: Wants<String>,
    pub(super) answers: Wants<String>,
}

impl Changes {
    /// Returns what differs between two assessments with the same framework.
    pub(super) fn between(before: &Assessment, after: &Assessment) -> Self {
        let (old, new) = (&before.organisation, &after.organisation);
        let date = |it: &Assessment| Some(Value::Date(it.assessed_on));
        let settings = |it: &[Setting]| {
            let settings = it.iter().map(|it| it.as_str().into()).collect();
            Some(Value::List(settings)).filter(|_| !it.is_empty())
        };
        Self {
            file: [
                ("assessed_on", date(before), date(after)),
                ("assessed_by", text(&before.assessed_by), text(&after.assessed_by)),
            ]
            .into_iter()
            .filter_map(change)
            .collect(),
            organisation: [
                ("name", Some(old.name.as_str().into()), Some(new.name.as_str().into())),
                ("ods_code", text(&old.ods_code), text(&new.ods_code)),
                ("type", text(&old.kind), text(&new.kind)),
                ("region", text(&old.region), text(&new.region)),
                ("settings", settings(&old.settings), settings(&new.settings)),
            ]
            .into_iter()
            .filter_map(change)
            .collect(),
            targets: targets(before, after),
            answers: answers(before, after),
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        let Self { file, organisation, targets, answers } = self;
        file.is_empty() && organisation.is_empty() && targets.is_empty() && answers.is_empty()
    }
}

#[expect(clippy::ref_option, reason = "it is a field")]
fn text(text: &Option<String>) -> Option<Value> {
    text.as_deref().map(Value::from)
}

fn change<K>((key, old, new): (K, Option<Value>, Option<Value>)) -> Option<(K, Want)> {
    (old != new).then(|| (key, new.map_or(Want::Absent, Want::Value)))
}

/// Returns the targets that differ. A dimension and a criterion may share an id, and then its target is
/// for both.
fn targets(before: &Assessment, after: &Assessment) -> Wants<String> {
    let (old, new) = (named(before), named(after));
    let ids = after.framework.dimensions.iter().map(|it| it.id.as_str());
    let ids = ids.chain(after.framework.criteria.iter().map(|it| it.id.as_str()));
    let mut wants: Wants<String> = Vec::new();
    for id in ids {
        let [old, new] = [&old, &new].map(|it| it.get(id).copied().map(Value::Number));
        if wants.iter().all(|(it, _)| it != id) {
            wants.extend(change((id.to_owned(), old, new)));
        }
    }
    wants
}

fn named(assessment: &Assessment) -> BTreeMap<&str, f64> {
    let (framework, targets) = (&assessment.framework, &assessment.targets);
    let dimension = |(at, target): (&usize, &f64)| {
        framework.dimensions.get(*at).map(|it| (it.id.as_str(), *target))
    };
    let criterion = |(at, target): (&usize, &f64)| {
        framework.criteria.get(*at).map(|it| (it.id.as_str(), *target))
    };
    let dimensions = targets.dimensions.iter().filter_map(dimension);
    dimensions.chain(targets.criteria.iter().filter_map(criterion)).collect()
}

/// Returns the answers that differ.
fn answers(before: &Assessment, after: &Assessment) -> Wants<String> {
    let want = |answer: &Option<Answer>| match answer {
        Some(answer) => Want::Answer(Value::entries_of(answer)),
        None => Want::Waiting,
    };
    let pairs = before.answers.iter().zip(&after.answers).zip(&after.framework.criteria);
    pairs
        .filter(|((old, new), _)| old != new)
        .map(|((_, new), criterion)| (criterion.id.as_str().to_owned(), want(new)))
        .collect()
}
