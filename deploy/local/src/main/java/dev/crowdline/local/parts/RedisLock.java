package dev.crowdline.local.parts;

import dev.crowdline.local.launcher.DataDir;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A Redis as a company has it: by TLS alone, nobody without a password, and to routing only what it
 * needs. Users are the same at all doors of a Redis, so this is one beside the open one.
 *
 * @param folder where its settings and its certificate lie
 * @param password of {@link #USER}
 */
public record RedisLock(Path folder, int port, String password) {
  public static final String USER = "routing";

  public String url() {
    return "rediss://" + USER + ":" + password + "@127.0.0.1:" + port;
  }

  /** What clients trust. */
  public OwnCertificate certificate() {
    return new OwnCertificate(folder, "redis", "CN=127.0.0.1", password);
  }

  Path file() {
    return folder.resolve("redis.conf");
  }

  /** Writes its settings; the certificate is made once. */
  public void prepare() {
    certificate().prepare();
    String settings =
        """
        # Written by the launcher at each start.
        port 0
        tls-port %1$d
        bind 127.0.0.1
        tls-cert-file %2$s
        tls-key-file %2$s
        tls-auth-clients no
        dir %3$s
        save ""
        set-proc-title no
        user default off
        user %4$s on >%5$s ~*:presence ~*:ticket:* resetchannels &*:presence &*:push:* -@all +zadd +zrem +zrange +zremrangebyscore +set +publish +subscribe
        """
            .formatted(port, certificate().keyAndCertificate(), folder, USER, password);
    DataDir.replace(file(), settings.getBytes(StandardCharsets.UTF_8));
  }
}
