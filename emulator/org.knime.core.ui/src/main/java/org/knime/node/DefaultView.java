package org.knime.node;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** A view of a node: a page, and the data that it shows. */
public final class DefaultView implements FluentNodeAPI {
    final String description;
    final Page page;
    /** What makes the data; {@code null} for none. */
    Function<ViewInput, ?> initialData;

    private DefaultView(String description, Page page) {
        this.description = Objects.requireNonNull(description, "description");
        this.page = Objects.requireNonNull(page, "page");
    }

    static RequireViewParameters create() {
        return parameters -> description -> page -> new DefaultView(description, page.apply(Page.create()));
    }

    /** @param initialData says which data the page gets when it opens */
    public <D> DefaultView initialData(Function<RequireInitialData, DefaultInitialData<D>> initialData) {
        this.initialData = initialData.apply(DefaultInitialData.create()).data;
        return this;
    }

    /** The step at which the view's own parameters are named. */
    public interface RequireViewParameters {
        /** @param parametersClass the class of the parameters */
        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        /** Has no parameters. */
        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The step at which the view is described. */
    public interface RequireDescription {
        /** @param description what the view shows */
        RequirePage description(String description);
    }

    /** The step at which the page is named. */
    public interface RequirePage {
        /** @param page says where the page is */
        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    /** The step at which the data are named. */
    public interface RequireInitialData {
        /** @param data makes the data */
        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /**
     * The data that a page gets when it opens.
     *
     * @param <D> their type
     */
    public static final class DefaultInitialData<D> implements FluentNodeAPI {
        private final Function<ViewInput, D> data;

        private DefaultInitialData(Function<ViewInput, D> data) {
            this.data = data;
        }

        static RequireInitialData create() {
            return new RequireInitialData() {
                @Override
                public <D> DefaultInitialData<D> data(Function<ViewInput, D> data) {
                    return new DefaultInitialData<>(data);
                }
            };
        }
    }

    /** What the data can be made of. */
    public interface ViewInput {
        /** @return the view's parameters */
        <S extends NodeParameters> S getParameters();

        /** @return the tables that the node kept for the view */
        default BufferedDataTable[] getInternalTables() {
            return Arrays.copyOf(getInternalPortObjects(), getInternalPortObjects().length, BufferedDataTable[].class);
        }

        /** @return what the node kept for the view */
        PortObject[] getInternalPortObjects();
    }
}
