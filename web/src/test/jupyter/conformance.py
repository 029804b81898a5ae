"""The kernel under Jupyter's own client library, message by message.

Prints one line of JSON a test: its name, and what failed. The kernel is the one that
"jupyter install" has put below JUPYTER_DATA_DIR.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import unittest
import uuid
from queue import Empty

import zmq
from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

PATIENCE = int(os.environ.get("PATIENCE", "60"))


def start(**options):
    manager = KernelManager(kernel_name="interleave")
    manager.start_kernel(**options)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    return manager, client


def another(manager):
    """A client that is somebody else: those that the manager makes all have its identity."""
    client = BlockingKernelClient()
    client.load_connection_file(manager.connection_file)
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    return client


def stop(manager, client):
    client.stop_channels()
    manager.shutdown_kernel(now=True)


class Seen:
    """All that followed from one request."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.messages = messages

    @property
    def content(self):
        return self.reply["content"]

    def of(self, kind):
        return [m["content"] for m in self.messages if m["msg_type"] == kind]

    def text(self, name="stdout"):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    def kinds(self):
        return [m["msg_type"] for m in self.messages]


def until_idle(client, message_id):
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") == message_id:
            messages.append(message)
            if message["content"].get("execution_state") == "idle":
                return messages


def reply_to(client, message_id, channel="shell"):
    get = client.get_shell_msg if channel == "shell" else client.get_control_msg
    while True:
        reply = get(timeout=PATIENCE)
        if reply["parent_header"].get("msg_id") == message_id:
            return reply


def send(client, kind, content, channel="shell", subshell=None):
    message = client.session.msg(kind, content)
    if subshell:
        message["header"]["subshell_id"] = subshell
    getattr(client, channel + "_channel").send(message)
    return message["header"]["msg_id"]


def ask(client, kind, content, channel="shell", subshell=None):
    message_id = send(client, kind, content, channel, subshell)
    return Seen(reply_to(client, message_id, channel), until_idle(client, message_id))


def run(client, code, **options):
    message_id = client.execute(code, **options)
    return Seen(reply_to(client, message_id), until_idle(client, message_id))


def begin(client, code, **options):
    """Returns when the cell has printed "go"."""
    message_id = client.execute(code, **options)
    text = ""
    while "go" not in text:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "stream":
            text += message["content"]["text"]
    return message_id


class OneKernel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start()

    @classmethod
    def tearDownClass(cls):
        stop(cls.manager, cls.client)

    def run_cell(self, code, **options):
        return run(self.client, code, **options)

    def ask(self, kind, content, channel="shell", subshell=None):
        return ask(self.client, kind, content, channel, subshell)


