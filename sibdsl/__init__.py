"""sibdsl: outcomes contracts as numbered sentences that compute, and that can be verified."""
