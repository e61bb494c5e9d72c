//! `stocktake check` of many files: which they are, in which order, and each once.

use std::fs;

use super::{CHECK_FORMATS, Folder, arg, done, findings, run_here, stocktake, toml, yaml};

/// Returns answers with an error, to a framework so many folders above.
fn bad(depth: usize) -> String {
    let framework = format!("framework: {}tiny.toml", "../".repeat(depth));
    yaml("  level-question: 7\n").replace("framework: tiny.toml", &framework)
}

/// Expects which of the files in a folder are checked: those with an error are told.
#[track_caller]
fn check(folder: &Folder, args: &[&str], expected: &[&str]) {
    let expected: Vec<String> =
        expected.iter().map(|it| format!("{it} error unknown-level")).collect();
    assert_eq!(folder.check(args).1, expected, "{args:?}");
}

#[test]
fn a_folder_stands_for_what_is_in_it_and_not_hidden_or_ignored() {
    let folder = Folder::new();
    for name in [
        "z.yaml",
        "a/b/y.yml",
        "a/x.JSON.yaml",
        ".hidden.yaml",
        ".hidden/h.yaml",
        ".git/g.yaml",
        "target/t.yaml",
        "a/draft.yaml",
        "notes.txt",
    ] {
        folder.deep_file(name, bad(name.matches('/').count()));
    }
    folder.file(".gitignore", "target/\ndraft.yaml\n");
    check(&folder, &["."], &["a/b/y.yml", "a/x.JSON.yaml", "z.yaml"]);
    check(&folder, &["a"], &["a/b/y.yml", "a/x.JSON.yaml"]);
    // What is named is checked, whatever its name.
    check(&folder, &[".hidden.yaml"], &[".hidden.yaml"]);
    check(&folder, &["a/draft.yaml"], &["a/draft.yaml"]);
    check(&folder, &["notes.txt"], &["notes.txt"]);
    check(&folder, &[".hidden"], &[".hidden/h.yaml"]);
    let ignored = fs::read_to_string(folder.path(".gitignore")).unwrap();
    folder.file(".gitignore", format!("{ignored}!draft.yaml\n"));
    check(&folder, &["a"], &["a/b/y.yml", "a/draft.yaml", "a/x.JSON.yaml"]);
}

#[test]
fn files_of_others_are_left_alone_unless_they_are_named() {
    let folder = Folder::new();
    folder.file("package.json", "{\"name\": \"theirs\"}\n");
    folder.file("compose.yaml", "services: {}\n");
    folder.file("Cargo.toml", "[package]\nname = \"theirs\"\n");
    folder.file("broken.yaml", "a: [\n");
    let run = folder.run(["check", "."]).exits(0);
    assert_eq!(run.stdout, "1 file checked: 0 errors, 0 warnings\n");
    for args in [&["compose.yaml"][..], &[".", "compose.yaml"], &["compose.yaml", "."]] {
        let run = folder.run(["check"].iter().chain(args)).exits(1);
        run.prints("error[missing-key]");
    }
}

#[test]
fn answers_in_one_line_are_found_whatever_their_order() {
    let folder = Folder::new();
    let text = "{\"answers\":{\"level-question\":7},\"assessed_on\":\"2026-10-01\",\
                \"framework\":\"tiny.toml\",\"organisation\":{\"name\":\"Trust\"}}";
    folder.file("x.json", text);
    check(&folder, &["."], &["x.json"]);
}

#[test]
fn a_file_that_is_named_and_found_is_checked_once() {
    let folder = Folder::new();
    folder.deep_file("a/x.yaml", bad(1));
    folder.deep_file("a/b/y.yaml", bad(2));
    let both = ["a/b/y.yaml", "a/x.yaml"];
    for args in [
        &["a"][..],
        &["a", "a"],
        &["a", "./a/"],
        &["a", "a/b"],
        &["a/b", "a"],
        &["a", "a/x.yaml"],
        &["a/x.yaml", "a/b"],
        &["a/x.yaml", "./a/./x.yaml", "a/b/y.yaml", "a/b"],
    ] {
        check(&folder, args, &both);
        folder.run(["check"].iter().chain(args)).exits(1).prints("2 files checked");
    }
    let absolute = folder.path("a");
    let run = folder.run(["check".as_ref(), "a/x.yaml".as_ref(), arg(&absolute)]).exits(1);
    run.prints("2 files checked: 2 errors");
}

