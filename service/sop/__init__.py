"""Standard procedures as data: their steps, and what a dossier still lacks."""
