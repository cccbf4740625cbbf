"""The small programme with a municipality that leaves, and one that does not take part in a service."""

from simulator.domain.programme import Leaving, Programme
from tests.factories import municipality, service, small_programme, source


def partly_together() -> Programme:
    """Build it: west leaves in 2023, zuid is no member for youth."""
    return small_programme(
        municipalities={
            "noord": municipality(50_000, 10_000, title="Noord"),
            "zuid": municipality(30_000, 6_000, title="Zuid"),
            "west": municipality(20_000, 4_000, title="West", leaves=Leaving(year=2023, source=source())),
        },
        services={
            "youth": service(1_000_000, allocation_key="age_0_19", non_members=("zuid",)),
            "household_help": service(2_000_000),
        },
    )
