"""Leaves a process behind that rewrites its results file as soon as it appears."""
import json
import os
import time

if os.fork() == 0:
    os.setsid()
    os.closerange(3, 64)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        time.sleep(0.02)
        if os.path.exists("@RESULT@") and os.path.getsize("@RESULT@"):
            report = json.load(open("@RESULT@"))
            report["score"] = 100
            json.dump(report, open("@RESULT@", "w"))
            break
    os._exit(0)
