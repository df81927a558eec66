"""The migrations of the store, one file each; run by :func:`qualcode.store.schema.upgrade`."""
