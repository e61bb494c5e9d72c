//! The layers and the absences of `ARCHITECTURE.md`, enforced; and that it names what exists.
//!
//! Source files are cut into tokens, so comments and texts count for nothing. Tests in the source
//! are left out: they may use what they like.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the crate, and the modules it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("wording", &["model"]),
    ("score", &["model"]),
    ("evidence", &["model", "score"]),
    ("gap", &["model", "score"]),
    ("gate", &["model", "wording", "score"]),
    ("plan", &["model", "wording", "score", "gap"]),
    ("diagnostic", &[]),
    ("notation", &["model"]),
    ("questionnaire", &["model", "wording", "diagnostic"]),
    ("interview", &["model", "wording", "score", "evidence", "gap", "notation", "questionnaire"]),
    (
        "read",
        &[
            "model",
            "wording",
            "score",
            "evidence",
            "gate",
            "diagnostic",
            "notation",
            "questionnaire",
        ],
    ),
    ("edit", &["model", "diagnostic", "notation", "read"]),
    ("check", &["model", "gate", "diagnostic", "read"]),
    ("report", &["model", "wording", "score", "evidence", "gap", "plan"]),
    (
        "render",
        &[
            "model",
            "wording",
            "score",
            "gap",
            "gate",
            "diagnostic",
            "notation",
            "questionnaire",
            "interview",
            "check",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "wording",
            "score",
            "evidence",
            "gap",
            "gate",
            "plan",
            "diagnostic",
            "notation",
            "questionnaire",
            "interview",
            "read",
            "edit",
            "check",
            "report",
            "render",
        ],
    ),
];

/// The modules whose functions calculate. Renderers may use their types, and nothing else.
const CALCULATE: &[&str] = &["score", "evidence", "gap", "gate", "plan", "check"];

/// What is used in a few places only, and these places: files or folders of `src`.
const ONLY_IN: &[(&[&str], &[&str])] = &[
    (&["std::fs", "std::os"], &["read/bytes.rs", "cli/"]),
    (
        &[
            "std::fs::File",
            "std::fs::OpenOptions",
            "std::fs::create_dir_all",
            "std::fs::read",
            "std::fs::read_to_string",
            "std::fs::write",
        ],
        &["read/bytes.rs", "cli/output.rs", "cli/output/"],
    ),
    (&["std::env"], &["main.rs", "cli/"]),
    (&["std::time", "std::process", "std::io::IsTerminal"], &["cli/"]),
    (&["clap", "anyhow", "indicatif", "tempfile", "terminal_size"], &["cli.rs", "cli/"]),
    (&["ignore"], &["cli/files.rs"]),
    (&["rayon"], &["cli/check.rs", "cli/report/many.rs"]),
    (&["png", "zune_jpeg"], &["report/logo.rs"]),
    (&["rustix"], &["cli/output.rs", "cli/output/", "cli/interview/keys.rs"]),
    (&["encoding_rs"], &["read/sheets/encoding.rs"]),
    (
        &["serde", "serde_json"],
        &[
            "read/tree/",
            "render/json.rs",
            "render/json/",
            "render/provenance.rs",
            "render/schema.rs",
            "render/check/",
        ],
    ),
    (&["serde_yaml"], &["read/tree/yaml.rs"]),
    (&["calamine", "zip"], &["read/sheets.rs", "read/sheets/"]),
    (&["comfy_table"], &["render/table.rs"]),
    (&["ratatui"], &["render/interview.rs", "render/interview/", "cli/interview/"]),
    (&["signal_hook"], &["cli/interview/keys.rs"]),
    (&["rust_xlsxwriter"], &["render/xlsx.rs", "render/xlsx/"]),
    (&["maud"], &["render/html/"]),
    (&["printpdf", "lopdf", "subsetter"], &["render/pdf/"]),
    (&["std::net", "std::thread", "std::io::stdout", "std::io::stderr"], &["cli/io.rs"]),
];

/// Methods of a path that ask the file system.
const ASK_THE_DISK: &[&str] = &[
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// Macros that print behind the back of whoever called.
const PRINT: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

#[test]
fn modules_use_only_the_layers_below_them() {
    for file in source_files() {
        let Some(layer) = file.layer() else { continue };
        let (_, below) = LAYERS.iter().find(|(it, _)| *it == layer).unwrap_or_else(|| {
            panic!("{}: `{layer}` has no layer", file.name);
        });
        for used in file.own_paths() {
            let module = used[0].as_str();
            assert!(
                module == layer || below.contains(&module),
                "{} uses `crate::{}`, and `{layer}` is not above `{module}`",
                file.name,
                used.join("::")
            );
        }
    }
}

#[test]
fn every_module_has_a_layer_and_every_layer_a_module() {
    let library = fs::read_to_string("src/lib.rs").unwrap();
    let module = |line: &str| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
    };
    let mut modules: Vec<String> = library.lines().filter_map(module).collect();
    let mut layers: Vec<String> = LAYERS.iter().map(|(it, _)| (*it).to_owned()).collect();
    modules.sort();
    layers.sort();
    assert_eq!(modules, layers);
}

