"""Case histories from files: the SSDA903 return, a provider's tables, and findings by row."""
