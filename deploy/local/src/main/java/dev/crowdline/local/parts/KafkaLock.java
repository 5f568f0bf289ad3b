package dev.crowdline.local.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The doors of a Kafka node as a company has them: TLS with a certificate of its own, and either
 * SCRAM or a certificate of the client's. What somebody may do who comes in by them, only ACLs say.
 *
 * @param folder where keys and certificates lie
 * @param passwordPort where one is let in by a password
 * @param certificatePort where one is let in by a certificate
 * @param password of everybody, and of the keys
 */
public record KafkaLock(Path folder, int passwordPort, int certificatePort, String password) {
  /** Who may log in; the ACLs of a user are made by whoever tests with it. */
  public static final List<String> USERS = List.of("intake", "routing", "sla", "rewards");

  /** Who has a certificate: one is enough for a test, and each costs a second. */
  public static final String CERTIFIED = "rewards";

  public String bootstrap() {
    return "127.0.0.1:" + passwordPort;
  }

  public String bootstrapByCertificate() {
    return "127.0.0.1:" + certificatePort;
  }

  /** What clients trust. */
  public OwnCertificate broker() {
    return new OwnCertificate(folder, "kafka", "CN=127.0.0.1", password);
  }

  /** By what {@link #CERTIFIED} is known. */
  public OwnCertificate client() {
    return new OwnCertificate(folder, CERTIFIED, "CN=" + CERTIFIED, password);
  }

  void prepare() {
    broker().prepare();
    client().prepare();
  }

  String listeners() {
    return ",LOCKED://" + bootstrap() + ",CERTIFIED://" + bootstrapByCertificate();
  }

  /** The part of server.properties that speaks of them. */
  String settings() {
    return """
    # Let in by TLS with SCRAM or a certificate, and by nothing but ACLs; the plain listener is for the launcher and for tests.
    ssl.keystore.type=PKCS12
    ssl.keystore.location=%s
    ssl.keystore.password=%s
    sasl.enabled.mechanisms=SCRAM-SHA-512
    listener.name.locked.sasl.enabled.mechanisms=SCRAM-SHA-512
    listener.name.locked.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
    listener.name.certified.ssl.client.auth=required
    listener.name.certified.ssl.truststore.type=PEM
    listener.name.certified.ssl.truststore.location=%s
    listener.name.certified.ssl.principal.mapping.rules=RULE:^CN=(.*)$/$1/
    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    super.users=User:ANONYMOUS
    """
        .formatted(broker().pkcs12(), password, client().certificate());
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
}
