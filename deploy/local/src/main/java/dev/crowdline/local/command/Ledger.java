package dev.crowdline.local.command;

import picocli.CommandLine.Command;

/** What can be done with the ledger of points. */
@Command(
    name = "ledger",
    description = "Proves that no transfer of points was changed.",
    subcommands = LedgerVerify.class)
public final class Ledger {}
