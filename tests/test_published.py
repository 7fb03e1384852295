"""`factsheet check --against`: what was published goes on leading somewhere."""

import http.server
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from support import served

BEFORE = """\
sources:
  report: {title: Report, url: https://a.example/}
entities:
  acme: {kind: organization, name: Acme}
dates:
  founded: {title: Founded, date: 2001, about: [acme], sources: [report], formerly: [begun]}
figures:
  revenue: {of: acme, measure: Revenue, unit: USD, points: {2023: 1, 2024: 2}, sources: [report]}
"""
Against = Callable[..., Result]


@pytest.fixture
def against(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Against:
    """Publish BEFORE, then check other facts against it, or against another place."""
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    facts = Path("facts/facts.yaml")
    facts.write_text(BEFORE, "utf-8")
    assert CliRunner().invoke(main, ["render", "--out", "site"]).exit_code == 0

    def check(text: str = BEFORE, place: str = "site/api/ids.json", *words: str) -> Result:
        facts.write_text(text, "utf-8")
        return CliRunner().invoke(main, ["check", "--against", place, *words])

    return check


def changed(*pairs: tuple[str, str]) -> str:
    text = BEFORE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_nothing_is_lost_where_nothing_changed(against: Against) -> None:
    result = against()
    assert (result.exit_code, result.output) == (0, "no problems\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            changed(("  founded:", "  founding:")),
            'site/api/ids.json: error: the date "founded" is gone; it was published at '
            "f/founded/ [lost-id]\n"
            '  hint: if it is "founding" now, write "formerly: [founded]" there; otherwise '
            'bring it back with "status: retracted" and a note\n1 error\n',
        ),
        (
            changed((", formerly: [begun]", "")),
            'site/api/ids.json: error: the date "begun" is gone; it was published at '
            "f/founded/ [lost-id]\n"
            '  hint: put it under "formerly" of the record that took its place, or bring it back '
            'with "status: retracted" and a note\n1 error\n',
        ),
        (
            changed(("2023: 1, ", "")),
            'site/api/ids.json: error: the point "revenue@2023" is gone; it was published at '
            "f/revenue/#2023 [lost-id]\n"
            '  hint: bring "2023" back to the points of "revenue"; one that does not hold has '
            '"status: retracted"\n1 error\n',
        ),
        (
            changed(
                ("  acme:", "  acme-inc:"), ("[acme]", "[acme-inc]"), ("of: acme", "of: acme-inc")
            ),
            'site/api/ids.json: error: the entity "acme" is gone; it was published at '
            "en/entities/acme/ [lost-id]\n"
            '  hint: if it is "acme-inc" now, write "formerly: [acme]" there; otherwise bring it '
            "back\n1 error\n",
        ),
        (
            BEFORE.partition("figures:")[0],
            'site/api/ids.json: error: the figure "revenue" is gone; it was published at '
            "f/revenue/ [lost-id]\n"
            '  hint: put it under "formerly" of the record that took its place, or bring it back '
            'with "status: retracted" and a note\n1 error\n',
        ),
        (
            changed(
                ("  founded: {title: Founded, date: 2001,", "  revenues: {title: X, date: 2001,")
            ).replace("  revenue:", "  founded:"),
            'site/api/ids.json: error: "founded" was published as a date at f/founded/, and names '
            "a figure now [lost-id]\n"
            "  hint: give the figure an id of its own, and the date its old one\n"
            'site/api/ids.json: error: the figure "revenue" is gone; it was published at '
            "f/revenue/ [lost-id]\n"
            '  hint: put it under "formerly" of the record that took its place, or bring it back '
            'with "status: retracted" and a note\n2 errors\n',
        ),
    ],
    ids=["renamed", "former id dropped", "point", "entity", "series", "reused"],
)
def test_what_is_lost_is_named_with_its_address(against: Against, text: str, said: str) -> None:
    result = against(text)
    assert (result.exit_code, result.output) == (1, said)


@pytest.mark.parametrize(
    "text",
    [
        changed(("  founded:", "  founding:"), ("[begun]", "[founded, begun]")),
        changed(("date: 2001", "date: 2001, status: retracted, note: It never was.")),
        changed(("  revenue: {", "  sales: {formerly: [revenue], ")),
        changed(("2023: 1", "2023: {value: 1, status: retracted, note: No.}")),
        BEFORE + "  more: {of: acme, measure: More, value: 1, as_of: 2024, sources: [report]}\n",
    ],
    ids=["renamed", "retracted", "series renamed", "point retracted", "added"],
)
def test_what_still_leads_somewhere_is_not_lost(against: Against, text: str) -> None:
    result = against(text)
    assert (result.exit_code, result.output) == (0, "no problems\n")