#[test]
fn layers_have_no_circles() {
    for (at, (layer, below)) in LAYERS.iter().enumerate() {
        for it in *below {
            let is_above = LAYERS[..at].iter().any(|(earlier, _)| earlier == it);
            assert!(is_above, "`{layer}` may use `{it}`, which is not listed before it");
        }
    }
}

#[test]
fn renderers_call_nothing_that_calculates() {
    for file in source_files().iter().filter(|it| it.layer() == Some("render")) {
        for used in file.own_paths().iter().filter(|it| CALCULATE.contains(&it[0].as_str())) {
            let is_type = used.get(1).is_some_and(|it| it.starts_with(char::is_uppercase));
            assert!(is_type, "{} uses `crate::{}`", file.name, used.join("::"));
        }
    }
}

#[test]
fn the_world_and_the_formats_are_known_in_few_places_only() {
    for file in source_files() {
        for (what, places) in ONLY_IN {
            if places.iter().any(|it| file.is_in(it)) {
                continue;
            }
            for path in &file.paths {
                let hit = what.iter().find(|it| matches(path, it));
                assert!(hit.is_none(), "{} uses `{}`", file.name, path.join("::"));
            }
        }
    }
}

#[test]
fn only_two_places_ask_the_disk_and_only_one_of_them_writes() {
    for file in source_files() {
        if !file.is_in("read/bytes.rs") && !file.is_in("cli/") {
            for pair in file.tokens.windows(2) {
                let asks = pair[0] == "." && ASK_THE_DISK.contains(&pair[1].as_str());
                assert!(!asks, "{} calls `.{}()`", file.name, pair[1]);
            }
        }
        if file.is_in("read/bytes.rs") {
            for path in file.paths.iter().filter(|it| matches(it, "std::fs")) {
                let path = path.join("::");
                let reads = ["std::fs::File", "std::fs::File::open"].contains(&path.as_str());
                assert!(reads, "{} uses `{path}`", file.name);
            }
        }
    }
}

#[test]
fn nothing_prints_behind_the_back_of_its_caller() {
    for file in source_files() {
        for pair in file.tokens.windows(2) {
            let prints = PRINT.contains(&pair[0].as_str()) && pair[1] == "!";
            assert!(!prints, "{} uses `{}!`", file.name, pair[0]);
        }
    }
}

#[test]
fn the_document_has_the_layers_of_this_test() {
    let document = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let header = "| module | what it is | may use |";
    let table = document.lines().skip_while(|it| *it != header).skip(2);
    let rows: Vec<(String, Vec<String>)> = table
        .take_while(|it| it.starts_with('|'))
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
            (in_backticks(cells[0]).remove(0), in_backticks(cells[2]))
        })
        .collect();
    let strings = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let expected: Vec<_> =
        LAYERS.iter().map(|(layer, below)| ((*layer).to_owned(), strings(below))).collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_document_names_every_source_file_or_its_folder() {
    let named = in_backticks(&fs::read_to_string("ARCHITECTURE.md").unwrap());
    for file in source_files() {
        // The folder of a whole layer would name everything in it, and so nothing.
        let folders =
            file.name.match_indices('/').skip(1).filter_map(|(at, _)| file.name.get(..=at));
        let is_named = folders.chain([file.name.as_str()]).any(|it| named.iter().any(|n| n == it));
        assert!(is_named, "ARCHITECTURE.md does not name `{}`", file.name);
    }
}

#[test]
fn the_document_names_nothing_that_does_not_exist() {
    for name in in_backticks(&fs::read_to_string("ARCHITECTURE.md").unwrap()) {
        let is_file = [".rs", ".md", ".toml"].iter().any(|it| name.ends_with(it));
        let is_name = !name.starts_with('.') && !name.contains(['<', ' ', '*']);
        if is_name && (is_file || name.ends_with('/')) {
            let exists = Path::new("src").join(&name).exists() || Path::new(&name).exists();
            assert!(exists, "ARCHITECTURE.md names `{name}`, which does not exist");
        }
    }
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let (mut inside, mut before, mut count) = (false, "", 0);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.starts_with(|it: char| it.is_ascii_alphanumeric()) {
            assert!(before.starts_with("# "), "no comment above: {line}");
            count += 1;
        }
        before = line;
    }
    assert!(count > 0, "there are no dependencies, or they are not found");
}

