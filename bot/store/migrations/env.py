"""Alembic's entrance: runs on the connection and in the transaction that the caller opened."""

from alembic import context
from sqlmodel import SQLModel

from bot.store import tables, team_tables, upload_tables, weekly_tables  # noqa: F401  the tables must be known to the metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds the lock and the whole upgrade
)
context.run_migrations()
