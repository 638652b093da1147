"""Circuit Breaker: an API that is down is not called, its callers hear so at once, and one by one it comes back.

The time for which the circuit stays open is let pass by changing the stored state: half a minute is too long to wait.
"""

from concurrent.futures import ThreadPoolExecutor

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Answer, Deployment
from tests.proof.harness.outside import Asked, Outside, Reply
from tests.proof.harness.rewrite import Template

THRESHOLD = 5


def rates(shipping: Deployment) -> Answer:
    """Ask as the checkout does."""
    return shipping.http("GET", "/rates?postcode=10115&grams=500")


def down(_: Asked) -> Reply:
    return 500, {"message": "out of order"}


def well(_: Asked) -> Reply:
    return 200, {"standard": 490}


def patient(template: Template) -> None:
    """Wait longer for carrier and state, so that the test decides what comes late and not the machine's load."""
    for said in template["Resources"].values():
        variables = said.get("Properties", {}).get("Environment", {}).get("Variables", {})
        if "CARRIER_TIMEOUT_SECONDS" in variables:
            variables["CARRIER_TIMEOUT_SECONDS"] = "25"
            variables |= {"CIRCUIT_TIMEOUT_SECONDS": "5", "CIRCUITS_TIMEOUT_SECONDS": "5"}
            said["Properties"]["Timeout"] = 30


def opened(deployed: Deploy, carrier: Outside) -> Deployment:
    """The pattern, after as many failures as open the circuit.

    Two copies are warm then, and neither remembers a circuit that is closed: each has just seen a call fail.
    """
    shipping = deployed("circuit-breaker", parameters={"CarrierBaseUrl": carrier.url}, change=patient)
    carrier.answer = down
    for calls in (2, 2, 1):
        assert at_once(shipping, carrier, calls) == [503] * calls
    assert len(carrier.asked) == THRESHOLD
    return shipping


def at_once(shipping: Deployment, carrier: Outside, calls: int) -> list[int]:
    """Let so many copies call, by having the carrier answer none of them before it was asked by all."""
    before = len(carrier.asked)
    carrier.gate.clear()
    with ThreadPoolExecutor(calls) as checkout:
        asking = [checkout.submit(rates, shipping) for _ in range(calls)]
        shipping.eventually(lambda: len(carrier.asked) == before + calls, f"{calls} calls at once")
        carrier.gate.set()
    return [asked.result().status for asked in asking]


def let_time_pass(shipping: Deployment) -> None:
    """The circuit may be probed from now on."""
    assert shipping.cache
    for key in shipping.cache.client.scan_iter("circuit:*"):
        if shipping.cache.client.type(key) == "hash":
            shipping.cache.client.hset(key, "until", "1")


def test_while_closed_calls_go_through_and_a_refusal_is_no_failure(deployed: Deploy, outside: Outside) -> None:
    shipping = deployed("circuit-breaker", parameters={"CarrierBaseUrl": outside.url})
    outside.answer = lambda _: (422, {"message": "too heavy"})
    for _ in range(2 * THRESHOLD):
        assert rates(shipping).status == 400

    outside.answer = well

    assert rates(shipping).json == {"rates": {"standard": 490}}
    assert len(outside.asked) == 2 * THRESHOLD + 1


def test_after_five_failures_callers_are_refused_at_once_without_a_call(deployed: Deploy, outside: Outside) -> None:
    shipping = opened(deployed, outside)

    answers = [rates(shipping) for _ in range(20)]

    assert {answer.status for answer in answers} == {503}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in answers)
    assert len(outside.asked) == THRESHOLD


def test_when_the_time_is_over_one_probe_goes_through_while_all_others_are_refused(
    deployed: Deploy, outside: Outside
) -> None:
    shipping = opened(deployed, outside)
    outside.answer = well
    outside.gate.clear()
    let_time_pass(shipping)

    with ThreadPoolExecutor(1) as checkout:
        # A copy remembers for a second that the circuit is open.
        probe = checkout.submit(shipping.eventually, lambda: rates(shipping).status == 200, "a good probe")
        shipping.eventually(lambda: len(outside.asked) == THRESHOLD + 1, "the probe")
        others = [rates(shipping).status for _ in range(5)]
        outside.gate.set()

    assert probe.result()
    assert others == [503] * 5
    assert len(outside.asked) == THRESHOLD + 1


def test_three_good_probes_close_the_circuit(deployed: Deploy, outside: Outside) -> None:
    shipping = opened(deployed, outside)
    assert shipping.cache
    outside.answer = well
    let_time_pass(shipping)

    cache = shipping.cache.client

    def closed() -> bool:
        return rates(shipping).status == 200 and not list(cache.scan_iter("circuit:*"))

    shipping.eventually(closed, "the circuit to close")
    assert len(outside.asked) - THRESHOLD >= 3

    def well_for_all() -> bool:
        with ThreadPoolExecutor(4) as checkout:
            return {answer.status for answer in checkout.map(lambda _: rates(shipping), range(12))} == {200}

    # A copy that was not asked meanwhile remembers for a second that the circuit was open.
    shipping.eventually(well_for_all, "everybody to be answered")


def test_a_bad_probe_opens_the_circuit_again(deployed: Deploy, outside: Outside) -> None:
    shipping = opened(deployed, outside)
    let_time_pass(shipping)

    shipping.eventually(lambda: rates(shipping).status == 503 and len(outside.asked) == THRESHOLD + 1, "the probe")
    outside.answer = well

    assert [rates(shipping).status for _ in range(5)] == [503] * 5
    assert len(outside.asked) == THRESHOLD + 1


def test_without_its_state_the_breaker_does_not_break_what_works(deployed: Deploy, outside: Outside) -> None:
    shipping = deployed("circuit-breaker", parameters={"CarrierBaseUrl": outside.url})
    assert shipping.cache
    outside.answer = well
    assert rates(shipping).status == 200

    shipping.cache.stop()

    assert rates(shipping).status == 200
