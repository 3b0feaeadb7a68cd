package org.fewshotnas.knime.port;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Provenance;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/**
 * A predictor on its way from node to node. It is stored as one safetensors file in the port object's archive. Loading one executes
 * nothing and checks everything: see {@link Predictor#read}.
 */
public final class PredictorPortObject extends AbstractPortObject {
    /** Stores such objects; KNIME finds it in plugin.xml. */
    public static final class Serializer extends AbstractPortObjectSerializer<PredictorPortObject> {}

    /** The type of the ports that predictors go through. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(PredictorPortObject.class);

    /** Name of the predictor's file in the archive. */
    static final String ENTRY = "predictor.safetensors";

    static {
        PredictorPage.register();
    }

    private Predictor predictor;
    private PredictorPortObjectSpec spec;

    /** For KNIME, which fills it from a file. */
    public PredictorPortObject() {}

    /** A port object of this predictor. */
    public PredictorPortObject(Predictor predictor) {
        this.predictor = Objects.requireNonNull(predictor, "predictor");
        this.spec = new PredictorPortObjectSpec(predictor.spec());
    }

    public Predictor predictor() {
        return predictor;
    }

    /** One line for the user: what learned, from how many tasks, for which target, and how sure its choice of steps is. */
    @Override
    public String getSummary() {
        PredictorSpec known = spec.predictor();
        String learned = known.learner().label() + ", " + known.shape().layers() + " layers of "
                + known.shape().width() + ", " + known.tasks().size()
                + (known.tasks().size() == 1 ? " task" : " tasks");
        return known.targetMetric()
                .map(target -> learned + "; fine-tuned on " + known.shots()
                        + (known.shots() == 1 ? " score" : " scores") + " of \"" + target.name() + "\"" + choice(known))
                .orElse(learned + "; not fine-tuned");
    }

    /** What the last fine-tuning says of itself, as far as it is recorded. */
    private static String choice(PredictorSpec known) {
        List<Provenance.Step> steps = known.provenance().steps();
        if (steps.isEmpty()) {
            return "";
        }
        Map<String, String> recorded = steps.get(steps.size() - 1).parameters();
        String spearman = number(recorded.get("cross-validated Spearman"));
        String error = number(recorded.get("standard error"));
        String taken = recorded.getOrDefault("steps", "0");
        return (taken.equals("0") ? "" : " in " + taken + " steps")
                + (spearman.isEmpty()
                        ? ""
                        : ", cross-validated Spearman " + spearman + (error.isEmpty() ? "" : " ± " + error));
    }

    /** Two digits of a recorded number, or nothing where there is none. */
    private static String number(String recorded) {
        try {
            double number = recorded == null ? Double.NaN : Double.parseDouble(recorded);
            return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.2f", number);
        } catch (NumberFormatException e) {
            return "";
        }
    }

    @Override
    public PredictorPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return PredictorPage.swing(spec.predictor());
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(ENTRY));
        predictor.write(out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec storedSpec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored predictor is damaged: its archive begins with "
                    + (entry == null ? "nothing" : "\"" + entry.getName() + "\"") + "; expected is \"" + ENTRY
                    + "\". Reset the node that made it and execute it again.");
        }
        try {
            predictor = Predictor.read(in);
        } catch (InvalidInputException e) {
            throw new IOException("The stored predictor cannot be read: " + e.getMessage() + " " + e.resolution(), e);
        }
        spec = new PredictorPortObjectSpec(predictor.spec());
        if (!(storedSpec instanceof PredictorPortObjectSpec known
                && known.predictor().equals(predictor.spec()))) {
            throw new IOException(
                    "The stored predictor is damaged: its description and its weights are of different predictors. Reset the node "
                            + "that made it and execute it again.");
        }
    }
}
