//! Markdown: the gap report for wikis, issues and pull requests.

use std::io::{self, Write};

use super::escape::{markdown as text, web_link};
use super::{Format, Look};
use crate::report::{CriterionView, Highlight, NONE, Report, Standing, reference};
use crate::wording;

/// Writes the gap report as Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "the gap report for wikis and pull requests"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("md")
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}: gap report\n", text(&report.summary.organisation))?;
        for (name, fact) in &report.summary.facts {
            writeln!(out, "- {name}: {}", text(fact))?;
        }
        summary(report, out)?;
        dimensions(report, out)?;
        actions(report, out)?;
        questions(report, out)?;
        criteria(report, out)?;
        method(report, out)
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let header =
            ["File", "Organisation", "Date", "Value", "Level", "Target", "Gap", "Coverage"];
        head(&header, out)?;
        for (file, report) in reports {
            let Standing { value, level, target, gap, .. } = &report.summary.overall;
            let date = report.assessment.assessed_on.to_string();
            let cells = [
                file,
                &report.summary.organisation,
                &date,
                value,
                level,
                target,
                gap,
                &report.summary.coverage,
            ];
            row(&cells.map(text), out)?;
        }
        Ok(())
    }
}

fn head(cells: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(cells.len()))
}

fn row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

fn summary(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let summary = &report.summary;
    writeln!(out, "\n## Summary\n\n{}\n", text(&summary.headline))?;
    writeln!(out, "Coverage: {}.", text(&summary.coverage))?;
    for line in [&summary.evidence, &summary.confidence].into_iter().flatten() {
        writeln!(out, "\n{}", text(line))?;
    }
    for (title, held) in &summary.held {
        writeln!(out, "\n**{}:** {}", text(title), text(held))?;
    }
    highlights("Strongest", &summary.strongest, out)?;
    highlights("Largest gaps", &summary.largest_gaps, out)
}

fn highlights(title: &str, all: &[Highlight], out: &mut dyn Write) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### {title}\n")?;
    for it in all {
        writeln!(out, "- {}: {}", text(&it.title), text(&it.standing))?;
    }
    Ok(())
}

fn dimensions(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let name = text(&report.assessment.framework.dimension_name);
    writeln!(out, "\n## Where we are, and where we want to be\n")?;
    head(&[&name, "Value", "Level", "Target", "Gap", "Weakest criterion", "Floors"], out)?;
    for it in &report.dimensions {
        let Standing { value, level, target, gap, .. } = &it.standing;
        let partly = it.partly.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
        let title = format!("{}{}{partly}", "– ".repeat(it.depth), it.title);
        let weakest = it.weakest.clone().unwrap_or_else(|| NONE.to_owned());
        let held = it.floors.join(", ");
        row(&[&title, value, level, target, gap, &weakest, &held].map(|it| text(it)), out)?;
    }
    Ok(())
}

fn actions(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## What to do first\n")?;
    if let Some(none) = &report.no_plan {
        return writeln!(out, "{}", text(none));
    }
    head(&["", "Step", "Criterion", "Gap", "Overall", "Effort", "Owner", "Due"], out)?;
    for it in &report.plan {
        let floor = it.below_floor.as_ref().map(|it| format!("{it}. ")).unwrap_or_default();
        let step = format!("{floor}{}", it.step);
        let rank = it.rank.to_string();
        let owner = it.owner.as_deref().unwrap_or(NONE);
        let (effort, due) = (it.effort.unwrap_or(NONE), it.due.as_deref().unwrap_or(NONE));
        let cells = [&*rank, &step, &it.criterion, &it.gap, &it.uplift, effort, owner, due];
        row(&cells.map(text), out)?;
    }
    Ok(())
}

fn questions(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.open.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Questions to settle\n")?;
    for &index in &report.open {
        let it = report.criterion(index);
        writeln!(out, "- {} ({}): {}", text(&it.question), text(&it.id), text(&it.answer))?;
    }
    Ok(())
}

fn criteria(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Every criterion")?;
    for dimension in &report.dimensions {
        writeln!(out, "\n### {}", text(&dimension.title))?;
        if let Some(summary) = &dimension.summary {
            writeln!(out, "\n{}", text(summary))?;
        }
        for it in &dimension.criteria {
            criterion(it, out)?;
        }
    }
    Ok(())
}

fn criterion(it: &CriterionView, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n#### {}\n", text(&it.question))?;
    writeln!(out, "- Criterion: {}", text(&it.id))?;
    if let Some(why) = &it.why {
        writeln!(out, "- Why it matters: {}", text(why))?;
    }
    writeln!(out, "- Answer: **{}**", text(&it.answer))?;
    if let Some(meaning) = &it.meaning {
        writeln!(out, "- Meaning: {}", text(meaning))?;
    }
    if let Some(standing) = &it.standing {
        writeln!(out, "- {}", wording::capitalised(standing))?;
    }
    for remark in &it.remarks {
        writeln!(out, "- {}", text(remark))?;
    }
    if let Some(note) = &it.note {
        writeln!(out, "- Note: {}", text(note))?;
    }
    for evidence in &it.evidence {
        let link = evidence.link.as_deref();
        writeln!(out, "- Evidence: {}", linked(&evidence.text, link))?;
    }
    for line in it.warning.iter().chain(&it.benchmarks) {
        writeln!(out, "- {}", text(line))?;
    }
    if let Some(confidence) = it.confidence {
        writeln!(out, "- Confidence: {confidence}")?;
    }
    if let Some(source) = &it.source {
        writeln!(out, "- Source: {}", text(source))?;
    }
    Ok(())
}

/// Returns text that links to where it comes from. An address that nobody should follow stays
/// text.
fn linked(label: &str, link: Option<&str>) -> String {
    // Such an address cannot leave its angle brackets.
    let address = |it: &str| it.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C");
    match (link.and_then(web_link), link) {
        (Some(web), _) => format!("[{}](<{}>)", text(label), address(web)),
        (None, Some(link)) => format!("{}, {}", text(label), text(link)),
        (None, None) => text(label),
    }
}

fn method(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## How the scores came about\n")?;
    for paragraph in &report.method {
        writeln!(out, "- {}", text(paragraph))?;
    }
    writeln!(out, "\n## What to keep in mind\n")?;
    for paragraph in &report.caveats {
        writeln!(out, "- {}", text(paragraph))?;
    }
    writeln!(out, "\n## Sources\n")?;
    for source in &report.assessment.framework.sources {
        writeln!(out, "- {}", linked(&reference(source), source.url.as_deref()))?;
    }
    Ok(())
}
