"""The tests: one file a promise."""
