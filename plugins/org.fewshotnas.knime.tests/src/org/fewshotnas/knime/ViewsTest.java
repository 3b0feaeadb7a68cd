package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeFactory;
import org.knime.node.HostNode;
import org.knime.node.HostView;

/** Every node that is executed once has a view, whose page is there. */
class ViewsTest {
    /** KNIME gives loops no view of this kind: their tables tell how the search went, as those of Predictor Search do. */
    private static final List<String> LOOPS = List.of("NAS Search Loop End", "NAS Search Loop Start");

    @Test
    void everyNodeButLoopsHasAViewThatIsDescribed() throws Exception {
        List<String> without = new ArrayList<>();
        for (NodeFactory<?> factory : NodeDescriptionsTest.factories()) {
            HostNode node = HostNode.create(factory);
            if (node.view().isEmpty()) {
                without.add(node.name());
                continue;
            }
            HostView view = node.view().get();
            assertTrue(view.description().length() > 30, node.name() + " describes its view");
            assertTrue(
                    view.files().size() == 4,
                    node.name() + " has " + view.files().keySet());
        }
        without.sort(null);
        assertEquals(LOOPS, without);
    }
}
