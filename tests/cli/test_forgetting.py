"""`ssi-coach forget`: a person, or a workspace, from the database's files too."""

from pathlib import Path

import pytest

from bot.store.engine import Store
from tests.cli.test_starting import coach
from tests.store.earlier import first_release


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A database of this revision with two workspaces, where the verbs look for it."""
    store = first_release(f"sqlite:///{tmp_path / 'ssi-coach.db'}")
    store.upgrade(tmp_path / "before")
    store.close()
    return tmp_path


def words(folder: Path) -> str:
    found = b"".join(one.read_bytes() for one in folder.glob("ssi-coach.db*"))
    return found.decode("latin-1")


def test_a_person_goes_from_rows_and_files(filled: Path) -> None:
    assert "Ben" in words(filled)
    done = coach(filled, "forget", "U2")
    assert done.returncode == 0, done.stderr
    assert "of U2 in workspace T1" in done.stdout
    assert "The bytes are gone from the database's files." in done.stdout
    assert "Backups may hold it still" in done.stdout
    assert "America/New_York" not in words(filled)
    again = coach(filled, "forget", "U2")
    assert again.returncode == 2
    assert "Nothing of that id is kept here" in again.stderr


def test_an_id_of_several_workspaces_needs_one(filled: Path) -> None:
    asked = coach(filled, "forget", "U1")
    assert asked.returncode == 2
    assert "T1, T2" in asked.stderr
    assert coach(filled, "forget", "U1", "--team", "T2").returncode == 0
    store = Store(f"sqlite:///{filled / 'ssi-coach.db'}")
    with store.engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT team_id FROM member WHERE user_id = 'U1'")
        assert left.scalars().all() == ["T1"]
    store.close()


def test_a_workspace_goes_and_the_other_stays(filled: Path) -> None:
    done = coach(filled, "forget", "T1", "--yes")
    assert done.returncode == 0, done.stderr
    assert "everything of workspace T1" in done.stdout
    found = words(filled)
    assert "Acme" not in found
    assert "Bolt" in found
    assert coach(filled, "forget", "T1").returncode == 2


@pytest.mark.parametrize("id", ["ana", "", "U1;DROP", "C1", "U 1"])
def test_what_is_no_id_is_one_sentence(filled: Path, id: str) -> None:
    done = coach(filled, "forget", id)
    assert done.returncode == 2
    assert "is no id of a workspace" in done.stderr
    assert "Traceback" not in done.stderr
