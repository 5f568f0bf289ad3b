package dev.crowdline.local.launcher;

import dev.crowdline.local.launcher.StackState.Addresses;
import dev.crowdline.local.launcher.StackState.Database;
import dev.crowdline.local.launcher.StackState.Kafka;
import dev.crowdline.local.launcher.StackState.Login;
import dev.crowdline.local.parts.Binaries;
import dev.crowdline.local.parts.KafkaBroker;
import dev.crowdline.local.parts.KafkaLock;
import dev.crowdline.local.parts.Postgres;
import dev.crowdline.local.parts.Programs;
import dev.crowdline.local.parts.Redis;
import dev.crowdline.local.parts.RedisLock;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided before the first process starts: ports, secrets, addresses, command
 * lines.
 */
final class Blueprint {
  static final String TOPIC_PREFIX = "crowdline";
  static final String SIGN_IN = "/sign-in/crowdline";

  private final Plan plan;
  private final Secrets secrets;
  private final HttpClient http;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Binaries binaries;

  Blueprint(Plan plan, Secrets secrets, Map<String, Integer> rememberedPorts, HttpClient http) {
    this.plan = plan;
    this.secrets = secrets;
    this.http = http;
    this.binaries = new Binaries(plan.data().root().resolve("binaries"));
    Ports free = new Ports(rememberedPorts);
    for (String name : List.of("postgres", "redis", "kafka", "kafka-controller")) {
      ports.put(name, free.portFor(name));
    }
    if (plan.parts()) {
      for (String name : List.of("kafka-locked", "kafka-certified", "redis-locked")) {
        ports.put(name, free.portFor(name));
      }
    } else {
      ports.put("gateway", plan.port() == 0 ? free.portFor("gateway") : plan.port());
      for (String name : List.of("mail", "mail-imap", "mail-page", "shop")) {
        ports.put(name, free.portFor(name));
      }
      for (Service service : Service.values()) {
        for (String name : processesOf(service)) {
          ports.put(name, free.portFor(name));
          ports.put(management(name), free.portFor(management(name)));
        }
      }
    }
  }

  Postgres postgres() {
    return new Postgres(plan.data(), binaries.postgres(), port("postgres"), secrets);
  }

