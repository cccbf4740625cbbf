"""Pages wait for each other, and not for ever."""

import threading

import pytest

from simulator.ui import turns


def test_no_more_pages_than_said_are_drawn_at_once(monkeypatch):
    monkeypatch.setattr(turns, "_TURNS", threading.BoundedSemaphore(turns.AT_ONCE))
    counting, drawn, most = threading.Lock(), [0], [0]
    met = threading.Barrier(turns.AT_ONCE)

    def draw():
        with turns.turn() as mine:
            assert mine
            with counting:
                drawn[0] += 1
                most[0] = max(most[0], drawn[0])
            met.wait(timeout=10)  # so that as many as may are inside together
            with counting:
                drawn[0] -= 1

    pages = [threading.Thread(target=draw) for _ in range(4 * turns.AT_ONCE)]
    for page in pages:
        page.start()
    for page in pages:
        page.join(timeout=20)
    assert most[0] == turns.AT_ONCE


def test_a_page_that_hangs_does_not_stop_the_others(monkeypatch):
    monkeypatch.setattr(turns, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns.turn() as first, turns.turn() as second:
        assert (first, second) == (True, False)
    with turns.turn() as third:
        assert third


def test_a_page_that_fails_gives_its_turn_back(monkeypatch):
    monkeypatch.setattr(turns, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with pytest.raises(ValueError, match="oops"), turns.turn():
        raise ValueError("oops")
    with turns.turn() as mine:
        assert mine
