"""A home folder for this test process, made before Django reads its settings.

Loaded by `-p tests.home` in pyproject.toml, because the Django plugin reads the settings before
any conftest is loaded.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="comity-test-"))
for part in ("keys", "blobs", "tmp", "static"):
    (HOME / part).mkdir()
(HOME / "keys" / "web-secret").write_text("only-for-tests-" + "x" * 50)
os.environ["COMITY_HOME"] = str(HOME)
os.environ["COMITY_COUNTRY"] = "US"
os.environ["COMITY_DEMO"] = "true"
os.environ.setdefault("COMITY_DATABASE", "sqlite")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
