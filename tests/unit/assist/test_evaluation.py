"""A trial turned into a result: what it says, what it refuses to say, and that it names no site."""

import json
from dataclasses import replace

import numpy as np
import pytest

from qualcode.assist.evaluation import CurvePoint, SecondCoder, evaluate_trial, paired_difference
from qualcode.assist.evaluation.codes import f1_of_code, spread_between, verdict_on
from qualcode.assist.evaluation.intervals import ONE_DOCUMENT, Resamples, estimates
from qualcode.errors import UsageError
from qualcode.model import Code, Codebook
from unit.assist.evaluation_trials import CODES, SETTINGS, marks, random_trial, trial

FEW = 200
"""Resamples: enough where only their existence matters."""


def evaluated(made, **options):
    given = {"settings": SETTINGS, "folds_by": "site", "resamples": FEW} | options
    return evaluate_trial(made, **given)


def repeated(rows, times):
    return marks(*rows * times)


def same_share(trial):
    """Give every code its share, whatever the segment: what one knows without reading."""
    said = np.tile(trial.truth.mean(axis=0), (len(trial), 1))
    return replace(trial, probability=said, suggested=said > 0.2)


# Intervals


def test_resampling_two_documents_gives_the_numbers_of_each_alone_as_ends():
    # 3 of 4 in one, 1 of 4 in the other: a resample is .75, .5 or .25.
    drawn = Resamples(list("aaaabbbb"), seed=1, resamples=500)
    right = np.array([[1], [1], [1], [0], [1], [0], [0], [0]], dtype=float)
    totals = drawn.totals(drawn.by_document(np.hstack([right, np.ones_like(right)]), np.arange(8)))
    draws = totals[:, 0] / totals[:, 1]
    assert set(draws) == {0.25, 0.5, 0.75}
    made = estimates({"share": draws}, documents=2)["share"]
    assert (made.value, made.low, made.high) == (0.5, 0.25, 0.75)


def test_same_seed_same_result_and_another_seed_another_interval():
    made = random_trial()
    first, again, other = (evaluated(made, seed=seed).to_json() for seed in (1, 1, 2))
    assert first == again
    assert first["overall"]["micro_f1"]["value"] == other["overall"]["micro_f1"]["value"]
    assert first["overall"]["micro_f1"] != other["overall"]["micro_f1"]


def test_one_document_gives_numbers_without_an_interval_and_says_why():
    made = evaluated(random_trial(documents="a")).overall["recall_at.3"]
    assert made.value is not None
    assert (made.low, made.high, made.reason) == (None, None, ONE_DOCUMENT)


def test_few_documents_get_wider_intervals_than_plain_percentiles():
    draws = {"share": np.concatenate([[0.5], np.linspace(0, 1, 1001)])}
    few, many = (estimates(draws, documents=n)["share"] for n in (6, 4000))
    assert many.low == pytest.approx(0.025, abs=0.001)
    assert few.low < 0.01


def test_a_branch_whose_codes_stand_in_one_document_gets_no_interval_from_the_others():
    truth = marks("101", "100", "100", "100")
    branch = evaluated(trial("abcd", truth, truth * 0.9)).branches["barriere"].scores["recall_at.3"]
    assert (branch.value, branch.low, branch.reason) == (1, None, ONE_DOCUMENT)


def test_an_interval_holds_its_value_even_where_resampling_only_pushes_it_up():
    made = estimates({"ece": np.array([0.1, 0.2, 0.3, 0.4])}, documents=50)["ece"]
    assert made.low == 0.1


def test_a_trial_does_not_differ_from_itself_and_a_better_one_is_shown_to_be():
    good, bad = random_trial(skill=3.0), random_trial(skill=0.5)
    assert {(d.value, d.low, d.high) for d in paired_difference(good, good).values()} == {(0, 0, 0)}
    assert paired_difference(good, bad)["recall_at.3"].is_above_zero
    assert paired_difference(bad, good)["micro_f1"].is_below_zero


