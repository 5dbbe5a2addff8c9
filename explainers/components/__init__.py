"""Parts of the page that hands move, written in JavaScript and served from ``frontend``."""
