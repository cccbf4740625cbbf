"""Files with measures of the user's own: read with the rules for all measures, and one more."""

from __future__ import annotations

from simulator.domain.measure import Measure
from simulator.errors import InputFileError, Problem
from simulator.files import decode, parse_measure
from simulator.ui import services
from simulator.ui.own import MOST_MEASURES


def read(data: bytes, name: str, own: tuple[Measure, ...]) -> Measure:
    """Read a measure that a user brings.

    Parameters
    ----------
    data : bytes
        Contents of the file.
    name : str
        Its name, for the report.
    own : tuple of Measure
        The user's other measures; one with the same id is replaced.

    Raises
    ------
    InputFileError
        With all problems of the file. A measure of the programme cannot be replaced: the audit, the
        printed tables and everybody else's links are about that one.
    """
    measure = parse_measure(decode(data, name), name, services.catalogue_with(own))
    if measure.id in services.catalogue().measures:
        found = f"'{measure.id}', which is a measure of the programme"
        expected = "an id of its own"
        repair = "Give it another id, and put the programme's measure off in the scenario."
        raise InputFileError([Problem(name, 1, "id", found, expected, repair)])
    if len({*(one.id for one in own), measure.id}) > MOST_MEASURES:
        found, expected = f"measure {len(own) + 1}", f"at most {MOST_MEASURES} measures of your own"
        raise InputFileError([Problem(name, 1, "", found, expected, "Remove one first.")])
    return measure