def test_paired_difference_is_surer_than_two_intervals_side_by_side():
    # One interview is easy for both, another hard; the better model is better in each by the same.
    random = np.random.default_rng(0)
    truth = random.random((400, 1)) < 0.5
    documents = "".join(sorted("abcdefgh" * 50))
    hard = np.repeat(np.linspace(0, 0.4, 8), 50)[:, None]
    wrong = random.random((400, 1))
    models = [truth ^ (wrong < hard + extra) for extra in (0.0, 0.1)]
    good, bad = (trial(documents, truth, said.astype(float), codes=("a",)) for said in models)
    apart = [evaluated(made).overall["micro_f1"] for made in (good, bad)]
    assert apart[0].low < apart[1].high
    assert paired_difference(good, bad)["micro_f1"].is_above_zero


@pytest.mark.parametrize("change", [{"codes": ("x", "y", "z")}, {"truth": marks("000")}])
def test_trials_that_answer_different_questions_are_not_compared(change):
    made = trial("a", marks("100"), [[0.9, 0.1, 0.2]])
    with pytest.raises(UsageError, match="QC-EV01"):
        paired_difference(made, replace(made, **change))


# What is measured


def test_overall_by_hand():
    made = trial(
        "aabb",
        marks("110", "001", "000", "010"),
        [[0.9, 0.1, 0.6], [0.7, 0.6, 0.4], [0.2, 0.1, 0.3], [0.2, 0.3, 0.1]],
    )
    overall = evaluated(made).overall
    assert (overall.segments, overall.coded_segments, overall.documents, overall.sites) == (4, 3, 2, 2)
    assert (overall.codes, overall.codes_used, overall.uses) == (3, 3, 4)
    assert overall["recall_at.1"].value == pytest.approx((1 / 2 + 0 + 1) / 3)
    assert overall["micro_f1"].value == pytest.approx(2 * 1 / (4 + 4))
    assert overall["precision"].value == pytest.approx(1 / 4)
    assert overall["top_confidence"].value == pytest.approx((0.9 + 0.7 + 0.3 + 0.3) / 4)
    assert overall["top_accuracy"].value == pytest.approx(2 / 4)
    assert overall["ece_top"].value == pytest.approx((0.1 + 0.7 + abs(0.3 + 0.3 - 1)) / 4)


def test_segments_without_a_code_count_for_f1_and_calibration_but_not_for_recall():
    # On the uncoded segments the model suggests a code each time.
    made = trial("aabb", marks("1", "0", "1", "0"), [[0.9]] * 4, codes=("a",))
    result = evaluated(made)
    assert result.coded_only["micro_f1"].value == 1
    assert result.overall["micro_f1"].value == pytest.approx(2 * 2 / (4 + 2))
    assert result.overall["recall_at.1"].value == 1
    assert result.coded_only["ece"].value == pytest.approx(0.1)
    assert result.overall["ece"].value == pytest.approx(0.4)


def test_new_and_continuing_codes_are_measured_apart():
    # The first code continues and is found first; the second begins and is found second.
    made = trial(
        "aabb",
        repeated(["110"], 4),
        [[0.9, 0.5, 0.1]] * 4,
        continuing=repeated(["100"], 4),
    )
    overall = evaluated(made).overall
    assert overall["recall_at_continuing.1"].value == 1
    assert overall["recall_at_new.1"].value == 0
    assert overall["recall_at_new.3"].value == 1
    assert overall["recall_at.1"].value == 0.5


def test_where_nothing_begins_anew_the_number_is_missing_with_a_reason():
    made = trial("ab", marks("100", "100"), [[0.9, 0.1, 0.1]] * 2, continuing=marks("100", "100"))
    number = evaluated(made).to_json()["overall"]["recall_at_new"]["3"]
    assert number == {"value": None, "low": None, "high": None, "reason": "no code begins anew"}


def test_a_branch_counts_its_codes_at_the_place_they_have_among_all():
    # partner.politi is second among all codes, though first in its branch.
    made = trial("aabb", repeated(["010"], 4), [[0.1, 0.5, 0.9]] * 4)
    partner = evaluated(made).branches["partner"].scores
    assert (partner.codes, partner["recall_at.1"].value, partner["recall_at.3"].value) == (2, 0, 1)


def test_shuffled_codes_give_about_what_the_prior_gives():
    made = random_trial(5, n=1200, codes=12, skill=3.0, share=0.1)
    random = np.random.default_rng(0)
    lucky = replace(made, probability=random.permutation(made.probability))
    prior = evaluated(same_share(made)).overall["recall_at.3"].value
    assert evaluated(lucky).overall["recall_at.3"].value == pytest.approx(prior, abs=0.05)
    assert evaluated(made).overall["recall_at.3"].value > prior + 0.3


