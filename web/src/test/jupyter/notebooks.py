"""Notebooks of ours under Jupyter's own tools: nbformat, nbclient, nbconvert.

Arguments: a folder with notebooks that "interleave run" has written. Prints one line of JSON a
test, as conformance.py does.
"""

import base64
import glob
import os
import re
import sys
import unittest

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from conformance import Report

FOLDER = sys.argv[1]


def read(name):
    return nbformat.read(os.path.join(FOLDER, name), as_version=nbformat.NO_CONVERT)


def timelines(html):
    """nbconvert writes a drawing as the source of an image, before 7.0 as a part of the page."""
    images = re.findall("data:image/svg[+]xml;base64,([^\"]+)", html)
    drawings = [base64.b64decode(image).decode() for image in images] or html.split("<svg")[1:]
    return [drawing for drawing in drawings if "interleave-timeline" in drawing]


class Notebooks(unittest.TestCase):
    def test_everything_that_is_written_is_valid(self):
        files = sorted(glob.glob(os.path.join(FOLDER, "*.ipynb")))
        self.assertGreaterEqual(len(files), 2)
        for file in files:
            notebook = nbformat.read(file, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
            # Byte for byte what Jupyter would write.
            self.assertEqual(nbformat.writes(notebook) + "\n", open(file, encoding="utf-8").read(), file)

    def test_nbclient_runs_a_lesson_and_nbconvert_shows_its_timeline(self):
        notebook = read("02-twenty-slow-urls.ipynb")
        NotebookClient(notebook, kernel_name="interleave", timeout=120).execute()
        nbformat.validate(notebook)
        drawings = [
            output["data"]["image/svg+xml"]
            for cell in notebook.cells
            if cell.cell_type == "code"
            for output in cell.outputs
            if "interleave-timeline" in output.get("data", {}).get("image/svg+xml", "")
        ]
        self.assertTrue(drawings)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                self.assertIsNotNone(cell.execution_count)
        html, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
        self.assertEqual(len(drawings), len(timelines(html)))
        self.assertIn("at the same moment", html)

    def test_nbclient_runs_a_lesson_with_a_mistake_and_an_endless_loop_in_it(self):
        notebook = read("00-welcome.ipynb")
        client = NotebookClient(
            notebook,
            kernel_name="interleave",
            timeout_func=lambda cell: 2 if "while (true)" in cell.source else 120,
            interrupt_on_timeout=True,
            allow_errors=True,
        )
        client.execute()
        nbformat.validate(notebook)
        errors = [
            output["ename"]
            for cell in notebook.cells
            if cell.cell_type == "code"
            for output in cell.outputs
            if output["output_type"] == "error"
        ]
        self.assertEqual(["CompileError", "Interrupted"], errors)
        rounds = next(c for c in notebook.cells if c.cell_type == "code" and c.source == "rounds")
        self.assertGreater(int(rounds.outputs[0]["data"]["text/plain"].replace("_", "")), 0)

    def test_nbconvert_shows_what_our_own_run_has_written(self):
        html, _ = HTMLExporter(template_name="basic").from_notebook_node(read("02-twenty-slow-urls.ipynb"))
        self.assertTrue(timelines(html))


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    unittest.TextTestRunner(stream=open(os.devnull, "w"), resultclass=Report).run(suite)
    sys.stdout.flush()
    os._exit(0)
