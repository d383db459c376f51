"""From the tree back to text: whatever is written here can be read again."""

from sibdsl.syntax.write.documents import document
from sibdsl.syntax.write.sentences import Phrase, phrase, sentence

__all__ = ["Phrase", "document", "phrase", "sentence"]
