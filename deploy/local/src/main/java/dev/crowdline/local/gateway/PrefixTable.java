package dev.crowdline.local.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which service a path belongs to. A prefix belongs to one service; the longest that fits wins. */
public final class PrefixTable {
  private final Map<String, Entry> entries;

  /**
   * @param page a page's folder: asked for without its last slash, it is answered with the address
   *     that has it
   */
  public record Entry(String prefix, String service, boolean page) {

    public Entry {
      if (!prefix.matches("(/[a-z0-9_-]+)+")) {
        throw new IllegalArgumentException("A prefix is /word or /word/word: " + prefix);
      }
    }
  }

  private PrefixTable(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** The table of the local gateway. */
  public static PrefixTable declared() {
    try (InputStream in = PrefixTable.class.getResourceAsStream("/gateway/prefixes.json")) {
      if (in == null) {
        throw new IllegalStateException("gateway/prefixes.json is not on the class path");
      }
      return of(List.of(new JsonMapper().readValue(in, Entry[].class)));
    } catch (IOException e) {
      throw new IllegalStateException("gateway/prefixes.json cannot be read", e);
    }
  }

  static PrefixTable of(List<Entry> declared) {
    Map<String, Entry> entries = new HashMap<>();
    for (Entry entry : declared) {
      if (entries.put(entry.prefix(), entry) != null) {
        throw new IllegalArgumentException("Declared twice: " + entry.prefix());
      }
    }
    return new PrefixTable(entries);
  }

  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** Compares whole segments: /v1/offersX is not below /v1/offers. */
  public Optional<Entry> find(String path) {
    String candidate = path;
    while (!candidate.isEmpty()) {
      Entry entry = entries.get(candidate);
      if (entry != null) {
        return Optional.of(entry);
      }
      candidate = candidate.substring(0, Math.max(0, candidate.lastIndexOf('/')));
    }
    return Optional.empty();
  }
}
