import pytest

REVIEW = {"film": "f1", "visitor": "ada", "stars": 5, "text": " Go. "}


@pytest.fixture
def table(make_table):
    return make_table("reviews", "film", "visitor")


def test_a_review_is_there_once_and_the_last_word_counts(load, context, table):
    app = load(REVIEWS_TABLE_NAME="reviews")
    app.lambda_handler(REVIEW, context)
    app.lambda_handler(REVIEW | {"stars": 4}, context)
    (item,) = table.scan()["Items"]
    assert (item["stars"], item["text"]) == (4, "Go.")


@pytest.mark.parametrize("wrong", [{"film": ""}, {"stars": 6}, {"stars": "5"}, {"text": "a" * 4001}, {"visitor": None}])
def test_what_is_no_review_fails_loudly(load, context, table, wrong):
    app = load(REVIEWS_TABLE_NAME="reviews")
    with pytest.raises(app.ReviewError):
        app.lambda_handler(REVIEW | wrong, context)
    assert table.scan()["Items"] == []
