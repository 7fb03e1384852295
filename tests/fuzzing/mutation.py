"""Make inputs that nobody thought of out of inputs that people wrote.

Enters: seeds and a source of chance. Leaves: bytes, the same for the same chance. Knows no
grammar: it cuts, doubles and swaps pieces, moves lines in and out, and puts in words that mean
something to one of the readers.
"""

import random
from collections.abc import Callable, Sequence

# Words and marks that some reader takes for more than text.
WORDS = (
    "[ ] { } ( ) < > : , - ? | > & * ! % @ ` ' \" # ~ = + / \\ \\n \\u0000 --- ... << null true no"
    " *a &a !!str !x |2- >+ {{ {% <!-- --> ``` ~~~ ](  ![ [x](fact:a) fact: fact:a@FY2024 [x]: /y"
    " javascript:1 https:// https://[ https://a.example http://a.example:99999/ //a ?utm_source=x"
    " %zz %E4%B8 &#x0; &amp; <script> en zh zh-Hant en: zh: sources: url: value: points: period:"
    " formerly: same_report_as: evidence: corrections: alternatives: covers: part_of: unit: null"
    " 0 1 -1 00 1e9 1e999 1e-999 .5 5. 1,000 1,00 １２ ² ½ ٣ 2024 2024-02-30 2024-13 9999 0000"
    " 2024-Q1 2024-H3 FY2024 FY0000 2018/.. ../.. 2024-03~ 60.922 万 亿 千 百分之 万亿 % pp USD US$"
    " ¥ km² l/100km million about 约 至 – — − … …… 「 」 《 》 “ ” ‘ ’ （ ） 。 ， ： 英伟达 輝達"
    " é e\u0301 ﬁ İ ß 😀 👩‍👩‍👧 \u200b \u200f \u202e \u2028 \x85 \xa0 \ufeff \ufffd \ufffe \ud7ff"
    " 𠀀 a@2024 a@ @ [a] […] [...] . . ."
)
TOKENS = tuple(WORDS.split(" "))
BREAKS = ("\n", "\r\n", "\r", "\n\n", " ", "  ", "\t", "")
LONG = 300
DEEP = 80

Change = Callable[[str, random.Random], str]


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one of the seeds with a few changes, joined with another one now and then."""
    text = chance.choice(seeds).decode("utf-8", "surrogateescape")
    for _ in range(min(1 + int(chance.expovariate(0.5)), 12)):
        if chance.random() < 1 / 10:
            other = chance.choice(seeds).decode("utf-8", "surrogateescape")
            text = _spliced(text, other, chance)
        else:
            text = chance.choice(CHANGES)(text, chance)
    data = text.encode("utf-8", "surrogatepass" if chance.random() < 1 / 50 else "ignore")
    return _flipped(data, chance) if chance.random() < 1 / 20 else data


def _spliced(text: str, other: str, chance: random.Random) -> str:
    return text[: _at(text, chance)] + other[_at(other, chance) :]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _with_token(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice(TOKENS) + text[at:]


def _with_other_word(text: str, chance: random.Random) -> str:
    """Put a token, or another word of the text, in the place of a word."""
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice((chance.choice(TOKENS), *words[:50]))
    return " ".join(words)


def _without_stretch(text: str, chance: random.Random) -> str:
    start, end = _stretch(text, chance)
    return text[:start] + text[end:]


def _doubled(text: str, chance: random.Random) -> str:
    start, end = _stretch(text, chance)
    at = _at(text, chance)
    return text[:at] + text[start:end] * chance.choice((1, 1, 2, 9)) + text[at:]


def _with_run(text: str, chance: random.Random) -> str:
    """Put in one thing many times over: depth and length."""
    at = _at(text, chance)
    piece = chance.choice((*TOKENS, "a", "- ", "[", "{a: ", "\n  ", " "))
    return text[:at] + piece * chance.choice((3, DEEP, LONG)) + text[at:]


def _with_other_case(text: str, chance: random.Random) -> str:
    start, end = _stretch(text, chance)
    return text[:start] + text[start:end].swapcase() + text[end:]


def _with_other_character(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    code = chance.choice(
        (chance.randrange(128), chance.randrange(0x3000), chance.randrange(0x20000))
    )
    return text[:at] + chr(code) + text[at + 1 :]


def _moved_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)
    return "".join(lines)


def _doubled_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
    return "".join(lines)


def _without_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    del lines[chance.randrange(len(lines))]
    return "".join(lines)


def _indented(text: str, chance: random.Random) -> str:
    """Move a few lines in or out."""
    lines = text.splitlines(keepends=True) or [""]
    first = chance.randrange(len(lines))
    step = chance.choice((-4, -2, -1, 1, 2, 4, 8))
    for index in range(first, min(first + chance.choice((1, 1, 3)), len(lines))):
        lines[index] = " " * step + lines[index] if step > 0 else lines[index][-step:]
    return "".join(lines)


def _with_other_break(text: str, chance: random.Random) -> str:
    old, new = chance.choice(("\n", " ", ": ")), chance.choice(BREAKS)
    if chance.random() < 1 / 4:
        return text.replace(old, new)
    parts = text.split(old)
    at = chance.randrange(len(parts))
    return old.join(parts[:at]) + new + old.join(parts[at:])


def _at(text: str, chance: random.Random) -> int:
    return chance.randint(0, len(text))


def _stretch(text: str, chance: random.Random) -> tuple[int, int]:
    start = _at(text, chance)
    return start, min(len(text), start + chance.choice((1, 2, 5, 20, 100, 1000)))


CHANGES: Sequence[Change] = (
    _with_token,
    _with_token,
    _with_other_word,
    _with_other_word,
    _without_stretch,
    _doubled,
    _with_run,
    _with_other_case,
    _with_other_character,
    _moved_line,
    _doubled_line,
    _without_line,
    _indented,
    _with_other_break,
)
