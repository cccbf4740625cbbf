"""Dutch words that people type where a file has a fixed English one, and which they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

DUTCH: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # status of a measure
        "proposed": ("voorgesteld", "voorstel"),
        "adopted": ("vastgesteld", "aangenomen", "besloten", "goedgekeurd", "overgenomen"),
        "rejected": ("afgewezen", "verworpen", "afgekeurd", "niet_overgenomen"),
        "suggested": ("gesuggereerd", "geopperd", "aangedragen", "suggestie", "idee"),
        # effects and costs
        "structural": ("structureel",),
        "incidental": ("incidenteel", "eenmalig", "tijdelijk"),
        "lower_spending": ("lagere_uitgaven", "minder_uitgaven", "lagere_lasten", "besparing"),
        "own_contribution": ("eigen_bijdrage", "bijdrage", "baten"),
        "execution": ("uitvoering", "uitvoeringskosten"),
        "effect": ("opbrengst", "besparing"),
        "cost": ("kosten", "kost", "lasten", "uitgaven"),
        "net": ("netto", "saldo"),
        # who decides, and what people notice
        "council": ("raad", "gemeenteraad"),
        "executive": ("college", "b_en_w", "college_van_b_en_w"),
        "region": ("regio",),
        "benefit": ("voordeel", "baat", "positief"),
        "burden": ("nadeel", "last", "negatief"),
        "mixed": ("gemengd", "wisselend", "beide"),
        # where a value comes from
        "stated": ("vermeld", "genoemd", "staat_er"),
        "derived": ("afgeleid", "berekend"),
        "not_derivable": ("niet_af_te_leiden", "niet_afleidbaar", "niet_herleidbaar"),
        "assumption": ("aanname", "veronderstelling", "schatting"),
        "source": ("bron",),
        "evidence": ("bewijs", "onderzoek"),
        # shapes of ranges and ramp-ups
        "fixed": ("vast",),
        "uniform": ("gelijk", "gelijkmatig"),
        "triangular": ("driehoek", "driehoekig"),
        "lognormal": ("lognormaal", "log_normaal"),
        "discrete": ("discreet",),
        "shares": ("delen", "aandelen", "percentages"),
        "reached": ("bereikt", "bereik", "aantallen"),
        "step": ("stap", "sprong", "ineens"),
        "linear": ("lineair", "geleidelijk"),
        "s_curve": ("s_bocht", "s_kromme"),
        # relations
        "supersedes": ("vervangt",),
        "requires": ("vereist", "voorwaarde", "nodig"),
        "excludes": ("sluit_uit", "uitsluiting"),
        "spills_over": ("waterbed", "waterbedeffect", "weglek"),
        "capped_line": ("plafond", "budgetplafond", "subsidieplafond"),
        "budget_shift": ("verschuiving", "budgetverschuiving", "overheveling"),
        "already_implemented": ("al_ingevoerd", "al_gedaan", "reeds_ingevoerd"),
        # services, prices and layers
        "jeugdwet": ("jeugd", "jeugdhulp", "jeugdzorg", "jw"),
        "wmo": ("wmo_2015", "maatschappelijke_ondersteuning"),
        "constant": ("constante_prijzen", "reëel", "reeel"),
        "nominal": ("nominaal", "lopende_prijzen"),
        "overlap": ("overlapping", "demping"),
        "shared_costs": ("gedeelde_kosten",),
        "spill_over": ("waterbed", "waterbedeffect"),
        "growth": ("groei",),
        "realisation": ("realisatie",),
        "delay": ("vertraging", "uitloop"),
        # observed figures
        "realised": ("gerealiseerd", "realisatie"),
        "expected": ("verwacht", "verwachting"),
        "forecast": ("prognose", "raming", "begroot"),
        "empty": ("leeg",),
        "to_be_filled_in": ("pm", "n.t.b.", "ntb", "nog_te_bepalen"),
        "words": ("woorden", "tekst"),
        "not_stated": ("niet_vermeld", "niet_genoemd", "onbekend"),
        "implausible": ("onwaarschijnlijk", "ongeloofwaardig", "onmogelijk"),
        "at_least": ("ten_minste", "minstens", "minimaal"),
        "at_most": ("ten_hoogste", "hoogstens", "maximaal"),
        "rounded": ("afgerond",),
        "approximate": ("ongeveer", "circa", "ca", "ca."),
        "placed_by_us": ("door_ons_geplaatst",),
        "label_corrected": ("naam_verbeterd", "label_verbeterd"),
        "clients": ("cliënten", "clienten", "klanten"),
        "cost_per_client": ("kosten_per_cliënt", "kosten_per_client"),
        "share_of_youth": ("jeugdhulpgebruik", "aandeel_jeugd"),
        "index": ("indexcijfer",),
        "saving": ("besparing",),
        # stances
        "support": ("steunen", "steun", "voor", "eens"),
        "support_if": ("steunen_mits", "mits", "steunen,_mits"),
        "oppose": ("niet_steunen", "tegen", "oneens"),
        "add": ("aanvullen", "toevoegen"),
    }
)
"""For each fixed word of the files what people write instead; one Dutch word can stand for several."""


def meant_in_dutch(word: str, known: Iterable[str]) -> str | None:
    """Give the fixed word that somebody means, where theirs is a Dutch one.

    Parameters
    ----------
    word : str
        What stands in the file.
    known : iterable of str
        The words that can stand there.

    Examples
    --------
    >>> (
    ...     meant_in_dutch("Voorgesteld", ["adopted", "proposed"]),
    ...     meant_in_dutch("steunen, mits", ["support_if"]),
    ... )
    ('proposed', 'support_if')
    >>> meant_in_dutch("besparing", ["effect", "cost"]), meant_in_dutch("geel", ["effect", "cost"])
    ('effect', None)
    """
    plain = word.strip().casefold().replace(" ", "_").replace("-", "_")
    return next((name for name in known if plain in DUTCH.get(name, ())), None)
