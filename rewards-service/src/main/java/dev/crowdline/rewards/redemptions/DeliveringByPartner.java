package dev.crowdline.rewards.redemptions;

import dev.crowdline.rewards.catalogue.persistence.CodeTable;
import dev.crowdline.rewards.partner.AskingPartner;
import dev.crowdline.rewards.partner.domain.Answer;
import dev.crowdline.rewards.redemptions.domain.Delivery;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.domain.RefundReason;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Has the community's partner hand an item out, and asks again while its answer is unclear. */
@ApplicationScoped
public class DeliveringByPartner implements DeliveringItems {
  private final Database database;
  private final AskingPartner asking;
  private final CodeTable codes;
  private final InstantSource clock;

  DeliveringByPartner(
      Database database, AskingPartner asking, CodeTable codes, InstantSource clock) {
    this.database = database;
    this.asking = asking;
    this.codes = codes;
    this.clock = clock;
  }

  @Override
  public Delivery deliver(Redemption.Reserved reserved) {
    Purchase what = reserved.purchase();
    Answer answer =
        asking.ask(
            what.community(),
            new AskingPartner.Wanted(
                what.id(),
                what.memberId(),
                what.itemId(),
                what.item(),
                what.points(),
                what.requestedAt()));
    return switch (answer) {
      case Answer.Refused refused -> new Delivery.Failed(RefundReason.REFUSED);
      case Answer.Unclear unclear -> reserved.askAgain(clock.instant());
      case Answer.Given given ->
          given.code() == null || keep(what, given.code())
              ? new Delivery.Done()
              : reserved.askAgain(clock.instant());
    };
  }

  /** Keeps the code for the member; not one that another redemption has. */
  private boolean keep(Purchase what, String code) {
    return database.transact(
        tx -> codes.keep(tx, what.community(), what.itemId(), what.id(), code, clock.instant()));
  }
}
