"""Reference content: agencies, contacts, glossary, sources, resources, editions."""
