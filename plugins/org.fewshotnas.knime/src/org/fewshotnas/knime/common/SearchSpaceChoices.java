package org.fewshotnas.knime.common;

import java.util.List;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.SearchSpace;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** All search spaces. */
public final class SearchSpaceChoices implements StringChoicesProvider {
    @Override
    public List<StringChoice> computeState(NodeParametersInput input) {
        return SearchSpaces.all().stream()
                .map(SearchSpace::name)
                .map(StringChoice::fromId)
                .toList();
    }
}
