package org.knime.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Which cells fit which columns. */
class DataTypeTest {
    private static final List<DataType> ALL = List.of(
            StringCell.TYPE,
            DoubleCell.TYPE,
            IntCell.TYPE,
            LongCell.TYPE,
            BooleanCell.TYPE,
            ListCell.getCollectionType(StringCell.TYPE),
            ListCell.getCollectionType(ListCell.getCollectionType(IntCell.TYPE)));

    @Test
    void wholeNumbersFitFloatingPointColumnsButNotTheOtherWayRound() {
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(LongCell.TYPE));
        assertTrue(LongCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertFalse(IntCell.TYPE.isASuperTypeOf(DoubleCell.TYPE));
        assertFalse(StringCell.TYPE.isASuperTypeOf(DoubleCell.TYPE));
        assertEquals(DoubleCell.TYPE, DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE));
    }

    @Test
    void missingCellsFitEverywhereAndAreEqual() {
        DataCell missing = DataType.getMissingCell();
        ALL.forEach(t -> assertTrue(t.isASuperTypeOf(missing.getType())));
        assertEquals(missing, DataType.getMissingCell());
        assertTrue(missing.isMissing());
        assertEquals(IntCell.TYPE, DataType.getCommonSuperType(missing.getType(), IntCell.TYPE));
    }

    @Test
    void unlikeTypesHaveACommonTypeThatIsNotNative() {
        DataType common = DataType.getCommonSuperType(StringCell.TYPE, DoubleCell.TYPE);
        assertEquals(null, common.getCellClass());
        assertTrue(common.isASuperTypeOf(StringCell.TYPE));
        assertTrue(common.isASuperTypeOf(DoubleCell.TYPE));
    }

    @Test
    void thePreferredWayToReadAColumnIsItsFirst() {
        assertSame(StringValue.class, StringCell.TYPE.getPreferredValueClass());
        assertSame(DoubleValue.class, DoubleCell.TYPE.getPreferredValueClass());
        assertSame(IntValue.class, IntCell.TYPE.getPreferredValueClass());
        assertSame(LongValue.class, LongCell.TYPE.getPreferredValueClass());
        assertSame(BooleanValue.class, BooleanCell.TYPE.getPreferredValueClass());
    }

    @Test
    void listsKnowTheTypeOfTheirElements() {
        ListCell list = CollectionCellFactory.createListCell(
                List.of(new IntCell(1), DataType.getMissingCell(), new DoubleCell(2)));
        assertEquals(DoubleCell.TYPE, list.getElementType());
        assertEquals(ListCell.getCollectionType(DoubleCell.TYPE), list.getType());
        assertTrue(list.getType().isCompatible(CollectionDataValue.class));
        assertFalse(ListCell.getCollectionType(IntCell.TYPE).isASuperTypeOf(list.getType()));
        assertTrue(
                ListCell.getCollectionType(DoubleCell.TYPE).isASuperTypeOf(ListCell.getCollectionType(IntCell.TYPE)));
        assertNotEquals(ListCell.getCollectionType(IntCell.TYPE), ListCell.getCollectionType(DoubleCell.TYPE));
        ListCell empty = CollectionCellFactory.createListCell(List.of());
        assertTrue(ListCell.getCollectionType(IntCell.TYPE).isASuperTypeOf(empty.getType()));
        assertThrows(IllegalArgumentException.class, () -> DataType.getType(ListCell.class));
    }

    @Test
    void typesComeBackAsTheyWent() throws InvalidSettingsException {
        for (DataType type : ALL) {
            NodeSettings settings = new NodeSettings("type");
            type.save(settings);
            assertEquals(type, DataType.load(settings));
        }
        DataType mixed = DataType.getCommonSuperType(StringCell.TYPE, BooleanCell.TYPE);
        NodeSettings settings = new NodeSettings("type");
        mixed.save(settings);
        assertEquals(mixed, DataType.load(settings));
    }

    @Test
    void aFileDoesNotMakeAClassLoad() {
        NodeSettings settings = new NodeSettings("type");
        settings.addString("cell_class", "java.lang.Runtime");
        assertThrows(InvalidSettingsException.class, () -> DataType.load(settings));
    }
}
