package org.fewshotnas.space.metric;

import java.util.Optional;

/**
 * A place where the words of a name say a kind of metric, and how.
 *
 * @param start of the words that say it, with those that go with it, such as "relative" or "one minus"
 * @param end before which they end
 * @param kind what they say
 * @param direction that of the kind, or the other one where the name turns it round, as "negative loss" does
 * @param quantity the kind with the words that go with it
 */
record Mention(int start, int end, MetricKind kind, Direction direction, String quantity) {
    /** This kind for each of another: whether an accuracy per cost is to be large, its name does not say. */
    Mention per(Optional<Mention> other) {
        return other.filter(under -> under.isCost() != isCost())
                .map(under -> new Mention(start, end, kind, Direction.UNKNOWN, quantity + " per " + under.quantity))
                .orElse(this);
    }

    private boolean isCost() {
        return kind.role() == MetricKind.Role.COST;
    }

    Mention withDirection(Direction other) {
        return new Mention(start, end, kind, other, quantity);
    }

    /** Whether it says no more than "score" or "cost": "latency score" is a latency. */
    boolean isVague() {
        return kind.quantity().equals("score") || kind.quantity().equals("cost");
    }
}
