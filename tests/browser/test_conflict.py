"""A combination that cannot be, in a real browser: it is said, the numbers stay, one click mends it."""

from playwright.sync_api import expect

from tests.browser.conftest import ready
from tests.browser.test_explore import net, switch
from tests.browser.test_measures import no_faults

OTHER = "grip-op-uitgaven"
MEASURE = f"""\
id: eigen-buurtteams
title: {{nl: Buurtteams, en: Buurtteams}}
summary: {{nl: Een team per buurt., en: A team per neighbourhood.}}
status: proposed
grade: 6
grade_reason: {{nl: Eigen inschatting., en: Own estimate.}}
drivers:
  saving:
    title: {{nl: Besparing, en: Saving}}
    value: 300_000
    unit: EUR/year
    provenance: assumption
    grade: 6
    note: {{nl: Eigen inschatting., en: Own estimate.}}
effects:
  less:
    title: {{nl: Minder hulp, en: Less help}}
    service: youth_ambulatory
    formula: saving
    ramp_up: {{kind: shares, values: [0, 1, 1, 1]}}
    source: {{document: raadsbrief-2021, lines: "1"}}
relations:
  - kind: excludes
    measure: {OTHER}
    source: {{document: raadsbrief-2021, lines: "1"}}
    note: {{nl: Dezelfde mensen doen het werk., en: The same people do the work.}}
sources:
  - {{document: raadsbrief-2021, lines: "1"}}
"""


def test_measures_that_cannot_be_together_are_told_and_mended(page):
    opened = page("/maatregelen?maatregel=eigen")
    field = opened.locator(".st-key-measure-upload input[type=file]")
    field.set_input_files({"name": "m.yaml", "mimeType": "application/yaml", "buffer": MEASURE.encode()})
    expect(opened.get_by_role("heading", level=1)).to_have_text("Buurtteams")
    ready(opened)
    opened.get_by_role("link", name="Verkennen").first.click()
    ready(opened)
    told = opened.locator(f".st-key-conflict-eigen-buurtteams-{OTHER}")
    expect(told).to_contain_text("kunnen niet samen")
    before = net(opened)
    switch(opened, "versoberen-huishoudelijke-hulp")
    assert net(opened) == before, "numbers of a combination that cannot be"
    told.get_by_role("button", name="Zet uit: Grip op uitgaven").click()
    ready(opened)
    expect(told).to_have_count(0)
    assert net(opened) != before
    no_faults(opened)
