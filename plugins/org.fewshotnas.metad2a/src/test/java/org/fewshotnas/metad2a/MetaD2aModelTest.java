package org.fewshotnas.metad2a;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.TransNasBench101Micro;
import org.fewshotnas.tensor.file.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MetaD2aModelTest {
    private static final int WIDTH = 6;
    private static final DataSetFeatures UNSEEN = MadeUp.dataSet(1, 3, 30, WIDTH, 5);
    private static MetaD2aModel model;
    private static byte[] file;

    @BeforeAll
    static void learn() throws IOException {
        model = MetaD2aLearning.learn(
                        MadeUp.dataSets(6, WIDTH, 1),
                        MadeUp.measured(NasBench201.INSTANCE, 6, 3, 3),
                        MetaD2aLearningTest.small(2, 2),
                        Progress.NONE)
                .model();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        file = out.toByteArray();
    }

    @Test
    void isTheSameAfterItHasBeenStored() throws IOException {
        MetaD2aModel read = MetaD2aModel.read(new ByteArrayInputStream(file));
        assertEquals(model.spec(), read.spec());
        assertEquals(model.weights(), read.weights());
        assertEquals(model.generate(UNSEEN, 5, 1, Progress.NONE), read.generate(UNSEEN, 5, 1, Progress.NONE));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(again);
        assertArrayEquals(file, again.toByteArray());
        assertEquals(
                "MetaD2A meta-learning", read.spec().provenance().steps().get(0).action());
    }

    @Test
    void damagedFilesAreRefused() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = file.clone();
            int at = i < 150 ? random.nextInt(4_000) : random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertThrows(InvalidInputException.class, () -> read(damaged), "a bit of byte " + at);
        }
        for (int length : new int[] {0, 7, 8, 500, file.length / 2, file.length - 1}) {
            assertThrows(InvalidInputException.class, () -> read(java.util.Arrays.copyOf(file, length)));
        }
        assertThrows(InvalidInputException.class, () -> read(java.util.Arrays.copyOf(file, file.length + 1)));
    }

    @Test
    void descriptionsThatSayNonsenseAreRefused() {
        refused("format_version", "2", "format version 2");
        refused("space", "NAS-Bench-999", "NAS-Bench-999");
        refused("space", "NATS-Bench size", "NATS-Bench size");
        refused("space", "TransNAS-Bench-101 micro", "has learned TransNAS-Bench-101 micro with the operations");
        refused("good_cells", "[\"|none~0|\"]", "is not a NAS-Bench-201 architecture");
        refused("vocabulary", "[]", "its operations are []");
        refused("shape", "{}", "\"statistics\" is missing");
        refused("learned", "{\"direction\":\"up\",\"score_mean\":0,\"score_deviation\":1}", "the direction is \"up\"");
    }

    /** A file whose digest is right, but whose description is not. */
    private static void refused(String key, String value, String words) {
        Map<String, String> description = new HashMap<>(model.spec().toProperties());
        description.put(key, value);
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new ModelFile(MetaD2aModel.KIND, description, model.weights()).write(out);
            read(out.toByteArray());
        });
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    private static void read(byte[] bytes) throws IOException {
        MetaD2aModel.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void scoresAreInTheOrderOfTheArchitectures() {
        SplittableRandom random = new SplittableRandom(1);
        List<Architecture> some = random.ints(7)
                .mapToObj(i -> Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(random)))
                .toList();
        double[] together = model.scores(UNSEEN, some, 3, Progress.NONE);
        for (int i = 0; i < some.size(); i++) {
            assertEquals(model.scores(UNSEEN, List.of(some.get(i)), 3, Progress.NONE)[0], together[i], 1e-4);
        }
        assertEquals(0, model.scores(UNSEEN, List.of(), 3, Progress.NONE).length);
    }

    @Test
    void codesOfFreshDrawsDiffer() {
        double[][] codes = model.codes(UNSEEN, 3, 1, Progress.NONE);
        assertEquals(16, codes[0].length);
        assertTrue(Math.abs(codes[0][0] - codes[1][0]) > 0);
        assertArrayEquals(codes, model.codes(UNSEEN, 3, 1, Progress.NONE));
    }

    @Test
    void countsSayWhatWasDrawn() {
        Generation generation = model.generate(UNSEEN, 8, 1, Progress.NONE);
        assertTrue(generation.drawn() >= generation.valid());
        assertTrue(generation.valid() >= generation.different());
        assertTrue(generation.valid() >= generation.novel());
        assertTrue(generation.architectures().size() <= 8);
        for (Generation.Generated one : generation.architectures()) {
            assertEquals(!model.spec().goodCells().contains(one.architecture().text()), one.novel());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        DataSetFeatures wider = MadeUp.dataSet(1, 3, 4, WIDTH + 1, 5);
        Architecture other = Architecture.parse(TransNasBench101Micro.INSTANCE, "64-41414-1_02_333");
        said(
                () -> model.generate(wider, 5, 1, Progress.NONE),
                "has 7 features an example; the model has learned from 6");
        said(() -> model.generate(UNSEEN, 0, 1, Progress.NONE), "0 architectures were asked for");
        said(() -> model.codes(UNSEEN, 100_001, 1, Progress.NONE), "100001 draws were asked for");
        said(
                () -> model.scores(UNSEEN, List.of(other), 1, Progress.NONE),
                "of the search space TransNAS-Bench-101 micro; expected is NAS-Bench-201");
    }

    private static void said(Executable work, String words) {
        InvalidInputException e = assertThrows(InvalidInputException.class, work);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void generationStopsAtACancel() {
        Progress canceled = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> model.generate(UNSEEN, 5, 1, canceled));
        assertThrows(CancellationException.class, () -> model.codes(UNSEEN, 5, 1, canceled));
    }
}
