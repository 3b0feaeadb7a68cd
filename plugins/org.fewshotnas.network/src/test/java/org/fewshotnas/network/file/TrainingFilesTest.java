package org.fewshotnas.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.SmallTraining;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Augmentation;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.LossKind;
import org.fewshotnas.network.training.Schedule;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class TrainingFilesTest {
    private static final NetworkGraph GRAPH = SmallTraining.network(new Head.Classes(3), SmallTraining.IMAGE);

    @Test
    void aPlanIsReadAsItWasWritten() {
        TrainingSettings classes = TrainingSettings.ofClasses();
        for (TrainingSettings settings : List.of(
                classes,
                classes.withSeed(Long.MIN_VALUE)
                        .withTimeLimit(Duration.ofMillis(1_500))
                        .withAugmentation(new Augmentation(2, true)),
                TrainingSettings.ofNumbers(LossKind.RELATIVE_L2, Score.RELATIVE_L2),
                new TrainingSettings(
                        classes.optimizer(),
                        1 / 3.0,
                        new Schedule.Steps(.2, List.of(.5, .75)),
                        1.5,
                        32,
                        3,
                        Optional.empty(),
                        LossKind.FOCAL,
                        Score.MACRO_F1,
                        Augmentation.NONE,
                        7))) {
            TrainingPlan plan = new TrainingPlan(GRAPH, settings);
            assertEquals(plan, TrainingPlan.fromJson(plan.toJson()));
        }
    }

    @Test
    void aPlanThatIsNoneIsRefused() {
        String json = new TrainingPlan(GRAPH, TrainingSettings.ofClasses()).toJson();
        for (String[] change : new String[][] {
            {"\"Sgd\"", "\"Newton\""}, {"\"epochs\":10", "\"epochs\":0"}, {"\"seed\":\"1\"", "\"seed\":\"x\""},
            {"\"ACCURACY\"", "\"RELATIVE_L2\""}, {"\"Cosine\"", "\"Sine\""}, {"\"graph\"", "\"graf\""}
        }) {
            assertTrue(json.contains(change[0]), json);
            assertThrows(InvalidInputException.class, () -> TrainingPlan.fromJson(json.replace(change[0], change[1])));
        }
    }

    @Test
    void aDataSetIsReadAsItWasWritten() throws IOException {
        TensorShape field = TensorShape.image(2, 3, 4);
        for (DataSet data : List.of(
                SmallTraining.stripes().training(),
                new DataSet(
                        TensorShape.series(1, 100_000),
                        RandomNetworks.numbers(200_000, 1),
                        new Targets.Numbers(RandomNetworks.numbers(48, 2), field)))) {
            byte[] bytes = bytes(data);
            DataSet again = DataSetFile.read(new ByteArrayInputStream(bytes), bytes.length);
            assertArrayEquals(data.inputs(), again.inputs());
            assertArrayEquals(bytes, bytes(again));
            assertEquals(data.targets().getClass(), again.targets().getClass());
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            assertThrows(EOFException.class, () -> DataSetFile.read(new ByteArrayInputStream(half), bytes.length));
            assertThrows(
                    InvalidInputException.class,
                    () -> DataSetFile.read(new ByteArrayInputStream(bytes), 100),
                    "it says that it is larger than its file");
        }
        byte[] other = bytes(SmallTraining.stripes().training());
        other[0]++;
        assertThrows(
                InvalidInputException.class, () -> DataSetFile.read(new ByteArrayInputStream(other), other.length));
    }

    private static byte[] bytes(DataSet data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataSetFile.write(data, out);
        return out.toByteArray();
    }

    @Test
    void aResultIsReadAsItWasWritten() throws IOException {
        LearningCurve curve = new LearningCurve(List.of(
                new LearningCurve.Epoch(1.5, OptionalDouble.of(1 / 3.0), .25),
                new LearningCurve.Epoch(.5, OptionalDouble.empty(), 1.25)));
        TrainedNetwork network = new TrainedNetwork(
                GRAPH,
                RandomNetworks.weights(GRAPH, 1),
                Normalisation.none(1),
                Normalisation.none(3),
                List.of("a", "b", "c"));
        for (TrainingResult result : List.of(
                new TrainingResult(curve, Optional.of(network), OptionalDouble.of(.75), Optional.empty()),
                new TrainingResult(curve, Optional.of(network), OptionalDouble.empty(), Optional.empty()),
                new TrainingResult(
                        new LearningCurve(List.of()),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.of("It diverged.")))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TrainingResultFile.write(result, out);
            assertEquals(result, TrainingResultFile.read(new ByteArrayInputStream(out.toByteArray())));
            byte[] damaged = out.toByteArray();
            damaged[damaged.length - 1]++;
            assertThrows(InvalidInputException.class, () -> TrainingResultFile.read(new ByteArrayInputStream(damaged)));
            assertNotEquals(0, out.size());
        }
    }
}
