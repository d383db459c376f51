from pathlib import Path

import pytest

from cli.running import Run

TITLE = 'Contract "A".\n'


def test_a_contract_that_is_not_utf_8_is_a_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.sib").write_bytes(b'Contract "A".\n6.1 A pays \xa3100.\n')

    result = run("check", "a.sib")

    assert result.exit_code == 1
    assert "error[SIB900]" in result.stdout
    assert "a.sib:2" in result.stdout


def test_line_ends_and_a_byte_order_mark_do_no_harm(run: Run, scheme: Path) -> None:
    contract = scheme / "contract.sib"
    plain = run("check", contract).stdout
    text = contract.read_text(encoding="utf-8").replace("\n", "\r\n")
    contract.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert run("check", contract).stdout == plain


def test_a_folder_without_a_contract_is_a_finding(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path)

    assert result.exit_code == 1
    assert "error[SIB901]" in result.stdout


def test_a_folder_with_two_contracts_is_a_finding(run: Run, tmp_path: Path) -> None:
    for name in ("a.sib", "b.sib"):
        (tmp_path / name).write_text(TITLE, encoding="utf-8")

    result = run("test", tmp_path)

    assert result.exit_code == 1
    assert "error[SIB902]" in result.stdout


def test_the_only_contract_of_a_folder_is_meant(run: Run, scheme: Path) -> None:
    (scheme / "contract.sib").rename(scheme / "signed.sib")

    assert run("check", scheme).exit_code == 0


@pytest.mark.parametrize("refused", ["read_bytes", "iterdir"])
def test_what_the_system_refuses_is_a_finding(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuses(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.sib").write_text(TITLE, encoding="utf-8")
    monkeypatch.setattr(Path, refused, refuses)

    result = run("explain", "a.sib" if refused == "read_bytes" else ".")

    assert result.exit_code == 1
    assert "SIB903" in result.stdout
    assert "ermission denied" in result.stdout
