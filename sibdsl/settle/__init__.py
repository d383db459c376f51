"""What is claimed: what a ledger has that was not claimed before, less what it has no more."""
