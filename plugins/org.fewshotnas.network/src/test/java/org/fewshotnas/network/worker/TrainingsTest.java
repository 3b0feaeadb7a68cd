package org.fewshotnas.network.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fewshotnas.network.SmallTraining;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;

class TrainingsTest {
    private static final Split DATA = SmallTraining.stripes();
    private static final int FOREVER = 1_000_000;

    private static TrainingJob job(long seed, int epochs) {
        return new TrainingJob(
                "seed " + seed,
                SmallTraining.network(new Head.Classes(3), SmallTraining.IMAGE),
                DATA.training(),
                Optional.of(DATA.validation()),
                TrainingSettings.ofClasses().withBudget(epochs, 32).withSeed(seed));
    }

    /** What comes of trainings, by their numbers. */
    private static final class Results implements Trainings.Listener {
        private final Map<Integer, TrainingResult> finished = new TreeMap<>();
        private final Map<Integer, String> broken = new TreeMap<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void finished(int job, TrainingResult result) {
            assertEquals(null, finished.put(job, withoutSeconds(result)), "once each");
        }

        @Override
        public void broken(int job, String reason) {
            assertEquals(null, broken.put(job, reason), "once each");
        }

        @Override
        public void warn(String warning) {
            warnings.add(warning);
        }
    }

    /** All but how long it took. */
    private static TrainingResult withoutSeconds(TrainingResult result) {
        List<LearningCurve.Epoch> epochs = result.curve().epochs().stream()
                .map(epoch -> new LearningCurve.Epoch(epoch.loss(), epoch.score(), 0))
                .toList();
        return new TrainingResult(new LearningCurve(epochs), result.network(), result.score(), result.failure());
    }

    private static Results run(List<TrainingJob> jobs, Workers workers) {
        Results results = new Results();
        Trainings.run(jobs, workers, Progress.NONE, results);
        return results;
    }

