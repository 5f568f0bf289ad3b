package dev.crowdline.intake.incidents.avalanche;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.intake.understanding.classify.LabelledTexts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./crowdline avalanche}: has the detector read simulated traffic in the words of a file,
 * and says when it noticed an outage, and when it was wrong. Exit codes: 0 done, 2 arguments or a
 * file that cannot be read.
 */
public final class Avalanche {
  private static final int SEEDS = 10;
  private static final int MOST_SEEDS = 1_000;

  private final PrintStream out;
  private final PrintStream err;

  Avalanche(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(
        new Avalanche(stream(FileDescriptor.out), stream(FileDescriptor.err))
            .run(List.of(arguments)));
  }

  private static PrintStream stream(FileDescriptor of) {
    return new PrintStream(new FileOutputStream(of), true, StandardCharsets.UTF_8);
  }

  /** Arguments that make no sense, or a file. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  private static final class Asked {
    @Nullable Path texts;
    @Nullable String outage;
    int seeds = SEEDS;
    int firstSeed = 1;
    boolean json;
  }

  int run(List<String> arguments) {
    try {
      Asked asked = asked(arguments);
      if (asked.texts == null || asked.outage == null) {
        throw new Refused(
            "name what customers write, and which of it is the outage: --texts FILE --outage CATEGORY");
      }
      Figures figures =
          Figures.of(read(asked.texts, asked.outage), asked.seeds, asked.firstSeed, err::println);
      out.print(
          asked.json ? new ObjectMapper().writeValueAsString(figures) + "\n" : figures.inWords());
      out.flush();
      return 0;
    } catch (Refused | IOException e) {
      err.println("avalanche: " + e.getMessage());
      return 2;
    }
  }

  private static Asked asked(List<String> arguments) throws Refused {
    Asked asked = new Asked();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--json")) {
        asked.json = true;
        continue;
      }
      if (!List.of("--texts", "--outage", "--seeds", "--first-seed").contains(argument)) {
        throw new Refused("there is no " + argument);
      }
      if (i + 1 == arguments.size()) {
        throw new Refused(argument + " needs a value");
      }
      String value = arguments.get(++i);
      switch (argument) {
        case "--texts" -> asked.texts = Path.of(value);
        case "--outage" -> asked.outage = value;
        case "--seeds" -> asked.seeds = number(argument, value, MOST_SEEDS);
        default -> asked.firstSeed = number(argument, value, Integer.MAX_VALUE);
      }
    }
    return asked;
  }

  private static int number(String argument, String value, int most) throws Refused {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is said below.
    }
    throw new Refused(argument + " must be a number from 1 to " + most + ", was " + value);
  }

  private static Texts read(Path file, String outage) throws Refused {
    try {
      return Texts.of(LabelledTexts.of(Files.readString(file, StandardCharsets.UTF_8)), outage);
    } catch (IllegalArgumentException e) {
      throw new Refused(file + ", " + e.getMessage());
    } catch (IOException e) {
      throw new Refused(file + " cannot be read as UTF-8");
    }
  }
}
