//! From what a file holds to what it shall hold: which keys and items stay, change, come or go.
//!
//! How that is done to the text depends on the way in which a table or list is written; see
//! the modules below.

mod block;
mod flow;
mod lines;

use lines::Waiting;

use std::collections::BTreeMap;

use super::change::{Changes, Want};
use super::part::{Form, Member, Part};
use super::patch::Patch;
use super::text::Text;
use super::written::{Written, in_short};
use crate::diagnostic::Span;
use crate::model::{Framework, parse_date};
use crate::notation::{Language, Value};
use crate::read::tree::{Node, Value as Found};

/// The keys of a file, of its organisation, of an answer, and of a piece of evidence, in the order in
/// which people expect them.
const FILE: &[&str] =
    &["framework", "organisation", "assessed_on", "assessed_by", "targets", "accept", "answers"];
const ORGANISATION: &[&str] = &["name", "ods_code", "type", "region", "settings"];
const ANSWER: &[&str] =
    &["answer", "not_applicable", "evidence", "note", "owner", "due", "target", "confidence"];
const EVIDENCE: &[&str] = &["title", "link", "dated"];

/// Where each key of a table belongs among the others.
type Ranks<'k> = BTreeMap<&'k str, usize>;

fn ranks<'k>(keys: impl IntoIterator<Item = &'k str>) -> Ranks<'k> {
    keys.into_iter().enumerate().map(|(rank, key)| (key, rank)).collect()
}

/// Where something new is put: beside a member of a table or list.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Beside {
    After(usize),
    Before(usize),
    /// There is no other.
    Nothing,
}

/// A key or an item that is put into a table or list.
struct New {
    beside: Beside,
    /// The key; of an item, nothing.
    key: Option<String>,
    written: Written,
}

/// Works out how to change one text. Errors are places that are not understood.
pub(super) struct Editor<'s> {
    text: Text<'s>,
    patch: Patch,
    line_end: &'static str,
    /// By how many spaces what is below a key is indented.
    step: usize,
    /// Whether brackets have a line for each of their keys.
    is_spread: bool,
    /// The questions of TOML that wait for their answers.
    waiting: Option<Waiting>,
}

impl<'s> Editor<'s> {
    /// Makes the changes, and returns the new text.
    pub(super) fn run(
        text: Text<'s>,
        root: &Part<'_>,
        mut changes: Changes,
        framework: &Framework,
    ) -> Result<String, usize> {
        let indents = root.members.iter().filter(|it| it.part.form == Form::Block);
        let indents = indents.filter_map(|it| Some(text.before(it.part.members.first()?.start)));
        let step = indents.map(str::len).find(|it| *it > 0).unwrap_or(2);
        let criteria = ranks(framework.criteria.iter().map(|it| it.id.as_str()));
        let answers = root.get("answers").ok_or(0_usize)?;
        let mut editor = Self {
            patch: Patch::default(),
            line_end: text.line_end(),
            step,
            is_spread: root.form == Form::Flow
                && root.members.first().is_some_and(|it| text.starts_line(it.start)),
            waiting: Waiting::find(&text, root, answers),
            text,
        };
        if let (None, false) = (root.get("targets"), changes.targets.is_empty()) {
            let target = |(id, want)| match want {
                Want::Value(Value::Number(target)) => Some((id, target)),
                _ => None,
            };
            let targets = std::mem::take(&mut changes.targets).into_iter().filter_map(target);
            changes.file.push(("targets", Want::Targets(targets.collect())));
        }
        let dimensions = framework.dimensions.iter().map(|it| it.id.as_str());
        let targets = ranks(dimensions.chain(framework.criteria.iter().map(|it| it.id.as_str())));
        editor.table(root, &changes.file, &ranks(FILE.iter().copied()))?;
        let organisation = &ranks(ORGANISATION.iter().copied());
        editor.keys_of(root, "organisation", &changes.organisation, organisation)?;
        editor.keys_of(root, "targets", &changes.targets, &targets)?;
        editor.keys_of(root, "answers", &changes.answers, &criteria)?;
        editor.patch.apply(text.whole)
    }

