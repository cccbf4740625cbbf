"""Many scenarios at once: on the processes of this machine or on a Dask cluster, and resumable.

A sweep is cut into parts. A part is worked out somewhere and comes back as rows; one process, the one that
was started, puts each in a file of its own, complete or not at all. A sweep that was stopped, by whatever
cause, does the parts that are not there yet. So nothing is lost, and nothing counts twice: the results are
the files of the parts, one after the other.

The steps: `parts` (from a sweep to parts), `work` (from a part to rows), `pools` (where that happens),
`store` (the files) and `sweeping` (all of it together).
"""

from simulator.sweep.pools import Cluster, Here, Pool
from simulator.sweep.sweeping import Outcome, run_sweep

__all__ = ["Cluster", "Here", "Outcome", "Pool", "run_sweep"]