/// A file of `src` that is not a test.
struct SourceFile {
    /// Its path below `src`, with `/` on every system.
    name: String,
    /// What is left without comments, texts and tests.
    tokens: Vec<String>,
    /// Every path with `::` in it, with groups opened: `std::fs::File`.
    paths: Vec<Vec<String>>,
    /// Where the path starts: the module that it is written in.
    modules: Vec<Vec<String>>,
}

impl SourceFile {
    fn new(path: &Path) -> Self {
        let name = path.strip_prefix("src").unwrap().to_str().unwrap().replace('\\', "/");
        let tokens = without_tests(&tokens(&fs::read_to_string(path).unwrap()));
        let module = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        let (mut paths, modules) = paths(&tokens, module);
        in_full(&mut paths);
        Self { name, tokens, paths, modules }
    }

    /// Returns the module right below the root that the file belongs to; `None` for the root, and
    /// for the program around it.
    fn layer(&self) -> Option<&str> {
        let layer = self.name.split('/').next().map(|it| it.trim_end_matches(".rs"));
        layer.filter(|it| !matches!(*it, "lib" | "main"))
    }

    /// Tells whether this is a file, or in a folder (with a final `/`).
    fn is_in(&self, place: &str) -> bool {
        if place.ends_with('/') { self.name.starts_with(place) } else { self.name == place }
    }

    /// Returns the paths to things of this crate, each from its root.
    fn own_paths(&self) -> Vec<Vec<String>> {
        let own = |(path, module): (&Vec<String>, &Vec<String>)| {
            let ups = path.iter().take_while(|it| *it == "super" || *it == "self").count();
            let mut from = match path[0].as_str() {
                "crate" => return Some(path[1..].to_vec()),
                "super" | "self" => module.clone(),
                _ => return None,
            };
            for _ in path[..ups].iter().filter(|it| *it == "super") {
                from.pop();
            }
            from.extend_from_slice(&path[ups..]);
            Some(from)
        };
        self.paths.iter().zip(&self.modules).filter_map(own).collect()
    }
}

/// Tells whether `path` is `what`, something in it, or everything around it: `std::*`.
fn matches(path: &[String], what: &str) -> bool {
    let mut what = what.split("::");
    let mut path = path.iter();
    loop {
        match (what.next(), path.next().map(String::as_str)) {
            (None, _) | (Some(_), Some("*")) => return true,
            (Some(wanted), Some(found)) if wanted == found => {}
            _ => return false,
        }
    }
}

