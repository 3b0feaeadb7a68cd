package org.fewshotnas.host.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymousTest {
    private final Anonymous anonymous = new Anonymous(
            Path.of("/data/projects/flow"), List.of("/mnt/o'neil, and co/pic:s/x.csv", "plain", "a/b.csv"));

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
            1/2 and 3/4 of it = 1/2 and 3/4 of it
            Read https://jane:s3cret@example.org/a.csv now. = Read https://example.org/a.csv now.
            There is no file "/home/jane doe/private, pics/x.csv". = There is no file "…/x.csv".
            There is no file "C:\\Users\\Jane Doe\\x.csv" = There is no file "…/x.csv"
            There is no file "knime://knime.workflow/C:/Users/Jane Doe/x.csv" = There is no file "…/x.csv"
            See ../../jane/secret.csv and ~jane/x.csv = See …/secret.csv and …/x.csv
            The file /mnt/o'neil, and co/pic:s/x.csv, and a/b.csv = The file …/x.csv, and …/b.csv
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
    void namesStayAsTheyAreUnlessTheyAreKnown() {
        String data =
                "{\"headline\":\"Class /srv/x/y against ~anna/z\",\"notes\":[\"/srv/x/y\"],\"title\":\"a/b.csv\"}";
        assertEquals(
                "{\"headline\":\"Class /srv/x/y against ~anna/z\",\"notes\":[\"…/y\"],\"title\":\"…/b.csv\"}",
                anonymous.in(JsonParser.parseString(data)).toString());
    }

    @Test
    void textsAnywhereInDataAreWithoutThemAndPicturesStayAsTheyAre() {
        String data = "{\"notes\":[\"/srv/x/y.csv\",1,null,true],\"b\":{\"c\":\"data:image/png;base64,AA/BB/CC==\"}}";
        assertEquals(
                "{\"notes\":[\"…/y.csv\",1,null,true],\"b\":{\"c\":\"data:image/png;base64,AA/BB/CC==\"}}",
                anonymous.in(JsonParser.parseString(data)).toString());
    }
}
