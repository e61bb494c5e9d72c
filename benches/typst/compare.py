#!/usr/bin/env python3
"""Times the gap report as a PDF against the same content in a typesetting engine, Typst.

    pip install typst==0.15.0
    benches/typst/compare.py PROGRAM ANSWERS [--runs 20] [--keep FOLDER]

PROGRAM writes the report of ANSWERS as Markdown, and as a web page for its pictures and the widths of
its columns. Both become markup of Typst: the same headings, paragraphs, lists, tables whose heads are
repeated, links, and pictures as SVG, in the same typeface, with page numbers. Then both write PDF/UA-1:

    whole process    the program reads, checks and scores the answers, plans, lays out, writes the file;
                     a fresh Python imports the package, reads the markup, compiles, writes the file
    in the process   a fresh Python has imported the package, read the fonts and compiled one line before
                     the clock starts: what a server would pay for each new report
    once more        the same report again in that process, where Typst keeps what it worked out before

What each of them does that the other does not: the program makes the content first, from answers and a
framework; it draws panels, cards and a banner, and tints cells. Typst is given the content as it is,
which is not timed; it kerns, and its markup can do far more than a report.

The table says how much of the text is in both, by words as pdftotext finds them. Needs poppler-utils.
"""

import argparse
import collections
import html
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

FONTS = pathlib.Path(__file__).resolve().parents[2] / "assets/fonts"

# The sizes of src/render/pdf/layout/style.rs.
HEAD = """
#set document(title: TITLE, author: "stocktake")
#set text(font: "Arimo", size: 10pt, lang: "en", region: "GB")
#set page(paper: "a4", margin: (x: 56pt, top: 46pt, bottom: 60pt), footer: context text(size: 7.5pt)[
  #TITLE #h(1fr) Page #counter(page).display() of #counter(page).final().first()])
#set par(leading: 4.5pt, spacing: 11pt)
#set table(stroke: (bottom: 0.5pt + rgb("#c8d0d6")), inset: 5pt)
#show table: set text(size: 8.5pt)
#show table: set par(leading: 3.5pt)
#show heading: set text(fill: rgb("#003087"))
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 13.5pt)
#show heading.where(level: 3): set text(size: 10.5pt)
#show link: set text(fill: rgb("#005eb8"))
#show figure: set block(breakable: false)
"""

INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<line><br>)"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\(<(?P<link>[^>]*)>\)|(?P<entity>&#?\w+;)|(?P<text>.)",
    re.S,
)


def string(text):
    """Returns a string of Typst."""
    return json.dumps(text, ensure_ascii=False)


def inline(text):
    """Returns text of Markdown as content of Typst."""
    out, plain, is_open = [], [], {"strong": False, "emphasis": False}

    def flush():
        if plain:
            out.append(f"#{string(''.join(plain))};")
            plain.clear()

    for it in INLINE.finditer(text):
        kind = it.lastgroup
        if kind in ("text", "escaped"):
            plain.append(it[kind])
        elif kind == "entity":
            plain.append(html.unescape(it["entity"]))
        else:
            flush()
            if kind == "line":
                out.append("#linebreak();")
            elif kind == "link":
                out.append(f"#link({string(html.unescape(it['link']))})[{inline(it['label'])}];")
            elif is_open[kind]:
                out.append("];")
                is_open[kind] = False
            else:
                out.append("#strong[" if kind == "strong" else "#emph[")
                is_open[kind] = True
    flush()
    if any(is_open.values()):
        sys.exit(f"emphasis is not closed: {text[:80]}")
    return "".join(out)


def plain(text):
    """Returns text of Markdown without its markup."""
    kept = (
        html.unescape(it["entity"]) if it["entity"] else it["label"] or it["escaped"] or it["text"] or ""
        for it in INLINE.finditer(text)
    )
    return "".join(kept)


def cells(line):
    """Returns the cells of a row of a table."""
    return [it.strip() for it in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def pictures(page, folder):
    """Writes the pictures of a web page to a folder; returns their files and captions by what they show."""
    found = {}
    for number, svg in enumerate(re.findall(r"<svg role.*?</svg>", page, re.S), 1):
        words = html.unescape(re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.S)[1])
        caption = html.unescape(re.search(r"<title[^>]*>(.*?)</title>", svg, re.S)[1])
        # What it takes from the page around it.
        svg = re.sub(r"<(title|desc)\b.*?</\1>", "", svg, flags=re.S)
        svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="Arimo" ', 1)
        (folder / f"{number}.svg").write_text(svg)
        found[words] = f"{number}.svg", caption
    return found


def columns(page):
    """Returns the widths of the columns of each table of a web page that has a head.

    In Markdown, one without a head is a list.
    """
    tables = [it for it in re.findall(r"<table.*?</table>", page, re.S) if "<thead>" in it]
    return [re.findall(r'<col class="w(\d+)"', it) for it in tables]


def table(lines, widths):
    """Returns a table; its head is repeated on each page."""
    head, rows = cells(lines[0]), [cells(it) for it in lines[2:]]
    if len(widths) != len(head):
        sys.exit(f"a table of {len(head)} columns has {len(widths)} widths")
    out = [f"#table(columns: ({', '.join(f'{it}fr' for it in widths)},),"]
    if any(head):
        inner = ", ".join(f"[#strong[{inline(it)}]]" for it in head)
        out.append(f"table.header({inner}),")
    out += [", ".join(f"[{inline(it)}]" for it in row) + "," for row in rows]
    return "\n".join([*out, ")"])


