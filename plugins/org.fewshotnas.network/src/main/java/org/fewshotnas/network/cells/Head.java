package org.fewshotnas.network.cells;

/** What a network says in the end. */
public sealed interface Head {
    /** How many numbers it says of an example, or in a field at every place of it. */
    int outputs();

    /** One score a class, from the mean of the last features. */
    record Classes(int outputs) implements Head {}

    /** Numbers, from the mean of the last features. */
    record Values(int outputs) implements Head {}

    /** Numbers at every place of the input; see {@link MacroArchitecture#stride()}. */
    record Field(int outputs) implements Head {}
}
