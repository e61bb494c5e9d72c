//! What the interview says: the same words on a screen and line by line.

use std::collections::BTreeSet;

use super::{Interview, Mode, Offer, Trouble, What};
use crate::gap::gaps;
use crate::model::{ElementId, Given, Response, Unanswered};
use crate::questionnaire::{Choices, Question, level_label, one_line};
use crate::score::level_reached;
use crate::wording::{self, count};

/// A part of help: a heading, and what stands below it, each with what it is about.
pub type Topic = (&'static str, Vec<(String, String)>);

impl Interview {
    /// Returns who is assessed, and by which framework.
    #[must_use]
    pub fn heading(&self) -> [String; 2] {
        let name = if self.missing() == Some(What::Name) {
            "New assessment"
        } else {
            &self.assessment().organisation.name
        };
        [one_line(name), one_line(&self.framework().title)]
    }

    /// Returns what there is to know before the first question.
    #[must_use]
    pub fn welcome(&self) -> String {
        let questions = count(self.asked.len(), "question", "questions");
        format!(
            "{questions}, one at a time. Each answer is saved in {} at once: leave when you like, and go \
             on later from there.",
            self.file
        )
    }

    /// Returns what there is to say when somebody leaves.
    #[must_use]
    pub fn farewell(&self) -> String {
        let file = &self.file;
        if !self.is_known() {
            return format!("Nothing was answered, and {file} was not written.");
        }
        let progress = self.progress().join(", ");
        let more = if self.left() == 0 { "" } else { " The next start goes on from here." };
        format!("{file}: {progress}.{more}")
    }

    /// Returns where the question stands: `Principle 2 of 8`, `question 5 of 24`, and the title of the
    /// dimension.
    #[must_use]
    pub fn place(&self) -> Vec<String> {
        let questionnaire = self.questionnaire();
        let Some(question) = self.question() else { return Vec::new() };
        let dimension = question.criterion.dimension;
        let section = questionnaire.sections.iter().find(|it| it.index == dimension);
        let section = section.map(|it| {
            let name = &self.framework().dimension_name;
            let all = questionnaire.sections.len();
            [format!("{name} {} of {all}", it.number), one_line(&it.dimension.title)]
        });
        let [part, title] = section.unwrap_or_default();
        vec![part, format!("question {} of {}", question.number, self.asked.len()), title]
    }

    /// Returns what is given as the answer: `3 In use`, `unknown`.
    #[must_use]
    pub fn given(&self) -> String {
        match (self.answer().map(|it| &it.response), self.question()) {
            (Some(Response::Given(Given::Elements(met))), Some(question)) => {
                let all = question.criterion.elements.len();
                format!("{} of {all} met, level {}", met.len(), self.level_of(met))
            }
            (Some(Response::Given(given)), Some(question)) => question.print(given),
            (Some(Response::Unknown), _) => "unknown".to_owned(),
            (Some(Response::NotApplicable { reason }), _) => {
                format!("not applicable: {}", one_line(reason))
            }
            _ => "none yet".to_owned(),
        }
    }

    /// Returns the level that ticked elements reach: `2 Started`.
    fn level_of(&self, met: &BTreeSet<ElementId>) -> String {
        let levels = &self.framework().levels;
        let reached = self.question().map_or(levels.lowest(), |it| {
            level_reached(levels, it.criterion, |id| met.contains(id))
        });
        levels.get(reached).map(level_label).unwrap_or_default()
    }

    /// Returns the answer with what goes with it.
    #[must_use]
    pub fn given_in_full(&self) -> Vec<String> {
        let index = self.question().map(|it| it.index);
        let draft = index.and_then(|it| self.drafts.get(&it)).and_then(|it| it.more.as_ref());
        let mut parts = vec![match draft {
            Some(_) => "No answer yet, but kept for it".to_owned(),
            None => format!("Your answer: {}", self.given()),
        }];
        if self.has_new_ticks() {
            let ticks = self.ticks();
            let level = self.level_of(&ticks);
            parts.push(format!("{} ticked, level {level}: Enter gives that", ticks.len()));
        }
        let Some(answer) = self.answer().or(draft) else { return parts };
        let evidence = answer.evidence.len();
        if evidence > 1 {
            parts.push(format!("{evidence} pieces of evidence"));
        }
        parts.extend(answer.target.map(|it| format!("target {}", wording::number(it, 2))));
        parts.extend(answer.owner.as_ref().map(|it| format!("owner: {}", one_line(it))));
        parts.extend(answer.due.map(|it| format!("due {}", wording::date(it))));
        parts.extend(answer.note.as_ref().map(|it| format!("note: {}", one_line(it))));
        if evidence > 0 {
            let titles: Vec<String> =
                answer.evidence.iter().map(|it| one_line(&it.title)).collect();
            parts.push(format!("evidence: {}", titles.join(", ")));
        }
        parts
    }

    /// Returns the score, what it could still become, and the target.
    #[must_use]
    pub fn standing(&self) -> Vec<String> {
        let levels = &self.framework().levels;
        let value = |it| levels.value_of(it);
        let mut parts = vec![match self.card.overall {
            Some(score) => {
                let level = levels.reached(value(score));
                let (score, label) = (wording::level(value(score)), one_line(&level.label));
                format!("Score {score} of {} ({label})", levels.highest())
            }
            None if self.framework().rule.name() == "matrix" => {
                "This framework gives no overall score".to_owned()
            }
            None if self.framework().unanswered == Unanswered::Refuse && self.left() > 0 => {
                "No score until all is answered".to_owned()
            }
            None => "No score yet".to_owned(),
        }];
        let bounds = self.card.bounds.low.zip(self.card.bounds.high);
        parts.extend(bounds.filter(|(low, high)| low < high).map(|(low, high)| {
            let [low, high] = [low, high].map(|it| wording::level(value(it)));
            format!("will end between {low} and {high}")
        }));
        let target = gaps(self.assessment(), &self.card).overall.target;
        parts.extend(target.map(|it| format!("target {}", wording::tenths(it))));
        parts
    }

    /// Returns how many questions are answered, and how many are left.
    #[must_use]
    pub fn progress(&self) -> Vec<String> {
        let all = self.asked.len();
        let done = |is_it: fn(&Response) -> bool| {
            let answers =
                self.asked.iter().filter_map(|it| self.assessment().answers[*it].as_ref());
            answers.filter(|it| is_it(&it.response)).count()
        };
        let unknown = done(|it| matches!(it, Response::Unknown));
        let aside = done(|it| matches!(it, Response::NotApplicable { .. }));
        let given = done(|it| matches!(it, Response::Given(_)));
        let mut parts = vec![format!("{given} of {all} answered")];
        parts.extend((unknown > 0).then(|| format!("{unknown} unknown")));
        parts.extend((aside > 0).then(|| format!("{aside} not applicable")));
        parts.push(format!("{} left", self.left()));
        parts
    }

    /// Returns the share of questions that are not left, as a fraction.
    #[must_use]
    pub fn share(&self) -> (usize, usize) {
        (self.asked.len() - self.left(), self.asked.len())
    }

    /// Returns what is left, as a sentence that says how to go on.
    #[must_use]
    pub fn what_is_left(&self) -> String {
        if self.asked.is_empty() {
            return "No question is asked of these care settings. q leaves.".to_owned();
        }
        match self.left() {
            0 => {
                "Every question is answered, and everything is saved. q leaves; / finds a question \
                  to look at or change."
                    .to_owned()
            }
            left => {
                let them = if left == 1 { "it" } else { "the first" };
                let questions = count(left, "question is", "questions are");
                format!("{questions} left. Enter goes to {them}; q leaves, everything is saved.")
            }
        }
    }

    /// Returns one line for each dimension: its title, how many of its questions are left, and its
    /// value.
    #[must_use]
    pub fn overview(&self) -> Vec<[String; 3]> {
        let levels = &self.framework().levels;
        let questionnaire = self.questionnaire();
        let row = |it: &crate::questionnaire::Section<'_>| {
            let left =
                it.questions.iter().filter(|it| self.assessment().answers[it.index].is_none());
            let left = match left.count() {
                0 => "done".to_owned(),
                left => format!("{left} of {} left", it.questions.len()),
            };
            let score = self.card.dimensions[it.index].score;
            let value = score.map(|it| wording::level(levels.value_of(it)));
            let value = value.unwrap_or_else(|| "no score".to_owned());
            [format!("{}. {}", it.number, one_line(&it.dimension.title)), left, value]
        };
        questionnaire.sections.iter().map(row).collect()
    }

    /// Returns a question in one line of a list: its number, how it stands, and what it asks.
    #[must_use]
    pub fn entry(&self, at: usize) -> String {
        let question = &self.framework().criteria[self.asked[at]].question;
        format!("{} ({}) {}", at + 1, self.status_name(at), one_line(question))
    }

    /// Returns how a number is answered: the range, the unit, and what counts as how good.
    #[must_use]
    pub fn number_hint(&self) -> Vec<String> {
        use crate::model::ScaleKind;
        let Some(question) = self.question() else { return Vec::new() };
        let Choices::Number(range, unit) = question.choices() else { return Vec::new() };
        let unit = one_line(unit);
        let print = |it: f64| wording::number(it, 6);
        let (lower, upper) = (print(range.lower()), print(range.upper()));
        let mut lines = vec![format!("A number from {lower} to {upper}: {unit}.")];
        match &self.framework().scale_of(question.criterion).kind {
            ScaleKind::Line { line, .. } => lines.push(format!(
                "{} counts as the lowest level, {} as the highest; between them on a straight line.",
                print(line.worst()),
                print(line.best())
            )),
            ScaleKind::Bands { bands, .. } => {
                let band = |it: &crate::model::Band| {
                    format!("{} points from {} on", print(it.points), print(it.from))
                };
                let bands: Vec<String> = bands.iter().map(band).collect();
                lines.push(format!("Of 100 points, it gives {}.", wording::list(&bands, "and")));
            }
            _ => {}
        }
        lines
    }

    /// Returns the keys that can be pressed, with what they do.
    #[must_use]
    pub fn keys(&self) -> Vec<(String, &'static str)> {
        let own = |(key, what): &(&str, &'static str)| ((*key).to_owned(), *what);
        let list = |keys: &[(&str, &'static str)]| keys.iter().map(own).collect();
        match &self.mode {
            Mode::Asking => self.keys_to_answer(),
            Mode::Typing(it) if matches!(it.what, What::Name | What::Date) => {
                list(&[("Enter", "goes on"), ("Esc", "leaves; nothing is written yet")])
            }
            Mode::Typing(_) => list(&[("Enter", "goes on"), ("Esc", "leaves it as it was")]),
            Mode::Finding(_) => list(&[
                ("letters and digits", "find a question"),
                ("↑ ↓ Enter", "goes to it"),
                ("Esc", "back"),
            ]),
            Mode::Help => list(&[("↑ ↓", "read on"), ("Esc", "back")]),
            Mode::Overview => list(&[
                ("Enter", "to what is left"),
                ("b", "back"),
                ("/", "jump"),
                ("?", "help"),
                ("q", "quit"),
            ]),
            Mode::Trouble(Trouble::Changed(_)) => list(&[("r", "load the file"), ("q", "quit")]),
            Mode::Trouble(Trouble::Unwritten(_)) => list(&[("Enter", "try again"), ("q", "quit")]),
        }
    }

    fn keys_to_answer(&self) -> Vec<(String, &'static str)> {
        let Some(question) = self.question() else { return Vec::new() };
        let mut keys: Vec<(String, &'static str)> = Vec::new();
        let mut add = |key: &str, what| keys.push((key.to_owned(), what));
        match Offer::of(&question) {
            Offer::Keys(all) => {
                add(&format!("{}-{}", all[0], all[all.len() - 1]), "answer");
            }
            Offer::Typed => add("0-9", "answer"),
            Offer::Ticks => {
                let count = question.criterion.elements.len();
                add(
                    &if count == 1 { "1".to_owned() } else { format!("1-{}", count.min(9)) },
                    "tick",
                );
                add("Enter", "done");
                add("0", "none");
            }
        }
        add("u", "unknown");
        if !question.criterion.always_applies {
            add("n", "not applicable");
        }
        for (key, what) in [
            ("s", "skip"),
            ("b", "back"),
            ("/", "jump"),
            ("?", "help"),
            ("q", "quit"),
            ("e", "evidence"),
            ("t", "target"),
            ("m", "note"),
            ("o", "owner"),
            ("d", "delete"),
        ] {
            add(key, what);
        }
        keys
    }

    /// Returns what is asked for with a text.
    #[must_use]
    pub fn prompt(&self, what: What) -> String {
        let levels = &self.framework().levels;
        match what {
            What::Name => "What is the organisation called?".to_owned(),
            What::Date => "On which day is it assessed? Year, month, day: 2026-10-01".to_owned(),
            What::Settings => {
                let known = self.framework().settings.iter().enumerate();
                let known: Vec<String> = known.map(|(at, it)| format!("{} {it}", at + 1)).collect();
                format!(
                    "Which care settings does it run: {}? Questions for others are left out. An \
                     empty line asks all questions.",
                    known.join(", ")
                )
            }
            What::Answer => match self.question().map(|it| it.choices()) {
                Some(Choices::Number(_, unit)) => format!("Your answer, in {}:", one_line(unit)),
                _ => "The number of your answer:".to_owned(),
            },
            What::Reason => "Why does it not apply?".to_owned(),
            What::Title => {
                let number = self.question().map_or(0, |it| it.number);
                format!("Evidence for question {number}: what is it?")
            }
            What::Link => "Where is it? An address or a place; may be left empty".to_owned(),
            What::Dated => "When was it made? Such as 2026-03-02; may be left empty".to_owned(),
            What::Target => {
                let index = self.question().map_or(0, |it| it.index);
                let now = wording::number(self.assessment().criterion_target(index), 2);
                let (lowest, highest) = (levels.lowest(), levels.highest());
                format!("Target for this question, {lowest} to {highest}; it is {now} now:")
            }
            What::Note => "What do you want to say about it?".to_owned(),
            What::Owner => "Who closes the gap? A role; may be left empty".to_owned(),
            What::Due => "By when? Such as 2027-03-31; may be left empty".to_owned(),
        }
    }

    /// Returns why the answers could not be saved, and what to do.
    #[must_use]
    pub fn trouble(&self) -> Vec<String> {
        let Mode::Trouble(trouble) = &self.mode else { return Vec::new() };
        let file = &self.file;
        match trouble {
            Trouble::Changed(more) => {
                let mut lines = vec![
                    format!("{file} was changed by another program."),
                    "It was not overwritten, so nothing of that is lost. Your last answer is not \
                     saved yet. Press r to put it into the file as it is now; q leaves without it."
                        .to_owned(),
                ];
                lines.extend(more.clone());
                lines
            }
            Trouble::Unwritten(reason) => vec![
                format!("{file} could not be saved: {reason}."),
                "Your answers are still here. Press Enter to try again; q leaves without the last one."
                    .to_owned(),
            ],
        }
    }

    /// Returns what there is to know about the question, and what every key does.
    #[must_use]
    pub fn help(&self) -> Vec<Topic> {
        let question = if self.is_over { None } else { self.question() };
        let keys = |keys: &[(&str, &str)]| {
            keys.iter().map(|(key, what)| ((*key).to_owned(), (*what).to_owned())).collect()
        };
        let mut sections = vec![];
        if let Some(question) = question {
            let criterion = question.criterion;
            let entry = |key: &str, text: &str| (key.to_owned(), one_line(text));
            let why = criterion.why.iter().map(|it| entry("why", it));
            let evidence = criterion.evidence.iter().map(|it| entry("evidence", it));
            sections.push((ABOUT, why.chain(evidence).collect()));
        }
        sections.push(("Answers", keys(ANSWERS)));
        sections.push(("What goes with an answer", keys(MORE)));
        sections.push(("From question to question", keys(WAYS)));
        sections.extend(question.map(|it| (MORE_ABOUT, self.details(&it))));
        sections.retain(|(_, entries): &Topic| !entries.is_empty());
        sections
    }

    /// Returns what else there is to know about a question.
    fn details(&self, question: &Question<'_>) -> Vec<(String, String)> {
        let criterion = question.criterion;
        let mut details = Vec::new();
        let mut add = |key: &str, text: &str| details.push((key.to_owned(), one_line(text)));
        add("id", criterion.id.as_str());
        add("target", &wording::number(self.assessment().criterion_target(question.index), 2));
        if let Some(floor) = criterion.floor {
            let dimension = self.framework().dimension_name.to_lowercase();
            add("floor", &format!("below {floor}, it holds its {dimension} down"));
        }
        if !criterion.scored {
            add("score", "this question is asked and shown, and does not count");
        }
        for (level, step) in &criterion.steps {
            add(&format!("step to {level}"), step);
        }
        criterion.source.iter().for_each(|it| add("source", it));
        details
    }

    /// Returns the same for somebody who types lines.
    #[must_use]
    pub fn help_for_lines(&self) -> Vec<Topic> {
        let mut topics = self.help();
        topics.retain(|(heading, _)| [ABOUT, MORE_ABOUT].contains(heading));
        let entries = LINES.iter().map(|(key, what)| ((*key).to_owned(), (*what).to_owned()));
        topics.push(("What you can type", entries.collect()));
        topics
    }
}

/// The heading of what help says about the question.
const ABOUT: &str = "This question";

/// The heading of the rest of that.
const MORE_ABOUT: &str = "More about this question";

const ANSWERS: &[(&str, &str)] = &[
    (
        "0 to 9",
        "the level or the option with this number; in a checklist, a tick; or a number begins",
    ),
    ("↑ ↓ Enter", "go to an answer and give it; Enter alone keeps the answer that is there"),
    ("Space", "ticks what ↑ and ↓ stand on; Enter gives what is ticked as the answer"),
    ("0", "in a checklist: none of these is met"),
    ("u", "unknown: nobody knows. It counts as the lowest level"),
    ("n", "not applicable, with the reason. It does not count"),
    ("d", "delete the answer: the question is open again, which is not the lowest level"),
];

const MORE: &[(&str, &str)] = &[
    ("e", "evidence: what it is, where it is, and when it was made"),
    ("t", "a target of your own for this question"),
    ("m", "a note"),
    ("o", "the owner of the gap, and by when it is closed"),
];

const WAYS: &[(&str, &str)] = &[
    ("s", "skip the question; it comes again at the end"),
    ("b", "back to the question before"),
    ("← →", "the question before and behind, in order"),
    ("/", "jump: find a question by its number, or by words; open and unknown are words too"),
    ("PgUp PgDn", "read on where a text is longer than the screen"),
    ("q, Esc", "quit. Every answer is saved already; the next start goes on from here"),
];

const LINES: &[(&str, &str)] = &[
    ("a number", "the level or the option with this number, or the number that is asked for"),
    ("several numbers", "in a checklist, those that are met; 0 if none is"),
    ("u", "unknown: nobody knows. It counts as the lowest level"),
    ("n and a reason", "not applicable. It does not count"),
    ("e and a title", "evidence; where it is and when it was made are asked for"),
    ("t and a level", "a target of your own for this question"),
    ("m and a text", "a note"),
    ("o and a role", "the owner of the gap; by when it is closed is asked for"),
    ("d", "delete the answer: the question is open again, which is not the lowest level"),
    ("s", "skip the question; it comes again at the end"),
    ("b", "back to the question before"),
    (
        "/ and words",
        "the question with this number, or with these words in it; / open lists what is left",
    ),
    ("an empty line", "keeps the answer that is there, and goes on"),
    ("q", "quit. Every answer is saved already; the next start goes on from here"),
];
