package org.fewshotnas.knime.port;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.fewshotnas.predictor.Adaptation;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
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

    private static final String KIND = "predictor";

    static {
        ModelPage.register(
                PredictorPortObject.class,
                PredictorPage.NAME,
                (PredictorPortObjectSpec known) -> PredictorPage.of(known.predictor()),
                PredictorPortObject::getSpec);
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
        return known.target()
                .map(target -> learned + "; fine-tuned on " + target.shots()
                        + (target.shots() == 1 ? " score" : " scores") + " of \""
                        + target.metric().name() + "\"" + choice(target.adaptation()))
                .orElse(learned + "; not fine-tuned");
    }

    private static String choice(Adaptation adaptation) {
        String error = number(adaptation.standardError());
        return (adaptation.steps() == 0 ? "" : " in " + adaptation.steps() + " steps")
                + (adaptation.spearman().isEmpty()
                        ? ""
                        : ", cross-validated Spearman " + number(adaptation.spearman())
                                + (error.isEmpty() ? "" : " ± " + error));
    }

    /** Two digits, or nothing where there is no number. */
    private static String number(OptionalDouble number) {
        return number.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", number.getAsDouble());
    }

    @Override
    public PredictorPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return PredictorPage.of(spec.predictor()).swing();
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
        predictor = ModelStorage.read(in, KIND, ENTRY, Predictor::read);
        spec = new PredictorPortObjectSpec(predictor.spec());
        if (!(storedSpec instanceof PredictorPortObjectSpec known
                && known.predictor().equals(predictor.spec()))) {
            throw ModelStorage.mismatch(KIND);
        }
    }
}
