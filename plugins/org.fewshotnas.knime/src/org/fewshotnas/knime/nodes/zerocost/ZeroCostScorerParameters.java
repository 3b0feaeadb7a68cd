package org.fewshotnas.knime.nodes.zerocost;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.training.NetworkParameters;
import org.fewshotnas.network.proxy.Proxy;
import org.fewshotnas.network.proxy.ProxySample;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Settings of the node Zero-Cost Scorer. */
final class ZeroCostScorerParameters implements NodeParameters {
    private static final int MOST_EXAMPLES = 1024;

    @Section(title = "Data")
    interface DataSection {}

    @Section(title = "Numbers to compute")
    @After(DataSection.class)
    interface ProxySection {}

    @Section(title = "Network")
    @Advanced
    @After(ProxySection.class)
    interface NetworkSection {}

    @Section(title = "Reproducibility")
    @Advanced
    @After(NetworkSection.class)
    interface RunSection {}

    /** The proxies to choose from. */
    static final class Proxies implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return names().map(name -> new StringChoice(name, name)).toList();
        }
    }

    @Layout(DataSection.class)
    ExampleParameters examples = new ExampleParameters();

    @Widget(
            title = "Examples to look at",
            description =
                    "How many examples of the data, drawn at random, networks are shown: 2 to 1,024, or all where there are fewer. 64 is "
                            + "usual; the time grows with it.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(DataSection.class)
    int count = 64;

    @Widget(
            title = "Name of the data",
            description =
                    "What the data is called: the names of the new columns begin with it, so that those of several data sets can be told "
                            + "apart. May be empty.")
    @TextInputWidget
    @Layout(DataSection.class)
    String dataSet = "";

    @Widget(
            title = "Proxies",
            description =
                    "Which of the numbers that stand in for a score are computed; the node's description says what each means. If in doubt, all.")
    @TwinlistWidget
    @ChoicesProvider(Proxies.class)
    @Layout(ProxySection.class)
    String[] proxies = names().toArray(String[]::new);

    @Layout(NetworkSection.class)
    NetworkParameters network = new NetworkParameters();

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    /** Those of a node that is not connected. */
    ZeroCostScorerParameters() {}

    /** What the tables suggest. */
    ZeroCostScorerParameters(NodeParametersInput input) {
        examples = new ExampleParameters(input);
    }

    private static Stream<String> names() {
        return Arrays.stream(Proxy.values()).map(Proxy::quantity);
    }

    /** The chosen proxies, in an order that does not depend on that of the choice. */
    Set<Proxy> proxies() {
        Set<String> chosen = Set.copyOf(Arrays.asList(proxies));
        return Arrays.stream(Proxy.values())
                .filter(proxy -> chosen.contains(proxy.quantity()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Proxy.class)));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        examples.validate();
        Settings.range("Examples to look at", count, ProxySample.FEWEST, MOST_EXAMPLES);
        Settings.present("Name of the data", dataSet);
        Settings.present("Proxies", proxies);
        for (String name : proxies) {
            if (names().noneMatch(name::equals)) {
                throw new InvalidSettingsException("\"Proxies\" names \"" + name + "\", which is none. Choose among "
                        + names().collect(Collectors.joining(", ")) + ".");
            }
        }
        if (proxies.length == 0) {
            throw new InvalidSettingsException("No proxy is chosen under \"Proxies\". Choose at least one.");
        }
        network.validate();
        seed.validate();
    }
}
