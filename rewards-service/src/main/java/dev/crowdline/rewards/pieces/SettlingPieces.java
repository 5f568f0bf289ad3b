package dev.crowdline.rewards.pieces;

import dev.crowdline.rewards.ledger.domain.Due;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.ledger.domain.Pay;
import dev.crowdline.rewards.ledger.domain.RequestPay;
import dev.crowdline.rewards.ledger.domain.Step;
import dev.crowdline.rewards.ledger.persistence.RequestPayTable;
import dev.crowdline.rewards.ledger.persistence.RequestPayTable.RequestKey;
import dev.crowdline.rewards.pieces.domain.Entry;
import dev.crowdline.rewards.pieces.domain.Known;
import dev.crowdline.rewards.pieces.domain.Piece;
import dev.crowdline.rewards.pieces.persistence.PieceTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes the lines of contractors' statements. Whether a piece is to be paid follows from the same
 * verdicts and by the same rules as a community member's points, in any order of the facts; only
 * that no points move, and that what waits is no line. A line counts for the month in which it is
 * written, so a month that is over stays as it was invoiced. It comes after {@link
 * dev.crowdline.rewards.ledger.SettlingPay} in the same transaction, which holds the lock and has
 * kept the verdicts.
 */
@ApplicationScoped
public class SettlingPieces {
  private final PieceTable pieces;
  private final RequestPayTable pays;
  private final InstantSource clock;

  SettlingPieces(PieceTable pieces, RequestPayTable pays, InstantSource clock) {
    this.pieces = pieces;
    this.pays = pays;
    this.clock = clock;
  }

  /**
   * Takes facts in, in their order.
   *
   * @param completed the pieces among what was completed
   */
  public void settle(Tx tx, List<Piece> completed, List<Heard> facts) {
    if (facts.isEmpty()) {
      return;
    }
    pieces.add(tx, completed);
    Set<RequestKey> keys = new LinkedHashSet<>();
    facts.forEach(fact -> keys.add(key(fact)));
    Map<RequestKey, Map<UUID, Known>> known = new LinkedHashMap<>();
    for (Known each : pieces.ofRequests(tx, keys)) {
      known
          .computeIfAbsent(key(each.piece()), key -> new LinkedHashMap<>())
          .put(each.piece().assignmentId(), each);
    }
    if (known.isEmpty()) {
      return;
    }
    Map<RequestKey, RequestPay> judged = pays.load(tx, known.keySet());
    List<Entry> entries = new ArrayList<>();
    known.forEach((key, ofRequest) -> {
      RequestPay verdicts = Objects.requireNonNull(judged.get(key));
      RequestPay pay =
          new RequestPay(
              ofRequest.entrySet().stream()
                  .collect(Collectors.toMap(e -> Pay.of(e.getKey()), e -> e.getValue().answer())),
              verdicts.verdicts(),
              Map.of(),
              verdicts.ending());
      facts.stream()
          .filter(fact -> key(fact).equals(key))
          .forEach(fact -> entries.addAll(entries(ofRequest, pay, fact)));
    });
    pieces.record(tx, entries);
  }

  private List<Entry> entries(Map<UUID, Known> ofRequest, RequestPay pay, Heard fact) {
    // Answers of others are no pieces; what they earn is the ledger's.
    if (fact instanceof Heard.Completed other && !ofRequest.containsKey(other.assignmentId())) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (Due due : pay.hear(fact)) {
      Known piece = ofRequest.get(due.assignmentId());
      if (piece != null && due.step().kind() != Step.Kind.HOLD) {
        entries.add(Entry.of(Ids.next(), piece.piece(), due.step().kind(), clock.instant()));
      }
    }
    return entries;
  }

  private static RequestKey key(Heard fact) {
    return new RequestKey(fact.community(), fact.requestId());
  }

  private static RequestKey key(Piece piece) {
    return new RequestKey(piece.community(), piece.requestId());
  }
}
