//! What is allowed in a framework, and still worth a word.

use super::super::fields::Reader;
use super::Context;
use crate::diagnostic::{Code, Span};
use crate::model::{Criterion, FrameworkId, ScaleKind};
use crate::wording;

/// Reports scales that no criterion uses.
pub(super) fn unused_scales(context: &Context, criteria: &[Criterion], reader: &mut Reader) {
    for (index, (name, span, _)) in context.scales.iter().enumerate() {
        if !criteria.iter().any(|it| it.scale == index) {
            let message = format!("no criterion uses the scale `{name}`");
            reader.report(Code::UnusedScale, span, message, "use it, or remove it");
        }
    }
}

/// Reports an id that is not the name of its file.
pub(super) fn file_name(id: Option<&FrameworkId>, span: &Span, reader: &mut Reader) {
    let path = std::path::Path::new(reader.source.name());
    let stem = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    let is_toml = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"));
    if let Some(id) = id.filter(|it| is_toml && it.as_str() != stem) {
        let message = format!("the id is `{id}`, but the file is called `{stem}.toml`");
        reader.report(Code::FileName, span, message, format!("rename the file to `{id}.toml`"));
    }
}

/// Reports levels of which a criterion does not say what they look like.
pub(super) fn missing_descriptors(
    criterion: &Criterion,
    span: &Span,
    context: &Context,
    reader: &mut Reader,
) {
    let kind = context.scales[criterion.scale].2.as_ref().map(|it| &it.kind);
    let (Some(ScaleKind::Level), Some(levels)) = (kind, &context.levels) else { return };
    let missing = levels.as_slice().iter().map(|it| it.number);
    let missing = missing.filter(|it| !criterion.descriptors.contains_key(it));
    let missing: Vec<String> = missing.map(|it| it.to_string()).collect();
    if !missing.is_empty() {
        let noun = if missing.len() == 1 { "level" } else { "levels" };
        let message = format!(
            "`{}` does not say what {noun} {} look{} like",
            criterion.id,
            wording::list(&missing, "and"),
            if missing.len() == 1 { "s" } else { "" },
        );
        reader.report(
            Code::MissingDescriptor,
            span,
            message,
            format!("add `levels.{}`", missing[0]),
        );
    }
}
