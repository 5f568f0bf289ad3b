package dev.crowdline.peers.flowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * What a team would take instead: a workflow engine's human task. A process begins, its task waits
 * for the members of a candidate group (the skill) with a timer at its boundary that would escalate
 * it, somebody claims it and completes it. In process, by as many threads as are asked for.
 *
 * <p>Arguments: the JDBC address of an empty database, its user, threads, seconds; the password is
 * in {@code PGPASSWORD}. Prints the lifecycles a second, and nothing else.
 */
public final class FlowableLifecycle {
  private static final int SKILLS = 4;
  private static final String PROCESS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:flowable="http://flowable.org/bpmn" targetNamespace="peer">
        <process id="support" isExecutable="true">
          <startEvent id="asked"/>
          <sequenceFlow id="toHelpers" sourceRef="asked" targetRef="answer"/>
          <userTask id="answer" flowable:candidateGroups="${skill}"/>
          <boundaryEvent id="late" attachedToRef="answer" cancelActivity="false">
            <timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>
          </boundaryEvent>
          <sequenceFlow id="toSpecialists" sourceRef="late" targetRef="overdue"/>
          <userTask id="overdue" flowable:candidateGroups="specialists"/>
          <sequenceFlow id="afterSpecialists" sourceRef="overdue" targetRef="settled"/>
          <endEvent id="settled"/>
          <sequenceFlow id="afterHelpers" sourceRef="answer" targetRef="answered"/>
          <endEvent id="answered"/>
        </process>
      </definitions>
      """;

  private FlowableLifecycle() {}

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(args[0]);
    pool.setUsername(args[1]);
    pool.setPassword(System.getenv("PGPASSWORD"));
    pool.setMaximumPoolSize(threads + 4);
    try (HikariDataSource source = new HikariDataSource(pool)) {
      StandaloneProcessEngineConfiguration configuration =
          new StandaloneProcessEngineConfiguration();
      configuration.setDataSource(source);
      configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
      configuration.setAsyncExecutorActivate(true);
      configuration.setHistoryLevel(HistoryLevel.AUDIT);
      ProcessEngine engine = configuration.buildProcessEngine();
      engine
          .getRepositoryService()
          .createDeployment()
          .addString("support.bpmn20.xml", PROCESS)
          .deploy();
      perSecond(engine, threads, seconds);
      System.out.printf("%.1f%n", perSecond(engine, threads, seconds));
      engine.close();
    }
  }

  private static double perSecond(ProcessEngine engine, int threads, int seconds)
      throws Exception {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(workers.submit(() -> lifecycles(engine, number, end)));
      }
      long done = 0;
      for (Future<Long> each : all) {
        done += each.get();
      }
      return done / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static long lifecycles(ProcessEngine engine, int number, long end) {
    long done = 0;
    while (System.nanoTime() < end) {
      String process =
          engine
              .getRuntimeService()
              .startProcessInstanceByKey(
                  "support",
                  Map.of("skill", "skill-" + number % SKILLS, "text", "There is no picture."))
              .getId();
      String task =
          engine.getTaskService().createTaskQuery().processInstanceId(process).singleResult().getId();
      engine.getTaskService().claim(task, "member-" + number);
      engine.getTaskService().complete(task, Map.of("answer", "Turn it off and on again."));
      done++;
    }
    return done;
  }
}
