"""What a study hands to topics and saturation: the counted codings, no partners as themes, the names it knows."""

import pytest

from qualcode.model import in_branch
from qualcode.study import Study
from qualcode.study.saturating import order_of
from qualcode.study.topics import counted_codings, known_names, said_in, themes_of


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    with Study.create_example(tmp_path_factory.mktemp("themes") / "example") as made:
        made.run()
        yield made


def test_partners_are_no_themes(study):
    themes = themes_of(study)
    assert themes
    assert not [code for code in themes if in_branch(code, study.config.partner_branch)]
    assert {code.id for code in study.codebook} - set(themes) == {
        code.id for code in study.codebook.subtree(study.config.partner_branch)
    }


def test_every_label_of_a_speaker_is_a_known_name(study):
    assert {speaker.label for speaker in study.speakers} <= set(known_names(study))


def test_the_counted_codings_stand_on_informants_segments_only(study):
    said = said_in(study, counted_codings(study))
    assert [item.segment for item in said] == study.segments()
    assert not [item for item in said if item.codes and not item.segment.is_informant]
    counted = {coding.code for coding in study.coding_set()}
    assert set().union(*(item.codes for item in said)) <= counted


def test_saturation_and_topics_are_on_the_facade(study):
    assert study.saturation(base=1, run=1).documents == tuple(order_of(study))
    pytest.importorskip("bertopic")
    assert study.topics(resamples=0).interviews <= len(study.documents)
