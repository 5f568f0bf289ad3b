package dev.crowdline.sla;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.intake.CommunityRegistered;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Communities for tests: each test has its own, so that lists and reports are its own. */
final class Communities {
  private Communities() {}

  static String name() {
    return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /** The demo policy with other targets for every priority, in seconds. */
  static CommunityRegistered registered(int accept, int firstResponse, int resolution) {
    return registered(accept, firstResponse, resolution, Policy.of(Pace.DEMO).steps());
  }

  static CommunityRegistered registered(
      int accept, int firstResponse, int resolution, List<Policy.Step> steps) {
    return registered(new Policy.Targets(accept, firstResponse, resolution), steps);
  }

  static CommunityRegistered registered(Policy.Targets ofAll, List<Policy.Step> steps) {
    Policy demo = Policy.of(Pace.DEMO);
    Map<Priority, Policy.Targets> targets = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.all()) {
      targets.put(priority, ofAll);
    }
    return new CommunityRegistered(
        "Test",
        Pace.DEMO,
        new Policy(
            demo.offerSeconds(),
            demo.firstActionSeconds(),
            demo.completionSeconds(),
            demo.warningPercent(),
            demo.extensions(),
            demo.extensionSeconds(),
            demo.newMemberCapacity(),
            demo.waveSize(),
            demo.waveLimit(),
            demo.silenceSeconds(),
            demo.customerWaitSeconds(),
            demo.rewardPoints(),
            targets,
            steps,
            demo.cost(),
            demo.followUpSeconds(),
            null),
        1);
  }
}