#[test]
fn a_folder_with_nothing_in_it_is_told_once_and_the_rest_is_checked() {
    let folder = Folder::new();
    folder.file("x.yaml", bad(0));
    folder.deep_file("empty/notes.txt", "");
    folder.deep_file("theirs/package.json", "{}");
    let told = ["x.yaml error unknown-level", "empty error nothing-to-check"];
    let found = folder.check(&["empty", "x.yaml", "./empty"]);
    assert_eq!(found, (2, told.map(str::to_owned).to_vec()));
    let (code, found) = folder.check(&["theirs"]);
    assert_eq!((code, found), (2, vec!["theirs error nothing-to-check".to_owned()]));
    for format in CHECK_FORMATS {
        folder.run(["check", "empty", "--format", format]).exits(2).prints("o framework and no");
    }
}

#[test]
fn a_hyphen_is_standard_input_and_a_file_may_be_called_so_too() {
    let folder = Folder::new();
    folder.file("-", yaml("  level-question: 1\n"));
    folder.file("x.yaml", bad(0));
    let with = |args: &[&str]| {
        let mut command =
            stocktake(["check", "--format", "json", "--allow", "all"].iter().chain(args));
        findings(&done(command.current_dir(folder.path("")).write_stdin(bad(0)))).1
    };
    let (stdin, file) = ("<stdin> error unknown-level", "x.yaml error unknown-level");
    assert_eq!(with(&["-"]), [stdin]);
    assert_eq!(with(&["-", "-"]), [stdin]);
    assert_eq!(with(&["x.yaml", "-"]), [stdin, file]);
    assert_eq!(with(&["./-"]), [""; 0]);
    fs::remove_file(folder.path("-")).unwrap();
    folder.deep_file("-/y.yaml", "");
    assert_eq!(with(&["-"]), [stdin]);
}

#[test]
fn a_framework_with_errors_is_told_once_for_all_who_name_it() {
    let folder = Folder::new();
    folder.file("broken.toml", "[framework]\nid = \n");
    let names: Vec<String> = (10..60).map(|it| format!("{it}.yaml")).collect();
    for name in &names {
        let text = yaml("  level-question: 1\n").replace("tiny.toml", "broken.toml");
        folder.file(name, text.replace("Example Trust", name));
    }
    let own = "broken.toml error syntax".to_owned();
    let of = |name: &String| format!("{name} error invalid-framework");
    let expected: Vec<String> = names
        .iter()
        .map(of)
        .take(1)
        .chain([own.clone()])
        .chain(names.iter().skip(1).map(of))
        .collect();
    let args: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(folder.check(&args), (1, expected));
    // Where it is checked anyway, it is told as a file of its own.
    let expected: Vec<String> = names.iter().map(of).chain([own]).collect();
    assert_eq!(folder.check(&["."]), (1, expected.clone()));
    assert_eq!(folder.check(&[&args[..], &["broken.toml"]].concat()), (1, expected));
}

#[test]
fn a_framework_that_does_not_look_like_one_is_told_with_the_answers() {
    let folder = Folder::new();
    folder.file("broken.toml", "id = \n");
    folder.file("a.yaml", yaml("").replace("tiny.toml", "broken.toml") + "  {}\n");
    let told = ["a.yaml error invalid-framework", "broken.toml error syntax"];
    assert_eq!(folder.check(&["."]), (1, told.map(str::to_owned).to_vec()));
    assert_eq!(folder.check(&["a.yaml"]), (1, told.map(str::to_owned).to_vec()));
}

/// Makes files of which some have errors, some warnings, and some nothing.
#[track_caller]
fn many(folder: &Folder, count: usize) -> Vec<String> {
    let mut names: Vec<String> =
        (0..count).map(|it| format!("{}/{:03}.yaml", it % 7, (it * 37) % count)).collect();
    for (index, name) in names.iter().enumerate() {
        let answers =
            ["  level-question: 7\n", "  level-question: 1\n", "  level-question: unknown\n"];
        let text = yaml(answers[index % 3]).replace("tiny.toml", "../tiny.toml");
        folder.deep_file(name, text.replace("Example Trust", name));
    }
    names.sort();
    names
}