/// Returns what stands in single backticks, outside of code blocks.
fn in_backticks(markdown: &str) -> Vec<String> {
    let prose: Vec<&str> = markdown.split("```").step_by(2).collect();
    prose.iter().flat_map(|it| it.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn source_files() -> Vec<SourceFile> {
    let mut folders = vec![PathBuf::from("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path.file_stem().is_some_and(|it| it == "tests");
            if path.is_dir() && !is_test {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") && !is_test {
                files.push(SourceFile::new(&path));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(files.len() > LAYERS.len(), "the source is not found");
    files
}

/// Cuts a source into words and marks; comments, texts and characters are left out.
fn tokens(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let is_word = |it: &char| it.is_alphanumeric() || *it == '_';
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&first) = chars.get(at) {
        let rest = &chars[at..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().take_while(|it| **it != '\n').count(),
            ['/', '*', ..] => end_of(rest, &['*', '/'], 2),
            ['"', ..] => end_of_text(rest),
            ['r', '"' | '#', ..] => {
                let hashes = rest[1..].iter().take_while(|it| **it == '#').count();
                let mut end = vec!['"'];
                end.resize(1 + hashes, '#');
                end_of(rest, &end, 2 + hashes)
            }
            ['\'', '\\', ..] => end_of(rest, &['\''], 3),
            ['\'', _, '\'', ..] => 3,
            [':', ':', ..] => {
                tokens.push("::".to_owned());
                2
            }
            [it, ..] if is_word(it) => {
                let word: String = rest.iter().take_while(|it| is_word(it)).collect();
                let length = word.chars().count();
                tokens.push(word);
                length
            }
            _ => {
                if !first.is_whitespace() {
                    tokens.push(first.to_string());
                }
                1
            }
        };
        at += length;
    }
    tokens
}

/// Returns the place after the first `end` at or after `from`.
fn end_of(rest: &[char], end: &[char], from: usize) -> usize {
    let found = rest.windows(end.len()).skip(from).position(|it| it == end);
    found.map_or(rest.len(), |it| from + it + end.len())
}

/// Returns the place after the text that starts here.
fn end_of_text(rest: &[char]) -> usize {
    let mut at = 1;
    while let Some(it) = rest.get(at) {
        match it {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// Leaves out every item that is there only for tests.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        if rest.len() < mark.len() || rest[..mark.len()] != mark {
            kept.push(first.clone());
            rest = after;
            continue;
        }
        let mut depth = 0_i32;
        let end = rest.iter().position(|it| {
            depth += match it.as_str() {
                "{" | "(" | "[" => 1,
                "}" | ")" | "]" => -1,
                _ => 0,
            };
            depth == 0 && matches!(it.as_str(), "}" | ";")
        });
        rest = end.map_or(&[], |end| &rest[end + 1..]);
    }
    kept
}

/// Returns every path with `::` in it, and for each the module that it stands in.
fn paths(tokens: &[String], mut module: Vec<String>) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let (mut paths, mut modules) = (Vec::new(), Vec::new());
    let mut depth = 0_usize;
    // At which depth each module within the file ends.
    let mut inner = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if inner.last() == Some(&depth) {
                    inner.pop();
                    module.pop();
                }
            }
            "mod" if tokens.get(at + 2).is_some_and(|it| it == "{") => {
                inner.push(depth);
                module.push(tokens[at + 1].clone());
            }
            _ if tokens.get(at + 1).is_some_and(|it| it == "::") => {
                at = open(tokens, at, &mut Vec::new(), &mut paths);
                modules.resize(paths.len(), module.clone());
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    (paths, modules)
}

/// Writes paths into the standard library in full: `File::open` as `std::fs::File::open`.
fn in_full(paths: &mut [Vec<String>]) {
    let std = |it: &&Vec<String>| it[0] == "std" && it.len() > 1;
    let imported: Vec<Vec<String>> = paths.iter().filter(std).cloned().collect();
    for path in paths {
        let is_it = |it: &&Vec<String>| it.iter().rfind(|it| *it != "self") == path.first();
        if let Some(import) = imported.iter().find(is_it) {
            let names = import.iter().filter(|it| *it != "self").cloned();
            path.splice(..1, names);
        }
    }
}

/// Adds the path that starts at `at`, or all paths of the group there; returns where they end.
fn open(
    tokens: &[String],
    mut at: usize,
    prefix: &mut Vec<String>,
    paths: &mut Vec<Vec<String>>,
) -> usize {
    let length = prefix.len();
    let is = |at: usize, what: &str| tokens.get(at).is_some_and(|it| it == what);
    loop {
        if is(at, "{") {
            at += 1;
            while at < tokens.len() && !is(at, "}") {
                at = if is(at, ",") { at + 1 } else { open(tokens, at, prefix, paths) };
            }
            at += 1;
            break;
        }
        prefix.extend(tokens.get(at).cloned());
        at += 1;
        if !is(at, "::") {
            paths.push(prefix.clone());
            at += if is(at, "as") { 2 } else { 0 };
            break;
        }
        at += 1;
    }
    prefix.truncate(length);
    at
}

#[test]
fn groups_are_opened_and_texts_left_out() {
    let source = "
        // use crate::comment::x;
        use crate::{a::{b, c as d}, e};
        use super::{super::f, g};
        const TEXT: &str = \"crate::text\\\"::x\"; const RAW: &str = r#\"crate::\"raw\"#;
        fn h<'a>(it: &'a str) -> char { self::i::j::<K>(it); ':' }
        mod inner { use super::super::l; }
        #[cfg(test)] #[path = \"x;\"] mod tests { use crate::tests; }
    ";
    let tokens = without_tests(&tokens(source));
    let (paths, modules) = paths(&tokens, vec!["one".into(), "two".into()]);
    let file = SourceFile { name: "one/two.rs".into(), tokens, paths, modules };
    let own: Vec<String> = file.own_paths().iter().map(|it| it.join("::")).collect();
    let expected =
        ["a::b", "a::c", "e", "f", "one::g", "one::two::i::j::<", "one::l"].map(str::to_owned);
    assert_eq!(own, expected);
}
