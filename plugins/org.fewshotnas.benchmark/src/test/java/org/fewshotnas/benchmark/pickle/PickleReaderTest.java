package org.fewshotnas.benchmark.pickle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fewshotnas.benchmark.Python;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PickleReaderTest {
    private static final PickleLimits SMALL = new PickleLimits(1_000_000, 10_000, 100, 1_000_000, 8_000_000);

    @TempDir
    Path folder;

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer b) {
                out.write(b);
            } else if (part instanceof byte[] array) {
                out.writeBytes(array);
            } else {
                out.writeBytes(((String) part).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static Object read(byte[] pickle) throws IOException {
        return new PickleReader(new ByteArrayInputStream(pickle), SMALL).read(PickleListener.KEEP);
    }

    private static void assertRefused(byte[] pickle, String... parts) {
        PickleException refusal = assertThrows(PickleException.class, () -> read(pickle));
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
        }
    }

    @Test
    void whatPythonWritesInAnyProtocolIsReadAsItWasMeant() throws Exception {
        List<String> lines = Python.run("write_pickles.py", "numpy", folder);
        assertEquals(48, lines.size());
        for (String line : lines) {
            String[] parts = line.split("\t", 2);
            Object value = read(Files.readAllBytes(folder.resolve(parts[0])));
            // numpy's texts of bytes are texts here.
            String wanted = Described.ofPython(parts[1]).replace("[b6162,b63]", "['ab','c']");
            assertEquals(wanted, Described.of(value), parts[0]);
        }
    }

    @Test
    void aNameThatIsNotDataStopsReadingWithItsPlace() {
        assertRefused(bytes("cos\nsystem\n(S'true'\ntR."), "at byte 0", "os.system", "nothing of it was run");
        assertRefused(bytes(0x80, 4, 0x8c, 8, "builtins", 0x8c, 4, "eval", 0x93, "."), "at byte 18", "builtins.eval");
        assertRefused(bytes(0x80, 2, "c__builtin__\ngetattr\n."), "at byte 2", "__builtin__.getattr");
        assertRefused(bytes("(i__main__\nThing\n."), "at byte 1", "class");
        assertRefused(bytes("(cnumpy\nndarray\no."), "class");
        assertRefused(bytes(0x80, 2, 0x82, 1, "."), "extension");
        assertRefused(bytes(0x80, 5, 0x97, "."), "outside of the file");
        assertRefused(bytes("Psecret\n."), "outside object");
        assertRefused(
                bytes("cnumpy.core.multiarray\n_reconstruct\n(ccollections\nOrderedDict\n(I0\ntS'b'\ntR."),
                "do not make plain data");
        assertRefused(bytes("c_codecs\nencode\n(S'x'\nS'rot13'\ntR."), "do not make plain data");
        assertRefused(bytes("cnumpy\ndtype\n(S'O8'\nI0\nI1\ntR."), "\"O8\"");
        assertRefused(
                bytes("ccopy_reg\n_reconstructor\n(c__builtin__\nobject\nc__builtin__\nobject\nNtR."), "plain data");
        assertRefused(bytes("K\001)R."), "not a name");
    }

    @Test
    void whatIsNoPickleIsRefused() {
        assertRefused(bytes(), "at byte 0", "truncated");
        assertRefused(bytes(0x80, 9, "N."), "protocol is 9", "highest that is known is 5");
        assertRefused(bytes(0x80, 4, 0xff), "at byte 2", "0xff");
        assertRefused(bytes(0x80, 4, "K"), "at byte 3", "truncated");
        assertRefused(bytes(0x80, 4, "]"), "at byte 3", "truncated");
        assertRefused(bytes("."), "0 values");
        assertRefused(bytes("NN."), "2 values");
        assertRefused(bytes("(N."), "1 values");
        assertRefused(bytes("NK\001K\002s."), "no dictionary");
        assertRefused(bytes("NK\001a."), "no list");
        assertRefused(bytes("}(K\001u."), "no dictionary");
        assertRefused(bytes("(K\001d."), "without a value");
        assertRefused(bytes("u."), "not opened");
        assertRefused(bytes("0."), "more values than there are");
        assertRefused(bytes("h\007."), "memo entry 7");
        assertRefused(bytes("K\001K\002", 0x93, "."), "not made of texts");
        assertRefused(bytes("X", 1, 0, 0, 0, 0xff, "."), "not UTF-8");
        assertRefused(bytes("Iabc\n."), "digits");
        assertRefused(bytes("Fabc\n."), "digits");
        assertRefused(bytes("S'abc\n."), "quotes");
        assertRefused(bytes("S'\\q'\n."), "escape");
        assertRefused(bytes("V\\u00g0\n."), "escape");
        assertRefused(bytes("gx\n."), "memo");
    }

    @Test
    void whatAsksForTooMuchIsRefusedBeforeItIsGiven() {
        assertRefused(bytes(0x80, 4, 0x8e, 0, 0, 0, 0, 0, 0, 0, 0x40, "."), "is announced", "limit");
        assertRefused(bytes("B", 0xff, 0xff, 0xff, 0xff, "."), "limit");
        assertRefused(bytes("B", 0, 0, 1, 0, "x"), "truncated");
        assertRefused(bytes("T", 0xff, 0xff, 0xff, 0xff, "."), "limit");
        assertRefused(bytes(0x8b, 0xff, 0xff, 0xff, 0x7f, "."), "limit");
        assertRefused(bytes(0x8b, 0, 8, 0, 0, new byte[2048], "."), "a number has 2048 bytes");
        assertRefused(bytes("I" + "9".repeat(2000) + "\n."), "a number has 2000 bytes");
        assertRefused(bytes("N" + "r\0\0\0\1" + "."), "memo entry 16777216");
        assertRefused(bytes("(".repeat(200), "."), "nested deeper");
        assertRefused(bytes("N" + "2".repeat(990_000), "."), "memory");
        assertRefused(bytes(("]" + "\u0094").repeat(20_000), "."), "memo entry 10000");
        assertRefused(bytes("N" + "20".repeat(600_000) + "."), "1000000 instructions");
        // A list doubled again and again takes no room at all: it refers to itself.
        StringBuilder laughs = new StringBuilder("]q\0");
        for (int i = 0; i < 60; i++) {
            laughs.append("](h")
                    .append((char) i)
                    .append("h")
                    .append((char) i)
                    .append("eq")
                    .append((char) (i + 1));
        }
        assertRefused(bytes(laughs + "."), "61 values");
    }

    @Test
    void selfReferencesAndDeepNestingWithoutBracketsAreHarmless() throws Exception {
        PickleList self = (PickleList) read(bytes("]q\0h\0a."));
        assertEquals(self, self.get(0));
        PickleDict dict = (PickleDict) read(bytes("}q\0K\001h\0s."));
        assertEquals(dict, dict.get(1L));
        Object nested = read(bytes("]".repeat(50_000), "a".repeat(49_999), "."));
        assertEquals(1, ((PickleList) nested).size());
    }

    @Test
    void aListenerMayKeepLess() throws Exception {
        byte[] pickle = bytes("}(V", "keep\n}(K\001K\002K\003K\004uV", "drop\n}(K\001K\002u", "u.");
        PickleListener one = (owner, dict, stack, from, to) -> {
            for (int i = from; i < to; i += 2) {
                if (!"drop".equals(stack[i]) && !Long.valueOf(3).equals(stack[i])) {
                    dict.put(stack[i], stack[i + 1]);
                }
            }
        };
        PickleDict root = (PickleDict) new PickleReader(new ByteArrayInputStream(pickle), SMALL).read(one);
        assertEquals("{'keep':{1:2}}", Described.of(root));
        assertNull(root.get("drop"));
    }

    @Test
    void severalPicklesStandBehindEachOther() throws Exception {
        PickleReader reader = new PickleReader(new ByteArrayInputStream(bytes("K\001.K\002.xyz")), SMALL);
        assertEquals(1L, reader.read(PickleListener.KEEP));
        assertEquals(2L, reader.read(PickleListener.KEEP));
        assertEquals(6, reader.offset());
        TorchStorage storage = new TorchStorage(TorchType.ByteStorage, "0", 3);
        reader.readStorage(storage);
        assertEquals("xyz", new String(storage.bytes(), StandardCharsets.US_ASCII));
        assertTrue(reader.atEnd());
    }

    @Test
    void theObjectOfNasBench101IsItsFields() throws Exception {
        PickleDict state = (PickleDict) read(bytes("cnasbench.api\nNASBench\n)", 0x81, "}V", "a\nK\001sb."));
        assertEquals("{'a':1}", Described.of(state));
        state = (PickleDict) read(
                bytes("ccopy_reg\n_reconstructor\n(cnasbench.api\nNASBench\nc__builtin__\nobject\nNtR(dVa\nI1\nsb."));
        assertEquals("{'a':1}", Described.of(state));
    }

    @Test
    void tensorsLieWithinTheirStorage() throws Exception {
        String storage = "(V" + "storage\nctorch\nFloatStorage\nV0\nVcpu\nI%d\ntQ";
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n(" + storage
                + "I%d\n(I2\nI3\nt(I%d\nI1\ntI00\nccollections\nOrderedDict\n)RtR.";
        TorchTensor value = (TorchTensor) read(bytes(String.format(Locale.ROOT, tensor, 7, 1, 3)));
        assertEquals(6, value.size());
        assertRefused(bytes(String.format(Locale.ROOT, tensor, 6, 1, 3)), "do not make plain data");
        assertRefused(bytes(String.format(Locale.ROOT, tensor, 7, 1, 2_000_000_000)), "do not make plain data");
        assertRefused(bytes(String.format(Locale.ROOT, tensor, 7, -1, 3)), "do not make plain data");
        assertRefused(bytes(String.format(Locale.ROOT, tensor, 2_000_000_000, 1, 3)), "outside object");
    }
}
