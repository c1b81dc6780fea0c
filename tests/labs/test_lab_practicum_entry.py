"""Lab 11: the seven parts of an entry, and what looks private in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.labs.checking import findings, is_passed
from courseware.labs.lab import Lab
from courseware.labs.working import Work, start, work
from courseware.labs.written import count_words, private_signs, read_hours
from tests.labs.shipped import shipped_labs

KITCHEN = {
    "day": "2026-05-09",
    "hours": "3.5",
    "category": "quality",
    "did": "Weighed the dough of each batch in the bakery and wrote it on the sheet.",
    "observed": "4 of 60 loaves were below 500 g",
    "learned": "The scale drifts by the oven.\nI would weigh farther away.\nNext time I check it.",
    "verifier": "Head baker",
}
WAREHOUSE = {
    "day": "2026-02-03",
    "hours": "2 h 30",
    "category": "materials",
    "did": "Counted the bins of aisle 4 and compared them with the list",
    "observed": "Zero differences in 48 bins",
    "learned": "It went faster with two people. I would print the list by aisle. "
    "I will try it from the far end.",
    "verifier": "Ana, shift lead at the food bank",
}
WORKSHOP = {
    "day": "2026-03-19",
    "hours": "90 min",
    "category": "people",
    "did": "Showed two new students the four steps of the drill press",
    "observed": "both drilled five holes, nine of the ten in tolerance",
    "learned": " ".join(["I talked too much before they tried it themselves"] * 5),
    "verifier": "workshop trainer",
}
GERMAN = {
    "day": "2026-11-02",
    "hours": "2,5 Std",
    "category": "equipment",
    "did": "Temperatur der Presse jede halbe Stunde abgelesen und notiert",
    "observed": "5 Messwerte, höchster 71 °C",
    "learned": "Der Wert steigt nach der Pause.\nIch würde öfter messen.\nMorgen frage ich warum.",
    "verifier": "Schichtleiterin",
}
CHINESE = {
    "day": "2026-11-02",
    "hours": "4",
    "category": "safety",
    "did": "检查了仓库所有灭火器的日期并做了记录",
    "observed": "十二个中有一个过期",
    "learned": "过期的那个在门后面。\n我会先看看不见的地方。\n下次带上手电筒。",
    "verifier": "仓库班长",
}


def lab() -> Lab:
    return shipped_labs()["practicum-entry"]


def done(**changes: str) -> Work:
    entry = {**KITCHEN, **changes}
    return work(lab(), 0, {name: {"": (text,)} for name, text in entry.items()})


def passes(found: Work) -> bool:
    return is_passed(lab(), found, "")


@pytest.mark.parametrize("entry", [KITCHEN, WAREHOUSE, WORKSHOP, GERMAN, CHINESE])
def test_an_honest_entry_from_real_life_passes_without_a_note(entry: dict[str, str]) -> None:
    found = done(**entry)
    assert [one.html for one in findings(lab(), found) if not one.is_met] == []
    assert passes(found)
    assert found.notes == ()


@pytest.mark.parametrize("part", KITCHEN)
def test_each_of_the_seven_parts_is_needed_and_missing_says_so_first(part: str) -> None:
    found = done(**{part: ""})
    assert found.values["met"] == 6
    (said,) = (one.html for one in findings(lab(), found) if not one.is_met)
    assert "?" in said
    assert not passes(found)


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("hours", "all day", "cannot be read"),
        ("hours", "20", "outside 0.25 to 12"),
        ("hours", "0", "outside 0.25 to 12"),
        ("did", "Helped a bit", "so far: words 3"),
        ("observed", "a lot of boxes", "no number yet"),
        ("observed", "17", "“17” of what?"),
        (
            "learned",
            "Very much, thank you",
            "words 4, lines or sentences of three words or more: 1",
        ),
        ("learned", KITCHEN["did"], "same as what I did"),
        ("verifier", "Me, myself and I", "their own work"),
        ("verifier", "n/a", "their own work"),
    ],
)
def test_a_poor_part_is_not_ready_and_the_coach_says_what_it_lacks(
    part: str, text: str, said: str
) -> None:
    found = done(**{part: text})
    assert not passes(found)
    assert any(said in note for note in found.notes)


def test_what_was_done_is_not_what_was_learned_however_long_it_is() -> None:
    did = "I weighed the dough. I wrote it down. I called the baker."
    assert not passes(done(did=did, learned=did.replace(". ", ".\n")))


def test_planned_work_is_asked_about() -> None:
    assert any("work to come" in one for one in done(did="I will check 20 h of gauges").notes)
    assert not any("work to come" in one for one in done().notes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wrote to jo.b@brightwater.example about it", "mail"),
        ("Called +44 20 7946 0018 for the tote", "phone"),
        ("Called (555) 010-4477 for the tote", "phone"),
        ("tel: 5550104 was on the box", "phone"),
        ("Checked pumps for customer Brightwater", "customer"),
        ("Checked pumps for our client, Brightwater Pumps", "customer"),
        ("Served a guest named Olena", "customer"),
        ("Unpacked steel from Norsk Ltd", "company"),
        ("Helped Mr. Banda with the board", "person"),
        ("Logged in with badge no. 40771", "number"),
    ],
)
def test_what_looks_private_is_a_note_and_no_failure(text: str, code: str) -> None:
    assert [found for found, _text in private_signs(text)] == [code]
    found = done(did=f"{text} during the early shift")
    assert passes(found)
    assert any(note.startswith("Look again") for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Readings 71.2 71.5 71.9 72.4 and 70.8",
        "From 2026-05-09 06:00 to 2026-05-09 14:30",
        "Counted 1,200,000 labels; 1 200 350 were left",
        "0.25 0.5 0.75 and 1.0 mm shims",
        "Read the customer order PO 4471 and the customer complaint",
        "Customer Service asked; the customer. Then we went on",
        "The customer wants 3 of 40 boxes by 13:00",
        "Drilled 460 brackets, 0 scrap, 12 of 13 in tolerance",
        "Part 007-12 went to bin 14",
    ],
)
def test_readings_dates_and_plain_words_are_not_taken_for_private(text: str) -> None:
    assert list(private_signs(text)) == []


def test_the_contact_of_the_verifier_belongs_into_a_field_of_its_own() -> None:
    found = done(verifier="Head baker, ana@bakery.example")
    assert passes(found)
    assert any("field of its own" in note for note in found.notes)
    assert done(verifier="Ms. Diallo, head baker").notes == ()


def test_the_entry_stands_on_its_card_and_nothing_typed_becomes_markup() -> None:
    found = done(verifier="<b>Head baker</b> & Ana")
    said = findings(lab(), found)[-1].html
    assert "&lt;b&gt;Head baker&lt;/b&gt; &amp; Ana" in said
    assert found.words["learned_said"][0].count(" / ") == 2


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2.5", 2.5), ("2,5", 2.5), ("2½", 2.5), ("½ h", 0.5), ("2 h 30", 2.5), ("2:30", 2.5),
        ("1 hour 15 min", 1.25), ("45 min", 0.75), ("3h", 3.0), ("3 hours", 3.0), ("٣", 3.0),
        ("", None), ("h", None), (".", None), ("two", None), ("nan", None), ("inf", None),
        ("1e308", None), ("-2", None), ("2:75", None), ("9" * 400, None),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, hours: float | None) -> None:
    assert read_hours(text) == hours


def test_words_count_in_scripts_without_spaces() -> None:
    assert count_words("检查了仓库所有灭火器") == 5
    assert count_words("one two - three") == 3


def test_an_untouched_entry_has_no_notes_and_no_part_ready() -> None:
    found = work(lab(), 0, start(lab(), {}))
    assert found.values["met"] == 0
    assert found.notes == ()
    assert all("–" in one.html or "words 0" in one.html for one in findings(lab(), found))


@settings(deadline=None, max_examples=150)
@given(st.fixed_dictionaries({name: st.text(max_size=300) for name in KITCHEN}))
def test_whatever_is_typed_gives_findings(entry: dict[str, str]) -> None:
    assert len(findings(lab(), done(**entry))) == 7


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text", ["a@" * 1000, "0 " * 1000, "customer " * 200, "A" * 2000, "+" * 2000, "1 " * 1000]
)
def test_long_texts_are_read_at_once(text: str) -> None:
    done(did=text, observed=text, learned=text, verifier=text)
