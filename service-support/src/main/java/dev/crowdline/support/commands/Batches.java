package dev.crowdline.support.commands;

import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Temporary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands in batches, each in one transaction. A command that finds a lane free is
 * carried out at once; those that arrive while every lane is busy go together once one is free. So
 * a lone command waits for nobody, and batches grow with the load.
 *
 * <p>Callers are answered after the commit, before anything else that follows it. A command that
 * fails fails alone: when a batch does, each of its commands is carried out again in a transaction
 * of its own; but not when the database is away, which all are told. Two commands that touch the
 * same are never in one batch.
 *
 * @param <C> a command
 * @param <O> what it comes to; refusals are values as well
 */
public final class Batches<C, O> {
  private static final Logger LOG = Logger.getLogger(Batches.class);

  /** While one batch commits, or waits for a lock, another is carried out. */
  private static final int LANES = 2;

  private static final int MOST_TOGETHER = 200;

  private final Database database;
  private final int lanes;
  private final int most;
  private final Function<C, Set<?>> touches;
  private final Work<C, O> work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int busy;

  /** How a batch is carried out. */
  public interface Work<C, O> {
    /**
     * Carries commands out in the transaction; one outcome for each, in their order. Empty puts a
     * command into a later batch, because it concerns what another of these does; the first never
     * is.
     */
    List<Optional<O>> carryOut(Tx tx, List<C> commands);
  }

  /**
   * Batches of one kind of command, two at once of two hundred at most.
   *
   * @param touches what no other command of a batch may touch
   */
  public Batches(Database database, Function<C, Set<?>> touches, Work<C, O> work) {
    this(database, LANES, MOST_TOGETHER, touches, work);
  }

  Batches(Database database, int lanes, int most, Function<C, Set<?>> touches, Work<C, O> work) {
    this.database = database;
    this.lanes = lanes;
    this.most = most;
    this.touches = touches;
    this.work = work;
  }

  private final class Waiting {
    final C command;
    final Set<?> touched;
    final Semaphore news = new Semaphore(0);
    @Nullable O outcome;
    @Nullable Throwable failure;

    Waiting(C command) {
      this.command = command;
      this.touched = touches.apply(command);
    }

    boolean isOver() {
      return outcome != null || failure != null;
    }

    void is(O outcome) {
      this.outcome = outcome;
      news.release();
    }

    void failed(Throwable why) {
      this.failure = why;
      news.release();
    }
  }

  /**
   * Carries out a command, together with others where there are any.
   *
   * @return what it came to, once that is committed
   */
  public O run(C command) {
    Waiting mine = new Waiting(command);
    if (!hasLane(mine)) {
      mine.news.acquireUninterruptibly();
    }
    if (!mine.isOver()) {
      lead(mine);
    }
    if (mine.failure instanceof Error error) {
      throw error;
    }
    if (mine.failure instanceof RuntimeException failure) {
      throw failure;
    }
    return Objects.requireNonNull(mine.outcome, "a command that is over has come to something");
  }

  /** How many commands wait for a lane; for tests. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a free lane, or a place among those that wait. */
  private boolean hasLane(Waiting mine) {
    lock.lock();
    try {
      if (busy < lanes) {
        busy++;
        return true;
      }
      waiting.addLast(mine);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void lead(Waiting first) {
    List<Waiting> batch = gather(first);
    try {
      carryOut(batch, this::next);
    } catch (RuntimeException e) {
      if (batch.size() == 1 || Temporary.isInfrastructure(e)) {
        batch.forEach(each -> each.failed(e));
      } else {
        LOG.debugf(e, "a batch of %d commands failed; each is carried out alone", batch.size());
        batch.forEach(this::alone);
      }
      next(List.of());
    } catch (Error e) {
      batch.stream().filter(each -> !each.isOver()).forEach(each -> each.failed(e));
      next(List.of());
    }
  }

  private void alone(Waiting one) {
    try {
      carryOut(List.of(one), none -> {});
    } catch (RuntimeException | Error e) {
      one.failed(e);
    }
  }

  /** What waits and touches nothing that the first does, nor one another. */
  private List<Waiting> gather(Waiting first) {
    List<Waiting> batch = new ArrayList<>();
    batch.add(first);
    Set<Object> touched = new HashSet<>(first.touched);
    lock.lock();
    try {
      Iterator<Waiting> rest = waiting.iterator();
      while (rest.hasNext() && batch.size() < most) {
        Waiting each = rest.next();
        boolean isFree = each.touched.stream().noneMatch(touched::contains);
        // Also of one that must wait: what follows it on the same does not overtake it.
        touched.addAll(each.touched);
        if (isFree) {
          batch.add(each);
          rest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
    return batch;
  }

  /**
   * Answers whoever waits once it is committed, before anything else follows.
   *
   * @param then takes those that were left for a later batch
   */
  private void carryOut(List<Waiting> batch, Consumer<List<Waiting>> then) {
    List<Optional<O>> outcomes = new ArrayList<>();
    database.transact(tx -> {
      tx.afterCommit(() -> {
        List<Waiting> later = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
          Waiting each = batch.get(i);
          outcomes.get(i).ifPresentOrElse(each::is, () -> later.add(each));
        }
        then.accept(later);
      });
      outcomes.addAll(work.carryOut(tx, batch.stream().map(each -> each.command).toList()));
      if (outcomes.size() != batch.size() || outcomes.getFirst().isEmpty()) {
        throw new IllegalStateException("one outcome for each command, and one for the first");
      }
      return null;
    });
  }

  /** The lane goes to whoever waits longest. */
  private void next(List<Waiting> later) {
    lock.lock();
    try {
      later.reversed().forEach(waiting::addFirst);
      Waiting first = waiting.pollFirst();
      if (first == null) {
        busy--;
      } else {
        first.news.release();
      }
    } finally {
      lock.unlock();
    }
  }
}
