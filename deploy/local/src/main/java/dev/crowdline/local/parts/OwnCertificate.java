package dev.crowdline.local.parts;

import dev.crowdline.local.launcher.DataDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and a certificate that it has signed itself, made once.
 *
 * @param name of the files, and of the entry in them
 * @param subject whom it names, for instance {@code CN=127.0.0.1}
 * @param password of the PKCS12 file; the PEM files have none and are their owner's alone
 */
public record OwnCertificate(Path folder, String name, String subject, String password) {
  private static final String LOOPBACK = "san=ip:127.0.0.1";

  /** What others trust. */
  public Path certificate() {
    return folder.resolve(name + ".pem");
  }

  /** Key and certificate as PKCS12. */
  Path pkcs12() {
    return folder.resolve(name + ".p12");
  }

  /** Key and certificate as PEM, in one file. */
  public Path keyAndCertificate() {
    return folder.resolve(name + "-key.pem");
  }

  void prepare() {
    if (Files.exists(keyAndCertificate())) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(pkcs12());
      keytool();
      KeyStore store = KeyStore.getInstance(pkcs12().toFile(), password.toCharArray());
      String key = pem("PRIVATE KEY", store.getKey(name, password.toCharArray()).getEncoded());
      String certificate = pem("CERTIFICATE", store.getCertificate(name).getEncoded());
      write(certificate(), certificate);
      write(keyAndCertificate(), key + certificate);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the certificate " + name + " in " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot read " + pkcs12(), e);
    }
  }

  /** The JDK makes certificates with this program and by no public class. */
  private void keytool() throws IOException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "3650",
                    "-dname",
                    subject,
                    "-ext",
                    LOOPBACK,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    pkcs12().toString(),
                    "-storepass",
                    password))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded));
  }

  private static void write(Path file, String text) {
    DataDir.replace(file, text.getBytes(StandardCharsets.US_ASCII));
  }
}
