"""Fields to DOCX to PDF. Knows nothing of the web, of numbers or of the archive."""
