"""Laws of a contract: proved, searched for a counterexample, broken, or not to be told."""
