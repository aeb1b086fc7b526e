"""Small counts: a table of counts in; out, what to hide and what a reader can still work out of each hidden count."""
