package interleave.web;

import interleave.catalog.UnreadableException;
import interleave.catalog.UnusableNameException;
import interleave.session.Filing;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/** New, rename, duplicate, delete, put back. What cannot be done is said in a sentence, as JSON. */
final class FilingRoutes {
  private static final String ALL = "/api/notebooks";
  private static final String ONE = ALL + "/{name}";

  private final Filing filing;

  FilingRoutes(Filing filing) {
    this.filing = filing;
  }

  void add(JavalinConfig config) {
    config.routes.post(ALL, orSay(context -> made(context, filing.create(readName(context)))));
    config.routes.post(
        ONE + "/rename",
        orSay(context -> named(context, filing.rename(name(context), readName(context)))));
    config.routes.post(
        ONE + "/duplicate", orSay(context -> made(context, filing.duplicate(name(context)))));
    config.routes.delete(
        ONE, orSay(context -> answer(context, JsonLibrary.answer(filing.delete(name(context))))));
    config.routes.post(
        "/api/deleted/{id}/restore",
        orSay(context -> named(context, filing.restore(context.pathParam("id")))));
  }

  /** Answers the mistakes of a reader, and those of a disk, with a sentence. */
  static Handler orSay(Handler work) {
    return context -> {
      try {
        work.handle(context);
      } catch (UnusableNameException e) {
        say(context, HttpStatus.CONFLICT, e);
      } catch (UnreadableException e) {
        say(context, HttpStatus.NOT_FOUND, e);
      } catch (Refusal e) {
        say(context, HttpStatus.BAD_REQUEST, e);
      } catch (IOException e) {
        say(context, HttpStatus.INSUFFICIENT_STORAGE, e);
      }
    };
  }

  static void say(Context context, HttpStatus status, Exception e) {
    answer(context.status(status), JsonLibrary.problem(String.valueOf(e.getMessage())));
  }

  static void made(Context context, String name) {
    named(context.status(HttpStatus.CREATED), name);
  }

  private static void named(Context context, String name) {
    answer(context, JsonLibrary.name(name));
  }

  static void answer(Context context, String json) {
    context.contentType("application/json").result(json);
  }

  private static String name(Context context) {
    return context.pathParam("name");
  }

  private static String readName(Context context) {
    return JsonLibrary.readName(context.body());
  }
}
