import pytest

from store.samples import made


@pytest.fixture
def store(tmp_path):
    """Open a store with documents ``a`` and ``b`` and a codebook."""
    with made(tmp_path / "study.db") as store:
        yield store
