package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.ReadingWallets;
import dev.crowdline.rewards.ledger.persistence.WalletTable;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The proof that a community's points add up. */
@Path("/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Ledger", description = "The proof that every point is accounted for")
@RunOnVirtualThread
public class LedgerResource {
  private final ReadingWallets wallets;
  private final CurrentCaller caller;

  LedgerResource(ReadingWallets wallets, CurrentCaller caller) {
    this.wallets = wallets;
    this.caller = caller;
  }

  /** The community's ledger in figures. */
  public record LedgerCheck(
      long accounts,
      long transfers,
      @Schema(description = "Of all balances; zero") long sum,
      @Schema(description = "Members' accounts below zero; none") long negativeWallets,
      @Schema(description = "Accounts whose totals are not those of their transfers; none")
          long unbalancedAccounts) {}

  @GET
  @Path("/check")
  @Operation(
      operationId = "checkLedger",
      summary = "Adds up the community's ledger: the sum is zero and no wallet is negative")
  public LedgerCheck check() {
    WalletTable.Figures figures = wallets.check(caller.get().community());
    return new LedgerCheck(
        figures.accounts(),
        figures.transfers(),
        figures.sum(),
        figures.negativeWallets(),
        figures.unbalancedAccounts());
  }
}
