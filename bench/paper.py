"""Hours and money for large archives, calculated: python bench/paper.py [--rate 6.8] [--price 0.05] [--cores 64] ...

A calculation from constants that were measured elsewhere (docs/figures.md says with what), not a measurement.  Give
your own: `--rate` is what bench/reading.py says for one core, `--price` what a core costs you in an hour.
"""

import argparse
from dataclasses import dataclass

MILLION = 1_000_000
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Constants:
    """`rate`: articles a second and core; `again`: share that is read twice; `cut`, `merge`, `resolve`: ms an article.

    `network`: the network's share of the reading, which a card can take over; `price`, `card`: of a core and of a card
    for an hour.
    """

    rate: float
    again: float
    cut: float
    merge: float
    resolve: float
    network: float
    price: float
    card: float

    def core_hours(self, articles: int) -> float:
        """Of reading, on cores alone."""
        return articles * (1 + self.again) / self.rate / HOUR

    def alone(self, articles: int, milliseconds: float) -> float:
        """Hours of one process that takes so many milliseconds an article."""
        return articles * milliseconds / 1_000 / HOUR


def row(articles: int, known: Constants, cores: int, beside: int) -> str:
    """A line of the table: `cores` read; or one card, and `beside` cores for all but the network."""
    core_hours = known.core_hours(articles)
    hours, rest = core_hours / cores, core_hours * (1 - known.network)
    on_card = rest / beside
    tail = [known.alone(articles, ms) for ms in (known.cut, known.merge, known.resolve)]
    cost, card_cost = core_hours * known.price, on_card * (known.card + beside * known.price)
    cells = [f"{articles // MILLION} million", f"{core_hours:,.0f}", f"{hours:,.1f}", f"{cost:,.0f}"]
    cells += [f"{on_card:,.1f}", f"{card_cost:,.0f}", *(f"{t:,.1f}" for t in tail)]
    return f"| {' | '.join([*cells, *(f'{reading + sum(tail):,.1f}' for reading in (hours, on_card))])} |"


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("rate", 6.8), ("again", 0.05), ("cut", 0.5), ("merge", 0.4), ("resolve", 1.5)):
        parser.add_argument(f"--{name}", type=float, default=value)
    for name, value in (("network", 0.6), ("price", 0.05), ("card", 2.0)):
        parser.add_argument(f"--{name}", type=float, default=value)
    parser.add_argument("--cores", type=int, default=64)
    parser.add_argument("--beside", type=int, default=16)
    options = vars(parser.parse_args())
    cores, beside = options.pop("cores"), options.pop("beside")
    known = Constants(**options)
    head = ["articles", "core hours of reading", f"hours on {cores} cores", f"cost at {known.price:g} a core hour"]
    head += [f"hours on one card with {beside} cores, at best", f"cost at {known.card:g} a card hour"]
    head += [
        "cutting, h",
        "merging, h",
        "working out events, h",
        f"in all on {cores} cores, h",
        "in all with a card, h",
    ]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for articles in (1, 10, 100):
        print(row(articles * MILLION, known, cores, beside))


if __name__ == "__main__":
    main()
