"""Schema revisions, shipped with the package. The newest is named here, so that a start can check
it with one SELECT and without loading Alembic; a test holds the names to the files."""

KNOWN: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision that this program can start from, oldest first."""

HEAD = KNOWN[-1]
"""The revision that this program needs."""
