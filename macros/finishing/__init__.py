"""Finishing: what happens to the built site after the last page is written."""
