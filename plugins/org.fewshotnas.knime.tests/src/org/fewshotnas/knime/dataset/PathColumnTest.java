package org.fewshotnas.knime.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.network.pictures.PictureReader;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.HostTables;
import org.knime.core.util.HostWorkflowFolder;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCellFactory;

/** A column of paths is a column of pictures, each of which is read from its file when its row is. */
class PathColumnTest {
    private static final DataColumnSpec PATH = column("Path", SimpleFSLocationCellFactory.TYPE);
    private static final DataColumnSpec CLASS = ExampleColumns.label();
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final String DATA = "the training data";

    @TempDir
    private Path folder;

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static DataCell cell(FSLocation location) {
        return new SimpleFSLocationCellFactory(location).createCell(location);
    }

    private static DataCell cell(Path file) {
        return cell(new FSLocation(FSCategory.LOCAL, file.toString()));
    }

    private static byte[] picture(String format, int width, int height, int level) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, level);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, bytes));
        return bytes.toByteArray();
    }

    private Path file(String name, int level) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, picture(name.substring(name.lastIndexOf('.') + 1), 2, 1, level));
    }

    private static BufferedDataTable table(List<DataColumnSpec> columns, DataCell[]... rows) {
        BufferedDataContainer container = HostTables.context(new DefaultNodeProgressMonitor(), HostTables.inMemory())
                .createDataContainer(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)));
        for (int i = 0; i < rows.length; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, rows[i]));
        }
        container.close();
        return container.getTable();
    }

    /** A table of these paths, every other of which is of the class a. */
    private static BufferedDataTable table(DataCell... paths) {
        DataCell[][] rows = new DataCell[paths.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new DataCell[] {paths[i], new StringCell(i % 2 == 0 ? "a" : "b")};
        }
        return table(List.of(PATH, CLASS), rows);
    }

    private static Examples read(BufferedDataTable table) {
        return Examples.forTraining(table, DATA, new ExampleParameters(), Progress.NONE);
    }

    private static InvalidInputException refused(BufferedDataTable table) {
        return assertThrows(InvalidInputException.class, () -> read(table));
    }

    private static void says(String said, String... parts) {
        Arrays.stream(parts).forEach(part -> assertTrue(said.contains(part), said));
    }

    @Test
    void everyPathIsReadAsThePictureThatLiesThere() throws Exception {
        Examples read = read(table(
                cell(file("white.png", 255)),
                cell(file("black.bmp", 0)),
                cell(file("within/grey.gif", 51)),
                cell(file("white.jpg", 255))));
        assertEquals(TensorShape.image(1, 1, 2), read.data().shape());
        assertArrayEquals(new float[] {1, 1, 0, 0, .2f, .2f, 1, 1}, read.data().inputs(), 1e-6f);
        assertArrayEquals(new int[] {0, 1, 0, 1}, ((Targets.Classes) read.data().targets()).classes());
        assertEquals(List.of(), read.warnings());
        assertEquals(
                new TrainedInput(InputKind.PICTURES, List.of("Path"), TensorShape.image(1, 1, 2), Fit.STRETCH),
                read.input());
    }

    @Test
    void pathsOfEveryFileSystemThatKnimeReachesAlone() throws Exception {
        Path workflow = Files.createDirectories(folder.resolve("flow"));
        Path inside = file("flow/data/in side.png", 255);
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            Examples read = read(table(
                    cell(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "data/in side.png")),
                    cell(new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "in side.png")),
                    cell(new FSLocation(FSCategory.CUSTOM_URL, "1000", "knime://knime.workflow/data/in%20side.png")),
                    cell(new FSLocation(
                            FSCategory.CUSTOM_URL, "1000", inside.toUri().toString())),
                    cell(new FSLocation(FSCategory.CONNECTED, "local", inside.toString())),
                    cell(inside)));
            assertEquals(6, read.data().size());
            assertEquals(List.of(), read.warnings());
        }
    }

    @Test
    void whatCannotBeReadIsLeftOutWithItsRowItsFileAndTheReason() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no picture at all");
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(picture("png", 2, 1, 0), 40));
        Path huge = folder.resolve("huge.png");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.write(picture("png", 2, 1, 0));
            file.setLength(PictureReader.MAX_BYTES + 1L);
        }
        List<DataCell> good = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            good.add(cell(file("good" + i + ".png", i)));
        }
        record Case(DataCell cell, String... said) {}
        for (Case one : List.of(
                new Case(MISSING, "it has no path"),
                new Case(cell(folder.resolve("gone.png")), "There is no file \"" + folder.resolve("gone.png") + "\"."),
                new Case(cell(Path.of("gone.png")), "the path starts in the folder in which KNIME runs"),
                new Case(cell(folder), "\"" + folder + "\" is a folder; a file is needed."),
                new Case(
                        cell(text),
                        "The picture \"" + text + "\" of row \"Row4\" is not a PNG, JPEG, BMP or GIF file."),
                new Case(cell(cut), "The picture \"" + cut + "\" of row \"Row4\" cannot be read"),
                new Case(cell(huge), "\"" + huge + "\" of row \"Row4\" has more than 268435456 bytes."),
                new Case(cell(new FSLocation(FSCategory.LOCAL, "")), "The path is empty."),
                new Case(
                        cell(new FSLocation(FSCategory.CONNECTED, "amazon-s3:eu", "/bucket/x.png")),
                        "\"/bucket/x.png\" is in a file system that only a connector node reaches (amazon-s3:eu)."),
                new Case(
                        cell(new FSLocation(FSCategory.MOUNTPOINT, "Team", "/x.png")),
                        "\"/x.png\" cannot be read: The file"))) {
            List<DataCell> paths = new ArrayList<>(good);
            paths.add(one.cell);
            Examples read = read(table(paths.toArray(DataCell[]::new)));
            assertEquals(4, read.data().size());
            String said = String.join(" ", read.warnings());
            says(said, "A row was left out, \"Row4\": it has ");
            says(said, one.said);
        }
    }

    @Test
    void aTableWithoutAnyPictureSaysWhyAndOneRowOfTwoReasonsSaysBoth() throws Exception {
        InvalidInputException e = refused(table(cell(folder.resolve("1.png")), cell(folder.resolve("2.png")), MISSING));
        says(
                e.getMessage() + " " + e.resolution(),
                "None of the pictures can be read.",
                "2 rows were left out, \"Row0\", \"Row1\"",
                folder.resolve("1.png").toString(),
                folder.resolve("2.png").toString(),
                "\"Row2\": it has no path",
                "check where the files are");
    }

    @Test
    void pathsAreTheLastGuessAndOfSeveralTheUserChooses() throws Exception {
        DataColumnSpec number = column("n", DoubleCell.TYPE);
        DataColumnSpec image = ExampleColumns.image();
        ExampleParameters nothing = new ExampleParameters();
        assertEquals(List.of("Path"), nothing.inputs(new DataTableSpec(PATH, CLASS), DATA));
        assertEquals(List.of("n"), nothing.inputs(new DataTableSpec(PATH, number, CLASS), DATA));
        assertEquals(List.of("Image"), nothing.inputs(new DataTableSpec(PATH, number, image, CLASS), DATA));
        DataTableSpec two = new DataTableSpec(PATH, column("other", SimpleFSLocationCellFactory.TYPE), CLASS);
        says(
                assertThrows(InvalidInputException.class, () -> nothing.inputs(two, DATA))
                        .getMessage(),
                "more than one column of paths");
        DataTableSpec texts = new DataTableSpec(column("file", StringCell.TYPE), CLASS);
        says(
                assertThrows(InvalidInputException.class, () -> nothing.inputs(texts, DATA))
                        .resolution(),
                "\"String to Path\"");
        InvalidInputException both = assertThrows(
                InvalidInputException.class, () -> InputColumns.of(two, DATA, List.of("Path", "other"), Fit.STRETCH));
        says(both.getMessage(), "cannot be the inputs of one network together");
    }

    @Test
    void aNetworkThatLearnedFromImagesIsAppliedToPathsAndTheOtherWayRound() throws Exception {
        Path white = file("white.png", 255);
        TrainedInput learned =
                new TrainedInput(InputKind.PICTURES, List.of("Path"), TensorShape.image(1, 1, 2), Fit.STRETCH);
        DataCell image = PNGImageCellFactory.create(Files.readAllBytes(white));
        for (BufferedDataTable table : List.of(
                table(List.of(PATH), new DataCell[] {cell(white)}),
                table(List.of(column("Path", PNGImageCellFactory.TYPE)), new DataCell[] {image}))) {
            InputColumns columns = learned.in(table.getDataTableSpec(), DATA);
            LeftOutRows leftOut = new LeftOutRows();
            List<Optional<float[]>> read = new ArrayList<>();
            table.forEach(row -> read.add(columns.values(row, learned.shape(), leftOut, Progress.NONE)));
            assertArrayEquals(new float[] {1, 1}, read.get(0).orElseThrow(), 1e-6f);
        }
    }

    /** Once for its size, and again for what it shows: that would be twice. */
    @Test
    void aPictureOfAnotherMachineIsFetchedOnce() throws Exception {
        byte[] white = picture("png", 2, 1, 255);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, white, asked));
            thread.setDaemon(true);
            thread.start();
            String url = "http://localhost:" + server.getLocalPort() + "/";
            Examples read = read(table(Stream.of("a", "b", "c", "d")
                    .map(name -> cell(new FSLocation(FSCategory.CUSTOM_URL, "60000", url + name)))
                    .toArray(DataCell[]::new)));
            assertEquals(List.of(), read.warnings());
            assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, read.data().inputs(), 1e-6f);
        }
        assertEquals(
                Stream.of("a", "b", "c", "d")
                        .map(name -> "GET /" + name + " HTTP/1.1")
                        .toList(),
                asked);
    }

    private static void serve(ServerSocket server, byte[] file, List<String> asked) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                asked.add(in.readLine());
                while (!in.readLine().isEmpty()) {
                    // the headers
                }
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + file.length + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(file);
            } catch (IOException e) {
                // the test has closed it
            }
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpAtOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "http://localhost:" + silent.getLocalPort() + "/a.png";
            BufferedDataTable table = table(cell(new FSLocation(FSCategory.CUSTOM_URL, "60000", url)));
            long start = System.nanoTime();
            Progress impatient = new Progress() {
                @Override
                public void report(double fraction, String message) {}

                @Override
                public void checkCanceled() {
                    if (System.nanoTime() - start > 500_000_000) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(
                    CancellationException.class,
                    () -> Examples.forTraining(table, DATA, new ExampleParameters(), impatient));
            assertTrue(System.nanoTime() - start < 5_000_000_000L, "which is less than any time-out");
        }
    }
}
