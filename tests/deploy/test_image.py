"""The image and the composition, as far as they can be read: nothing here runs Docker."""

import ipaddress
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from compose_spec import PyCompose
from yaml import YAMLError

from explainers.rooms.store import REPLICAS, VARIABLE
from explainers.server.rooms import BEAT
from harness.redis import KEEPING
from harness.replicas import COMPOSE, TEMPLATE
from harness.server import ROOT
from tests.deploy.image import DOCKERFILE, copies, instructions, said
from tests.deploy.strict import load

IGNORED = ROOT / ".dockerignore"
PORT = 8501
USER = 10001
SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"
KEY = "PUSHPULL_KEY"


# Dockerfile -------------------------------------------------------------------------------------


def test_the_dockerfile_is_as_hadolint_wants_it() -> None:
    command = [Path(sys.executable).with_name("hadolint"), "--format", "json", DOCKERFILE]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(found.stdout) == []


def test_what_hadolint_finds_is_told(tmp_path: Path) -> None:
    careless = tmp_path / "Dockerfile"
    careless.write_text(re.sub(r"^FROM \S+", "FROM python", DOCKERFILE.read_text(), flags=re.M))
    command = [Path(sys.executable).with_name("hadolint"), "--format", "json", careless]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [one["code"] for one in json.loads(found.stdout)] == ["DL3006"]


def test_the_image_has_the_python_that_is_tested_and_an_exact_tag() -> None:
    (base,) = said("FROM")
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", base)


def test_the_app_has_no_rights_in_its_image_and_tells_its_health() -> None:
    names = [name for name, _ in instructions()]
    assert said("USER") == [f"{USER}:{USER}"]
    assert names.index("USER") > max(k for k, name in enumerate(names) if name in ("COPY", "RUN"))
    (health,) = said("HEALTHCHECK")
    assert f"http://localhost:{PORT}/_stcore/health" in health
    (command,) = said("CMD")
    assert json.loads(command)[-1] == f"--server.port={PORT}"


def test_what_the_app_runs_on_lies_below_what_is_edited() -> None:
    """An edit of the app makes no new layer of packages."""
    heavy = next(k for k, (name, _) in enumerate(instructions()) if name == "RUN")
    before = [words for name, words in instructions()[:heavy] if name == "COPY"]
    assert before == ["requirements.txt ./"]


def let_through() -> set[str]:
    patterns = IGNORED.read_text().splitlines()
    return {pattern.removeprefix("!") for pattern in patterns if pattern.startswith("!")}


def test_what_is_copied_is_there_and_is_all_that_is_sent() -> None:
    sources = {source for names, _ in copies() for source in names}
    assert all((ROOT / source).exists() for source in sources)
    assert let_through() == sources
    assert "*" in IGNORED.read_text().splitlines()


# Composition ------------------------------------------------------------------------------------


def filled_in(text: str, given: dict[str, str]) -> str:
    """A composition's text with its variables filled in, as Compose does before it reads it."""

    def value(found: re.Match[str]) -> str:
        name, kind, word = found.groups()
        if name is None:
            return "$"
        return given[name] if kind == "?" else given.get(name, word)

    return re.sub(r"\$(?:\$|\{(\w+):([-?])([^}]*)\})", value, text)


def composition(text: str = COMPOSE.read_text()) -> dict[str, Any]:
    return load(filled_in(text, {SECRET: "a secret", KEY: "a key"}))


def replicas() -> list[dict[str, Any]]:
    services = composition()["services"]
    return [one for name, one in services.items() if name.startswith("app-")]


def test_the_composition_is_what_compose_takes() -> None:
    PyCompose.from_json(json.dumps(composition()))


@pytest.mark.parametrize(("right", "wrong"), [("read_only", "readonly"), ("_healthy", "_well")])
def test_what_compose_does_not_know_is_refused(right: str, wrong: str) -> None:
    text = COMPOSE.read_text().replace(right, wrong)
    with pytest.raises(ValueError, match=wrong):
        PyCompose.from_json(json.dumps(composition(text)))


def test_nginx_knows_every_replica_by_its_address() -> None:
    told = composition()["services"]["nginx"]["environment"]["REPLICAS"]
    known = re.findall(r"^server (\S+) ", told, re.M)
    addresses = [one["networks"]["class"]["ipv4_address"] for one in replicas()]
    assert known == [f"{address}:{PORT}" for address in addresses]
    assert len(addresses) > 1
    (pool,) = composition()["networks"]["class"]["ipam"]["config"]
    network = ipaddress.ip_network(pool["subnet"])
    assert all(ipaddress.ip_address(address) in network for address in addresses)


def test_replicas_share_secrets_that_have_to_be_given() -> None:
    given = {SECRET: "a secret", KEY: "a key"}
    for name, value in given.items():
        assert {one["environment"][name] for one in replicas()} == {value}
        with pytest.raises(KeyError):
            filled_in(
                COMPOSE.read_text(), {other: given[other] for other in given if other != name}
            )


def test_replicas_share_a_redis_that_keeps_what_it_takes() -> None:
    redis = composition()["services"]["redis"]
    address = redis["networks"]["class"]["ipv4_address"]
    assert {one["environment"][VARIABLE] for one in replicas()} == {f"redis://{address}:6379/0"}
    assert {one["environment"][REPLICAS] for one in replicas()} == {str(len(replicas()))}
    assert redis["command"] == ["redis-server", *KEEPING]


def test_replicas_take_the_word_of_nginx_alone_for_an_address() -> None:
    nginx = composition()["services"]["nginx"]["networks"]["class"]["ipv4_address"]
    for one in replicas():
        assert one["environment"]["FORWARDED_ALLOW_IPS"] == f"{nginx},::ffff:{nginx}"


def test_a_rooms_stream_is_not_held_back_and_outlasts_its_silences() -> None:
    text = TEMPLATE.read_text()
    (patience,) = re.findall(r"proxy_read_timeout (\d+)s;", text)
    assert int(patience) > 2 * BEAT
    of_rooms = text.partition("location /rooms {")[2].partition("}")[0]
    assert {"proxy_buffering off;", "gzip off;"} <= set(map(str.strip, of_rooms.splitlines()))


def test_a_key_that_stands_twice_is_refused() -> None:
    text = COMPOSE.read_text().replace("  init: true\n", "  init: true\n  init: true\n", 1)
    with pytest.raises(YAMLError, match="init stands twice"):
        composition(text)


def test_what_runs_may_write_to_one_folder_alone_and_has_no_rights() -> None:
    for service in composition()["services"].values():
        assert service["read_only"]
        assert service["tmpfs"] == ["/tmp"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_nginx_is_given_the_configuration_that_is_tested() -> None:
    nginx = composition()["services"]["nginx"]
    (volume,) = nginx["volumes"]
    assert (COMPOSE.parent / volume.partition(":")[0]).resolve() == TEMPLATE.parent
    folder = nginx["environment"]["NGINX_ENVSUBST_OUTPUT_DIR"]
    rendered = f"{folder}/{TEMPLATE.name.removesuffix('.template')}"
    assert nginx["command"] == ["nginx", "-e", "stderr", "-p", folder, "-c", rendered]
    filled = nginx["environment"]["NGINX_ENVSUBST_FILTER"]
    open_places = set(re.findall(r"\$\{(\w+)\}", TEMPLATE.read_text()))
    assert {name for name in nginx["environment"] if re.search(filled, name)} == open_places
    published = nginx["ports"][0].rpartition(":")[2]
    assert published == nginx["environment"]["PORT"]
