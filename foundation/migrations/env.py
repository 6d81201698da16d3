"""Alembic's entry: the connection and the database's name come from `foundation.migrations.upgrade`."""

from alembic import context

config = context.config
context.configure(connection=config.attributes["connection"], transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
