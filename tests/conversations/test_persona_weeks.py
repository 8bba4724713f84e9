"""Two of the eight people of the benchmark over eight weeks: their notes are worth reading."""

import pytest

from benchmarks import digests, personas

WEEKS = 8


@pytest.mark.parametrize("rep", [3, 8])
def test_a_persona_gets_useful_notes_through_the_real_services(rep: int) -> None:
    persona = next(one for one in personas.PERSONAS if one.rep == rep)
    notes = digests.judged(persona, WEEKS)
    assert len(notes) == WEEKS
    wrong = {note.week: faults for note, faults in notes if faults}
    assert len(wrong) <= 1, wrong
    assert any(note.final.answered for note, _ in notes)


def test_the_judge_finds_a_note_that_repeats_itself() -> None:
    persona = next(one for one in personas.PERSONAS if one.rep == 2)
    ((first, fine), *_) = digests.judged(persona, 1)
    assert fine == []
    items = first.final.card.report.plan.items
    life = personas.Life.of(persona)
    first.shown.update({item.tip.id: first.day for item in items})
    first.done.update({item.tip.id: first.day for item in items})
    assert digests.faults(first, life) == ["a fresh step", "no contradiction"]