def typst(markdown, page, folder):
    """Returns a report as markup of Typst, and how many blocks of each kind it has."""
    shown, widths = pictures(page, folder), iter(columns(page))
    count, out, captions = collections.Counter(), [], set()
    for block in re.split(r"\n{2,}", markdown.strip()):
        lines = block.split("\n")
        heading = re.match(r"(#{1,4}) (.*)", block)
        if heading:
            kind, text = "headings", f"#heading(level: {len(heading[1])})[{inline(heading[2])}]"
        elif block.startswith("| "):
            kind, text = "tables", table(lines, next(widths))
        elif block.startswith("- "):
            items = re.split(r"^- ", block, flags=re.M)[1:]
            kind, text = "lists", f"#list({', '.join(f'[{inline(it.strip())}]' for it in items)})"
        elif block.startswith("1. "):
            items = re.split(r"^\d+\. ", block, flags=re.M)[1:]
            kind, text = "lists", f"#enum({', '.join(f'[{inline(it.strip())}]' for it in items)})"
        elif (words := plain(block)) in shown:
            file, caption = shown[words]
            captions.add(caption)
            kind, text = "pictures", f"#figure(image({string(file)}, width: 100%, alt: {string(words)}))"
        else:
            kind, text = "paragraphs", inline(block)
        count[kind] += 1
        out.append(text)
    if count["pictures"] != len(shown) or next(widths, None) is not None:
        sys.exit(f"the web page has {len(shown)} pictures, or more tables than the Markdown: {count}")
    title = re.match(r"# (.*)", markdown)[1]
    return HEAD.replace("TITLE", string(plain(title))) + "\n\n".join(out) + "\n", count


# Prints how long it takes: the first time after one line, and once more.
WARM = """
import json, sys, time, typst
root, fonts, out, options = sys.argv[1], [sys.argv[2]], sys.argv[3], json.loads(sys.argv[4])
compiler = typst.Compiler(root + "/line.typ", root=root, font_paths=fonts, ignore_system_fonts=True)
compiler.compile(format="pdf", **options)
for _ in range(2):
    begin = time.perf_counter()
    compiler.compile(input=root + "/report.typ", output=out, format="pdf", **options)
    print(time.perf_counter() - begin)
"""

COLD = """
import json, sys, typst
root, fonts, out, options = sys.argv[1], [sys.argv[2]], sys.argv[3], json.loads(sys.argv[4])
typst.compile(root + "/report.typ", output=out, root=root, font_paths=fonts, ignore_system_fonts=True,
              format="pdf", **options)
"""


def run(*command):
    """Runs a command; returns its output, and the seconds it took: by the clock, and of processors."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[:4]}: {done.stderr.decode()}")
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout.decode(), wall, work


def words(pdf):
    """Counts the words of a PDF. A word that is cut at the end of a line counts in its parts."""
    return collections.Counter(re.findall(r"\w+", run("pdftotext", pdf, "-")[0]))


def pages(pdf):
    """Returns the number of pages of a PDF."""
    return int(re.search(r"^Pages: +(\d+)", run("pdfinfo", pdf)[0], re.M)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("answers", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--keep", type=pathlib.Path, help="leave the markup and both files here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        compare(given.program.resolve(), given.answers, folder.resolve(), given.runs)


def compare(program, answers, folder, runs):
    """Makes the markup, times both, and prints a table."""
    report = [program, "report", answers]
    markdown = run(*report, "--format", "markdown")[0]
    page = run(*report, "--format", "html", "-o", "-")[0]
    markup, count = typst(markdown, page, folder)
    (folder / "report.typ").write_text(markup)
    (folder / "line.typ").write_text(HEAD.replace("TITLE", '"A line"') + "= A line\n\n*Bold*, not bold.\n")
    ours, theirs = folder / "stocktake.pdf", folder / "typst.pdf"
    options = json.dumps({"pdf_standards": "ua-1"})
    more = [folder, FONTS, theirs, options]
    times = collections.defaultdict(list)
    # In turns: what else the machine does hits both.
    for number in range(runs + 2):
        whole = run(*report, "-o", ours, "--force")[1:]
        cold = run(sys.executable, "-c", COLD, *more)[1:]
        first, again = (float(it) for it in run(sys.executable, "-c", WARM, *more)[0].split())
        if number >= 2:
            times["stocktake, whole process"].append(whole)
            times["Typst, whole process"].append(cold)
            times["Typst, in the process"].append((first, None))
            times["Typst, once more"].append((again, None))
    print("| | least | mean | processor time |\n|---|---|---|---|")
    for name, found in times.items():
        wall, work = [1000 * it for it, _ in found], [1000 * it for _, it in found if it is not None]
        work = f"{statistics.mean(work):.0f} ms" if work else "–"
        print(f"| {name} | {min(wall):.1f} ms | {statistics.mean(wall):.1f} ms | {work} |")
    print()
    for name, file in ("stocktake", ours), ("Typst", theirs):
        print(f"{name}: {pages(file)} pages, {os.path.getsize(file) / 1000:.0f} kB")
    print("Typst is given:", ", ".join(f"{number} {kind}" for kind, number in count.items()))
    a, b = words(ours), words(theirs)
    both = (a & b).total()
    print(f"words: {a.total()} and {b.total()}; {both} in both, {both / a.total():.1%} and {both / b.total():.1%}")
    print("most often in one alone:", dict((a - b).most_common(8)), dict((b - a).most_common(8)))


if __name__ == "__main__":
    main()
