package org.fewshotnas.host.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.option.Options.Assignment;
import org.fewshotnas.host.option.Options.SettingAssignment;
import org.fewshotnas.host.option.Options.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionParserTest {

    @Test
    void everyOptionOfTheBatchApplicationIsUnderstood(@TempDir Path folder) throws Exception {
        Options options = OptionParser.parse(
                "-workflowDir=" + folder,
                "-destDir=" + folder.resolve("out"),
                "-export=" + folder.resolve("ports"),
                "-report=" + folder.resolve("report.html"),
                "-reset",
                "-failonloaderror",
                "-workflow.variable=seed,42,int",
                "-option=3,shots,5,int",
                "-option=4,file/path/path,a.csv,String");
        assertEquals(folder, options.workflow());
        assertEquals(folder.resolve("out"), options.destination().orElseThrow());
        assertEquals(folder.resolve("ports"), options.export().orElseThrow());
        assertEquals(folder.resolve("report.html"), options.report().orElseThrow());
        assertTrue(options.reset() && options.failOnLoadError() && options.save());
        assertFalse(options.archive() || options.destinationArchive());
        assertEquals(List.of(new Assignment("seed", "42", ValueType.INT)), options.variables());
        assertEquals(
                List.of(
                        new SettingAssignment(3, "shots", "5", ValueType.INT),
                        new SettingAssignment(4, "file/path/path", "a.csv", ValueType.STRING)),
                options.settings());
    }

    @Test
    void aVariableMayHoldCommasAndQuotesAroundItsParts() throws Exception {
        assertEquals(new Assignment("files", "a.csv,b.csv", ValueType.STRING), variable("files,a.csv,b.csv,String"));
        assertEquals(new Assignment("name", " x, y ", ValueType.STRING), variable("\"name\",\" x, y \",\"String\""));
        assertEquals(new Assignment("rate", "1e-3", ValueType.DOUBLE), variable("rate,1e-3,double"));
        assertEquals(new Assignment("empty", "", ValueType.STRING), variable("empty,,String"));
    }

    private static Assignment variable(String text) throws HostException {
        return OptionParser.parse("-workflowDir=x", "-workflow.variable=" + text)
                .variables()
                .get(0);
    }

    @Test
    void optionsOfKnimesLauncherAreAcceptedAndIgnored() throws Exception {
        Options options = OptionParser.parse(
                "-nosplash",
                "-consoleLog",
                "-application",
                "org.knime.product.KNIME_BATCH_APPLICATION",
                "-data",
                "/tmp/w",
                "-workflowDir=x",
                "-vmargs",
                "-Xmx8g",
                "anything");
        assertEquals(Path.of("x"), options.workflow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-unknown",
                "-workflowDirectory=x",
                "workflowDir=x",
                "-reset=true",
                "-nosave=1",
                "-export=",
                "-report=",
                "-workflow.variable=seed,42",
                "-workflow.variable=seed,4.2,int",
                "-workflow.variable=,1,int",
                "-workflow.variable=flag,yes,boolean",
                "-workflow.variable=x,1,decimal",
                "-option=3,shots,int",
                "-option=three,shots,5,int",
                "-option=3,shots,five,int",
                "-workflowFile=y.knwf",
                "-workflowDir=again",
                "-destDir"
            })
    void whatCannotBeUsedIsABadOption(String argument) {
        HostException e = assertThrows(HostException.class, () -> OptionParser.parse("-workflowDir=x", argument));
        assertEquals(ExitCode.BAD_OPTION, e.exitCode());
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }

    @Test
    void aRunNeedsAWorkflow() {
        assertEquals(
                ExitCode.BAD_OPTION,
                assertThrows(HostException.class, OptionParser::parse).exitCode());
    }

    @Test
    void helpNeedsNoWorkflow() throws Exception {
        assertTrue(OptionParser.parse("--help").help());
    }

    @Test
    void aDestinationIsReplacedOnlyIfItIsAWorkflow(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("precious.txt"), "x");
        assertThrows(HostException.class, () -> OptionParser.parse("-workflowDir=x", "-destDir=" + folder));
        Files.writeString(folder.resolve("workflow.knime"), "x");
        assertEquals(
                folder,
                OptionParser.parse("-workflowDir=x", "-destDir=" + folder)
                        .destination()
                        .orElseThrow());
    }
}
