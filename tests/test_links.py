"""`factsheet links`: whether cited addresses still answer."""

import json
import os
import pty
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from factsheet import __version__
from factsheet.cli import main
from factsheet.linkcheck import Answer, Manners, Memory, Verdict, look_up, recalled
from factsheet.linkcheck.storing import with_copies
from factsheet.linkcheck.web import _worded, retry_after
from factsheet.source import plain_data, read_yaml
from rude_server import HUGE, Handler, Rude, page, rude_server

AGENT = "factsheet-links/1 (+https://facts.example/)"
COPY = "https://web.archive.org/web/20240222000000/https://a.example/report"

Ask = Callable[..., Answer]
Links = Callable[..., Result]


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask this machine itself, past any proxy."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[Rude]:
    with rude_server() as rude:
        yield rude


@pytest.fixture
def ask(server: Rude) -> Ask:
    """Ask for one path of the server without pauses."""

    def ask_for(path: str, memory: Memory | None = None, **manners: float) -> Answer:
        return asked(f"{server.address}{path}", memory=memory, **manners)[0]

    return ask_for


def asked(*addresses: str, memory: Memory | None = None, **manners: float) -> list[Answer]:
    polite = Manners(agent=AGENT, **({"pause": 0, "timeout": 5} | manners))  # type: ignore[arg-type]
    found = look_up(
        addresses, (), manners=polite, memory=memory or Memory(), service="", step=lambda: None
    )
    return [found.answers[address] for address in addresses]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


# One address


@pytest.mark.parametrize(
    ("path", "said", "gets"),
    [
        ("/", "ok: answers", 0),
        ("/not-found-in-words", "ok: answers", 0),
        ("/no-head", "ok: answers", 1),
        ("/get-only", "ok: answers", 1),
        ("/404", "gone: answers 404 Not Found", 1),
        ("/410", "gone: answers 410 Gone", 1),
        ("/401", "blocked: answers 401 Unauthorized", 1),
        ("/403", "blocked: answers 403 Forbidden", 1),
        ("/451", "blocked: answers 451 Unavailable For Legal Reasons", 1),
        ("/999", "blocked: answers 999", 1),
        ("/guarded", "blocked: wants to see a person first", 1),
        ("/guarded-200", "blocked: wants to see a person first", 1),
        ("/guarded-503", "blocked: wants to see a person first", 3),
        ("/busy", "blocked: answers 429 Too Many Requests", 3),
        ("/500", "unreachable: answers 500 Internal Server Error", 3),
        ("/501", "unreachable: answers 501 Not Implemented", 1),
        ("/nowhere", "unreachable: answers 301 Moved Permanently", 1),
        ("/reset", "unreachable: breaks off the connection", 3),
        ("/silent", "unreachable: breaks off the connection", 3),
        ("/nonsense", "unreachable: breaks off the connection", 3),
        ("/away", 'unreachable: leads to "ftp://files.example/x", which is no web address', 0),
        ("/circle", "unreachable: leads in a circle", 0),
    ],
)
def test_a_server_gets_a_plain_verdict(
    server: Rude, ask: Ask, path: str, said: str, gets: int
) -> None:
    answer = ask(path)
    assert f"{answer.verdict}: {answer.reason}" == said
    assert server.methods(path) == ["HEAD", *["GET"] * gets]


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_server_that_takes_too_long_is_not_waited_for(server: Rude, ask: Ask, path: str) -> None:
    answer = ask(path, timeout=0.3, tries=2)
    assert (answer.verdict, answer.reason) == (
        "unreachable",
        "gives no answer within 0.3 seconds",
    )
    assert server.methods(path) == ["HEAD", "GET", "GET"]


@pytest.mark.parametrize(
    ("path", "verdict", "leads_to"),
    [
        ("/chain-3", "moved", "/200"),
        ("/moved-then-for-now", "moved", "/for-now"),
        ("/for-now", "ok", "/200"),
        ("/for-now-then-moved", "ok", "/200"),
        ("/spaced", "moved", "/200?q=a%20b%27%C3%A9"),
        ("/chain-1#part", "moved", "/200#part"),
        ("/cookie", "ok", ""),
        ("/moved-to-nothing", "gone", ""),
    ],
)
def test_redirections_are_followed_and_told(
    server: Rude, ask: Ask, path: str, verdict: str, leads_to: str
) -> None:
    answer = ask(path)
    assert answer.verdict == verdict
    assert answer.leads_to.removeprefix(server.address) == leads_to


