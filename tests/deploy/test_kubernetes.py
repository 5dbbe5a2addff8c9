"""The manifests: what Kubernetes takes, and what they say of one another."""

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest

from explainers.rooms.store import REPLICAS, VARIABLE
from harness.redis import KEEPING
from harness.replicas import DEPLOY
from tests.deploy.strict import load
from tests.deploy.test_image import KEY, PORT, SECRET, USER

FOLDER = DEPLOY / "kubernetes"
APP, ROOMS = "push-and-pull", "push-and-pull-rooms"
KUSTOMIZATION = "kustomization.yaml"
MANIFESTS = sorted(path for path in FOLDER.glob("*.yaml") if path.name != KUSTOMIZATION)
VERSIONS = ("1.30", "1.33", kubernetes_validate.latest_version())


def read(path: Path) -> dict[str, Any]:
    return load(path.read_text())


def of_kind(kind: str, name: str = APP) -> dict[str, Any]:
    (found,) = (
        one
        for one in map(read, MANIFESTS)
        if one["kind"] == kind and one["metadata"]["name"] == name
    )
    return found


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_a_manifest_is_what_kubernetes_takes(path: Path, version: str) -> None:
    kubernetes_validate.validate(read(path), version, strict=True)


def test_what_kubernetes_does_not_know_is_refused() -> None:
    deployment = of_kind("Deployment")
    deployment["spec"]["template"]["spec"]["containers"][0]["readyProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, VERSIONS[-1], strict=True)


def test_the_kustomization_names_every_manifest() -> None:
    listed = read(FOLDER / KUSTOMIZATION)
    assert sorted(listed["resources"]) == [path.name for path in MANIFESTS]
    images = {image["name"] for image in listed["images"]}
    assert images == {container()["image"]}


def test_all_are_of_one_app() -> None:
    deployment = of_kind("Deployment")
    label = deployment["metadata"]["labels"]
    template = deployment["spec"]["template"]
    assert template["metadata"]["labels"] == label
    assert deployment["spec"]["selector"]["matchLabels"] == label
    assert of_kind("Service")["spec"]["selector"] == label
    assert of_kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == label
    assert template["spec"]["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"] == label
    for manifest in map(read, MANIFESTS):
        metadata = manifest["metadata"]
        assert metadata["name"] in (APP, ROOMS)
        assert metadata["labels"] == {"app.kubernetes.io/name": metadata["name"]}


def container() -> dict[str, Any]:
    (only,) = of_kind("Deployment")["spec"]["template"]["spec"]["containers"]
    return only


def test_a_request_finds_its_way_to_the_app() -> None:
    (rule,) = of_kind("Ingress")["spec"]["rules"]
    service = of_kind("Service")
    backend = rule["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == service["metadata"]["name"]
    (port,) = service["spec"]["ports"]
    assert backend["port"]["name"] == port["name"]
    (listens,) = container()["ports"]
    assert port["targetPort"] == listens["name"]
    assert listens["containerPort"] == PORT
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container()[probe]["httpGet"] == {"path": "/_stcore/health", "port": listens["name"]}


def test_a_reader_stays_with_a_replica_by_a_cookie() -> None:
    notes = of_kind("Ingress")["metadata"]["annotations"]
    assert notes["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    notes = of_kind("Service")["metadata"]["annotations"]
    assert notes["traefik.ingress.kubernetes.io/service.sticky.cookie"] == "true"


def test_replicas_share_their_secrets() -> None:
    secrets = [one for one in container()["env"] if "valueFrom" in one]
    keys = {one["name"]: one["valueFrom"]["secretKeyRef"]["key"] for one in secrets}
    assert keys == {
        SECRET: "cookie-secret",
        KEY: "completion-key",
        "ROOMS_PASSWORD": "rooms-password",
    }
    made = (FOLDER / KUSTOMIZATION).read_text()
    assert all(f"--from-literal={key}=" in made for key in keys.values())


def test_replicas_know_that_they_are_several() -> None:
    env = {one["name"]: one.get("value", "") for one in container()["env"]}
    assert int(env[REPLICAS]) == of_kind("HorizontalPodAutoscaler")["spec"]["minReplicas"] > 1


def test_a_replica_needs_no_rights_and_writes_to_one_folder() -> None:
    pod = of_kind("Deployment")["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] == USER
    assert container()["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert [mount["mountPath"] for mount in container()["volumeMounts"]] == ["/tmp"]


def test_there_is_always_a_replica() -> None:
    autoscaler = of_kind("HorizontalPodAutoscaler")["spec"]
    target = of_kind("Deployment")
    assert autoscaler["scaleTargetRef"]["name"] == target["metadata"]["name"]
    assert "replicas" not in target["spec"]  # or each `apply` would undo what was scaled
    assert autoscaler["minReplicas"] > of_kind("PodDisruptionBudget")["spec"]["maxUnavailable"]
    assert target["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_rooms_lie_in_a_redis_that_keeps_what_it_takes_and_asks_for_a_password() -> None:
    state = of_kind("StatefulSet", ROOMS)["spec"]
    pod = state["template"]["spec"]
    (redis,) = pod["containers"]
    given = redis["args"]
    assert given[: len(KEEPING)] == [*KEEPING]
    (word,) = redis["env"]
    assert given[given.index("--requirepass") + 1] == f"$({word['name']})"
    env = {one["name"]: one for one in container()["env"]}
    assert env["ROOMS_PASSWORD"]["valueFrom"] == word["valueFrom"]
    (claim,) = state["volumeClaimTemplates"]
    (mount,) = redis["volumeMounts"]
    assert (mount["name"], mount["mountPath"]) == (claim["metadata"]["name"], "/data")
    assert redis["securityContext"]["readOnlyRootFilesystem"]
    assert pod["securityContext"]["runAsNonRoot"]


def test_the_app_finds_the_rooms_and_nobody_else_does() -> None:
    env = [one["name"] for one in container()["env"]]
    store = next(one["value"] for one in container()["env"] if one["name"] == VARIABLE)
    service = of_kind("Service", ROOMS)
    (port,) = service["spec"]["ports"]
    assert store == f"redis://:$(ROOMS_PASSWORD)@{ROOMS}:{port['port']}/0"
    # Kubernetes puts in what stands above a variable only.
    assert env.index("ROOMS_PASSWORD") < env.index(VARIABLE)
    state = of_kind("StatefulSet", ROOMS)["spec"]
    label = state["template"]["metadata"]["labels"]
    assert label == state["selector"]["matchLabels"] == service["spec"]["selector"]
    (listens,) = state["template"]["spec"]["containers"][0]["ports"]
    assert (port["targetPort"], listens["containerPort"]) == (listens["name"], port["port"])
    policy = of_kind("NetworkPolicy", ROOMS)["spec"]
    assert policy["podSelector"]["matchLabels"] == label
    (only,) = policy["ingress"]
    assert only["from"] == [{"podSelector": of_kind("Deployment")["spec"]["selector"]}]
    assert label != of_kind("Deployment")["spec"]["selector"]["matchLabels"]