  KafkaBroker kafka() {
    return new KafkaBroker(
        plan.data(),
        port("kafka"),
        port("kafka-controller"),
        plan.parts(),
        kafkaLock(),
        plan.jvm("-Xmx384m", "-Xms128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
  }

  /** For tests of what a company's broker asks; the local stack needs none. */
  private @Nullable KafkaLock kafkaLock() {
    return plan.parts()
        ? new KafkaLock(
            plan.data().root().resolve("kafka"),
            port("kafka-locked"),
            port("kafka-certified"),
            secrets.get(Secrets.KAFKA_PASSWORD))
        : null;
  }

  ChildSpec redis() {
    return Redis.spec(plan.data(), binaries.redisServer(), port("redis"));
  }

  /** For tests of what a company's Redis asks; written to its folder first. */
  ChildSpec lockedRedis() {
    RedisLock lock = redisLock();
    lock.prepare();
    return Redis.spec(lock, binaries.redisServer());
  }

  private RedisLock redisLock() {
    return new RedisLock(
        plan.data().root().resolve("redis-locked"),
        port("redis-locked"),
        secrets.get(Secrets.REDIS_PASSWORD));
  }

  ChildSpec mail() {
    return new ChildSpec(
        "mail",
        "mail server",
        Programs.java(
            plan.jvm("-Xmx96m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
            "dev.crowdline.local.mail.MailProcess",
            List.of(
                Integer.toString(port("mail")),
                Integer.toString(port("mail-imap")),
                Integer.toString(port("mail-page")),
                plan.data().root().toString())),
        Map.of(),
        port("mail"),
        0,
        plan.data().root().toString(),
        Probe.ok(http, URI.create("http://127.0.0.1:" + port("mail-page") + "/mail/addresses")),
        Duration.ofSeconds(5));
  }

  /** Where mails are sent and read; there is none with the parts alone. */
  StackState.@Nullable Mail mailAddress() {
    return plan.parts()
        ? null
        : new StackState.Mail("127.0.0.1", port("mail"), port("mail-imap"), url() + "/mail/");
  }

  ChildSpec gateway() {
    return new ChildSpec(
        "gateway",
        "gateway and sign-in",
        Programs.java(
            plan.jvm(
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow"),
            "dev.crowdline.local.gateway.GatewayProcess",
            List.of(
                Integer.toString(port("gateway")),
                url(),
                plan.data().root().toString(),
                targets(),
                Integer.toString(port("shop")))),
        Map.of(),
        port("gateway"),
        0,
        plan.data().root().toString(),
        Probe.ok(http, URI.create("http://127.0.0.1:" + port("gateway") + "/status.json")),
        Duration.ofSeconds(10));
  }

  List<ChildSpec> services() {
    List<ChildSpec> specs = new ArrayList<>();
    for (Service service : Service.values()) {
      for (String name : processesOf(service)) {
        specs.add(service(service, name));
      }
    }
    return specs;
  }

  ChildSpec crowd() {
    return new ChildSpec(
        "crowd",
        "simulated crowd",
        Programs.java(
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            "dev.crowdline.local.demo.CrowdProcess",
            List.of(url(), issuer(), plan.data().demo().toString())),
        Map.of(),
        0,
        0,
        plan.data().root().toString(),
        Probe.alive(),
        Duration.ofSeconds(5));
  }

  String url() {
    return "http://localhost:" + port("gateway");
  }

  String issuer() {
    return url() + SIGN_IN;
  }

  Addresses addresses() {
    Postgres postgres = postgres();
    Map<String, Login> databases = new TreeMap<>();
    for (Service service : Service.values()) {
      databases.put(
          service.id(),
          new Login(
              service.id(),
              secrets.get(Secrets.databasePassword(service)),
              postgres.jdbcUrl(service.id())));
    }
    return new Addresses(
        new Database(
            "127.0.0.1",
            port("postgres"),
            new Login(
                Postgres.ADMIN,
                secrets.get(Secrets.POSTGRES_PASSWORD),
                postgres.jdbcUrl(Postgres.ADMIN)),
            databases),
        new Kafka(kafka().bootstrap(), TOPIC_PREFIX, lockedKafka()),
        new StackState.Redis("127.0.0.1", port("redis"), redisUrl(), lockedRedisAddress()),
        mailAddress(),
        shopUrl());
  }

  /** The origin of a page that embeds the widget; there is none with the parts alone. */
  @Nullable String shopUrl() {
    return plan.parts() ? null : "http://localhost:" + port("shop");
  }

  private StackState.@Nullable LockedKafka lockedKafka() {
    KafkaLock lock = kafkaLock();
    return lock == null
        ? null
        : new StackState.LockedKafka(
            lock.bootstrap(),
            lock.broker().certificate().toString(),
            KafkaLock.USERS,
            lock.password(),
            new StackState.CertifiedKafka(
                lock.bootstrapByCertificate(),
                KafkaLock.CERTIFIED,
                lock.client().keyAndCertificate().toString()));
  }

  private StackState.@Nullable LockedRedis lockedRedisAddress() {
    if (!plan.parts()) {
      return null;
    }
    RedisLock lock = redisLock();
    return new StackState.LockedRedis(lock.url(), lock.certificate().certificate().toString());
  }

  Map<String, List<String>> directAddresses() {
    Map<String, List<String>> addresses = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      addresses.put(
          service.id(),
          processesOf(service).stream().map(name -> "http://127.0.0.1:" + port(name)).toList());
    }
    return addresses;
  }

  Map<String, Map<String, String>> environments() {
    Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      environments.put(service.id(), new TreeMap<>(environment(service, service.id())));
    }
    return environments;
  }

  private ChildSpec service(Service service, String name) {
    int management = port(management(name));
    String mark = "-Dcrowdline.data=" + plan.data().root();
    return new ChildSpec(
        name,
        name,
        Programs.jar(
            plan.jvm(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.timezone=UTC",
                mark),
            service.jar(plan.program())),
        environment(service, name),
        port(name),
        management,
        mark,
        Probe.ok(http, URI.create("http://127.0.0.1:" + management + "/q/health/ready")),
        Duration.ofSeconds(20));
  }

  private Map<String, String> environment(Service service, String process) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("CROWDLINE_PORT", Integer.toString(port(process)));
    environment.put("CROWDLINE_MANAGEMENT_PORT", Integer.toString(port(management(process))));
    environment.put("CROWDLINE_DATABASE_URL", postgres().jdbcUrl(service.id()));
    environment.put("CROWDLINE_DATABASE_USER", service.id());
    environment.put("CROWDLINE_DATABASE_PASSWORD", secrets.get(Secrets.databasePassword(service)));
    environment.put("CROWDLINE_KAFKA", kafka().bootstrap());
    environment.put("CROWDLINE_TOPIC_PREFIX", TOPIC_PREFIX);
    environment.put("CROWDLINE_OIDC_ISSUER", issuer());
    environment.put("CROWDLINE_PUBLIC_URL", url());
    environment.put("CROWDLINE_LINK_PUBLIC_KEY", secrets.get(Secrets.LINK_PUBLIC));
    switch (service) {
      case INTAKE -> {
        environment.put("CROWDLINE_LINK_PRIVATE_KEY", secrets.get(Secrets.LINK_PRIVATE));
        environment.put("CROWDLINE_CONTACT_KEY", secrets.get(Secrets.CONTACT));
        // The mail server is on this machine.
        environment.put("CROWDLINE_PRIVATE_ADDRESSES", "true");
      }
      case ROUTING -> {
        environment.put("CROWDLINE_REDIS", redisUrl());
        environment.put("CROWDLINE_TICKET_KEY", secrets.get(Secrets.TICKET));
      }
      case REWARDS -> {
        environment.put("CROWDLINE_REDIS", redisUrl());
        environment.put("CROWDLINE_VOUCHER_KEY", secrets.get(Secrets.VOUCHER));
      }
      case SLA -> {}
    }
    return environment;
  }

  /**
   * For the gateway: {@code intake=21001 routing=21002+21005}, in words of one argument,
   * comma-separated.
   */
  private String targets() {
    String services =
        Arrays.stream(Service.values())
            .map(service ->
                service.id()
                    + "="
                    + processesOf(service).stream()
                        .map(name -> Integer.toString(port(name)))
                        .collect(Collectors.joining("+")))
            .collect(Collectors.joining(","));
    return services + ",mail=" + port("mail-page");
  }

  /** routing, routing-2, routing-3... */
  private List<String> processesOf(Service service) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= plan.replicasOf(service); i++) {
      names.add(i == 1 ? service.id() : service.id() + "-" + i);
    }
    return names;
  }

  /** The name under which a process' management port is kept. */
  static String management(String process) {
    return process + "-management";
  }

  private String redisUrl() {
    return "redis://127.0.0.1:" + port("redis");
  }

  private int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalStateException("No port was chosen for " + name);
    }
    return port;
  }
}
