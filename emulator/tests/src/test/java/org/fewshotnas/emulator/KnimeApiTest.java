package org.fewshotnas.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTable;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.node.parameters.Widget;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The nodes use only what KNIME has, and the stand-ins have nothing that KNIME lacks. With {@code -Dupdate} the list is made anew before,
 * from {@code knime-api-VERSION.txt.gz} in the folder {@code facts.dir}; what KNIME does not have does not come into it.
 */
class KnimeApiTest {
    private static final Path LIST = Path.of("src/test/resources/org/fewshotnas/emulator/knime-api.txt");
    private static final String VERSION = "5.9";
    private static final String NODE = "org/fewshotnas/knime/MadeUp";

    private static KnimeApi api;
    private static List<ClassFile> nodes;
    private static List<ClassFile> standIns;

    @BeforeAll
    static void read() throws Exception {
        nodes = ClassFiles.beside(Class.forName(
                "org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory",
                false,
                KnimeApiTest.class.getClassLoader()));
        standIns = new ArrayList<>();
        for (Class<?> one : List.of(DataTable.class, Widget.class, FSPath.class)) {
            standIns.addAll(ClassFiles.beside(one));
        }
        if (System.getProperty("update") != null) {
            update();
        }
        try (BufferedReader text = Files.newBufferedReader(LIST)) {
            api = KnimeApi.read(text);
        }
    }

