package interleave.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.session.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page of the library asks of the server, over HTTP. */
class LibraryRoutesTest {
  private final Path folder;
  private final TestServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  LibraryRoutesTest(@TempDir Path folder) {
    this.folder = folder;
    server = new TestServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + server.host() + path))
            .header("Cookie", server.cookie())
            .header("Origin", "http://" + server.host())
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    return new JsonMapper().readTree(answer.body());
  }

  private void refused(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("problem").asString()).contains(words);
  }

  private HttpResponse<String> upload(String file, String content)
      throws IOException, InterruptedException {
    return send("POST", "/api/uploads?file=" + URLEncoder.encode(file, UTF_8), content);
  }

  private String download(String name, String form) throws IOException, InterruptedException {
    var answer = send("GET", "/api/notebooks/" + name + "/download/" + form, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename*=UTF-8''" + name + "." + form);
    return answer.body();
  }

  @Nested
  class OneFile {
    @Test
    void areMadeRenamedCopiedDeletedAndPutBack() throws Exception {
      var made = send("POST", "/api/notebooks", "{\"name\":\"Plans\"}");
      assertThat(made.statusCode()).isEqualTo(201);
      refused(send("POST", "/api/notebooks", "{\"name\":\"Plans\"}"), 409, "already");
      refused(send("POST", "/api/notebooks", "{\"name\":\"a?\"}"), 409, "cannot be called");
      refused(send("POST", "/api/notebooks", "rubbish"), 400, "expected JSON");
      assertThat(
              json(send("POST", "/api/notebooks/Plans/rename", "{\"name\":\"Ideas\"}"))
                  .path("name")
                  .asString())
          .isEqualTo("Ideas");
      refused(send("POST", "/api/notebooks/none/rename", "{\"name\":\"x\"}"), 404, "none");
      send("POST", "/api/notebooks/Ideas/duplicate", "");
      var gone = json(send("DELETE", "/api/notebooks/Ideas", ""));
      assertThat(folder.resolve("Ideas.ipynb")).doesNotExist();
      assertThat(folder.resolve("Ideas copy.ipynb")).exists();
      var back = "/api/deleted/" + gone.path("id").asString() + "/restore";
      assertThat(json(send("POST", back, "")).path("name").asString()).isEqualTo("Ideas");
      refused(send("POST", back, ""), 404, "not among the deleted");
    }
  }

  @Nested
  class InAFolder {
    private static final String LOOPS = "/api/notebooks/week%201%2Floops";

    @Test
    void areCalledByTheirPath() throws Exception {
      send("POST", "/api/notebooks", "{\"name\":\"week 1/loops\"}");
      assertThat(folder.resolve("week 1").resolve("loops.ipynb")).exists();
      var listed = json(send("GET", "/api/library", "")).path("notebooks").path(0);
      assertThat(listed.path("name").asString()).isEqualTo("week 1/loops");
      assertThat(listed.path("title").asString()).isEqualTo("loops");
      assertThat(send("GET", "/notebooks/week%201%2Floops", "").statusCode()).isEqualTo(200);
      assertThat(
              send("GET", LOOPS + "/download/ipynb", "")
                  .headers()
                  .firstValue("content-disposition"))
          .hasValue("attachment; filename*=UTF-8''loops.ipynb");
    }

    @Test
    void areMovedByANewNameAndLeaveNoEmptyFolder() throws Exception {
      send("POST", "/api/notebooks", "{\"name\":\"week 1/loops\"}");
      send("POST", "/api/notebooks", "{\"name\":\"week 1\"}");
      send("POST", LOOPS + "/rename", "{\"name\":\"week 2/deep/loops\"}");
      assertThat(folder.resolve("week 1")).doesNotExist();
      assertThat(folder.resolve("week 1.ipynb")).exists();
      assertThat(folder.resolve("week 2").resolve("deep").resolve("loops.ipynb")).exists();
      var copy = json(send("POST", "/api/notebooks/week%202%2Fdeep%2Floops/duplicate", ""));
      assertThat(copy.path("name").asString()).isEqualTo("week 2/deep/loops copy");
    }

    @Test
    void comeBackToItWhenTheyWereDeleted() throws Exception {
      send("POST", "/api/notebooks", "{\"name\":\"week 1/loops\"}");
      var gone = json(send("DELETE", LOOPS, ""));
      assertThat(folder.resolve("week 1")).doesNotExist();
      var deleted = json(send("GET", "/api/library", "")).path("deleted").path(0);
      assertThat(deleted.path("name").asString()).isEqualTo("week 1/loops");
      send("POST", "/api/deleted/" + gone.path("id").asString() + "/restore", "");
      assertThat(folder.resolve("week 1").resolve("loops.ipynb")).exists();
      assertThat(json(send("GET", "/api/library", "")).path("deleted")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"../x", "a/../b", "/a", "a/", "a//b", ".hidden/a", "a/nul", "1/2/3/4/5/6/7"})
    void areNowhereElse(String name) throws Exception {
      refused(
          send("POST", "/api/notebooks", "{\"name\":\"" + name + "\"}"), 409, "cannot be called");
      try (var files = Files.list(folder)) {
        assertThat(files).containsExactly(folder.resolve(".access"));
      }
    }
  }

  @Nested
  class AnUpload {
    @Test
    void ofANotebookKeepsWhatItSaysAndGetsANameOfItsOwn() throws Exception {
      var file =
          """
          {"cells": [{"cell_type": "code", "source": "1 + 1", "metadata": {"mine": 7},
            "outputs": [], "execution_count": null, "id": "a"}],
           "metadata": {"theirs": true}, "nbformat": 4, "nbformat_minor": 5}
          """;
      assertThat(json(upload("Über uns.ipynb", file)).path("name").asString())
          .isEqualTo("Über uns");
      assertThat(json(upload("Über uns.ipynb", file)).path("name").asString())
          .isEqualTo("Über uns (2)");
      assertThat(Files.readString(folder.resolve("Über uns.ipynb")))
          .contains("\"mine\": 7")
          .contains("\"theirs\": true");
      assertThat(json(upload("../../etc/passwd.ipynb", file)).path("name").asString())
          .isEqualTo("-..-etc-passwd");
    }

    @Test
    void ofMarkdownBecomesCells() throws Exception {
      upload("plan.md", "\uFEFF# A plan\n\nText.\n\n```{code-cell} java\nint a = 1;\n```\n");
      assertThat(Files.readString(folder.resolve("plan.ipynb"))).contains("int a = 1;");
      assertThat(json(send("GET", "/api/running", "")).path("running")).isEmpty();
    }

    @Test
    void ofSomethingElseSaysWhatWasExpectedAndWhere() throws Exception {
      refused(upload("x.ipynb", "{\n \"cells\": [\n oops"), 422, "line 3");
      refused(upload("x.ipynb", "[]"), 422, "expected an object with cells");
      refused(
          upload("x.ipynb", "{\"cells\": [], \"nbformat\": 3}"),
          422,
          "expected nbformat 4, found 3");
      refused(upload("x.pdf", "%PDF"), 422, "an .ipynb file or a .md file, found: x.pdf");
      refused(upload("x.md", "---\na: [\n---\n"), 422, "x.md:");
      assertThat(folder.resolve("x.ipynb")).doesNotExist();
    }
  }

  @Test
  void aSearchFindsTextAndCodeInLessonsAndNotebooks() throws Exception {
    upload("plan.md", "# A plan\n\nOf wombats.\n\n```{code-cell} java\nint wombats = 2;\n```\n");
    var own = json(send("GET", "/api/search?q=WOMBATS", "")).path("notebooks");
    assertThat(own).hasSize(1);
    assertThat(own.get(0).path("places")).hasSize(2);
    var lessons = json(send("GET", "/api/search?q=fetchAll+urls", "")).path("notebooks");
    assertThat(lessons.get(0).path("lesson").asBoolean()).isTrue();
    assertThat(json(send("GET", "/api/search?q=", "")).path("notebooks")).isEmpty();
  }

  @Test
  void aCheckOfALessonIsNotFound() throws Exception {
    var found = send("GET", "/api/search?q=Checks", "").body();
    assertThat(found).doesNotContain("-check");
  }

  @Test
  void whatRunsIsListedAndCanBeEnded() throws Exception {
    upload("plan.md", "```{code-cell} java\nwait\n```\n");
    try (var tab = BrowserTab.open(server, "plan", "tab")) {
      tab.next("snapshot");
      tab.send("{\"type\":\"run-all\"}");
      Patience.until(() -> running().path("running").size() == 1, "the kernel");
      var one = running().path("running").get(0);
      assertThat(one.path("memoryBytes").asLong()).isEqualTo(81_000_000);
      assertThat(one.path("threads").asInt()).isEqualTo(17);
      send("POST", "/api/notebooks/plan/end-java", "");
      Patience.until(() -> running().path("running").isEmpty(), "the end of the kernel");
    }
  }

  private JsonNode running() {
    try {
      return json(send("GET", "/api/running", ""));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class ADownload {
    @Test
    void ofMarkdownCanBeUploadedAgain() throws Exception {
      upload(
          "plan.md", "# A plan\n\nText.\n\n+++\n\nMore.\n\n```{code-cell} java\nint a = 1;\n```\n");
      var markdown = download("plan", "md");
      assertThat(markdown).startsWith("---\njupytext:").contains("+++\n\nMore.");
      upload("again.md", markdown);
      assertThat(download("again", "md")).isEqualTo(markdown);
      assertThat(download("plan", "ipynb")).contains("\"nbformat\"");
    }

    @Test
    void ofHtmlHasNoScriptThatWasInTheNotebook() throws Exception {
      var cell =
          """
          {"cell_type": "code", "id": "a", "source": "</pre><script>1</script>", "metadata": {},
           "execution_count": 1, "outputs": [
            {"output_type": "stream", "name": "stdout", "text": "<script>2</script>"},
            {"output_type": "display_data", "metadata": {}, "data":
             {"text/html": "<script>3</script>\\"><script>4</script>", "text/plain": "x"}},
            {"output_type": "display_data", "metadata": {}, "data":
             {"image/png": "AA\\"><script>5</script>", "text/plain": "<script>6</script>"}},
            {"output_type": "display_data", "metadata": {}, "data":
             {"image/svg+xml": "<svg><script>7</script></svg>", "text/plain": "a drawing"}}]}
          """;
      var text =
          "{\"cell_type\": \"markdown\", \"id\": \"b\", \"metadata\": {}, \"source\": \"# <script>8</script>\"}";
      upload(
          "bad.ipynb",
          "{\"cells\": ["
              + text
              + ","
              + cell
              + "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}");
      var html = download("bad", "html");
      assertThat(html)
          .doesNotContain("<script")
          .contains("default-src 'none'")
          .contains("<iframe sandbox ")
          .contains("data:image/svg+xml;base64,");
    }

    @Test
    void inAFormThatThereIsNotSaysSo() throws Exception {
      send("POST", "/api/notebooks", "{\"name\":\"Plans\"}");
      assertThat(send("GET", "/api/notebooks/Plans/download/exe", "").statusCode()).isEqualTo(404);
    }
  }
}
