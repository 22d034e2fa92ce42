"""The tour does the whole main job, can be done again in the same folder, and takes away nothing but its own."""

import json

import pytest
from builders import practice_home

from desk.errors import StoreExists
from desk.services.tour import run_tour


def test_the_tour_twice_in_one_folder(tmp_path):
    (tmp_path / "cua-toi.txt").write_text("của tôi", encoding="utf-8")
    for _ in range(2):
        files = run_tour(tmp_path / "t")
        assert all(file.is_file() for file in files)
        assert len([file for file in files if file.suffix == ".pdf"]) == 5
        assert json.loads((tmp_path / "t" / "kiem-tra.json").read_text(encoding="utf-8"))["faults"] == []
    assert (tmp_path / "cua-toi.txt").is_file()


def test_a_home_that_no_tour_made_is_left_alone(tmp_path):
    home = practice_home(tmp_path)
    with pytest.raises(StoreExists):
        run_tour(tmp_path)
    assert home.database.is_file()
