"""The typed models of the definition files: what a record may hold, one module a subject."""
