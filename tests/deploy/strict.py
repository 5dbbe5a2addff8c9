"""YAML as strict as those who read it for real: no key stands twice in a mapping."""

from typing import Any

import yaml


class _Strict(yaml.SafeLoader):
    """PyYAML would take the last of two, where Compose and Kubernetes refuse the file."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            told = f"{', '.join(twice)} stands twice"
            raise yaml.constructor.ConstructorError(None, None, told, node.start_mark)
        return super().construct_mapping(node, deep)


def load(text: str) -> Any:
    """What a file says. Raises YAMLError for what is none, or has a key twice."""
    return yaml.load(text, _Strict)
