package org.fewshotnas.network.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class PyTorchCellTest {
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])(?:self\\.)?(cell_\\w+|input)\\b");

    private static int count(String code, String part) {
        return code.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void everyLiveOperationIsThere() {
        String text = "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|";
        String code = PyTorchCell.write(Architecture.parse(NasBench201.INSTANCE, text));
        assertTrue(code.startsWith("# A cell of NAS-Bench-201: " + text + "\n"), code);
        assertEquals(1, count(code, "nn.Conv2d(16, 16, 3, padding=1, bias=False)"));
        assertEquals(1, count(code, "nn.Conv2d(16, 16, 1, bias=False)"));
        assertEquals(2, count(code, "nn.BatchNorm2d(16)"));
        assertEquals(1, count(code, "functional.avg_pool2d("));
        assertEquals(1, count(code, " + "), "one tensor is a sum");
        assertTrue(code.endsWith("\n"));
    }

    @Test
    void aCellOfZerosGivesZerosOfAnySize() {
        String none = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        String code = PyTorchCell.write(Architecture.parse(NasBench201.INSTANCE, none));
        assertTrue(code.contains("input.new_zeros((len(input), 16, *input.shape[2:]))"), code);
        assertFalse(code.contains("nn.Conv"));
    }

    @Test
    void cellsOfSpeechReadSeries() {
        SearchSpace speech = SearchSpaces.ofName("NAS-Bench-ASR");
        String code = PyTorchCell.write(Architecture.parse(speech, "[[2, 1], [0, 1, 0], [3, 1, 1, 1]]"));
        assertTrue(code.contains("nn.Conv1d(") && !code.contains("Conv2d"), code);
        assertTrue(code.contains("class ChannelNorm(nn.LayerNorm):"), code);
    }

    @Test
    void inCellsOfAllSpacesNothingIsReadBeforeItIsMade() {
        Random random = new Random(1);
        for (SearchSpace space : SearchSpaces.all()) {
            for (int i = 0; i < 20; i++) {
                String code = PyTorchCell.write(Architecture.of(space, space.sample(random)));
                Set<String> modules = new HashSet<>();
                Set<String> variables = new HashSet<>(Set.of("input"));
                String forward = code.substring(code.lastIndexOf("    def forward"));
                code.substring(code.indexOf("class Cell"), code.lastIndexOf("    def forward"))
                        .lines()
                        .filter(line -> line.startsWith("        self."))
                        .forEach(line -> assertTrue(modules.add(line.trim().split(" ")[0]), line));
                List<String> lines = forward.lines().skip(1).toList();
                for (String line : lines) {
                    String right = line.contains("return ") ? line.trim().substring(7) : line.split(" = ", 2)[1];
                    Matcher names = NAME.matcher(right);
                    while (names.find()) {
                        boolean isModule = names.group().startsWith("self.");
                        assertTrue((isModule ? modules : variables).contains(names.group()), line + "\n" + code);
                    }
                    if (!line.contains("return ")) {
                        variables.add(line.trim().split(" = ")[0]);
                    }
                }
                assertTrue(lines.get(lines.size() - 1).startsWith("        return "), code);
            }
        }
    }
}
