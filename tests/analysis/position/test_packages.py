import pytest

from simulator.analysis.position import packages
from simulator.analysis.run import run_id
from simulator.domain.scenario import Layers, MeasureSetting
from simulator.errors import ScenarioError
from tests.analysis.position.samples import PROPOSED, SCENARIOS, position, shipped, stance
from tests.factories import scenario


def test_oppose_puts_a_measure_off_and_support_leaves_it_on():
    both = packages(position(), SCENARIOS)
    assert both.proposed.active() == ("school-coaches", "fewer-hours", "strict-access")
    assert both.position.active() == ("school-coaches", "strict-access")


def test_add_puts_a_measure_on_that_the_proposal_lacks():
    without = {"proposed": scenario("school-coaches", id="proposed")}
    both = packages(position(measures={"strict-access": stance("add")}), without)
    assert both.proposed.active() == ("school-coaches",)
    assert both.position.active() == ("school-coaches", "strict-access")


def test_a_setting_of_the_position_goes_before_that_of_its_scenario():
    half = MeasureSetting(intensity=0.5)
    both = packages(position(measures={"strict-access": stance("support_if", setting=half)}), SCENARIOS)
    assert both.position.measures["strict-access"] == half
    assert both.proposed.measures["strict-access"] == MeasureSetting()


def test_a_measure_without_a_stance_stays_as_it_was():
    both = packages(position(measures={"fewer-hours": stance("oppose")}), SCENARIOS)
    assert "school-coaches" in both.position.active()


def test_both_packages_get_the_assumptions_of_the_position_so_only_measures_differ():
    own = scenario("school-coaches", id="own", layers=Layers(growth=True), seed=7, municipality="noord")
    measures = {"school-coaches": stance("support"), "fewer-hours": stance("oppose")}
    both = packages(position(scenario="own", measures=measures), SCENARIOS | {"own": own})
    assert both.proposed.layers.growth
    assert both.proposed.seed == both.position.seed == 7
    assert both.proposed.measures == PROPOSED.measures


def test_the_municipality_of_the_position_is_the_view_of_both():
    both = packages(position(municipality="zuid"), SCENARIOS)
    assert both.proposed.municipality == both.position.municipality == "zuid"


def test_a_scenario_that_does_not_exist_is_refused_with_a_suggestion():
    with pytest.raises(ScenarioError, match=r"'propsed', which does not exist.*'proposed'"):
        packages(position(departs_from="propsed"), SCENARIOS)


def test_the_package_of_the_shipped_position_is_the_shipped_scenario():
    # The same id on the screen of the scenario and in the letter of the position.
    catalogue, scenarios, zienswijze = shipped()
    both = packages(zienswijze, scenarios)
    assert run_id(catalogue, both.position) == run_id(catalogue, scenarios["zienswijze-hilversum"])
