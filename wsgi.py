"""The WSGI application; `flask` finds it by itself."""

from courseware.app import create_app

app = create_app()
