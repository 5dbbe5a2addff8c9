"""What the lesson on the two products asks of numbers."""
