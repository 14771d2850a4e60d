"""The atlas of swaps: contracts with their sources, and the pipes of the model."""

from pathlib import Path

import pytest

from dragoman.atlas import swaps
from dragoman.atlas.swaps import DAYS, FOLDER, Said, load_swaps, read_network
from dragoman.errors import ChoiceUnknown, DataError


def test_every_contract_says_who_hands_what_to_whom_across_whom() -> None:
    found = load_swaps()
    assert len(found.contracts) >= 4
    for contract in found.contracts.values():
        assert {len(s) for s in (contract.supplier, contract.via, contract.receiver)} == {3}
        assert contract.commodity
        assert contract.leaves
        assert {contract.enters, *contract.leaves} <= set(read_network().nodes)
        assert set(read_network().names) == set(read_network().nodes)


def test_every_source_has_an_address() -> None:
    assert all(s.url.startswith("http") and s.by for s in load_swaps().sources.values())


def test_an_unknown_swap_is_a_sentence_with_the_choices() -> None:
    with pytest.raises(ChoiceUnknown, match="There is no swap 'cheese'. Choices: turkmen-azeri-2022"):
        load_swaps().contract("cheese")


def test_units_lead_to_million_cubic_metres_a_day() -> None:
    assert sum(DAYS) == 365
    assert Said(1.5, 2.0, "bcm_a_year", "", "", "").low_mcm == pytest.approx(4.1096, abs=1e-4)
    assert Said(4.0, 4.5, "mcm_a_day", "", "", "").high_mcm == 4.5


def test_a_lost_source_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sources.toml", "contracts.toml"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("[ngw-2021]", "[other]"), encoding="utf-8")
    monkeypatch.setattr(swaps, "FOLDER", tmp_path)
    with pytest.raises(DataError, match=r"\[turkmen-azeri-2022\] cites sources that are not listed: ngw-2021"):
        load_swaps.__wrapped__()


def own(tmp_path: Path, old: str, new: str) -> Path:
    text = (FOLDER / "network.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "pipes.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('to = "astara", capacity', 'to = "moon", capacity', "pipe north-west-astara must join two of the nodes"),
        ("capacity = 10, loss = 0.002", "capacity = -1, loss = 0.002", "capacity of 0 or more"),
        ("capacity = 10, loss = 0.002", "capacity = 10, loss = 1.0", "loss from 0 to below 1"),
        ("capacity = 10, loss = 0.002", "capacity = 10", "lacks or does not know 'loss'"),
        ("24, 29]", "24]", "twelve months of 0 or more"),
        ("[pipes]", "[tubes]", "lacks or does not know 'pipes'"),
    ],
)
def test_bad_pipes_say_what_is_wrong(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        read_network(own(tmp_path, old, new))
