//! What the system around does to a run: permissions, pipes, sockets, memory, and other programs at
//! work on the same files.

use std::fs;

#[cfg(unix)]
use super::{BINARY, bare, under, without_privileges};
use super::{EXAMPLE, Folder, run, stocktake, yaml};

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let set = |name: &str, mode| {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    fs::create_dir(folder.path("closed")).unwrap();
    set("closed", 0o555);
    let Some(before) = without_privileges(&folder.path("closed")) else { return };
    let run = |args: &[&str]| under(&folder, "env", before.iter().chain(&[BINARY]).chain(args));
    set("a.yaml", 0);
    for command in ["score", "report"] {
        run(&[command, "a.yaml"])
            .exits(2)
            .complains("error: cannot read `a.yaml`: Permission denied");
    }
    run(&["check", "a.yaml"])
        .exits(2)
        .prints("error[unreadable-file]: this cannot be read: Permission denied");
    set("a.yaml", 0o644);
    set("tiny.toml", 0);
    run(&["check", "a.yaml"])
        .exits(1)
        .prints("the framework `tiny.toml` cannot be read: Permission denied")
        .prints("--> a.yaml:1:12\n");
    set("closed", 0);
    run(&["check", "."])
        .exits(2)
        .prints("error[unreadable-file]: this cannot be read: Permission denied")
        .prints("--> closed:1:1\n");
    run(&["report", "closed/a.yaml"]).exits(2).complains("cannot read `closed/a.yaml`");
    set("closed", 0o755);
}

/// Makes a pipe that has a name, if the system can.
#[cfg(unix)]
fn pipe(folder: &Folder, name: &str) -> bool {
    super::can("mkfifo", [folder.path(name)])
}

#[cfg(unix)]
#[test]
fn a_pipe_on_the_command_line_is_read_and_written() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    if !(pipe(&folder, "in.yaml") && pipe(&folder, "out.md")) {
        return;
    }
    let script = "cat a.yaml > in.yaml & \"$0\" check in.yaml && { cat out.md & \
                  \"$0\" report a.yaml -o out.md && wait; }";
    let run = under(&folder, "sh", ["-c", script, BINARY]).exits(0);
    run.prints("1 file checked: 0 errors").prints("# Example Trust");
    let kind = fs::symlink_metadata(folder.path("out.md")).unwrap().file_type();
    assert!(std::os::unix::fs::FileTypeExt::is_fifo(&kind), "it is still a pipe");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_named_on_the_command_line_is_not_waited_for() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n").replace("tiny.toml", "pipe.toml"));
    if !pipe(&folder, "pipe.toml") {
        return;
    }
    let run = folder.run(["check", "a.yaml"]).exits(1);
    run.prints("the framework `pipe.toml` cannot be read: it is a pipe or a device");
    folder.run(["check", "."]).exits(1).prints("2 files checked");
}

