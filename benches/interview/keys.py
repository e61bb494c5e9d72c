#!/usr/bin/env python3
"""How long a key of the interview takes to show its effect, in a real terminal of 80 by 24.

Takes the program, and how many milliseconds a key may take at most. Answers every question of the largest framework, and counts from the key to the first
byte of what the program draws; each answer is saved in between.
"""

import fcntl, os, pty, select, statistics, struct, sys, tempfile, termios, time

PROGRAM = os.path.abspath(sys.argv[1])
MOST = float(sys.argv[2]) if len(sys.argv) > 2 else float("inf")
ABOUT = ["--organisation", "Example NHS Foundation Trust", "--assessed-on", "2026-10-01"]


def drain(terminal, quiet):
    """Reads what is drawn until nothing more comes."""
    while select.select([terminal], [], [], quiet)[0]:
        try:
            if not os.read(terminal, 65536):
                return
        except OSError:
            return


def measure(framework, keys):
    """Returns how long each key takes, in milliseconds."""
    args = [PROGRAM, "interview", f"{framework}.yaml", "--framework", framework, *ABOUT]
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(PROGRAM, args)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    drain(terminal, 1.0)
    times = []
    for key in keys:
        start = time.perf_counter()
        os.write(terminal, key)
        if not select.select([terminal], [], [], 5)[0]:
            sys.exit(f"{framework}: nothing shows")
        times.append((time.perf_counter() - start) * 1000)
        drain(terminal, 0.08)
    os.write(terminal, b"q")
    drain(terminal, 0.2)
    os.waitpid(child, 0)
    return sorted(times)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    # A checklist is ticked twice and given; a level is one key.
    for framework, keys in [
        ("what-good-looks-like", [b"1", b"3", b"\r"] * 49),
        ("nhs-providers-eight-principles", [b"3"] * 24),
    ]:
        times = measure(framework, keys)
        print(
            f"{framework}: {len(times)} keys, median {statistics.median(times):.1f} ms, "
            f"95 % below {times[len(times) * 95 // 100]:.1f} ms, most {times[-1]:.1f} ms"
        )
        if times[-1] > MOST:
            sys.exit(f"a key may take {MOST:.0f} ms at most")
