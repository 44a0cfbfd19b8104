"""Whether a number is a result, and why not."""
