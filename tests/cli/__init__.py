"""The commands, run as a person runs them. A package, so that its conftest has its own name."""