# Codes


@pytest.mark.parametrize(
    ("right", "of", "verdict"),
    [
        (5, 5, "reliable"),
        (8, 10, "reliable"),
        (4, 5, "doubtful"),
        (2, 5, "not to be relied on"),
        (30, 100, "doubtful"),
        (20, 100, "not to be relied on"),
        (0, 8, "not to be relied on"),
    ],
)
def test_the_verdict_goes_by_the_lower_end_so_that_few_uses_must_be_better(right, of, verdict):
    # Spread evenly over as many interviews as passages, so that interviews do not differ more than passages.
    hits = np.array([1.0] * right + [0.0] * (of - right))
    assert verdict_on(f1_of_code(hits, np.ones(of)).low, 0.01) == verdict


def test_a_code_that_fails_in_one_interview_gets_a_wider_interval_than_one_that_fails_here_and_there():
    each = np.full(5, 8.0)
    here_and_there = f1_of_code(np.array([7, 6, 6, 7, 6]), each)
    in_one = f1_of_code(np.array([8, 8, 8, 8, 0]), each)
    assert here_and_there.value == in_one.value
    assert in_one.low < here_and_there.low - 0.2
    assert verdict_on(in_one.low, 0.01) != "reliable"


def test_how_much_interviews_differ_is_learned_from_all_codes_together():
    alike = np.array([[4.0, 2.0], [4.0, 2.0]])
    differing = np.array([[8.0, 4.0], [0.0, 0.0]])
    of = np.array([[8.0, 4.0], [8.0, 4.0]])
    assert spread_between(alike, of) == 1
    assert spread_between(differing, of) > 5
    perfect, n = np.array([4.0, 4.0]), np.array([4.0, 4.0])
    assert f1_of_code(perfect, n, spread=4).low < f1_of_code(perfect, n, spread=1).low - 0.1


def test_a_code_that_stands_nearly_everywhere_is_not_praised_for_being_suggested_everywhere():
    truth = repeated(["1"] * 9 + ["0"], 6)
    made = trial("a" * 30 + "b" * 30, truth, [[0.9]] * 60, codes=("a",))
    result = evaluated(made).codes["a"]
    assert result.f1.value > 0.9
    assert result.verdict == "not to be relied on"


def test_a_code_with_too_few_uses_or_documents_gets_a_reason_and_no_figures_however_right_it_was():
    truth = marks(*["100", "100", "010", "010", "010", "010", "010", "001", "001", "001", "001", "001"])
    made = trial("ab" + "aaaaa" + "aaabb", truth, truth * 0.9)
    codes = evaluated(made).codes
    assert [codes[code].verdict for code in CODES] == ["too little data", "too little data", "reliable"]
    two_uses = codes[CODES[0]].to_json()
    assert two_uses == {
        "n": 2,
        "documents": 2,
        "sites": 2,
        "verdict": "too little data",
        "reason": "2 uses in 2 documents; figures need 5 uses in 2 documents or more",
    }
    assert "5 uses in 1 document;" in codes[CODES[1]].reason


def test_a_code_of_one_site_is_reported_apart_since_no_other_site_could_teach_it():
    truth = repeated(["10", "01"], 12)
    made = trial("aabbccdd" * 3, truth, truth * 0.9, codes=("p.x", "p.y"), sites="aabbaabb" * 3)
    fold = np.array([segment.site == "site-b" for segment in made.segments]).astype(int)
    made.truth[:, 1] = fold
    result = evaluated(replace(made, fold=fold))
    assert (
        result.codes["p.y"].reason
        == "all its uses were left out together, so the model that was tested had never seen it"
    )
    assert (result.codes["p.y"].documents, result.codes["p.y"].in_one_fold) == (2, True)
    assert (result.one_fold.codes, result.enough_data.codes) == (1, 1)
    assert result.to_json()["one_fold"]["ids"] == ["p.y"]


# Beside it


