package interleave.libraries;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transport.file.FileTransporterFactory;
import org.eclipse.aether.transport.jdk.JdkTransporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Libraries as Maven finds them: in the user's local repository, else fetched into it, through the
 * mirrors and proxies of the user's settings.
 */
public final class MavenLibraries implements Libraries {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 30_000;

  private final Path local;
  private final String remote;
  private final Path settings;
  private @Nullable RepositorySystem system; // guarded by this; loads a thousand classes

  /** In the user's local repository and Maven Central. */
  public static MavenLibraries ofUser(Optional<String> remote) {
    Path maven = Path.of(System.getProperty("user.home"), ".m2");
    return new MavenLibraries(
        maven.resolve("repository"), remote.orElse(CENTRAL), maven.resolve("settings.xml"));
  }

  /**
   * @param local folder of what was fetched already; {@code settings} may name another
   * @param remote address of the repository to fetch from
   * @param settings the user's settings file, which need not exist
   */
  public MavenLibraries(Path local, String remote, Path settings) {
    this.local = local;
    this.remote = remote;
    this.settings = settings;
  }

  @Override
  public List<Jar> resolve(List<Coordinate> libraries, Consumer<String> progress)
      throws UnresolvedException, InterruptedException {
    RepositorySystem maven = system();
    try (CloseableSession session = session(maven, progress)) {
      List<RemoteRepository> repositories =
          maven.newResolutionRepositories(
              session, List.of(new RemoteRepository.Builder("central", "default", remote).build()));
      var wanted =
          libraries.stream().map(MavenLibraries::artifact).map(MavenLibraries::runtime).toList();
      var request =
          new DependencyRequest()
              .setCollectRequest(new CollectRequest(wanted, List.of(), repositories));
      try {
        return maven.resolveDependencies(session, request).getArtifactResults().stream()
            .map(ArtifactResult::getArtifact)
            .map(MavenLibraries::jar)
            .toList();
      } catch (DependencyResolutionException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while fetching");
        }
        throw explained(e, libraries, maven, session, repositories);
      }
    }
  }

  private synchronized RepositorySystem system() {
    RepositorySystem known = system;
    if (known == null) {
      known =
          new RepositorySystemSupplier() {
            // Without Apache's HTTP client, which would make our jar a third bigger.
            @Override
            protected Map<String, TransporterFactory> createTransporterFactories() {
              return Map.of(
                  FileTransporterFactory.NAME,
                  new FileTransporterFactory(),
                  JdkTransporterFactory.NAME,
                  new JdkTransporterFactory(getChecksumExtractor(), getPathProcessor()));
            }
          }.get();
      system = known;
    }
    return known;
  }

  private CloseableSession session(RepositorySystem maven, Consumer<String> progress)
      throws UnresolvedException {
    UserSettings user = UserSettings.read(settings);
    return new SessionBuilderSupplier(maven)
        .get()
        .withLocalRepositoryBaseDirectories(user.localRepository().orElse(local))
        .setMirrorSelector(user.mirrors())
        .setProxySelector(user.proxies())
        .setAuthenticationSelector(user.authentication())
        .setOffline(user.offline())
        .setCache(new DefaultRepositoryCache())
        .setTransferListener(new Downloads(progress))
        .setConfigProperty("aether.transport.http.connectTimeout", CONNECT_MILLIS)
        .setConfigProperty("aether.transport.http.requestTimeout", SILENCE_MILLIS)
        .build();
  }

  private static UnresolvedException explained(
      DependencyResolutionException e,
      List<Coordinate> libraries,
      RepositorySystem maven,
      CloseableSession session,
      List<RemoteRepository> repositories) {
    var address =
        repositories.stream().map(RemoteRepository::getUrl).collect(Collectors.joining(", "));
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ArtifactNotFoundException missing) {
        Artifact artifact = missing.getArtifact();
        var coordinate = coordinate(artifact);
        return libraries.contains(coordinate)
            ? new UnresolvedException(
                "there is no "
                    + coordinate
                    + " at "
                    + address
                    + versions(coordinate, maven, session, repositories),
                e)
            : new UnresolvedException(
                coordinate + ", which is needed by one of these libraries, is not at " + address,
                e);
      }
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new UnresolvedException(
        "could not fetch from "
            + address
            + " ("
            + (root.getMessage() == null ? root.toString() : root.getMessage())
            + "). Is there a connection to the Internet? What was fetched once works without.",
        e);
  }

  private static String versions(
      Coordinate missing,
      RepositorySystem maven,
      CloseableSession session,
      List<RemoteRepository> repositories) {
    try {
      Artifact any = new DefaultArtifact(missing.group(), missing.artifact(), "jar", "[0,)");
      List<String> versions =
          new ArrayList<>(
              maven
                  .resolveVersionRange(session, new VersionRangeRequest(any, repositories, null))
                  .getVersions()
                  .stream()
                  .map(Object::toString)
                  .toList());
      return versions.isEmpty()
          ? ". Check the group and the artifact"
          : ". Did you mean version " + versions.getLast() + "?";
    } catch (VersionRangeResolutionException e) {
      return "";
    }
  }

  private static Artifact artifact(Coordinate library) {
    return new DefaultArtifact(library.group(), library.artifact(), "jar", library.version());
  }

  private static Dependency runtime(Artifact artifact) {
    return new Dependency(artifact, "runtime");
  }

  private static Jar jar(Artifact artifact) {
    return new Jar(coordinate(artifact), artifact.getPath());
  }

  private static Coordinate coordinate(Artifact artifact) {
    return new Coordinate(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion());
  }
}
