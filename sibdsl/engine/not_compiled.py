"""What the engine cannot compute: it says so, and computes nothing else in its place."""


class NotCompiledError(Exception):
    """A contract asks for *what* (a kind of term, or a clause) that the engine does not compute."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the engine does not compute {what}")
        self.what = what
