"""Review: what will hurt in production, said in the design's own names, with the remedy as edits where there is one.

- A rule is one module in `rules/` beside one Markdown page of the same name; both are found by listing the folder. The
  page holds what, why (with its source), the remedy, a wrong and a right design; those two are the rule's tests.
- Rules read `Facts`, the design with every property typed and every arrow's protocol looked up once. They are pure,
  see components and arrows in the order of their ids, and cost about as much as the design is large.
- A rule speaks up only where the drawing shows the trouble. What a drawing cannot show (whether a handler is
  idempotent, what a policy covers) is claimed only where the drawing has a tell-tale sign of it.
- Where the truth is in the resources (a subnet's way out, an alarm, a refusal), a rule reads `Facts.deployed`. What is
  missing in the drawing is said even where a deployment would add it: nobody looks into a queue that nobody drew.
- There is no score. The verdict says what would lose data, what would fall over under load and what costs money while
  it waits.
"""

from app.review.facts import Arrow, Facts
from app.review.fixing import all_fixes, fixed
from app.review.naive import naive, spared
from app.review.page import Page, page
from app.review.places import located
from app.review.rule import Harm, Hit, Rule, drawing_rules, rulebook
from app.review.run import review
from app.review.verdict import Verdict, verdict

__all__ = [
    "Arrow",
    "Facts",
    "Harm",
    "Hit",
    "Page",
    "Rule",
    "Verdict",
    "all_fixes",
    "drawing_rules",
    "fixed",
    "located",
    "naive",
    "page",
    "review",
    "rulebook",
    "spared",
    "verdict",
]
