package org.fewshotnas.network.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.tensor.file.Weights;

/**
 * The file that PyTorch calls TorchScript: a zip without compression that holds code, a pickle of the module's attributes, and the numbers
 * of every tensor. The same network and weights make the same bytes.
 *
 * <p>Weights of two-dimensional convolutions lie in memory with the channels last, which is the order that libtorch convolves fastest.
 */
public final class ScriptArchive {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final NetworkGraph network;
    private final Weights weights;

    private ScriptArchive(NetworkGraph network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /**
     * A module that can only be applied: {@code forward} of a batch.
     *
     * @param weights of all {@link NetworkGraph#tensors}, by their names
     */
    public static byte[] forInference(NetworkGraph network, Weights weights) {
        return forInference(network, weights, Map.of());
    }

    /**
     * As the other one.
     *
     * @param notes that {@code torch.jit.load} gives for their names among its {@code _extra_files}
     */
    public static byte[] forInference(NetworkGraph network, Weights weights, Map<String, String> notes) {
        return new ScriptArchive(network, weights).write(ScriptCode.forInference(network), List.of(), false, notes);
    }

    /**
     * A module that can be trained: {@code step} of a batch, its targets and rates, {@code forward}, and {@code state}, which gives
     * {@link NetworkGraph#tensors}.
     */
    public static byte[] forTraining(NetworkGraph network, Weights weights, Loss loss, Optimizer optimizer) {
        return new ScriptArchive(network, weights)
                .write(ScriptCode.forTraining(network, loss, optimizer), loss.classWeights(), true, Map.of());
    }

    /**
     * A module that measures a network as it is: see {@link ScriptModule#measure}.
     *
     * @param loss without weights of classes, whose gradients are measured
     */
    public static byte[] forMeasurements(
            NetworkGraph network, Weights weights, Collection<Measurement> measurements, Loss loss) {
        return new ScriptArchive(network, weights)
                .write(ScriptCode.forMeasurements(network, measurements, loss), List.of(), false, Map.of());
    }

    private byte[] write(String code, List<Float> classWeights, boolean training, Map<String, String> notes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Pickle pickle = new Pickle().beginObject("__torch__", ScriptCode.CLASS);
            List<NetworkGraph.Parameter> parameters = network.tensors();
            for (int i = 0; i < parameters.size(); i++) {
                NetworkGraph.Parameter parameter = parameters.get(i);
                List<Integer> shape = parameter.tensor().shape();
                String storage = Integer.toString(i);
                float[] values = weights.values(parameter.name());
                add(zip, "data/" + storage, channelsLast(shape, values));
                pickle.tensor(
                        LayerCode.attribute(parameter.name()),
                        storage,
                        values.length,
                        shape,
                        strides(shape),
                        parameter.tensor().kind().isTrained());
            }
            if (!classWeights.isEmpty()) {
                float[] values = new float[classWeights.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = classWeights.get(i);
                }
                List<Integer> shape = List.of(values.length);
                String storage = Integer.toString(parameters.size());
                add(zip, "data/" + storage, channelsLast(shape, values));
                pickle.tensor(ScriptCode.CLASS_WEIGHTS, storage, values.length, shape, strides(shape), false);
            }
            if (training) {
                pickle.emptyTensors(ScriptCode.MEMORY);
            }
            add(zip, "data.pkl", pickle.flag("training", training).end());
            add(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            add(zip, "constants.pkl", Pickle.emptyTuple());
            for (Map.Entry<String, String> note : notes.entrySet()) {
                add(zip, "extra/" + note.getKey(), note.getValue().getBytes(StandardCharsets.UTF_8));
            }
            add(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("network/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The strides of a tensor of this shape: channels last where it has four extents, row by row otherwise. */
    private static List<Integer> strides(List<Integer> shape) {
        if (shape.size() == 4) {
            int channels = shape.get(1);
            int width = shape.get(3);
            return List.of(shape.get(2) * width * channels, 1, width * channels, channels);
        }
        List<Integer> strides = new ArrayList<>();
        int stride = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            strides.add(0, stride);
            stride *= shape.get(i);
        }
        return strides;
    }

    private static byte[] channelsLast(List<Integer> shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int channels = shape.size() == 4 ? shape.get(1) : 1;
        int area = shape.size() == 4 ? shape.get(2) * shape.get(3) : values.length;
        for (int filter = 0; filter < values.length; filter += channels * area) {
            for (int place = 0; place < area; place++) {
                for (int channel = 0; channel < channels; channel++) {
                    bytes.putFloat(values[filter + channel * area + place]);
                }
            }
        }
        return bytes.array();
    }
}
