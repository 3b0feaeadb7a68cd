package org.fewshotnas.emulator;

/**
 * A field or method, by what the JVM links it with.
 *
 * @param kind 'F' for a field, 'M' for a method
 */
record Member(char kind, String name, String descriptor) {
    /** Whether it is made by {@code new} and never inherited. */
    boolean isConstructor() {
        return name.equals("<init>");
    }

    @Override
    public String toString() {
        return kind == 'F' ? name : name + descriptor;
    }
}
