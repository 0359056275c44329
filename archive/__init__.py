"""What was filed, and the proof that it is still there."""
