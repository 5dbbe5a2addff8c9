"""Pages as visitors find them, without a browser."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from explainers.lessons import HOME, lesson

ROOT = Path(__file__).parents[1]


def opened(slug: str, **link: str) -> AppTest:
    """The page of a lesson as a visitor with this link finds it, who has been nowhere before."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    if slug != HOME.slug:
        app.switch_page(lesson(slug).page)
    app.query_params.update(link)
    return app.run()


def shown(app: AppTest) -> str:
    """All of a page's running text."""
    return "\n".join(markdown.value for markdown in app.markdown)


def received(app: AppTest) -> dict[str, Any]:
    """What the figure of a page was sent, read as strictly as a browser reads it."""

    def refuse(constant: str) -> float:
        raise AssertionError(f"{constant} is not JSON")

    texts = [part.proto.json for part in app.get("bidi_component") if part.proto.json]
    found = [json.loads(text, parse_constant=refuse) for text in texts]
    return next(data for data in found if "edition" in data)
