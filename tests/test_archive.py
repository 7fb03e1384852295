"""`factsheet archive`: texts of sources are kept, and quotes held against them."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.page_text import MOST_BYTES, UnreadableError, text_of
from rude_server import HUGE, Rude, page, rude_server
from support import MKDOCS, ROOT, SMALL_FACTS, environment

SHOWN = "http://rude-s1.example"
FACTS = f"""\
sources:
  wire: {{title: Wire, url: {SHOWN}/wire, language: en, formerly: [old-wire]}}
  paper: {{title: Paper, url: {SHOWN}/404, archive_url: {SHOWN}/copy, language: zh}}
  book: {{title: Book, locator: ISBN 1}}
entities:
  ann: {{kind: person, name: {{en: Ann, zh: 安}}}}
dates:
  founded:
    date: 1999
    title: {{en: It is founded, zh: 成立}}
    sources:
      - id: wire
        excerpt: revenue was $26.0 billion
      - {{id: book, excerpt: Nobody knows}}
quotes:
  said:
    speaker: ann
    text: {{en: We will do … it takes., zh: 我们会这样做}}
    original: en
    translation_by: {{zh: paper}}
    sources: [wire, paper]
  meant: {{speaker: ann, text: {{en: Yes, zh: 是}}, original: en, verbatim: false, sources: [wire]}}
