import pytest
from aws_lambda_powertools.event_handler.exceptions import BadRequestError
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from handler_testing import rest_event


@pytest.fixture
def json_of(load):
    return load("bodies").json_of


def test_a_body_is_its_json(json_of):
    assert json_of(APIGatewayProxyEvent(rest_event("POST", "/", '{"a": [1]}'))) == {"a": [1]}


@pytest.mark.parametrize("body", ["{", "no json", "\udcff"])
def test_a_body_that_is_no_json_is_the_client_s_mistake(json_of, body):
    with pytest.raises(BadRequestError):
        json_of(APIGatewayProxyEvent(rest_event("POST", "/", body)))
