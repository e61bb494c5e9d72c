//! Text that would steer a terminal, hide itself or reorder what stands beside it is shown as codes.

use std::fs;

use super::{Folder, TINY, json, yaml};

#[test]
fn nothing_in_a_file_can_steer_the_terminal() {
    let evil = "\\e[31mred\\e]0;title\\a\\u202egnp.exe\\u200b\\u2066\\u009b2J\\x7f";
    let folder = Folder::new();
    let text = yaml(&format!(
        "  level-question: {{ answer: 1, note: \"{evil}\", owner: \"{evil}\", evidence: [{{ title: \"{evil}\" }}] }}\n  \
           line-question: {{ not_applicable: \"{evil}\" }}\n"
    ));
    let text = text.replace("Example Trust", &format!("\"{evil}\""));
    folder.file("a.yaml", &text);
    folder.file("b.yaml", &text);
    for args in [
        vec!["score", "a.yaml"],
        vec!["score", "a.yaml", "b.yaml"],
        vec!["score", "a.yaml", "--format", "markdown"],
        vec!["report", "a.yaml"],
        vec!["check", "a.yaml"],
    ] {
        folder.run(&args).exits(0).safe_to_look_at();
    }
    folder.run(["score", "a.yaml"]).prints("\\u{1b}[31mred");
}

#[test]
fn nothing_in_a_framework_can_steer_the_terminal() {
    let evil = "\\u001b[31mred\\u202e\\u009b2J";
    let folder = Folder::new();
    let text = fs::read_to_string(TINY).unwrap();
    let text = text.replace("\"Tiny framework\"", &format!("\"{evil}\""));
    let text = text.replace("title = \"People\"", &format!("title = \"{evil}\""));
    let text = text.replace("label = \"Started\"", &format!("label = \"{evil}\""));
    let text = text.replace("Book one session", &format!("{evil} Book one session"));
    let text = text.replace("\"% of staff\"", &format!("\"{evil}\""));
    let text = text.replace("language =", &format!("dimension_name = \"{evil}\"\nlanguage ="));
    folder.file("tiny.toml", text);
    let good = "  level-question: 1\n  line-question: 20\n";
    folder.file("a.yaml", yaml(good));
    folder.file("b.yaml", yaml("  level-question: 1\n  line-question: 140\n"));
    for (args, code) in [
        (vec!["score", "a.yaml"], 0),
        (vec!["report", "a.yaml"], 0),
        (vec!["check", "a.yaml", "tiny.toml"], 0),
        (vec!["score", "b.yaml"], 1),
        (vec!["check", "b.yaml"], 1),
    ] {
        folder.run(&args).exits(code).safe_to_look_at();
    }
}

#[test]
fn raw_escapes_in_a_broken_file_are_not_repeated() {
    let evil = "\u{1b}[31mred\u{1b}]0;title\u{202e}\u{200b}\u{9b}2J\u{7f}";
    for (name, text) in [
        ("a.yaml", yaml(&format!("  level-question: \"{evil}\"\n"))),
        ("a.yaml", yaml(&format!("  \"{evil}\": 2\n"))),
        ("a.yaml", yaml(&format!("  level-question: {evil}: [\n"))),
        ("a.yaml", format!("framework: \"{evil}\"\n")),
        ("a.yaml", format!("framework: \"{evil}.toml\"\n")),
        ("a.toml", format!("\"{evil}\" = 1\n\"{evil}\" = 2\n{evil}\n")),
        ("a.json", json(&format!("\"{evil}\": 2"))),
        ("a.json", json("\"\u{202e}\u{9b}\": 2, \"\u{202e}\u{9b}\": 3")),
    ] {
        let folder = Folder::new();
        folder.file(name, text);
        for command in ["check", "score"] {
            folder.run([command, name]).exits(1).safe_to_look_at();
        }
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_cannot_steer_the_terminal() {
    let folder = Folder::new();
    for (name, text) in [
        ("\u{1b}[31m\u{202e}a.yaml", yaml("  level-question: 3\n")),
        ("\u{1b}[31m\u{202e}b.yaml", yaml("  level-question: 7\n")),
    ] {
        folder.file(name, text);
    }
    let (good, bad) = ("\u{1b}[31m\u{202e}a.yaml", "\u{1b}[31m\u{202e}b.yaml");
    folder.run(["check", good, bad]).exits(1).safe_to_look_at();
    folder.run(["score", good, bad]).exits(1).safe_to_look_at();
    folder.run(["score", good, good]).exits(0).safe_to_look_at();
    folder.run(["score", "\u{1b}[31mnone.yaml"]).exits(2).safe_to_look_at();
    folder.run(["report", good, "-o", "\u{1b}[31mnone.xyz"]).exits(2).safe_to_look_at();
    folder.run(["report", good, "-o", "no/\u{1b}[31m.md"]).exits(2).safe_to_look_at();
    folder.run(["explain", "\u{1b}[31m"]).exits(2).safe_to_look_at();
    folder.run(["frameworks", "\u{1b}[31m"]).exits(2).safe_to_look_at();
}
