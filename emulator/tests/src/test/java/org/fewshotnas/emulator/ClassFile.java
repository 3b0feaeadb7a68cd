package org.fewshotnas.emulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;

/**
 * A compiled class: its shape, and all that it refers to.
 *
 * @param types the classes that it names, in code, descriptors and generic signatures
 * @param uses the members of other classes that its code uses
 * @param annotations what stands on the class and its members
 */
record ClassFile(ApiType shape, Set<String> types, Set<Use> uses, List<AnnotationUse> annotations) {

    /** A member as code names it: where the compiler found it, which may be below where it is declared. */
    record Use(String owner, Member member) {}

    /**
     * An annotation with the names of the attributes that are given.
     *
     * @param atRunTime whether it can be seen by reflection
     * @param constants enum constants among the values
     */
    record AnnotationUse(String type, boolean atRunTime, Set<String> attributes, Set<Use> constants) {}

    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L((?:\\w+/)+[\\w$]+)[;<]");

    String name() {
        return shape.name();
    }

    static ClassFile of(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ShapeVisitor shape = new ShapeVisitor();
        reader.accept(shape, ClassReader.SKIP_CODE);
        ApiType type = new ApiType(
                reader.getClassName(),
                shape.access(),
                Optional.ofNullable(reader.getSuperName()),
                List.of(reader.getInterfaces()),
                Optional.empty(),
                shape.members());
        Set<String> types = new LinkedHashSet<>();
        Set<Use> uses = new LinkedHashSet<>();
        readConstants(reader, types, uses);
        return new ClassFile(type, types, uses, shape.annotations());
    }

    // All that code refers to stands in the pool of constants (chapter 4.4 of the JVM's specification): one pass finds
    // it, lambdas and all.
    private static void readConstants(ClassReader reader, Set<String> types, Set<Use> uses) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item == 0) {
                continue; // the second half of a long or double
            }
            int tag = reader.readByte(item - 1);
            switch (tag) {
                case 1 -> { // text: descriptors and signatures among others
                    Matcher matcher = IN_DESCRIPTOR.matcher(text(reader, item));
                    while (matcher.find()) {
                        types.add(matcher.group(1));
                    }
                }
                case 7 -> types.add(element(reader.readUTF8(item, buffer)));
                case 9, 10, 11 -> { // field, method, method of an interface
                    String owner = reader.readClass(item, buffer);
                    int pair = reader.getItem(reader.readUnsignedShort(item + 2));
                    Member member = new Member(
                            tag == 9 ? 'F' : 'M', reader.readUTF8(pair, buffer), reader.readUTF8(pair + 2, buffer));
                    if (!owner.startsWith("[")) { // what arrays have is Java's own
                        uses.add(new Use(owner, member));
                    }
                }
                default -> {}
            }
        }
    }

    private static String text(ClassReader reader, int item) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reader.readUnsignedShort(item); i++) {
            text.append((char) reader.readByte(item + 2 + i)); // descriptors are ASCII here
        }
        return text.toString();
    }

    private static String element(String name) {
        return name.startsWith("[") ? name.replaceAll("^\\[+L?|;$", "") : name;
    }
}
