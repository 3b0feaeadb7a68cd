package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;

/** A training runs in a process of its own, whose class path is made of bundles that are jars, and of jars within them. */
class WorkersInEquinoxTest {
    private static NetworkGraph graph() {
        NetworkGraph.Builder builder = NetworkGraph.builder(TensorShape.series(1, 4));
        int mean = builder.add("mean", new Layer.GlobalAverage(), NetworkGraph.INPUT);
        builder.add("head", new Layer.Linear(2, true), mean);
        return builder.build();
    }

    @Test
    void aTrainingRunsInAProcessOfItsOwn() {
        float[] inputs = new float[80];
        int[] classes = new int[20];
        for (int i = 0; i < inputs.length; i++) {
            classes[i / 4] = i / 4 % 2;
            inputs[i] = classes[i / 4] + i % 3;
        }
        DataSet data = new DataSet(TensorShape.series(1, 4), inputs, new Targets.Classes(classes, List.of("a", "b")));
        TrainingJob job = new TrainingJob("one", graph(), data, Optional.empty(), TrainingSettings.ofClasses());
        assertEquals(run(job, Workers.threads(1)), run(job, Workers.processes(1)));
    }

    private static Object run(TrainingJob job, Workers workers) {
        List<TrainingResult> results = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Trainings.run(List.of(job), workers, Progress.NONE, new Trainings.Listener() {
            @Override
            public void finished(int number, TrainingResult result) {
                results.add(result);
            }

            @Override
            public void broken(int number, String reason) {
                warnings.add(reason);
            }

            @Override
            public void warn(String warning) {
                warnings.add(warning);
            }
        });
        assertEquals(List.of(), warnings);
        assertTrue(results.get(0).network().isPresent());
        return results.get(0).network().get();
    }
}
