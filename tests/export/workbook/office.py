"""LibreOffice without a screen: works workbooks out again, whatever values stand in them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

NAMES = ("soffice", "libreoffice")
# LibreOffice trusts values that stand in a file unless it is told to compute always.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def find_office() -> str | None:
    """Path of a LibreOffice, if there is one."""
    names = (os.environ.get("KOERS_OFFICE"), *NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


class Office:
    """A LibreOffice with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTINGS)

    def convert(self, source: Path, to: str, *options: str) -> Path:
        """Convert a file, and give the path of the result."""
        (made,) = self.convert_all([source], to, *options)
        return made

    def convert_all(self, sources: Sequence[Path], to: str, *options: str) -> list[Path]:
        """Convert files in one go, as starting takes longer than a small file does; give their results."""
        out = self._folder / "out"
        out.mkdir(exist_ok=True)
        command = [self._program, "--headless", "--norestore", *options]
        command += [f"-env:UserInstallation=file://{self._folder}/profile"]
        command += ["--convert-to", to, "--outdir", str(out), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return [out / f"{source.stem}.{to.split(':', maxsplit=1)[0]}" for source in sources]

    def recalculate(self, source: Path) -> Path:
        """Work a workbook out from its formulas alone."""
        return self.convert(source, "xlsx:Calc MS Excel 2007 XML")
