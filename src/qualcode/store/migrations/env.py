"""Run by Alembic: migrate on the connection, and within the transaction, that the store gives."""

from alembic import context

from qualcode.store.tables import metadata

if getattr(context, "config", None) is not None:  # None: something that is not Alembic looks at the file
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes a table by building it anew
    )
    with context.begin_transaction():
        context.run_migrations()
