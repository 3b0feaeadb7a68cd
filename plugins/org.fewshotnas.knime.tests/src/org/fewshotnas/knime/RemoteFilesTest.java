package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;

/** What the other side says or does not say reaches the user, who can stop waiting at any time. */
class RemoteFilesTest {
    private static final Map<String, List<String>> ANSWERS = Map.of(
            "404 Not Found", List.of("no such file", "404", "Check the address"),
            "500 Internal Server Error", List.of("HTTP status 500", "the server's side"),
            "403 Forbidden", List.of("HTTP status 403", "does not give"),
            "401 Unauthorized", List.of("HTTP status 401", "password"));

    @Test
    void theStateThatAServerAnswersIsNamed() throws Exception {
        for (Map.Entry<String, List<String>> answer : ANSWERS.entrySet()) {
            try (ServerSocket server = server()) {
                Thread thread = new Thread(() -> answer(server, answer.getKey()));
                thread.setDaemon(true);
                thread.start();
                TestNode.fails(reader(server), answer.getValue());
            }
        }
    }

    @Test
    void aHostThatIsNotThereIsNamed() throws Exception {
        TestNode.fails(
                TestNode.of(new BenchmarkReaderNodeFactory())
                        .with("file/path/path", "http://no-such-host.invalid/table.csv"),
                "no-such-host.invalid",
                "there is no host");
    }

    @Test
    void aServerThatSaysNothingDoesNotHoldACancel() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        try (ServerSocket server = server()) {
            Thread silent = new Thread(() -> acceptAndSayNothing(server, connected));
            silent.setDaemon(true);
            silent.start();
            DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
            long[] canceled = new long[1];
            Thread user = new Thread(() -> {
                try {
                    connected.await();
                    canceled[0] = System.nanoTime();
                    monitor.setExecuteCanceled();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            user.start();
            TestNode reader = reader(server);
            assertThrows(CanceledExecutionException.class, () -> reader.run(TestNode.context(monitor)));
            double seconds = (System.nanoTime() - canceled[0]) / 1e9;
            assertTrue(seconds < 5, "the server would have held it for ten seconds; it took " + seconds);
        }
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static TestNode reader(ServerSocket server) throws Exception {
        String address = server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
        return TestNode.of(new BenchmarkReaderNodeFactory()).with("file/path/path", "http://" + address + "/table.csv");
    }

    private static void answer(ServerSocket server, String state) {
        while (true) {
            try (Socket socket = server.accept()) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
                    line = request.readLine();
                }
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + state + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void acceptAndSayNothing(ServerSocket server, CountDownLatch connected) {
        try (Socket socket = server.accept()) {
            connected.countDown();
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the test is over
        }
    }
}
