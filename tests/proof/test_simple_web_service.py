"""Simple Web Service: a client asks, a function reads, the answer comes back along the same way."""

import pytest

from tests.proof.conftest import Deploy


def test_a_parcel_is_found_by_its_number(deployed: Deploy) -> None:
    service = deployed("simple-web-service")
    service.put("parcels", {"parcel_number": "AB123456789", "status": "on its way"})

    answer = service.http("GET", "/parcels/AB123456789")

    assert (answer.status, answer.json["status"]) == (200, "on its way")


@pytest.mark.parametrize(("number", "status"), [("AB000000000", 404), ("no parcel!", 400)])
def test_what_is_not_there_or_no_number_is_told_so(deployed: Deploy, number: str, status: int) -> None:
    service = deployed("simple-web-service")

    assert service.http("GET", "/parcels/" + number.replace(" ", "%20")).status == status
