package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden samples: what was once sent must be readable for ever. */
class FactSamplesTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Path SUMS = Committed.SAMPLES.resolve("SHA256SUMS");

  /** One sample of one type. */
  record Sample(FactTypes.FactType type, Path file) {
    @Override
    public String toString() {
      return type.name() + "/" + file.getFileName();
    }
  }

  static List<FactTypes.FactType> types() {
    return FactTypes.all();
  }

  static List<Sample> samples() {
    return types().stream()
        .flatMap(type -> filesOf(type).stream().map(file -> new Sample(type, file)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasAFullAndAMinimalSample(FactTypes.FactType type) {
    assertThat(filesOf(type))
        .extracting(file -> file.getFileName().toString())
        .contains("full.json", "minimal.json");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsValidByItsSchema(Sample sample) {
    assertThat(errors(sample.type(), Committed.read(sample.file()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsReadAndWrittenWithoutLoss(Sample sample) throws IOException {
    JsonNode before = Committed.json(sample.file());
    Object data = FactCodec.read(bytes(before), sample.type().record());
    byte[] written = FactCodec.write(data);
    assertThat(sorted(FactCodec.mapper().readTree(written))).isEqualTo(sorted(before));
    assertThat((Object) FactCodec.read(written, sample.type().record())).isEqualTo(data);
  }

  @ParameterizedTest
  @MethodSource("types")
  void fullSamplesShowEveryFieldAndMinimalOnesTheRequiredOnly(FactTypes.FactType type) {
    JsonNode schema = SchemaOfRecord.file(type);
    Set<String> shown =
        filesOf(type).stream()
            .filter(file -> file.getFileName().toString().startsWith("full"))
            .flatMap(file -> Committed.json(file).propertyStream())
            .map(property -> property.getKey())
            .collect(Collectors.toSet());
    assertThat(shown).isEqualTo(names(schema.get("properties")));
    JsonNode minimal =
        Committed.json(Committed.SAMPLES.resolve(type.name()).resolve("minimal.json"));
    Set<String> required =
        StreamSupport.stream(schema.get("required").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    assertThat(names(minimal)).isEqualTo(required);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSampleWithoutARequiredFieldIsRefused(FactTypes.FactType type) {
    JsonNode minimal =
        Committed.json(Committed.SAMPLES.resolve(type.name()).resolve("minimal.json"));
    for (String field : names(minimal)) {
      ObjectNode without = minimal.deepCopy();
      without.remove(field);
      assertThat(errors(type, without.toString())).as("without %s", field).isNotEmpty();
    }
  }

  @Test
  @DisplayName("a committed sample is never edited; a new optional field gets a new sample")
  void samplesAreAppendOnly() {
    TreeMap<String, String> sums = new TreeMap<>();
    if (Files.exists(SUMS)) {
      for (String line : Committed.read(SUMS).lines().toList()) {
        sums.put(line.substring(66), line.substring(0, 64));
      }
    }
    for (Sample sample : samples()) {
      String name = Committed.SAMPLES.relativize(sample.file()).toString().replace('\\', '/');
      String sum = sha256(Committed.read(sample.file()));
      String known = Committed.UPDATE ? sums.putIfAbsent(name, sum) : sums.get(name);
      if (known == null && !Committed.UPDATE) {
        fail("%s is not in SHA256SUMS; -Dcrowdline.update=true adds it", name);
      }
      assertThat(sum).as(name).isEqualTo(known == null ? sum : known);
    }
    assertThat(sums.keySet())
        .as("samples that are in SHA256SUMS exist")
        .allSatisfy(name -> assertThat(Committed.SAMPLES.resolve(name)).exists());
    if (Committed.UPDATE) {
      Committed.write(
          SUMS,
          sums.entrySet().stream()
              .map(e -> e.getValue() + "  " + e.getKey() + "\n")
              .collect(Collectors.joining()));
    }
  }

  private static List<String> errors(FactTypes.FactType type, String json) {
    Schema schema = REGISTRY.getSchema(SchemaOfRecord.file(type).toString(), InputFormat.JSON);
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static List<Path> filesOf(FactTypes.FactType type) {
    Path folder = Committed.SAMPLES.resolve(type.name());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Sets are written in any order; lists of objects keep theirs. */
  private static @Nullable JsonNode sorted(JsonNode json) {
    if (json.isArray()
        && StreamSupport.stream(json.spliterator(), false).allMatch(JsonNode::isTextual)) {
      String[] texts =
          StreamSupport.stream(json.spliterator(), false)
              .map(JsonNode::asText)
              .toArray(String[]::new);
      Arrays.sort(texts);
      return FactCodec.mapper().valueToTree(texts);
    }
    if (json instanceof ObjectNode object) {
      ObjectNode copy = FactCodec.mapper().createObjectNode();
      object.propertyStream().forEach(p -> copy.set(p.getKey(), sorted(p.getValue())));
      return copy;
    }
    return json;
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
