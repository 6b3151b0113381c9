from __future__ import annotations

from pathlib import Path

import cuibono.resolve
from cuibono.tables import table

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(cuibono.resolve.__file__).parent.glob("*.py"))


def test_every_feature_has_a_reason_and_is_used() -> None:
    features = table("resolve")["features"]
    assert all(entry["why"].endswith(".") and isinstance(entry["weight"], float) for entry in features.values())
    assert [name for name in features if f'"{name}"' not in CODE] == []


def test_every_setting_and_list_is_used() -> None:
    for name in ("resolve", "resolve_titles", "resolve_people", "orgforms"):
        assert [key for key in table(name) if f'"{key}"' not in CODE] == [], name


def test_no_short_form_stands_for_itself() -> None:
    assert not [short for short, long in table("resolve_people")["short"].items() if short in long]


def test_words_are_in_the_spelling_in_which_names_are_compared() -> None:
    from cuibono.resolve.spelling import words

    forms = table("orgforms")
    for key in ("legal", "business", "state", "turned"):
        assert [word for word in forms[key] if words(word) != (word,)] == []
    assert [word for word in forms["spelling"].values() if word in forms["spelling"]] == []