def test_an_endless_way_is_not_followed_to_its_end(server: Rude, ask: Ask) -> None:
    answer = ask("/endless")
    assert (answer.verdict, answer.reason) == ("unreachable", "leads on more than 10 times")
    assert len(server.asked) == 12


def test_of_a_huge_page_only_the_beginning_is_read(server: Rude, ask: Ask) -> None:
    assert ask("/huge").verdict is Verdict.OK
    assert server.sent < HUGE / 4


def test_a_host_that_does_not_exist_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    (answer,) = asked("https://gone.invalid/page")
    assert (answer.verdict, answer.reason) == ("gone", "names a host that does not exist")


def test_names_that_cannot_be_looked_up_say_nothing_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    (answer,) = asked("https://a.example/page")
    assert (answer.verdict, answer.reason) == (
        "unreachable",
        "names a host whose address cannot be found out now",
    )


def test_a_server_that_is_not_there_is_unreachable() -> None:
    (answer,) = asked(f"http://127.0.0.1:{free_port()}/")
    assert (answer.verdict, answer.reason) == ("unreachable", "refuses the connection")


def test_a_server_without_tls_cannot_be_reached_safely(server: Rude) -> None:
    (answer,) = asked(server.address.replace("http:", "https:"))
    assert (answer.verdict, answer.reason) == (
        "unreachable",
        "cannot be reached safely: TLS fails",
    )


def test_a_bad_certificate_is_told() -> None:
    failed, cause = OSError("failed"), ssl.SSLCertVerificationError(1, "certificate verify failed")
    cause.verify_message = "certificate has expired"
    failed.__cause__ = cause
    error = _worded(failed)
    assert (error.verdict, error.reason, error.is_final) == (
        "unreachable",
        "shows a certificate that is not valid: certificate has expired",
        True,
    )


def test_what_no_server_can_be_asked_for_is_told() -> None:
    (answer,) = asked("http://☃-.example/")
    assert (answer.verdict, answer.reason) == ("unreachable", "cannot be asked for")


# Manners


def test_the_program_says_who_it_is(server: Rude, ask: Ask) -> None:
    ask("/200")
    assert {headers["user-agent"] for headers in server.headers} == {AGENT}
    # What is read of a body is read as it comes.
    assert {headers["accept-encoding"] for headers in server.headers} == {"identity"}


@pytest.mark.parametrize("path", ["/busy-once", "/busy-until"])
def test_a_server_that_asks_to_wait_is_asked_again_after_that_time(
    server: Rude, ask: Ask, path: str
) -> None:
    assert ask(path).verdict is Verdict.OK
    assert server.methods(path) == ["HEAD", "GET"]
    assert 0.9 < server.times[-1] - server.times[-2] < 4


def test_a_server_that_asks_for_an_hour_is_left_alone(server: Rude) -> None:
    first, second = asked(f"{server.address}/busy-for-an-hour", f"{server.address}/x", per_host=1)
    assert first.verdict is second.verdict is Verdict.BLOCKED
    assert first.reason == second.reason == "asks to be left alone for 3600 seconds"
    assert [path for _, path in server.asked] == ["/robots.txt", "/busy-for-an-hour"]


