package dev.crowdline.local.launcher;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The secrets of one data directory: made at the first start, then kept, because data depends on
 * them.
 */
public final class Secrets {
  public static final String LINK_PRIVATE = "link.private";
  public static final String LINK_PUBLIC = "link.public";
  public static final String CONTACT = "contact.key";
  public static final String VOUCHER = "voucher.key";
  public static final String TICKET = "ticket.key";
  public static final String SIGN_IN_PRIVATE = "sign-in.private";
  public static final String SIGN_IN_PUBLIC = "sign-in.public";
  public static final String POSTGRES_PASSWORD = "postgres.password";
  public static final String KAFKA_PASSWORD = "kafka.password";
  public static final String REDIS_PASSWORD = "redis.password";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Properties values;

  private Secrets(Properties values) {
    this.values = values;
  }

  /** Reads the file and adds what is missing. */
  public static Secrets loadOrMake(Path file) {
    Properties values = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        values.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + file, e);
      }
    }
    int known = values.size();
    pair(values, "Ed25519", 255, LINK_PRIVATE, LINK_PUBLIC);
    pair(values, "RSA", 2048, SIGN_IN_PRIVATE, SIGN_IN_PUBLIC);
    values.computeIfAbsent(CONTACT, key -> random(32));
    values.computeIfAbsent(VOUCHER, key -> random(32));
    values.computeIfAbsent(TICKET, key -> random(32));
    values.computeIfAbsent(POSTGRES_PASSWORD, key -> password());
    values.computeIfAbsent(KAFKA_PASSWORD, key -> password());
    values.computeIfAbsent(REDIS_PASSWORD, key -> password());
    for (Service service : Service.values()) {
      values.computeIfAbsent(databasePassword(service), key -> password());
    }
    if (values.size() > known) {
      StringWriter out = new StringWriter();
      try {
        values.store(out, "Secrets of this local stack. Deleting them makes its data unreadable.");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      DataDir.replace(file, out.toString().getBytes(StandardCharsets.UTF_8));
    }
    return new Secrets(values);
  }

  public String get(String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("No such secret: " + key);
    }
    return value;
  }

  public static String databasePassword(Service service) {
    return service.id() + ".database.password";
  }

  private static void pair(
      Properties values, String algorithm, int size, String privateKey, String publicKey) {
    if (values.containsKey(privateKey) && values.containsKey(publicKey)) {
      return;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      KeyPair pair = generator.generateKeyPair();
      values.put(privateKey, base64(pair.getPrivate().getEncoded()));
      values.put(publicKey, base64(pair.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks " + algorithm, e);
    }
  }

  private static String password() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return base64(value);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
