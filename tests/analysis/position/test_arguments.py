import pytest

from simulator.analysis.position import accepted, arguments
from simulator.domain.base import Text
from simulator.domain.measure import Action, SocietalEffect, Unknown
from simulator.domain.relation import AlreadyImplemented
from simulator.errors import ScenarioError
from tests.analysis.position.samples import position, shipped, stance
from tests.factories import fewer_hours, school_coaches, small_catalogue, source, strict_access, text


def offered(**changes):
    catalogue = small_catalogue(school_coaches(**changes), fewer_hours(), strict_access())
    return {argument.id: argument for argument in arguments(catalogue)["school-coaches"]}


@pytest.mark.parametrize(
    ("direction", "leaning"), [("benefit", "for"), ("burden", "against"), ("mixed", "open")]
)
def test_a_societal_effect_leans_by_its_direction(direction, leaning):
    effect = SocietalEffect(text=text("Minder reizen"), direction=direction, source=source("12-13, 20"))
    argument = offered(societal_effects=(effect,))["societal:plan:12-13+20"]
    assert argument.leaning == leaning
    assert argument.text.nl == "Minder reizen."
    assert argument.citations[0].source.lines == "12-13, 20"


@pytest.mark.parametrize(("grade", "leaning"), [(1, "for"), (3, "open"), (6, "against")])
def test_evidence_leans_by_its_grade(grade, leaning):
    argument = offered(grade=grade)[f"evidence:{grade}"]
    assert argument.leaning == leaning
    assert f"bewijskracht is {grade} op een schaal" in argument.text.nl


def test_a_rival_that_yields_less_speaks_against():
    # 500 instead of 1,000 a child
    argument = offered()["rival:saving_per_child:critics"]
    assert argument.leaning == "against"
    assert "Critici: 500 euro per kind per jaar" in argument.text.nl


def test_legal_limits_implementations_and_unknowns_are_offered():
    found = offered(
        legal_limits=(Action(text=text("Alleen na onderzoek"), source=source("3")),),
        relations=(
            AlreadyImplemented(
                kind="already_implemented", municipality="zuid", share=0.4, source=source("4"), note=text("N")
            ),
        ),
        unknown=(Unknown(title=Text(nl="Extra vraag", en="More demand"), what="cost", source=source("5")),),
    )
    assert found["legal:plan:3"].leaning == "open"
    assert "Zuid voert deze maatregel al voor 40% uit" in found["implemented:zuid"].text.nl
    assert found["unknown:plan:5"].text.en == "A cost is unknown and does not count: More demand."


def test_two_arguments_on_one_line_have_two_ids():
    effects = tuple(
        SocietalEffect(text=text(words), direction="mixed", source=source("9")) for words in ("Een", "Twee")
    )
    found = offered(societal_effects=effects)
    assert found["societal:plan:9"].text.nl == "Een."
    assert found["societal:plan:9#2"].text.nl == "Twee."


def test_nothing_is_accepted_unasked():
    assert accepted(position(), small_catalogue()) == {}


def test_accepted_arguments_come_in_the_order_of_the_author():
    wanted = ("rival:saving_per_child:critics", "evidence:2")
    entry = stance("support", arguments=wanted)
    found = accepted(position(measures={"school-coaches": entry}), small_catalogue())
    assert tuple(argument.id for argument in found["school-coaches"]) == wanted


def test_an_accepted_argument_that_the_data_no_longer_offer_is_refused():
    entry = stance("support", arguments=("evidence:1",))
    with pytest.raises(ScenarioError, match=r"'evidence:1'.*do not offer.*Write 'evidence:2' instead"):
        accepted(position(measures={"school-coaches": entry}), small_catalogue())


def test_a_measure_that_does_not_exist_is_refused():
    with pytest.raises(ScenarioError, match="names measure 'school-coach'"):
        accepted(position(measures={"school-coach": stance("support")}), small_catalogue())


def test_every_shipped_argument_has_a_unique_id_and_says_where_it_stands():
    catalogue, _, _ = shipped()
    for name, found in arguments(catalogue).items():
        assert len({argument.id for argument in found}) == len(found), name
        for argument in found:
            assert argument.citations or argument.kind == "audit", argument.id
            assert argument.text.nl and argument.text.en
            assert "{" not in argument.text.nl + argument.text.en


def test_the_shipped_disputes_of_point_3_are_offered():
    catalogue, _, _ = shipped()
    found = {argument.id: argument for argument in arguments(catalogue)["vindplaats-naar-werkplaats"]}
    assert found["rival:saving_per_child:aef"].leaning == "against"


def test_shipped_position_accepts_nothing_that_the_council_did_not_write():
    _, _, zienswijze = shipped()
    assert not any(entry.arguments for entry in zienswijze.measures.values())
