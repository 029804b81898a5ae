"""Makes a Python environment with Jupyter's libraries from this machine's package index.

environment.py FOLDER prints the path of its Python. A folder that is complete is used again.
"""

import pathlib
import subprocess
import sys
import venv

REQUIREMENTS = pathlib.Path(__file__).with_name("requirements.txt")


def python_of(folder):
    windows = sys.platform == "win32"
    return folder / ("Scripts/python.exe" if windows else "bin/python")


def main(folder):
    wanted = REQUIREMENTS.read_text()
    complete = folder / "complete.txt"  # written last, so that what was interrupted begins again
    if not complete.exists() or complete.read_text() != wanted:
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run(
            [python_of(folder), "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS],
            check=True,
            stdout=sys.stderr,
        )
        complete.write_text(wanted)
    print(python_of(folder))


main(pathlib.Path(sys.argv[1]).absolute())
