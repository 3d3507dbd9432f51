"""Register files as texts, for tests that read them."""


def unread_agreement(reference: str, title: str, *, public: bool = False) -> str:
    """Return the file of an agreement whose parties are known and whose text nobody has read.

    Args:
        reference: two countries or unions, as `ke-ua`.
        title: what it is called in short.
        public: whether the public register shows it.
    """
    one, other = reference.upper().split("-")
    shown = "public = true\n" if public else ""
    return (
        f'reference = "{reference}"\nkind = "cmaa"\ntitle = "Agreement"\nshort_title = "{title}"\n'
        f'reading = "none"\n{shown}\n[[parties]]\ncode = "{one}"\n\n[[parties]]\ncode = "{other}"\n'
        '\n[[sources]]\ntitle = "gazette"\n'
    )
