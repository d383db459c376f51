"""Case histories from files: the SSDA903 return, a provider's tables, and findings by row."""

from sibdsl.records.kinds import Kinds
from sibdsl.records.reading import Reading, read

__all__ = ["Kinds", "Reading", "read"]