    private static Set<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(WorkerMain.class.getName()))
                .collect(Collectors.toSet());
    }

    private static Set<Path> folders() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(JobFolder.prefix()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls when a job has come so far that it reports. */
    private static Progress when(String message, Runnable then) {
        return new Progress() {
            private boolean called;

            @Override
            public void report(double fraction, String said) {
                if (said.startsWith(message) && !called) {
                    called = true;
                    then.run();
                }
            }

            @Override
            public void checkCanceled() {}
        };
    }

    @Test
    void aGpuThatIsNotThereIsRefusedBeforeAnythingIsTrained() {
        assumeFalse(Torch.find(Device.automatic(), Progress.NONE).isGpu(), "there is a GPU");
        for (Workers workers : List.of(Workers.threads(1), Workers.processes(1))) {
            InvalidInputException e =
                    assertThrows(InvalidInputException.class, () -> run(List.of(job(1, 1)), workers.on(Device.gpu(1))));
            assertTrue(e.getMessage().startsWith("GPU 1 was asked for, but there is no GPU"), e.getMessage());
        }
        Results automatic = run(List.of(job(1, 1)), Workers.threads(1).on(Device.automatic()));
        assertEquals(run(List.of(job(1, 1)), Workers.threads(1)).finished, automatic.finished);
    }

    @Test
    void aWorkerLoadsTheNetworkOnTheDeviceOfItsCommand() throws IOException, InterruptedException {
        assumeFalse(Torch.find(Device.automatic(), Progress.NONE).isGpu(), "there is a GPU");
        try (JobFolder folder = JobFolder.create()) {
            folder.put(0, job(1, 1));
            Process worker = JavaCommand.find()
                    .orElseThrow()
                    .start(folder.path(), 0, Device.gpu(2), 256)
                    .redirectError(folder.errors(0).toFile())
                    .start();
            assertTrue(worker.waitFor(1, TimeUnit.MINUTES));
            assertEquals(1, worker.exitValue());
            assertTrue(folder.lastErrors(0).contains("GPU 2 was asked for"), folder.lastErrors(0));
            assertTrue(folder.take(0).isEmpty());
        }
    }

    /** Where there is a GPU: the whole way, with a worker, beside the processor's. */
    @Test
    void aGpuGivesAboutTheSameLosses() {
        Device gpu = Torch.find(Device.automatic(), Progress.NONE);
        assumeTrue(gpu.isGpu(), "there is no GPU here: nothing was trained on one");
        TrainingResult there =
                run(List.of(job(1, 2)), Workers.processes(1).on(gpu)).finished.get(0);
        TrainingResult here =
                run(List.of(job(1, 2)), Workers.threads(1)).finished.get(0);
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    here.curve().epochs().get(i).loss(),
                    there.curve().epochs().get(i).loss(),
                    .05);
        }
    }

    @Test
    void howManyTrainAtOnceDependsOnTheDeviceUnlessItIsSaid() {
        assertEquals(
                Runtime.getRuntime().availableProcessors(), Workers.automatic().count(Device.cpu()));
        assertEquals(1, Workers.automatic().count(Device.gpu(0)));
        assertEquals(3, Workers.automatic(3).on(Device.gpu(0)).count(Device.gpu(0)));
    }

    @Test
    void aJobGivesTheSameWeightsWhereverItRunsAndOneThatIsKilledSparesTheOthers() {
        Set<Path> before = folders();
        List<TrainingJob> jobs = List.of(job(1, 2), job(3, FOREVER), job(2, 2));
        Results processes = new Results();
        Progress killer = when("seed 3: ", () -> workers().stream()
                .filter(worker -> worker.info().commandLine().orElse("").endsWith(" 1 -1"))
                .forEach(ProcessHandle::destroyForcibly));
        Trainings.run(jobs, Workers.processes(3), killer, processes);
        assertEquals(List.of(), processes.warnings);
        assertEquals(Set.of(1), processes.broken.keySet());
        assertTrue(processes.broken.get(1).contains("was killed"), processes.broken.get(1));
        Results alone = run(List.of(job(1, 2)), Workers.threads(1));
        Results beside = run(List.of(job(1, 2), job(2, 2)), Workers.threads(2));
        assertEquals(alone.finished.get(0), beside.finished.get(0));
        assertEquals(alone.finished.get(0), processes.finished.get(0));
        assertEquals(beside.finished.get(1), processes.finished.get(2));
        assertNotEquals(beside.finished.get(0), beside.finished.get(1));
        assertEquals(Set.of(), workers());
        assertEquals(before, folders());
    }

    @Test
    void aCancelLeavesNoProcessAndNoFile() {
        Set<Path> before = folders();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (workers().size() == 2) {
                    throw new CancellationException();
                }
            }
        };
        List<TrainingJob> jobs = List.of(job(1, FOREVER), job(2, FOREVER), job(3, FOREVER));
        assertThrows(
                CancellationException.class, () -> Trainings.run(jobs, Workers.processes(2), progress, new Results()));
        assertEquals(Set.of(), workers());
        assertEquals(before, folders());
    }

    @Test
    void aWorkerEndsWithItsParentAndDeletesTheFiles() throws Exception {
        Torch.start(Progress.NONE);
        try (JobFolder folder = JobFolder.create()) {
            Worker worker = Worker.start(
                    0, job(1, FOREVER), Device.cpu(), JavaCommand.find().orElseThrow(), folder);
            // What the system does with the pipe of a process that is gone.
            worker.process().getOutputStream().close();
            assertTrue(worker.process().waitFor(30, TimeUnit.SECONDS));
            assertFalse(Files.exists(folder.path()));
        }
    }

    @Test
    void whereNoProcessCanBeStartedThreadsDoTheWorkAndThereIsAWarning() throws Exception {
        Torch.start(Progress.NONE);
        JavaCommand right = JavaCommand.find().orElseThrow();
        for (JavaCommand wrong : List.of(
                new JavaCommand(Path.of("no-java"), right.classPath(), right.libraries()),
                new JavaCommand(right.java(), List.of(Path.of("no.jar")), right.libraries()))) {
            Results results = new Results();
            Board board = new Board(1, Progress.NONE, results);
            try (JobFolder folder = JobFolder.create()) {
                WorkerPool.run(List.of(job(1, 1)), 1, Device.cpu(), wrong, folder, board);
            }
            assertTrue(results.finished.isEmpty() && results.broken.isEmpty());
            assertTrue(results.warnings.get(0).contains("no other could be started"), results.warnings.toString());
            ThreadTrainings.run(List.of(job(1, 1)), 1, Device.cpu(), board);
            assertEquals(Set.of(0), results.finished.keySet());
        }
    }

    @Test
    void aTrainingThatDivergesIsFinishedWithoutANetwork() {
        TrainingJob wild = new TrainingJob(
                "wild",
                job(1, 1).graph(),
                DATA.training(),
                Optional.empty(),
                job(1, 1).settings().withRate(1e30));
        Results results = run(List.of(wild), Workers.automatic(2));
        assertTrue(results.finished.get(0).failure().orElseThrow().contains("diverged"));
    }

    @Test
    void dataThatDoesNotFitIsRefusedBeforeAnythingStarts() {
        TrainingJob wrong = new TrainingJob(
                "wrong",
                SmallTraining.network(new Head.Classes(4), SmallTraining.IMAGE),
                DATA.training(),
                Optional.empty(),
                TrainingSettings.ofClasses());
        Results results = new Results();
        assertThrows(
                InvalidInputException.class,
                () -> Trainings.run(List.of(job(1, 1), wrong), Workers.automatic(), Progress.NONE, results));
        assertTrue(results.finished.isEmpty());
    }

    @Test
    void aReasonIsForAnAnalyst() {
        assertEquals(
                "The training ran out of memory.",
                Breakdown.of(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space\n"));
        assertEquals(
                "The training ran out of memory.",
                Breakdown.of(
                        1,
                        "[enforce fail at alloc_cpu.cpp:115] DefaultCPUAllocator: can't allocate memory: you tried\n"));
        assertEquals(
                "The training's process was killed, as the system does when memory runs short.", Breakdown.of(137, ""));
        assertEquals(
                "The training's process ended with code 134: it crashed.",
                Breakdown.of(134, "\nit crashed.\n  at some.Place(File.java)\n"));
    }
}
