"""The attacks of ``corpus/attacks`` and ``corpus/intake.py``, each with the predicate for its success."""

from pathlib import Path

from ..corpus import intake
from .evidence import (
    Predicate,
    broke,
    changed,
    earned,
    flooded,
    heard,
    leaked,
    left,
    shows,
    stalled,
    stumbled,
    swollen,
    told,
    unencodable,
)

FOLDER = Path(__file__).parents[1] / "corpus" / "attacks"
STUMBLES = ("text", "huge", "raise", "odd")
BROKEN_ZIPS = (
    *("damaged_deflate", "damaged_bzip2", "damaged_lzma", "short_lzma", "large_dictionary", "unknown_method"),
    *("wrong_sum", "far_away", "patched", "other_name", "folder_with_content", "long_name", "encrypted"),
)
SUCCEEDED: dict[str, Predicate] = {
    **{f"forge_stumble_{name}": stumbled for name in STUMBLES},
    "deny_lent_memory": swollen,
    "deny_lent_broadcast": swollen,
    "deny_giant_values": swollen,
    "deny_memory_numpy": told,
    "deny_memory_pieces": told,
    "deny_memory_map": told,
    "deny_memory_file": told,
    "deny_forks": told,
    "deny_threads": told,
    "deny_output": flooded,
    "deny_long_text": flooded,
    "deny_giant_frames": broke,
    "deny_descriptor_flood": broke,
    "deny_c_stack": broke,
    "deny_crash": broke,
    "harm_read_secret": leaked,
    "harm_read_environment": leaked,
    "harm_read_memory": leaked,
    "harm_execute": leaked,
    "harm_subprocess": left,
    "harm_create": left,
    "harm_shared_memory": left,
    "harm_kill_parent": broke,
    "harm_tcp": heard,
    "harm_udp": heard,
    "harm_fast_open": heard,
    "harm_unix_socket": heard,
    "harm_abstract_socket": heard,
    "report_terminal": shows(r"\x1b\[2JMARK|\x1b\[2J\x1b\]0;MARK|\x9b31m"),
    "report_carriage_return": shows(r"\rMARK"),
    "report_row": shows(r"^MARK,110", "lines"),
    "report_formula": shows(r'(^|,)"?=HYPERLINK\("+http://localhost/MARK', "cells"),
    "report_html": shows(r"<script>document.title='MARK'", "pages"),
    "report_workflow_printed": shows(r"^\s*(::|##\[).*MARK", "lines"),
    "report_workflow_raised": shows(r"^\s*(::|##\[).*MARK", "lines"),
    "report_bidi": shows(r"\u202eMARK"),
    "report_surrogate": unencodable,
    "report_nul": shows(r"[\0\1\x08]MARK"),
    "report_leak": shows(r"MARK", "hidden"),
    "report_ci_anywhere": shows(r"##\[error\]MARK", "lines"),
    "report_ci_azure": shows(r"##vso\[.*MARK", "lines"),
    "report_ci_teamcity": shows(r"##teamcity\[.*MARK", "lines"),
    "report_semicolon": shows(r";=cmd.*MARK", "cells"),
    "report_semicolon_quoted": shows(r';"+=cmd.*MARK', "cells"),
    "report_bar": shows(r"\|@SUM\(MARK", "cells"),
    "report_formula_wide": shows(r'(^|,)"?＝HYPERLINK\("+http://localhost/MARK', "cells"),
    "report_formula_wide_semicolon": shows(r";＝1\+MARK", "cells"),
    "report_line_separator": shows(r"\u2028MARK|\u2029MARK"),
    "report_arabic_mark": shows(r"\u061cMARK"),
    "report_zero_width": shows(r"\u200bMARK|MARK[\u2060\ufeff]"),
    "report_joiner": shows(r"\u200dMARK"),
    "report_tags": shows(r"[\U000e0000-\U000e007f]MARK"),
    "report_selectors": shows(r"[\ufe00-\ufe0f]MARK"),
    "report_filler": shows(r"\u3164MARK"),
    "report_soft_hyphen": shows(r"\xadMARK"),
    "report_annotation": shows(r"\ufff9MARK"),
    "report_marks": shows(r"MARK[\u0301\u0316]{9}"),
    "report_link": shows(r"http://localhost/MARK", "pages"),
    "report_math": shows(r"(?<!\\)\$.*MARK", "pages"),
    "intake_pipe": stalled,
    "intake_large": swollen,
    "intake_deep": broke,
    "intake_name_escape": shows(r"\x1b\[2JMARK"),
    "intake_name_row": shows(r"^MARK,110", "lines"),
    "intake_name_formula": shows(r'(^|,)"?=1\+MARK', "cells"),
    "intake_name_formula_wide": shows(r'(^|,)"?＝1\+MARK', "cells"),
    "intake_name_semicolon": shows(r";=cmdMARK", "cells"),
    "intake_name_semicolon_wide": shows(r"; ＝cmdMARK", "cells"),
    "intake_name_ci": shows(r"##\[error\]MARK", "lines"),
    "intake_name_separator": shows(r"\u2028MARK"),
    "intake_name_arabic_mark": shows(r"\u061cMARK"),
    "intake_name_zero_width": shows(r"\u200bMARK"),
    "intake_name_filler": shows(r"\u3164MARK"),
    "intake_name_tags": shows(r"\U000e0061MARK"),
    "intake_name_marks": shows(r"MARK\u0301{9}"),
    "intake_name_link": shows(r"www\.MARK\.x", "pages"),
    "intake_name_html": shows(r"<img src=x onerror=MARK", "pages"),
    "intake_name_workflow": shows(r"^::error::MARK", "lines"),
    "intake_name_bidi": shows(r"\u202eMARK"),
    "intake_name_bytes": unencodable,
    "intake_name_long": broke,
    "intake_zip_traversal": changed,
    "intake_zip_absolute": changed,
    "intake_zip_bomb": flooded,
    "intake_zip_bzip2_bomb": flooded,
    **{f"intake_zip_{name}": broke for name in BROKEN_ZIPS},
}
BY_GROUP = {"forge": earned, "deny": stalled, "harm": changed, "intake": earned}


def files() -> dict[str, Path]:
    """The attacks that are one Python file."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.py"))}


ATTACKS: dict[str, Predicate] = {
    name: SUCCEEDED.get(name) or BY_GROUP[name.partition("_")[0]]
    for name in (*files(), *intake.folders(), *intake.archives())
}
