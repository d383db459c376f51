"""Pure values: truth, days, money, histories, terms and ledger lines. Nothing here reads a file."""
