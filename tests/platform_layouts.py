"""Small classes in the layouts of platforms: files, what is said of the class, each row's text, and the last one."""

from typing import Any

from .class_files import zipped

FILENAME = "neural_network.py"
TEXT_ONLY = "handed in a text only, and no file"
PERSON = "Jane Doe_1234567_assignsubmission"
LAYOUTS: dict[str, tuple[dict[str, str | bytes], str, dict[str, str], dict[str, Any]]] = {
    "Canvas: anonymous, texts, links, copies, a student's zip, and data that somebody has put beside": (
        {
            f"anon_aB3xY_1_{FILENAME}": "anonymous",
            f"LATE_anon_Q2_2_{FILENAME}": "late",
            "doejane_5_text.html": "<p>",
            "lee_LATE_6_9_link.html": "<p>",
            f"roe_7_11_{FILENAME}": "first",
            "roe_7_12_neural_network-1.py": "second",
            "roe_7_13_report.pdf": "%PDF",
            f"two_8_21_{FILENAME}": "earlier",
            f"two_8_22_{FILENAME}": "later",
            "zip_9_31_work.zip": zipped({f"work/{FILENAME}": "unpacked"}),
            "data/ex4x.dat": "1",
        },
        "Canvas download: 7 students, 9 attempts, 2 late",
        {
            "anon_Q2": "late",
            "anon_aB3xY": "anonymous",
            "doejane_5": TEXT_ONLY,
            "lee_6": TEXT_ONLY,
            "roe_7": "second",
            "two_8": "later",
            "zip_9": "unpacked",
        },
        {"id": "9", "name": "zip"},
    ),
    "Canvas: files of several groups of one course, in folders": (
        {
            f"{section}/{name}_{number}_9{number}_{FILENAME}": name
            for number, (section, name) in enumerate((("s1", "doe"), ("s1", "lee"), ("s2", "roe"), ("s2", "poe")), 11)
        },
        "Canvas download: 4 students",
        {"doe_11": "doe", "lee_12": "lee", "poe_14": "poe", "roe_13": "roe"},
        {"id": "13", "name": "roe", "section": "s2", "attempt": 1},
    ),
    "Moodle: folders without an underscore at the end": (
        {f"{PERSON}_file/work/{FILENAME}": "x", f"{PERSON}_onlinetext/onlinetext.html": "<p>"},
        "Moodle download: 1 student",
        {"Jane_Doe_1234567": "x"},
        {"id": "1234567", "name": "Jane Doe"},
    ),
    "Moodle: all files in one folder": (
        {
            f"{PERSON}_file_{FILENAME}": "x",
            f"{PERSON}_file_report.pdf": "%",
            "Bo_12_assignsubmission_onlinetext_a.html": "",
        },
        "Moodle download: 2 students",
        {"Bo_12": TEXT_ONLY, "Jane_Doe_1234567": "x"},
        {"id": "1234567", "name": "Jane Doe"},
    ),
    "Moodle: without names": (
        {f"Participant_{number}_assignsubmission_file/{FILENAME}": f"{number}" for number in (1, 2)},
        "Moodle download: 2 students",
        {"Participant_1": "1", "Participant_2": "2"},
        {"id": "2"},
    ),
    "Brightspace": (
        {
            "index.html": "<p>",
            f"101-55 - Jane Doe - Sep 24, 2024 926 PM/{FILENAME}": "first",
            f"101-55 - Jane Doe - Sep 25, 2024 1026 AM/{FILENAME}": "second",
            f"102-55 - Ethan Lee - Oct 4, 2024 926 PM/{FILENAME}": "other",
        },
        "Brightspace download: 2 students, 3 attempts",
        {"Ethan_Lee_102": "other", "Jane_Doe_101": "second"},
        {"id": "101", "name": "Jane Doe", "attempt": 2, "time": "2024-09-25 10:26:00"},
    ),
    "GitHub": (
        {f"hw3-{login}/{path}": login for login in ("jdoe", "e-lee") for path in (FILENAME, ".git/HEAD", "tests/x.py")},
        "GitHub clones: 2 students",
        {"hw3-e-lee": "e-lee", "hw3-jdoe": "jdoe"},
        {"id": "jdoe"},
    ),
    "nbgrader": (
        {
            f"submitted/jdoe/hw3/{FILENAME}": "x",
            "submitted/jdoe/hw3/timestamp.txt": "2026-11-01 10:00:00 UTC",
            "submitted/elee/hw3/timestamp.txt": "2026-11-01 10:00:00 UTC",
        },
        "nbgrader's submitted folder: 2 students",
        {"elee": f"there is no {FILENAME}; found timestamp.txt", "jdoe": "x"},
        {"id": "jdoe", "time": "2026-11-01 10:00:00 UTC"},
    ),
    "Sakai": (
        {
            "HW3/grades.csv": "",
            "HW3/Doe, Jane(jdoe)/timestamp.txt": "20261101120000123",
            "HW3/Doe, Jane(jdoe)/comments.txt": "",
            f"HW3/Doe, Jane(jdoe)/Submission attachment(s)/{FILENAME}": "x",
        },
        "Sakai download: 1 student",
        {"Jane_Doe_jdoe": "x"},
        {"id": "jdoe", "name": "Jane Doe", "time": "2026-11-01 12:00:00"},
    ),
    "Submitty and PrairieLearn": (
        {
            f"submissions/{name}/{number}/{FILENAME}": f"{name} {number}"
            for name in ("jdoe", "elee")
            for number in (1, 2, 10)
        },
        "folders and files: 2 students, 6 attempts",
        {"elee": "elee 10", "jdoe": "jdoe 10"},
        {"name": "jdoe", "attempt": 10},
    ),
    "Chaoxing: a zip of each student": (
        {
            "2021001-张三.zip": zipped({FILENAME: "1"}),
            "2021002-李四.zip": zipped({f"作业/{FILENAME}": "2"}),
            "2021003-王五.rar": "",
        },
        "folders and files: 3 students",
        {
            "2021001-张三": "1",
            "2021002-李四": "2",
            "2021003-王五": f"there is no {FILENAME}; found 2021003-王五.rar (2021003-王五.rar cannot be opened here: "
            "hand in the file itself, or a zip file)",
        },
        {"id": "2021003", "name": "王五"},
    ),
}
