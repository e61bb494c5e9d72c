//! Output files are written whole or not at all, and never over something by accident.

use std::fs;

#[cfg(unix)]
use super::{BINARY, EXAMPLE, bare, can, under, without_privileges};
use super::{Folder, Run, yaml};

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
    let Some(before) = without_privileges(&locked) else { return };
    let report = |more: &[&str]| {
        let args = ["report", "a.yaml", "-o"].iter().chain(more);
        let args = before.iter().copied().chain([BINARY]).chain(args.copied());
        under(&folder, "env", args)
    };
    report(&["locked/gap.md"]).exits(2).prints_nothing().complains("is there already");
    report(&["locked/gap.md", "--force"])
        .exits(2)
        .prints_nothing()
        .complains("error: cannot write `locked/gap.md`: Permission denied");
    report(&["locked/new.md"]).exits(2).complains("cannot write `locked/new.md`");
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
    // A limit on the size of files stands in for a full disk where no small one can be made.
    let folder = full_report();
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" report a.yaml -o gap.md --force";
    let run = under(&folder, "sh", ["-c", script, BINARY]).exits(2).prints_nothing();
    run.complains("error: cannot write `gap.md`: ");
    assert_eq!(fs::read_to_string(folder.path("gap.md")).unwrap(), OLD);
    assert_eq!(folder.names(), ["a.yaml", "gap.md", "tiny.toml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_file() {
    let folder = full_report();
    // A disk of 20 KiB, seen by this script alone. The report has more than that.
    let script = "mkdir small && mount -t tmpfs -o size=20k small small || exit 77
        cp a.yaml gap.md small && cd small
        for more in '-o gap.md --force' '-o new.md' '-o new.pdf'; do
            \"$0\" report a.yaml $more; echo \"exit $?\"
        done
        ls -A; cat gap.md";
    let run = under(
        &folder,
        "unshare",
        ["--user", "--map-root-user", "--mount", "sh", "-c", script, BINARY],
    );
    if run.code != Some(0) && !run.stdout.contains("exit") {
        // Not everybody may mount; the test above does what can be done then.
        return;
    }
    assert_eq!(run.stdout, format!("exit 2\nexit 2\nexit 2\na.yaml\ngap.md\n{OLD}"), "{run:#?}");
    for name in ["gap.md", "new.md", "new.pdf"] {
        assert!(
            run.stderr.contains(&format!("error: cannot write `{name}`: No space left")),
            "{run:#?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_error_at_any_step_of_writing_keeps_the_old_file() {
    // Each fault is injected into system calls as they are made; `open` is also how files are read.
    for (faults, code) in [
        (&["write:error=ENOSPC:when=1"][..], 2),
        (&["fsync:error=EIO"], 2),
        (&["fchmod:error=EPERM"], 2),
        (&["rename,renameat,renameat2:error=EACCES"], 2),
        (&["linkat:error=EPERM"], 0),
        (&["linkat:error=EPERM", "fsync:error=EIO:when=2"], 2),
        (&["linkat:error=EPERM", "rename,renameat,renameat2:error=EACCES"], 2),
    ] {
        let folder = folder();
        let inject = faults.iter().flat_map(|it| ["-e".to_owned(), format!("inject={it}")]);
        let args = ["-f", "-o", "/dev/null"].into_iter().map(str::to_owned).chain(inject);
        let report = [BINARY, "report", "a.yaml", "-o", "gap.md", "--force"].map(str::to_owned);
        let args: Vec<String> = args.chain(report).collect();
        if !can("strace", ["-f", "-o", "/dev/null", "true"]) {
            return;
        }
        let run = under(&folder, "strace", &args).exits(code);
        let content = fs::read_to_string(folder.path("gap.md")).unwrap();
        assert_eq!(content == OLD, code == 2, "{faults:?}: {run:#?}");
        assert!(
            content == OLD || content.ends_with('\n') && content.starts_with("# "),
            "{content}"
        );
        assert_eq!(folder.names(), ["a.yaml", "gap.md", "tiny.toml"], "{faults:?}");
        assert_eq!(run.stderr.contains("error: cannot write `gap.md`: "), code == 2, "{run:#?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_is_ended_in_the_middle_of_writing_leaves_nothing() {
    use std::os::unix::process::ExitStatusExt as _;
    // Whoever does not ignore the signal of the limit is ended by it, with half a file written.
    let folder = full_report();
    let script = "ulimit -c 0; ulimit -f 1; exec \"$0\" report a.yaml -o gap.md --force";
    let status = std::process::Command::new("sh")
        .args(["-c", script, BINARY])
        .current_dir(folder.path(""))
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.signal().is_some() && !status.core_dumped(), "{status:?}");
    assert_eq!(fs::read_to_string(folder.path("gap.md")).unwrap(), OLD);
    if has_unnamed_files(&folder) {
        assert_eq!(folder.names(), ["a.yaml", "gap.md", "tiny.toml"]);
    }
}

/// Ends the program at many moments of its work, from its start to after its end.
///
/// Between the two system calls that put a new file in its place, it stands beside it, whole, under
/// a name of its own, and a program that is ended there leaves that name behind. How often depends
/// on how long the file system takes for them, so it is not counted.
#[cfg(unix)]
#[test]
fn a_program_that_is_ended_at_any_moment_leaves_the_old_file_or_the_new_one() {
    use std::os::unix::process::ExitStatusExt as _;
    let folder = full_report();
    let start = || {
        bare(["report", "a.yaml", "-o", "gap.pdf", "--force"])
            .current_dir(folder.path(""))
            .spawn()
            .unwrap()
    };
    let began = std::time::Instant::now();
    assert!(start().wait().unwrap().success());
    let whole = began.elapsed();
    let new = fs::read(folder.path("gap.pdf")).unwrap();
    let mut ended = 0;
    for (name, signal) in [("INT", 2), ("TERM", 15), ("KILL", 9)] {
        for moment in 0..30 {
            folder.file("gap.pdf", OLD);
            let mut child = start();
            std::thread::sleep(whole * moment / 25);
            let script = format!("kill -{name} {}", child.id());
            let kill = std::process::Command::new("sh")
                .args(["-c", &script])
                .stderr(std::process::Stdio::null())
                .status();
            assert!(kill.is_ok());
            let status = child.wait().unwrap();
            assert!(status.success() || status.signal() == Some(signal), "{status:?}");
            ended += usize::from(!status.success());
            let content = fs::read(folder.path("gap.pdf")).unwrap();
            assert!(content == OLD.as_bytes() || content == new, "{} bytes", content.len());
            assert!(content == new || !status.success());
            for name in folder.names() {
                if ["a.yaml", "gap.md", "gap.pdf", "tiny.toml"].contains(&name.as_str()) {
                    continue;
                }
                let middle =
                    name.strip_prefix(".stocktake-").and_then(|it| it.strip_suffix(".tmp"));
                assert!(middle.is_some(), "{name}");
                let is_whole = fs::read(folder.path(&name)).unwrap() == new;
                assert!(is_whole || !has_unnamed_files(&folder), "{name} is not whole");
                fs::remove_file(folder.path(&name)).unwrap();
            }
        }
    }
    assert!(ended > 0, "all {whole:?} of the work were over each time");
}

/// Returns a folder as [`folder()`] does, with answers whose report has more than 20 KiB.
#[cfg(unix)]
#[track_caller]
fn full_report() -> Folder {
    let folder = folder();
    fs::copy(EXAMPLE, folder.path("a.yaml")).expect("it can be copied");
    folder
}

/// Tells whether the file system of a folder has files without a name, and the system can give
/// them one.
#[cfg(target_os = "linux")]
fn has_unnamed_files(folder: &Folder) -> bool {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::WRONLY;
    let opened = rustix::fs::open(folder.path(""), flags, Mode::RUSR | Mode::WUSR);
    opened.is_ok() && std::path::Path::new("/proc/self/fd").is_dir()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn has_unnamed_files(_: &Folder) -> bool {
    false
}
