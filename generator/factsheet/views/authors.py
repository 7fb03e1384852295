"""Who made a source: names whole, and in parts where citations turn them round.

Enters: a field for "an entity id, or text". Leaves: an `Author`. Fact bases hold whole names;
which word is the family name is inferred where it is plain, and otherwise the name stays
whole. A name typed with a comma (`Ma, Jun`) is taken as told.
"""

import re
import unicodedata
from dataclasses import dataclass

from factsheet.catalog import Catalog, entity_id, is_a
from factsheet.fields import EVERY_LANGUAGE, Text
from factsheet.model import Entity

# Han, kana and hangul: names in these scripts are never turned round.
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# A name of the Chinese kind: two to four characters; 吉娜·雷蒙多 renders a Western one.
HAN_NAME = re.compile("[\u3400-\u9fff\uf900-\ufaff]{2,4}")
# The first word of a name in pinyin when it is the family name: one syllable, or a known pair.
SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|"
    r"u|ua|uai|uan|uang|ue|ui|un|uo|ü|üe)|"
    r"ouyang|shangguan|sima|situ|zhuge|dongfang|huangfu|murong|linghu",
    re.IGNORECASE,
)
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
# Words that no person's name has; a text with one of them is an organization's.
ORGANIZATIONAL = re.compile(
    r"(?i)academy|administration|agency|alliance|association|authority|bank|board|bureau|"
    r"cent(?:er|re)|chamber|co|college|commission|committee|company|congress|corp|corporation|"
    r"council|court|daily|department|desk|editors?|embassy|exchange|federation|foundation|fund|"
    r"global|group|hospital|house|inc|institute|international|journal|lab|laboratory|library|"
    r"limited|llc|ltd|magazine|media|ministry|museum|national|network|news|newsroom|office|"
    r"organi[sz]ation|party|post|press|reporters?|research|review|school|senate|services?|"
    r"society|staff|studios?|survey|systems|team|television|the|times|treasury|trust|tv|union|"
    r"united|university|world"
)
MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A name: whole, and with its parts when citations may turn it round.

    `is_person` is False also where nobody said what the name is a name of.
    """

    whole: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    is_person: bool = False


def author_of(catalog: Catalog, text: Text, language: str) -> Author:
    """Return the author that a field for "an entity id, or text" names, in a language."""
    whole = text.nearest(language)[0]
    is_person = _is_like_a_person(whole)
    return _entity(catalog, text, language) or (
        person(whole, text) if is_person else Author(whole=whole)
    )


def publisher_of(catalog: Catalog, text: Text, language: str) -> Author:
    """Return the publisher such a field names; one that is no entity is an organization."""
    return _entity(catalog, text, language) or Author(whole=text.nearest(language)[0])


def person(whole: str, name: Text) -> Author:
    """Take a person's name apart; `name` has it in all languages that are known."""
    if EAST_ASIAN.search(whole):
        return Author(whole=whole, is_person=True)
    family, comma, given = (part.strip() for part in whole.partition(","))
    if comma:
        given, _, suffix = (part.strip() for part in given.partition(","))
        return _in_parts(whole, given, family, suffix)
    words = whole.split()
    suffix = words.pop() if len(words) > 1 and SUFFIX.fullmatch(words[-1]) else ""
    if len(words) == 1:
        return Author(whole=whole, is_person=True)
    if _is_family_first(words, name):
        return _in_parts(whole, " ".join(words[1:]), words[0], suffix)
    # Particles belong to what follows: Ursula | von der Leyen.
    lower = (index for index, word in enumerate(words) if index and word[0].islower())
    at = min(next(lower, len(words) - 1), len(words) - 1)
    return _in_parts(whole, " ".join(words[:at]), " ".join(words[at:]), suffix)


def _entity(catalog: Catalog, text: Text, language: str) -> Author | None:
    target = entity_id(text)
    entry = catalog.find(target) if target else None
    if entry is None or not is_a(entry, Entity):
        return None
    name = entry.record.name
    whole = name.nearest(language)[0]
    return person(whole, name) if entry.record.kind == "person" else Author(whole=whole)


def _in_parts(whole: str, given: str, family: str, suffix: str) -> Author:
    if not (given and family):
        return Author(whole=whole, is_person=True)
    return Author(whole=whole, family=family, given=given, suffix=suffix, is_person=True)


def _is_family_first(words: list[str], name: Text) -> bool:
    """Whether a Latin spelling is that of a Chinese name, family name first: Wang Yi."""
    others = (text for code, text in name.root.items() if code != EVERY_LANGUAGE)
    is_chinese = any(HAN_NAME.fullmatch(other) for other in others)
    return is_chinese and SYLLABLE.fullmatch(_without_tones(words[0])) is not None


def _is_like_a_person(text: str) -> bool:
    if EAST_ASIAN.search(text):
        return False
    words = text.replace(",", " ").split()
    if not 1 < len(words) <= MOST_WORDS or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    if any(ORGANIZATIONAL.fullmatch(word.strip(".")) for word in words):
        return False
    return all(_may_be_in_name(word) for word in words)


def _may_be_in_name(word: str) -> bool:
    """Whether a word has only letters and marks, and not all of its letters are capitals."""
    letters = re.sub(r"[.\-'’]", "", word)
    is_acronym = len(letters) > 2 and letters.isupper()  # noqa: PLR2004 two may be initials
    return letters.isalpha() and not is_acronym and word not in {"and", "of", "for", "on", "in"}


def _without_tones(word: str) -> str:
    """Return pinyin without the marks for tones; the dots of ü are none."""
    plain = (
        each
        for each in unicodedata.normalize("NFD", word)
        if not unicodedata.combining(each) or each == "\u0308"
    )
    return unicodedata.normalize("NFC", "".join(plain))
