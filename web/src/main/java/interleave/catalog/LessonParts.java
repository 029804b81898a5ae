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
  private static final int HINTS = 3;
  private static final List<String> KEYS =
      List.of("choices", "fails", "for", "id", "measured", "range", "role", "unit");

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
    parts.forEach(this::checkTarget);
    parts.stream().filter(part -> part.role() == Role.EXERCISE).forEach(this::checkHints);
    return parts;
  }

  private void add(Block block) {
    var keys = block.metadata().get("interleave") instanceof Map<?, ?> ours ? ours : Map.of();
    checkKeys(block, keys);
    var role = role(block, keys);
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
    parts.add(new Part(role, about, block.line(), cell(block, new CellId(id))));
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

  private void checkKeys(Block block, Map<?, ?> keys) {
    for (var key : keys.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        complaints.add(
            block.line(),
            "unknown key '"
                + key
                + "' under interleave"
                + Names.suggestion(String.valueOf(key), KEYS));
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

  private void checkTarget(Part part) {
    switch (part.role()) {
      case ORDINARY, EXERCISE -> {}
      case PREDICT, CHECK, HINT, SOLUTION, WRONG -> {
        if (part.about().isEmpty()) {
          complaints.add(part.line(), "a cell with a role says 'for' which cell it is");
        } else if (!lineOf.containsKey(part.about().get())) {
          complaints.add(
              part.line(),
              "no cell '"
                  + part.about().get()
                  + "'"
                  + Names.suggestion(part.about().get(), List.copyOf(lineOf.keySet())));
        }
      }
    }
  }

  private void checkHints(Part exercise) {
    var id = exercise.cell().id().value();
    var hints =
        parts.stream()
            .filter(part -> part.role() == Role.HINT && part.about().equals(Optional.of(id)))
            .count();
    if (hints != HINTS) {
      complaints.add(exercise.line(), "'" + id + "' has " + hints + " hints, needs " + HINTS);
    }
  }

  private static Optional<String> text(Map<?, ?> keys, String key) {
    return keys.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
