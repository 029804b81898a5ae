package interleave.catalog;

import interleave.notebook.Cell;
import interleave.notebook.Notebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for words in titles, texts and code. A place is found if it has all of them. */
public final class Search {
  private static final int MOST_PLACES = 60;
  private static final int MOST_OF_ONE = 6;
  private static final int AROUND = 70;

  private final Pattern words;
  private final List<Pattern> each;

  private Search(List<String> query) {
    this.each = query.stream().map(Search::pattern).toList();
    this.words = pattern(String.join("|", query.stream().map(Pattern::quote).toList()), 0);
  }

  private static Pattern pattern(String word) {
    return pattern(word, Pattern.LITERAL);
  }

  private static Pattern pattern(String text, int flags) {
    return Pattern.compile(text, flags | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * What was found.
   *
   * @param more there are further places
   */
  public record Result(List<Hits> notebooks, boolean more) {}

  public record Hits(Notebook notebook, List<Place> places) {}

  /**
   * A line with words in it.
   *
   * @param cell empty for the title
   */
  public record Place(Optional<Cell> cell, List<Part> parts) {}

  /** A part of the line; {@code hit} if it is one of the words. */
  public record Part(String text, boolean hit) {}

  /** In the order of the notebooks, and in each from its top. */
  public static Result in(List<Notebook> notebooks, String query) {
    var wanted = List.of(query.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    if (query.isBlank()) {
      return new Result(List.of(), false);
    }
    var search = new Search(wanted);
    var found = new ArrayList<Hits>();
    int left = MOST_PLACES;
    boolean more = false;
    for (var notebook : notebooks) {
      var places = search.places(notebook);
      int shown = Math.min(Math.min(places.size(), MOST_OF_ONE), left);
      more |= shown < places.size();
      left -= shown;
      if (shown > 0) {
        found.add(new Hits(notebook, places.subList(0, shown)));
      }
    }
    return new Result(found, more);
  }

  private List<Place> places(Notebook notebook) {
    var places = new ArrayList<Place>();
    if (hasAll(notebook.title()) || hasAll(notebook.name())) {
      places.add(new Place(Optional.empty(), parts(notebook.title())));
    }
    for (var cell : notebook.cells()) {
      if (hasAll(cell.source())) {
        places.add(new Place(Optional.of(cell), parts(line(cell.source()))));
      }
    }
    return places;
  }

  private boolean hasAll(String text) {
    return each.stream().allMatch(word -> word.matcher(text).find());
  }

  /** The line with most of the words, the first of these. */
  private String line(String source) {
    var best = "";
    long most = 0;
    for (var line : source.lines().toList()) {
      long here = each.stream().filter(word -> word.matcher(line).find()).count();
      if (here > most) {
        best = line;
        most = here;
      }
    }
    return best.strip();
  }

  private List<Part> parts(String line) {
    var parts = new ArrayList<Part>();
    var hits = words.matcher(line);
    int from = 0;
    int last = line.length();
    if (line.length() > 2 * AROUND && hits.find()) {
      int begin = Math.max(0, hits.start() - AROUND);
      last = Math.min(line.length(), hits.end() + AROUND);
      if (begin > 0) {
        parts.add(new Part("… ", false));
        from = begin;
      }
    }
    hits = words.matcher(line).region(from, last);
    while (hits.find()) {
      if (hits.start() > from) {
        parts.add(new Part(line.substring(from, hits.start()), false));
      }
      parts.add(new Part(hits.group(), true));
      from = hits.end();
    }
    if (from < last) {
      parts.add(new Part(line.substring(from, last), false));
    }
    if (last < line.length()) {
      parts.add(new Part(" …", false));
    }
    return parts;
  }
}
