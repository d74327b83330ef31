"""Writes the tables of keys into docs/CONFIGURATION.md and its Chinese version.

    python3 scripts/configuration_tables.py .build/debug/fenceline
"""
import re
import subprocess
import sys

DOCUMENTS = {
    "en": ("docs/CONFIGURATION.md", r"(.*) From (.*) to (.*)\.$"),
    "zh": ("docs/CONFIGURATION.zh-CN.md", r"(.*)范围 (.*) 至 (.*)。$"),
}


def rows(shown, form):
    """A row for each key of the default file: its comment stands on the line before it."""
    path, comment = [], ""
    for line in shown.splitlines():
        text = line.strip()
        if text.startswith("# "):
            comment = text[2:]
        elif text:
            name, value = text.split(":", 1)
            path = path[: (len(line) - len(line.lstrip())) // 2] + [name]
            if value:
                meaning, low, high = re.match(form, comment).groups()
                yield f"| `{'.'.join(path)}` | {value.strip()} | {low} … {high} | {meaning} |"


for language, (name, form) in DOCUMENTS.items():
    command = [sys.argv[1], "--lang", language, "config", "show", "--defaults"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with open(name, encoding="utf-8") as file:
        text = file.read()
    table = "\n".join(rows(shown, form)) + "\n"
    text = re.sub(r"(?:^\| `.*` \|.* … .*\|\n)+", lambda _: table, text, count=1, flags=re.M)
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
