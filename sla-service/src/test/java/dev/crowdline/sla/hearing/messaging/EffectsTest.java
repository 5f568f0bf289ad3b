package dev.crowdline.sla.hearing.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectsTest {

  @Test
  void everyFactOfOthersAboutARequestHasAnEffectOrIsNamedAsHavingNone() {
    Set<Class<?>> named = new HashSet<>(Effects.NONE);
    Effects.ALL.forEach(effect -> assertThat(named.add(effect.type())).isTrue());
    Set<Class<?>> all = new HashSet<>();
    FactTypes.all().stream()
        .filter(type -> type.topic() == Topic.REQUESTS && !type.service().equals("sla"))
        .forEach(type -> all.add(type.record()));
    assertThat(named).isEqualTo(all);
  }
}
