"""MiniStack 1.5.33 with small patches, each for something that a pattern promises and this version cannot do.

Runs in `.tools/exports`, in a process of its own: `python -m tests.proof.emulator`. The patches reach into internals,
so they hold for exactly this version and refuse any other. Each module's docstring says what is missing, and which
proofs lean on it; tests/proof/README.md has the list.
"""
