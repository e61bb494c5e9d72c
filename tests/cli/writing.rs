//! Output files are written whole or not at all, and never over something by accident.

use std::fs;

use super::{EXAMPLE, Folder, Run, bare, yaml};

const OLD: &str = "what was here before\n";

/// Returns a folder with answers, a file `gap.md` that is there already, and the framework.
#[track_caller]
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder.file("gap.md", OLD);
    folder
}

#[track_caller]
fn report(folder: &Folder, output: &str, more: &[&str]) -> Run {
    folder.run(["report", "a.yaml", "-o", output].iter().chain(more))
}

#[test]
fn an_output_that_is_there_stays_as_it_is() {
    let folder = folder();
    report(&folder, "gap.md", &[])
        .exits(2)
        .prints_nothing()
        .complains("error: `gap.md` is there already; use --force to write over it\n");
    assert_eq!(fs::read_to_string(folder.path("gap.md")).unwrap(), OLD);
}

#[test]
fn with_force_it_is_replaced() {
    let folder = folder();
    report(&folder, "gap.md", &["--force"]).exits(0).prints_nothing();
    let new = fs::read_to_string(folder.path("gap.md")).unwrap();
    assert!(new.starts_with("# ") && !new.contains(OLD.trim()), "{new}");
}

#[test]
fn no_other_file_is_left_behind() {
    let folder = folder();
    report(&folder, "gap.md", &[]).exits(2);
    report(&folder, "gap.md", &["--force"]).exits(0);
    report(&folder, "gap.csv", &[]).exits(0);
    report(&folder, "folder/gap.md", &[]).exits(2);
    assert_eq!(folder.names(), ["a.yaml", "gap.csv", "gap.md", "tiny.toml"]);
}

#[test]
fn the_input_is_never_written_over() {
    let folder = folder();
    let before = fs::read(folder.path("a.yaml")).unwrap();
    for name in ["a.yaml", "./a.yaml", "../a.yaml/../a.yaml"] {
        for more in [&["--format", "json"][..], &["--format", "json", "--force"]] {
            // A path that does not resolve is refused by the system instead.
            let run = report(&folder, name, more).exits(2).prints_nothing();
            assert!(name.starts_with("..") || run.stderr.contains("is the input"), "{run:#?}");
        }
    }
    assert_eq!(fs::read(folder.path("a.yaml")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_input_is_the_input() {
    let folder = folder();
    std::os::unix::fs::symlink(folder.path("a.yaml"), folder.path("link.md")).unwrap();
    report(&folder, "link.md", &["--force"]).exits(2).complains("is the input");
    assert!(fs::read_to_string(folder.path("a.yaml")).unwrap().starts_with("framework"));
}

#[test]
fn a_folder_is_no_output() {
    let folder = folder();
    fs::create_dir(folder.path("reports.md")).unwrap();
    for more in [&[][..], &["--force"]] {
        report(&folder, "reports.md", more)
            .exits(2)
            .prints_nothing()
            .complains("the output `reports.md` is a folder; name a file in it");
    }
    assert!(folder.path("reports.md").is_dir());
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let folder = folder();
    report(&folder, "reports/gap.md", &[])
        .exits(2)
        .prints_nothing()
        .complains("error: the folder `reports` does not exist");
    assert!(!folder.path("reports").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let locked = folder.path("locked");
    fs::create_dir(&locked).unwrap();
    fs::write(locked.join("gap.md"), OLD).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(locked.join("probe"), "").is_ok() {
        // Nothing is locked for the superuser; a missing folder, tried above, is the same error.
        return;
    }
    for more in [&[][..], &["--force"]] {
        report(&folder, "locked/gap.md", more).exits(2).prints_nothing();
    }
    report(&folder, "locked/new.md", &[]).exits(2).complains("cannot write `locked/new.md`");
    let left: Vec<_> = fs::read_dir(&locked).unwrap().collect();
    assert_eq!(left.len(), 1);
    assert_eq!(fs::read_to_string(locked.join("gap.md")).unwrap(), OLD);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    for args in [
        vec!["score", EXAMPLE],
        vec!["score", EXAMPLE, "--format", "json"],
        vec!["score", EXAMPLE, "--format", "csv"],
        vec!["report", EXAMPLE, "--format", "markdown"],
        vec!["check", EXAMPLE],
        vec!["frameworks"],
        vec!["explain"],
        vec!["explain", "syntax"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = bare(&args).stdout(full).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(
            stderr.contains("error: ") && stderr.contains("No space left"),
            "{args:?}: {stderr}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_on_a_full_disk_is_an_error_too() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = bare(["--help"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = folder();
    report(&folder, "/dev/full", &["--format", "markdown"])
        .exits(2)
        .complains("error: cannot write `/dev/full`: No space left");
    report(&folder, "/dev/null", &["--format", "markdown"]).exits(0);
    let kind = fs::metadata("/dev/null").unwrap().file_type();
    assert!(std::os::unix::fs::FileTypeExt::is_char_device(&kind));
}

#[cfg(unix)]
#[test]
fn a_failed_write_keeps_the_old_file() {
    // A limit on the size of files stands in for a full disk.
    let folder = folder();
    fs::copy(EXAMPLE, folder.path("a.yaml")).unwrap();
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" report a.yaml -o gap.md --force";
    let output = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_stocktake")])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("error: cannot write `gap.md`: "), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path("gap.md")).unwrap(), OLD);
    assert_eq!(folder.names(), ["a.yaml", "gap.md", "tiny.toml"]);
}
