"""The words of a translation on a letter."""

from typing import Final

from comity.kernel.wording import N_

TITLE: Final = N_("Translation")
FROM: Final = N_("Language of the original")
INTO: Final = N_("Language of the translation")
TEXT: Final = N_("The translation")
TRANSLATOR: Final = N_("Who translated it")
DAY: Final = N_("Translated on")
CERTIFIED: Final = N_("Certified by")
NOT_CERTIFIED: Final = N_("nobody")
COUNTS: Final = N_("Language that counts where both differ")
