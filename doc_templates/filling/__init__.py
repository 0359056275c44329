"""Filling Word templates: what does not depend on the letter is done once for each template."""
