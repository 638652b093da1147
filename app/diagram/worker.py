"""Lays out graphs with the Graphviz libraries of pygraphviz, as a process of its own: they are not thread-safe and a
fault in them must not take the site with it.

Run as a script, so that it starts without the rest of `app`. Speaks lines of JSON: first `{"version": ...}`, then for
each `{"dot": ...}` either `{"json": ...}` (Graphviz's own JSON) or `{"error": ...}`.
"""

import json
import os
import sys
from importlib.metadata import version


def main() -> None:
    """Answer until the input ends."""
    # Graphviz writes its warnings to the standard output's neighbours; only our own lines may reach the pipe.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from pygraphviz import AGraph

    def answer(**said: str) -> None:
        answers.write(json.dumps(said) + "\n")
        answers.flush()

    answer(version=f"pygraphviz {version('pygraphviz')}")
    for line in sys.stdin:
        try:
            graph = AGraph(string=json.loads(line)["dot"])
            answer(json=graph.draw(format="json0", prog="dot").decode())
        except (ValueError, OSError) as error:
            answer(error=str(error) or type(error).__name__)


if __name__ == "__main__":
    main()
