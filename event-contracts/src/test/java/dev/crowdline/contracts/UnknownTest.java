package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.routing.RouteQueued;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every enum of a fact can be given further constants without parking a key in an older replica.
 */
class UnknownTest {
  /** Stands for an enum that somebody adds without the constant. */
  private record Offender(List<Narrow> words) {
    enum Narrow {
      ONLY
    }
  }

  static Set<Class<?>> enums() {
    Set<Class<?>> found = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    FactTypes.all().forEach(type -> collect(type.record(), found));
    return found;
  }

  @ParameterizedTest
  @MethodSource("enums")
  void hasItsUnknownAsTheLastConstant(Class<?> type) {
    assertThat(flaw(type)).isEmpty();
  }

  @Test
  void oneWithoutItIsFound() {
    Set<Class<?>> found = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    collect(Offender.class, found);
    assertThat(found).containsExactly(Offender.Narrow.class);
    assertThat(flaw(Offender.Narrow.class)).isNotEmpty();
    assertThat(enums()).contains(Tier.class, Priority.class, RouteQueued.Reason.class);
  }

  @Test
  @DisplayName("what we stored ourselves must be known: only facts are read leniently")
  void onlyFactsMayHoldIt() throws IOException {
    byte[] later = "{\"priority\":\"SOMEHOW\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(FactCodec.read(later, PriorityRaised.class).priority()).isEqualTo(Priority.UNKNOWN);
    assertThatThrownBy(() -> FactCodec.mapper().readValue(later, PriorityRaised.class))
        .hasMessageContaining("SOMEHOW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "99", "true", "{}"})
  void whatIsNoWordIsStillRefused(String value) {
    byte[] wrong = ("{\"priority\":" + value + "}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> FactCodec.read(wrong, PriorityRaised.class))
        .isInstanceOf(IOException.class);
  }

  @Test
  void isTakenForWhatIsSafe() {
    assertThat(Priority.UNKNOWN.known()).isEqualTo(Priority.NORMAL);
    assertThat(Tier.UNKNOWN.asMinimum()).isEqualTo(Tier.SPECIALIST);
    assertThat(Tier.UNKNOWN.asMembers()).isEqualTo(Tier.COMMUNITY);
    assertThat(Channel.UNKNOWN.known()).isEqualTo(Channel.API);
    assertThat(Pace.UNKNOWN.known()).isEqualTo(Pace.PRODUCT);
  }

  @Test
  void everyOtherIsTakenForItself() {
    assertThat(Priority.all()).isEqualTo(Unknown.without(Priority.class));
    assertThat(Tier.all()).isEqualTo(Unknown.without(Tier.class));
    assertThat(SlaClock.known()).isEqualTo(Unknown.without(SlaClock.class));
    assertThat(SlaClock.all())
        .containsExactly(SlaClock.TIME_TO_ACCEPT, SlaClock.FIRST_RESPONSE, SlaClock.RESOLUTION);
    assertThat(Priority.all()).allMatch(each -> each.known() == each);
    assertThat(Tier.all()).allMatch(each -> each.asMinimum() == each && each.asMembers() == each);
    assertThat(Unknown.without(Channel.class)).hasSize(8).allMatch(each -> each.known() == each);
    assertThat(Unknown.without(Pace.class)).hasSize(2).allMatch(each -> each.known() == each);
  }

  @Test
  void nothingIsComputedWithIt() {
    assertThatThrownBy(Tier.UNKNOWN::rank).hasMessageContaining("Tier");
    assertThatThrownBy(() -> Tier.SPECIALIST.reaches(Tier.UNKNOWN)).hasMessageContaining("Tier");
    assertThatThrownBy(Priority.UNKNOWN::rank).hasMessageContaining("Priority");
    assertThatThrownBy(() -> Priority.LOW.orHigher(Priority.UNKNOWN))
        .hasMessageContaining("Priority");
    assertThatThrownBy(() -> Policy.of(Pace.UNKNOWN)).hasMessageContaining("Pace");
  }

  private static String flaw(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    Enum<?> last = (Enum<?>) constants[constants.length - 1];
    try {
      if (!last.name().equals(Unknown.NAME)) {
        return "the last constant is " + last;
      }
      return type.getField(last.name()).isAnnotationPresent(JsonEnumDefaultValue.class)
          ? ""
          : "UNKNOWN is not annotated with JsonEnumDefaultValue";
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void collect(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, found);
      }
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      found.add(plain);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        collect(component.getGenericType(), found);
      }
    }
  }
}
