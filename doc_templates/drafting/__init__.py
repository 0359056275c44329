"""Draws the library's Word files: `python -m doc_templates.drafting`. No service imports it."""