@pytest.mark.parametrize(
    ("asks", "seconds"),
    [
        ("5", 5.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٥", None),
        ("Sun, 22 Nov 2026 10:00:10 GMT", 10.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("Sun, 99 Nov 2026 09:00:00 GMT", None),
    ],
)
def test_how_long_to_wait_is_read_as_the_standard_writes_it(
    asks: str, seconds: float | None
) -> None:
    headers = {"retry-after": asks, "date": "Sun, 22 Nov 2026 10:00:00 GMT"}
    assert retry_after(headers) == seconds


def test_requests_to_one_host_have_a_pause_between_them(server: Rude) -> None:
    asked(*(f"{server.address}/20{number}" for number in range(4)), pause=0.2, per_host=4)
    gaps = [later - earlier for earlier, later in zip(server.times, server.times[1:], strict=False)]
    assert len(gaps) == 4
    assert min(gaps) > 0.1


def test_not_more_requests_than_wanted_run_at_a_time_on_one_host(server: Rude) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.1)
        handler.answer(200)

    server.pages |= {f"/{number}": slowly for number in range(8)}
    asked(*(f"{server.address}/{number}" for number in range(8)), per_host=2)
    assert max(server.at_once) == 2
    assert len(server.asked) == 9


def test_what_robots_txt_forbids_is_not_asked_for(server: Rude, ask: Ask) -> None:
    server.robots = "User-agent: *\nDisallow: /private/\n"
    answer = ask("/private/page")
    assert (answer.verdict, answer.reason) == (
        "blocked",
        "is closed to programs by the site's robots.txt",
    )
    assert server.asked == [("GET", "/robots.txt")]
    assert ask("/public").verdict is not Verdict.BLOCKED


def test_rules_for_this_program_count_before_those_for_all(server: Rude, ask: Ask) -> None:
    server.robots = "User-agent: *\nDisallow: /\n\nUser-agent: factsheet-links\nAllow: /\n"
    assert ask("/200").verdict is Verdict.OK


def test_robots_txt_counts_at_every_step_of_a_redirection(server: Rude, ask: Ask) -> None:
    server.robots = "User-agent: *\nDisallow: /200\n"
    assert ask("/chain-1").verdict is Verdict.BLOCKED
    assert ("HEAD", "/200") not in server.asked


def test_robots_txt_is_asked_for_once(server: Rude) -> None:
    asked(*(f"{server.address}/20{number}" for number in range(5)))
    assert server.methods("/robots.txt") == ["GET"]


def test_a_server_that_cannot_say_its_rules_is_left_alone(server: Rude, ask: Ask) -> None:
    server.robots = 500
    answer = ask("/200")
    assert (answer.verdict, answer.reason) == (
        "unreachable",
        "belongs to a server in trouble: its robots.txt answers 500",
    )
    assert ("HEAD", "/200") not in server.asked


def test_of_rules_without_end_the_beginning_counts(server: Rude, ask: Ask) -> None:
    server.robots = "User-agent: *\nDisallow: /200\n" + "# no end\n" * 5_000_000
    assert ask("/200").verdict is Verdict.BLOCKED
    assert server.sent < len(server.robots) / 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_server_without_rules_may_be_asked(server: Rude, ask: Ask, status: int) -> None:
    server.robots = status
    assert ask("/200").verdict is Verdict.OK


def test_a_pause_that_robots_txt_asks_for_is_kept(server: Rude) -> None:
    server.robots = "User-agent: *\nCrawl-delay: 1\n"
    asked(f"{server.address}/200", f"{server.address}/201")
    assert server.times[-1] - server.times[-2] > 0.9


# The cache


def test_an_unchanged_page_is_not_sent_again(server: Rude, ask: Ask, tmp_path: Path) -> None:
    memory = Memory()
    assert ask("/remembered", memory).verdict is Verdict.OK
    (tmp_path / "links.json").write_bytes(memory.as_bytes())
    again = recalled(tmp_path / "links.json")
    assert again == memory
    assert ask("/remembered", again).verdict is Verdict.OK
    first, second = server.headers_of("/remembered")
    assert "if-none-match" not in first
    assert (second["if-none-match"], second["if-modified-since"]) == ('"one"', "yesterday")
    assert again == memory


def test_a_page_that_is_gone_is_forgotten(server: Rude, ask: Ask) -> None:
    memory = Memory({f"{server.address}/404": {"etag": '"old"'}})
    assert ask("/404", memory).verdict is Verdict.GONE
    assert memory == Memory()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"version": 2, "addresses": {"x": {"etag": "y"}}}',
        '{"version": 1, "addresses": []}',
    ],
)
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "links.json").write_text(content)
    assert recalled(tmp_path / "links.json") == recalled(tmp_path / "none") == Memory()


