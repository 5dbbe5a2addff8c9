"""Rooms, in which a class answers together: their rules, and where they are kept."""
