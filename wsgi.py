"""The smallest host: the product standing alone, for any WSGI server."""

from lms.standalone import create_app

app = create_app()
