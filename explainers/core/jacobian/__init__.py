"""What the lesson on the table asks of numbers."""
