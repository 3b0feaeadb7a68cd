package org.fewshotnas.workflows.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Chromium without a window, by its DevTools protocol; it notes what the page fetches and what it complains of. */
final class Browser implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Where it is, if it is there. */
    static Optional<Path> find() {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            for (String name : names) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    Browser(Path program) throws Exception {
        profile = Files.createTempDirectory("browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        int port = port();
        HttpClient client = HttpClient.newHttpClient();
        socket = client.newWebSocketBuilder()
                .buildAsync(page(client, port), new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", new JsonObject());
        }
    }

    private int port() throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            Thread.sleep(20);
        }
        throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("log.txt")));
    }

    private static URI page(HttpClient client, int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String list = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        for (JsonElement target : JsonParser.parseString(list).getAsJsonArray()) {
            if (target.getAsJsonObject().get("type").getAsString().equals("page")) {
                return URI.create(
                        target.getAsJsonObject().get("webSocketDebuggerUrl").getAsString());
            }
        }
        throw new IOException("Chromium has no page: " + list);
    }

    /** Puts messages together, and hands answers to those who wait for them. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                JsonObject received = JsonParser.parseString(message.toString()).getAsJsonObject();
                message.setLength(0);
                if (received.has("id")) {
                    waiting.remove(received.get("id").getAsInt()).complete(received);
                } else {
                    note(received.get("method").getAsString(), received.getAsJsonObject("params"));
                }
            }
            from.request(1);
            return null;
        }
    }

    private void note(String event, JsonObject what) {
        switch (event) {
            case "Runtime.exceptionThrown" -> complaints.add(what.toString());
            case "Runtime.consoleAPICalled" -> {
                String type = what.get("type").getAsString();
                if (type.equals("error") || type.equals("warning") || type.equals("assert")) {
                    complaints.add(type + ": " + what.get("args"));
                }
            }
            case "Log.entryAdded" -> {
                JsonObject entry = what.getAsJsonObject("entry");
                if (!entry.get("level").getAsString().equals("verbose")) {
                    complaints.add(entry.toString());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(what.getAsJsonObject("request").get("url").getAsString());
            default -> {}
        }
    }

    private JsonObject call(String method, JsonObject parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        JsonObject message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", parameters);
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonObject received = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (received.has("error")) {
            throw new IOException(method + ": " + received.get("error"));
        }
        return received.getAsJsonObject("result");
    }

    /**
     * Opens a file in a page of this size, and waits until an expression is true.
     *
     * @return how many seconds that took
     */
    double open(Path file, int width, int height, String until) throws Exception {
        JsonObject size = new JsonObject();
        size.addProperty("width", width);
        size.addProperty("height", height);
        size.addProperty("deviceScaleFactor", 1);
        size.addProperty("mobile", false);
        call("Emulation.setDeviceMetricsOverride", size);
        JsonObject address = new JsonObject();
        address.addProperty("url", file.toUri().toString());
        complaints.clear();
        requests.clear();
        long start = System.nanoTime();
        call("Page.navigate", address);
        long end = start + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate("Boolean(" + until + ")").getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException(file + " did not get ready: " + complaints);
            }
            Thread.sleep(20);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The value of an expression in the page. */
    JsonElement evaluate(String expression) throws Exception {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", expression);
        parameters.addProperty("returnByValue", true);
        parameters.addProperty("awaitPromise", true);
        JsonObject result = call("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + ": " + result.get("exceptionDetails"));
        }
        JsonObject value = result.getAsJsonObject("result");
        return value.has("value") ? value.get("value") : new JsonArray();
    }

    /** Presses a key that has no character. */
    void press(String key) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("key", key);
            event.addProperty("code", key);
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** Keeps a picture of the whole page. */
    void screenshot(Path file) throws Exception {
        JsonObject how = new JsonObject();
        how.addProperty("captureBeyondViewport", true);
        how.addProperty("format", "png");
        JsonObject metrics = call("Page.getLayoutMetrics", new JsonObject()).getAsJsonObject("cssContentSize");
        JsonObject clip = new JsonObject();
        clip.addProperty("x", 0);
        clip.addProperty("y", 0);
        clip.addProperty("width", metrics.get("width").getAsDouble());
        clip.addProperty("height", Math.min(12_000, metrics.get("height").getAsDouble()));
        clip.addProperty("scale", 1);
        how.add("clip", clip);
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.captureScreenshot", how).get("data").getAsString()));
    }

    /** What the page has complained of since it was opened: errors, warnings, what its policy forbids. */
    List<String> complaints() {
        return complaints;
    }

    /** What the page has fetched since it was opened, itself aside, and what it holds itself. */
    List<String> fetched(Path file) {
        return requests.stream()
                .filter(url ->
                        !url.equals(file.toUri().toString()) && !url.startsWith("blob:") && !url.startsWith("data:"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(profile)) {
            walk.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // a process of Chromium's may still write into its profile, which is in a temporary folder
            }
        }
    }
}
