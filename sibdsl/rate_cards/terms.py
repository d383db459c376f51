"""Names of a rate card as Terms of the language, and as those that a contract declares."""

import re
from typing import Final

from attrs import frozen

from sibdsl.check.symbols import Kind, Symbol, Symbols
from sibdsl.syntax.words import STARTERS, TERM, capitalised, singular, straightened, term_key

_MARKS: Final = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d+\]")
_COUNTED: Final = re.compile(r"^(?:\(?[a-z]\)|\(?[ivx]+\)|\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s+")
_ASIDE: Final = re.compile(r"\s*\(([^()]*)\)")
_PARTED: Final = re.compile(r"\s+[-–—]\s+|\s*[/:,;]\s*")
"""What parts the words of a name, and says nothing."""

_LONGEST: Final = 6
"""So many words a name may have; more of them are a description."""

_ANYBODY: Final = re.compile(
    r"child|person|youngster|participant|client|individual|user|family|beneficiary|"
    r"young person|service user"
)
"""Words by which a card calls the person of a case, whatever the contract calls them."""


@frozen
class Named:
    """A Term, and the words in round brackets that stood beside it."""

    term: str
    beside: str = ""


@frozen
class Terms:
    """The Terms of a contract, by which the names of a card are known; none without a contract.

    *funds* are the parties that it calls outcomes funds, *priced* the outcomes of the card itself.
    """

    symbols: Symbols | None = None
    funds: tuple[str, ...] = ()
    priced: tuple[str, ...] = ()

    def named_in_full(self, cell: str) -> Named | None:
        """The name in a cell with the words that it has in round brackets.

        >>> Terms().named_in_full("Homes kept (3 months)")
        Named(term='Home Kept 3 Months', beside='')
        """
        named = self.named(cell)
        term = f"{named.term} {capitalised(named.beside)}".strip() if named else ""
        return Named(term) if TERM.fullmatch(term) and len(term.split()) <= _LONGEST else None

    def named(self, cell: str) -> Named | None:
        """The name in a cell as a Term in the singular; None where it can be none.

        >>> Terms().named("1. Home weeks (seven nights)*")
        Named(term='Home Week', beside='seven nights')
        >>> Terms().named("13-week job") is None
        True
        """
        plain = _plain(cell)
        beside = "; ".join(found.strip() for found in _ASIDE.findall(plain))
        words = _words(plain)
        term = self.known(words) or capitalised(singular(capitalised(words)))
        fits = TERM.fullmatch(term) and term.split()[0] not in STARTERS
        return Named(term, beside) if fits and len(term.split()) <= _LONGEST else None

    def known(self, words: str) -> str:
        """The Term of the contract that those words are, in the singular; else nothing."""
        symbol = self._symbol(words)
        return symbol.name if symbol else ""

    def of_kind(self, kind: Kind) -> tuple[str, ...]:
        """The Terms of that kind, in the singular; a party as it is declared."""
        listed = self.symbols.by_name.values() if self.symbols else ()
        return tuple(s.text if kind is Kind.PARTY else s.name for s in listed if s.kind is kind)

    def person(self, words: str) -> str:
        """The Term for `child` or `participant`: the contract's person; else the words as one."""
        persons = self.of_kind(Kind.PERSON)
        name = capitalised(singular(capitalised(words)))
        if term_key(words) in {term_key(one) for one in persons} or not persons:
            return name
        return persons[0] if _ANYBODY.fullmatch(name.casefold()) else name

    def number(self, words: str) -> str:
        """The number of the contract that those words are, for each of which something is paid."""
        symbol = self._symbol(words)
        return symbol.name if symbol and symbol.kind in (Kind.NUMBER, Kind.NUMBER_FACT) else ""

    def party(self, words: str) -> str:
        """The party of that name as the contract writes it; else the words as a Term."""
        for one in self.of_kind(Kind.PARTY):
            if term_key(one) == term_key(words):
                return one
        return capitalised(words)

    def _symbol(self, words: str) -> Symbol | None:
        if self.symbols is None:
            return None
        wanted = term_key(words)
        return next((s for k, s in self.symbols.by_name.items() if term_key(k) == wanted), None)


def rename(cell: str) -> str:
    """What to do about words that can be no Term.

    >>> rename("The")
    'begin the name with another word than `The`, such as `Home Week`'
    >>> rename("6 months' stay")
    'begin the name with a letter, such as `Home Week`'
    """
    words = _words(_plain(cell)).split()
    first = capitalised(words[0]) if words else ""
    if len(words) > _LONGEST:
        advice = "name it in six words or fewer"
    elif not first[:1].isalpha():
        advice = "begin the name with a letter"
    elif TERM.fullmatch(first) is None and first.isalpha():
        advice = f"begin the name with another word than `{first}`"
    else:
        advice = "write the name in letters and figures, without other marks"
    return f"{advice}, such as `Home Week`"


def _plain(cell: str) -> str:
    """The cell on one line, without its number and the marks of footnotes."""
    return _COUNTED.sub("", _MARKS.sub("", straightened(cell)).replace("\n", " ").strip())


def _words(plain: str) -> str:
    """The words of a name, without those in round brackets."""
    return _PARTED.sub(" ", _ASIDE.sub("", plain)).replace("&", " and ").strip(" .:;,")


def plural(term: str) -> str:
    """More than one of them: the word that is counted is put in the plural.

    >>> plural("Home Week"), plural("Day of Care"), plural("Child"), plural("Entry")
    ('Home Weeks', 'Days of Care', 'Children', 'Entries')
    """
    words = term.split()
    at = words.index("of") - 1 if "of" in words else len(words) - 1
    words[at] = _plural_word(words[at])
    return " ".join(words)


def _plural_word(word: str) -> str:
    irregular = {"Child": "Children", "Man": "Men", "Woman": "Women", "Person": "People"}
    if word in irregular:
        return irregular[word]
    ending = next((plain for last, plain in _ENDINGS if re.search(last, word)), "s")
    made = f"{word[:-1]}ies" if ending == "ies" else f"{word}{ending}"
    return made if singular(made) == word else word


_ENDINGS: Final = ((r"[^aeiou]y$", "ies"), (r"(?:s|x|z|ch|sh)$", "es"))
