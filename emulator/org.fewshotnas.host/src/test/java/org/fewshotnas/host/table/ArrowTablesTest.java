package org.fewshotnas.host.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.HostTables;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCellFactory;

class ArrowTablesTest {
    @TempDir
    Path folder;

    private ArrowTables tables;

    @BeforeEach
    void open() {
        tables = new ArrowTables(folder);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private static DataTableSpec everyType() {
        DataColumnSpecCreator number = new DataColumnSpecCreator("accuracy [%]", DoubleCell.TYPE);
        number.setProperties(new DataColumnProperties(Map.of("direction", "maximize", "unit", "%")));
        return new DataTableSpec(
                new DataColumnSpecCreator("name", StringCell.TYPE).createSpec(),
                new DataColumnSpecCreator("count", IntCell.TYPE).createSpec(),
                new DataColumnSpecCreator("big", LongCell.TYPE).createSpec(),
                number.createSpec(),
                new DataColumnSpecCreator("flag", BooleanCell.TYPE).createSpec(),
                new DataColumnSpecCreator("operations", ListCell.getCollectionType(StringCell.TYPE)).createSpec(),
                new DataColumnSpecCreator("adjacency", ListCell.getCollectionType(IntCell.TYPE)).createSpec(),
                new DataColumnSpecCreator("picture", PNGImageCellFactory.TYPE).createSpec(),
                new DataColumnSpecCreator("path", SimpleFSLocationCellFactory.TYPE).createSpec(),
                new DataColumnSpecCreator("paths", ListCell.getCollectionType(SimpleFSLocationCellFactory.TYPE))
                        .createSpec());
    }

    /** In two file systems, one with a specifier and one without. */
    private static DataCell path(int i) {
        FSLocation location = i % 2 == 0
                ? new FSLocation(FSCategory.LOCAL, "/ä b/" + i + ".png")
                : new FSLocation(FSCategory.RELATIVE, "knime.workflow", "data/" + i + ".png");
        return new SimpleFSLocationCellFactory(location).createCell(location);
    }

    private static final List<DataCell> PICTURES =
            IntStream.range(0, 16).mapToObj(ArrowTablesTest::picture).toList();

    private static DataCell picture(int i) {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 1, 0, i);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
            return PNGImageCellFactory.create(out.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static DataRow row(int i) {
        DataCell missing = DataType.getMissingCell();
        if (i % 5 == 4) {
            return new DefaultRow(
                    "row" + i, missing, missing, missing, missing, missing, missing, missing, missing, missing,
                    missing);
        }
        List<StringCell> operations = new ArrayList<>();
        List<DataCell> adjacency = new ArrayList<>();
        for (int k = 0; k < i % 4; k++) {
            operations.add(new StringCell("op" + k + " äöü"));
            adjacency.add(k == 2 ? missing : new IntCell(k * i));
        }
        return new DefaultRow(
                "row" + i,
                new StringCell("n,\"" + i),
                new IntCell(-i),
                new LongCell(1L << 40 | i),
                new DoubleCell(i / 3.0),
                BooleanCell.get(i % 2 == 0),
                CollectionCellFactory.createListCell(operations),
                CollectionCellFactory.createListCell(adjacency),
                PICTURES.get(i % 16),
                path(i),
                CollectionCellFactory.createListCell(i % 3 == 0 ? List.of() : List.of(path(i), missing, path(i + 1))));
    }

    private BufferedDataTable write(int rows) {
        try (ArrowTables.Scope scope = tables.newScope()) {
            BufferedDataContainer container =
                    HostTables.context(new DefaultNodeProgressMonitor(), scope).createDataContainer(everyType());
            for (int i = 0; i < rows; i++) {
                container.addRowToTable(row(i));
            }
            container.close();
            return container.getTable();
        }
    }

    @Test
    void rowsOfEveryTypeComeBackAsTheyWereWritten() {
        BufferedDataTable table = write(10_000);
        assertEquals(10_000, table.size());
        try (CloseableRowIterator rows = table.iterator()) {
            for (int i = 0; i < 10_000; i++) {
                assertEquals(row(i), rows.next());
            }
            assertFalse(rows.hasNext());
        }
    }

    @Test
    void aTableWithoutRowsIsATable() {
        BufferedDataTable table = write(0);
        assertEquals(0, table.size());
        assertFalse(table.iterator().hasNext());
    }

    @Test
    void aTableOfAnEarlierRunIsReadFromItsFile() throws Exception {
        BufferedDataTable table = write(100);
        ArrowTable rows = (ArrowTable) HostTables.rows(table);
        try (ArrowTables later = new ArrowTables(folder.resolve("later"))) {
            ArrowTable again = later.open(rows.file(), table.getDataTableSpec(), 100);
            try (CloseableRowIterator iterator = again.iterator()) {
                assertEquals(row(0), iterator.next());
            }
            assertEquals(
                    "maximize",
                    again.spec().getColumnSpec("accuracy [%]").getProperties().getProperty("direction"));
            assertThrows(IOException.class, () -> later.open(rows.file(), new DataTableSpec(), 100));
            Path cut = Files.write(
                    folder.resolve("cut.arrow"), java.util.Arrays.copyOf(Files.readAllBytes(rows.file()), 2000));
            assertThrows(IOException.class, () -> later.open(cut, table.getDataTableSpec(), 100));
        }
    }

    @Test
    void aTableThatIsNotFinishedLeavesNoFile() throws Exception {
        try (ArrowTables.Scope scope = tables.newScope()) {
            BufferedDataContainer container =
                    HostTables.context(new DefaultNodeProgressMonitor(), scope).createDataContainer(everyType());
            for (int i = 0; i < 5_000; i++) {
                container.addRowToTable(row(i));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void typesThatOnlyKnimeHasAreNamed() {
        DataColumnSpec column = new DataColumnSpecCreator(
                        "nested", ListCell.getCollectionType(ListCell.getCollectionType(IntCell.TYPE)))
                .createSpec();
        try (ArrowTables.Scope scope = tables.newScope()) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> scope.writer(new DataTableSpec(column)));
            assertTrue(e.getMessage().contains("\"nested\""), e.getMessage());
        }
    }

    @Test
    void csvHoldsHeaderKeysAndValuesThatReadBackExactly() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter.write(write(5), out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("RowID,name,count,big,accuracy [%],flag,operations,adjacency,picture,path,paths", lines.get(0));
        assertEquals(
                "row3,\"n,\"\"3\",-3,1099511627779,1.0,false,"
                        + "\"[\"\"op0 äöü\"\",\"\"op1 äöü\"\",\"\"op2 äöü\"\"]\",\"[0,3,null]\",PNG Image 3 x 2 with 70 B,data/3.png,[]",
                lines.get(4));
        assertEquals("row4,,,,,,,,,,", lines.get(5));
    }
}
