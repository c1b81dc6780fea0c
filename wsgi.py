"""The WSGI application; `flask` finds it by itself."""

from courseware.app import create_app
from courseware.config import SettingError

try:
    app = create_app()
except SettingError as fault:
    raise SystemExit(f"Error: {fault}") from None