def test_what_no_header_may_hold_is_not_taken_from_the_cache(tmp_path: Path) -> None:
    known = {"x": {"etag": "a\r\nEvil: yes", "last-modified": 1, "other": "z"}, "y": None}
    (tmp_path / "links.json").write_text(json.dumps({"version": 1, "addresses": known}))
    assert recalled(tmp_path / "links.json").conditions("x") == {}
    assert recalled(tmp_path / "links.json").conditions("y") == {}


# The command

# As long as the address of the server, so that carets stay where they are.
SHOWN = "http://rude-s1.example"


@pytest.fixture
def links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Rude) -> Links:
    """Run the command on a file in which SHOWN stands for the server."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(text: str | None, *words: str) -> Result:
        if text is not None:
            Path("facts").mkdir(exist_ok=True)
            Path("facts/a.yaml").write_bytes(text.replace(SHOWN, server.address).encode())
        return CliRunner().invoke(main, ["links", "--pause", "0", *words])

    return run


def told(text: str, server: Rude) -> str:
    assert len(SHOWN) == len(server.address)
    return text.replace(server.address, SHOWN)


CITED = f"""\
sources:
  fine: {{title: Fine, url: {SHOWN}/200}}
  moved:
    title: Moved
    url: {SHOWN}/chain-1
  front:
    title: Front
    url: {SHOWN}/moved-to-front
  lost:
    title: Lost
    url: {SHOWN}/404
    link: false
  kept:
    title: Kept
    url: {SHOWN}/404?kept
    archive_url: {SHOWN}/200
  both:
    title: Both
    url: {SHOWN}/410
    archive_url: {SHOWN}/404?copy
  shut:
    title: Shut
    url: {SHOWN}/403
  away:
    title: Away
    url: {SHOWN}/for-now
entities:
  acme:
    kind: organization
    name: Acme
    links:
      website: {SHOWN}/404