#[test]
fn many_files_give_the_same_bytes_every_time() {
    let folder = Folder::new();
    let names = many(&folder, 300);
    for format in CHECK_FORMATS {
        let args = ["check", ".", "--format", format, "--max-unknown", "0"];
        let first = folder.run(args).exits(1).complains_of_nothing();
        for threads in ["1", "2", "9"] {
            let mut command = stocktake(args);
            command.current_dir(folder.path("")).env("RAYON_NUM_THREADS", threads);
            assert!(done(&mut command).stdout == first.stdout, "{format} {threads}");
        }
    }
    let (_, found) = folder.check(&["."]);
    let told: Vec<&str> = found.iter().filter_map(|it| it.split_once(' ')).map(|it| it.0).collect();
    assert!(told.is_sorted() && told.len() > names.len() / 2, "{told:?}");
    // The order on the command line means nothing.
    let mut args: Vec<&str> = names.iter().map(String::as_str).collect();
    args.reverse();
    assert_eq!(folder.check(&args), folder.check(&["."]));
}

#[test]
fn many_files_are_told_as_each_alone_would_be() {
    let folder = Folder::new();
    let names = many(&folder, 60);
    let all = run_here(["check".as_ref(), arg(&folder.path("")), "--concise".as_ref()], b"");
    let mut alone = String::new();
    for name in names {
        let run = run_here(["check".as_ref(), arg(&folder.path(&name)), "--concise".as_ref()], b"");
        let lines = run.stdout.lines().filter(|it| !it.contains(" checked: "));
        lines.for_each(|it| alone += &format!("{it}\n"));
    }
    let all = all.exits(1).prints("\n61 files checked: 20 errors, ");
    assert!(all.stdout.starts_with(&alone), "{all:#?}\n{alone}");
    assert_eq!(all.stdout.lines().count(), alone.lines().count() + 1);
}

#[test]
fn what_is_wrong_between_files_is_told_of_the_later_path() {
    let folder = Folder::new();
    let text = yaml("  level-question: { answer: 1, target: 1 }\n");
    folder.file("b.yaml", &text);
    folder.file("a.yaml", &text);
    folder.file("c.toml", toml("level-question = { answer = 1, target = 1 }\n"));
    let told = |it: &str| format!("{it} warning duplicate-assessment");
    for args in [&["."][..], &["c.toml", "b.yaml", "a.yaml"]] {
        assert_eq!(folder.check(args), (0, vec![told("b.yaml"), told("c.toml")]));
    }
    let run = folder.run(["check", "c.toml", "b.yaml", "a.yaml"]).exits(0);
    run.prints("`a.yaml` is of the same organisation, framework and date\n --> c.toml:3:15");
    for (from, to) in [("Example", "Other"), ("2026-10-01", "2026-10-02")] {
        folder.file("b.yaml", text.replace(from, to));
        assert_eq!(folder.check(&["a.yaml", "b.yaml"]), (0, vec![]), "{to}");
    }
}

#[test]
fn one_code_has_one_name_in_any_case() {
    let folder = Folder::new();
    let of = |name: &str, code: &str, date: &str| {
        let organisation = format!("{{ name: {name}, ods_code: {code} }}");
        let text = yaml("  {}\n").replace("{ name: Example Trust }", &organisation);
        text.replace("2026-10-01", date)
    };
    folder.file("a.yaml", of("One", "zz9", "2026-10-01"));
    folder.file("b.yaml", of("Two", "ZZ9", "2026-10-02"));
    folder.file("c.yaml", of("' One '", "' Zz9'", "2026-10-03"));
    folder.file("d.yaml", of("Two", "ZZ8", "2026-10-03"));
    assert_eq!(folder.check(&["."]), (0, vec!["b.yaml warning ods-code-names".to_owned()]));
    // Whose code is somebody else's is perhaps not the same organisation.
    folder.file("b.yaml", of("Two", "ZZ9", "2026-10-01"));
    assert_eq!(folder.check(&["."]), (0, vec!["b.yaml warning ods-code-names".to_owned()]));
}

#[test]
fn findings_go_to_a_file_that_is_written_over_only_by_force() {
    let folder = Folder::new();
    folder.file("x.yaml", bad(0));
    for format in CHECK_FORMATS {
        let out = format!("{format}.json");
        let args = ["check", ".", "--format", format, "-o", &out];
        folder.run(args).exits(1).prints_nothing().complains("2 files checked: ");
        let first = fs::read(folder.path(&out)).unwrap();
        let shown = folder.run(["check", ".", "--format", format]).exits(1).stdout;
        assert_eq!(first, shown.as_bytes(), "what was written is no file to check");
        folder.file("x.yaml", yaml("  level-question: { answer: 1, target: 1 }\n"));
        folder.run(args).exits(2).prints_nothing().complains("is there already; use --force");
        assert_eq!(fs::read(folder.path(&out)).unwrap(), first);
        folder.run(args.iter().chain(&["--force"])).exits(0).prints_nothing();
        assert_ne!(fs::read(folder.path(&out)).unwrap(), first);
        folder.file("x.yaml", bad(0));
    }
    folder.run(["check", "x.yaml", "--force"]).exits(2).prints_nothing().complains("--output");
    folder.run(["check", "x.yaml", "-o", "gone/x.txt"]).exits(2).complains("does not exist");
    assert!(folder.names().iter().all(|it| !it.starts_with(".stocktake")));
}

