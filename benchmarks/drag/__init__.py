"""Work of the browser's main thread while x is dragged: the Stage, JSXGraph, nothing."""
