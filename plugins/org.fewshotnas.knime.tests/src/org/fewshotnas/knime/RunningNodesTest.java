package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fewshotnas.knime.nodes.learner.MetaLearnerNodeFactory;
import org.fewshotnas.knime.nodes.sampler.FewShotSamplerNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.HostTables;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeProgressMonitor;

/** Nodes beside each other, nodes that are stopped, and nodes that cannot write. */
class RunningNodesTest {
    private final BufferedDataTable table =
            TestNode.architectures(40, TestNode.metrics("a", "b", "c"), TestNode::learnable);

    @Test
    void theSameSeedGivesTheSameBitsAloneAndBesideAnotherNode() throws Exception {
        Weights alone = learn("7");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Weights>> work = List.of(() -> learn("7"), () -> learn("8"), () -> learn("7"));
            List<Weights> together = new ArrayList<>();
            for (Future<Weights> done : threads.invokeAll(work)) {
                together.add(done.get());
            }
            assertEquals(alone, together.get(0));
            assertEquals(alone, together.get(2));
            assertFalse(alone.equals(together.get(1)), "another seed, other weights");
        } finally {
            threads.shutdown();
        }
    }

    private Weights learn(String seed) throws Exception {
        return learner(30)
                .with("seed/seed", seed)
                .run(table)
                .predictor()
                .predictor()
                .weights();
    }

    private static TestNode learner(int steps) throws InvalidSettingsException {
        return TestNode.of(new MetaLearnerNodeFactory())
                .with("learner", "BOIL")
                .with("preset", "CUSTOM")
                .with("layers", 2)
                .with("width", 16)
                .with("steps", steps)
                .with("device/device", "CPU");
    }

    @Test
    void aRunThatIsStoppedIsStopped() throws Exception {
        List<TestNode> nodes = List.of(
                learner(1_000_000),
                TestNode.of(new PredictorSearchNodeFactory())
                        .with("queries", 1000)
                        .with("steps", 1000)
                        .with("device/device", "CPU"));
        for (TestNode node : nodes) {
            NodeProgressMonitor progress = stopAt(0.1);
            boolean search = node.node().name().equals("Predictor Search");
            assertThrows(
                    CanceledExecutionException.class,
                    () -> node.run(TestNode.context(progress), search ? TestNode.predictor() : table));
            assertTrue(progress.getMessage() != null && !progress.getMessage().isEmpty(), "says what it does");
        }
    }

    @Test
    void aSearchStopsWhileItReadsTheScoresAndWhileItWritesTheRanking() {
        for (String message : List.of("Indexing the known scores", "Writing the ranking")) {
            List<String> after = new ArrayList<>();
            NodeProgressMonitor stop = new DefaultNodeProgressMonitor() {
                private boolean stopped;

                @Override
                public void setProgress(double progress, String text) {
                    super.setProgress(progress, text);
                    if (stopped) {
                        after.add(text);
                    } else if (text != null && text.startsWith(message)) {
                        stopped = true;
                        setExecuteCanceled();
                    }
                }
            };
            assertThrows(
                    CanceledExecutionException.class,
                    () -> TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                            .with("candidates", "TABLE")
                            .with("target", TestNode.TARGET)
                            .with("queries", 1)
                            .with("steps", 1)
                            .with("device/device", "CPU")
                            .run(
                                    TestNode.context(stop),
                                    TestNode.predictor(),
                                    TestNode.architectures(
                                            700, TestNode.metrics(TestNode.TARGET), TestNode::learnable)),
                    message);
            assertEquals(List.of(), after);
        }
    }

    /** A monitor whose user stops the node as soon as it has come so far, or has reported a few times. */
    private static NodeProgressMonitor stopAt(double fraction) {
        return new DefaultNodeProgressMonitor() {
            private int reports;

            @Override
            public void setProgress(double progress, String message) {
                super.setProgress(progress, message);
                if (progress >= fraction || ++reports > 100) {
                    setExecuteCanceled();
                }
            }
        };
    }

    @Test
    void aFullDiskIsAnErrorThatSaysSo() {
        HostTables full = spec -> new HostTables.Writer() {
            @Override
            public void add(DataRow row) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }

            @Override
            public HostTables.Rows finish(DataTableSpec finalSpec) {
                throw new IllegalStateException();
            }
        };
        ExecutionContext context = HostTables.context(new DefaultNodeProgressMonitor(), full);
        KNIMEException error = assertThrows(KNIMEException.class, () -> TestNode.of(new FewShotSamplerNodeFactory())
                .run(context, table));
        assertTrue(error.getMessage().contains("No space left on device"), error.getMessage());
        assertTrue(error.getKNIMEMessage().getResolutions().get(0).contains("disk"), "says what to do");
    }
}
