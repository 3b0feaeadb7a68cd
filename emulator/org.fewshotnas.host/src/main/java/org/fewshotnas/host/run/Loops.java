package org.fewshotnas.host.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.host.workflow.Workflow.Connection;
import org.knime.node.HostNode;

/**
 * The loops of a workflow, as KNIME has them: a loop is what lies between a node that begins one and the first node behind it that ends
 * one, with all branches that leave it there. Loops can lie in loops. What is no loop is said at the node that makes it none.
 */
final class Loops {
    /**
     * One loop.
     *
     * @param body what lies between start and end, in an order in which it can execute
     */
    record Loop(NodeRun start, List<NodeRun> body, NodeRun end) {
        /** All its nodes, in an order in which they can execute. */
        List<NodeRun> nodes() {
            List<NodeRun> nodes = new ArrayList<>(body);
            nodes.add(0, start);
            nodes.add(end);
            return nodes;
        }
    }

    private final Map<Integer, NodeRun> nodes;
    /** The loops that a node is in, the outermost first, by its number; those that it begins or ends do not count. */
    private final Map<Integer, List<NodeRun>> around = new HashMap<>();

    private final Map<NodeRun, NodeRun> ends = new HashMap<>();
    private final List<Loop> loops = new ArrayList<>();

    /**
     * Finds the loops, links their ends with their starts, and sets what is wrong.
     *
     * @param nodes by number
     * @param order of all nodes
     */
    Loops(Map<Integer, NodeRun> nodes, List<NodeRun> order) {
        this.nodes = nodes;
        order.forEach(this::place);
        for (NodeRun run : order) {
            if (begins(run)) {
                close(run, order);
            }
        }
    }

    /** The loop that a node begins. */
    Optional<Loop> begunBy(NodeRun run) {
        return loops.stream().filter(loop -> loop.start == run).findFirst();
    }

    /** The loop that a node ends. */
    Optional<Loop> endedBy(NodeRun run) {
        return loops.stream().filter(loop -> loop.end == run).findFirst();
    }

    /** The nodes that have to be executed before a node besides those that lead to it. */
    Collection<Integer> alsoBefore(NodeRun run) {
        Set<Integer> before = new HashSet<>();
        endedBy(run).ifPresent(loop -> loop.body.forEach(member -> before.add(member.id())));
        begunBy(run).ifPresent(loop -> {
            loop.nodes().forEach(member -> member.connections().forEach(c -> before.add(c.source())));
            loop.nodes().forEach(member -> before.remove(member.id()));
        });
        return before;
    }

    private static boolean begins(NodeRun run) {
        return run.node().filter(HostNode::beginsLoop).isPresent();
    }

    private static boolean ends(NodeRun run) {
        return run.node().filter(HostNode::endsLoop).isPresent();
    }

    private void place(NodeRun run) {
        List<NodeRun> here = List.of();
        for (Connection connection : run.connections()) {
            List<NodeRun> there = behind(nodes.get(connection.source()));
            boolean deeper = there.size() > here.size();
            List<NodeRun> longer = deeper ? there : here;
            List<NodeRun> shorter = deeper ? here : there;
            if (!longer.subList(0, shorter.size()).equals(shorter)) {
                run.loopProblem = Optional.of("It takes something from inside of the loop of "
                        + longer.get(longer.size() - 1).label() + " and something from inside of the loop of "
                        + shorter.get(shorter.size() - 1).label() + ". End one of them before.");
            }
            here = longer;
        }
        if (ends(run) && here.isEmpty()) {
            run.loopProblem = Optional.of(
                    "It ends a loop, but no node before it begins one. Connect what comes from a loop start.");
        } else if (ends(run)) {
            NodeRun start = here.get(here.size() - 1);
            here = here.subList(0, here.size() - 1);
            NodeRun other = ends.putIfAbsent(start, run);
            if (other != null) {
                run.loopProblem =
                        Optional.of("The loop of " + start.label() + " ends already with " + other.label() + ".");
            }
        }
        around.put(run.id(), here);
    }

    /** The loops that what comes out of a node is in. */
    private List<NodeRun> behind(NodeRun run) {
        List<NodeRun> loopsAround = new ArrayList<>(around.get(run.id()));
        if (begins(run)) {
            loopsAround.add(run);
        }
        return loopsAround;
    }

    private void close(NodeRun start, List<NodeRun> order) {
        NodeRun end = ends.get(start);
        if (end == null) {
            start.loopProblem = Optional.of(
                    "It begins a loop, but no node behind it ends one. Connect the last node of the loop to a loop end.");
            return;
        }
        List<NodeRun> body = new ArrayList<>();
        Set<Integer> behindEnd = new HashSet<>(Set.of(end.id()));
        for (NodeRun run : order) {
            boolean inside = around.get(run.id()).contains(start) && run != end;
            if (run.connections().stream().anyMatch(c -> behindEnd.contains(c.source()))) {
                behindEnd.add(run.id());
                if (inside) {
                    run.loopProblem = Optional.of("It takes something from inside of the loop of " + start.label()
                            + " and something from behind its end " + end.label()
                            + ". What leaves a loop has to go through its end.");
                    start.loopProblem = run.loopProblem.map(why -> run.label() + ": " + why);
                }
            }
            if (inside) {
                body.add(run);
            }
        }
        loops.add(new Loop(start, body, end));
        end.loopStart = Optional.of(start);
        end.node().orElseThrow().endsLoopOf(start.node().orElseThrow());
    }
}
