package interleave.web;

import interleave.notebook.Operation.ByReader;
import interleave.session.Question;

/** What a page says. */
sealed interface PageMessage {

  /** The reader does something to the notebook. */
  record Operate(ByReader operation) implements PageMessage {}

  /** The reader is typing, and may want to know something. */
  record Ask(Question question) implements PageMessage {}

  /** Is anybody there? A network that is cut does not say so. */
  record Ping() implements PageMessage {}
}
