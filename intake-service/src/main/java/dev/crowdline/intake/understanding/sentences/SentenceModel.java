package dev.crowdline.intake.understanding.sentences;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * all-MiniLM-L6-v2 (Apache 2.0), quantised: turns a text into a direction of {@value #DIMENSIONS}
 * dimensions, so that texts that mean alike point alike. Some 2 to 5 ms of a core a text, and 100
 * MB beside the heap; one thread at a time. What is beyond {@value #MOST_TOKENS} tokens of a text
 * changes nothing: the model was trained on no more.
 */
public final class SentenceModel implements AutoCloseable {
  /** How long each vector is. */
  public static final int DIMENSIONS = 384;

  private static final int MOST_TOKENS = 128;

  /** So many texts of like length at a time: what is padded is computed for nothing. */
  private static final int BATCH = 32;

  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Tokenizer tokenizer;

  private SentenceModel(OrtEnvironment environment, OrtSession session, Tokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /** Reads it, which takes half a second. */
  public static SentenceModel load() {
    try (InputStream model = resource(MODEL);
        InputStream vocabulary = resource(VOCABULARY);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new SentenceModel(
          environment,
          environment.createSession(model.readAllBytes(), options),
          Tokenizer.read(vocabulary));
    } catch (IOException e) {
      throw new UncheckedIOException("the sentence model cannot be read", e);
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence model cannot be loaded", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream found = SentenceModel.class.getResourceAsStream(name);
    if (found == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    return found;
  }

  /** The directions of some texts, in their order, each of length one. */
  public float[][] vectors(List<String> texts) {
    int[][] tokens =
        texts.stream().map(each -> tokenizer.tokens(each, MOST_TOKENS)).toArray(int[][]::new);
    List<Integer> shortestFirst =
        IntStream.range(0, tokens.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> tokens[i].length))
            .toList();
    float[][] vectors = new float[tokens.length][];
    for (int from = 0; from < tokens.length; from += BATCH) {
      List<Integer> batch = shortestFirst.subList(from, Math.min(tokens.length, from + BATCH));
      try {
        run(batch, tokens, vectors);
      } catch (OrtException e) {
        throw new IllegalStateException("the sentence model failed", e);
      }
    }
    return vectors;
  }

  private void run(List<Integer> batch, int[][] tokens, float[][] vectors) throws OrtException {
    int width = tokens[batch.getLast()].length;
    long[] shape = {batch.size(), width};
    long[] ids = new long[batch.size() * width];
    long[] mask = new long[ids.length];
    for (int i = 0; i < batch.size(); i++) {
      int[] of = tokens[batch.get(i)];
      for (int t = 0; t < of.length; t++) {
        ids[i * width + t] = of[t];
      }
      Arrays.fill(mask, i * width, i * width + of.length, 1);
    }
    try (OnnxTensor input = tensor(ids, shape);
        OnnxTensor attention = tensor(mask, shape);
        OnnxTensor types = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      for (int i = 0; i < batch.size(); i++) {
        vectors[batch.get(i)] =
            mean(output, (long) i * width * DIMENSIONS, tokens[batch.get(i)].length);
      }
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  /** What the model's authors make of its outputs: their mean, of length one. */
  private static float[] mean(FloatBuffer output, long from, int tokens) {
    float[] mean = new float[DIMENSIONS];
    int at = Math.toIntExact(from);
    for (int t = 0; t < tokens; t++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        mean[d] += output.get(at++);
      }
    }
    double squares = 0;
    for (float value : mean) {
      squares += (double) value * value;
    }
    float length = (float) Math.sqrt(squares);
    for (int d = 0; d < DIMENSIONS; d++) {
      mean[d] /= length;
    }
    return mean;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence model cannot be closed", e);
    }
  }
}