def test_the_second_coder_is_measured_on_the_same_codings_and_the_model_as_a_share_of_that():
    truth = repeated(["110", "001"], 8)
    model, person = truth.copy(), truth.copy()
    model[::2, 0], person[::4, 0] = False, False
    made = trial("aabbccdd" * 2, truth, model * 0.9)
    human = evaluated(made, human=SecondCoder(person)).human
    # 24 uses: the model misses 8, the person 4.
    assert human.scores["micro_f1"].value == pytest.approx(2 * 20 / 44)
    assert human.ratio["micro_f1"].value == pytest.approx((2 * 16 / 40) / (2 * 20 / 44))
    assert human.branches["barriere"]["ratio.micro_f1"].value == 1
    assert "recall_at.3" not in human.scores.estimates


def test_where_the_second_coder_took_a_sample_both_are_measured_on_it():
    truth = repeated(["100"], 8)
    made = trial("aabbccdd", truth, [[0.9, 0, 0]] * 4 + [[0.1, 0, 0]] * 4)
    coded = np.array([True] * 4 + [False] * 4)
    human = evaluated(made, human=SecondCoder(truth & coded[:, None], coded)).human
    assert human.scores.segments == 4
    assert human.ratio["micro_f1"].value == 1


def test_baselines_stand_beside_it_with_the_difference_on_the_same_documents():
    made = random_trial()
    result = evaluated(made, baselines={"prior": same_share(made)}).to_json()["baselines"]
    assert result["prior"]["difference"]["recall_at"]["3"]["low"] > 0
    assert result["definitions"] == {"reason": "not measured"}
    assert result["human"] == {"reason": "not measured"}


def test_an_area_that_is_served_worse_is_shown_and_the_other_is_not():
    random = np.random.default_rng(1)
    truth = random.random((240, 3)) < 0.4
    areas = "bv" * 120
    noise = np.where(np.array(list(areas)) == "v", 2.0, 0.2)[:, None]
    said = np.clip(0.25 + 0.5 * truth + noise * random.normal(size=truth.shape) * 0.3, 0, 1)
    result = evaluated(trial("".join(sorted("abcdef" * 40)), truth, said, areas=areas))
    assert (result.areas["voksen"].is_worse, result.areas["boern"].is_worse) == (True, False)
    assert any(
        "worse for the adults" in line
        for line in replace(result, area_names={"voksen": "the adults"}).lines()
    )


def test_a_group_with_few_coded_segments_gets_a_reason_instead_of_figures():
    made = random_trial(n=60, documents="ab")
    few = [replace(s, area="boern" if at < 10 else "voksen") for at, s in enumerate(made.segments)]
    areas = evaluated(replace(made, segments=few)).areas
    assert "figures need 20" in areas["boern"].to_json()["reason"]
    assert areas["voksen"].scores is not None


def test_cells_of_a_matrix_are_compared_by_hand():
    # People: school and bustle twice (two sites), police and bustle once. Suggestions: school and bustle once at each, and no more.
    people, model = marks("1010", "1010", "0110", "1000"), marks("1010", "1000", "0010", "1010")
    codes = (*CODES, "partner.nobody")
    (cells,) = evaluated(
        trial("abab", people, model * 0.9, codes=codes), matrices=[("partner", "barriere")]
    ).matrices
    assert (cells.cells, cells.suggested_cells, cells.both, cells.same_sites) == (2, 1, 1, 1)
    assert cells.rank_correlation == pytest.approx(1)


# What leaves the program


def test_the_file_has_the_keys_that_programs_rely_on():
    made = random_trial()
    written = evaluated(
        made,
        baselines={"prior": same_share(made), "definitions": same_share(made)},
        human=SecondCoder(made.truth),
    ).to_json()
    measures = {"micro_f1", "macro_f1", "precision_at", "recall_at", "hit_at", "recall_at_new", "ece"}
    assert measures | {"segments", "codes"} <= set(written["overall"])
    for name in ("precision_at", "recall_at", "hit_at", "recall_at_new"):
        assert set(written["overall"][name]) == {"1", "3", "5"}
        assert set(written["overall"][name]["3"]) == {"value", "low", "high"}
    assert {"n", "documents", "f1", "verdict"} | measures <= set(written["codes"]["partner.kode1"])
    assert {"prior", "definitions", "human"} == set(written["baselines"])
    assert written["folds"] == {"by": "site", "n": 6, "segments": [40] * 6, "documents": [1] * 6}
    assert {"codebook_version", "seed", "resamples"} <= set(written["settings"])


