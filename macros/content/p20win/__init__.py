"""Content on P20 WIN."""
