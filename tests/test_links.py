"""`factsheet links`: whether cited addresses still answer."""

import json
import os
import pty
import re
import socket
import ssl
import subprocess
import sys
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
from factsheet.linkcheck.web import NoReplyError, _worded, retry_after
from factsheet.source import plain_data, read_yaml
from rude_server import HUGE, Rude, page, rude_server

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
    ("path", "verdict", "reason", "methods"),
    [
        ("/", "ok", "answers", ["HEAD"]),
        ("/not-found-in-words", "ok", "answers", ["HEAD"]),
        ("/no-head", "ok", "answers", ["HEAD", "GET"]),
        ("/get-only", "ok", "answers", ["HEAD", "GET"]),
        ("/404", "gone", "answers 404 Not Found", ["HEAD", "GET"]),
        ("/410", "gone", "answers 410 Gone", ["HEAD", "GET"]),
        ("/401", "blocked", "answers 401 Unauthorized", ["HEAD", "GET"]),
        ("/403", "blocked", "answers 403 Forbidden", ["HEAD", "GET"]),
        ("/451", "blocked", "answers 451 Unavailable For Legal Reasons", ["HEAD", "GET"]),
        ("/999", "blocked", "answers 999", ["HEAD", "GET"]),
        ("/guarded", "blocked", "wants to see a person first", ["HEAD", "GET"]),
        ("/guarded-200", "blocked", "wants to see a person first", ["HEAD", "GET"]),
        ("/501", "unreachable", "answers 501 Not Implemented", ["HEAD", "GET"]),
        ("/nowhere", "unreachable", "answers 301 Moved Permanently", ["HEAD", "GET"]),
        ("/away", "unreachable", 'leads to "ftp://files.example/x", which is no web address', ["HEAD"]),
        ("/circle", "unreachable", "leads in a circle", ["HEAD", "HEAD"]),
        ("/500", "unreachable", "answers 500 Internal Server Error", ["HEAD", *["GET"] * 3]),
        ("/guarded-503", "blocked", "wants to see a person first", ["HEAD", *["GET"] * 3]),
        ("/busy", "blocked", "answers 429 Too Many Requests", ["HEAD", *["GET"] * 3]),
        ("/reset", "unreachable", "breaks off the connection", ["HEAD", *["GET"] * 3]),
        ("/silent", "unreachable", "breaks off the connection", ["HEAD", *["GET"] * 3]),
        ("/nonsense", "unreachable", "breaks off the connection", ["HEAD", *["GET"] * 3]),
    ],
)  # fmt: skip
def test_a_server_gets_a_plain_verdict(
    server: Rude, ask: Ask, path: str, verdict: str, reason: str, methods: list[str]
) -> None:
    answer = ask(path)
    assert (answer.verdict, answer.reason) == (verdict, reason)
    # A circle ends where it began.
    assert server.methods(path) == (methods[:1] if path == "/circle" else methods)


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
    assert isinstance(error, NoReplyError)
    assert (error.verdict, error.reason, error.is_final) == (
        "unreachable",
        "shows a certificate that is not valid: certificate has expired",
        True,
    )


def test_what_no_server_can_be_asked_for_is_told() -> None:
    (answer,) = asked("http://a..b.example/")
    assert (answer.verdict, answer.reason) == ("unreachable", "cannot be asked for")


# Manners


def test_the_program_says_who_it_is(server: Rude, ask: Ask) -> None:
    ask("/200")
    assert {headers["user-agent"] for headers in server.headers} == {AGENT}


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
    assert min(gaps) > 0.15


def test_not_more_requests_than_wanted_run_at_a_time_on_one_host(server: Rude) -> None:
    def slowly(handler: object) -> None:
        threading_event.wait(0.1)
        page(200)(handler)  # type: ignore[arg-type]

    import threading

    threading_event = threading.Event()
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


@pytest.fixture
def links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Rude) -> Links:
    """Run the command on a file; "S" in it stands for the server's address."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(text: str | None, *words: str) -> Result:
        if text is not None:
            Path("facts").mkdir(exist_ok=True)
            Path("facts/a.yaml").write_bytes(text.replace("S/", f"{server.address}/").encode())
        return CliRunner().invoke(main, ["links", "--pause", "0", *words])

    return run


def told(result: Result, server: Rude) -> str:
    return result.output.replace(server.address, "S")


CITED = """\
sources:
  fine: {title: Fine, url: S/200}
  moved: {title: Moved, url: S/chain-1}
  front:
    title: Front
    url: S/moved-to-front
  lost: {title: Lost, url: S/404, link: false}
  kept: {title: Kept, url: S/404?kept, archive_url: S/200}
  both: {title: Both, url: S/410, archive_url: S/404}
  shut: {title: Shut, url: S/403}
  away: {title: Away, url: S/for-now}
entities:
  acme: {kind: organization, name: Acme, links: {website: S/404}}
"""


def test_the_command_tells_what_to_mend_and_what_to_look_at(links: Links, server: Rude) -> None:
    server.pages["/404"] = page(404)
    result = links(CITED)
    assert result.exit_code == 0
    shown = re.sub(r" {4}\d+ \|.*\n {6}\|.*\n", "", told(result, server))
    shown = re.sub(r"^ +\d+ \| .*\n +\| +\^+\n", "", shown, flags=re.MULTILINE)
    assert shown == (
        "facts/a.yaml:3:31: warning: the address has moved for good [moved-address]\n"
        "  hint: write S/200\n"
        "facts/a.yaml:6:10: warning: the address leads to a front page now: what was here may be "
        "gone [moved-address]\n"
        "  hint: write S/\n"
        "facts/a.yaml:7:29: warning: the address is gone: it answers 404 Not Found [gone-address]\n"
        '  hint: find where it is now, or an archived copy for "archive_url"\n'
        "facts/a.yaml:9:29: warning: the address is gone: it answers 410 Gone [gone-address]\n"
        "  hint: its archived copy does not answer either: look at it yourself\n"
        f"facts/a.yaml:9:{47 + len(server.address) + 2 - 0}: warning: the address is gone: it "
        "answers 404 Not Found [gone-address]\n"
        '  hint: find another copy, or remove "archive_url"\n'
        "facts/a.yaml:13:58: warning: the address is gone: it answers 404 Not Found "
        "[gone-address]\n"
        "  hint: find where it is now, or remove it\n"
        "6 warnings\n"
        "facts/a.yaml:8:29: gone: S/404?kept answers 404 Not Found; archived at S/200\n"
        "facts/a.yaml:10:29: blocked: S/403 answers 403 Forbidden\n"
        "facts/a.yaml:11:29: ok: S/for-now leads on for now to S/200\n"
        "8 addresses asked: 2 ok, 2 moved, 1 blocked, 3 gone\n"
    )
