"""The tree in docs/architecture.md is the tree on disk, both ways."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "scoring", "sandbox", "benchmarks")


def drawn() -> set[str]:
    """The modules of the first block of the page; two blanks a level, folders end with a slash."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    found, folders = set(), list[str]()
    for line in text.strip().splitlines():
        name = line.split()[0]
        depth = (len(line) - len(line.lstrip())) // 2
        folders[depth:] = [name.rstrip("/")] if name.endswith("/") else []
        if name.endswith(".py"):
            found.add("/".join((*folders, name)))
    return found


def on_disk() -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__init__.py" and "migrations" not in path.parts
    }


def test_every_module_has_its_line_in_the_tree() -> None:
    assert on_disk() - drawn() == set()


def test_the_tree_names_no_module_that_is_not_there() -> None:
    assert drawn() - on_disk() == set()


def test_every_room_of_many_says_in_one_line_what_it_holds() -> None:
    bare = [
        path.parent.name
        for package in ("bot", "sandbox")
        for path in (ROOT / package).rglob("__init__.py")
        if "versions" not in path.parts and path.parent != ROOT / "bot"
        and not path.read_text("utf-8").startswith('"""')
    ]  # fmt: skip
    assert bare == []
