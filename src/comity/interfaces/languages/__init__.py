"""How far each language is: translated of all sentences, and reviewed of all."""

from comity.interfaces.languages.coverage import LOCALES as LOCALES
from comity.interfaces.languages.coverage import Coverage as Coverage
from comity.interfaces.languages.coverage import coverage as coverage
from comity.interfaces.languages.coverage import is_unreviewed as is_unreviewed
from comity.interfaces.languages.coverage import whole as whole
