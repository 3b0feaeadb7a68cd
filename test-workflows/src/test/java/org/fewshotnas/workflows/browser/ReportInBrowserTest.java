package org.fewshotnas.workflows.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.fewshotnas.host.Main;
import org.fewshotnas.host.report.Report;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Pictures;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.Stages;
import org.fewshotnas.view.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.HostNode;
import org.knime.node.HostView;

/** Reports as people open them: in a browser, from disk. Screenshots are kept under {@code target/screenshots}. */
class ReportInBrowserTest {
    private static final String READY = "document.body && document.body.dataset.ready === 'true'";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final int WIDE = 1_200;
    private static final int NARROW = 380;

    /** Least contrast of any text with what is behind it; charts are on white. */
    private static final String LEAST_CONTRAST =
            """
            (() => {
              const rgb = (text) => { const m = /rgba?\\(([^)]+)\\)/.exec(text); return m ? m[1].split(",").map(Number) : null; };
              const light = (c) => { const l = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
                return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
              const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              const least = { value: 21, text: "" };
              const behind = (e) => { for (; e; e = e.parentElement || (e.getRootNode() && e.getRootNode().host)) {
                const c = rgb(getComputedStyle(e).backgroundColor); if (c && (c.length < 4 || c[3] > 0)) return c; } return [255, 255, 255]; };
              const look = (root) => root.querySelectorAll("*").forEach((e) => {
                if (e.shadowRoot) look(e.shadowRoot);
                if (e.ownerSVGElement || e.tagName === "STYLE" || e.tagName === "SCRIPT") return;
                if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) return;
                const value = contrast(light(rgb(getComputedStyle(e).color)), light(behind(e)));
                if (value < least.value) { least.value = value; least.text = e.textContent.trim().substring(0, 60); }
              });
              look(document);
              return least.value.toFixed(2) + " of " + least.text;
            })()
            """;

    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Browser.find();
        Assumptions.assumeTrue(
                program.isPresent(),
                "Chromium is not on the PATH: reports are not tried in a browser. Install it to have that done.");
        browser = new Browser(program.get());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static void fine(Path report) throws Exception {
        assertEquals(List.of(), browser.complaints(), "complaints");
        assertEquals(List.of(), browser.fetched(report), "requests");
        assertTrue(
                !browser.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
                        .getAsBoolean(),
                "wider than the window");
        String contrast = browser.evaluate(LEAST_CONTRAST).getAsString();
        assertTrue(Double.parseDouble(contrast.split(" ")[0]) >= 4.5, "contrast " + contrast);
    }

    private static List<String> texts(String selector) throws Exception {
        String expression =
                "[...document.querySelectorAll('.node')].flatMap((node) => [...node.children].filter((c) => c.shadowRoot)"
                        + ".flatMap((c) => [...c.shadowRoot.querySelectorAll('" + selector
                        + "')].map((e) => e.textContent)))";
        List<String> texts = new ArrayList<>();
        browser.evaluate(expression).getAsJsonArray().forEach(text -> texts.add(text.getAsString()));
        return texts;
    }

    @Test
    void theQuickstartsReportSaysWhatItsTablesSay() throws Exception {
        Path report = folder.resolve("report.html");
        Path tables = folder.resolve("tables");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.run(
                print,
                print,
                "-workflowDir=" + Path.of("quickstart").toAbsolutePath(),
                "-destDir=" + folder.resolve("done"),
                "-report=" + report,
                "-export=" + tables,
                "-workflow.variable=trainings,3,int",
                "-workflow.variable=epochs,1,int",
                "-reset");
        String said = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, said);
        String[] lines = said.strip().split("\n");
        assertTrue(lines[lines.length - 1].contains("The report is " + report), lines[lines.length - 1]);
        String page = Files.readString(report);
        assertTrue(Files.size(report) < 3_000_000, Files.size(report) + " bytes");
        for (String secret : List.of(
                System.getProperty("user.home") + "/",
                folder.toString(),
                Path.of("").toAbsolutePath().toString())) {
            assertFalse(page.contains(secret), "the page names " + secret);
        }