def test_numbers_are_rounded_and_nothing_is_nan():
    truth = marks("100", "000", "000", "010")
    written = json.dumps(evaluated(trial("abab", truth, [[1 / 3, 0.2, 0.1]] * 4)).to_json(), allow_nan=False)
    digits = [
        len(number.partition(".")[2]) for number in written.replace("}", ",").split(",") if "0." in number
    ]
    assert max(digits) <= 6


def test_no_site_and_no_document_is_named_except_for_the_team():
    result = evaluated(random_trial(n=300))
    shown = [
        json.dumps(result.to_json()),
        result._repr_html_(),
        repr(result),
        *result.lines(),
        *result.lines("da"),
    ]
    shown.append(result.groups_frame().to_string())
    assert not any("site-" in text for text in shown)
    assert "site-a" in result.to_json(team=True)["groups"]["sites"]
    assert "site-a" in set(result.groups_frame(team=True)["group"])
    assert result.to_json()["groups"]["between_sites"]["sites"] == 6


def test_the_curve_gathers_repeats():
    points = [CurvePoint(3, 0.6, 0.5), CurvePoint(1, 0.25, 0.2), CurvePoint(1, 0.75, 0.4)]
    curve = evaluated(random_trial(), curve=points).to_json()["curve"]
    assert [(step["n_documents"], step["repeats"]) for step in curve] == [(1, 2), (3, 1)]
    assert curve[0]["recall_at_3"] == {"mean": 0.5, "lowest": 0.25, "highest": 0.75}


def test_tables_say_what_they_rest_on():
    result = evaluated(random_trial(), human=SecondCoder(random_trial().truth))
    overall, codes = result.to_frame(), result.codes_frame()
    assert {"overall", "coded_only", "enough_data", "human"} == set(overall["part"])
    assert set(overall["codebook_version"]) == set(codes["codebook_version"]) == {"1.2"}
    row = codes.iloc[0]
    assert row["f1_low"] <= row["f1"] <= row["f1_high"]
    assert row["f1"] == pytest.approx(result.codes[row["code"]].scores["micro_f1"].value, abs=1e-6)
    assert {"partner", "barriere", "boern", "voksen"} == set(result.groups_frame()["group"])


def test_sentences_name_the_codes_not_to_rely_on_and_compare_with_people():
    truth = repeated(["10", "01", "00"], 16)
    said = np.column_stack([truth[:, 0] * 0.9, np.zeros(48)])
    made = trial("aabbccdd" * 6, truth, said, codes=("p.good", "p.bad"))
    book = Codebook("1.2", "da", "T", (Code("p", "P"), Code("p.good", "Skoler"), Code("p.bad", "Politi")))
    result = evaluated(made, human=SecondCoder(truth), language="da")
    danish, english = "\n".join(result.lines(codebook=book)), "\n".join(result.lines("en", book))
    assert "ikke skal stole på (1): Politi." in danish
    assert "samlet F1 på 0,67" in danish
    assert "Den anden koder har 1,00" in danish
    assert "must not be relied on (1): Politi." in english
    assert "Skoler" not in english
    assert "only 4 interviews" in english
    assert "no second coder" in "\n".join(evaluated(made).lines())


def test_the_page_for_a_notebook_is_escaped():
    made = evaluated(random_trial(), settings={"codebook_version": "<1>"})
    assert "&lt;1&gt;" in made._repr_html_()
    assert "<1>" not in made._repr_html_()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"baselines": {"prior": random_trial(9)}}, "QC-EV01"),
        ({"settings": {}}, "QC-EV02"),
        ({"human": SecondCoder(marks("1"))}, "QC-EV03"),
    ],
)
def test_a_call_that_cannot_give_an_honest_result_is_refused(options, code):
    with pytest.raises(UsageError, match=code):
        evaluated(random_trial(), **options)


def test_nothing_coded_is_an_error_and_not_a_table_of_gaps():
    with pytest.raises(UsageError, match="QC-EV05"):
        evaluated(trial("ab", marks("000", "000"), np.zeros((2, 3))))
