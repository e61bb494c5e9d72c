//! Files that are too large, too deep or too many: refused soon, in little memory.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use stocktake::read::limits::{MAX_BYTES, MAX_VALUES};

use super::{BINARY, Folder, Run, TINY, bare, done, json, toml, yaml};

/// How long a hostile file may take, whatever else the machine is doing.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many seconds of a processor it may take. A debug build needs ten times as long.
const SECONDS: f64 = if cfg!(debug_assertions) { 15.0 } else { 1.0 };

/// Runs the binary under a clock, and on Linux expects that it took no longer than [`SECONDS`], and
/// never had more than 100 MB besides what the program takes that does nothing.
#[track_caller]
fn bounded(folder: &Folder, args: &[&str]) -> Run {
    static NOTHING: OnceLock<f64> = OnceLock::new();
    let started = Instant::now();
    let timer = Path::new("/usr/bin/time");
    if !(cfg!(target_os = "linux") && timer.exists()) {
        let run = folder.run(args);
        assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
        return run;
    }
    let nothing = NOTHING.get_or_init(|| measured(folder, &["--version"]).1);
    let (run, peak, seconds) = measured(folder, args);
    assert!(peak - nothing < 100_000.0, "{args:?} had {peak} kB, and nothing takes {nothing} kB");
    assert!(seconds < SECONDS, "{args:?} took {seconds} s");
    run
}

/// Runs the binary, and returns how much memory it had at most, in kB, and how long a processor
/// worked, in seconds.
#[track_caller]
fn measured(folder: &Folder, args: &[&str]) -> (Run, f64, f64) {
    let mut command = assert_cmd::Command::new("/usr/bin/time");
    command.args(["-f", "%M %U %S", "-o", "peak.txt", BINARY]).args(args);
    let run = done(command.current_dir(folder.path("")).timeout(PATIENCE));
    // The last line has the figures; the one before tells of an exit code that is not zero.
    let peak = fs::read_to_string(folder.path("peak.txt")).expect("the peak was written");
    let peak = peak.lines().last().expect("it is there").split(' ');
    let peak: Vec<f64> = peak.map(|it| it.parse().expect("it is a number")).collect();
    (run, peak[0], peak[1] + peak[2])
}

#[track_caller]
fn check_bounded(name: &str, content: impl AsRef<[u8]>, code: &str) {
    let folder = Folder::new();
    folder.file(name, content);
    let run = bounded(&folder, &["check", name]).exits(1);
    let title = format!("error[{code}]: ");
    assert!(run.stdout.starts_with(&title), "{title}{run:#?}");
    assert!(run.stdout.len() < 3000, "{}", run.stdout.len());
}

#[test]
fn a_file_over_5_mib_is_not_read() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("a.yaml")).unwrap();
    file.set_len(5 * 1024 * 1024 * 1024).unwrap();
    let run = bounded(&folder, &["check", "a.yaml"]).exits(1);
    run.prints("error[too-large]: this file is larger than 5 MiB\n --> a.yaml:1:1\n");
    file.set_len(5 * 1024 * 1024 + 1).unwrap();
    bounded(&folder, &["score", "a.yaml"]).exits(1).complains("error[too-large]");
    // A file that just fits is read, and is no text.
    file.set_len(5 * 1024 * 1024).unwrap();
    bounded(&folder, &["check", "a.yaml"]).exits(1).prints("error[not-text]");
}

#[test]
fn a_framework_over_5_mib_is_not_read() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("tiny.toml")).unwrap();
    file.set_len(6 * 1024 * 1024).unwrap();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    let run = bounded(&folder, &["check", "a.yaml"]).exits(1);
    run.prints("error[invalid-framework]").prints("error[too-large]").prints("tiny.toml:1:1");
}

