"""The Flask application: a room for each audience, and the only place that commits."""
