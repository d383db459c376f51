"""How fast, with how much memory, and how surely: measured here, never tested."""
