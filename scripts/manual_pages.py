"""Writes man pages from what `fenceline --experimental-dump-help` says of its commands.

    fenceline --experimental-dump-help | python3 scripts/manual_pages.py FOLDER en|zh
"""
import json
import os
import sys

WORDS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "ARGUMENTS AND OPTIONS", "COMMANDS", "default: ", "SEE ALSO"),
    "zh": ("名称", "概要", "说明", "参数与选项", "命令", "默认：", "另见"),
}


def escaped(text):
    """Text as roff: no backslash and no leading point or quote does anything."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def spelled(argument, is_synopsis=False):
    """An argument as it is typed."""
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        text = f"<{value}>"
    else:
        names = argument["names"][-1:] if is_synopsis else argument["names"]
        text = ", ".join(("-" if name["kind"] == "short" else "--") + name["name"] for name in names)
        if argument["kind"] == "option":
            text += f" <{value}>"
    if argument["isRepeating"]:
        text += " ..."
    return f"[{text}]" if is_synopsis and argument["isOptional"] else text


def page(command, path, language):
    """The page of a command whose words are `path`."""
    words = WORDS[language]
    title = "-".join(path)
    arguments = [one for one in command.get("arguments", []) if one["shouldDisplay"]]
    lines = [f'.TH "{title.upper()}" 1 "" "fenceline" ""', f".SH {words[0]}"]
    lines.append(escaped(f"{title} - {command.get('abstract', '')}"))
    lines += [f".SH {words[1]}", ".B " + escaped(" ".join(path))]
    lines += [escaped(spelled(argument, is_synopsis=True)) for argument in arguments]
    if command.get("subcommands"):
        lines.append("<...>")
    if command.get("discussion"):
        lines += [f".SH {words[2]}", ".nf", escaped(command["discussion"]), ".fi"]
    if arguments:
        lines.append(f".SH {words[3]}")
    for argument in arguments:
        told = argument.get("abstract", "")
        if argument.get("defaultValue"):
            told += f" ({words[5]}{argument['defaultValue']})"
        lines += [".TP", ".B " + escaped(spelled(argument)), escaped(told) or "\\&"]
    children = [child for child in command.get("subcommands", []) if child["commandName"] != "help"]
    if children:
        lines.append(f".SH {words[4]}")
    for child in children:
        lines += [".TP", ".BR " + escaped("-".join(path + [child["commandName"]])) + " (1)"]
        lines.append(escaped(child.get("abstract", "")) or "\\&")
    if len(path) > 1:
        lines += [f".SH {words[6]}", ".BR " + escaped("-".join(path[:-1])) + " (1)"]
    return "\n".join(lines) + "\n"


def write(command, path, folder, language):
    """Writes the pages of a command and of those below it; returns how many."""
    path = path + [command["commandName"]]
    with open(os.path.join(folder, "-".join(path) + ".1"), "w", encoding="utf-8") as file:
        file.write(page(command, path, language))
    children = [child for child in command.get("subcommands", []) if child["commandName"] != "help"]
    return 1 + sum(write(child, path, folder, language) for child in children)


if __name__ == "__main__":
    folder, language = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    print(write(json.load(sys.stdin)["command"], [], folder, language))