        double seconds = browser.open(report, WIDE, 900, READY);
        System.out.printf(
                Locale.ROOT,
                "The report of the quickstart has %,d bytes and opened in %.2f s%n",
                Files.size(report),
                seconds);
        fine(report);
        browser.screenshot(SCREENSHOTS.resolve("quickstart-1200.png"));
        assertEquals(
                4, browser.evaluate("document.querySelectorAll('.node').length").getAsInt());
        List<String> headlines = texts("h1");
        assertEquals(4, headlines.size(), "every executed node has a view: " + headlines);
        List<String> history = Files.readAllLines(tables.resolve("3_2_History.csv"));
        assertEquals(3, history.size() - 1);
        double best = 0;
        int query = 0;
        int score = List.of(history.get(0).split(",")).indexOf("Score");
        for (int row = 1; row < history.size(); row++) {
            double value = Double.parseDouble(history.get(row).split(",")[score].replace("\"", ""));
            if (value > best) {
                best = value;
                query = row;
            }
        }
        String found = headlines.get(2);
        assertTrue(found.endsWith("found with query " + query + " of 3"), found);
        assertEquals(best, Double.parseDouble(found.replaceAll("[^0-9]*([0-9.]+).*", "$1")), 1e-4, found);
        String accuracy = Files.readAllLines(tables.resolve("4_2_Measures.csv")).stream()
                .filter(line -> line.contains("Accuracy") && !line.contains("Balanced"))
                .findFirst()
                .orElseThrow();
        double share = Double.parseDouble(
                accuracy.substring(accuracy.lastIndexOf(',') + 1).replace("\"", ""));
        assertEquals(String.format(Locale.ROOT, "%.1f %% of 500 examples are right", 100 * share), headlines.get(3));
        keysGoFromMarkToMark();
        Path again = folder.resolve("again.html");
        assertEquals(
                0, Main.run(print, print, "-workflowDir=" + folder.resolve("done"), "-report=" + again, "-nosave"));
        browser.open(again, WIDE, 900, READY);
        assertEquals(headlines, texts("h1"), "what was executed before is shown, too");
        browser.open(report, NARROW, 800, READY);
        fine(report);
        browser.screenshot(SCREENSHOTS.resolve("quickstart-380.png"));
    }

    /** Of the chart of the search. */
    private static void keysGoFromMarkToMark() throws Exception {
        String search = "[...document.querySelectorAll('#node-3 > div')].find((e) => e.shadowRoot).shadowRoot";
        browser.evaluate(search + ".querySelector('.chart').focus()");
        List<String> seen = new ArrayList<>();
        for (String key : List.of("ArrowRight", "ArrowRight", "ArrowRight")) {
            browser.press(key);
            seen.add(browser.evaluate(search + ".querySelector('aside h2').textContent")
                    .getAsString()
                    .replaceAll(" –.*", ""));
        }
        assertEquals(List.of("Query 1", "Query 2", "Query 3"), seen);
        assertTrue(
                browser.evaluate(search + ".querySelector('aside svg') !== null")
                        .getAsBoolean(),
                "the cell is drawn");
        String label = browser.evaluate(search + ".querySelector('.chart').getAttribute('aria-label')")
                .getAsString();
        assertTrue(label.startsWith("Query 3"), label);
        browser.press("ArrowLeft");
        assertNotEquals(
                label,
                browser.evaluate(search + ".querySelector('.chart').getAttribute('aria-label')")
                        .getAsString());
    }

    private static View extreme(int count, String name) {
        Random random = new Random(count);
        View.Builder view = View.of(name + " of " + count + ": <img src=x onerror=alert(1)> & \"quotes\"")
                .detail(name)
                .note(name);
        List<Point> points = new ArrayList<>();
        List<Gallery.Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int cell = view.cell(Architecture.of(NasBench101.INSTANCE, NasBench101.INSTANCE.sample(random)));
            points.add(Point.of(i, i % 7 == 3 ? Double.NaN : random.nextGaussian() * 1e6)
                    .within(-1e6, i % 5 == 0 ? Double.NaN : 1e6)
                    .shaded(random.nextDouble())
                    .ofCell(cell)
                    .strong(i == 1)
                    .saying(name + i, "<b>" + name + "</b>"));
            if (items.size() < 30) {
                items.add(new Gallery.Item(
                        name,
                        cell,
                        List.of(name),
                        "code",
                        List.of(
                                new Gallery.Change(1, name, "MaxPool", -0.5, false),
                                new Gallery.Change(2, name, "", 0.25, true)),
                        List.of(new Gallery.Worth(1, name, i % 2 == 0 ? 0 : 0.5, i % 2 == 1))));
            }
        }
        int fields = Math.min(40, count);
        double[][] values = new double[fields][fields];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            names.add(name + i);
            for (int j = 0; j < fields; j++) {
                values[i][j] = i == j ? Double.NaN : Math.sin(i + 2 * j);
            }
        }
        return view.add(Chart.of(
                        name, Axis.of(name), Axis.of(name), List.of(Series.of(name, Series.Style.POINTS, points))))
                .add(Chart.of(
                                name,
                                Axis.of(name),
                                Axis.of(name),
                                List.of(
                                        Series.of(name, Series.Style.LINE, points),
                                        Series.of("hollow", Series.Style.HOLLOW, points),
                                        Series.of("steps", Series.Style.STEPS, points)))
                        .withShade(new Chart.Shade(name, 0, 1))
                        .withBands(List.of(new Chart.Band(0, 1, name), new Chart.Band(1, 2, name)))
                        .withLines(List.of(new Chart.Line(0, false, name), new Chart.Line(1, true, name)))
                        .beside())
                .add(Chart.of(
                                name,
                                Axis.fromZero(name),
                                Axis.downward(name, names),
                                List.of(Series.of(
                                        name,
                                        Series.Style.BARS,
                                        points.subList(0, fields).stream()
                                                .map(point -> Point.of(point.y(), point.x()))
                                                .toList())))
                        .beside())
                .add(HeatMap.ofCorrelations(name, names, values, new String[0][]))
                .add(new Gallery(name, items, true))
                .add(new Facts(name, List.of(name, "2"), List.of(List.of(name, "−1.5")), name))
                .add(new Pictures(name, List.of(new Pictures.Item("data:image/gif;base64,R0lGODlhAQABAAAAACw=", name))))
                .add(new Stages(name, List.of(new Stages.Item(name, name, true), new Stages.Item("b", "", false))))
                .build();
    }

    @Test
    void whatIsExtremeIsShownWithoutAComplaint() throws Exception {
        Path report = folder.resolve("extreme.html");
        HostView page = HostNode.create(new PredictorSearchNodeFactory()).view().orElseThrow();
        List<View> views = List.of(
                View.of("Nothing at all").build(),
                extreme(0, "none"),
                extreme(1, "one"),
                extreme(2_000, "many"),
                extreme(60, "a very long name without an end ".repeat(6)),
                extreme(45, "averylongnamewithoutablank".repeat(6)));
        List<Report.Shown> nodes = new ArrayList<>();
        for (View view : views) {
            nodes.add(new Report.Shown(
                    nodes.size(),
                    "Node " + nodes.size(),
                    true,
                    false,
                    "A message with </script> and /* script */ in " + folder.resolve("secret.txt"),
                    Map.of("a/setting", folder.resolve("secret.txt").toString()),
                    Optional.of(page),
                    Optional.of(view.json())));
        }
        Report.writeNodes(
                report, "extreme", folder, Map.of("a", "<!-- data --> /* script */"), nodes, "6 of 6 nodes executed");
        assertFalse(Files.readString(report).contains(folder.toString()), "no path is shared");
        browser.open(report, WIDE, 900, READY);
        fine(report);
        assertEquals(views.stream().map(View::headline).toList(), texts("h1"));
        browser.screenshot(SCREENSHOTS.resolve("extreme-1200.png"));
        browser.open(report, NARROW, 800, READY);
        fine(report);
        browser.screenshot(SCREENSHOTS.resolve("extreme-380.png"));
    }
}
