"""How Alembic runs here: on a connection that lms.kernel.upkeep.migrating hands over."""

from alembic import context

from lms.kernel.database import Base
from lms.kernel.upkeep.migrating import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transaction_per_migration=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
