"""Is a chart valid Vega-Lite? Asked of the schema itself."""

from functools import cache

import altair as alt
import jsonschema


@cache
def _validator() -> jsonschema.protocols.Validator:
    schema = alt.load_schema()
    return jsonschema.validators.validator_for(schema)(schema)


def assert_vega_lite(spec: dict) -> None:
    """Check a description.

    `Chart.from_dict` of Altair checks by the same schema while it makes its own objects of a description,
    and tries every kind of chart and channel in turn: five to eight times as long.
    """
    _validator().validate(spec)
