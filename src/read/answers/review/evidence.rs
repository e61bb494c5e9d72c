//! Evidence: whether it is there, and whether it can be what it says.

use super::super::super::fields::Reader;
use super::super::super::tree::{Entry, Node};
use crate::diagnostic::Code;
use crate::evidence::{Backing, backing};
use crate::model::Assessment;
use crate::wording;

pub(super) fn review(assessment: &Assessment, index: usize, entry: &Entry, reader: &mut Reader) {
    let rule = assessment.framework.evidence;
    match backing(assessment, index) {
        Backing::NotRequired | Backing::Enough => {}
        Backing::Missing => {
            let level = rule.required_from.unwrap_or_default();
            let message = format!("`{}` has no evidence", entry.key);
            let help = format!("from level {level} on, name a document that shows it");
            reader.report(Code::EvidenceMissing, &entry.at, message, help);
        }
        Backing::Stale => {
            let months = usize::from(rule.stale_after_months.unwrap_or_default());
            let age = wording::count(months, "month", "months");
            let message = format!("all evidence of `{}` is older than {age}", entry.key);
            let help = "name something newer, or look again whether the answer still holds";
            reader.report(Code::EvidenceStale, &entry.at, message, help);
        }
    }
    let evidence = assessment.answers[index].as_ref().map_or(&[][..], |it| &it.evidence);
    let items = entry.node.get("evidence").map(Node::items).unwrap_or_default();
    for (evidence, item) in evidence.iter().zip(items) {
        let span =
            |key: &str| item.get(key).map_or_else(|| item.span.clone(), |it| it.span.clone());
        if evidence.dated.is_some_and(|it| it > assessment.assessed_on) {
            let message = format!("this evidence of `{}` is dated after the assessment", entry.key);
            let help = "check the date, and `assessed_on`; what came later belongs to the next one";
            reader.report(Code::EvidencePostdated, &span("dated"), message, help);
        }
        if evidence.link.as_deref().is_some_and(|it| !is_web_address(it)) {
            let message = format!("this link to evidence of `{}` is no web address", entry.key);
            let help = "write an address that starts with `https://`, or name the place in `title`";
            reader.report(Code::EvidenceLink, &span("link"), message, help);
        }
    }
}

/// Tells whether a link is an address of the web: `http` or `https`, with a host, and no space.
fn is_web_address(link: &str) -> bool {
    let host = link.split_once("://").and_then(|(scheme, rest)| {
        let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        is_web.then(|| rest.split(['/', '?', '#']).next().unwrap_or_default())
    });
    let is_plain = !link.contains(|it: char| it.is_whitespace() || it.is_control());
    host.is_some_and(|it| !it.is_empty()) && is_plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_followed() {
        for link in ["https://example.nhs.uk/a?b=c#d", "HTTP://example.org", "https://a:8080"] {
            assert!(is_web_address(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "\\\\server\\share\\a.docx",
            "S:\\a.docx",
            "mailto:a@example.org",
            "https://",
            "https:///a",
            "https://a b",
            "example.org",
            "",
        ] {
            assert!(!is_web_address(link), "{link}");
        }
    }
}
