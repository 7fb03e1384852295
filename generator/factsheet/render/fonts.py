"""Find a font of the system with Chinese characters, and read what it can draw.

Enters: the system's font files. Leaves: a `Font`: its files and families, and the width of
every character they have. Nothing is bundled or fetched.
"""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Regular files by name, the best first; then whatever else fontconfig knows.
PREFERRED = (
    "notosanscjk-regular", "notosanscjksc-regular", "sourcehansans-regular",
    "sourcehansanssc-regular", "sourcehansanscn-regular", "notosanssc-regular", "pingfang",
    "hiragino sans gb", "stheiti medium", "msyh", "wqy-microhei", "wqy-zenhei",
    "droidsansfallbackfull", "droidsansfallback", "simhei", "notoserifcjk-regular",
    "arial unicode",
)  # fmt: skip
BOLD = {"regular": "bold", "Regular": "Bold", "msyh": "msyhbd"}
SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
SAMPLE = "的一是不了说法事实"
SIMPLIFIED = (" SC", " CN", " GB")
NARROW = 0.6
FOLDERS = (
    "~/.fonts", "~/.local/share/fonts", "/usr/local/share/fonts", "/usr/share/fonts",
    "~/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts",
    "${LOCALAPPDATA}/Microsoft/Windows/Fonts", "${WINDIR}/Fonts",
)  # fmt: skip

