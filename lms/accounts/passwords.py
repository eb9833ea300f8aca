"""Which passwords are fit: long, and not what anybody would try first."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 15
"""NIST SP 800-63B-4: at least fifteen characters where a password is the only factor."""
LONGEST: Final = 256
ENOUGH_LEFT: Final = 8
"""So many characters must be left once everything that is easily guessed is taken out."""

PRODUCT: Final = ("part2", "42cfr", "hipaa", "lms", "training", "compliance", "privacy")
COMMON: Final = (
    "password", "passwort", "passphrase", "passcode", "qwerty", "letmein", "welcome", "admin",
    "administrator", "login", "iloveyou", "sunshine", "princess", "football", "baseball",
    "basketball", "dragon", "monkey", "master", "superman", "batman", "trustno1", "starwars",
    "michael", "jennifer", "charlie", "secret", "changeme", "default", "temporary", "temp",
    "guest", "user", "root", "test", "spring", "summer", "autumn", "winter", "january",
    "february", "march", "april", "august", "september", "october", "november", "december",
    "monday", "friday", "hello", "please", "freedom", "whatever", "computer", "internet",
)  # fmt: skip
"""Words that open most guessing lists; each is worth nothing in a password."""
WHOLE: Final = frozenset(
    {
        "correcthorsebatterystaple",
        "thequickbrownfoxjumpsoverthelazydog",
        "tobeornottobethatisthequestion",
        "maytheforcebewithyou",
        "onceuponatime",
        "inthebeginningwastheword",
        "ourfatherwhoartinheaven",
        "wethepeopleoftheunitedstates",
        "livelongandprosper",
        "iamthewalrus",
        "supercalifragilisticexpialidocious",
        "nevergonnagiveyouup",
        "theansweris42",
        "idontknowmypassword",
    }
)
"""Phrases that are well known as a whole."""
_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_SEQUENCES: Final = tuple(row for one in _ROWS for row in (one, one[::-1]))
_LEET: Final = str.maketrans("0134578@$!", "oieastbasi")
_SHORTEST_RUN: Final = 4
_SHORTEST_WORD: Final = 4


def why_unfit(password: str, context: Iterable[str] = ()) -> str | None:
    """Say what is wrong with a password, in a sentence that tells what to do, or None.

    `context` are words anybody would guess here: the organization, the person's name, their
    address. There are no rules of composition, and nothing ever expires (63B-4).
    """
    if len(password) < SHORTEST:
        return (
            f"Use at least {SHORTEST} characters; this has {len(password)}. Four or five words "
            "that you can picture work well."
        )
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters; this has {len(password)}."
    folded = unicodedata.normalize("NFKC", password).casefold()
    # Read as typed, and with 0 for o, @ for a and the like.
    readings = (_without_signs(folded), _without_signs(folded.translate(_LEET)))
    return _why_guessable(readings, _words(context))


def _why_guessable(readings: tuple[str, str], words: tuple[str, ...]) -> str | None:
    typed = readings[0]
    if _period(typed) < ENOUGH_LEFT or len(set(typed)) < ENOUGH_LEFT // 2:
        return "This repeats the same few characters. Use different words."
    if not WHOLE.isdisjoint(readings):
        return "This phrase is well known and would be guessed early. Use words of your own."
    if len(_without_sequences(typed)) < ENOUGH_LEFT:
        return "This follows the keyboard, the alphabet or the digits. Use words instead."
    if min(_length_without(reading, words) for reading in readings) < ENOUGH_LEFT:
        return (
            "Most of this is a common password, or a word that belongs to you, your "
            "organization or this product. Use words that have nothing to do with it."
        )
    return None


def _without_signs(text: str) -> str:
    words = re.sub(r"[\W_]", "", text)
    # A password of signs alone has nothing to compare with a word, and is judged as it is.
    return words if len(words) >= ENOUGH_LEFT else text


def _period(text: str) -> int:
    """Return the length of the shortest beginning that, repeated, makes the whole text."""
    for length in range(1, len(text)):
        if (text[:length] * (len(text) // length + 1))[: len(text)] == text:
            return length
    return len(text)


def _without_sequences(text: str) -> str:
    """Take a run along the keyboard, the alphabet or the digits for one character."""
    kept, at = [], 0
    while at < len(text):
        run = _run(text, at)
        kept.append(text[at])
        at += run if run >= _SHORTEST_RUN else 1
    return "".join(kept)


def _run(text: str, at: int) -> int:
    length = 1
    while at + length < len(text) and any(text[at : at + length + 1] in row for row in _SEQUENCES):
        length += 1
    return length


def _words(context: Iterable[str]) -> tuple[str, ...]:
    own = {
        word
        for text in context
        for word in re.split(r"[\W_]+", unicodedata.normalize("NFKC", text).casefold())
        if len(word) >= _SHORTEST_WORD
    }
    return tuple(sorted({*own, *PRODUCT, *COMMON}, key=lambda word: (-len(word), word)))


def _length_without(text: str, words: tuple[str, ...]) -> int:
    for word in words:
        text = text.replace(word, " ")
    return len(_without_sequences("".join(text.split())))
