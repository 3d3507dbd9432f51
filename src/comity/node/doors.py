"""The two server processes of a node: what Granian loads."""

from comity.node.django_start import start_django
from comity.node.logs import begin

start_django()
begin("officers")

from django.core.wsgi import get_wsgi_application  # noqa: E402  after Django has started

officers = get_wsgi_application()
