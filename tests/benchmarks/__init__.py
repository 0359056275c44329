"""How fast Naskah is, each time beside something that stands on the same machine."""
