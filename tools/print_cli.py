"""Print every verb of the command line with its arguments and options: a part of the reference.

The rows are read from the command itself, so a verb that exists is told and no other.
"""

from collections.abc import Iterator

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from comity.node.main import app

OPENING = """# The command line

Printed from the source by `python -m tools.print_reference`; do not edit.

Exit codes are the same everywhere: 0 is done or permitted, 1 is refused or not whole, 2 is for a
person in a named role to decide, 3 is bad input, with the reason on standard error. Every verb
takes `--help`. Verbs that speak to a node need `comity sign-in` first; see
[how people and machines sign in](../how-to/sign-in.md).
"""


def page() -> str:
    return "\n".join([OPENING, *_lines()])


def _verbs(command: object, words: str) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    if isinstance(command, TyperCommand) or getattr(command, "invoke_without_command", False):
        assert isinstance(command, TyperCommand | TyperGroup)
        yield words, command
    for name, verb in sorted(getattr(command, "commands", {}).items()):
        yield from _verbs(verb, f"{words} {name}")


def _lines() -> Iterator[str]:
    group = ""
    for words, command in _verbs(get_command(app), "comity"):
        first = words.split()[1]
        if first != group:
            yield f"## {first}\n"
            group = first
        yield from _verb(words, command)


def _verb(words: str, command: TyperCommand | TyperGroup) -> Iterator[str]:
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    usage = " ".join([words, *(_shown(each) for each in arguments)])
    yield f"### `{usage}`\n"
    told = (command.help or "").strip()
    yield f"{told}\n"
    rows = [
        _row(each)
        for each in command.params
        if isinstance(each, TyperArgument | TyperOption) and each.name != "help"
    ]
    if rows:
        yield "| word | default | meaning |\n| --- | --- | --- |"
        yield "\n".join(rows) + "\n"


def _shown(argument: TyperArgument) -> str:
    name = str(argument.name).upper()
    return name if argument.required else f"[{name}]"


def _row(parameter: TyperArgument | TyperOption) -> str:
    option = isinstance(parameter, TyperOption)
    name = ", ".join(parameter.opts) if option else str(parameter.name).upper()
    if option and parameter.multiple:
        name += " …"
    default = parameter.default
    empty = default is None or default in ("", (), [], False) or callable(default)
    shown = "must be given" if parameter.required else "" if empty else f"`{default}`"
    told = (parameter.help or "").replace("|", "\\|")
    return f"| `{name}` | {shown} | {told} |"
