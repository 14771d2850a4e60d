"""Charts of a modelled swap: molecules and contract as two Sankey diagrams, and the account by month."""

from collections.abc import Iterator, Mapping
from html import escape

from dragoman.analysis.swaps.model import Year
from dragoman.analysis.swaps.scenarios import Scenario
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.swaps import Network
from dragoman.faces.drawing.sankey import Band, sankey

BCM = 1000.0
MONTHS = "JFMAMJJASOND"
WIDTH, HEIGHT, LEFT, TOP = 900.0, 360.0, 70.0, 50.0
LOSSES = "losses"


def molecules_chart(network: Network, scenario: Scenario) -> str:
    """What runs through which pipe in the year, losses and own demand as ends."""
    year, bands = scenario.year, []
    for identity, pipe in network.pipes.items():
        volume = sum(m.flows[identity] for m in year.months) / BCM
        start, end = network.name(pipe.start), network.name(pipe.end)
        bands.append(Band(start, end, volume * (1 - pipe.loss)))
        bands.append(Band(start, LOSSES, volume * pipe.loss, lost=True))
    contract = year.terms.contract
    supplier, via, receiver = _state(contract.supplier), _state(contract.via), _state(contract.receiver)
    receiving = f"{receiver}, receiving" if receiver == supplier else receiver
    bands.insert(0, Band(supplier, network.name(contract.enters), year.received))
    for place in contract.leaves:
        bands.append(Band(network.name(place), receiving, sum(m.delivered[place] for m in year.months) / BCM))
    for node in map(network.name, network.demands):
        into = sum(b.volume for b in bands if b.end == node) - sum(b.volume for b in bands if b.start == node)
        bands.append(Band(node, f"own demand of {via}", into))
    below = f"Own demand unserved: {year.unserved:,.3f} bcm. Pipes and demands are assumptions."
    return sankey(f"{contract.name}: molecules ({scenario.name})", bands, "bcm", below)


def contract_chart(scenario: Scenario) -> str:
    """What the contract accounts for: handed over, kept as fee, delivered, and what is missing of the promise."""
    year, contract = scenario.year, scenario.year.terms.contract
    via, receiver = _state(contract.via), _state(contract.receiver)
    bands = [
        Band(_state(contract.supplier), f"account of {via}", year.received),
        Band(f"account of {via}", f"delivered to {receiver}", year.delivered),
        Band(f"account of {via}", f"kept by {via} ({year.terms.fee:.0%})", year.kept),
    ]
    below = f"Promised and not delivered: {year.short:,.3f} bcm."
    return sankey(f"{contract.name}: contract ({scenario.name})", bands, "bcm", below)


def account_chart(scenario: Scenario) -> str:
    """By month: what the receiver is due of what was handed over, what it got, and the account between them."""
    year = scenario.year
    due = [m.received * (1 - year.terms.fee) for m in year.months]
    got = [sum(m.delivered.values()) for m in year.months]
    account = [m.account for m in year.months]
    title = f"{year.terms.contract.name}: account by month ({scenario.name})"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT + 50:g}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>',
            f'<rect class="paper" width="{WIDTH:g}" height="{HEIGHT + 50:g}" fill="#fff"/>',
            f'<text x="10" y="22" font-size="15">{escape(title)}</text>',
            *_plot({"due": due, "got": got, "account": account}),
            "</svg>\n",
        ]
    )


def _plot(series: Mapping[str, list[float]]) -> Iterator[str]:
    values = [v for line in series.values() for v in line]
    high, low = max(*values, 1.0), min(*values, 0.0)

    def y(value: float) -> float:
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - 20)

    step = (WIDTH - LEFT - 20) / len(MONTHS)
    for value in (low, 0.0, high):
        yield f'<path class="rule" d="M{LEFT:g} {y(value):.1f}H{WIDTH - 20:g}" stroke="#ccc"/>'
        yield f'<text x="{LEFT - 6:g}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,.0f}</text>'
    for month, letter in enumerate(MONTHS):
        x = LEFT + month * step
        for shift, (name, colour) in enumerate((("due", "#92c5de"), ("got", "#2f7fc0"))):
            top, bottom = y(max(series[name][month], 0.0)), y(0.0)
            left = x + step * (0.15 + 0.35 * shift)
            size = f'width="{step * 0.33:.1f}" height="{bottom - top:.1f}"'
            yield f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="{colour}"/>'
        yield f'<text x="{x + step / 2:.1f}" y="{HEIGHT + 4:g}" text-anchor="middle">{letter}</text>'
    line = "".join(
        f"{'L' if n else 'M'}{LEFT + (n + 0.5) * step:.1f} {y(v):.1f}" for n, v in enumerate(series["account"])
    )
    yield f'<path class="owed" d="{line}" fill="none" stroke="#b2182b" stroke-width="2.5"/>'
    told = "pale: due after the fee; full: delivered; red line: what is owed at the month's end (million cubic metres)"
    yield f'<text class="quiet" x="10" y="{HEIGHT + 36:g}" fill="#555">{escape(told)}</text>'


def _state(iso3: str) -> str:
    state = load_atlas().state(iso3)
    return iso3 if state is None else state.name


def charts(network: Network, scenario: Scenario) -> dict[str, str]:
    """Every chart of a run by the name of its file."""
    return {
        "molecules": molecules_chart(network, scenario),
        "contract": contract_chart(scenario),
        "account": account_chart(scenario),
    }


def lost(year: Year, network: Network) -> float:
    """What the pipes lose in the year, in billion cubic metres."""
    return sum(m.flows[i] * p.loss for m in year.months for i, p in network.pipes.items()) / BCM
