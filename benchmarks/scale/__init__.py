"""How the time and the memory of a check grow with the children, beside programs by hand."""
