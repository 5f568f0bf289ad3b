package dev.crowdline.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The door of a Kafka node as a company has it: TLS with a certificate of its own, and SCRAM. What
 * somebody may do who comes in by it, only ACLs say.
 *
 * @param folder where keys and certificate lie
 * @param password of everybody, and of the key
 */
public record KafkaLock(Path folder, int port, String password) {
  /** Who may log in; the ACLs of a user are made by whoever tests with it. */
  public static final List<String> USERS = List.of("intake", "routing", "sla", "rewards");

  private static final String ALIAS = "kafka";

  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** The certificate that clients trust, as PEM. */
  public Path certificate() {
    return folder.resolve("kafka.pem");
  }

  private Path keys() {
    return folder.resolve("kafka.p12");
  }

  /** Makes key and certificate, once. */
  void prepare() {
    if (!Files.exists(certificate())) {
      keytool(
          "-genkeypair",
          "-alias",
          ALIAS,
          "-keyalg",
          "EC",
          "-validity",
          "3650",
          "-dname",
          "CN=127.0.0.1",
          "-ext",
          "san=ip:127.0.0.1",
          "-storetype",
          "PKCS12");
      keytool("-exportcert", "-alias", ALIAS, "-rfc", "-file", certificate().toString());
    }
  }

  /** The part of server.properties that speaks of it. */
  String settings() {
    return """
    # Let in by TLS and SCRAM, and by nothing but ACLs; the plain listener is for the launcher and for tests.
    ssl.keystore.type=PKCS12
    ssl.keystore.location=%s
    ssl.keystore.password=%s
    sasl.enabled.mechanisms=SCRAM-SHA-512
    listener.name.locked.sasl.enabled.mechanisms=SCRAM-SHA-512
    listener.name.locked.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    super.users=User:ANONYMOUS
    """
        .formatted(keys(), password);
  }

  /** What the folder is formatted with, so that its users are known from the first start. */
  List<String> formatting() {
    List<String> arguments = new ArrayList<>();
    for (String user : USERS) {
      arguments.add("--add-scram");
      arguments.add("SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password));
    }
    return arguments;
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keys().toString(), "-storepass", password));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool " + arguments[0] + " failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the certificate of Kafka in " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
