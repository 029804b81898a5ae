package interleave.kernel.jshell;

import interleave.libraries.Libraries;
import interleave.libraries.MavenLibraries;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/** A Maven repository in a folder, with real jars that are compiled here. */
final class LocalRepository {
  private final Path folder;
  private final Map<String, List<String>> versions = new TreeMap<>();
  private int users;

  LocalRepository(Path folder) {
    this.folder = folder;
  }

  /** As a user sees it who has fetched nothing yet. */
  MavenLibraries anotherUser() throws IOException {
    Path home = Files.createDirectory(folder.resolve("user " + ++users));
    return new MavenLibraries(
        home.resolve("repository"),
        "file://" + folder.toUri().getPath(),
        home.resolve("settings.xml"));
  }

  Libraries dependencies() throws IOException {
    return anotherUser();
  }

  /** Adds {@code group:artifact:version} with one class in the package of that group. */
  void add(String coordinate, String source, String... needs) throws IOException {
    String[] parts = coordinate.split(":");
    Path place = place(parts);
    Path classes = Files.createTempDirectory(folder, "classes");
    String name = source.replaceAll("(?s).*?public class (\\w+).*", "$1");
    Path file = Files.writeString(classes.resolve(name + ".java"), source);
    var arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    for (String need : needs) {
      arguments.addAll(List.of("-cp", jar(need.split(":")).toString()));
    }
    arguments.add(file.toString());
    var said = new StringWriter();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("the library has to compile: " + said);
    }
    try (var zip = FileSystems.newFileSystem(jar(parts), Map.of("create", "true"))) {
      Files.createDirectories(zip.getPath("zoo"));
      try (var compiled = Files.list(classes.resolve("zoo"))) {
        for (Path one : compiled.toList()) {
          Files.copy(one, zip.getPath("zoo", one.getFileName().toString()));
        }
      }
    }
    Files.writeString(place.resolve(name(parts) + ".pom"), pom(parts, needs));
    versions.computeIfAbsent(parts[0] + ":" + parts[1], _ -> new ArrayList<>()).add(parts[2]);
    Files.writeString(place.resolveSibling("maven-metadata.xml"), metadata(parts));
  }

  void addService(String coordinate, String type, String provider) throws IOException {
    try (var zip = FileSystems.newFileSystem(jar(coordinate.split(":")), Map.of())) {
      Files.createDirectories(zip.getPath("META-INF/services"));
      Files.writeString(zip.getPath("META-INF/services", type), provider);
    }
  }

  private Path place(String[] parts) throws IOException {
    return Files.createDirectories(folder.resolve(parts[0]).resolve(parts[1]).resolve(parts[2]));
  }

  private Path jar(String[] parts) throws IOException {
    return place(parts).resolve(name(parts) + ".jar");
  }

  private static String name(String[] parts) {
    return parts[1] + "-" + parts[2];
  }

  private static String pom(String[] parts, String[] needs) {
    var dependencies = new StringBuilder();
    for (String need : needs) {
      dependencies
          .append("<dependency>")
          .append(coordinate(need.split(":")))
          .append("</dependency>");
    }
    return "<project><modelVersion>4.0.0</modelVersion>"
        + coordinate(parts)
        + "<dependencies>"
        + dependencies
        + "</dependencies></project>";
  }

  private static String coordinate(String[] parts) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted((Object[]) parts);
  }

  private String metadata(String[] parts) {
    var all = versions.getOrDefault(parts[0] + ":" + parts[1], List.of());
    return "<metadata><groupId>%s</groupId><artifactId>%s</artifactId><versioning><versions>%s</versions></versioning></metadata>"
        .formatted(
            parts[0],
            parts[1],
            String.join("", all.stream().map(v -> "<version>" + v + "</version>").toList()));
  }
}