"""


def test_the_command_tells_what_to_mend_and_what_to_look_at(links: Links, server: Rude) -> None:
    server.pages["/404"] = page(404)
    result = links(CITED)
    assert (result.exit_code, result.stderr) == (0, "")
    assert told(result.stdout, server) == (
        f"facts/a.yaml:5:10: warning: the address has moved for good [moved-address]\n"
        f"    5 |     url: {SHOWN}/chain-1\n"
        f"      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        f"  hint: write {SHOWN}/200\n"
        f"facts/a.yaml:8:10: warning: the address leads to a front page now: what was here may be "
        f"gone [moved-address]\n"
        f"    8 |     url: {SHOWN}/moved-to-front\n"
        f"      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        f"  hint: write {SHOWN}/\n"
        f"facts/a.yaml:11:10: warning: the address is gone: it answers 404 Not Found "
        f"[gone-address]\n"
        f"   11 |     url: {SHOWN}/404\n"
        f"      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        f'  hint: find where it is now, or an archived copy for "archive_url"\n'
        f"facts/a.yaml:19:10: warning: the address is gone: it answers 410 Gone [gone-address]\n"
        f"   19 |     url: {SHOWN}/410\n"
        f"      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        f"  hint: its archived copy does not answer either: look at it yourself\n"
        f"facts/a.yaml:20:18: warning: the address is gone: it answers 404 Not Found "
        f"[gone-address]\n"
        f"   20 |     archive_url: {SHOWN}/404?copy\n"
        f"      |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        f'  hint: find another copy, or remove "archive_url"\n'
        f"facts/a.yaml:32:16: warning: the address is gone: it answers 404 Not Found "
        f"[gone-address]\n"
        f"   32 |       website: {SHOWN}/404\n"
        f"      |                ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        f"  hint: find where it is now, or remove it\n"
        f"6 warnings\n"
        f"facts/a.yaml:15:10: gone: {SHOWN}/404?kept answers 404 Not Found; archived at "
        f"{SHOWN}/200\n"
        f"facts/a.yaml:23:10: blocked: {SHOWN}/403 answers 403 Forbidden\n"
        f"facts/a.yaml:26:10: ok: {SHOWN}/for-now leads on for now to {SHOWN}/200\n"
        f"9 addresses asked: 2 ok, 2 moved, 1 blocked, 4 gone\n"
    )


def one(url: str, more: str = "") -> str:
    return f"sources:\n  a:\n    title: A\n    url: {url}\n{more}"


def test_only_a_strict_run_fails_and_only_on_warnings(links: Links) -> None:
    assert links(one(f"{SHOWN}/404")).exit_code == 0
    assert links(one(f"{SHOWN}/404"), "--strict").exit_code == 1
    assert links(one(f"{SHOWN}/chain-1"), "--strict").exit_code == 1
    assert links(one(f"{SHOWN}/403"), "--strict").exit_code == 0
    assert links(one(f"{SHOWN}/501"), "--strict").exit_code == 0
    assert links(one(f"{SHOWN}/200"), "--strict").exit_code == 0


def test_facts_without_addresses_are_fine(links: Links) -> None:
    result = links("sources:\n  a: {title: A, locator: p. 1}\n")
    assert (result.exit_code, result.output) == (0, "no problems\n0 addresses asked\n")


def test_an_address_that_is_cited_twice_is_asked_for_once(links: Links, server: Rude) -> None:
    text = one(f"{SHOWN}/chain-1", f"  b:\n    title: B\n    url: {SHOWN}/chain-1\n")
    result = links(text)
    assert result.output.count("[moved-address]") == 2
    assert "1 address asked: 1 moved\n" in result.output
    assert server.methods("/chain-1") == ["HEAD"]


def test_github_gets_annotations_and_the_summary(links: Links, server: Rude) -> None:
    result = links(one(f"{SHOWN}/chain-1"), "--format", "github")
    assert told(result.output, server) == (
        "::warning file=facts/a.yaml,title=moved-address,line=4,col=10,endColumn=40::the address "
        f"has moved for good (write {SHOWN}/200)\n"
        "1 address asked: 1 moved\n"
    )


def test_programs_get_every_verdict(links: Links, server: Rude) -> None:
    data = json.loads(told(links(one(f"{SHOWN}/chain-1"), "--format", "json").stdout, server))
    assert (data["warnings"], data["problems"][0]["rule"]) == (1, "moved-address")
    assert data["addresses"] == [
        {
            "address": f"{SHOWN}/chain-1",
            "verdict": "moved",
            "reason": f"has moved for good to {SHOWN}/200",
            "leads_to": f"{SHOWN}/200",
            "cited": [
                {
                    "record": "a",
                    "field": "url",
                    "place": {"file": "facts/a.yaml", "line": 4, "column": 10},
                }
            ],
        }
    ]
    assert (data["archived"], data["archive_unknown"]) == ([], [])


def test_facts_with_errors_are_not_asked_about(links: Links, server: Rude) -> None:
    result = links(one("nowhere"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[bad-address]" in result.stderr
    assert server.asked == []


def test_the_cache_is_in_the_systems_folder_unless_a_file_is_named(
    links: Links, server: Rude
) -> None:
    links(one(f"{SHOWN}/remembered"), "--no-cache")
    assert not Path("cache").exists()
    links(one(f"{SHOWN}/remembered"))
    assert "remembered" in Path("cache/factsheet/links.json").read_text()
    links(one(f"{SHOWN}/remembered"), "--cache", "own.json")
    assert Path("own.json").read_bytes() == Path("cache/factsheet/links.json").read_bytes()
    result = links(one(f"{SHOWN}/remembered"))
    assert result.output == "no problems\n1 address asked: 1 ok\n"
    sent = ["if-none-match" in headers for headers in server.headers_of("/remembered")]
    assert sent == [False, False, False, True]


def test_a_cache_that_cannot_be_written_is_told_and_no_more(links: Links) -> None:
    Path("file").write_text("")
    result = links(one(f"{SHOWN}/200"), "--cache", "file/links.json")
    assert (result.exit_code, result.stderr) == (
        0,
        "cannot write the cache file/links.json: File exists\n",
    )


def test_servers_are_told_whom_to_ask(links: Links, server: Rude) -> None:
    links(one(f"{SHOWN}/200"), "--contact", "https://facts.example/")
    links(one(f"{SHOWN}/200"))
    named, plain = (headers["user-agent"] for headers in server.headers_of("/200"))
    assert named == f"factsheet-links/{__version__} (+https://facts.example/)"
    assert plain == f"factsheet-links/{__version__}"
    refused = links(one(f"{SHOWN}/200"), "--contact", "me\r\nCookie: x")
    assert refused.exit_code == 2
    assert "is no web or mail address" in refused.output


@pytest.mark.parametrize("library", ["httpx", "platformdirs", "rich"])
def test_without_its_libraries_the_command_says_what_to_install(
    tmp_path: Path, library: str
) -> None:
    (tmp_path / "a.yaml").write_text(one("https://a.example/"))
    code = f"import sys; sys.modules[{library!r}] = None; from factsheet.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "links", "a.yaml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"links needs {library}, which is not installed\n  hint: pip install 'factsheet[links]'\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--write"], "--write needs --archive"),
        (["--timeout", "0"], "Invalid value for '--timeout'"),
        (["--per-host", "0"], "Invalid value for '--per-host'"),
    ],
)
def test_what_makes_no_sense_is_not_run(links: Links, words: list[str], said: str) -> None:
    result = links(one(f"{SHOWN}/200"), *words)
    assert result.exit_code == 2
    assert said in result.output


def test_a_bar_grows_only_where_somebody_looks(tmp_path: Path, server: Rude) -> None:
    (tmp_path / "a.yaml").write_text(one(f"{server.address}/200"))
    command = [str(Path(sys.executable).with_name("factsheet")), "links", "a.yaml", "--no-cache"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    leader, follower = pty.openpty()
    try:
        looked_at = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=follower,
            check=True,
        )
        assert b"asking" in os.read(leader, 65536)
    finally:
        os.close(leader)
        os.close(follower)
    unseen = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert unseen.stderr == b""
    assert unseen.stdout == looked_at.stdout == b"no problems\n1 address asked: 1 ok\n"


# Archived copies


def snapshot(address: str = COPY, status: str = "200", *, available: bool = True) -> bytes:
    closest = {"available": available, "url": address, "timestamp": "2024", "status": status}
    return json.dumps({"url": "x", "archived_snapshots": {"closest": closest}}).encode()


@pytest.fixture
def archive(links: Links, server: Rude) -> Links:
    """Run the command with the server as the archive, which has one copy of everything."""
    server.pages["/archive"] = page(200, snapshot())

    def run(text: str | None, *words: str) -> Result:
        service = f"{server.address}/archive"
        return links(text, "--archive", "--archive-service", service, *words)

    return run


def asked_of_archive(server: Rude) -> list[str]:
    return [told(path, server).partition("?")[2] for _, path in server.asked if "/archive" in path]


def test_an_archived_copy_is_proposed_for_sources_without_one(archive: Links, server: Rude) -> None:
    more = f"  b: {{title: B, url: {SHOWN}/200, archive_url: {SHOWN}/200}}\n"
    more += "  c: {title: C, locator: p. 1}\n"
    result = archive(one(f"{SHOWN}/404", more))
    assert f'hint: write "archive_url: {COPY}"\n' in result.stdout
    assert result.stdout.endswith(
        f"1 warning\nfacts/a.yaml:4:10: archived copy: {COPY}\n2 addresses asked: 1 ok, 1 gone\n"
    )
    assert len(asked_of_archive(server)) == 1


@pytest.mark.parametrize(
    ("dates", "query"),
    [
        ("", ""),
        ("    published: 2024-02-21\n", "&timestamp=20240221"),
        ("    published: 2024-02-21\n    accessed: 2024-03\n", "&timestamp=20240331"),
    ],
)
def test_the_copy_nearest_to_what_was_read_is_asked_for(
    archive: Links, server: Rude, dates: str, query: str
) -> None:
    archive(one(f"{SHOWN}/200?a=1&b=2", dates))
    (asked_for,) = (path for _, path in server.asked if path.startswith("/archive"))
    quoted = server.address.replace(":", "%3A").replace("/", "%2F")
    assert asked_for == f"/archive?url={quoted}%2F200%3Fa%3D1%26b%3D2{query}"


@pytest.mark.parametrize(
    "content",
    [
        b'{"archived_snapshots": {}}',
        b"[]",
        snapshot(available=False),
        snapshot(status="404"),
        snapshot("javascript:alert(1)"),
        snapshot('https://a.example/"x'),
    ],
)
def test_what_is_no_copy_is_not_proposed(archive: Links, server: Rude, content: bytes) -> None:
    server.pages["/archive"] = page(200, content)
    result = archive(one(f"{SHOWN}/200"), "--write")
    assert result.output == "no problems\n1 address asked: 1 ok\n"
    assert "archive_url" not in Path("facts/a.yaml").read_text()


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        (page(200, b"<html>"), "answers something else than JSON"),
        (page(503), "answers 503"),
        (page(429, Retry_After="900"), "answers 429"),
    ],
)
def test_an_archive_that_does_not_say_is_told(
    archive: Links, server: Rude, manner: Callable[..., None], said: str
) -> None:
    server.pages["/archive"] = manner
    result = archive("sources:\n  a: {title: A, url: https://127.0.0.1:9/}\n")
    assert f"facts/a.yaml:2:22: archived copy not known: the archive {said}\n" in result.output


def test_a_copy_named_by_http_is_written_with_https(archive: Links, server: Rude) -> None:
    server.pages["/archive"] = page(200, snapshot(COPY.replace("https://web", "http://web")))
    archive(one(f"{SHOWN}/200"), "--write")
    assert f"archive_url: {COPY}\n" in Path("facts/a.yaml").read_text()


MIXED = f"""\
# 来源
sources:
  block:   # a comment
    title: 'Block: "quoted"'
    url:   {SHOWN}/200   # where it was read
    accessed: 2024-03-18

  flow: {{title: 流, url: "{SHOWN}/200?flow" , kind: news}}
  has: {{title: Has, url: {SHOWN}/200, archive_url: {SHOWN}/200}}
  below:
      url:
        {SHOWN}/200?below
      title: Below
  folded:
    title: Folded
    url: >-
      {SHOWN}/200?folded
  odd:
    title: Odd
    ? url
    : {SHOWN}/200?odd
  last:
    title: Last
    url: {SHOWN}/200?last"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_copies_are_written_behind_the_address_and_nothing_else_changes(
    archive: Links, server: Rude, end: str
) -> None:
    result = archive(MIXED.replace("\n", end), "--write")
    expected = (
        MIXED.replace("was read\n", f"was read\n    archive_url: {COPY}\n")
        .replace('?flow" ,', f'?flow", archive_url: {COPY} ,')
        .replace("?below\n", f"?below\n      archive_url: {COPY}\n")
        .replace("?folded\n", f"?folded\n    archive_url: {COPY}\n")
        .replace("?last", f"?last\n    archive_url: {COPY}")
    )
    written = Path("facts/a.yaml").read_bytes().decode()
    assert told(written, server) == expected.replace("\n", end)
    assert (result.exit_code, result.stderr) == (
        2,
        f'facts/a.yaml: write the archive_url of "odd" by hand: {COPY}\n',
    )
    assert result.stdout.count("archived copy written") == 5
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_gone_address_whose_copy_was_written_is_a_problem_no_more(
    archive: Links, server: Rude
) -> None:
    result = archive(one(f"{SHOWN}/404"), "--write", "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert told(result.stdout, server) == (
        "no problems\n"
        f"facts/a.yaml:4:10: gone: {SHOWN}/404 answers 404 Not Found; archived at {COPY}\n"
        f"facts/a.yaml:4:10: archived copy written: {COPY}\n"
        "1 address asked: 1 gone\n"
    )


