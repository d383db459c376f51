"""The ledger over columns: what `interpret` defines, for as many cases as there are."""
