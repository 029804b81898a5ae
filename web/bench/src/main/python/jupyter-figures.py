"""Times a kernel of this machine as Jupyter's own client library sees it.

jupyter-figures.py KERNEL ROUNDS prints one object of JSON: times in ms, memory in MB.
"""

import json
import sys
import time

import psutil
from jupyter_client import KernelManager

PATIENCE = 60
LINES = 100_000
CELLS = {
    "interleave": {
        "flood": f"for (int i = 0; i < {LINES}; i++) System.out.println(i);",
        "endless": "int kept = 41; while (true) {}",
    },
    "python3": {
        "flood": f"for i in range({LINES}): print(i)",
        "endless": "kept = 41\nwhile True: pass",
    },
}


class Kernel:
    def __init__(self, name):
        self.cells = CELLS[name]
        self.begun = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def processes(self):
        kernel = psutil.Process(self.manager.provisioner.pid)
        return [kernel, *kernel.children(recursive=True)]

    def first(self):
        """Until the reply, since the first outputs can pass before the client has subscribed."""
        asked = self.client.execute("1+1")
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == asked:
                assert reply["content"]["status"] == "ok", reply
                return since(self.begun)

    def run(self, source):
        return self.messages(self.client.execute(source))

    def messages(self, asked):
        found = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != asked:
                continue
            found.append(message)
            if message["content"].get("execution_state") == "idle":
                return found

    def value(self, source):
        for message in self.run(source):
            if message["msg_type"] == "execute_result":
                return message["content"]["data"]["text/plain"]
        raise AssertionError(f"no value of {source}")

    def warm(self):
        begun = time.perf_counter()
        self.run("1+1")
        return since(begun)

    def flood(self):
        begun = time.perf_counter()
        messages = self.run(self.cells["flood"])
        took = since(begun)
        texts = [m["content"]["text"] for m in messages if m["msg_type"] == "stream"]
        return took, "".join(texts).count("\n"), len(texts)

    def interrupt(self):
        asked = self.client.execute(self.cells["endless"])
        time.sleep(0.7)  # until it is compiled and loops
        begun = time.perf_counter()
        self.manager.interrupt_kernel()
        self.messages(asked)
        took = since(begun)
        assert self.value("kept + 1") == "42"
        return took

    def processor(self):
        """The share of one processor that it takes while nothing runs."""
        before, begun = self.used(), time.perf_counter()
        time.sleep(2)
        return (self.used() - before) / (time.perf_counter() - begun)

    def used(self):
        times = [process.cpu_times() for process in self.processes()]
        return sum(t.user + t.system for t in times)

    def memory(self):
        """Shared pages are counted once where the system tells them."""
        infos = [process.memory_full_info() for process in self.processes()]
        return sum(getattr(info, "pss", info.uss) for info in infos) / 2**20


def since(begun):
    return (time.perf_counter() - begun) * 1000


def main(name, rounds):
    figures = {}

    def note(what, value):
        figures.setdefault(what, []).append(value)

    for _ in range(rounds):
        kernel = Kernel(name)
        try:
            note("first", kernel.first())
            time.sleep(3)
            note("memory", kernel.memory())
            kernel.client.wait_for_ready(timeout=PATIENCE)
            for _ in range(30):
                kernel.warm()
            for _ in range(20):
                note("warm", kernel.warm())
            took, lines, messages = kernel.flood()
            note("flood", took)
            note("missing", LINES - lines)
            note("messages", messages)
            for _ in range(5):
                note("interrupt", kernel.interrupt())
            time.sleep(1)
            note("processor", kernel.processor())
        finally:
            kernel.close()
    print(json.dumps(figures))


main(sys.argv[1], int(sys.argv[2]))
