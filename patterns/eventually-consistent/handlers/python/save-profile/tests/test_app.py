import json

import pytest
from handler_testing import http_event


@pytest.mark.parametrize(
    ("body", "status"),
    [({"name": "Ada", "picture": "a.png"}, 200), ({"name": "Ada"}, 200), ({}, 400), ({"name": 1}, 400)],
)
def test_a_profile_is_saved_with_the_time_of_its_change(load, make_table, context, body, status):
    make_table("profiles", "person")
    app = load(PROFILES_TABLE_NAME="profiles")
    answer = app.lambda_handler(http_event("PUT", "/profiles/ada", json.dumps(body)), context)
    assert answer["statusCode"] == status
    assert ("last_updated" in json.loads(answer["body"])) == (status == 200)
