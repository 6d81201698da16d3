import pytest

from foundation import clock, clock_marks, ledger
from foundation.canonical import Instant
from foundation.clock import AnchoredClock, FakeClock

NOON = Instant(1_773_630_000_000)


@pytest.fixture
def machine(monkeypatch):
    """A machine whose wall clock, uptime and boot the test moves."""

    class Machine:
        wall, uptime, boot = NOON, 5_000, "first boot"

        def run(self, milliseconds):
            self.wall += milliseconds
            self.uptime += milliseconds

        def reboot(self, wall):
            self.wall, self.uptime, self.boot = wall, 10, "second boot"

    machine = Machine()
    monkeypatch.setattr(clock, "wall", lambda: Instant(machine.wall))
    monkeypatch.setattr(clock, "since_boot", lambda: machine.uptime)
    monkeypatch.setattr(clock_marks, "boot_id", lambda: machine.boot)
    return machine


def test_the_clock_follows_the_uptime_not_the_wall(machine):
    running = AnchoredClock(NOON, machine.uptime)
    machine.run(1_500)
    machine.wall += 3_600_000

    assert running() == NOON + 1_500
    assert running.drift() == 3_600_000


def test_the_machines_own_clocks_agree_with_each_other():
    running = AnchoredClock()

    assert abs(running.drift()) < 1_000


def test_a_clock_of_tests_moves_when_told():
    fake = FakeClock(NOON)
    fake.advance(seconds=1.5, milliseconds=2)

    assert fake() == NOON + 1_502


def test_all_processes_of_an_installation_share_one_anchor(session, machine):
    first = clock_marks.settle(session)
    machine.run(900)
    machine.wall += 700  # somebody sets the clock between two starts

    second = clock_marks.settle(session)

    assert second == first
    assert second() == NOON + 900


def test_after_a_reboot_the_time_is_doubtful_until_a_person_confirms_it(session, machine):
    clock_marks.settle(session)
    assert not clock_marks.is_doubtful(session)

    machine.reboot(wall=NOON + 60_000)
    running = clock_marks.settle(session)

    assert running() == NOON + 60_000
    assert clock_marks.is_doubtful(session)
    assert clock_marks.mark(session, running) is False

    clock_marks.confirm(session, actor="invigilator-1", now=running())

    assert not clock_marks.is_doubtful(session)
    assert clock_marks.mark(session, running) is True
    last = ledger.entries(session, act="incident")[-1]
    assert (last["actor"], last["detail"]["kind"]) == ("invigilator-1", "clock_confirmed")


def test_a_machine_that_wakes_in_the_past_does_not_go_back_behind_its_last_mark(session, machine):
    running = clock_marks.settle(session)
    machine.run(30_000)
    clock_marks.mark(session, running)

    machine.reboot(wall=NOON - 86_400_000)

    assert clock_marks.settle(session)() == NOON + 30_000


@pytest.mark.parametrize(("step", "good"), [(2_000, True), (-2_000, True), (2_001, False), (-2_001, False)])
def test_a_wall_clock_that_leaves_by_more_than_two_seconds_makes_the_time_doubtful(
    session, machine, step, good
):
    running = clock_marks.settle(session)
    machine.run(1_000)
    machine.wall += step

    assert clock_marks.mark(session, running) is good
    assert clock_marks.is_doubtful(session) is not good


def test_a_doubt_is_recorded_once_and_does_not_go_away_by_itself(session, machine):
    running = clock_marks.settle(session)
    machine.wall += 5_000
    for _ in range(3):
        clock_marks.mark(session, running)
    machine.wall -= 5_000

    assert clock_marks.mark(session, running) is False
    assert len(ledger.entries(session, act="incident")) == 1


def test_confirming_a_time_that_nobody_doubts_records_nothing(session, machine):
    clock_marks.settle(session)

    clock_marks.confirm(session, actor="invigilator-1", now=NOON)

    assert ledger.entries(session) == []


def test_a_clock_that_was_never_settled_cannot_be_marked(session, machine):
    with pytest.raises(LookupError):
        clock_marks.mark(session, AnchoredClock())
