"""Hostile input made of good input: texts, TOML and JSON changed at random, the same for the same seed."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from desk.errors import DeskError
from desk.messages import sentence

CASES = int(os.environ.get("FUZZ", "300"))
SEED = os.environ.get("FUZZ_SEED", "1")
SLOWEST = 1.0  # seconds of our own time that one case may take
_SOME = 5  # failures that are told at most

CHARACTERS = (
    *"|0179aAđĐÀỹ.-/:;,'\"`*()[]{}^~\\+=#%&<>?!@$_ \t\n\r\0\x1b\x7f\x85\xa0",
    *"\u0300\u0323\u031b\u200b\u200d\u202e\u2028\u2066\ufeff\ufffe\ufffd\ud800\udfff\ue000",
    *"٣७１Ａ（ﬁßİıΣςŒæ가각ห็木\U0001f600\U000e0041\U0010ffff\u1e9e\u1d400\u3164\uff5c",
)
WORDS = (
    "NEAR", "AND", "OR", "NOT", "NEAR(a b, 5)", "terms:", "rowid", "col:", '"', '""', "*", "a*", "^a", "-a", "(",
    "%_", "null", "'; DROP TABLE dossier; --", "../../etc", "CON", "=1+1", "<img src=x>", "{0}", "%s", "${x}", "true",
    "1e308", "NaN", "\\u0000", "2026-02-30", "9999-12-31", "0000-00-00", "00000000", "31129999", "24:00", "99:99",
    "MCD1|", "]Q3", "||||||||||||",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**400, 0.5, 1e308, -1e308, "", " ", "\0", "\ud800", "a" * 600, [], {},
    [[]], [None], {"": None}, [1] * 300, "2026-11-23", "2026-11-23T09:00:00+07:00", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "1900-01-01T00:00", "2026-11-23T09:00:00.999999+07:00", "person", "citizen", "post",
    *WORDS,
)  # fmt: skip
LITERALS = (
    "", "1", "-1", "0x" + "f" * 40, "9" * 400, "9" * 5000, "1e308", "inf", "nan", "true", "[]", "{}", "[[]]", "[{}]",
    "''", '""', '"\\u0000"', '"\\uD800"', '"a\\nb"', "'''\n'''", "2026-01-01", "0001-01-01", "9999-12-31",
    "1979-05-27T07:32:00Z", "07:32:00", '[["07:00", "11:30"]]', '[["11:30", "07:00"]]', "[[1, 2]]",
    '"' + "a" * 3000 + '"', "{a = {b = {c = 1}}}", '"\u202e"', '"all"',
)  # fmt: skip


def cases(kind: str) -> Iterator[tuple[str, random.Random]]:
    """The cases of a kind, each with the seed that makes it again."""
    for at in range(CASES):
        seed = f"{kind} {SEED} {at}"
        yield seed, random.Random(seed)


def each(kind: str, take: Callable[[random.Random], object], slowest: float = SLOWEST) -> int:
    """Give every case of a kind to a function that may refuse it with an error of ours, and with nothing else.

    Returns how many were taken. Fails with the seeds of what raised anything else, had no sentence, or took too long.
    """
    taken, longest, at_longest, failed, began = 0, 0.0, "", [], time.perf_counter()
    for seed, chance in cases(kind):
        start = time.thread_time()
        try:
            take(chance)
            taken += 1
        except DeskError as refused:
            failed += _speechless(seed, refused)
        except Exception as fault:  # noqa: BLE001 - told below with its seed
            failed.append(f"{seed!r}: {fault!r:.300}")
        took = time.thread_time() - start
        if took > longest:
            longest, at_longest = took, seed
    sys.stdout.write(
        f"{kind}: {CASES} cases, {taken} taken, {len(failed)} failed, {time.perf_counter() - began:.1f} s,"
        f" slowest {longest * 1000:.1f} ms ({at_longest!r})\n"
    )
    assert not failed, f"{len(failed)} of {CASES}:\n" + "\n".join(failed[:_SOME])
    assert longest < slowest, f"{at_longest!r} took {longest:.3f} s"
    return taken


def _speechless(seed: str, refused: DeskError) -> list[str]:
    """What is wrong with the sentence of a refusal."""
    try:
        words = sentence(refused)
    except Exception as fault:  # noqa: BLE001 - told with its seed
        return [f"{seed!r}: no sentence of {refused!r}: {fault!r:.300}"]
    return [] if words.isprintable() else [f"{seed!r}: {words!r:.300}"]


def changed_text(chance: random.Random, text: str) -> str:
    """A text with up to six changes: pieces put in, taken out, doubled or moved; now and then very long."""
    for _ in range(chance.randint(0, 6)):
        at, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        end = min(end, at + chance.choice((1, 1, 2, 8, 40)))
        match chance.randrange(7):
            case 0:
                text = text[:at] + chance.choice(CHARACTERS) + text[at:]
            case 1:
                text = text[:at] + chance.choice(CHARACTERS) + text[end:]
            case 2:
                text = text[:at] + text[end:]
            case 3:
                text = text[:end] + text[at:]
            case 4:
                text = text[:at] + chance.choice(WORDS) + text[end:]
            case 5:
                text = text[:at] + chr(chance.randrange(0x110000)) + text[end:]
            case _:
                text = text[at:] + text[:at]
    if chance.random() < 0.01:
        at = chance.randint(0, len(text))
        text = text[:at] + (text[at : at + chance.randint(1, 4)] or "a") * chance.choice((50, 1000, 20000)) + text[at:]
    return text


def changed_toml(chance: random.Random, text: str) -> bytes:
    """A TOML text with lines moved, doubled, taken out, or given other values; now and then with odd bytes."""
    lines = text.split("\n")
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(lines))
        key, equals, _ = lines[at].partition("=")
        match chance.randrange(8):
            case 0:
                lines[at:at] = lines[at : at + chance.randint(1, 6)]
            case 1:
                del lines[at : at + chance.randint(1, 3)]
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3 | 4 if equals:
                lines[at] = f"{key}= {chance.choice(LITERALS)}"
            case 5 if equals:
                lines[at] = f"{changed_text(chance, key)}={lines[at].partition('=')[2]}"
            case 6:
                lines[at] = chance.choice(
                    (f"[{key or 'a'}]", f"[[{key or 'a'}]]", f"{key or 'a'}.b = 1", "a" + ".a" * 9 + "=1")
                )
            case _:
                lines[at] = changed_text(chance, lines[at])
        lines = lines or [""]
    made = "\n".join(lines).encode("utf-8", "surrogatepass")
    if chance.random() < 0.1 and made:
        at = chance.randrange(len(made))
        made = made[:at] + chance.randbytes(chance.randint(1, 3)) + made[at + chance.randint(0, 3) :]
    return made


def changed_document(chance: random.Random, document: dict[str, Any]) -> dict[str, Any]:
    """A JSON object with up to three of its members, at any depth, taken out, added or given other values."""
    made: dict[str, Any] = json.loads(json.dumps(document))
    for _ in range(chance.randint(0, 3)):
        place: Any = made
        while chance.random() < 0.6 and (
            inner := [one for one in _members(place) if isinstance(one, dict | list) and one]
        ):
            place = chance.choice(inner)
        if isinstance(place, list):
            place[chance.randrange(len(place)) if place else 0 :] = [deepcopy(chance.choice(VALUES))]
            continue
        keys = list(place) or [""]
        key = chance.choice(keys)
        match chance.randrange(5):
            case 0:
                place.pop(key, None)
            case 1:
                place[changed_text(chance, key)] = deepcopy(chance.choice(VALUES))
            case 2 if isinstance(place.get(key), str):
                place[key] = changed_text(chance, place[key])
            case _:
                place[key] = deepcopy(chance.choice(VALUES))
    return made


def changed_line(chance: random.Random, document: dict[str, Any]) -> bytes:
    """Such an object as one line of JSON; now and then changed as a text, or with odd bytes."""
    text = json.dumps(changed_document(chance, document), ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.2:
        text = changed_text(chance, text)
    made = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        at = chance.randrange(len(made) or 1)
        made = made[:at] + chance.randbytes(2) + made[at:]
    return made


def _members(place: Any) -> list[Any]:
    return list(place.values()) if isinstance(place, dict) else place
