package interleave.libraries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/** What the user's {@code settings.xml} says about the way to a repository. */
final class UserSettings {
  private final Settings settings;

  private UserSettings(Settings settings) {
    this.settings = settings;
  }

  static UserSettings read(Path file) throws UnresolvedException {
    if (!Files.exists(file)) {
      return new UserSettings(new Settings());
    }
    try {
      var request = new DefaultSettingsBuildingRequest();
      request.setUserSettingsFile(file.toFile());
      request.setSystemProperties(System.getProperties());
      return new UserSettings(
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings());
    } catch (SettingsBuildingException e) {
      throw new UnresolvedException("Maven's settings cannot be read: " + e.getMessage(), e);
    }
  }

  Optional<Path> localRepository() {
    return Optional.ofNullable(settings.getLocalRepository()).map(Path::of);
  }

  boolean offline() {
    return settings.isOffline();
  }

  MirrorSelector mirrors() {
    var mirrors = new DefaultMirrorSelector();
    for (Mirror mirror : settings.getMirrors()) {
      mirrors.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    return mirrors;
  }

  ProxySelector proxies() {
    var proxies = new DefaultProxySelector();
    for (Proxy proxy : settings.getProxies()) {
      if (proxy.isActive()) {
        var who =
            new AuthenticationBuilder()
                .addUsername(proxy.getUsername())
                .addPassword(proxy.getPassword())
                .build();
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), who),
            proxy.getNonProxyHosts());
      }
    }
    return proxies;
  }

  AuthenticationSelector authentication() {
    var servers = new DefaultAuthenticationSelector();
    for (Server server : settings.getServers()) {
      servers.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build());
    }
    return servers;
  }
}
