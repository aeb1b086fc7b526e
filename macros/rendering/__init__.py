"""Rendering: what every macro works with: the page context, mentions, links, abbreviations, chapters."""
