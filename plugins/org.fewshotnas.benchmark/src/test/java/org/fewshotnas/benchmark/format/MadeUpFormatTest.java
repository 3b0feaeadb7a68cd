package org.fewshotnas.benchmark.format;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.Samples;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.MetricNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format is added by one type and its name among the services of its class path: this one is nowhere but here. */
class MadeUpFormatTest {
    @TempDir
    private Path folder;

    /** A first line with a mark that no other format has, then a cell and its accuracy in each line: text that could be CSV. */
    public static final class Recipe implements BenchmarkFormat {
        private static final String MARK = "%made-up%";

        @Override
        public String name() {
            return "made-up recipe";
        }

        @Override
        public Evidence evidence() {
            return Evidence.SIGNATURE;
        }

        @Override
        public boolean recognises(FileHead head) {
            return head.text().orElse("").startsWith(MARK);
        }

        @Override
        public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
            try (InputStream in = files.first().open(limits, progress)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return new OpenRecipe(text.lines().skip(1).toList());
            }
        }
    }

    private record OpenRecipe(List<String> lines) implements OpenBenchmark {
        @Override
        public Listing listing() {
            MetricColumn accuracy = new MetricColumn(MetricNames.guess("cifar10 test accuracy"), true);
            return new Listing("recipe", "", List.of(accuracy), List.of(), "line");
        }

        @Override
        public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress) {
            for (int i = 0; i < lines.size(); i++) {
                String[] pair = lines.get(i).split(" ");
                rows.add(i + 2L, pair[0], new double[] {Double.parseDouble(pair[1])});
            }
        }
    }

    @Test
    void aFormatThatIsOneTypeIsRecognisedListedAndRead() throws Exception {
        byte[] bytes = (Recipe.MARK + "\n" + A + " 93.5\n" + B + " 91\n").getBytes(StandardCharsets.UTF_8);
        BenchmarkFile file = BenchmarkFiles.open(write(folder, "recipe.txt", bytes));
        assertEquals("made-up recipe", file.format());
        assertEquals(
                List.of("cifar10 test accuracy"),
                file.metrics().stream().map(MetricColumn::name).toList());
        ArchitectureTable table = file.read(ReadOptions.defaults(), Progress.NONE);
        assertEquals("NAS-Bench-201", table.space().name());
        assertEquals(List.of(A, B), table.architectures());
        assertEquals(93.5, table.score(0, 0));
        assertEquals(91, table.score(1, 0));
        assertEquals("recipe.txt", table.metrics().get(0).source());
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertEquals(sum, table.metrics().get(0).sourceSha256());
    }

    @Test
    void itIsNamedAmongTheOthersOfWhichCsvIsTheLast() {
        List<String> names = BenchmarkFiles.formats();
        assertTrue(names.contains("made-up recipe"), names::toString);
        assertEquals("CSV", names.get(names.size() - 1));
        assertTrue(names.indexOf("NAS-Bench-Suite-Zero JSON") < names.indexOf("JSON"), names::toString);
        assertTrue(names.indexOf("TransNAS-Bench-101") < names.indexOf("pickled scores"), names::toString);
    }

    @Test
    void everyFormatOfWhichThereIsASampleIsAService() {
        Set<Class<?>> services = new HashSet<>();
        ServiceLoader.load(BenchmarkFormat.class, BenchmarkFormat.class.getClassLoader())
                .forEach(format -> services.add(format.getClass()));
        Samples.all()
                .forEach(sample -> assertTrue(services.contains(sample.format().getClass()), sample::name));
    }
}
