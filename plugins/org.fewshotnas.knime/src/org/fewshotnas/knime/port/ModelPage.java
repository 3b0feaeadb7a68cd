package org.fewshotnas.knime.port;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JScrollPane;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortView;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;
import org.knime.core.webui.node.port.PortViewManager.PortViewDescriptor;
import org.knime.core.webui.page.Page;

/**
 * What the port of a model shows, in both of KNIME's user interfaces.
 *
 * @param name of the view, such as "Predictor"
 * @param html the page
 */
record ModelPage(String name, String html) implements PortView {
    /**
     * Lets KNIME show the page at every port of a type, as soon as its node is configured.
     *
     * @param objects class of the port objects
     * @param page what shows a spec
     * @param specOf the spec of an object
     */
    static <O extends PortObject, S extends PortObjectSpec> void register(
            Class<O> objects, String name, Function<S, ModelPage> page, Function<O, S> specOf) {
        PortSpecViewFactory<S> configured = page::apply;
        PortViewFactory<O> executed = object -> page.apply(specOf.apply(object));
        PortViewManager.registerPortViews(
                objects.getName(),
                List.of(new PortViewDescriptor(name, configured), new PortViewDescriptor(name, executed)),
                List.of(0),
                List.of(1));
    }

    /** The same for KNIME's classic user interface. */
    JComponent[] swing() {
        JEditorPane text = new JEditorPane("text/html", html);
        text.setEditable(false);
        JScrollPane view = new JScrollPane(text);
        view.setName(name);
        return new JComponent[] {view};
    }

    @Override
    public Page getPage() {
        return Page.create().fromString(() -> html).relativePath(name.toLowerCase(Locale.ROOT) + ".html");
    }

    @Override
    public Optional<InitialDataService<?>> createInitialDataService() {
        return Optional.empty();
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return Optional.empty();
    }
}
