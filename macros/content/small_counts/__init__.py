"""Small counts: tables of counts in; out, what to hide and what a reader can still work out of each hidden count.

Of one table, or of two with the same totals of rows. Limits, which the pages tell: other tables, other years and
averages can give a hidden count back, and so can what somebody knows of a group. The ranges hold against a reader who
knows the rule. One who runs this program on every table that fits can rule some of them out, since it hides the least;
that tells most where totals are tiny.
"""
