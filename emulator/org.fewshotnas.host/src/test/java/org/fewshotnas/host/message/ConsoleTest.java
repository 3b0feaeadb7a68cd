package org.fewshotnas.host.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a run shows where there is no terminal. */
class ConsoleTest {
    @Test
    void aNodeThatSaysNothingOfItselfIsShownOnceAndOneThatDoesWhenItSaysSomethingNew() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Console.Status[] status = {new Console.Status(OptionalDouble.empty(), Optional.empty())};
        try (Console console = new Console(out, out, false, 80)) {
            console.began("Sum (#2)", () -> status[0]);
            console.tick();
            console.tick();
            status[0] = new Console.Status(OptionalDouble.of(.5), Optional.of("adding"));
            console.tick();
            console.tick();
            console.ended("Sum (#2)");
            console.tick();
        }
        assertEquals("  Sum (#2): executing\n  Sum (#2): 50 %, adding\n", bytes.toString(StandardCharsets.UTF_8));
    }
}
