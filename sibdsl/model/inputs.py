"""The files that a reckoning rests on."""

from attrs import frozen


@frozen(order=True)
class Input:
    """A file by its name, the SHA-256 of its bytes, and who answers for what stands in it.

    *certified_by* is a party or a role, None where nobody is named.
    """

    file: str
    sha256: str
    certified_by: str | None = None
