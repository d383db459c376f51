"""What a test needs beside Python: without it people skip the test, and the gate fails."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The conftest of all tests once more, on a machine with no program at all."""
    place = Path(__file__).parent / "conftest.py"
    spec = importlib.util.spec_from_file_location("settings_of_tests", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("PATH", "/nowhere")
    return module


@pytest.mark.needs
def test_who_needs_nothing_runs(settings: ModuleType, request: pytest.FixtureRequest) -> None:
    settings.pytest_runtest_setup(request.node)


def test_people_skip_what_they_lack_and_the_gate_fails(
    settings: ModuleType, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    request.node.add_marker(pytest.mark.needs("soffice", "java"))

    monkeypatch.setattr(settings, "IN_CI", False)
    with pytest.raises(pytest.skip.Exception, match="LibreOffice, Java 17 or later"):
        settings.pytest_runtest_setup(request.node)
    monkeypatch.setattr(settings, "IN_CI", True)
    with pytest.raises(pytest.fail.Exception, match="LibreOffice"):
        settings.pytest_runtest_setup(request.node)


def test_a_module_can_be_needed(settings: ModuleType) -> None:
    settings.MODULES["no_such_module"] = "an extra"

    assert settings._lacking("no_such_module") == "an extra"
    assert settings._lacking("pyspark") in (None, "the extra `spark`")
