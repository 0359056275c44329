"""The office: its profile, its officials, its books."""
