"""How far the linear picture of a function holds, and at what rate it fails."""
