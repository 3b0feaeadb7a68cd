package org.fewshotnas.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymousTest {
    private final Anonymous anonymous = new Anonymous(Path.of("/data/projects/flow"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            textBlock =
                    """
            The file /srv/home/anna/table.csv is not there. = The file …/table.csv is not there.
            "/srv/a b.csv" = "…/a b.csv"
            C:\\Users\\anna\\table.csv = …/table.csv
            file:/srv/anna/x.json = …/x.json
            Written to "/srv/out/nets": a.onnx. = Written to "…/nets": a.onnx.
            See https://arxiv.org/abs/2311.18451 for it. = See https://arxiv.org/abs/2311.18451 for it.
            1/2 and a/b = 1/2 and a/b
            """)
    void foldersAreLeftOut(String text, String without) {
        assertEquals(without, anonymous.text(text));
    }

    @Test
    void theFoldersOfTheWorkflowAndOfTheUserAreLeftOutWhateverTheyAreCalled() {
        assertEquals("…/flow/a.csv", anonymous.text("/data/projects/flow/a.csv"));
        String home = System.getProperty("user.home");
        assertEquals("…/a.csv", anonymous.text(home + "/a.csv").replace("……", "…"));
    }

    @Test
    void textsAnywhereInDataAreWithoutThemAndPicturesStayAsTheyAre() {
        String data = "{\"a\":[\"/srv/x/y.csv\",1,null,true],\"b\":{\"c\":\"data:image/png;base64,AA/BB/CC==\"}}";
        assertEquals(
                "{\"a\":[\"…/y.csv\",1,null,true],\"b\":{\"c\":\"data:image/png;base64,AA/BB/CC==\"}}",
                anonymous.in(JsonParser.parseString(data)).toString());
    }
}
