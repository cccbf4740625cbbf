"""Koers: what a programme of savings measures in the social domain is worth, and how sure that is.

The layers, in the order in which they may import each other::

    domain -> formula -> engine -> analysis -> export -> ui
    files stands beside them and is the only reader of measures/ and scenarios/
"""

__version__ = "0.1.0"
