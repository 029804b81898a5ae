package interleave.web;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts Java anew with its {@link StartupCache}, which {@code java -jar} cannot name. The process
 * stays the same (POSIX {@code execv}): its id, its terminal and whoever waits for it. Windows has
 * no such call; there, as after any failure, the program starts as it is, only slower.
 */
public final class Relaunch {
  private Relaunch() {}

  /** Where {@link Launcher} goes on, on a Java that can run the program. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0 || !arguments[0].equals("rehearse")) {
      StartupCache.find(Main.program())
          .filter(StartupCache::exists)
          .flatMap(cache -> command(cache, arguments))
          .ifPresent(Relaunch::replace);
    }
    Main.main(arguments);
  }

  /** This process's own command with the cache in front; empty if it cannot be told, or has one. */
  private static Optional<List<String>> command(StartupCache cache, String[] own) {
    return ProcessHandle.current()
        .info()
        .arguments()
        .map(List::of)
        .filter(all -> all.size() >= own.length)
        .filter(all -> all.subList(all.size() - own.length, all.size()).equals(List.of(own)))
        .filter(all -> all.stream().noneMatch(option -> option.startsWith("-XX:AOT")))
        .map(all -> {
          var command = new ArrayList<String>();
          command.add(JavaProgram.path().toString());
          command.addAll(cache.options());
          command.addAll(all);
          return command;
        });
  }

  /** Does not return if it works. */
  @SuppressWarnings("restricted") // the jar's manifest enables it
  private static void replace(List<String> command) {
    try (var arena = Arena.ofConfined()) {
      var linker = Linker.nativeLinker();
      var execv =
          linker.downcallHandle(
              linker.defaultLookup().find("execv").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      var words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L); // ends with a null
      for (int i = 0; i < command.size(); i++) {
        words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
      }
      int _ = (int) execv.invokeExact(words.get(ValueLayout.ADDRESS, 0), words);
    } catch (Throwable e) {
      // A Java without native access, or a system without execv: it starts slower.
    }
  }
}
