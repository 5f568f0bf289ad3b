package dev.crowdline.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What processes have used, from /proc: CPU time with that of their children, living or reaped, and
 * resident memory.
 */
public final class ProcessUsage {
  /** USER_HZ, which Linux shows to programs whatever the kernel ticks with. */
  private static final long TICKS_PER_SECOND = 100;

  private static final long KIB_PER_MIB = 1024;

  private ProcessUsage() {}

  /** The whole machine since its start: all time, time not idle, time taken by the host. */
  public record MachineTime(long all, long busy, long stolen) {
    public MachineTime since(MachineTime before) {
      return new MachineTime(all - before.all, busy - before.busy, stolen - before.stolen);
    }
  }

  /** CPU milliseconds of each process since it started. */
  public static Map<String, Long> cpuMillis(Map<String, Long> pids) {
    Map<String, Long> used = new LinkedHashMap<>();
    pids.forEach((name, pid) -> used.put(name, cpuMillis(name, pid)));
    return used;
  }

  /**
   * Resident MiB of each process. Where there are children (PostgreSQL) their shared pages are
   * counted once, in shares.
   */
  public static Map<String, Long> residentMib(Map<String, Long> pids) {
    Map<String, Long> resident = new LinkedHashMap<>();
    pids.forEach((name, pid) -> {
      long[] tree = isAlone(name) ? new long[] {pid} : tree(pid).toArray();
      long kib =
          tree.length == 1
              ? kib(tree[0], "status", "VmRSS:")
              : LongStream.of(tree).map(one -> kib(one, "smaps_rollup", "Pss:")).sum();
      resident.put(name, kib / KIB_PER_MIB);
    });
    return resident;
  }

  public static MachineTime machine() {
    String[] words = read(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +", -1);
    long all = 0;
    // user nice system idle iowait irq softirq steal; guest time is in user already
    for (int i = 1; i <= 8 && i < words.length; i++) {
      all += Long.parseLong(words[i]);
    }
    if (words.length < 9) {
      return new MachineTime(0, 0, 0);
    }
    long idle = Long.parseLong(words[4]) + Long.parseLong(words[5]);
    return new MachineTime(millis(all), millis(all - idle), millis(Long.parseLong(words[8])));
  }

  private static long cpuMillis(String name, long pid) {
    return isAlone(name) ? cpuMillis(pid, false) : tree(pid).map(one -> cpuMillis(one, true)).sum();
  }

  /** The launcher's children are the stack, and stand for themselves. */
  private static boolean isAlone(String name) {
    return name.equals(RunningStack.LAUNCHER);
  }

  private static LongStream tree(long pid) {
    Optional<ProcessHandle> handle = pid <= 0 ? Optional.empty() : ProcessHandle.of(pid);
    return LongStream.concat(
        LongStream.of(pid),
        handle.stream().flatMap(ProcessHandle::descendants).mapToLong(ProcessHandle::pid));
  }

  /** User and system time, its own and, if asked for, that of children it has reaped. */
  private static long cpuMillis(long pid, boolean withReaped) {
    String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
    int afterName = stat.lastIndexOf(')');
    if (afterName < 0) {
      return 0;
    }
    // utime stime cutime cstime are fields 14 to 17; the first word here is field 3
    String[] words = stat.substring(afterName + 2).split(" ", -1);
    long ticks = 0;
    int last = withReaped ? 14 : 12;
    for (int i = 11; i <= last; i++) {
      ticks += Long.parseLong(words[i]);
    }
    return millis(ticks);
  }

  private static long millis(long ticks) {
    return ticks * 1000 / TICKS_PER_SECOND;
  }

  private static long kib(long pid, String file, String label) {
    return read(Path.of("/proc", Long.toString(pid), file))
        .lines()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  /** A process may end at any moment: then it reads as nothing. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
