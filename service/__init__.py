"""Use cases, people and the web: the only package that knows the other three."""
