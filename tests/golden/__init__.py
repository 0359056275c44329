"""The golden pages: how the sample of each kind was printed when somebody last looked at it."""
