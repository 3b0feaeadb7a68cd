package org.knime.core.node.port.image;

import javax.swing.JComponent;
import org.knime.core.data.DataType;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** Which kind of picture comes out of a port. */
public final class ImagePortObjectSpec extends AbstractSimplePortObjectSpec {
    /** Stores such specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ImagePortObjectSpec> {}

    private static final String KIND = "data_cell";

    private DataType type;

    /** For the serializer. */
    public ImagePortObjectSpec() {}

    /** @param dataType of a cell with such a picture */
    public ImagePortObjectSpec(DataType dataType) {
        type = dataType;
    }

    /** @return the type of a cell with such a picture */
    public DataType getDataType() {
        return type;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(ModelContentWO model) {
        model.addString(KIND, type.getName());
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        String name = model.getString(KIND);
        if (!name.equals(PNGImageContent.TYPE.getName())) {
            throw new InvalidSettingsException("Pictures of the type " + name + " are not known here.");
        }
        type = PNGImageContent.TYPE;
    }
}