    private static void update() throws IOException {
        Path facts =
                Path.of(System.getProperty("facts.dir", "../../../shared/facts"), "knime-api-" + VERSION + ".txt.gz");
        List<String> lines = new ArrayList<>();
        try (BufferedReader old = Files.newBufferedReader(LIST);
                BufferedReader all = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(facts)), StandardCharsets.UTF_8))) {
            old.mark(1 << 16);
            old.lines().takeWhile(line -> line.startsWith("#")).forEach(lines::add);
            old.reset();
            KnimeApi before = KnimeApi.read(old);
            lines.addAll(ApiUpdate.list(KnimeApi.read(all), before, VERSION, nodes, standIns)
                    .lines());
        }
        Files.writeString(LIST, String.join("\n", lines) + "\n");
    }

    private static void assertNone(List<String> wrong) {
        assertTrue(
                wrong.isEmpty(),
                () -> String.join("\n", wrong) + "\n\nThat is by the list " + LIST
                        + ". What KNIME has and the list has not, -Dupdate adds.");
    }

    @Test
    void theNodesUseOnlyWhatKnimeHas() {
        assertTrue(nodes.size() > 50);
        assertNone(ApiCheck.nodes(api, nodes));
    }

    @Test
    void theStandInsHaveTheShapeOfKnimesOwn() {
        assertTrue(standIns.size() > 150);
        assertNone(ApiCheck.standIns(api, standIns));
    }

    @Test
    void aCallOfWhatKnimeDoesNotHaveIsFound() {
        assertEquals(
                List.of(NODE
                        + " uses org/knime/core/node/NodeLogger.shout(Ljava/lang/String;)V, which KNIME does not have"),
                inCode(code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        "org/knime/core/node/NodeLogger",
                        "shout",
                        "(Ljava/lang/String;)V",
                        false)));
        assertEquals(
                List.of(NODE + " uses org/knime/core/node/Megaphone, which KNIME does not have"),
                inCode(code -> code.visitTypeInsn(Opcodes.NEW, "org/knime/core/node/Megaphone")));
        assertEquals(
                List.of(),
                inCode(code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "org/knime/core/data/DataCell", "hashCode", "()I", false)));
    }

    @Test
    void anAttributeThatKnimeDoesNotHaveIsFoundAndOneThatItNeedsIsMissed() {
        String widget = "org/knime/node/parameters/Widget";
        assertEquals(
                List.of(
                        NODE + " has @" + widget + " with colour, which KNIME does not have",
                        NODE + " has @" + widget + " without title, which KNIME needs"),
                annotated(widget, values -> {
                    values.visit("description", "x");
                    values.visit("colour", "red");
                }));
        String effect = "org/knime/node/parameters/updates/Effect";
        assertEquals(
                List.of(NODE + " uses " + effect + "$EffectType.BLINK, which KNIME does not have"),
                annotated(effect, values -> {
                    values.visit("predicate", Type.getType(Object.class));
                    values.visitEnum("type", "L" + effect + "$EffectType;", "BLINK");
                }));
    }

    @Test
    void aNodeImplementsWhatIsAbstractAndOverridesNothingFinal() {
        List<String> wrong = check(
                NODE,
                "org/knime/core/node/port/AbstractPortObject",
                type -> type.visitMethod(ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null));
        assertTrue(
                wrong.contains(NODE
                        + " does not implement org/knime/core/node/port/PortObject.getSummary()Ljava/lang/String;"),
                wrong::toString);
        assertEquals(
                List.of(
                        NODE
                                + " overrides org/knime/core/data/DataCell.equals(Ljava/lang/Object;)Z, which is final in KNIME"),
                check(
                                NODE,
                                "org/knime/core/data/DataCell",
                                type -> type.visitMethod(ACC_PUBLIC, "equals", "(Ljava/lang/Object;)Z", null, null))
                        .stream()
                        .filter(line -> line.contains("overrides"))
                        .toList());
    }

    @Test
    void aStandInWithMoreThanKnimeHasIsFound() {
        String logger = "org/knime/core/node/NodeLogger";
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, ACC_PUBLIC, logger, null, "java/lang/Object", null);
        type.visitMethod(ACC_PUBLIC, "shout", "(Ljava/lang/String;)V", null, null);
        type.visitMethod(ACC_PUBLIC, "getLogger", "(Ljava/lang/Class;)L" + logger + ";", null, null);
        assertEquals(
                List.of(
                        logger + ".getLogger(Ljava/lang/Class;)L" + logger + ";: not static, unlike KNIME's",
                        logger + ".shout(Ljava/lang/String;)V: KNIME has no such member",
                        logger + ": not final, unlike KNIME's"),
                ApiCheck.standIns(api, List.of(ClassFile.of(type.toByteArray()))));
    }

    @Test
    void whatOneVersionOnlyHasIsNotForNodes() throws IOException {
        KnimeApi one = api("C 49 org/knime/core/node/Horn java/lang/Object\nM 1 blow ()V 5.9\nM 1 stop ()V\n");
        List<String> wrong = ApiCheck.nodes(one, List.of(type(NODE, "java/lang/Object", type -> {
            MethodVisitor code = type.visitMethod(ACC_STATIC, "run", "()V", null, null);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "org/knime/core/node/Horn", "blow", "()V", false);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "org/knime/core/node/Horn", "stop", "()V", false);
        })));
        assertEquals(1, wrong.size());
        assertTrue(wrong.get(0).contains("Horn.blow()V, which is known of KNIME 5.9 only"), wrong::toString);
    }

    @Test
    void theListTakesWhatIsUsedOfTheApiAndNothingThatTheApiLacks() throws IOException {
        KnimeApi whole = api(
                """
                C 33 org/knime/core/node/Brass java/lang/Object
                M 1 blow ()V
                M 1 polish ()V
                C 49 org/knime/core/node/Horn org/knime/core/node/Brass
                M 1 <init> ()V
                C 33 org/knime/core/node/Drum java/lang/Object
                """);
        KnimeApi before = api("""
                C 33 org/knime/core/node/Brass java/lang/Object
                """);
        ClassFile node = type(NODE, "java/lang/Object", type -> {
            MethodVisitor code = type.visitMethod(ACC_STATIC, "run", "()V", null, null);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "org/knime/core/node/Horn", "blow", "()V", false);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "org/knime/core/node/Horn", "muffle", "()V", false);
        });
        assertEquals(
                List.of(
                        "C 33 org/knime/core/node/Brass java/lang/Object",
                        "M 1 blow ()V 5.9",
                        "C 49 org/knime/core/node/Horn org/knime/core/node/Brass 5.9"),
                ApiUpdate.list(whole, before, "5.9", List.of(node), List.of()).lines());
    }

    private static KnimeApi api(String lines) throws IOException {
        return KnimeApi.read(new BufferedReader(new StringReader(lines)));
    }

    private static List<String> inCode(Consumer<MethodVisitor> instructions) {
        return check(NODE, "java/lang/Object", type -> {
            MethodVisitor code = type.visitMethod(ACC_STATIC, "run", "()V", null, null);
            code.visitCode();
            instructions.accept(code);
            code.visitEnd();
        });
    }

    private static List<String> annotated(String annotation, Consumer<AnnotationVisitor> values) {
        return check(
                NODE, "java/lang/Object", type -> values.accept(type.visitAnnotation("L" + annotation + ";", true)));
    }

    private static List<String> check(String name, String parent, Consumer<ClassWriter> content) {
        return ApiCheck.nodes(api, List.of(type(name, parent, content)));
    }

    private static ClassFile type(String name, String parent, Consumer<ClassWriter> content) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, ACC_PUBLIC, name, null, parent, null);
        content.accept(type);
        return ClassFile.of(type.toByteArray());
    }
}