def test_a_second_run_finds_nothing_to_write(archive: Links, server: Rude) -> None:
    server.pages["/archive"] = page(200, snapshot(f"{server.address}/200"))
    archive(one(f"{SHOWN}/200"), "--write")
    before = Path("facts/a.yaml").read_bytes()
    assert archive(None, "--write").stdout == "no problems\n1 address asked: 1 ok\n"
    assert Path("facts/a.yaml").read_bytes() == before


def test_a_file_that_changed_meanwhile_is_left_as_it_is(archive: Links, server: Rude) -> None:
    def change(handler: Handler) -> None:
        with Path("facts/a.yaml").open("a") as file:
            file.write("# by somebody else\n")
        page(200, snapshot())(handler)

    server.pages["/archive"] = change
    result = archive(one(f"{SHOWN}/200"), "--write")
    assert (result.exit_code, result.stderr) == (
        2,
        "facts/a.yaml has changed while addresses were asked; it is left as it is\n",
    )
    assert Path("facts/a.yaml").read_text().endswith("/200\n# by somebody else\n")
    assert "written" not in result.stdout


def test_a_file_that_is_gone_meanwhile_is_named(archive: Links, server: Rude) -> None:
    def remove(handler: Handler) -> None:
        Path("facts/a.yaml").unlink()
        page(200, snapshot())(handler)

    server.pages["/archive"] = remove
    result = archive(one(f"{SHOWN}/200"), "--write")
    assert (result.exit_code, result.stderr) == (
        2,
        "cannot write facts/a.yaml: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("https://a.example/x#y", "https://a.example/x#y"),
        ("https://a.example/x:", '"https://a.example/x:"'),
    ],
)
@pytest.mark.parametrize(
    "text", ["sources: {a: {title: A, url: https://a.example/}}\n", one("https://a.example/")]
)
def test_an_address_is_quoted_where_yaml_would_misread_it(
    text: str, address: str, field: str
) -> None:
    changed, added = with_copies(text, {"a": address})
    assert added == {"a"}
    assert f"archive_url: {field}" in changed