#[test]
fn findings_never_take_the_place_of_a_file_that_is_checked() {
    let folder = Folder::new();
    let text = bad(0);
    folder.file("x.yaml", &text);
    for args in [&["x.yaml"][..], &["tiny.toml", "x.yaml"], &["."]] {
        let args = [&["check"], args, &["-o", "./x.yaml", "--force"]].concat();
        folder.run(args).exits(2).prints_nothing().complains("is the input");
        assert_eq!(fs::read_to_string(folder.path("x.yaml")).unwrap(), text);
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn links_to_files_are_followed_and_links_to_folders_are_not() {
        let folder = Folder::new();
        folder.deep_file("a/x.yaml", bad(1));
        folder.deep_file("elsewhere/y.yaml", bad(1));
        symlink(folder.path("elsewhere"), folder.path("a/folder")).unwrap();
        symlink(folder.path("elsewhere/y.yaml"), folder.path("a/file.yaml")).unwrap();
        symlink(folder.path("nowhere.yaml"), folder.path("a/dead.yaml")).unwrap();
        check(&folder, &["a"], &["a/file.yaml", "a/x.yaml"]);
        check(&folder, &["a/folder"], &["a/folder/y.yaml"]);
        folder.run(["check", "a/dead.yaml"]).exits(2).prints("error[unreadable-file]");
    }

    #[test]
    fn links_in_a_circle_come_to_an_end() {
        let folder = Folder::new();
        folder.deep_file("a/b/x.yaml", bad(2));
        symlink("../../a", folder.path("a/b/up")).unwrap();
        symlink("round.yaml", folder.path("a/round.yaml")).unwrap();
        check(&folder, &["a"], &["a/b/x.yaml"]);
        check(&folder, &["a/b/up"], &["a/b/up/b/x.yaml"]);
        folder.run(["check", "a/round.yaml"]).exits(2).prints("error[unreadable-file]");
    }

    #[test]
    fn what_may_not_be_read_is_told_and_the_rest_is_checked() {
        let folder = Folder::new();
        folder.deep_file("a/x.yaml", bad(1));
        folder.deep_file("a/closed/y.yaml", bad(2));
        let file = folder.deep_file("a/z.yaml", bad(1));
        let closed = folder.path("a/closed");
        let allow = |path: &std::path::Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        allow(&closed, 0o000);
        allow(&file, 0o000);
        // Some may read everything.
        let is_closed = fs::read_dir(&closed).is_err();
        let found = folder.check(&["a"]);
        let runs = CHECK_FORMATS.map(|it| folder.run(["check", "a", "--format", it]).code);
        allow(&closed, 0o700);
        if is_closed {
            let expected = [
                "a/closed error unreadable-file",
                "a/x.yaml error unknown-level",
                "a/z.yaml error unreadable-file",
            ];
            assert_eq!(found, (2, expected.map(str::to_owned).to_vec()));
            assert_eq!(runs, [Some(2); 5]);
        } else {
            assert_eq!(found.0, 1);
        }
    }

    #[test]
    fn names_that_are_no_text_are_shown_as_well_as_can_be() {
        let folder = Folder::new();
        let name = OsStr::from_bytes(b"\xff\xfe.yaml");
        // Not every file system has such names.
        if fs::write(folder.path("").join(name), bad(0)).is_err() {
            return;
        }
        for format in CHECK_FORMATS {
            for file in [OsStr::new("."), name] {
                let args = [OsStr::new("check"), file, OsStr::new("--format"), format.as_ref()];
                folder.run(args).exits(1).complains_of_nothing().safe_to_look_at();
            }
        }
        let run = folder.run(["check", ".", "--concise"]).exits(1);
        run.prints("\u{fffd}\u{fffd}.yaml:5:19: error[unknown-level]").prints("2 files checked");
    }
}
