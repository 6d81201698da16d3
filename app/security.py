"""Headers of every answer: no foreign content, no inline script or style, nothing kept by caches."""

from flask import Flask, Response

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{name} {sources}" for name, sources in SOURCES.items())
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_LOWERED = tuple((name.lower(), name, value) for name, value in HEADERS.items())


def add_headers(app: Flask) -> None:
    """Send the headers with every answer; a view's own value stands."""

    @app.after_request
    def _add(response: Response) -> Response:
        present = {name.lower() for name, _ in response.headers}
        for lowered, name, value in _LOWERED:
            if lowered not in present:
                response.headers.add(name, value)
        return response
