"""Logical ids and outputs are unique, whatever components are called."""

from app.documents import read_design
from app.lower import lower


def test_a_generated_component_may_be_called_as_a_drawn_one_is() -> None:
    design = read_design("""
name: Twice
components:
  - {id: clicks, kind: stream, name: Clicks}
  - {id: count, kind: function, name: Count}
  - {id: news, kind: topic, name: News}
  - {id: count-failures, kind: queue, name: Drawn}
connections:
  - {id: notice, from: news.subscribers, to: count.notices, semantics: async}
  - {id: follow, from: clicks.records, to: count.records, semantics: async}
  - {id: fail, from: count.fails, to: count-failures.failures, semantics: error, properties: {of: [notice]}}
""")
    names = [output.name for output in lower(design).outputs]
    assert {"CountFailuresQueueArn", "CountFailuresQueue2Arn"} <= {*names}
    assert len(names) == len({*names})


def test_two_ids_that_differ_by_their_kind_only_stay_apart() -> None:
    design = read_design("""
name: Alike
components:
  - {id: shop, kind: microservice, name: Shop}
  - {id: orders, kind: queue, name: Orders}
  - {id: orders-queue, kind: queue, name: More orders}
connections:
  - {id: one, from: shop, to: orders, semantics: async}
  - {id: other, from: shop, to: orders-queue, semantics: async}
""")
    names = [output.name for output in lower(design).outputs]
    assert len(names) == len({*names})
    assert sum("OrdersQueue" in name for name in names) >= 2
