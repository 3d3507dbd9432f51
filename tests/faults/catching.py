"""Planting a bug in both nodes, and whether the campaigns catch it by its name."""

import random
from pathlib import Path

from tests.faults import nodes
from tests.faults.campaign_list import CAMPAIGNS
from tests.faults.mutation_list import Mutation
from tests.faults.pair import Template
from tests.faults.run import Run

_SEEDS = 6
_PATIENCE = 15.0


def is_caught(mutation: Mutation, folder: Path, template: Template, seed: int) -> bool:
    """Play the campaign that must catch a bug, a few times where chance has a part in it."""
    patience, nodes.PATIENCE = nodes.PATIENCE, _PATIENCE
    try:
        return any(_catches(mutation, folder, template, seed + more) for more in range(_SEEDS))
    finally:
        nodes.PATIENCE = patience


def _catches(mutation: Mutation, folder: Path, template: Template, seed: int) -> bool:
    own = folder / f"{mutation.name.replace(' ', '-')}-{seed}"
    run = Run(own, template, random.Random(seed), (mutation.name,), mutation.only)
    CAMPAIGNS[mutation.shown_by](run, mutation.many)
    said = [finding.what for finding in run.findings if mutation.told_as in finding.what]
    told = f"caught: {said[0]}" if said else f"NOT CAUGHT ({len(run.findings)} other findings)"
    print(f"faults: {mutation.name}: {told}", flush=True)
    return bool(said)
