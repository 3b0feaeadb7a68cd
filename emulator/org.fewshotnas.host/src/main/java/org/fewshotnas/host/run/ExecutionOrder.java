package org.fewshotnas.host.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;

/** Sorts nodes so that each comes after all that lead to it (Kahn's algorithm). */
final class ExecutionOrder {
    private ExecutionOrder() {}

    /**
     * The nodes in an order in which they could execute one after the other.
     *
     * @throws HostException with {@link ExitCode#LOAD_ERROR} if connections form a circle
     */
    static List<NodeRun> of(List<NodeRun> runs) throws HostException {
        Map<Integer, NodeRun> nodes = new HashMap<>();
        Map<Integer, Integer> open = new HashMap<>();
        Map<Integer, List<Integer>> successors = new HashMap<>();
        Deque<NodeRun> ready = new ArrayDeque<>();
        for (NodeRun run : runs) {
            nodes.put(run.id(), run);
            open.put(run.id(), run.connections().size());
            run.connections().forEach(c -> successors
                    .computeIfAbsent(c.source(), key -> new ArrayList<>())
                    .add(run.id()));
            if (run.connections().isEmpty()) {
                ready.add(run);
            }
        }
        List<NodeRun> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            NodeRun run = ready.remove();
            sorted.add(run);
            for (int successor : successors.getOrDefault(run.id(), List.of())) {
                if (open.merge(successor, -1, Integer::sum) == 0) {
                    ready.add(nodes.get(successor));
                }
            }
        }
        if (sorted.size() < runs.size()) {
            Set<NodeRun> circle = new LinkedHashSet<>(runs);
            sorted.forEach(circle::remove);
            String labels =
                    String.join(", ", circle.stream().map(NodeRun::label).toList());
            throw HostException.load("Connections form a circle through " + labels + ".");
        }
        return sorted;
    }
}
