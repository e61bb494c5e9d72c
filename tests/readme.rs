//! What is written down for people: commands run, outputs are real, links lead somewhere.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "shared/run.rs"]
mod shared;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use shared::run;

/// What a page means by these names: the first whole file that it shows, by what has to be in it.
const SHOWN: &[(&str, &[&str])] = &[
    ("answers.yaml", &["framework: ", "organisation:", "assessed_on: ", "answers:"]),
    ("our-framework.toml", &["[framework]", "[[level]]", "[[dimension.criterion]]"]),
];

/// What a page means by these names if it does not show them: files that are kept as examples. A table
/// is told by its content, so this one stands for a workbook too.
const KEPT: &[(&str, &str)] = &[
    ("responses.csv", "examples/microsoft-forms/responses.csv"),
    ("responses.xlsx", "examples/microsoft-forms/responses.csv"),
];

#[test]
fn every_command_on_a_page_runs() {
    let mut count = BTreeMap::new();
    for page in pages() {
        let folder = tempfile::tempdir().unwrap();
        let mut known = Known::of(&page, folder.path());
        for command in page.blocks.iter().flat_map(Block::commands) {
            let Some(args) = known.args(&command) else { continue };
            let (outcome, stdout, stderr) = run(args, &[]);
            let said = format!("{}: {}\n{stdout}{stderr}", page.name, command.line);
            assert_eq!(outcome as u8, command.expected, "{said}");
            *count.entry(page.name.clone()).or_insert(0) += 1;
        }
    }
    assert!(count["README.md"] >= 6, "commands are not found: {count:?}");
    assert!(count["examples/README.md"] >= 2, "commands are not found: {count:?}");
}

