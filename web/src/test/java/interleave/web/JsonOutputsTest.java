package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.notebook.Output;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonOutputsTest {
  private static final String RUNNING =
      "{\"done\":1,\"total\":3,\"state\":\"running\",\"remainingMs\":500}";

  private static String bar(Output output) {
    return JsonOutputs.json(output).path("data").path(MimeBundle.PROGRESS).asString();
  }

  private static MimeBundle bundle(String progress) {
    return new MimeBundle(Map.of(MimeBundle.TEXT, "1 of 3", MimeBundle.PROGRESS, progress));
  }

  @Test
  void aBarThatMayStillMoveIsAsItsCellSays() {
    assertThat(bar(new Output.Display(false, "1.1", bundle(RUNNING)))).isEqualTo(RUNNING);
  }

  @Test
  void aBarThatNobodyMovesAnyMoreHasBeenLeft() {
    assertThat(bar(new Output.Display(false, bundle(RUNNING))))
        .contains("\"state\":\"left\"")
        .contains("\"remainingMs\":null");
  }

  @Test
  void aBarThatIsDoneStaysSo() {
    var done = RUNNING.replace("running", "done");
    assertThat(bar(new Output.Display(false, bundle(done)))).isEqualTo(done);
  }

  @Test
  void whatIsNoBarAlthoughItsTypeSaysSoIsLeftToThePage() {
    assertThat(bar(new Output.Display(false, bundle("no { JSON")))).isEqualTo("no { JSON");
  }
}
