import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the table of word-piece vectors that intake understands by: each word piece of
 * all-MiniLM-L6-v2 goes alone through the model, the outputs are averaged as the model's authors
 * average a sentence, brought to fewer dimensions by their principal components, and written as
 * bytes. Run by hand when the table is to change; ADR 42 has the command.
 *
 * <p>Arguments: the file to write, and how many dimensions.
 */
public final class DistilWordPieces {
  private static final int WIDTH = 384;
  private static final int BATCH = 128;
  private static final long CLS = 101;
  private static final long SEP = 102;

  /** How many standard deviations a byte reaches: what is further out is cut off. */
  private static final double REACH = 5;

  private DistilWordPieces() {}

  public static void main(String[] given) throws Exception {
    int dimensions = Integer.parseInt(given[1]);
    Map<Integer, String> pieces = pieces();
    float[][] vectors = vectors(new ArrayList<>(pieces.keySet()));
    float[][] fewer = principal(vectors, dimensions);
    write(Path.of(given[0]), List.copyOf(pieces.values()), fewer);
  }

  /** The vocabulary in its order, which is by frequency, without places that were left free. */
  private static Map<Integer, String> pieces() throws Exception {
    Map<Integer, String> pieces = new TreeMap<>();
    try (InputStream in = resource("all-minilm-l6-v2-q-tokenizer.json")) {
      JsonNode vocabulary = new ObjectMapper().readTree(in).at("/model/vocab");
      for (Map.Entry<String, JsonNode> piece : vocabulary.properties()) {
        if (!piece.getKey().startsWith("[")) {
          pieces.put(piece.getValue().asInt(), piece.getKey());
        } else if (piece.getKey().equals("[")) {
          pieces.put(piece.getValue().asInt(), "[");
        }
      }
    }
    return pieces;
  }

  private static InputStream resource(String name) {
    return DistilWordPieces.class.getClassLoader().getResourceAsStream(name);
  }

  private static float[][] vectors(List<Integer> ids) throws Exception {
    float[][] all = new float[ids.size()][];
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (InputStream model = resource("all-minilm-l6-v2-q.onnx");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model.readAllBytes(), options)) {
        for (int from = 0; from < ids.size(); from += BATCH) {
          int to = Math.min(ids.size(), from + BATCH);
          long[][] tokens = new long[to - from][];
          long[][] ones = new long[to - from][];
          for (int i = from; i < to; i++) {
            tokens[i - from] = new long[] {CLS, ids.get(i), SEP};
            ones[i - from] = new long[] {1, 1, 1};
          }
          try (OnnxTensor input = OnnxTensor.createTensor(environment, tokens);
              OnnxTensor mask = OnnxTensor.createTensor(environment, ones);
              OnnxTensor types = OnnxTensor.createTensor(environment, new long[to - from][3]);
              OrtSession.Result result =
                  session.run(
                      Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] output = (float[][][]) result.get(0).getValue();
            for (int i = from; i < to; i++) {
              all[i] = mean(output[i - from]);
            }
          }
        }
      }
    }
    return all;
  }

  private static float[] mean(float[][] outputs) {
    float[] mean = new float[WIDTH];
    for (float[] output : outputs) {
      for (int d = 0; d < WIDTH; d++) {
        mean[d] += output[d] / outputs.length;
      }
    }
    return mean;
  }

  /** The vectors, without their mean, along the directions in which they differ most. */
  private static float[][] principal(float[][] vectors, int dimensions) {
    double[] mean = new double[WIDTH];
    for (float[] vector : vectors) {
      for (int d = 0; d < WIDTH; d++) {
        mean[d] += vector[d] / (double) vectors.length;
      }
    }
    double[][] covariance = new double[WIDTH][WIDTH];
    for (float[] vector : vectors) {
      for (int d = 0; d < WIDTH; d++) {
        vector[d] -= (float) mean[d];
      }
      for (int a = 0; a < WIDTH; a++) {
        for (int b = 0; b < WIDTH; b++) {
          covariance[a][b] += vector[a] * vector[b];
        }
      }
    }
    double[][] directions = directions(covariance, dimensions);
    float[][] fewer = new float[vectors.length][dimensions];
    for (int k = 0; k < dimensions; k++) {
      double squares = 0;
      for (int i = 0; i < vectors.length; i++) {
        double sum = 0;
        for (int d = 0; d < WIDTH; d++) {
          sum += vectors[i][d] * directions[k][d];
        }
        fewer[i][k] = (float) sum;
        squares += sum * sum;
      }
      // Half-way to all directions counting alike: the first few would drown the others.
      double spread = Math.sqrt(squares / vectors.length);
      for (int i = 0; i < vectors.length; i++) {
        fewer[i][k] /= (float) Math.sqrt(spread);
      }
    }
    return fewer;
  }

  /** The first eigenvectors of a symmetric matrix, by Jacobi's rotations. */
  private static double[][] directions(double[][] a, int count) {
    int n = a.length;
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < 12; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] == 0) {
            continue;
          }
          double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
          double t =
              (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
          double c = 1 / Math.sqrt(t * t + 1);
          double s = t * c;
          for (int k = 0; k < n; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
          }
          for (int k = 0; k < n; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            double vp = v[p][k];
            double vq = v[q][k];
            v[p][k] = c * vp - s * vq;
            v[q][k] = s * vp + c * vq;
          }
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    order.sort((x, y) -> Double.compare(a[y][y], a[x][x]));
    double[][] first = new double[count][];
    for (int k = 0; k < count; k++) {
      first[k] = v[order.get(k)];
    }
    return first;
  }

  /** Count, dimensions, the size of one step; then each piece and its bytes. */
  private static void write(Path file, List<String> pieces, float[][] vectors) throws Exception {
    double squares = 0;
    for (float[] vector : vectors) {
      for (float value : vector) {
        squares += value * value;
      }
    }
    int dimensions = vectors[0].length;
    double step = REACH * Math.sqrt(squares / vectors.length / dimensions) / Byte.MAX_VALUE;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(pieces.size());
      out.writeInt(dimensions);
      out.writeFloat((float) step);
      for (int i = 0; i < pieces.size(); i++) {
        byte[] name = pieces.get(i).getBytes(StandardCharsets.UTF_8);
        out.writeByte(name.length);
        out.write(name);
        for (float value : vectors[i]) {
          long steps = Math.round(value / step);
          out.writeByte((int) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, steps)));
        }
      }
    }
  }
}
