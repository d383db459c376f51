"""Reading a file sentence by sentence: every mistake named, and mended where that can be."""

from typing import Final, Protocol

from attrs import Factory, define, evolve, frozen

from sibdsl.diagnostics import Finding, Place, codes
from sibdsl.source import Source, Span
from sibdsl.syntax import file_mistakes, forms, lists, mistakes, scan, tree, words
from sibdsl.syntax.draft import Draft, Edit, Mistake
from sibdsl.syntax.notation import notations
from sibdsl.syntax.situation import Situation

MOST_MENDS: Final = 12  # in one sentence; a longer list of mistakes helps nobody


@frozen
class Unexpected:
    """The first character of a draft that could not stand there, and what could have."""

    at: int
    expected: frozenset[str]


class Reader(Protocol):
    """What reads one sentence."""

    @property
    def keywords(self) -> frozenset[str]:
        """Every keyword of the language, as written."""

    def read(self, draft: Draft) -> forms.Form | Unexpected:
        """The form of *draft*, or the first word in it that could not stand there."""

    def reads(self, text: str) -> bool:
        """Whether *text* is a sentence."""


@frozen
class Parsed:
    """A file as read: what could be read of it, the mistakes, and the sentences not read at all."""

    document: forms.Document
    findings: tuple[Finding, ...]
    unread: tuple[Span, ...] = ()

    @property
    def unread_terms(self) -> frozenset[str]:
        """The Terms, in the singular, of sentences not read: they may be declared there."""
        texts = (self.document.source[span] for span in self.unread)
        return frozenset(
            words.singular(term)
            for text in texts
            for term in words.known_terms(words.straightened(text)).values()
        )


def read_file(source: Source, reader: Reader) -> Parsed:
    """Read *source* with *reader*, and mend what can be mended; findings in file order."""
    straight = evolve(source, text=words.straightened(source.text))
    reading = _Reading(source, reader, words.known_terms(straight.text))
    reading.findings += file_mistakes.odd_characters(source, straight.text)
    for piece in scan.scan(straight):
        reading.piece(straight, piece)
    return reading.parsed()


@define
class _Reading:
    """What has been read of a file so far; lives for one call of `parse`."""

    source: Source
    reader: Reader
    terms: dict[str, str]
    clauses: list[forms.Clause] = Factory(list)
    findings: list[Finding] = Factory(list)
    unread: list[Span] = Factory(list)

    def piece(self, straight: Source, piece: scan.Piece) -> None:
        """Read *piece*, and what begins inside it where a full stop is missing."""
        again: scan.Piece | None = piece
        while again:
            self.findings += file_mistakes.of_piece(self.source, again)
            begins = self.sentence(straight, again) if isinstance(again, scan.Sentence) else None
            if isinstance(again, scan.Unclosed):
                self.unread.append(again.span)
            again = None if begins is None else scan.sentence_at(straight.text, begins)

    def parsed(self) -> Parsed:
        """All of it, findings in the order of their places."""
        found = dict.fromkeys(sorted(self.findings, key=_where))
        document = forms.Document(self.source, tuple(self.clauses))
        return Parsed(document, tuple(found), tuple(self.unread))

    def sentence(self, straight: Source, sentence: scan.Sentence) -> int | None:
        """Read *sentence*; the place where another begins inside it, if a full stop is missing."""
        draft, again = Draft.of(straight, sentence.span), None
        if not sentence.ended:
            if self._heading(straight, sentence):
                return None
            end = len(draft.text)
            self._say(draft, sentence, file_mistakes.no_full_stop(draft.text, end))
            draft = draft.mended(Edit(Span(end, end), "."))
        draft = self._notation(draft, sentence)
        for _ in range(MOST_MENDS):
            read = self.reader.read(draft)
            if isinstance(read, tree.Node):
                self._keep(draft, sentence, read)
                return again
            if draft.is_mended(read.at):
                break
            mistake = mistakes.named(self._situation(draft, read))
            self._say(draft, sentence, mistake)
            if mistake.resume is not None:
                again = draft.origin[mistake.resume]
            if mistake.edit is None:
                break
            draft = draft.mended(mistake.edit)
        self.unread.append(sentence.span)
        return again

    def _heading(self, straight: Source, sentence: scan.Sentence) -> bool:
        """Whether *sentence* is a heading without its mark; if so, it is said and not read."""
        text = straight[sentence.span]
        if not file_mistakes.is_heading(text, sentence.number) or self.reader.reads(f"{text}."):
            return False
        self.unread.append(sentence.span)
        draft = Draft.of(straight, (sentence.number_span or sentence.span).to(sentence.span))
        self.findings.append(draft.finding(self.source, file_mistakes.heading(draft.text), ""))
        return True

    def _situation(self, draft: Draft, wrong: Unexpected) -> Situation:
        known = self.reader
        return Situation(draft, wrong.at, wrong.expected, known.keywords, self.terms, known.reads)

    def _notation(self, draft: Draft, sentence: scan.Sentence) -> Draft:
        """*draft* with its amounts, dates and numbers mended, the last first."""
        found = list(notations(draft.text))
        for mistake in found:
            self._say(draft, sentence, mistake)
        for mistake in reversed(found):
            as_it_stands = Edit(mistake.span, draft.text[mistake.span.start : mistake.span.end])
            draft = draft.mended(mistake.edit or as_it_stands)
        return draft

    def _keep(self, draft: Draft, sentence: scan.Sentence, form: forms.Form) -> None:
        """Add a sentence that was read to the document."""
        for span, letter, expected in lists.letters(form):
            place = Place.words(self.source, Span(span.start, span.start + len(letter) + 2))
            self.findings.append(
                Finding(
                    codes.LIST_LETTER,
                    f"`({letter})` stands where `({expected})` comes next",
                    place,
                    clause=sentence.number or None,
                    help=f"write `({expected})`, and letter the parts after it anew",
                )
            )
        if isinstance(form, forms.Signed) and self.clauses:
            last = self.clauses[-1]
            signed, quoted = (*last.signed, form.words.text), (*last.quoted, form.words)
            self.clauses[-1] = evolve(last, signed=signed, quoted=quoted)
        else:
            span = draft.place(0, len(draft.text))
            self.clauses.append(forms.Clause(sentence.number, form, span=span))

    def _say(self, draft: Draft, sentence: scan.Sentence, mistake: Mistake) -> None:
        """Add *mistake*, unless it is the same slip again in the list of one sentence."""
        finding = draft.finding(self.source, mistake, sentence.number)
        last = self.findings[-1] if self.findings else None
        again = last is not None and (last.message, last.clause) == (
            finding.message,
            finding.clause,
        )
        if not (again and mistake.code is codes.LIST_WORDS):
            self.findings.append(finding)


def _where(finding: Finding) -> int:
    place = finding.place
    return place.span.start if place and place.span else 0
