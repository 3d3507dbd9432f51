"""The proxy's file says what the node relies on."""

import re
from pathlib import Path

from comity.evidence.vault import DEFAULT_SIZE_LIMIT
from comity.node.sign_in_settings import CardSettings

ROOT = Path(__file__).resolve().parents[2]
FILE = (ROOT / "packaging" / "nginx" / "comity.conf").read_text()
SIGN_IN = (ROOT / "docs" / "how-to" / "sign-in.md").read_text()


def told(text: str) -> dict[str, str]:
    """What each directive is set to, the last where it stands twice; headers by their names."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    found = {}
    for line in lines:
        if match := re.fullmatch(r"(proxy_set_header \S+|add_header \S+|\w+)\s+(.+);", line):
            found[match[1]] = match[2].strip()
    return found


OFFICERS, _, PLAIN = FILE.partition("listen 80;")
SET = told(OFFICERS)


def megabytes(size: str) -> int:
    assert size.endswith("m")
    return int(size[:-1]) * 1024**2


def test_what_a_caller_says_in_the_proxys_name_does_not_pass() -> None:
    assert SET[f"proxy_set_header {CardSettings().header}"] == '""'
    assert SET["proxy_set_header Forwarded"] == '""'
    # Set to one address, and never to `$proxy_add_x_forwarded_for`.
    assert SET["proxy_set_header X-Forwarded-For"] == "$remote_addr"
    assert SET["proxy_set_header X-Forwarded-Proto"] == "$scheme"
    assert "underscores_in_headers" not in FILE and "ignore_invalid_headers" not in FILE


def test_slow_callers_hold_the_proxy_and_not_the_node() -> None:
    assert SET["proxy_request_buffering"] == SET["proxy_buffering"] == "on"
    for directive in ("client_header_timeout", "client_body_timeout", "send_timeout"):
        assert SET[directive].endswith("s")


def test_the_largest_exhibit_goes_in_and_out() -> None:
    assert megabytes(SET["client_max_body_size"]) > DEFAULT_SIZE_LIMIT
    assert megabytes(SET["proxy_max_temp_file_size"]) > DEFAULT_SIZE_LIMIT


def test_tls_is_of_this_day_and_promised_once() -> None:
    assert SET["ssl_protocols"].split() == ["TLSv1.2", "TLSv1.3"]
    assert {suite.split("+")[0] for suite in SET["ssl_ciphers"].split(":")} == {"ECDHE"}
    assert SET["ssl_session_tickets"] == "off"
    assert SET["proxy_hide_header"] == "Strict-Transport-Security"
    assert SET["add_header Strict-Transport-Security"].endswith('includeSubDomains" always')


def test_no_length_betrays_what_a_page_says() -> None:
    assert SET["gzip"] == "off"


def test_no_log_of_the_proxy_names_a_case_or_what_was_searched_for() -> None:
    for part in (OFFICERS, PLAIN):
        assert told(part)["access_log"].endswith(".log comity")
        assert told(part)["error_log"].endswith(".log crit")
    named = re.findall(r"\$(\w+)", FILE.partition("log_format")[2].partition(";")[0])
    assert set(named) == {
        "remote_addr",
        "time_iso8601",
        "request_method",
        "status",
        "body_bytes_sent",
        "request_time",
        "sent_http_x_request_id",
    }


def test_it_is_written_as_the_nginx_of_debian_12_reads_it() -> None:
    # `http2 on;` is read from 1.25.1 on only.
    assert "http2" not in SET and "ssl http2;" in FILE


def test_nothing_is_served_without_tls() -> None:
    assert "proxy_pass" not in PLAIN
    assert "return 403;" in PLAIN and "return 301 https://" in PLAIN


def test_the_words_for_smart_cards_name_the_issuers_and_the_same_header() -> None:
    cards = told("\n".join(line for line in SIGN_IN.splitlines() if line.startswith("    ")))
    assert cards["ssl_verify_client"] == "optional"
    assert "ssl_client_certificate" in cards
    assert f"proxy_set_header {CardSettings().header}" in cards
