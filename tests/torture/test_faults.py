"""Every fault at its small size; `make torture` tries the full one."""

import random

import pytest

from tests.torture.fault import Fault, iter_faults


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(each, id=each.name, marks=pytest.mark.cluster if each.name == "network" else ())
        for each in iter_faults()
    ],
)
def test_a_fault_does_no_harm(fault: Fault) -> None:
    seed = random.SystemRandom().randrange(2**31)
    outcome = fault.run(fault.small, seed)
    assert outcome.tried
    assert not outcome.failures, f"again: python -m tests.torture {fault.name} --size {fault.small} --seed {seed}"
