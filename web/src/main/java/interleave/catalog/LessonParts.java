package interleave.catalog;

import interleave.catalog.Lesson.Part;
import interleave.catalog.Lesson.Role;
import interleave.catalog.LessonBlocks.Block;
import interleave.catalog.LessonReader.Complaints;
import interleave.kernel.CellId;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Foreign;
import interleave.notebook.Prediction;
import interleave.notebook.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives each cell of a lesson its role and its id. */
final class LessonParts {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,47}");
  private static final Map<Role, List<String>> KEYS =
      Map.of(
          Role.ORDINARY, List.of("fails", "id"),
          Role.PREDICT,
              List.of("choices", "for", "id", "measured", "range", "ranking", "role", "unit"),
          Role.EXERCISE, List.of("fails", "id", "role"),
          Role.CHECK, List.of("for", "role"),
          Role.HINT, List.of("for", "role"),
          Role.SOLUTION, List.of("for", "role"),
          Role.RIGHT, List.of("for", "role"),
          Role.WRONG, List.of("fails", "for", "role"));

  private final List<Block> blocks;
  private final Complaints complaints;
  private final Map<String, Integer> lineOf = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private String step = "start";

  LessonParts(List<Block> blocks, Complaints complaints) {
    this.blocks = blocks;
    this.complaints = complaints;
  }

  List<Part> read() {
    blocks.forEach(this::add);
    new LessonOrder(parts, complaints).check();
    return parts;
  }

  private void add(Block block) {
    var keys = block.metadata().get("interleave") instanceof Map<?, ?> ours ? ours : Map.of();
    var role = role(block, keys);
    if (role != Role.ORDINARY || !keys.containsKey("role")) {
      checkKeys(block, keys, role); // else the role is unknown, and said to be
    }
    var about = text(keys, "for");
    block
        .step()
        .ifPresent(heading -> {
          var slug = Names.slug(heading);
          step = text(keys, "id").orElse(slug.isEmpty() ? "step" : slug);
        });
    var id = id(block, keys, role, about);
    if (lineOf.containsKey(id)) {
      complaints.add(
          block.line(), "the id '" + id + "' is taken by the cell at line " + lineOf.get(id));
      return;
    }
    lineOf.put(id, block.line());
    var asked =
        role == Role.PREDICT
            ? Questions.read(keys, complaint -> complaints.add(block.line(), complaint))
            : Optional.<Prediction>empty();
    parts.add(
        new Part(
            role,
            about,
            text(keys, "fails"),
            asked,
            block.line(),
            block.sourceLine(),
            cell(block, new CellId(id))));
  }

  private Cell cell(Block block, CellId id) {
    var foreign = foreign(block.metadata());
    return block.code()
        ? new CodeCell(id, block.source(), RunState.Idle.NEVER, List.of(), foreign)
        : new MarkdownCell(id, block.source(), foreign);
  }

  /** As in the learner's file, without the name of the check that a starter fails. */
  private static Foreign foreign(Map<?, ?> metadata) {
    if (metadata.isEmpty()) {
      return Foreign.NONE;
    }
    var kept = new LinkedHashMap<Object, Object>(metadata);
    if (metadata.get("interleave") instanceof Map<?, ?> ours) {
      var shown = new LinkedHashMap<Object, Object>(ours);
      shown.remove("fails");
      kept.put("interleave", shown);
    }
    return FileJson.foreign(Map.of("metadata", kept));
  }

  private void checkKeys(Block block, Map<?, ?> keys, Role role) {
    var known = KEYS.getOrDefault(role, List.of());
    for (var key : keys.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        complaints.add(
            block.line(),
            "unknown key '"
                + key
                + "' under interleave"
                + (role == Role.ORDINARY ? "" : " of a cell with the role " + keys.get("role"))
                + Names.suggestion(String.valueOf(key), known));
      }
    }
  }

  private Role role(Block block, Map<?, ?> keys) {
    var name = text(keys, "role");
    if (name.isPresent() && !LessonReader.ROLES.contains(name.get())) {
      complaints.add(
          block.line(),
          "unknown role '" + name.get() + "'" + Names.suggestion(name.get(), LessonReader.ROLES));
    }
    return name.map(LessonReader::role).orElse(Role.ORDINARY);
  }

  private String id(Block block, Map<?, ?> keys, Role role, Optional<String> about) {
    // Counted whether or not the cell has an id: naming a cell later leaves its neighbours' ids
    // alone.
    var generated =
        switch (role) {
          case ORDINARY, EXERCISE -> step + "-" + next(step);
          case PREDICT -> about.orElse(step) + "-predict";
          case CHECK -> about.orElse(step) + "-check";
          case SOLUTION -> about.orElse(step) + "-solution";
          case RIGHT -> about.orElse(step) + "-right-" + next(about.orElse(step) + " right");
          case HINT -> about.orElse(step) + "-hint-" + next(about.orElse(step) + " hint");
          case WRONG -> about.orElse(step) + "-wrong-" + next(about.orElse(step) + " wrong");
        };
    var own = text(keys, "id");
    if (own.isPresent() && !ID.matcher(own.get()).matches()) {
      complaints.add(
          block.line(),
          "an id is a lower-case letter, then letters, digits and hyphens, 48 at most, found: '"
              + own.get()
              + "'");
      return generated;
    }
    return own.orElse(generated);
  }

  private int next(String counter) {
    return counts.merge(counter, 1, Integer::sum);
  }

  private static Optional<String> text(Map<?, ?> keys, String key) {
    return keys.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
