"""Documents: Word and PDF, from the same definitions."""
