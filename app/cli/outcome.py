"""How a command ends: the exit codes, and the error for a command that cannot be carried out."""

DONE, WRONG, REFUSED = 0, 1, 2


class CommandError(Exception):
    """The command cannot be carried out; the text says why and what to do."""
