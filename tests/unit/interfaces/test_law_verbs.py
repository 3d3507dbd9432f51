"""`comity may` and `comity register`: words, JSON, and exit codes 0, 1, 2 and 3."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.interfaces.cli.law import may_app, register_app

CALLS = [
    ("ask --from US --to CN --for origin-and-value --on 2003-04-10", 0, "Permitted"),
    ("ask --from us --to cn --for origin_and_value --on 2003-04-09", 1, "TIAS 13029"),
    ("ask --from US --to KE --for special-surveillance", 2, "Referred to the treaty desk"),
    ("ask --from KE --to UA --for special-surveillance", 1, "declaration data only"),
    ("ask --from US --to XX --for presence", 3, "no country or union has this code: XX"),
    ("ask --from US --to US --for presence", 3, "cannot ask itself"),
    ("ask --from US --to UA --for gossip", 3, "is not one of"),
    ("ask --from US --to UA --for presence --on tomorrow", 3, "is not a day"),
    ("ask --from US --to UA --for presence --under us-ua-1066", 3, "no agreement called"),
    ("ask --from US --to UA --for presence --register nowhere", 3, "no folder of register files"),
    ("ask --from US --to CN --for presence --purpose other --not-reciprocal", 2, "another"),
    ("answer --from US --to CN --for origin-and-value", 2, "assurance China has not given"),
    (
        "answer --from US --to CN --for origin-and-value --assured confidentiality "
        "--assured law-enforcement-use --contains trade-secret",
        0,
        "19 USC 1628",
    ),
    ("answer --from US --to CN --for origin-and-value --in-breach", 1, "has broken an assurance"),
    ("answer --from US --to CN --for presence --touches ex.sovereignty", 2, "Art. 14(1)"),
    ("answer --from US --to CN --for presence --touches info.offences", 3, "no ground"),
    ("answer --from US --to CN --for presence --touches ex.gossip", 3, "is not known"),
    (
        "use --under us-cn-1999 --from CN --purpose duty-assessment --asked-for duty-assessment",
        0,
        "Permitted",
    ),
    ("use --under us-ua-2016 --from UA --purpose duty-assessment", 2, "treaty desk"),
    ("use --under us-cn-1999 --from UA --purpose duty-assessment", 1, "not both party"),
    ("use --under us-cn-1999 --from CN --purpose other --to US --on 2003-04-09", 1, "TIAS 13029"),
    ("use --under us-cn-1999 --from CN --purpose other --to CN", 3, "--to: who supplied it"),
    ("use --under nairobi --from US --purpose other", 3, "--to: name who would use it"),
    ("use --under us-cn-1999 --from CN --purpose other --onward-to=", 3, "--onward-to: name"),
    ("ask --from XX --to UA --for presence", 3, "--from: no country"),
    ("answer --from UA --to XX --for presence", 3, "--to: no country"),
    ("ask --from US --to UA --for presence --on 20161213", 3, "write it as 2016-12-13"),
    ("ask --from US --to UA --for presence --on 2016-W50-2", 3, "write it as 2016-12-13"),
    ("ask --from US --to UA --for presence --on 2016-13-40", 3, "no such day: 2016-13-40"),
    ("use --under us-cn-1999 --from CN --purpose statistics --only-for duty-assessment", 1, "Ask"),
    ("use --under us-cn-1999 --from CN --purpose duty-assessment --in criminal", 2, "Art. 12(2)"),
    ("ask --from KE --to UA --for special-surveillance --courtesy", 2, "as a courtesy"),
    ("volunteer --from US --to CN", 2, "assistance without a request"),
    ("volunteer --from US --to CN --contains gossip", 3, "--contains"),
    ("pass-on --under us-cn-1999 --from CN --to US --onward-to x --purpose other", 2, "passing it"),
    ("share --under us-cn-1999 --from CN --to US --onward-to x --purpose other", 2, "consent"),
    ("keep --under us-cn-1999 --from CN --to US", 0, "no longer than it is needed"),
    ("keep --under us-cn-1999 --from UA --to US", 1, "not both party"),
    ("keep --under us-cn-1066 --from CN --to US", 3, "no agreement called"),
    ("attend --from US --to AT --on 1980-01-01", 2, "consent of Austria"),
    ("attend --from US --to AT --consent A-1 --on 1980-01-01", 0, "Art. 7(5)"),
    ("serve --from US --to AT", 2, "notification of decisions"),
    ("watch --from UA --to KE", 1, "declaration data only"),
    ("deliver --from UA --via KE --via UA", 1, "convention against transnational"),
    ("deliver --from UA --via UA", 3, "--route: A route passes"),
    ("exchange --from US --to CN --field value", 2, "automatic exchange"),
    ("match --from US --to CN", 2, "personal data"),
    ("recognise --from US --to JP", 2, "signed is not operating"),
    ("recognise --from US --to US", 3, "cannot ask itself"),
    ("use --under us-cn-1066 --from CN --purpose duty-assessment", 3, "no agreement called"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "code", "words"), CALLS)
def test_a_ruling_is_told_in_words_and_by_its_exit_code(call: str, code: int, words: str) -> None:
    result = CliRunner().invoke(may_app, call.split())
    assert result.exit_code == code, result.output
    assert words in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("call", "outcome", "keys"),
    [
        ("ask --from US --to CN --for presence --on 2003-04-09", "refused", set()),
        ("ask --from US --to KE --for presence", "referred", {"alternatives", "to", "under"}),
        (
            "ask --from US --to CN --for classification",
            "permitted",
            {"conditions", "under", "article", "terms_digest"},
        ),
    ],
)
def test_a_ruling_as_json_holds_every_ground(call: str, outcome: str, keys: set[str]) -> None:
    ruling = json.loads(CliRunner().invoke(may_app, [*call.split(), "--json"]).output)
    assert ruling["outcome"] == outcome
    told = {key for key, value in ruling.items() if value}
    assert told - {"sentence", "assumed", "candidates"} == {"outcome", "on", "grounds"} | keys
    assert all(ground["cites"] and "{" not in ground["sentence"] for ground in ruling["grounds"])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("check", "no fault found"),
        ("show us-ua-2016 --on 2016-12-12", "Not yet in force; in force from"),
        ("list", "wto-tfa"),
        ("list --with US --region eastern-europe", "us-ua-2016"),
        ("show us-cn-1999", "Art. 12(2)"),
        ("show nairobi", "parties not recorded"),
        ("gaps us-ke-2014", "Whether it covers special surveillance is not known."),
        ("gaps", "us-ua-2016: "),
        ("kinds", "act.surveillance"),
    ],
)
def test_the_register_is_read_without_a_database(call: str, words: str) -> None:
    told = CliRunner().invoke(register_app, call.split())
    assert told.exit_code == 0
    assert words in " ".join(told.output.split())
    as_json = CliRunner().invoke(register_app, [*call.split(), "--json"])
    assert json.loads(as_json.output)


def test_what_the_register_does_not_hold_is_bad_input() -> None:
    for call in (
        "show us-ua-1066",
        "gaps us-ua-1066",
        "list --with XX",
        "list --on never",
        "list --region x",
    ):
        assert CliRunner().invoke(register_app, call.split()).exit_code == 3


def test_a_refused_register_is_told_with_file_line_and_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "us-ua.toml").write_text('reference = "us-ua"\nkind = "gossip"\n')
    monkeypatch.setenv("COMITY_REGISTER", str(tmp_path))
    result = CliRunner().invoke(register_app, ["check"])
    assert result.exit_code == 3
    assert "us-ua.toml:2: kind cannot be “gossip”" in result.output


def test_the_law_loads_without_django() -> None:
    code = "import sys; import comity.interfaces.cli.law; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
