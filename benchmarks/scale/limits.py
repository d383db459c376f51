"""The totals that the contract may pay, grown with the children.

Both bite: without them some £12,000 a child would be paid. Nothing large is imported here: see
`one_run`.
"""


def limits(children: int) -> tuple[int, int]:
    """The limit of all payments and that of the outcomes fund, in pence."""
    return 10_000_00 * children, 1_400_00 * children