"""
WIRE = """\
<!DOCTYPE html><html><head><title>Wire &amp; co</title><style>p {color: red}</style></head><body>
<script>var revenue = "$26.04 billion";</script>
<h1>News</h1><p>The <b>rev</b>enue was
$26.0&nbsp;billion<sup><a href="#n1">1</a></sup>, she said.</p>
<table><tr><td>Total</td><td>60,922</td></tr></table><div>“We will do whatever<br>it takes,” she
added.</div><pre>one
two</pre></body></html>
"""
WIRE_TEXT = """\
Wire & co
News
The revenue was $26.0 billion, she said.
Total
60,922
“We will do whatever
it takes,” she added.
one
two
"""
PAPER = "<html><meta charset='gb2312'><p>「我們會這樣做」，她说。朱镕基。</p></html>".encode(
    "gb18030"
)

Run = Callable[..., Result]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rude]:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    with rude_server() as rude:
        rude.pages |= {
            "/wire": page(200, WIRE.encode(), Content_Type="text/html"),
            "/copy": page(200, PAPER, Content_Type="text/html"),
        }
        yield rude


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Rude) -> Run:
    """Run a command beside facts in which SHOWN stands for the server."""
    monkeypatch.chdir(tmp_path)
    write_facts(FACTS, server)

    def run_command(command: str, *words: str) -> Result:
        quick = ("--pause", "0", "--timeout", "5") if command == "archive" else ()
        return CliRunner().invoke(main, [command, *quick, *words])

    return run_command


def write_facts(text: str, server: Rude) -> None:
    Path("facts").mkdir(exist_ok=True)
    Path("facts/a.yaml").write_text(text.replace(SHOWN, server.address), "utf-8")


def change(old: str, new: str) -> None:
    path = Path("facts/a.yaml")
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def told(result: Result, server: Rude) -> str:
    assert len(SHOWN) == len(server.address)
    return re.sub(r"\d{4}-\d\d-\d\d", "DAY", result.output.replace(server.address, SHOWN))


def lock_lines(server: Rude) -> list[str]:
    text = Path("sources.lock").read_text("utf-8").replace(server.address, SHOWN)
    return [re.sub(r"\d{4}-\d\d-\d\d", "DAY", line) for line in text.splitlines()]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# Keeping


def test_all_texts_are_kept_with_their_digests(run: Run, server: Rude) -> None:
    result = run("archive")
    assert (result.exit_code, told(result, server)) == (
        0,
        "paper: 17 characters kept in archive/paper.txt\n"
        f"wire: {len(WIRE_TEXT)} characters kept in archive/wire.txt\n"
        "2 texts kept, 0 not\n",
    )
    assert Path("archive/wire.txt").read_text("utf-8") == WIRE_TEXT
    assert Path("archive/paper.txt").read_text("utf-8") == "「我們會這樣做」，她说。朱镕基。\n"
    assert lock_lines(server) == [
        "# The texts of sources that were kept: source, day, SHA-256 of the text, "
        "where it came from.",
        '# Written by "factsheet archive", which keeps texts in a folder of their own, '
        "never in a commit.",
        f"paper DAY {digest('「我們會這樣做」，她说。朱镕基。' + chr(10))} {SHOWN}/copy",
        f"wire DAY {digest(WIRE_TEXT)} {SHOWN}/wire",
    ]
    assert server.headers_of("/wire")[0]["user-agent"].startswith("factsheet-archive/")


def test_what_is_kept_is_not_fetched_again_unless_it_is_named(run: Run, server: Rude) -> None:
    run("archive")
    before = Path("sources.lock").read_bytes()
    assert told(run("archive"), server) == "0 texts kept, 0 not\n"
    assert server.methods("/wire") == ["GET"]
    assert told(run("archive", "old-wire"), server) == (
        f"wire: {len(WIRE_TEXT)} characters kept in archive/wire.txt, as on DAY\n"
        "1 text kept, 0 not\n"
    )
    assert Path("sources.lock").read_bytes() == before
    server.pages["/wire"] = page(200, b"New.", Content_Type="text/plain")
    assert told(run("archive", "wire"), server) == (
        "wire: 5 characters kept in archive/wire.txt; the text was another one on DAY\n"
        "1 text kept, 0 not\n"
    )
    assert lock_lines(server)[-1] == f"wire DAY {digest('New.' + chr(10))} {SHOWN}/wire"


def test_a_text_is_taken_from_a_file(run: Run, server: Rude) -> None:
    Path("saved.htm").write_text(WIRE, "utf-8")
    Path("typed.txt").write_text("\ufeffNobody\r\n\r\n  knows\tit ", "utf-8")
    assert run("archive", "wire", "--from", "saved.htm").exit_code == 0
    assert Path("archive/wire.txt").read_text("utf-8") == WIRE_TEXT
    assert told(run("archive", "book", "--from", "typed.txt"), server) == (
        "book: 16 characters kept in archive/book.txt\n1 text kept, 0 not\n"
    )
    assert Path("archive/book.txt").read_text("utf-8") == "Nobody\nknows it\n"
    assert (
        lock_lines(server)[2] == f"book DAY {digest('Nobody' + chr(10) + 'knows it' + chr(10))} -"
    )
    assert server.asked == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"%PDF-1.7",
            "is a PDF, which cannot be read here; copy its text into a text file and give that "
            "with --from",
        ),
        (
            b"PK\x03\x04",
            "is a packed document, which cannot be read here; copy its text into a text file and "
            "give that with --from",
        ),
        (
            b"<html><script>draw()</script></html>",
            "has no text, as pages do that are drawn by scripts; copy its text into a text file "
            "and give that with --from",
        ),
        (
            "朱镕基说".encode("gb18030"),
            "is in an encoding that cannot be told; save it as UTF-8 and give it with --from",
        ),
        (
            b"a\0b",
            "is in an encoding that cannot be told; save it as UTF-8 and give it with --from",
        ),
        (b"x" * (MOST_BYTES + 1), "is larger than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_kept(run: Run, content: bytes, said: str) -> None:
    Path("saved").write_bytes(content)
    result = run("archive", "book", "--from", "saved")
    assert (result.exit_code, result.output) == (
        1,
        f"book: not kept: saved {said}\n0 texts kept, 1 not\n",
    )
    assert not Path("archive").exists()
    assert not Path("sources.lock").exists()


def test_sources_whose_page_cannot_be_had_are_told_and_the_others_kept(
    run: Run, server: Rude
) -> None:
    server.pages["/copy"] = page(200, b"%PDF-1.7", Content_Type="application/pdf")
    server.robots = "User-agent: *\nDisallow: /wire\n"
    result = run("archive", "wire", "paper", "book")
    assert (result.exit_code, told(result, server)) == (
        1,
        "book: not kept: the source has no address; give its text with --from\n"
        f"paper: not kept: {SHOWN}/copy is a PDF, which cannot be read here; copy its text into "
        "a text file and give that with --from\n"
        f"wire: not kept: {SHOWN}/wire is closed to programs by the site's robots.txt\n"
        "0 texts kept, 3 not\n",
    )
    assert server.methods("/wire") == []
    change("url: " + server.address + "/wire", "url: " + server.address + "/403")
    server.robots = 404
    assert told(run("archive", "wire"), server) == (
        f"wire: not kept: {SHOWN}/403 answers 403 Forbidden\n0 texts kept, 1 not\n"
    )


@pytest.mark.parametrize(
    ("body", "headers", "said"),
    [
        (gzip.compress(b"Packed text"), {"Content_Encoding": "gzip"}, "wire: 12 characters kept"),
        (b"Broken", {"Content_Encoding": "gzip"}, "is packed, but damaged"),
        (b"Unknown", {"Content_Encoding": "br"}, "is packed in a way that was not asked for"),
        (b"\x89PNG", {"Content_Type": "image/png"}, "is of the kind image/png, which cannot be"),
        (b"caf\xe9", {"Content_Type": "text/plain; charset=latin-1"}, "wire: 5 characters kept"),
        (b"cafe", {"Content_Type": "text/plain; charset=x-odd"}, "wire: 5 characters kept"),
        ("ü".encode("utf-16"), {"Content_Type": "text/plain"}, "wire: 2 characters kept"),
    ],
)  # fmt: skip
def test_pages_come_packed_and_in_many_encodings(
    run: Run, server: Rude, body: bytes, headers: dict[str, str], said: str
) -> None:
    server.pages["/wire"] = page(200, body, **headers)
    assert said in run("archive", "wire").output


def test_of_a_huge_page_no_more_is_read_than_is_wanted(run: Run, server: Rude) -> None:
    change("/wire,", "/huge,")
    assert told(run("archive", "wire"), server) == (
        f"wire: not kept: {SHOWN}/huge is larger than 20 MB\n0 texts kept, 1 not\n"
    )
    assert server.sent < HUGE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("wier",), 'there is no source "wier" (did you mean "wire"?)\n'),
        (("zzz",), 'there is no source "zzz"\n'),
        (("said",), '"said" is a quote, not a source\n'),
        (("--from", "facts/a.yaml"), "--from takes the text of one source: name its id\n"),
    ],
)
def test_a_command_that_cannot_run_says_why(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run("archive", *words)
    assert (result.exit_code, result.output) == (2, said)


def test_facts_with_errors_keep_nothing(run: Run) -> None:
    change("date: 1999", "date: soon")
    result = run("archive")
    assert result.exit_code == 1
    assert result.output.endswith("1 error\nnothing was written\n")


def test_a_folder_that_cannot_be_written_is_told(run: Run) -> None:
    Path("archive").write_text("", "utf-8")
    result = run("archive", "wire")
    assert (result.exit_code, result.output.endswith("; nothing was written\n")) == (2, True)
    assert not Path("sources.lock").exists()


def test_lines_of_sources_that_are_gone_leave_the_lock_and_renamed_ones_stay(
    run: Run, server: Rude
) -> None:
    run("archive")
    change("  wire: {title: Wire", "  telegraph: {title: Wire")
    change("formerly: [old-wire]", "formerly: [old-wire, wire]")
    assert run("check").output == (
        "no problems\n"
        "excerpts: 3 compared with their sources, 1 not: no usable text stored "
        "(factsheet archive)\n"
    )
    Path("typed.txt").write_text("Nobody knows", "utf-8")
    with Path("sources.lock").open("a", encoding="utf-8") as lock:
        lock.write(f"gone 2026-01-01 {'0' * 64} -\n")
    run("archive", "book", "--from", "typed.txt")
    assert [line.split()[0] for line in lock_lines(server)[2:]] == ["book", "paper", "telegraph"]
    assert run("check").output == "no problems\nexcerpts: 4 compared with their sources\n"


# Comparing


def test_without_texts_nothing_is_compared_and_that_is_said(run: Run) -> None:
    assert run("check").output == (
        "no problems\n"
        "excerpts: 0 compared with their sources, 4 not: no usable text stored "
        "(factsheet archive)\n"
    )
    assert json.loads(run("check", "--format", "json").output) == {
        "schema_version": 1,
        "errors": 0,
        "warnings": 0,
        "problems": [],
        "excerpts": {"compared": 0, "unchecked": 4},
    }
    assert run("check", "--format", "github").output == ""


def test_a_word_that_the_source_has_not_is_shown_at_its_place(run: Run) -> None:
    run("archive")
    change("was $26.0 billion", "was $26.04 billion")
    change("We will do …", "We must do …")
    change("我们会这样做", "我们会这么做")
    result = run("check")
    assert (result.exit_code, result.output) == (
        0,
        'facts/a.yaml:13:31: warning: the excerpt of "founded" is not in the stored text of '
        '"wire" [excerpt-not-in-source]\n'
        "   13 |         excerpt: revenue was $26.04 billion\n"
        "      |                               ^^^^^\n"
        "  hint: the source says “revenue was $26.0 [not: 26.04] billion”\n"
        'facts/a.yaml:18:19: warning: the "text" of "said" is not in the stored text of "wire" '
        "[excerpt-not-in-source]\n"
        "   18 |     text: {en: We must do … it takes., zh: 我们会这么做}\n"
        "      |                   ^^^^\n"
        "  hint: the source says “We will [not: must] do”\n"
        'facts/a.yaml:18:48: warning: the "text" of "said" is not in the stored text of "paper" '
        "[excerpt-not-in-source]\n"
        "   18 |     text: {en: We must do … it takes., zh: 我们会这么做}\n"
        "      |                                                    ^^\n"
        "  hint: the source says “我們會這樣 [not: 么] 做”\n"
        "3 warnings\n"
        "excerpts: 3 compared with their sources, 1 not: no usable text stored "
        "(factsheet archive)\n",
    )
    assert run("check", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        (
            "revenue was $26.0 billion",
            "she said … revenue was",
            "the source has these words, but before those that precede them here",
        ),
        (
            "revenue was $26.0 billion",
            "Cars sell well",
            "the source says nothing like it: is it from another one, or was too little kept?",
        ),
    ],
)
def test_words_elsewhere_and_words_nowhere_are_told_apart(
    run: Run, old: str, new: str, hint: str
) -> None:
    run("archive")
    change(old, new)
    assert f"  hint: {hint}\n1 warning\n" in run("check").output


def test_words_may_stand_in_a_source_whose_text_is_not_kept(run: Run) -> None:
    run("archive")
    change("sources: [wire, paper]", "sources: [wire, book]")
    change("en: We will do … it takes.", "en: It was a cold day in March")
    result = run("check").output
    assert result.startswith("no problems\nexcerpts: 2 compared with their sources, 2 not")
    change("en: It was a cold day in March", "en: We must do whatever it takes")
    assert "We will [not: must] do whatever it takes" in run("check").output


def test_a_text_that_was_changed_is_told_and_not_compared_with(run: Run) -> None:
    run("archive", "wire")
    text = Path("archive/wire.txt")
    text.write_text(text.read_text("utf-8").replace("$26.0", "$26.04"), "utf-8")
    shown = Path("facts/a.yaml").read_text("utf-8").splitlines()[1]
    hint = (
        "  hint: look at archive/wire.txt, and keep it as it is with "
        '"factsheet archive wire --from archive/wire.txt"\n'
        "1 warning\n"
        "excerpts: 0 compared with their sources, 4 not: no usable text stored "
        "(factsheet archive)\n"
    )
    place = f"    2 | {shown}\n      |   ^^^^\n"
    assert run("check").output == (
        'facts/a.yaml:2:3: warning: the stored text of "wire" is not the one that sources.lock '
        "names [archive-changed]\n" + place + hint
    )
    lock = Path("sources.lock")
    lock.write_text(lock.read_text("utf-8").split("wire ")[0], "utf-8")
    assert run("check").output == (
        'facts/a.yaml:2:3: warning: the stored text of "wire" is not in sources.lock '
        "[archive-changed]\n" + place + hint
    )
    assert run("archive", "wire", "--from", "archive/wire.txt").exit_code == 0
    assert "is not in the stored text" in run("check").output


def test_a_line_of_the_lock_that_cannot_be_read_is_told(run: Run) -> None:
    Path("sources.lock").write_text("# words\r\n\r\n<<<<<<< ours\r\n", "utf-8", newline="")
    assert run("check").output.startswith(
        "sources.lock:3:1: warning: this line does not say which text was kept [archive-changed]\n"
        "    3 | <<<<<<< ours\n"
        "      | ^^^^^^^^^^^^\n"
        '  hint: remove it; "factsheet archive" writes the line of a source anew\n'
        "1 warning\n"
    )


def test_an_exception_holds_and_is_never_called_needless(run: Run) -> None:
    change("    date: 1999\n", "    date: 1999\n    allow: {excerpt-not-in-source: A slip.}\n")
    assert run("check").output.startswith("no problems\n")
    run("archive")
    change("was $26.0 billion", "was $26.04 billion")
    assert run("check").output.startswith("no problems\nexcerpts: 3 compared")


def test_a_record_says_of_each_excerpt_whether_it_was_compared(run: Run) -> None:
    run("archive")
    change("我们会这样做", "我们会这么做")
    assert (
        "     “revenue was $26.0 billion”\n"
        "     Compared with the stored text of the source: the same\n"
    ) in run("show", "founded").output
    assert ("     “Nobody knows”\n     Not compared with the source: no stored text\n") in run(
        "show", "founded"
    ).output
    assert ("  en，已与来源的存档文本核对：一致\n  zh，已与来源的存档文本核对：不一致\n") in run(
        "show", "said", "--language", "zh"
    ).output


# What stays private


def test_no_commit_and_no_site_has_a_text(run: Run, tmp_path: Path) -> None:
    Path("facts/a.yaml").write_text(SMALL_FACTS, "utf-8")
    others = "A sentence that belongs to others"
    Path("typed.txt").write_text(others, "utf-8")
    run("archive", "report", "--from", "typed.txt")
    Path("typed.txt").unlink()
    git = ["git", "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    listed = subprocess.run(
        [*git, "status", "--porcelain", "-uall"], cwd=tmp_path, check=True, capture_output=True
    ).stdout.decode()
    assert listed.split() == ["??", "facts/a.yaml", "??", "sources.lock"]
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text(
        "site_name: Facts\ntheme: {name: material}\nplugins: [search, factsheet]\n", "utf-8"
    )
    build = [str(MKDOCS), "build", "--strict"]
    done = subprocess.run(
        build, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    built = [path for path in Path("site").rglob("*") if path.is_file()]
    assert len(built) > 20
    assert [path for path in built if others.encode() in path.read_bytes()] == []


def test_this_repository_ignores_the_texts() -> None:
    assert "/archive/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        done = subprocess.run([git, "check-ignore", "-q", "archive/x.txt"], cwd=ROOT, check=False)
        assert done.returncode == 0


def test_the_same_facts_give_the_same_files_with_and_without_texts(run: Run) -> None:
    run("render", "--out", "before")
    run("archive")
    assert run("check").output.startswith("no problems\nexcerpts: 3 compared")
    run("render", "--out", "after")
    before, after = (
        {
            path.relative_to(top): path.read_bytes()
            for path in Path(top).rglob("*")
            if path.is_file()
        }
        for top in ("before", "after")
    )
    assert before == after
    assert len(before) > 10


# Pages as text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<html><p>a<p>b<div>c</div>d", "a\nb\nc\nd\n"),
        ("<html><span>W</span>e <em>must</em>.", "We must.\n"),
        ("<html>10<sup>6</sup> x<sup><a href='#f'>2</a></sup>", "106 x\n"),
        ("<html><svg><text>no</text></svg><noscript>no</noscript>yes", "yes\n"),
        ("<html>a<!-- no -->b<?no?>c", "abc\n"),
        ("<?xml version='1.0' encoding='utf-8'?><!doctype html><html>a&amp;é", "a&é\n"),
    ],
)
def test_a_page_is_reduced_to_what_it_says(html: str, text: str) -> None:
    assert text_of(html.encode()) == text


def test_nesting_without_end_is_no_trouble() -> None:
    assert text_of(b"<html>a" + b"<div>" * 100_000 + b"b") == "a\n"
    with pytest.raises(UnreadableError):
        text_of(b"<html>" + b"<div>" * 100_000)


def test_without_the_extra_plain_text_is_still_taken(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("typed.txt").write_text("Nobody knows", "utf-8")
    Path("saved.html").write_text(WIRE, "utf-8")
    monkeypatch.setitem(sys.modules, "w3lib", None)
    assert run("archive", "book", "--from", "typed.txt").exit_code == 0
    result = run("archive", "wire", "--from", "saved.html")
    assert (result.exit_code, result.output) == (
        2,
        "saved.html is a page of the web; reading it needs w3lib, which is not installed\n"
        "  hint: pip install 'factsheet[archive]'\n",
    )
    assert "archive needs w3lib" in run("archive", "wire").output
