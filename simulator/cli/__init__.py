"""The command line: `python -m simulator`. The same work as the pages, for the shell and for scripts.

Every command is a module of its own. They import the engine and pandas only when they run, so that
``--help`` and wrong options answer at once.

Standard output carries the result and nothing else; notes, progress and errors go to standard error.

Exit codes
----------
0
    Done, and nothing wrong.
1
    A file or scenario that is refused, or a check that found something.
2
    Wrong use of the command line.
"""

from simulator.cli.app import app, main

__all__ = ["app", "main"]