def test_a_record_with_a_mistake_is_not_lost(against: Against) -> None:
    assert "lost-id" not in against(changed(("date: 2001", "date: soon"))).output
    assert "lost-id" not in against(changed(("unit: USD", "unti: USD"))).output


def test_nothing_is_lost_while_a_file_cannot_be_read(against: Against) -> None:
    result = against("dates: [")
    assert result.exit_code == 1
    assert "lost-id" not in result.output


def test_programs_get_what_is_lost_as_json(against: Against) -> None:
    result = against(changed(("2023: 1, ", "")), "site/api/ids.json", "--format", "json")
    assert json.loads(result.output)["problems"][0]["place"]["file"] == "site/api/ids.json"


def test_the_published_ids_can_be_asked_of_the_site(against: Against) -> None:
    with served(Path("site"), "/base/") as address:
        assert against(BEFORE, f"{address}api/ids.json").output == "no problems\n"
        lost = against(changed(("2023: 1, ", "")), f"{address}api/ids.json")
        assert lost.exit_code == 1
        assert lost.output.startswith(
            f'{address}api/ids.json: error: the point "revenue@2023" is gone'
        )
        missing = against(BEFORE, f"{address}ids.json")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr == f"{address}ids.json answers 404 File not found\n"


def test_a_site_that_is_not_published_yet_loses_nothing(against: Against, odd: str) -> None:
    with served(Path("site"), "/base/") as address:
        place = f"{address}not-yet/api/ids.json"
        first = against(BEFORE, place, "--unpublished-ok")
        broken = against("dates: [", place, "--unpublished-ok")
        found = against(changed(("2023: 1, ", "")), f"{address}api/ids.json", "--unpublished-ok")
    assert (first.exit_code, first.stdout) == (0, "no problems\n")
    assert first.stderr == (
        f"{place} answers 404 File not found: nothing is published yet, so nothing can be lost\n"
    )
    assert broken.exit_code == 1
    assert (found.exit_code, found.stdout.count("[lost-id]")) == (1, 1)
    assert against(BEFORE, f"{odd}/ids.json", "--unpublished-ok").exit_code == 2
    assert against(BEFORE, "gone.json", "--unpublished-ok").exit_code == 2
    assert against(BEFORE, "", "--unpublished-ok").exit_code == 2


class _Odd(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Lead to another kind of address, or say nothing that HTTP has."""
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "ftp://files.example/ids.json")
            self.end_headers()
        else:
            self.wfile.write(b"nonsense\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's name
        """Stay quiet."""


@pytest.fixture
def odd() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Odd)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_site_that_cannot_be_reached_is_named(against: Against, odd: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/api/ids.json"
        result = against(BEFORE, address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{address} cannot be read: [Errno ")
    assert result.stderr.endswith("Connection refused\n")
    nonsense = against(BEFORE, f"{odd}/ids.json")
    assert (nonsense.exit_code, nonsense.stderr) == (
        2,
        f"{odd}/ids.json cannot be read: nonsense\n",
    )


def test_no_redirection_leads_away_from_the_web(against: Against, odd: str) -> None:
    result = against(BEFORE, f"{odd}/away")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{odd}/away cannot be read: unknown url type: ftp")


def test_a_list_too_large_to_be_one_is_refused(
    against: Against, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factsheet.published.reading.LARGEST", 10)
    with served(Path("site"), "/") as address:
        result = against(BEFORE, f"{address}api/ids.json")
    assert (result.exit_code, result.stderr) == (
        2,
        f"{address}api/ids.json is larger than any list of ids\n",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<html>", "is not JSON; the published ids are in api/ids.json of a site"),
        (b"\xff\xfe\x00", "is not JSON; the published ids are in api/ids.json of a site"),
        ("[]", 'has no "ids"; the published ids are in api/ids.json of a site'),
        ('{"ids": []}', 'has no "ids"; the published ids are in api/ids.json of a site'),
        ('{"ids": {}}', "is of a version of the data that this program does not know"),
        (
            '{"schema_version": "1", "ids": {"x": {"kind": "date"}}}',
            'does not say the kind and address of "x"',
        ),
    ],
)
def test_a_list_that_is_none_cannot_be_read(
    against: Against, content: str | bytes, said: str
) -> None:
    Path("ids.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    result = against(BEFORE, "ids.json")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"ids.json {said}\n")


def test_a_list_that_is_not_there_is_named(against: Against) -> None:
    result = against(BEFORE, "gone.json")
    assert (result.exit_code, result.stderr) == (
        2,
        "cannot read gone.json: No such file or directory\n",
    )