class Execution(OneKernel):
    def test_a_value_comes_between_busy_and_idle_with_the_number_of_its_prompt(self):
        seen = self.run_cell("6 * 7")
        self.assertEqual(["status", "execute_input", "execute_result", "status"], seen.kinds())
        self.assertEqual("busy", seen.of("status")[0]["execution_state"])
        count = seen.content["execution_count"]
        self.assertEqual([{"code": "6 * 7", "execution_count": count}], seen.of("execute_input"))
        result = seen.of("execute_result")[0]
        self.assertEqual(count, result["execution_count"])
        self.assertEqual({"text/plain": "42"}, result["data"])
        self.assertEqual({}, result["metadata"])
        self.assertEqual("ok", seen.content["status"])
        self.assertEqual([], seen.content["payload"])
        self.assertEqual({}, seen.content["user_expressions"])
        self.assertEqual(count + 1, self.run_cell("0").content["execution_count"])

    def test_headers_are_what_clients_check(self):
        seen = self.run_cell("1")
        for message in seen.messages + [seen.reply]:
            header = message["header"]
            for key in ("msg_id", "session", "username", "msg_type", "version"):
                self.assertIsInstance(header[key], str)
            self.assertTrue(header["version"].startswith("5."))
            # jupyter_client has made a time of the text, which it only does if it can.
            self.assertTrue(hasattr(header["date"], "year"), header["date"])
        self.assertEqual(1, len({m["header"]["session"] for m in seen.messages}))

    def test_streams_keep_their_order_and_their_names(self):
        seen = self.run_cell('System.out.println("one"); System.err.println("two");')
        self.assertEqual("one\n", seen.text())
        self.assertEqual("two\n", seen.text("stderr"))

    def test_silent_shows_nothing_and_counts_nothing(self):
        before = self.run_cell("1").content["execution_count"]
        seen = self.run_cell('IO.println("x"); int quiet = 5; quiet', silent=True)
        self.assertEqual(["status", "status"], seen.kinds())
        self.assertEqual(before, seen.content["execution_count"])
        self.assertEqual("5", self.run_cell("quiet").of("execute_result")[0]["data"]["text/plain"])

    def test_without_store_history_a_cell_shows_and_does_not_count(self):
        before = self.run_cell("1").content["execution_count"]
        seen = self.run_cell("2", store_history=False)
        self.assertEqual(before, seen.content["execution_count"])
        self.assertEqual(1, len(seen.of("execute_result")))

    def test_user_expressions_are_values_or_errors_of_their_own(self):
        seen = self.run_cell(
            "int five = 5;", user_expressions={"twice": "five * 2", "bad": "nobody"}
        )
        values = seen.content["user_expressions"]
        self.assertEqual("ok", values["twice"]["status"])
        self.assertEqual("10", values["twice"]["data"]["text/plain"])
        self.assertEqual("error", values["bad"]["status"])
        self.assertEqual("ok", seen.content["status"])

    def test_a_compile_error_names_cell_and_line_in_colours(self):
        seen = self.run_cell('int fine = 1;\nint wrong = "text";')
        count = seen.content["execution_count"]
        error = seen.of("error")[0]
        self.assertEqual("CompileError", error["ename"])
        self.assertIn(f"cell {count}, line 2", "\n".join(error["traceback"]))
        self.assertIn("\x1b[", "\n".join(error["traceback"]))
        self.assertEqual("error", seen.content["status"])
        self.assertEqual(error["ename"], seen.content["ename"])
        self.assertEqual(error["evalue"], seen.content["evalue"])
        self.assertEqual(error["traceback"], seen.content["traceback"])

    def test_an_exception_keeps_its_causes_and_names_cell_and_line(self):
        seen = self.run_cell(
            'void fail() {\n  throw new IllegalStateException("outer", new RuntimeException("inner"));\n}\nfail();'
        )
        count = seen.content["execution_count"]
        trace = "\n".join(seen.of("error")[0]["traceback"])
        self.assertEqual("java.lang.IllegalStateException", seen.content["ename"])
        self.assertEqual("outer", seen.content["evalue"])
        self.assertIn(f"cell {count}, line 2", trace)
        self.assertIn("inner", trace)

    def test_what_waits_behind_an_error_is_given_up_and_what_comes_later_runs(self):
        first = self.client.execute('Thread.sleep(300); throw new RuntimeException("stop");')
        second = self.client.execute("1")
        third = self.client.execute("2")
        self.assertEqual("error", reply_to(self.client, first)["content"]["status"])
        self.assertEqual("aborted", reply_to(self.client, second)["content"]["status"])
        self.assertEqual("aborted", reply_to(self.client, third)["content"]["status"])
        until_idle(self.client, third)
        self.assertEqual("ok", self.run_cell("3").content["status"])

    def test_without_stop_on_error_what_waits_runs(self):
        first = self.client.execute(
            'Thread.sleep(300); throw new RuntimeException("on");', stop_on_error=False
        )
        second = self.client.execute("1")
        self.assertEqual("error", reply_to(self.client, first)["content"]["status"])
        self.assertEqual("ok", reply_to(self.client, second)["content"]["status"])
        until_idle(self.client, second)

    def test_a_display_is_shown_and_updated_in_its_place(self):
        seen = self.run_cell('var place = display("first"); place.update("second");')
        shown = seen.of("display_data")
        updated = seen.of("update_display_data")
        place = shown[0]["transient"]["display_id"]
        self.assertTrue(place)
        for update in updated:
            self.assertEqual(place, update["transient"]["display_id"])
        self.assertIn("second", json.dumps((updated or shown)[-1]["data"]))

    def test_rich_values_have_a_text_beside_them(self):
        seen = self.run_cell('record Row(int a, String b) {}\nList.of(new Row(1, "x"), new Row(2, "y"))')
        data = seen.of("execute_result")[0]["data"]
        self.assertIn("<table", data["text/html"])
        self.assertTrue(data["text/plain"])

    def test_json_is_json_and_no_text(self):
        seen = self.run_cell('json("{\\"a\\": [1, 2]}")')
        data = seen.of("execute_result")[0]["data"]
        self.assertEqual({"a": [1, 2]}, data["application/json"])

    def test_output_is_cleared_on_demand(self):
        seen = self.run_cell('IO.println("old"); Thread.sleep(100); clearOutput(); IO.println("new");')
        self.assertEqual([{"wait": False}], seen.of("clear_output"))

    def test_threads_show_their_timeline_as_a_drawing_with_a_text(self):
        seen = self.run_cell("Thread.ofVirtual().start(() -> { try { Thread.sleep(200); } catch (InterruptedException e) {} }).join();")
        data = seen.of("display_data")[-1]["data"]
        self.assertIn("<svg", data["image/svg+xml"])
        self.assertIn("waiting", data["text/plain"])

    def test_late_output_has_its_own_cell_as_parent(self):
        first = run(
            self.client,
            'var gate = new java.util.concurrent.CountDownLatch(1);\n'
            'Thread.ofVirtual().start(() -> { try { gate.await(); } catch (InterruptedException e) {} IO.println("late"); });',
        )
        other = self.client.execute('IO.println("other"); gate.countDown();')
        heard = {}
        while len(heard) < 2:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "stream":
                heard[message["content"]["text"]] = message["parent_header"]["msg_id"]
        parent = first.reply["parent_header"]["msg_id"]
        self.assertEqual({"other\n": other, "late\n": parent}, heard)
        reply_to(self.client, other)

    def test_a_flood_arrives_whole_in_few_messages(self):
        seen = self.run_cell('for (int i = 0; i < 100_000; i++) IO.println("line " + i);')
        self.assertEqual(100_000, seen.text().count("\n"))
        self.assertLess(len(seen.of("stream")), 1_000)

    def test_a_big_message_comes_and_goes(self):
        comment = "/* " + "x" * 3_000_000 + " */ 8"
        seen = self.run_cell(comment)
        self.assertEqual("8", seen.of("execute_result")[0]["data"]["text/plain"])
        seen = self.run_cell('"y".repeat(50_000)')
        self.assertGreaterEqual(len(seen.of("execute_result")[0]["data"]["text/plain"]), 50_000)

    def test_buffers_behind_a_message_do_no_harm(self):
        message = self.client.session.msg("execute_request", {"code": "1 + 2"})
        self.client.session.send(self.client.shell_channel.socket, message, buffers=[b"\x00\xff" * 500])
        message_id = message["header"]["msg_id"]
        self.assertEqual("ok", reply_to(self.client, message_id)["content"]["status"])
        until_idle(self.client, message_id)


