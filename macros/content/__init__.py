"""Content: what chapters call, one module a subject."""
