package org.fewshotnas.knime.common;

import java.util.List;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.SearchSpace;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** All search spaces. */
public final class SearchSpaceChoices implements StringChoicesProvider {
    /**
     * Checks a name that is chosen under "Search space".
     *
     * @throws InvalidSettingsException if no space has it
     */
    public static void check(String name) throws InvalidSettingsException {
        if (SearchSpaces.all().stream().noneMatch(space -> space.name().equals(name))) {
            throw new InvalidSettingsException("\"Search space\" is \"" + name + "\". Choose one of "
                    + SearchSpaces.names(SearchSpaces.all()) + ".");
        }
    }

    @Override
    public List<StringChoice> computeState(NodeParametersInput input) {
        return SearchSpaces.all().stream()
                .map(SearchSpace::name)
                .map(StringChoice::fromId)
                .toList();
    }
}
