"""The manual's page of all fields: true, complete, and with examples that hold."""

from typing import get_type_hints

import pytest
from pydantic import TypeAdapter

from factsheet.fields import Part
from factsheet.model import PARTS, SECTIONS, Change, Fact, field_names
from factsheet.source import Table, plain_data, read_yaml
from fields_page import EXAMPLES, LANGUAGES, ROOT, key_of, page

MODELS: tuple[type[Part], ...] = (
    Fact,
    *SECTIONS.values(),
    *(each for each in PARTS.values() if each is not Change),
)
FIELDS = {key_of(model, field): (model, field) for model in MODELS for field in field_names(model)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_what_the_records_are(code: str) -> None:
    written = (ROOT / "docs" / code / "fields.md").read_text("utf-8")
    assert written == page(code), "run: python tests/fields_page.py"


def test_there_is_an_example_for_every_field_and_no_other() -> None:
    assert sorted(EXAMPLES) == sorted(FIELDS)


@pytest.mark.parametrize("key", EXAMPLES)
def test_an_example_is_what_its_field_takes(key: str) -> None:
    model, field = FIELDS[key]
    root, problems = read_yaml(f"{field}: {EXAMPLES[key]}\n", "")
    assert problems == []
    assert isinstance(root, Table)
    value = plain_data(root)
    assert isinstance(value, dict)
    name = next(name for name, info in model.model_fields.items() if (info.alias or name) == field)
    hint = get_type_hints(model, include_extras=True)[name]
    taken = value[field] if key != "Entity.part_of" else [value[field]]
    assert TypeAdapter(hint).validate_python(taken, strict=True) is not None
