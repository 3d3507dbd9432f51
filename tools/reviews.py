"""Read and mark what native readers have reviewed of the translations (docs/how-to/translate.md).

python tools/reviews.py show uk [PLACE]    sentences not reviewed yet, or changed since
python tools/reviews.py changed uk         only what was reviewed once and reads otherwise now
python tools/reviews.py mark uk --by NAME --on 2026-12-01 [--place PLACE] [DIGEST ...]

PLACE is the beginning of a path as the catalogue names it, such as
comity/interfaces/web/templates/inbox.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from comity.interfaces.languages import LOCALES  # noqa: E402  the source need not be installed
from comity.interfaces.languages.reviews import (  # noqa: E402  the same
    REVIEW,
    Reviews,
    is_translated,
    read_catalogue,
    read_reviews,
    sentence_digest,
    sentences,
    translation_digest,
)


def left(language: str, place: str = "") -> Iterator[tuple[Message, str]]:
    """Yield each translation nobody has approved as it stands, and why it is asked for."""
    reviews = read_reviews(LOCALES / language)
    for message in sentences(read_catalogue(LOCALES / language)):
        stands = not place or any(file.startswith(place) for file, _line in message.locations)
        if is_translated(message) and stands and not reviews.covers(message):
            yield message, _why(message, reviews)


def _why(message: Message, reviews: Reviews) -> str:
    earlier = reviews.of(message)
    if earlier is None:
        return "not reviewed"
    return f"changed since {earlier.by} read it on {earlier.on.isoformat()}"


def show(asked: argparse.Namespace) -> None:
    for message, why in left(asked.language, asked.place):
        if asked.what == "changed" and why == "not reviewed":
            continue
        print(f"{sentence_digest(message)}  {why}", end="")
        print(f"  ({message.context})" if message.context else "")
        for text in _forms(message.id):
            print(f"    en  {text}")
        for text in _forms(message.string):
            print(f"    {asked.language}  {text}")


def mark(asked: argparse.Namespace) -> None:
    chosen = [message for message, _why in left(asked.language, asked.place)]
    if asked.digests:
        chosen = [message for message in chosen if sentence_digest(message) in asked.digests]
    if not chosen:
        sys.exit("Nothing to mark: no such sentence is waiting for a review.")
    read = sorted((sentence_digest(each), translation_digest(each)) for each in chosen)
    lines = ["", "[[review]]", f"by = {json.dumps(asked.by, ensure_ascii=False)}"]
    lines += [f"on = {asked.on.isoformat()}", "[review.sentences]"]
    lines += [f'"{sentence}" = "{translation}"' for sentence, translation in read]
    path = LOCALES / asked.language / REVIEW
    with path.open("a", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    print(f"{len(read)} marked as read by {asked.by} in {path.relative_to(ROOT)}")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    languages = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
    verbs = parser.add_subparsers(dest="what", required=True)
    for name in ("show", "changed"):
        verb = verbs.add_parser(name)
        verb.add_argument("language", choices=languages)
        verb.add_argument("place", nargs="?", default="")
        verb.set_defaults(do=show)
    marking = verbs.add_parser("mark")
    marking.add_argument("language", choices=languages)
    marking.add_argument("digests", nargs="*")
    marking.add_argument("--place", default="")
    marking.add_argument("--by", required=True)
    marking.add_argument("--on", required=True, type=date.fromisoformat)
    marking.set_defaults(do=mark)
    asked = parser.parse_args()
    asked.do(asked)


if __name__ == "__main__":
    main()
