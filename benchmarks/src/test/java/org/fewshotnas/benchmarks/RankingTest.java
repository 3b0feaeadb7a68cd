package org.fewshotnas.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {
    @Test
    void aRowHoldsTheTargetsOfALearnerAndItsIntervals(@TempDir Path folder) throws IOException {
        Path summary = Files.writeString(
                folder.resolve("summary.csv"),
                """
                Target,Learner,Shots,Learnings,Runs,Spearman,Spearman standard error,Within 90 % intervals
                a,Multi-task,5,3,30,0.51234,0.01,0.95
                b,Multi-task,5,3,30,-0.25,0.02,0.85
                (mean of targets),Multi-task,5,3,30,0.13117,0.0111,0.9
                a,"Multi-task, chosen cells",25,3,30,0.9,,0.91
                b,"Multi-task, chosen cells",25,3,30,1,,0.89
                (mean of targets),"Multi-task, chosen cells",25,3,30,0.95,,0.9
                """);
        assertEquals(
                List.of(
                        "| Learner | Shots | a | b | (mean of targets) | learnings, runs | within 90 % intervals |",
                        "|---|---|---|---|---|---|---|",
                        "| Multi-task | 5 | .512 ± .010 | -.250 ± .020 | .131 ± .011 | 3, 30 |  |",
                        "| Multi-task, chosen cells | 25 | .900 | 1.000 | .950 | 3, 30 | .890 to .910 (.900) |"),
                Ranking.table(summary));
    }
}
