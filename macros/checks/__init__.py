"""The checks: what strict MkDocs misses, in the sources and on the built pages."""
