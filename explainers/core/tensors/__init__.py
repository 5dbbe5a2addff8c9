"""A small classifier, whose derivatives are arrays of up to four axes."""
