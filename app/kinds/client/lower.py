"""Client → nothing: it stands outside. What it calls tells its address as an output of the stack."""

from app.graph import Arrow, Call, Handle


class ClientHandle(Handle):
    """Somebody outside."""

    def calls(self, arrow: Arrow, call: Call, target: Handle) -> None:
        """The target's address becomes an output."""
        del arrow, call
        target.tell()


HANDLE = ClientHandle
