"""Renew the pinned outcomes: ``python -m tests.regression.renew``.

Do so when a change in results is meant, look at the difference before you commit it, and say in
CHANGELOG.md, under "Changes in results", what changed and why.
"""

import sys

from tests.catalogue.shipped import scenarios
from tests.regression.pins import FOLDER, path_of, pin_of, written


def main() -> None:
    """Write the pin of every scenario, and remove those of scenarios that are gone."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        if path.stem not in scenarios():
            path.unlink()
            sys.stdout.write(f"removed    {path.name}\n")
    for name in scenarios():
        path, text = path_of(name), written(pin_of(name))
        before = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{'unchanged' if before == text else 'renewed':10} {path.name}\n")


if __name__ == "__main__":
    main()
