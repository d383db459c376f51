"""What is wrong, where, and what to do about it."""

from sibdsl.diagnostics.codes import Code, Severity
from sibdsl.diagnostics.finding import Finding, Label, Place, errors

__all__ = ["Code", "Finding", "Label", "Place", "Severity", "errors"]