#[cfg(target_os = "linux")]
#[test]
fn a_socket_is_neither_read_nor_written() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    let _one = std::os::unix::net::UnixListener::bind(folder.path("socket.yaml")).unwrap();
    let _other = std::os::unix::net::UnixListener::bind(folder.path("socket.md")).unwrap();
    folder
        .run(["check", "socket.yaml"])
        .exits(2)
        .prints("error[unreadable-file]: this cannot be read: ")
        .prints("--> socket.yaml:1:1\n");
    folder
        .run(["report", "a.yaml", "-o", "socket.md", "--force"])
        .exits(2)
        .complains("error: cannot write `socket.md`: ");
    assert_eq!(folder.names(), ["a.yaml", "socket.md", "socket.yaml", "tiny.toml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_without_enough_memory_leaves_the_old_file() {
    const OLD: &str = "what was here before\n";
    let folder = Folder::new();
    fs::copy(EXAMPLE, folder.path("a.yaml")).unwrap();
    let mut ended = std::collections::BTreeSet::new();
    for megabytes in (4..=40).step_by(3).chain([4000]) {
        folder.file("gap.pdf", OLD);
        let script = format!(
            "ulimit -c 0; ulimit -v {megabytes}000; exec \"$0\" report a.yaml -o gap.pdf --force"
        );
        let mut shell = std::process::Command::new("sh");
        let shell = shell.args(["-c", &script, BINARY]).current_dir(folder.path(""));
        let output = shell.stdin(std::process::Stdio::null()).output().unwrap();
        let content = fs::read(folder.path("gap.pdf")).unwrap();
        let is_new = content.starts_with(b"%PDF-") && content.trim_ascii_end().ends_with(b"%%EOF");
        assert_eq!(is_new, output.status.success(), "{megabytes} MB: {output:?}");
        assert!(is_new || content == OLD.as_bytes(), "{megabytes} MB: {} bytes", content.len());
        assert_eq!(folder.names(), ["a.yaml", "gap.pdf", "tiny.toml"], "{megabytes} MB");
        ended.insert(is_new);
    }
    assert_eq!(ended.len(), 2, "it was always enough, or never");
}

#[cfg(unix)]
#[test]
fn two_that_write_the_same_file_leave_the_whole_of_one() {
    let folder = Folder::new();
    fs::copy(EXAMPLE, folder.path("a.yaml")).unwrap();
    folder.file("b.yaml", yaml("  level-question: 2\n"));
    let report = |answers: &str, more: &[&str]| {
        let args = ["report", answers, "-o", "gap.md"].into_iter().chain(more.iter().copied());
        bare(args).current_dir(folder.path("")).spawn().unwrap()
    };
    let mut whole = Vec::new();
    for answers in ["a.yaml", "b.yaml"] {
        assert!(report(answers, &["--force"]).wait().unwrap().success());
        whole.push(fs::read(folder.path("gap.md")).unwrap());
    }
    for _ in 0..20 {
        let mut both = [report("a.yaml", &["--force"]), report("b.yaml", &["--force"])];
        assert!(both.iter_mut().all(|it| it.wait().unwrap().success()));
        assert!(whole.contains(&fs::read(folder.path("gap.md")).unwrap()));
        fs::remove_file(folder.path("gap.md")).unwrap();
        // Without force, the second one finds the file of the first.
        let mut both = [report("a.yaml", &[]), report("b.yaml", &[])];
        let codes = both.each_mut().map(|it| it.wait().unwrap().code().unwrap());
        assert!([[0, 2], [2, 0]].contains(&codes), "{codes:?}");
        let content = fs::read(folder.path("gap.md")).unwrap();
        assert_eq!(content, whole[usize::from(codes[0] != 0)]);
    }
    assert_eq!(folder.names(), ["a.yaml", "b.yaml", "gap.md", "tiny.toml"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_while_it_is_read_is_the_old_or_the_new_one() {
    let folder = Folder::new();
    let text = |level: u8| yaml(&format!("  level-question: {level}\n"));
    let score = || folder.run(["score", "a.yaml", "--format", "json"]).exits(0).stdout;
    let results = [0, 3].map(|level| {
        folder.file("a.yaml", text(level));
        score()
    });
    assert_ne!(results[0], results[1]);
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for level in [0, 3].into_iter().cycle() {
                folder.file("new.yaml", text(level));
                fs::rename(folder.path("new.yaml"), folder.path("a.yaml")).unwrap();
                if is_over.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
            }
        });
        let found: Vec<String> = (0..30).map(|_| score()).collect();
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(found.iter().all(|it| results.contains(it)), "{found:?}");
    });
}

#[test]
fn a_thousand_organisations_are_scored() {
    let folder = Folder::new();
    let file = folder.file("a.yaml", yaml("  level-question: 2\n"));
    let started = std::time::Instant::now();
    let run =
        run(["score".as_ref()].into_iter().chain(std::iter::repeat_n(file.as_os_str(), 1000)));
    assert!(started.elapsed() < std::time::Duration::from_secs(60), "{:?}", started.elapsed());
    assert_eq!(run.exits(0).stdout.matches("Example Trust").count(), 1000);
}

#[test]
fn a_report_is_the_same_wherever_and_whenever_it_is_written() {
    let folder = Folder::new();
    fs::copy(EXAMPLE, folder.path("a.yaml")).unwrap();
    for ending in ["pdf", "html", "md", "csv", "json", "xlsx"] {
        let mut all = std::collections::BTreeSet::new();
        for (zone, locale, columns) in
            [("UTC", "C", "80"), ("Pacific/Kiritimati", "tr_TR.UTF-8", "20"), ("", "", "0")]
        {
            let output = format!("gap.{ending}");
            let mut command = stocktake(["report", "a.yaml", "--force", "-o", &output]);
            command.env("TZ", zone).env("LC_ALL", locale).env("COLUMNS", columns);
            let done = command.current_dir(folder.path("")).output().unwrap();
            assert!(done.status.success(), "{done:?}");
            all.insert(fs::read(folder.path(&output)).unwrap());
        }
        assert_eq!(all.len(), 1, "{ending}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn arguments_that_are_not_utf_8_are_refused_or_used() {
    use std::os::unix::ffi::OsStrExt as _;
    let odd = std::ffi::OsStr::from_bytes(b"\xff\x1b[31m");
    for args in [
        ["explain".as_ref(), odd],
        ["frameworks".as_ref(), odd],
        ["score".as_ref(), odd],
        ["check".as_ref(), odd],
        [odd, odd],
    ] {
        run(args).exits(2).safe_to_look_at();
    }
    for option in ["--format", "--output", "--color"] {
        run(["report".as_ref(), EXAMPLE.as_ref(), option.as_ref(), odd]).exits(2).safe_to_look_at();
    }
}