#[test]
fn every_output_on_a_page_is_what_its_command_prints() {
    let mut count = 0;
    for page in pages() {
        let folder = tempfile::tempdir().unwrap();
        let mut known = Known::of(&page, folder.path());
        for pair in page.blocks.windows(2) {
            let [command, output] = pair else { continue };
            let command = command.commands().pop().filter(|_| command.language == "sh");
            let Some(command) = command.filter(|_| output.language == "text") else { continue };
            let Some(args) = known.args(&command) else { continue };
            let printed = run(args, &[]).1;
            assert_shown(&output.text, &printed, &format!("{}: {}", page.name, command.line));
            count += 1;
        }
    }
    assert!(count >= 2, "the table and the finding in README.md are not found");
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    for page in pages() {
        for link in page.links() {
            if ["https://", "http://", "mailto:"].iter().any(|it| link.starts_with(it)) {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((&link, ""));
            let folder = Path::new(&page.name).parent().unwrap();
            let target =
                if path.is_empty() { PathBuf::from(&page.name) } else { folder.join(path) };
            assert!(target.exists(), "{}: `{link}` leads nowhere", page.name);
            if !heading.is_empty() {
                let text = fs::read_to_string(&target).unwrap();
                let is_there = text.lines().any(|it| anchor(it).as_deref() == Some(heading));
                assert!(is_there, "{}: `{link}` has no such heading", page.name);
            }
        }
    }
}

#[test]
fn no_file_names_a_place_of_somebodys_machine() {
    // In parts, so that this file does not name them.
    let places = ["work", "root"].map(|it| format!("/{it}/"));
    let worktree = ["/tmp", "wt"].join("/");
    let is_part = |it: char| it.is_alphanumeric() || ['/', '.', '_', '-', '~'].contains(&it);
    let mut count = 0;
    for path in files(Path::new(".")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (line, number) in text.lines().zip(1..) {
            for word in line.split(|it| !is_part(it)) {
                let folder = format!("{word}/");
                let is_place = word.starts_with(&worktree)
                    || places.iter().any(|it| folder.starts_with(it.as_str()));
                assert!(!is_place, "{}:{number} names `{word}`", path.display());
            }
        }
        count += 1;
    }
    assert!(count > 100, "the files are not found");
}

#[test]
fn the_pictures_are_small() {
    let pictures = files(Path::new("docs/images"));
    assert!(!pictures.is_empty());
    for picture in pictures {
        assert!(fs::metadata(&picture).unwrap().len() < 120_000, "{}", picture.display());
    }
}

/// A page in Markdown.
struct Page {
    /// Its path, with `/` on every system.
    name: String,
    /// What is outside of code blocks.
    prose: String,
    blocks: Vec<Block>,
}

/// A code block.
#[derive(Default)]
struct Block {
    language: String,
    text: String,
}

/// A command of this program.
struct Command {
    /// As it is written.
    line: String,
    /// Its arguments.
    words: Vec<String>,
    /// The exit code that is written behind it, or 0.
    expected: u8,
}

fn pages() -> Vec<Page> {
    let mut paths = files(Path::new("docs"));
    paths.extend(files(Path::new("examples")));
    let top = ["README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY"];
    paths.extend(top.map(|it| PathBuf::from(format!("{it}.md"))));
    paths.retain(|it| it.extension().is_some_and(|it| it == "md"));
    paths.iter().map(|it| Page::read(it)).collect()
}

impl Page {
    fn read(path: &Path) -> Self {
        let name = path.to_str().unwrap().replace('\\', "/");
        let mut page = Self { name, prose: String::new(), blocks: Vec::new() };
        let mut is_inside = false;
        for line in fs::read_to_string(path).unwrap().lines() {
            if let Some(language) = line.trim_start().strip_prefix("```") {
                is_inside = !is_inside;
                if is_inside {
                    page.blocks.push(Block { language: language.to_owned(), ..Block::default() });
                }
            } else {
                let text = page.blocks.last_mut().filter(|_| is_inside).map(|it| &mut it.text);
                let text = text.unwrap_or(&mut page.prose);
                text.push_str(line);
                text.push('\n');
            }
        }
        assert!(!is_inside, "{}: a code block has no end", page.name);
        page
    }

    fn links(&self) -> Vec<String> {
        let until = |mark: char| move |it: &str| it.split(mark).next().unwrap().to_owned();
        let links = self.prose.split("](").skip(1).map(until(')'));
        let pictures = self.prose.split("src=\"").skip(1).map(until('"'));
        links.chain(pictures).collect()
    }
}

impl Block {
    fn commands(&self) -> Vec<Command> {
        if !["sh", "text", "console"].contains(&self.language.as_str()) {
            return Vec::new();
        }
        let command = |line: &str| {
            let (words, comment) = line.split_once(" #").unwrap_or((line, ""));
            let ours = ["stocktake ", "$ stocktake ", "cargo run --release -- ", "cargo run -- "];
            let words = ours.iter().find_map(|it| words.strip_prefix(it))?;
            // Where a shell puts the output does not change the command.
            let words = words.split(" > ").next()?;
            let expected = comment.trim().strip_prefix("exit code ").map_or("0", str::trim);
            Some(Command {
                line: line.to_owned(),
                words: self::words(words),
                expected: expected.parse().unwrap(),
            })
        };
        self.text.lines().filter_map(command).collect()
    }
}

/// Returns the words of a command; what stands in quotation marks is one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// Files that a page talks of, and where they really are.
struct Known<'a> {
    folder: &'a Path,
    files: BTreeMap<String, PathBuf>,
}

impl<'a> Known<'a> {
    /// Writes down the files that the page shows.
    fn of(page: &Page, folder: &'a Path) -> Self {
        let kept = |(name, path): &(&str, &str)| ((*name).to_owned(), PathBuf::from(*path));
        let mut files: BTreeMap<String, PathBuf> = KEPT.iter().map(kept).collect();
        for (name, parts) in SHOWN {
            let is_it = |it: &&Block| {
                name.ends_with(&it.language) && parts.iter().all(|part| it.text.contains(part))
            };
            if let Some(block) = page.blocks.iter().find(is_it) {
                let path = folder.join(name);
                fs::write(&path, &block.text).unwrap();
                files.insert((*name).to_owned(), path);
            }
        }
        Self { folder, files }
    }

