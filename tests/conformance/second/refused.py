"""What is not taken, by its code."""


class RefusedError(Exception):
    """Something was refused; the codes are those of `docs/protocol/errors.md`."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(code, self.facts)