@pytest.mark.parametrize("address", ["https://a.example/x,y", "https://a.example/[x]{y}"])
def test_an_address_with_commas_or_brackets_is_quoted_in_brackets(address: str) -> None:
    text = "sources: {a: {title: A, url: https://a.example/}}\n"
    changed, _ = with_copies(text, {"a": address})
    assert f'archive_url: "{address}"' in changed
    on_lines, _ = with_copies(one("https://a.example/"), {"a": address})
    assert f"archive_url: {address}" in on_lines


@given(st.data())
def test_however_a_source_is_laid_out_it_reads_the_same_but_for_the_copy(
    data: st.DataObject,
) -> None:
    choose = data.draw
    url = choose(st.sampled_from(["u: 'https://x.example/'", "url: https://x.example/", ""]))
    url = url or choose(
        st.sampled_from(["url: 'https://x.example/'", "url: |\n    https://x.example/"])
    )
    others = choose(st.permutations(["title: 题", "kind: news", "note: '# x'", url]))
    end = choose(st.sampled_from(["\n", "\r\n"]))
    if choose(st.booleans()) and "|" not in url:
        text = (
            "sources:\n  s: {"
            + choose(st.sampled_from([", ", " ,  ", ",\n    "])).join(others)
            + "}"
        )
    else:
        indent = " " * choose(st.integers(3, 6))
        text = "sources:\n  s:\n" + "".join(f"{indent}{each}  \n" for each in others)
    text = text.replace("\n", end) + choose(st.sampled_from(["", end, f"{end}# 末{end}"]))
    before, problems = read_yaml(text, "")
    changed, added = with_copies(text, {"s": COPY, "t": COPY})
    if not added or before is None or problems:
        assert changed == text
        return
    after, _ = read_yaml(changed, "")
    expected = plain_data(before)
    assert isinstance(expected, dict)
    expected["sources"]["s"]["archive_url"] = COPY
    assert after is not None
    assert plain_data(after) == expected
    assert re.sub(r"(\r?\n *|, )archive_url: \S+?(?=[,}\s]|\Z)", "", changed, count=1) == text
