package dev.crowdline.intake.understanding.classify;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.intake.understanding.domain.Example;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./crowdline classify}: learns the texts of a file and says how well those of another are
 * understood. Exit codes: 0 done, 2 arguments or a file that cannot be read.
 */
public final class Classify {
  private static final int EACH_HELD_OUT = 10;

  private final PrintStream out;
  private final PrintStream err;

  Classify(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(
        new Classify(stream(FileDescriptor.out), stream(FileDescriptor.err))
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
    @Nullable Path train;
    @Nullable Path test;
    boolean json;
  }

  int run(List<String> arguments) {
    try {
      Asked asked = asked(arguments);
      if (asked.train == null) {
        throw new Refused("name what is to be learned: --train FILE");
      }
      List<Example> train = new ArrayList<>(read(asked.train));
      List<Example> test = asked.test == null ? heldOut(train) : read(asked.test);
      Figures figures = figures(train, test);
      out.print(
          asked.json ? new ObjectMapper().writeValueAsString(figures) + "\n" : figures.inWords());
      out.flush();
      return 0;
    } catch (Refused | IOException e) {
      err.println("classify: " + e.getMessage());
      return 2;
    }
  }

  private static Asked asked(List<String> arguments) throws Refused {
    Asked asked = new Asked();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--json" -> asked.json = true;
        case "--train", "--test" -> {
          if (i + 1 == arguments.size()) {
            throw new Refused(argument + " needs a file");
          }
          Path file = Path.of(arguments.get(++i));
          if (argument.equals("--train")) {
            asked.train = file;
          } else {
            asked.test = file;
          }
        }
        default -> throw new Refused("there is no " + argument);
      }
    }
    return asked;
  }

  /** Takes each tenth away from what is learned. */
  private static List<Example> heldOut(List<Example> train) {
    List<Example> test = new ArrayList<>();
    List<Example> rest = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      (i % EACH_HELD_OUT == EACH_HELD_OUT - 1 ? test : rest).add(train.get(i));
    }
    train.clear();
    train.addAll(rest);
    return test;
  }

  private static List<Example> read(Path file) throws Refused {
    try {
      return LabelledTexts.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Refused(file + ", " + e.getMessage());
    } catch (IOException e) {
      throw new Refused(file + " cannot be read as UTF-8");
    }
  }

  private static Figures figures(List<Example> train, List<Example> test) throws Refused {
    try {
      return Figures.of(train, test);
    } catch (IllegalArgumentException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }
}
