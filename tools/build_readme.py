"""Write the tables of README.md from the figures that the commands wrote, so that they cannot drift.

Run: python tools/build_readme.py [--check]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EVALUATION = ROOT / "docs" / "evaluation" / "evaluation.json"
SPEED = ROOT / "docs" / "evaluation" / "speed.json"
ROWS = (
    ("average_precision", "average precision, lures against everything (10 % prevalence)"),
    ("recall_at_1_percent_false_alarms", "lures found where 1 % of legit training ads are flagged"),
    ("lures_flagged", "lures flagged at the shipped budget"),
    ("real_ads_flagged", "honest ads of 20 boards flagged"),
)


def figures() -> str:
    """Return the table of quality."""
    data = json.loads(EVALUATION.read_text(encoding="utf-8"))
    lines = ["| figure | value | 95 % interval | ads |", "|---|---|---|---|"]
    for key, name in ROWS:
        row = data["headline"][key]
        low, high = row["interval"]
        lines.append(f"| {name} | {row['value']:.3f} | {low:.3f} - {high:.3f} | {row['ads']:,} |")
    languages = data["lures_by_language"]
    worst = min(languages, key=lambda name: languages[name]["flagged"])
    written = data["by_label"]["legit, written"]
    lines += [
        f"| worst language ({worst}), lures flagged | {languages[worst]['flagged']:.3f} | | {languages[worst]['ads']} |",
        f"| hard lures flagged | {data['lures_by_difficulty']['hard']['flagged']:.3f} | "
        f"| {data['lures_by_difficulty']['hard']['ads']} |",
        f"| honest look-alikes and warnings written to be hard, flagged | {written['flagged']:.3f} | | {written['ads']} |",
        f"| expected calibration error | {data['calibration']['expected_error']:.3f} | | |",
        f"| other fraud, EMSCAD, average precision (4.8 % prevalence) | {data['emscad']['average_precision']:.3f} "
        f"| | {data['emscad']['ads']:,} |",
    ]
    return "\n".join(lines)


def speed() -> str:
    """Return the table of speed."""
    data = json.loads(SPEED.read_text(encoding="utf-8"))
    lines = ["| | median | min - max |", "|---|---|---|"]
    for name, row in data["rows"].items():
        lines.append(f"| {name} | {_number(row['median'])} | {_number(row['min'])} - {_number(row['max'])} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def filled(text: str) -> str:
    """Return the README with both tables."""
    for name, table in (("figures", figures()), ("speed", speed())):
        mark = f"<!-- {name} -->\n"
        head, _, rest = text.partition(mark)
        text = f"{head}{mark}\n{table}\n\n" + re.sub(r"^\n?(?:\|.*\n)*\n?", "", rest)
    return text


def main() -> None:
    """Write README.md, or with --check tell whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    current = README.read_text(encoding="utf-8")
    new = filled(current)
    if parser.parse_args().check:
        print("up to date" if current == new else "README.md is stale: run tools/build_readme.py")
        sys.exit(current != new)
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
