package dev.crowdline.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void areMadeOnceKeptAndReadableByTheOwnerAlone() throws IOException {
    Path file = folder.resolve("secrets.properties");
    Secrets made = Secrets.loadOrMake(file);
    Secrets again = Secrets.loadOrMake(file);

    assertThat(again.get(Secrets.LINK_PRIVATE)).isEqualTo(made.get(Secrets.LINK_PRIVATE));
    assertThat(again.get(Secrets.POSTGRES_PASSWORD)).isEqualTo(made.get(Secrets.POSTGRES_PASSWORD));
    assertThat(Base64.getDecoder().decode(made.get(Secrets.CONTACT))).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
