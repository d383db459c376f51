"""The fingerprint of a file, and the files that were read with theirs."""

from collections.abc import Mapping
from hashlib import sha256

from sibdsl.model.inputs import Input


def fingerprint(data: bytes) -> str:
    """The SHA-256 of *data* in 64 figures."""
    return sha256(data).hexdigest()


def inputs_of(digests: Mapping[str, str], of_file: Mapping[str, str | None]) -> tuple[Input, ...]:
    """The files of *digests* in order of name, with the party or role that *of_file* names."""
    return tuple(Input(file, digests[file], of_file.get(file)) for file in sorted(digests))