# OpenType 1.9: the tables' fields by their offsets, all big-endian.
COLLECTION = b"ttcf"
FAMILY = 1
UNICODE_PLATFORMS = (0, 3)
SEGMENTS, GROUPS = 4, 12


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file: its family, and the width of its characters in em."""

    family: str
    widths: Mapping[int, float]

    def has(self, text: str) -> bool:
        """Whether it can draw every character."""
        return all(ord(character) in self.widths for character in text)

    @property
    def has_latin_quotes(self) -> bool:
        """Whether its apostrophe is as narrow as Western words want it."""
        return self.widths.get(ord("’"), 1) < NARROW


@dataclass(frozen=True, slots=True)
class Weights:
    """A family with a regular and a bold face; the same one twice where there is no bold."""

    regular: Face
    bold: Face

    def has(self, text: str) -> bool:
        """Whether it can draw every character in both weights."""
        return self.regular.has(text) and self.bold.has(text)


@dataclass(frozen=True, slots=True)
class Font:
    """A font's files, its family for Chinese, and the one for mostly Western text.

    They differ in punctuation: “ ” ’ are as wide as a Han character in the former. Both are the
    same where the font knows no difference.
    """

    files: tuple[Path, ...]
    han: Weights
    latin: Weights


def find_font() -> Font | None:
    """Return the best font of the system that has Chinese characters."""
    for path in _in_order(font_files()):
        try:
            return _font(path)
        except (OSError, ValueError, KeyError, IndexError, struct.error):
            continue
    return None


def font_files() -> list[Path]:
    """List the font files that may have Chinese characters: fontconfig's, or the usual folders'."""
    command = shutil.which("fc-list")
    if command is None:
        folders = (Path(os.path.expandvars(each)).expanduser() for each in FOLDERS)
        found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
        return [path for path in found if path.stem.casefold() in PREFERRED]
    arguments = [command, "--format", "%{file}\n", ":lang=zh-cn"]
    listed = subprocess.run(arguments, capture_output=True, check=False)  # noqa: S603 fontconfig's own
    return [Path(line) for line in os.fsdecode(listed.stdout).splitlines()]


def families(data: bytes) -> dict[str, Mapping[bytes, int]]:
    """Return the families of a font file, one or a collection, and where their tables are.

    Raises `ValueError`, `KeyError`, `IndexError` or `struct.error` for what is no such file.
    """
    starts: Sequence[int] = (0,)
    if data[:4] == COLLECTION:
        starts = _numbers(data, 12, "I", _number(data, 8, "I"))
    all_tables = [_tables(data, start) for start in starts]
    return {_family(data, tables[b"name"]): tables for tables in all_tables}


def _in_order(paths: Sequence[Path]) -> list[Path]:
    """Sort files by preference, each once."""
    ranks = {name: rank for rank, name in enumerate(PREFERRED)}
    wanted = {path for path in paths if path.suffix.casefold() in SUFFIXES}
    return sorted(
        wanted, key=lambda path: (ranks.get(path.stem.casefold(), len(PREFERRED)), str(path))
    )


def _font(path: Path) -> Font:
    data = path.read_bytes()
    found = families(data)
    simplified_first = sorted(found, key=lambda name: not name.endswith(SIMPLIFIED))
    faces = (_face(data, name, found[name]) for name in simplified_first)
    han = next((face for face in faces if face.has(SAMPLE)), None)
    if han is None:
        message = "the font has no Chinese characters"
        raise ValueError(message)
    others = (_face(data, name, found[name]) for name in found)
    latin = next((face for face in others if face.has_latin_quotes and face.has(SAMPLE)), han)
    beside = _bold_beside(path)
    bold = families(beside.read_bytes()) if beside else {}
    if beside is None or not {han.family, latin.family} <= bold.keys():
        return Font((path,), Weights(han, han), Weights(latin, latin))
    han_bold, latin_bold = (
        _face(beside.read_bytes(), face.family, bold[face.family]) for face in (han, latin)
    )
    return Font((path, beside), Weights(han, han_bold), Weights(latin, latin_bold))


def _bold_beside(path: Path) -> Path | None:
    names = (path.stem.replace(*each) for each in BOLD.items())
    beside = (path.with_stem(name) for name in names if name != path.stem)
    return next((each for each in beside if each.is_file()), None)


def _face(data: bytes, family: str, tables: Mapping[bytes, int]) -> Face:
    em = _number(data, tables[b"head"] + 18, "H")
    count = _number(data, tables[b"hhea"] + 34, "H")
    advances = _numbers(data, tables[b"hmtx"], "H", 2 * count)[::2]
    glyphs = _glyphs(data, tables[b"cmap"])
    widths = {
        character: advances[min(glyph, count - 1)] / em
        for character, glyph in glyphs.items()
        if glyph
    }
    return Face(family, widths)


def _tables(data: bytes, start: int) -> dict[bytes, int]:
    records = (start + 12 + 16 * index for index in range(_number(data, start + 4, "H")))
    return {data[at : at + 4]: _number(data, at + 8, "I") for at in records}


def _family(data: bytes, start: int) -> str:
    """Return the family's English name, by which the renderer asks for it."""
    count, texts = _numbers(data, start + 2, "H", 2)
    for index in range(count):
        record = _numbers(data, start + 6 + 12 * index, "H", 6)
        platform, _, language, name, length, offset = record
        if (platform, language, name) == (3, 0x409, FAMILY):
            at = start + texts + offset
            return data[at : at + length].decode("utf-16-be")
    message = "the font has no English name"
    raise ValueError(message)


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """Read which glyph each character has, from the fullest table for Unicode."""
    found: dict[int, int] = {}
    for index in range(_number(data, start + 2, "H")):
        platform, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * index)
        kind = _number(data, start + offset, "H")
        if platform in UNICODE_PLATFORMS and kind == GROUPS:
            return dict(_grouped(data, start + offset))
        if platform in UNICODE_PLATFORMS and kind == SEGMENTS:
            found = dict(_segmented(data, start + offset))
    return found


def _grouped(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    for index in range(_number(data, start + 12, "I")):
        first, last, glyph = _numbers(data, start + 16 + 12 * index, "I", 3)
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def _segmented(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    count = _number(data, start + 6, "H") // 2
    at = start + 14
    lasts = _numbers(data, at, "H", count)
    firsts = _numbers(data, at + 2 * count + 2, "H", count)
    shifts = _numbers(data, at + 4 * count + 2, "H", count)
    offsets_at = at + 6 * count + 2
    for index, (first, last, shift) in enumerate(zip(firsts, lasts, shifts, strict=True)):
        place = offsets_at + 2 * index
        offset = _number(data, place, "H")
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = character
            if offset:
                glyph = _number(data, place + offset + 2 * (character - first), "H")
            yield character, (glyph + shift) % 0x10000 if glyph or not offset else 0


def _number(data: bytes, at: int, size: str) -> int:
    return _numbers(data, at, size, 1)[0]


def _numbers(data: bytes, at: int, size: str, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}{size}", data, at)
