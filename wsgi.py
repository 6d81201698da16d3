"""What `flask` and a web server find: every part in one process, for development."""

from app.factory import create_app

application = create_app()
