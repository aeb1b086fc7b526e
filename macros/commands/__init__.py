"""Commands: the entry points, `python -m macros.commands.build` and its like."""
