package interleave.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts threads into groups, and leaves out what nobody could see. */
final class Lanes {
  /** More lanes than these are one band, until a reader opens it. */
  static final int FEW = 30;

  /** All bars of all lanes together. */
  static final int MOST_BARS = 2_000;

  private Lanes() {}

  static List<Group> groups(List<ThreadLife> lives, long end, int mostBars) {
    Map<ThreadLife.Belonging, List<ThreadLife>> members = new LinkedHashMap<>();
    lives.stream()
        .sorted(
            Comparator.comparing((ThreadLife life) -> life.group().role())
                .thenComparingLong(ThreadLife::from))
        .forEach(life -> members.computeIfAbsent(life.group(), _ -> new ArrayList<>()).add(life));
    var ofKind = new HashMap<String, Integer>();
    members.keySet().forEach(group -> ofKind.merge(group.kind(), 1, Integer::sum));
    var numbers = new HashMap<String, Integer>();
    var groups = new ArrayList<Group>();
    members.forEach((belonging, threads) -> {
      int number = numbers.merge(belonging.kind(), 1, Integer::sum);
      String name =
          ofKind.getOrDefault(belonging.kind(), 1) == 1
              ? belonging.kind()
              : belonging.kind() + " " + number;
      groups.add(group(name, threads, end, mostBars));
    });
    return bounded(groups, end, mostBars);
  }

  private static Group group(String name, List<ThreadLife> threads, long end, int mostBars) {
    return new Group(
        name,
        threads.getFirst().group().isMachinery(),
        threads.size(),
        threads.stream().mapToLong(ThreadLife::from).min().orElse(0),
        threads.stream().mapToLong(ThreadLife::to).max().orElse(0),
        threads.stream().map(ThreadLife::totals).reduce(Totals.NONE, Totals::plus),
        threads.size() > mostBars ? List.of() : threads.stream().map(Lane::of).toList(),
        threads.size() > FEW ? Band.of(threads, end) : List.of());
  }

  /**
   * First the lanes of big groups go, which are shown as a band anyway; then bars that are too
   * short to be seen are joined.
   */
  private static List<Group> bounded(List<Group> all, long end, int mostBars) {
    List<Group> groups = new ArrayList<>(all);
    while (bars(groups) > mostBars && groups.stream().anyMatch(Lanes::isBigWithLanes)) {
      Group biggest =
          groups.stream()
              .filter(Lanes::isBigWithLanes)
              .max(Comparator.comparingInt(Group::threads))
              .orElseThrow();
      groups.replaceAll(group -> group.equals(biggest) ? group.with(List.of()) : group);
    }
    for (long least = Math.max(1, end / 4_000); bars(groups) > mostBars; least *= 2) {
      long shortest = least;
      groups.replaceAll(group ->
          group.with(
              group.lanes().stream()
                  .map(lane -> lane.with(Bars.joined(lane.bars(), shortest)))
                  .toList()));
      if (least > end) {
        // One bar a lane is left: there are very many groups. The last ones keep their totals.
        dropLanes(groups, mostBars);
      }
    }
    return List.copyOf(groups);
  }

  private static void dropLanes(List<Group> groups, int mostBars) {
    for (int i = groups.size() - 1; bars(groups) > mostBars; i--) {
      groups.set(i, groups.get(i).with(List.of()));
    }
  }

  private static boolean isBigWithLanes(Group group) {
    return group.threads() > FEW && !group.lanes().isEmpty();
  }

  private static int bars(List<Group> groups) {
    return groups.stream()
        .flatMap(group -> group.lanes().stream())
        .mapToInt(lane -> lane.bars().size())
        .sum();
  }
}
