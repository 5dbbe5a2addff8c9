"""Home: what this is, in one live figure."""

from explainers.ui import home
from explainers.ui.frame import footer, frame

lesson = frame("home")
home.live(lesson.slug)
home.cards()
footer(lesson)
