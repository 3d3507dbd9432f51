"""What ISO 19005-3 asks of a PDF/A-3a file, looked at with a reader that wrote nothing of it.

It is no full validator: what it does not look at stands in docs/how-to/send-a-letter.md. The
numbers in what it tells are the standard's.
"""

import io

from pypdf import PdfReader

from tests.pdf_a.attached import of_attachments
from tests.pdf_a.metadata import of_metadata
from tests.pdf_a.objects import of_colour, of_things, things_of
from tests.pdf_a.pages import of_page
from tests.pdf_a.structure import of_structure
from tests.pdf_a.whole import of_bytes, of_catalogue


def faults(content: bytes) -> list[str]:
    """Return what is not as PDF/A-3a wants it; nothing when all is."""
    reader = PdfReader(io.BytesIO(content), strict=True)
    root = reader.root_object
    things = list(things_of(reader.trailer))
    return [
        *of_bytes(content, reader),
        *of_catalogue(root),
        *of_metadata(root),
        *of_colour(root, things),
        *of_things(things),
        *of_attachments(root),
        *of_structure(root),
        *(fault for page in reader.pages for fault in of_page(page, reader)),
    ]
