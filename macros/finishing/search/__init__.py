"""Finishing, search: what the search of the built site reads, from its pages and from the readers' own words."""
