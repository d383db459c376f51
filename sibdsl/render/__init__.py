"""From values to text: one module a reader. Nothing is worked out here but sums for a table."""