    /// Returns the arguments of a command with the real places of its files; `None` if it cannot be
    /// run, because a word stands for something else (`FILE`, `<code>`) or a file is not there.
    fn args(&mut self, command: &Command) -> Option<Vec<OsString>> {
        let mut args = vec![OsString::from("stocktake")];
        let mut output = None;
        for (at, word) in command.words.iter().enumerate() {
            let stands_for_something = word.chars().any(|it| it.is_ascii_uppercase())
                && !word.contains(char::is_lowercase);
            if let Some(found) = self.in_folder(word) {
                args.extend(found.into_iter().map(OsString::from));
                continue;
            }
            if stands_for_something || word.contains(['<', '>', '|', '*', '…', '[']) {
                return None;
            }
            let is_file = word.rsplit_once('.').is_some_and(|(_, ending)| !ending.contains('/'));
            args.push(if at > 0 && command.words[at - 1] == "-o" {
                let path = self.folder.join(format!("{}-{word}", self.files.len()));
                output = Some((word.clone(), path.clone()));
                path.into()
            } else if !is_file || Path::new(word).exists() {
                word.into()
            } else {
                self.files.get(word)?.into()
            });
        }
        self.files.extend(output);
        Some(args)
    }

    /// Returns what a word means that leads into a folder which a command made: `panel/a.yaml`,
    /// `panel/*.yaml`, or `panel` itself.
    fn in_folder(&self, word: &str) -> Option<Vec<PathBuf>> {
        let (folder, name) = word.split_once('/').unwrap_or((word, ""));
        let folder = self.files.get(folder).filter(|it| it.is_dir())?;
        Some(match name.strip_prefix('*') {
            Some(ending) => {
                let is_meant = |it: &PathBuf| it.to_str().is_some_and(|it| it.ends_with(ending));
                files(folder).into_iter().filter(is_meant).collect()
            }
            None if name.is_empty() => vec![folder.clone()],
            None => vec![folder.join(name)],
        })
    }
}

/// Checks that what is shown is what was printed. A line with nothing but `…` is a cut.
#[track_caller]
fn assert_shown(shown: &str, printed: &str, what: &str) {
    let shown: Vec<&str> = shown.lines().collect();
    let printed: Vec<&str> = printed.trim_end().lines().collect();
    let parts: Vec<&[&str]> = shown.split(|it| *it == "…").collect();
    let mut rest = printed.as_slice();
    for (at, part) in parts.iter().enumerate() {
        // The first part starts where the output does, the last one ends there.
        let start = if at == 0 {
            Some(0)
        } else if at + 1 == parts.len() {
            rest.len().checked_sub(part.len())
        } else {
            rest.windows(part.len()).position(|it| it == *part)
        };
        let found = start.and_then(|it| rest.get(it..it + part.len()));
        assert_eq!(found, Some(*part), "{what}: it prints\n{}", printed.join("\n"));
        rest = &rest[start.unwrap_or(0) + part.len()..];
    }
    assert!(rest.is_empty(), "{what}: it also prints\n{}", rest.join("\n"));
}

/// Returns the name that a heading has in links.
fn anchor(line: &str) -> Option<String> {
    let heading = line.strip_prefix('#')?.trim_start_matches('#').strip_prefix(' ')?;
    let kept = heading.chars().filter(|it| it.is_alphanumeric() || [' ', '-', '_'].contains(it));
    Some(kept.collect::<String>().to_lowercase().replace(' ', "-"))
}

/// Returns all files in a folder that belong to the project.
fn files(folder: &Path) -> Vec<PathBuf> {
    let skipped = [".git", ".ci", "target", "Cargo.lock"];
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if skipped.iter().any(|it| path.file_name().is_some_and(|name| name == *it)) {
                continue;
            }
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    files
}
