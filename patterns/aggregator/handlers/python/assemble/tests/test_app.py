import io
import json
import threading

import pytest
from handler_testing import http_event

ANSWERS = {"catalogue": {"name": "Tea"}, "stock": {"left": 3}, "reviews": [{"stars": 5}]}


class Services:
    """The three functions: each answers, throws, or answers only when the test is over."""

    def __init__(self):
        self.broken, self.silent = set(), set()
        self.over = threading.Event()
        self.together = threading.Barrier(3, timeout=5)

    def invoke(self, FunctionName, Payload):
        self.together.wait()
        assert json.loads(Payload) == {"product": "p1"}
        if FunctionName in self.silent:
            self.over.wait(10)
        if FunctionName in self.broken:
            return {"FunctionError": "Unhandled", "Payload": io.BytesIO(b'{"errorMessage": "boom"}')}
        return {"Payload": io.BytesIO(json.dumps(ANSWERS[FunctionName]).encode())}


@pytest.fixture
def services():
    services = Services()
    yield services
    services.over.set()


@pytest.fixture
def get(load, context, services, monkeypatch):
    app = load(CATALOGUE_FUNCTION_NAME="catalogue", STOCK_FUNCTION_NAME="stock", REVIEWS_FUNCTION_NAME="reviews")
    monkeypatch.setattr(app, "client", services)
    monkeypatch.setattr(app, "SECONDS_TO_ANSWER", 0.2)

    def get():
        answer = app.lambda_handler(http_event("GET", "/products/p1"), context)
        return answer["statusCode"], json.loads(answer["body"])

    return get


def test_all_three_are_asked_at_once_and_become_one_answer(get):
    # The barrier lets a service answer only once all three have been asked: one after the other would hang.
    assert get() == (200, {"product": "p1", **ANSWERS, "missing": []})


def test_a_page_without_reviews_says_so(get, services):
    services.broken = {"reviews"}
    assert get() == (200, {"product": "p1", **ANSWERS, "reviews": None, "missing": ["reviews"]})


def test_a_service_that_hangs_is_not_waited_for(get, services):
    services.silent = {"reviews"}
    status, page = get()
    assert (status, page["missing"]) == (200, ["reviews"])


@pytest.mark.parametrize("service", ["catalogue", "stock"])
@pytest.mark.parametrize("how", ["broken", "silent"])
def test_without_a_part_that_is_needed_there_is_no_page(get, services, service, how):
    setattr(services, how, {service})
    status, page = get()
    assert status == 503
    assert service in page["message"]
    assert "boom" not in json.dumps(page)
