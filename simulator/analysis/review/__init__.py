"""The audit as a reader takes it in: what findings mean, which belong together, where the words stand.

=============  ==========================================================================
module         what it does
=============  ==========================================================================
`points`       findings to points: the same finding in several years is one point
`readings`     which points depend on how one reads the source, and what scenarios read
`figures`      the two figures of a finding about a driver, in either language
`quotes`       the words or cells of the source that a finding is about
=============  ==========================================================================
"""

from simulator.analysis.review.figures import OTHER_SOURCE, figures_of, meaning_of
from simulator.analysis.review.points import THEMES, ReviewPoint, Theme, review, theme_of
from simulator.analysis.review.quotes import Quote, quote_of
from simulator.analysis.review.readings import (
    ORIGINAL,
    depends_on_reading,
    inherited_reading,
    own_choices,
    reads_as,
)

__all__ = [
    "ORIGINAL",
    "OTHER_SOURCE",
    "THEMES",
    "Quote",
    "ReviewPoint",
    "Theme",
    "depends_on_reading",
    "figures_of",
    "inherited_reading",
    "meaning_of",
    "own_choices",
    "quote_of",
    "reads_as",
    "review",
    "theme_of",
]
