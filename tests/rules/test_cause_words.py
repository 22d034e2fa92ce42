"""Every cause of delay has words of its own."""

from desk.rules.cause_words import CAUSE_WORDS
from desk.vocabulary import DelayCause


def test_every_cause_has_words_of_its_own() -> None:
    assert set(CAUSE_WORDS) == set(DelayCause)
    assert len(set(CAUSE_WORDS.values())) == len(DelayCause)
