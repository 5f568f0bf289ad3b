package dev.crowdline.local.launcher;

import dev.crowdline.local.demo.DemoSeed;
import dev.crowdline.local.launcher.StackState.ProcessState;
import dev.crowdline.local.parts.KafkaBroker;
import dev.crowdline.local.parts.Postgres;
import dev.crowdline.local.parts.Topics;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The running local stack: starts the parts, then the services, then the demo; keeps all alive;
 * stops them in order.
 */
public final class Stack implements Watcher {
  private static final int LOG_LINES_SHOWN = 25;

  private final Plan plan;
  private final Console console;
  private final Blueprint blueprint;
  private final Instant startedAt = Instant.now();
  private final List<Child> children = new ArrayList<>();
  private final Map<Child, CompletableFuture<Void>> firstHealthy = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private StackState state;
  private boolean stopping;

  public Stack(Plan plan, Console console) {
    this.plan = plan;
    this.console = console;
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Probe.TIMEOUT)
            .build();
    this.blueprint =
        new Blueprint(
            plan, Secrets.loadOrMake(plan.data().secrets()), rememberedPorts(plan.data()), http);
    this.state =
        new StackState(
            StackState.STARTING,
            plan.parts(),
            plan.parts() ? null : blueprint.url(),
            plan.data().root().toString(),
            new StackState.Launcher(ProcessHandle.current().pid(), startedAt.toString()),
            List.of(),
            blueprint.addresses(),
            plan.parts() ? null : new StackState.Oidc(blueprint.issuer()),
            plan.parts() ? null : blueprint.directAddresses(),
            plan.parts() ? null : blueprint.environments());
  }

  /**
   * Starts everything and stays until it is stopped.
   *
   * @throws StackFailed when a child would not start
   */
  public void run() throws StackFailed, InterruptedException {
    write(StackState.STARTING);
    startParts();
    if (plan.parts()) {
      announceParts();
    } else {
      startServices();
      announceStack(startDemo());
    }
    await(end, "the end");
  }

  /**
   * Stops whatever runs, in order: callers before callees. May be called at any moment, and twice.
   */
  public void stop() {
    List<Child> running;
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
      running = List.copyOf(children);
    }
    end.completeExceptionally(new Stopped());
    firstHealthy.values().forEach(future -> future.completeExceptionally(new Stopped()));
    write(StackState.STOPPING);
    console.say("Stopping");
    stopTogether(running, "crowd");
    stopTogether(
        running,
        running.stream()
            .map(child -> child.spec().name())
            .filter(name -> Service.find(name.replaceAll("-\\d+$", "")).isPresent())
            .toArray(String[]::new));
    stopTogether(running, "gateway", "mail");
    stopTogether(running, "kafka", "redis", "redis-locked");
    stopTogether(running, "postgres");
    write(StackState.STOPPED);
    console.say("Stopped");
  }

  @Override
  public void becameHealthy(Child child, Duration sinceStart) {
    console.ready(child.spec().title(), child.spec().port(), sinceStart);
    CompletableFuture<Void> future = firstHealthy.get(child);
    if (future != null) {
      future.complete(null);
    }
    changed();
  }

  @Override
  public void restarting(Child child, int exitCode, Duration in) {
    console.trouble(
        "%s died (exit %d); starting it again in %d ms; its log: %s"
            .formatted(
                child.spec().title(),
                exitCode,
                in.toMillis(),
                plan.data().log(child.spec().name())));
    changed();
  }

  @Override
  public void gaveUp(Child child) {
    StackFailed failure =
        new StackFailed(
            "%s died %d times in a row before it was ever healthy. The end of %s:%n%s"
                .formatted(
                    child.spec().title(),
                    Child.DEATHS_BEFORE_GIVING_UP,
                    plan.data().log(child.spec().name()),
                    String.join(System.lineSeparator(), child.lastLogLines(LOG_LINES_SHOWN))));
    firstHealthy.values().forEach(future -> future.completeExceptionally(failure));
    end.completeExceptionally(failure);
  }

  @Override
  public synchronized void changed() {
    boolean well = children.stream().allMatch(Child::healthy);
    write(
        switch (state.state()) {
          case StackState.READY, StackState.DEGRADED ->
              well ? StackState.READY : StackState.DEGRADED;
          default -> state.state();
        });
  }

  private void startParts() throws StackFailed, InterruptedException {
    KafkaBroker broker = blueprint.kafka();
    broker.prepare();
    Child kafka = start(broker.spec());
    if (!plan.parts()) {
      start(blueprint.gateway());
      start(blueprint.mail());
    }
    plan.data().make("redis");
    List<Child> redis = new ArrayList<>(List.of(start(blueprint.redis())));
    if (plan.parts()) {
      redis.add(start(blueprint.lockedRedis()));
    }
    Postgres database = blueprint.postgres();
    database.prepare();
    Child postgres = start(database.spec());
    awaitHealthy(postgres);
    database.makeDatabases();
    for (Child each : redis) {
      awaitHealthy(each);
    }
    awaitHealthy(kafka);
    if (!plan.parts()) {
      Topics.read(plan.home().resolve("deploy/kafka/topics.properties"))
          .create(broker.bootstrap(), Blueprint.TOPIC_PREFIX);
    }
  }

  private void startServices() throws StackFailed, InterruptedException {
    console.say("Starting the services");
    List<Child> services = new ArrayList<>();
    for (ChildSpec spec : blueprint.services()) {
      services.add(start(spec));
    }
    for (Child service : services) {
      awaitHealthy(service);
    }
  }

  /** Answers whether the demo community is there. */
  private boolean startDemo() throws StackFailed, InterruptedException {
    try {
      new DemoSeed(
              blueprint.url(),
              blueprint.issuer(),
              plan.data().demo(),
              blueprint.mailAddress(),
              blueprint.shopUrl(),
              console::say)
          .run();
    } catch (DemoSeed.SeedRefused e) {
      console.trouble("The demo community is not complete: " + e.getMessage());
      return false;
    }
    if (plan.crowd()) {
      awaitHealthy(start(blueprint.crowd()));
    }
    return true;
  }

  private void announceParts() {
    console.say("PostgreSQL, Kafka and Redis run. Addresses and passwords: " + plan.data().state());
    ready();
  }

  private void announceStack(boolean demo) {
    Announcement.of(
        demo && plan.crowd(),
        blueprint.url(),
        blueprint.shopUrl(),
        Duration.between(startedAt, Instant.now()),
        console);
    ready();
  }

  /** Last of all: whoever waits for it stops reading what is said. */
  private void ready() {
    write(StackState.READY);
    changed();
  }

  private Child start(ChildSpec spec) throws StackFailed {
    Child child = new Child(spec, plan.data(), this);
    synchronized (this) {
      if (stopping) {
        throw new StackFailed("Stopped while starting");
      }
      firstHealthy.put(child, new CompletableFuture<>());
      children.add(child);
    }
    child.start();
    return child;
  }

  private void awaitHealthy(Child child) throws StackFailed, InterruptedException {
    CompletableFuture<Void> future = firstHealthy.get(child);
    if (future == null) {
      throw new IllegalStateException(child.spec().name() + " was not started");
    }
    await(future, child.spec().name());
  }

  private static void await(CompletableFuture<Void> future, String what)
      throws StackFailed, InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StackFailed failed -> throw failed;
        case Stopped stopped -> throw new InterruptedException("Stopped: " + what);
        case null, default -> throw new IllegalStateException("Waiting for " + what, e);
      }
    }
  }

  private static void stopTogether(List<Child> running, String... names) {
    List<String> wanted = List.of(names);
    List<Thread> stops =
        running.stream()
            .filter(child -> wanted.contains(child.spec().name()))
            .map(child -> Thread.ofVirtual().start(child::stop))
            .toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void write(String newState) {
    state = state.withState(newState).withProcesses(children.stream().map(Stack::seen).toList());
    state.write(plan.data().state());
  }

  private static ProcessState seen(Child child) {
    Instant started = child.startedAt();
    return new ProcessState(
        child.spec().name(),
        child.pid(),
        child.spec().port(),
        child.spec().managementPort(),
        child.healthy(),
        child.restarts(),
        started == null ? null : started.toString());
  }

  private static Map<String, Integer> rememberedPorts(DataDir data) {
    Map<String, Integer> ports = new HashMap<>();
    StackState.read(data.state())
        .ifPresent(last ->
            last.processes()
                .forEach(process -> {
                  ports.put(process.name(), process.port());
                  ports.put(Blueprint.management(process.name()), process.managementPort());
                }));
    return ports;
  }

  /**
   * A child would not start. The message is for a person and ends with the child's last log lines.
   */
  public static final class StackFailed extends Exception {
    private static final long serialVersionUID = 1L;

    StackFailed(String message) {
      super(message);
    }
  }

  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private Stopped() {
      super("stopped", (@Nullable Throwable) null, false, false);
    }
  }
}
