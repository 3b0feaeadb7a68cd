package org.fewshotnas.view.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/** The page's scripts do with the records what they should. */
class ScriptsTest {
    private Context context;
    private ScriptableObject scope;

    @BeforeEach
    void enter() {
        context = Context.enter();
        context.setInterpretedMode(true);
        context.setLanguageVersion(Context.VERSION_ES6);
        scope = Scripts.scope(context);
    }

    @AfterEach
    void exit() {
        context.close();
    }

    private String run(String script) {
        return Context.toString(context.evaluateString(scope, script, "test", 1, null));
    }

    private void give(View view) {
        ScriptableObject.putProperty(scope, "view", Scripts.parsed(context, scope, view.json()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 | 0
            1.69444 | 1.694
            -0.5 | −0.5
            1234567.8 | 1,234,568
            0.000123467 | 0.0001235
            1e-9 | 1.00e-9
            100 | 100
            NaN | –
            null | –
            """)
    void numbersAreWrittenAsPeopleReadThem(String number, String text) {
        assertEquals(text, run("number(" + number + ")"));
    }

    @Test
    void everyPointOfARecordIsDrawnOnce() {
        Random random = new Random(1);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            points.add(Point.of(i, i % 10 == 0 ? Double.NaN : random.nextGaussian())
                    .within(-1, 1));
        }
        give(View.of("")
                .add(Chart.of("C", Axis.of("x"), Axis.of("y"), List.of(Series.of("s", Series.Style.POINTS, points))))
                .build());
        assertEquals("450", run("chartOption(view.panels[0], false).series[0].data.length"), "NaN is left out");
        assertEquals("500", run("chartOption(view.panels[0], false).series[1].data.length"), "error bars");
        assertEquals("slider", run("chartOption(view.panels[0], false).dataZoom[0].type"), "many can be zoomed");
    }

    @Test
    void figuresOnEveryColourOfAHeatMapCanBeRead() {
        String least = run(
                """
                var least = 21;
                [{ low: -1, high: 1, diverging: true }, { low: 0, high: 7, diverging: false }].forEach(function (panel) {
                  for (var i = 0; i <= 400; i++) {
                    var look = fieldColor(panel, panel.low + (panel.high - panel.low) * i / 400);
                    var a = luminance(look.fill), b = luminance(look.text);
                    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
                  }
                });
                least
                """);
        assertTrue(Double.parseDouble(least) >= 4.5, "contrast " + least);
    }

    @Test
    void operationsAreToldApartFromTheirBackground() {
        String least = run(
                """
                var least = 21;
                Object.keys(LOOKS).forEach(function (name) {
                  var a = luminance(LOOKS[name].fill), b = luminance(LOOKS[name].text);
                  least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
                });
                least
                """);
        assertTrue(Double.parseDouble(least) >= 4.5, "contrast " + least);
    }

    private String svg(Architecture architecture) {
        View.Builder view = View.of("");
        view.cell(architecture);
        give(view.build());
        return run("cellSvg(view.cells[0])");
    }

    @Test
    void aCellShowsEveryOperationAndWhatIsDead() {
        Architecture cell = Architecture.parse(
                NasBench201.INSTANCE, "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|");
        String svg = svg(cell);
        assertEquals(cell.cell().nodeCount(), svg.split("<rect ").length - 1, svg);
        for (String name : List.of("3×3 conv", "none", "skip", "avg pool", "Input", "Output")) {
            assertTrue(svg.contains(">" + name + "<"), name + " is not in " + svg);
        }
        assertFalse(svg.contains("No path"), svg);
        assertEquals("true,true,false,true,false,false,true,true", run("liveNodes(view.cells[0]).join()"));
        String dead = svg(Architecture.parse(
                NasBench201.INSTANCE, "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|avg_pool_3x3~2|"));
        assertTrue(dead.contains("No path leads from the input to the output."), dead);
    }

    @Test
    void nodesDoNotOverlap() {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            Architecture cell = i % 2 == 0
                    ? Architecture.of(NasBench101.INSTANCE, NasBench101.INSTANCE.sample(random))
                    : Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(random));
            View.Builder view = View.of("");
            view.cell(cell);
            give(view.build());
            assertEquals(
                    "",
                    run(
                            """
                            var drawn = places(view.cells[0]).items, wrong = "";
                            for (var i = 0; i < drawn.length; i++) {
                              for (var j = 0; j < i; j++) {
                                var a = drawn[i], b = drawn[j];
                                var room = (a.bend ? NODE.bend : NODE.width) / 2 + (b.bend ? NODE.bend : NODE.width) / 2;
                                if (Math.abs(a.y - b.y) < NODE.height && Math.abs(a.x - b.x) < room) { wrong += i + " " + j + ";"; }
                              }
                            }
                            wrong
                            """),
                    cell.text());
        }
    }
}
