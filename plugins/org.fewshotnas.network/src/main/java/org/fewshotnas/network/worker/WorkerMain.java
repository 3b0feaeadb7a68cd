package org.fewshotnas.network.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * A worker's process: it trains one job of the folder in which it runs, and says on its output how far it is. When its input ends, the
 * process that wanted the result is gone: then it deletes the folder and ends at once.
 */
public final class WorkerMain {
    /** Begins what a worker says to its parent; libraries may write something else. */
    static final String SIGN = "fewshotnas ";

    static final String STARTED = "started";

    private static final int FAILED = 1;
    private static final int LEFT_ALONE = 2;

    private WorkerMain() {}

    /** @param args the job's number; the number of the GPU that computes, or -1 for the processor */
    public static void main(String[] args) {
        JobFolder folder = JobFolder.at(Path.of("").toAbsolutePath());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Thread watch = new Thread(() -> endWithParent(folder), "fewshotnas-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            int gpu = Integer.parseInt(args[1]);
            train(folder, Integer.parseInt(args[0]), gpu < 0 ? Device.cpu() : Device.gpu(gpu), out);
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException e) {
            System.err.println(e.getMessage());
            System.err.flush();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void train(JobFolder folder, int number, Device device, PrintStream out) throws IOException {
        Torch.start(Progress.NONE);
        say(out, STARTED);
        TrainingJob job = folder.job(number);
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {
                say(out, fraction + " " + message);
            }

            @Override
            public void checkCanceled() {
                // Whoever wants it to stop ends the process.
            }
        };
        folder.put(number, job.run(device, progress));
    }

    private static void say(PrintStream out, String what) {
        out.print(SIGN + what.replace('\n', ' ') + "\n");
        out.flush();
    }

    private static void endWithParent(JobFolder folder) {
        try {
            while (System.in.read() >= 0) {
                // Nobody says anything: only the end counts.
            }
            folder.close();
        } catch (IOException ignored) {
            // What cannot be deleted stays; the process ends all the same.
        } finally {
            Runtime.getRuntime().halt(LEFT_ALONE);
        }
    }
}