#[test]
fn an_endless_standard_input_ends_at_the_limit() {
    for command in ["check", "score"] {
        let mut child = bare([command, "-"]).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || while stdin.write_all(&[b'y'; 8192]).is_ok() {});
        let started = Instant::now();
        let output = child.wait_with_output().unwrap();
        assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
        writer.join().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(
            text.contains("error[too-large]: this file is larger than 5 MiB\n --> <stdin>:1:1\n"),
            "{text}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_an_end_ends_at_the_limit() {
    let folder = Folder::new();
    bounded(&folder, &["check", "/dev/zero"]).exits(1).prints("error[too-large]");
    folder.file("a.yaml", yaml("  level-question: 2\n").replace("tiny.toml", "zero.toml"));
    std::os::unix::fs::symlink("/dev/zero", folder.path("zero.toml")).unwrap();
    bounded(&folder, &["check", "a.yaml"]).exits(1).prints("it is a pipe or a device");
}

#[test]
fn values_may_be_nested_64_deep_and_no_deeper() {
    let yaml = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let toml = |depth: usize| format!("a = {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let json = |depth: usize| format!("{{\"a\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    for (name, text) in
        [("a.yaml", &yaml as &dyn Fn(usize) -> String), ("a.toml", &toml), ("a.json", &json)]
    {
        let folder = Folder::new();
        folder.file(name, text(64));
        let run = folder.run(["check", name]).exits(1);
        assert!(!run.stdout.contains("too-deep"), "{run:#?}");
        for depth in [65, 66, 70, 80, 81, 100, 127, 128, 200] {
            folder.file(name, text(depth));
            let run = folder.run(["check", name]).exits(1);
            let title = "error[too-deep]: values are nested more than 64 deep\n";
            assert!(run.stdout.starts_with(title), "{depth}: {run:#?}");
        }
    }
}

#[test]
fn nesting_without_end_is_refused_in_yaml() {
    check_bounded("a.yaml", format!("a: {}", "[".repeat(100_000)), "too-deep");
    check_bounded("a.yaml", format!("a: {}", "{a: ".repeat(100_000)), "too-deep");
    let blocks: Vec<String> = (0..2000).map(|it| format!("{}a:\n", " ".repeat(it))).collect();
    check_bounded("a.yaml", blocks.concat(), "too-deep");
    check_bounded("a.yaml", "- ".repeat(100_000), "too-deep");
}

#[test]
fn nesting_without_end_is_refused_in_toml() {
    check_bounded("a.toml", format!("a = {}", "[".repeat(80_000)), "too-deep");
    check_bounded("a.toml", format!("a = {}", "{a = ".repeat(50_000)), "too-deep");
    check_bounded("a.toml", format!("{}a = 1", "a.".repeat(80_000)), "too-deep");
    check_bounded("a.toml", format!("[{}a]", "a.".repeat(80_000)), "too-deep");
    check_bounded("a.toml", format!("[[{}a]]", "a.".repeat(80_000)), "too-deep");
}

#[test]
fn nesting_without_end_is_refused_in_json() {
    let closed =
        |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    check_bounded("a.json", closed("[", "]"), "too-deep");
    check_bounded("a.json", closed("{\"a\":", "}"), "too-deep");
}

#[test]
fn a_billion_laughs_are_refused() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..10 {
        let refs = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{refs}]\n");
    }
    check_bounded("a.yaml", bomb, "too-many-values");
    let many = vec!["*a"; 500_000].join(", ");
    check_bounded("a.yaml", format!("a: &a [1, 2, 3, 4, 5]\nb: [{many}]\n"), "too-many-values");
}

#[test]
fn more_values_than_fit_into_a_file_are_refused_soon() {
    let folder = Folder::new();
    let ones = |count: usize| vec!["1"; count].join(",");
    for (name, text) in [
        ("a.yaml", format!("[{}]", ones(900_000))),
        ("b.json", format!("[{}]", ones(2_600_000))),
        ("c.toml", format!("answers = [{}]", ones(2_600_000))),
        ("d.toml", "\n".repeat(5_000_000) + "a = 1"),
        ("e.toml", "a = 1\n".to_owned() + &" #\n".repeat(1_000_000)),
        ("f.toml", "a.b.c=1\n".repeat(360_000)),
        ("g.json", format!("{{{}1}}", "\"a\":".repeat(900_000))),
    ] {
        folder.file(name, text);
        let run = bounded(&folder, &["check", name]).exits(1);
        let title = "error[too-many-values]: there are more than 250000 values in this file\n";
        assert!(run.stdout.starts_with(title), "{name}: {run:#?}");
    }
}

/// Checks a file with as many of something as are allowed: each has so many marks that stand before
/// values, or in YAML, so many values.
#[track_caller]
fn check_just_fits(name: &str, marks: usize, piece: impl Fn(usize) -> String) {
    let count = MAX_VALUES / marks - 10;
    let pieces = (0..count).map(piece).collect::<Vec<_>>().concat();
    assert!(pieces.len() < MAX_BYTES, "{name}: {}", pieces.len());
    let text = match (name.split_once('.'), pieces.starts_with('"')) {
        (Some((_, "json")), true) => format!("{{{pieces}\"z\":1}}"),
        (Some((_, "json")), false) => format!("[{pieces}1]"),
        (Some(("list", _)), _) => format!("a = [{pieces}1]"),
        _ => pieces,
    };
    let folder = Folder::new();
    folder.file(name, text);
    let run = bounded(&folder, &["check", name]).exits(1);
    assert!(!run.stdout.contains("too-many-values"), "{name}: {run:#?}");
}

#[test]
fn as_many_values_of_toml_as_are_allowed_stay_within_bounds() {
    check_just_fits("list.toml", 1, |_| "1,".to_owned());
    check_just_fits("list.toml", 5, |_| "{b=1},".to_owned());
    check_just_fits("a.toml", 2, |it| format!("a{it}=1\n"));
    check_just_fits("a.toml", 4, |it| format!("[a{it}]\n"));
    check_just_fits("a.toml", 7, |it| format!("[a.b{it}]\n"));
    check_just_fits("a.toml", 8, |it| format!("a{it}.b.c=1\n"));
    check_just_fits("a.toml", 18, |_| "[[a]]\nb.c.d.e=1\n".to_owned());
    check_just_fits("a.toml", 11, |it| format!("[[answer]]\nid=\"q{it}\"\nlevel=1\n"));
}

#[test]
fn as_many_values_of_json_as_are_allowed_stay_within_bounds() {
    check_just_fits("a.json", 1, |_| " \"\",".to_owned());
    check_just_fits("a.json", 3, |_| "{\"b\":1},".to_owned());
    check_just_fits("a.json", 2, |it| format!("\"{it}\":1,"));
}

#[test]
fn as_many_values_of_yaml_as_are_allowed_stay_within_bounds() {
    check_just_fits("a.yaml", 1, |_| "- a\n".to_owned());
    check_just_fits("a.yaml", 3, |_| "- a: 1\n".to_owned());
    check_just_fits("a.yaml", 2, |it| format!("a{it}: 1\n"));
}

#[test]
fn a_line_with_very_many_values_takes_no_longer_than_as_many_lines() {
    let folder = Folder::new();
    let evidence = vec!["{ title: E }"; 50_000].join(", ");
    folder.file(
        "a.yaml",
        yaml(&format!("  level-question: {{ answer: 1, evidence: [{evidence}] }}\n")),
    );
    bounded(&folder, &["check", "a.yaml"]).exits(0);
    let evidence = vec!["{title=\"E\"}"; 40_000].join(",");
    folder.file(
        "a.toml",
        toml(&format!("level-question = {{ answer = 1, evidence = [{evidence}] }}\n")),
    );
    bounded(&folder, &["score", "a.toml"]).exits(0);
    let evidence = vec!["{\"title\":\"E\"}"; 80_000].join(",");
    folder.file(
        "a.json",
        json(&format!("\"level-question\": {{\"answer\": 1, \"evidence\": [{evidence}]}}")),
    );
    bounded(&folder, &["score", "a.json"]).exits(0);
}

#[test]
fn a_report_of_a_thousand_questions_stays_within_bounds() {
    let folder = Folder::new();
    let criterion = |it: usize| {
        format!(
            "[[dimension.criterion]]\nid = \"q{it}\"\nquestion = \"Q{it}\"\nscale = \"agreement\"\n"
        )
    };
    let criteria = (0..1000).map(criterion).collect::<Vec<_>>().concat();
    folder.file("tiny.toml", fs::read_to_string(TINY).unwrap() + &criteria);
    let answers = (0..1000).map(|it| format!("  q{it}: disagree\n")).collect::<Vec<_>>().concat();
    folder.file("a.yaml", yaml(&answers));
    for output in ["gap.pdf", "gap.html", "gap.md", "gap.csv", "gap.json"] {
        bounded(&folder, &["report", "a.yaml", "-o", output]).exits(0);
    }
}

#[test]
fn as_many_errors_as_fit_into_a_file_stay_within_bounds() {
    let folder = Folder::new();
    folder.file("a.toml", "a=\n".repeat(1_000_000));
    let run = bounded(&folder, &["check", "a.toml"]).exits(1).prints("error[");
    assert!(run.stdout.len() < 10_000, "{}", run.stdout.len());
}

#[test]
fn a_framework_of_ten_thousand_questions_is_read() {
    let folder = Folder::new();
    let mut text = fs::read_to_string(TINY).unwrap();
    for index in 0..10_000 {
        text += &format!(
            "[[dimension.criterion]]\nid = \"q{index}\"\nquestion = \"Q\"\nscale = \"agreement\"\n"
        );
    }
    folder.file("tiny.toml", text);
    let answers: Vec<String> = (0..10_000).map(|it| format!("  q{it}: agree\n")).collect();
    folder.file("a.yaml", yaml(&answers.concat()));
    let run = bounded(&folder, &["score", "a.yaml"]).exits(0);
    run.prints("10000 of 10005 answered");
}