class Help(OneKernel):
    def test_kernel_info_says_what_this_is(self):
        for channel in ("shell", "control"):
            seen = self.ask("kernel_info_request", {}, channel)
            self.assertEqual(["status", "status"], seen.kinds())
            info = seen.content
            self.assertEqual("ok", info["status"])
            self.assertTrue(info["protocol_version"].startswith("5."))
            self.assertEqual("java", info["language_info"]["name"])
            self.assertEqual(".java", info["language_info"]["file_extension"])
            self.assertIn("kernel subshells", info["supported_features"])
            self.assertFalse(info["debugger"])

    def test_completion_counts_characters_and_not_utf16(self):
        code = 'String clef = "\U0001d11e\U0001d11e"; clef.toUp'
        content = self.ask("complete_request", {"code": code, "cursor_pos": len(code)}).content
        self.assertIn("toUpperCase(", content["matches"])
        self.assertEqual(len(code) - len("toUp"), content["cursor_start"])
        self.assertEqual(len(code), content["cursor_end"])
        self.assertTrue(all(m.lower().startswith("toup") for m in content["matches"]))
        types = content["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(content["matches"], [t["text"] for t in types])

    def test_inspection_finds_documentation(self):
        code = '"\U0001d11e".isBlank()'
        content = self.ask(
            "inspect_request", {"code": code, "cursor_pos": code.index("Blank"), "detail_level": 0}
        ).content
        self.assertTrue(content["found"])
        self.assertIn("isBlank", content["data"]["text/plain"])
        self.assertIn("isBlank", content["data"]["text/markdown"])
        nothing = self.ask(
            "inspect_request", {"code": "  ", "cursor_pos": 1, "detail_level": 1}
        ).content
        self.assertEqual((False, {}), (nothing["found"], nothing["data"]))

    def test_is_complete_knows_what_is_open_and_how_to_go_on(self):
        def status(code):
            return self.ask("is_complete_request", {"code": code}).content

        self.assertEqual("complete", status("int a = 1;")["status"])
        open_block = status("for (int i = 0; i < 3; i++) {")
        self.assertEqual("incomplete", open_block["status"])
        self.assertTrue(open_block["indent"].isspace(), open_block)
        self.assertEqual("invalid", status("int 3x = ;)")["status"])

    def test_history_is_kept_for_the_next_kernel(self):
        mark = "// " + uuid.uuid4().hex
        self.run_cell(mark)
        manager, client = start()
        try:
            run(client, "1 + 1")
            found = ask(
                client,
                "history_request",
                {"hist_access_type": "search", "pattern": mark + "*", "n": 1, "unique": True, "output": False, "raw": True},
            ).content["history"]
            self.assertEqual([mark], [row[2] for row in found])
            own = ask(
                client,
                "history_request",
                {"hist_access_type": "range", "session": 0, "start": 1, "stop": 9, "output": True, "raw": True},
            ).content["history"]
            self.assertEqual([["1 + 1", None]], [row[2] for row in own])
            tail = ask(
                client, "history_request", {"hist_access_type": "tail", "n": 2, "output": False, "raw": True}
            ).content["history"]
            self.assertEqual(2, len(tail))
        finally:
            stop(manager, client)

    def test_comms_are_answered(self):
        self.assertEqual({"status": "ok", "comms": {}}, self.ask("comm_info_request", {}).content)
        comm = uuid.uuid4().hex
        message_id = send(self.client, "comm_open", {"comm_id": comm, "target_name": "nobody", "data": {}})
        closed = [m for m in until_idle(self.client, message_id) if m["msg_type"] == "comm_close"]
        self.assertEqual(comm, closed[0]["content"]["comm_id"])
        message_id = send(self.client, "comm_msg", {"comm_id": comm, "data": {}})
        self.assertEqual(2, len(until_idle(self.client, message_id)))

    def test_an_unknown_request_is_answered_with_an_error(self):
        self.assertEqual("error", self.ask("no_such_request", {}).content["status"])
        self.assertEqual("error", self.ask("debug_request", {}, "control").content["status"])


class WhileACellRuns(OneKernel):
    def tearDown(self):
        if self.running:
            self.manager.interrupt_kernel()
            until_idle(self.client, self.running)

    def begin(self):
        self.running = begin(self.client, 'IO.println("go"); while (true) {}')

    def test_help_and_subshells_answer(self):
        self.begin()
        code = "List.o"
        typed = {"code": code, "cursor_pos": len(code), "detail_level": 0}
        self.assertIn("of(", " ".join(self.ask("complete_request", typed).content["matches"]))
        self.assertEqual("ok", self.ask("kernel_info_request", {}).content["status"])
        created = self.ask("create_subshell_request", {}, "control").content
        self.assertEqual("ok", created["status"])
        subshell = created["subshell_id"]
        listed = self.ask("list_subshell_request", {}, "control").content
        self.assertEqual([subshell], listed["subshell_id"])
        seen = self.ask("complete_request", typed, subshell=subshell)
        self.assertEqual(subshell, seen.reply["parent_header"]["subshell_id"])
        self.assertTrue(seen.content["matches"])
        self.assertEqual(
            "ok", self.ask("delete_subshell_request", {"subshell_id": subshell}, "control").content["status"]
        )
        gone = self.ask("complete_request", typed, subshell=subshell)
        self.assertEqual("error", gone.content["status"])

    def test_clients_hear_again_that_it_is_busy(self):
        self.begin()
        message_id = send(self.client, "is_complete_request", {"code": "1"})
        states = []
        while states[-2:] != ["idle", "busy"]:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "status":
                states.append(message["content"]["execution_state"])
        self.assertEqual(self.running, message["parent_header"]["msg_id"])
        reply_to(self.client, message_id)

    def test_an_interrupt_keeps_the_variables_and_leaves_nothing_burning(self):
        self.running = None
        run(self.client, "int kept = 7;")
        message_id = begin(self.client, 'IO.println("go"); while (true) {}')
        waiting = self.client.execute("1")
        answer = self.ask("interrupt_request", {}, "control")
        self.assertEqual("ok", answer.content["status"])
        ended = reply_to(self.client, message_id)["content"]
        self.assertEqual(("error", "Interrupted"), (ended["status"], ended["ename"]))
        self.assertEqual("aborted", reply_to(self.client, waiting)["content"]["status"])
        self.assertEqual("7", run(self.client, "kept").of("execute_result")[0]["data"]["text/plain"])


class Input(OneKernel):
    def question(self, code, **options):
        message_id = self.client.execute(code, allow_stdin=True, **options)
        question = self.client.get_stdin_msg(timeout=PATIENCE)
        self.assertEqual("input_request", question["msg_type"])
        self.assertEqual(message_id, question["parent_header"]["msg_id"])
        return message_id, question

    def test_a_question_is_asked_and_answered_and_not_shown_twice(self):
        message_id, question = self.question('var name = IO.readln("Who? "); IO.println("Hello " + name);')
        self.assertEqual({"prompt": "Who? ", "password": False}, question["content"])
        self.client.input("Ada")
        seen = Seen(reply_to(self.client, message_id), until_idle(self.client, message_id))
        self.assertEqual("Hello Ada\n", seen.text())

    def test_an_interrupt_ends_the_waiting_and_its_answer_is_for_nobody(self):
        message_id, _ = self.question('IO.readln("never ");')
        self.manager.interrupt_kernel()
        self.assertEqual("error", reply_to(self.client, message_id)["content"]["status"])
        until_idle(self.client, message_id)
        self.client.input("too late")
        message_id, _ = self.question('IO.println("got " + IO.readln("again "));')
        self.client.input("in time")
        seen = Seen(reply_to(self.client, message_id), until_idle(self.client, message_id))
        self.assertEqual("got in time\n", seen.text())

    def test_a_client_that_cannot_be_asked_is_not_asked(self):
        seen = self.run_cell('IO.println("got " + IO.readln("asks "));', allow_stdin=False)
        self.assertIn("got null", seen.text())
        self.assertIn("cannot ask", seen.text("stderr"))
        with self.assertRaises(Empty):
            self.client.get_stdin_msg(timeout=0.1)


class Safety(OneKernel):
    def raw(self, frames, channel="shell"):
        context = zmq.Context.instance()
        dealer = context.socket(zmq.DEALER)
        dealer.linger = 0
        port = getattr(self.client, channel + "_port")
        dealer.connect(f"tcp://127.0.0.1:{port}")
        dealer.send_multipart(frames)
        return dealer

    def test_wrong_signatures_and_nonsense_are_dropped(self):
        stranger = Session(key=b"not the key")
        forged = stranger.serialize(stranger.msg("execute_request", {"code": 'IO.println("forged");'}))
        mine = self.client.session
        good = mine.serialize(mine.msg("is_complete_request", {"code": "1"}))
        cut = good[:-1]
        text = [good[0], good[1], b"{", b"{}", b"{}", b"{}"]
        sockets = [self.raw(f) for f in (forged, cut, text, [b"hello"], [b""] * 8)]
        again = self.raw(good)
        self.assertTrue(again.poll(PATIENCE * 1000))  # the good one is answered
        again.recv_multipart()
        again.send_multipart(good)  # and not when somebody says it again
        seen = self.run_cell("1")
        self.assertEqual("ok", seen.content["status"])
        for dealer in sockets + [again]:
            self.assertFalse(dealer.poll(0))
            dealer.close()

    def test_the_heartbeat_beats(self):
        beat = zmq.Context.instance().socket(zmq.REQ)
        beat.linger = 0
        beat.connect(f"tcp://127.0.0.1:{self.client.hb_port}")
        for word in (b"one", b"two"):
            beat.send(word)
            self.assertTrue(beat.poll(PATIENCE * 1000))
            self.assertEqual(word, beat.recv())
        beat.close()

    def test_a_client_that_vanishes_costs_the_others_nothing(self):
        gone = another(self.manager)
        gone.execute('IO.println("to nobody"); IO.readln();', allow_stdin=True)
        gone.get_stdin_msg(timeout=PATIENCE)
        gone.stop_channels()
        self.ask("interrupt_request", {}, "control")
        self.ask("execute_request", {"code": "0", "stop_on_error": False})
        self.assertEqual("2", self.run_cell("1 + 1").of("execute_result")[0]["data"]["text/plain"])

    def test_ten_clients_at_once_each_get_their_own_answer(self):
        failures = []

        def one(number):
            client = another(self.manager)
            try:
                for i in range(3):
                    seen = run(client, f"{number} * 1000 + {i}")
                    value = seen.of("execute_result")[0]["data"]["text/plain"]
                    if value != str(number * 1000 + i):
                        failures.append((number, i, value))
            except Exception as e:
                failures.append((number, repr(e)))
            finally:
                client.stop_channels()

        threads = [threading.Thread(target=one, args=(n,)) for n in range(10)]
        [t.start() for t in threads]
        [t.join(PATIENCE) for t in threads]
        self.assertEqual([], failures)

    def test_nobody_but_this_machine_is_listened_to(self):
        ports = {self.client.shell_port, self.client.iopub_port}
        hexes = {f"{port:04X}" for port in ports}
        if not os.path.exists("/proc/net/tcp6"):
            self.skipTest("no /proc here")
        listening = set()
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            for line in open(table).read().splitlines()[1:]:
                local, state = line.split()[1], line.split()[3]
                if state == "0A" and local.split(":")[1] in hexes:
                    listening.add(local.split(":")[0])
        self.assertTrue(listening)
        loopback = {"0100007F", "0000000000000000FFFF00000100007F"}
        self.assertLessEqual(listening, loopback)


class Life(unittest.TestCase):
    def test_the_kernelspec_is_as_jupyter_wants_it(self):
        spec = KernelSpecManager().get_kernel_spec("interleave")
        self.assertEqual("Java 25 (Interleave)", spec.display_name)
        self.assertEqual("java", spec.language)
        self.assertEqual("message", spec.interrupt_mode)
        self.assertIn("{connection_file}", spec.argv)
        files = set(os.listdir(spec.resource_dir))
        self.assertLessEqual({"logo-32x32.png", "logo-64x64.png", "logo-svg.svg"}, files)

    def test_lost_java_is_explained_and_another_takes_its_place(self):
        manager, client = start()
        try:
            seen = run(client, "int gone = 1; System.exit(3);")
            self.assertEqual("error", seen.content["status"])
            self.assertIn("System.exit", seen.content["evalue"])
            self.assertEqual("2", run(client, "1 + 1").of("execute_result")[0]["data"]["text/plain"])
        finally:
            stop(manager, client)

    def test_a_restart_is_another_session_without_variables(self):
        manager, client = start()
        try:
            before = run(client, "int old = 1;").reply["header"]["session"]
            manager.restart_kernel()
            client.wait_for_ready(timeout=PATIENCE)
            seen = run(client, "old")
            self.assertEqual("error", seen.content["status"])
            self.assertEqual(1, seen.content["execution_count"])
            self.assertNotEqual(before, seen.reply["header"]["session"])
        finally:
            stop(manager, client)

    def test_a_shutdown_is_answered_and_ends_every_process(self):
        manager, client = start()
        run(client, "1")
        pid = manager.provisioner.pid
        children = self.children(pid)
        message_id = send(client, "shutdown_request", {"restart": False}, "control")
        reply = reply_to(client, message_id, "control")["content"]
        self.assertEqual({"status": "ok", "restart": False}, reply)
        manager.provisioner.process.wait(PATIENCE)
        self.assertEqual(0, manager.provisioner.process.returncode)
        self.gone(children)
        client.stop_channels()
        manager.cleanup_resources()

    def test_a_kernel_ends_with_the_jupyter_that_started_it(self):
        script = (
            "import os, sys\n"
            "from jupyter_client import KernelManager\n"
            "m = KernelManager(kernel_name='interleave'); m.start_kernel()\n"
            "c = m.client(); c.start_channels(); c.wait_for_ready(60)\n"
            "print(m.provisioner.pid, flush=True)\n"
            "os._exit(1)\n"
        )
        # To files: the kernel has inherited them, and a pipe would have us wait for it.
        said = os.path.join(os.environ["JUPYTER_DATA_DIR"], uuid.uuid4().hex + ".txt")
        with open(said, "w") as out:
            subprocess.run([sys.executable, "-c", script], stdout=out, stderr=subprocess.DEVNULL)
        self.gone([int(open(said).read())])

    def children(self, pid):
        try:
            tasks = os.listdir(f"/proc/{pid}/task")
            return [
                int(child)
                for task in tasks
                for child in open(f"/proc/{pid}/task/{task}/children").read().split()
            ]
        except FileNotFoundError:
            return []

    def gone(self, pids):
        deadline = time.monotonic() + PATIENCE
        while any(self.alive(pid) for pid in pids):
            self.assertLess(time.monotonic(), deadline, f"{pids} go on")
            time.sleep(0.05)

    @staticmethod
    def alive(pid):
        try:
            os.kill(pid, 0)
            stat = f"/proc/{pid}/stat"
            return not (os.path.exists(stat) and open(stat).read().split()[2] == "Z")
        except (ProcessLookupError, FileNotFoundError):
            return False


class WrongConnectionFiles(unittest.TestCase):
    def kernel(self, content):
        argv = KernelSpecManager().get_kernel_spec("interleave").argv
        file = os.path.join(os.environ["JUPYTER_DATA_DIR"], uuid.uuid4().hex + ".json")
        if content is not None:
            with open(file, "w") as out:
                out.write(content if isinstance(content, str) else json.dumps(content))
        command = [a.format(connection_file=file) for a in argv]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(1, ended.returncode, ended)
        self.assertNotIn("\tat ", ended.stderr)
        return ended.stderr

    def connection(self, **changes):
        ports = {}
        sockets = [socket.socket() for _ in range(5)]
        for name, s in zip(("shell", "iopub", "stdin", "control", "hb"), sockets):
            s.bind(("127.0.0.1", 0))
            ports[name + "_port"] = s.getsockname()[1]
        [s.close() for s in sockets]
        return {"transport": "tcp", "ip": "127.0.0.1", "key": "k", "signature_scheme": "hmac-sha256", **ports, **changes}

    def test_each_is_told_what_is_wrong(self):
        self.assertIn("no connection file", self.kernel(None))
        self.assertIn("line 1", self.kernel("{nonsense"))
        self.assertIn("shell_port", self.kernel(self.connection(shell_port=70000)))
        self.assertIn("transport", self.kernel(self.connection(transport="ipc")))
        self.assertIn("signature", self.kernel(self.connection(signature_scheme="hmac-rot13")))
        self.assertIn("other machines", self.kernel(self.connection(ip="0.0.0.0")))

    def test_a_port_that_is_taken_is_named(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            said = self.kernel(self.connection(stdin_port=port))
        self.assertIn(str(port), said)
        self.assertIn("stdin", said)


class Report(unittest.TextTestResult):
    def _tell(self, test, problem=None, skipped=False):
        line = {"test": test.id().replace("__main__.", ""), "problem": problem, "skipped": skipped}
        print(json.dumps(line), flush=True)

    def addSuccess(self, test):
        self._tell(test)

    def addError(self, test, err):
        self._tell(test, self._exc_info_to_string(err, test))

    addFailure = addError

    def addSkip(self, test, reason):
        self._tell(test, skipped=True)


if __name__ == "__main__":
    names = sys.argv[1:] or None
    loader = unittest.defaultTestLoader
    suite = loader.loadTestsFromNames(names, sys.modules[__name__]) if names else loader.loadTestsFromModule(sys.modules[__name__])
    unittest.TextTestRunner(stream=open(os.devnull, "w"), resultclass=Report).run(suite)
    sys.stdout.flush()
    os._exit(0)
