"""The first schema."""

from alembic import context, op

from foundation.migrations import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the frozen statements of this database and dialect."""
    dialect = op.get_bind().dialect.name
    for statement in statements(revision, context.config.attributes["database"], dialect):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%") if dialect == "postgresql" else statement)