    /// Changes keys of a table that stands at a key of the file, which may have nothing in it.
    fn keys_of<K: AsRef<str>>(
        &mut self,
        root: &Part<'_>,
        key: &str,
        wants: &[(K, Want)],
        ranks: &Ranks<'_>,
    ) -> Result<(), usize> {
        let Some(member) = root.get(key).filter(|_| !wants.is_empty()) else { return Ok(()) };
        let part = &member.part;
        let is_null = matches!(part.node.value, Found::Null);
        if is_null || root.form == Form::Block && part.is_table() && part.members.is_empty() {
            let (mut block, mut inline) = (Vec::new(), Vec::new());
            for (key, want) in wants {
                let Some(written) = Written::want(want, self.text.language) else { continue };
                inline.push(written.behind(key.as_ref(), self.text.language));
                block.extend(written.lines(key.as_ref(), self.step));
            }
            if block.is_empty() {
                return Ok(());
            }
            let inline = format!("{{ {} }}", inline.join(", "));
            return self.replace(root.form, member, &Written { inline, block });
        }
        let is_left = |it: &Member<'_>| {
            let gone = |(key, want): &(K, Want)| {
                it.key() == Some(key.as_ref()) && matches!(want, Want::Absent)
            };
            !wants.iter().any(gone)
        };
        let adds = wants.iter().any(|(_, want)| !matches!(want, Want::Absent | Want::Waiting));
        if part.form == Form::Block && !adds && !part.members.iter().any(is_left) {
            return self.replace(root.form, member, &Written::line("{}".to_owned()));
        }
        if !part.is_table() {
            return Err(part.span.start);
        }
        self.table(part, wants, ranks)
    }

    /// Changes keys of a table.
    fn table<K: AsRef<str>>(
        &mut self,
        part: &Part<'_>,
        wants: &[(K, Want)],
        ranks: &Ranks<'_>,
    ) -> Result<(), usize> {
        let members = part.members.iter().enumerate();
        let members: BTreeMap<&str, usize> =
            members.filter_map(|(at, it)| Some((it.key()?, at))).collect();
        let (mut gone, mut added) = (Vec::new(), Vec::new());
        for (key, want) in wants {
            let key = key.as_ref();
            let written = Written::want(want, self.text.language);
            match (members.get(key), want, written) {
                (Some(&at), Want::Answer(entries), _) => {
                    self.answer(part.form, &part.members[at], entries)?;
                }
                (Some(&at), Want::Value(value), _) => {
                    self.value(part.form, &part.members[at], value)?;
                }
                (Some(&at), Want::Waiting, _) if self.can_wait(part, &part.members[at]) => {
                    self.wait(part.form, &part.members[at])?;
                }
                (Some(&at), ..) => gone.push(at),
                (None, _, Some(written)) => match self.waiting_for(part, key) {
                    Some(comment) => {
                        self.patch.replace(comment, written.behind(key, Language::Toml));
                    }
                    None => added.push((key, written)),
                },
                (None, ..) => {}
            }
        }
        // Between brackets, what goes makes room for what comes. In lines, comments are about their
        // keys, and only the two keys that stand for each other change places.
        let is_response = |it: Option<&str>| matches!(it, Some("answer" | "not_applicable"));
        let mut pairs = Vec::new();
        while let (Some(&at), Some((key, _))) = (gone.first(), added.first()) {
            let member = &part.members[at];
            if part.form != Form::Flow && !(is_response(member.key()) && is_response(Some(key))) {
                break;
            }
            pairs.push((gone.remove(0), added.remove(0)));
        }
        for (at, (key, written)) in &pairs {
            let member = &part.members[*at];
            let place = member.entry.map(|it| it.at.clone()).unwrap_or_default();
            self.patch.replace(place, self.text.language.key(key));
            self.replace(part.form, member, written)?;
        }
        self.remove(part, &gone)?;
        let kept = part.members.iter().enumerate().filter(|(at, _)| !gone.contains(at));
        let new = self.placed(part, kept, added, ranks);
        self.insert(part, new)
    }

    /// Returns where new keys are put: after the nearest key before them, or before the nearest one
    /// after them.
    fn placed<'m, 't: 'm>(
        &self,
        part: &Part<'_>,
        kept: impl Iterator<Item = (usize, &'m Member<'t>)>,
        added: Vec<(&str, Written)>,
        ranks: &Ranks<'_>,
    ) -> Vec<New> {
        if added.is_empty() {
            return Vec::new();
        }
        // What stands below a header of its own is no place for a line, unless there is no other.
        let (headers, lines): (Vec<_>, Vec<_>) = kept.partition(|(_, it)| self.is_header(it));
        let has_own = lines.is_empty() && lines::header(&self.text, part).is_none();
        let kept = if has_own { headers } else { lines }.into_iter();
        let rank = |(at, it): (usize, &Member<'_>)| Some((*ranks.get(it.key()?)?, at));
        let mut kept: Vec<(usize, usize)> = kept.filter_map(rank).collect();
        kept.sort_unstable();
        let place = |(key, written): (&str, Written)| {
            let rank = ranks.get(key).copied().unwrap_or(usize::MAX);
            let next = kept.partition_point(|it| it.0 < rank);
            let beside = match (next.checked_sub(1).and_then(|it| kept.get(it)), kept.get(next)) {
                (Some((_, at)), _) => Beside::After(*at),
                (None, Some((_, at))) => Beside::Before(*at),
                (None, None) => Beside::Nothing,
            };
            New { beside, key: Some(key.to_owned()), written }
        };
        added.into_iter().map(place).collect()
    }

    /// Makes an answer another one, in the form that it has.
    fn answer(
        &mut self,
        form: Form,
        member: &Member<'_>,
        entries: &[(&'static str, Value)],
    ) -> Result<(), usize> {
        let part = &member.part;
        if !part.is_table() {
            return self.value(form, member, &in_order_of(part.node, in_short(entries)));
        }
        let mut entries = entries.to_vec();
        if let (Some(("answer", value)), Some(old)) = (entries.first_mut(), part.get("answer")) {
            *value = in_order_of(old.part.node, value.clone());
        }
        self.keys(part, &entries, ANSWER)
    }

    /// Makes a table hold these keys, and no others of `known`.
    fn keys(
        &mut self,
        part: &Part<'_>,
        entries: &[(&'static str, Value)],
        known: &[&'static str],
    ) -> Result<(), usize> {
        let wants: Vec<(&str, Want)> = known
            .iter()
            .filter_map(|key| {
                let value = entries.iter().find(|(it, _)| it == key);
                let old = part.get(key).map(|it| it.part.node);
                // An empty list of evidence says as little as none.
                let is_none = old.is_none_or(|it| *key == "evidence" && it.items().is_empty());
                match value {
                    None if is_none => None,
                    None => Some((*key, Want::Absent)),
                    Some((_, value)) => Some((*key, Want::Value(value.clone()))),
                }
            })
            .collect();
        self.table(part, &wants, &ranks(known.iter().copied()))
    }

    /// Makes a value another one, as little as it takes.
    fn value(&mut self, form: Form, member: &Member<'_>, value: &Value) -> Result<(), usize> {
        let part = &member.part;
        if is_same(part.node, value) {
            return Ok(());
        }
        match value {
            Value::Table(entries) if part.is_table() => self.keys(part, entries, EVIDENCE),
            Value::List(items) if part.is_list() && !items.is_empty() => self.items(part, items),
            _ => self.replace(form, member, &Written::value(value, self.text.language)),
        }
    }

    /// Makes a list hold these items. Those that it has already stay where they are.
    fn items(&mut self, part: &Part<'_>, items: &[Value]) -> Result<(), usize> {
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        let (mut at, mut wanted) = (0, 0);
        while at < part.members.len() || wanted < items.len() {
            let same = (at..part.members.len()).find_map(|at| {
                let node = part.members[at].part.node;
                let found = items[wanted..].iter().position(|it| is_same(node, it))?;
                Some((at, wanted + found))
            });
            let (next_at, next) = same.unwrap_or((part.members.len(), items.len()));
            // What stands between two that stay is changed in place, as far as it goes.
            while at < next_at && wanted < next {
                self.value(part.form, &part.members[at], &items[wanted])?;
                (at, wanted) = (at + 1, wanted + 1);
            }
            gone.extend(at..next_at);
            for value in &items[wanted..next] {
                let beside = at.checked_sub(1).map_or(Beside::Before(0), Beside::After);
                let written = Written::value(value, self.text.language);
                new.push(New { beside, key: None, written });
            }
            (at, wanted) = (next_at + 1, next + 1);
        }
        self.remove(part, &gone)?;
        self.insert(part, new)
    }

    fn replace(&mut self, form: Form, member: &Member<'_>, to: &Written) -> Result<(), usize> {
        match form {
            Form::Block => self.replace_in_block(member, to),
            Form::Lines if member.part.form == Form::Lines => return Err(member.start),
            _ => self.replace_in_line(member, &to.inline),
        }
        Ok(())
    }

    /// Makes a question wait for its answer.
    fn wait(&mut self, form: Form, member: &Member<'_>) -> Result<(), usize> {
        let is_waiting = matches!(member.part.node.value, Found::Null);
        if form == Form::Lines {
            return self.wait_in_comment(member);
        }
        let word = if form == Form::Block { "" } else { "null" };
        if is_waiting {
            Ok(())
        } else {
            self.replace(form, member, &Written::line(word.to_owned()))
        }
    }

    /// Removes lines, and puts comments in their place.
    fn remove_lines_of(&mut self, span: &Span, indent: &str, comments: Vec<Span>) {
        let lines = self.text.lines_with_break(span);
        let is_first = lines.start == 0;
        let line = |it| {
            let comment = self.text.slice(it).trim_end();
            let (before, after) = if is_first { ("", self.line_end) } else { (self.line_end, "") };
            format!("{before}{indent}{comment}{after}")
        };
        let kept: String = comments.into_iter().map(line).collect();
        self.patch.replace(lines, kept);
    }

    fn remove(&mut self, part: &Part<'_>, gone: &[usize]) -> Result<(), usize> {
        match part.form {
            _ if gone.is_empty() => Ok(()),
            Form::Block => self.remove_from_block(part, gone),
            Form::Lines => {
                let mut gone = gone.iter();
                gone.try_for_each(|at| self.remove_lines(&part.members[*at]))
            }
            _ => {
                self.remove_from_flow(part, gone);
                Ok(())
            }
        }
    }

    fn insert(&mut self, part: &Part<'_>, new: Vec<New>) -> Result<(), usize> {
        match part.form {
            _ if new.is_empty() => Ok(()),
            Form::Block => self.insert_into_block(part, &new),
            Form::Lines => self.insert_lines(part, new),
            _ => {
                self.insert_into_flow(part, &new);
                Ok(())
            }
        }
    }

    /// Returns the white space before a comment behind `at`, and what it has to become so that the
    /// comment stays in its column when `old` bytes become `new`. Where it has no column, it stays.
    fn padding(&self, at: usize, old: usize, new: usize) -> (Span, String) {
        let rest = self.text.slice(at..self.text.end_of_line(at));
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if spaces < 2 || self.text.byte(at + spaces) != Some(b'#') {
            return (at..at, String::new());
        }
        (at..at + spaces, " ".repeat((spaces + old).saturating_sub(new).max(1)))
    }
}

/// Returns an answer to a checklist in the order in which the file has its elements: it says the same.
fn in_order_of(node: &Node, value: Value) -> Value {
    let Value::List(items) = value else { return value };
    let (mut ordered, mut rest) = (Vec::with_capacity(items.len()), items);
    for node in node.items() {
        if let Some(at) = rest.iter().position(|it| is_same(node, it)) {
            ordered.push(rest.remove(at));
        }
    }
    ordered.append(&mut rest);
    Value::List(ordered)
}

/// Tells whether a file says this value already.
fn is_same(node: &Node, value: &Value) -> bool {
    match (&node.value, value) {
        (Found::Text(found), Value::Text(text)) => found == text,
        #[expect(clippy::cast_precision_loss, reason = "no level and no figure is that large")]
        #[expect(clippy::float_cmp, reason = "it is the same number or not")]
        (Found::Integer(found), Value::Number(number)) => *found as f64 == *number,
        #[expect(clippy::float_cmp, reason = "it is the same number or not")]
        (Found::Float(found), Value::Number(number)) => found == number,
        (Found::Text(found) | Found::Date(found), Value::Date(date)) => {
            parse_date(found.trim()) == Some(*date)
        }
        (Found::List(found), Value::List(items)) => {
            found.len() == items.len() && found.iter().zip(items).all(|(a, b)| is_same(a, b))
        }
        (Found::Table(found), Value::Table(entries)) => {
            let is_there = |(key, value): &(&str, Value)| {
                found.iter().any(|it| it.key == *key && is_same(&it.node, value))
            };
            found.len() == entries.len() && entries.iter().all(is_there)
        }
        _ => false,
    }
}
